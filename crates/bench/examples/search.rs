//! What each kind of question costs, natively, the least of several rounds: `cargo run -p bench --release --example search`.
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

const ROUNDS: usize = 9;

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
                index.answer(
                    &state.workspace,
                    Some(&scores),
                    &SearchQuery { text: typed.clone(), recent: Vec::new(), words: Vec::new() },
                );
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
    kinds.push(("typo", typos));
    let whole = |kind: &str| kind == "typo";
    // What is typed key by key, from the second key on; of Chinese from the first.
    let mut every: Vec<(f64, &str, String, usize)> = Vec::new();
    for (kind, list) in &kinds {
        for typed in list {
            let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
            let ends = ends.filter(|&end| end > 1 && (!whole(kind) || end == typed.len()));
            every.extend(ends.map(|end| (f64::MAX, *kind, typed[..end].to_owned(), 0)));
        }
    }
    for _ in 0..ROUNDS {
        for (least, _, typed, hits) in &mut every {
            let query = SearchQuery { text: typed.clone(), recent: Vec::new(), words: Vec::new() };
            let start = Instant::now();
            *hits = index.answer(&state.workspace, Some(&scores), &query).hits.len();
            *least = least.min(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    every.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (ms, kind, typed, hits) in every.iter().take(every.len() / 10) {
        println!("{ms:6.2} ms  {kind:9} {typed:?} {hits}");
    }
    for (kind, _) in &kinds {
        let mut keys: Vec<f64> = every.iter().filter(|(_, of, ..)| of == kind).map(|(ms, ..)| *ms).collect();
        keys.sort_by(f64::total_cmp);
        let (median, most) = (keys[keys.len() / 2], keys[keys.len() - 1]);
        println!("{kind:9} {:4} questions, median {median:.2} ms, slowest {most:.2} ms", keys.len());
    }
    let p95 = every[every.len() / 20].0;
    println!("{} questions, p95 {p95:.2} ms, median {:.2}", every.len(), every[every.len() / 2].0);
}
