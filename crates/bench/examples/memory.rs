//! What the reference book takes in memory, natively: `cargo run -p bench --profile quick --example memory`.
//!
//! Live bytes after each step and the most that were live during it. The most is what counts: what a wasm has taken it never gives back.
#![allow(clippy::print_stdout)]

mod stored;

use bench::book;
use engine::Book;
use engine::figures::Figures;
use engine::list::{Later, Lists, Source};
use engine::scoring;
use model::schema::customer;
use model::{Currency, DeviceId};
use peak_alloc::PeakAlloc;
use protocol::{RecordsQuery, SearchQuery};
use search::Index;
use std::time::Instant;
use stored::stored;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn mb(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// Runs a step and prints what it took beyond `base`.
fn step<T>(name: &str, base: usize, work: impl FnOnce() -> T) -> T {
    ALLOCATOR.reset_peak_usage();
    let start = Instant::now();
    let done = work();
    let ms = start.elapsed().as_secs_f64() * 1e3;
    let (live, peak) = (mb(ALLOCATOR.current_usage() - base), mb(ALLOCATOR.peak_usage() - base));
    println!("{name:8} {ms:7.0} ms  live {live:6.1} MB  peak {peak:6.1} MB");
    done
}

fn main() {
    let disk = stored();
    let base = ALLOCATOR.current_usage();
    println!("disk     {:.1} MB", mb(base));
    for _ in 0..std::env::args().skip(1).filter_map(|times| times.parse::<u32>().ok()).next().unwrap_or(0) {
        drop(step("open", base, || pollster::block_on(Book::open(disk.clone(), DeviceId(1)))));
    }
    let opened = step("open", base, || pollster::block_on(Book::open(disk, DeviceId(1))).expect("opens"));
    let state = opened.state();
    for table in state.workspace.tables().filter(|table| table.len() > 1_000) {
        let columns = table.columns().map(|(field, column)| format!("{} {:.1}", field.0, mb(column.memory_bytes())));
        println!("  {:?}: {}", table.collection(), columns.collect::<Vec<_>>().join(", "));
    }
    let scores = step("score", base, || {
        let settings = scoring::settings(&state.workspace, book::TODAY, Currency::CNY);
        let input = scoring::fingerprint(state.workspace.scored_version(), &settings);
        let (mut run, rest) = scoring::begin(&state.workspace, &settings, input, None, None);
        while run.step() != insight::Progress::Done {}
        scoring::finish(run, rest)
    });
    let mut index = step("index", base, || {
        let mut index = Index::default();
        while index.step(&state.workspace) {}
        index
    });
    step("search", base, || {
        for text in ["a", "an", "wang", "138", "so-0012", "smiht", "上海"] {
            let query = SearchQuery { text: text.into(), recent: Vec::new(), words: Vec::new() };
            index.answer(&state.workspace, Some(&scores), &query);
        }
    });
    let mut lists = Lists::default();
    let source = Source {
        workspace: &state.workspace,
        scores: Some(Figures::Scored(&scores)),
        scores_version: 1,
        today: book::TODAY,
        zone: &protocol::GREENWICH,
        later: Some(Later::new()),
    };
    for (name, search) in [("list", ""), ("typed", "an"), ("again", "wang")] {
        let query = RecordsQuery { search: search.into(), len: 40, ..RecordsQuery::of(customer::ID) };
        step(name, base, || lists.answer(&source, &query));
    }
}
