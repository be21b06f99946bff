//! What each kind of question costs, natively: `cargo run -p bench --profile quick --example search`.
#![allow(clippy::print_stdout)]

mod stored;

use bench::book;
use engine::{Book, scoring};
use model::schema::customer;
use model::{Currency, DeviceId};
use protocol::SearchQuery;
use search::Index;
use std::time::Instant;
use stored::stored;

fn main() {
    let opened = pollster::block_on(Book::open(stored(), DeviceId(1))).expect("opens");
    let state = opened.state();
    let scores = {
        let settings = scoring::settings(&state.workspace, book::TODAY, Currency::CNY);
        let input = scoring::fingerprint(state.workspace.scored_version(), &settings);
        let (mut run, rest) = scoring::begin(&state.workspace, &settings, input, None, None);
        while run.step() != insight::Progress::Done {}
        scoring::finish(run, rest)
    };
    let mut index = Index::default();
    while index.step(&state.workspace) {}
    // Questions of one kind, for a profiler: more of them than are kept.
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if !asked.is_empty() {
        let start = Instant::now();
        for _ in 0..100 {
            for typed in &asked {
                index.answer(&state.workspace, Some(&scores), &SearchQuery { text: typed.clone(), recent: Vec::new() });
            }
        }
        println!("{:.2} ms a question", start.elapsed().as_secs_f64() * 10.0 / asked.len() as f64);
        return;
    }
    let people = state.workspace.table(customer::ID).expect("customers");
    let text = |row: u32, key| people.text(row, key).to_string();
    let mut kinds: Vec<(&str, Vec<String>)> = Vec::new();
    let latin = |row: &u32| text(*row, customer::NAME).is_ascii();
    let all: Vec<u32> = (0..400).map(|n| (n * 6007 + 13) % people.len()).collect();
    let names: Vec<String> =
        all.iter().filter(|row| latin(row)).take(12).map(|&row| text(row, customer::NAME).to_lowercase()).collect();
    let chinese: Vec<String> = all
        .iter()
        .filter(|row| !latin(row))
        .take(12)
        .map(|&row| text(row, customer::NAME).chars().take(3).collect())
        .collect();
    let tail = |digits: String| digits[digits.len().saturating_sub(8)..].to_owned();
    let phones: Vec<String> = all
        .iter()
        .map(|&row| text(row, customer::PHONE))
        .filter(|phone| !phone.is_empty())
        .take(12)
        .map(|phone| tail(phone.chars().filter(char::is_ascii_digit).collect()))
        .collect();
    let emails: Vec<String> = all
        .iter()
        .map(|&row| text(row, customer::EMAIL))
        .filter(|email| !email.is_empty())
        .take(12)
        .map(|email| email.split('@').next().unwrap_or("").to_owned())
        .collect();
    let typos: Vec<String> = names
        .iter()
        .filter(|name| name.split(' ').any(|word| word.len() >= 5))
        .map(|name| {
            name.split(' ')
                .map(|word| if word.len() >= 5 { format!("{}{}", &word[..2], &word[3..]) } else { word.to_owned() })
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    kinds.push(("names", names));
    kinds.push(("phones", phones));
    kinds.push(("emails", emails));
    kinds.push(("chinese", chinese));
    kinds.push(("initials", ["zj", "hm", "al", "nh", "gx", "lg", "iy", "wf"].map(str::to_owned).to_vec()));
    let mut every = Vec::new();
    for round in 0..2 {
        let mut ask = |kind: &str, typed: &str| {
            let query = SearchQuery { text: typed.into(), recent: Vec::new() };
            let start = Instant::now();
            let hits = index.answer(&state.workspace, Some(&scores), &query).hits.len();
            let ms = start.elapsed().as_secs_f64() * 1e3;
            if round == 1 {
                every.push((ms, kind.to_owned(), typed.to_owned(), hits));
            }
        };
        for (kind, list) in &kinds {
            for typed in list {
                let ends: Vec<usize> = typed.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
                for end in ends.into_iter().filter(|&end| end > 1) {
                    ask(kind, &typed[..end]);
                }
            }
        }
        for typed in &typos {
            ask("typo", typed);
        }
    }
    every.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (ms, kind, typed, hits) in every.iter().take(45) {
        println!("{ms:6.2} ms  {kind:9} {typed:?} {hits}");
    }
    let p95 = every[every.len() / 20].0;
    println!("{} questions, p95 {p95:.2} ms, median {:.2}", every.len(), every[every.len() / 2].0);
}
