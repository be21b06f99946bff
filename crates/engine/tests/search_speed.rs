//! How long a search takes over 100,000 customers. Not run by itself: `cargo test -p engine --profile quick --test search_speed -- --ignored --nocapture`.
#![allow(missing_docs, clippy::print_stdout)]

use engine::search::Index;
use engine::{Workspace, samples};
use model::{Currency, Day, DeviceId, Stamp};
use protocol::SearchQuery;
use std::time::Instant;

const ROUNDS: usize = 5;
/// What people type, letter by letter.
const TYPED: [&str; 16] = [
    "王小明",
    "wangxiaoming",
    "wxm",
    "zoe smith",
    "alexadner",
    "jonson",
    "smiht",
    "138 0000 1234",
    "+86 138-0000-1234",
    "c012345",
    "emily.wright",
    "上海",
    "茶业有限公司",
    "harbour cofee",
    "qinghe",
    "nobody has this name",
];

#[test]
#[ignore = "takes seconds and proves nothing on a busy machine"]
fn every_keystroke_over_a_hundred_thousand_customers() {
    let plan = sample::Plan { customers: 100_000, seed: 1, today: Day(20_600), currency: Currency::CNY };
    let mut workspace = Workspace::default();
    workspace.apply(&samples::operation(samples::pieces(&sample::generate(&plan), 7), Stamp::new(1, 0, DeviceId(1))));
    for table in workspace.tables() {
        println!("{:?}: {}", table.collection(), table.len());
    }
    let mut index = Index::default();
    let start = Instant::now();
    let (mut steps, mut longest) = (0, 0.0_f64);
    loop {
        let step = Instant::now();
        let more = index.step(&workspace);
        longest = longest.max(step.elapsed().as_secs_f64());
        steps += 1;
        if !more {
            break;
        }
    }
    println!(
        "built in {:?}, {steps} steps, longest {:.2} ms, {} bytes",
        start.elapsed(),
        longest * 1e3,
        index.memory_bytes()
    );
    // Every keystroke in turn, several times over, as people type: only the words before are known already.
    let keystrokes: Vec<String> = TYPED
        .iter()
        .flat_map(|typed| typed.char_indices().map(|(at, c)| typed[..at + c.len_utf8()].to_owned()))
        .collect();
    let mut best = vec![(f64::INFINITY, 0); keystrokes.len()];
    for _ in 0..ROUNDS {
        for (text, best) in keystrokes.iter().zip(&mut best) {
            let query = SearchQuery { text: text.clone(), recent: Vec::new() };
            let start = Instant::now();
            let answer = index.answer(&workspace, None, &query);
            let time = start.elapsed().as_secs_f64() * 1e3;
            assert!(answer.ready);
            *best = (best.0.min(time), answer.hits.len());
        }
    }
    for (text, (time, hits)) in keystrokes.iter().zip(&best) {
        println!("{time:6.2} ms {hits:3} {text}");
    }
    let mut all: Vec<f64> = best.iter().map(|(time, _)| *time).collect();
    all.sort_by(f64::total_cmp);
    let at = |share: f64| all[((all.len() - 1) as f64 * share) as usize];
    println!("{} keystrokes: p50 {:.2}, p95 {:.2}, most {:.2} ms", all.len(), at(0.5), at(0.95), at(1.0));
}
