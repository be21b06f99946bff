//! How long a large book takes: `cargo test -p insight --release --test speed -- --ignored --nocapture`.
#![allow(clippy::print_stdout)]

mod support;

use insight::{Progress, Run, Settings};
use std::time::{Duration, Instant};
use support::{Dice, simulated};

#[test]
#[ignore = "a measurement, not a check"]
fn a_hundred_thousand_customers() {
    let log = simulated(&mut Dice(1), 100_000, [0.9, 6.0, 0.35, 2.2], 1_000);
    for round in 0..5 {
        let start = Instant::now();
        let history = log.history(1_000);
        let built = start.elapsed();
        let days = history.order_days();
        let mut run = Run::new(history, Settings::default(), vec![], vec![]);
        let mut steps: Vec<(Duration, u32)> = Vec::new();
        loop {
            let from = Instant::now();
            let progress = run.step();
            let at = if let Progress::Working { done, .. } = progress { done } else { 1_000 };
            steps.push((from.elapsed(), at));
            if progress == Progress::Done {
                break;
            }
        }
        let total = start.elapsed();
        let mut longest = steps.clone();
        longest.sort_by_key(|step| std::cmp::Reverse(*step));
        let until = |part: u32| steps.iter().filter(|s| s.1 <= part).map(|s| s.0).sum::<Duration>();
        println!(
            "round {round}: {} rows, {days} order days: built {built:?}, total {total:?}, {} steps",
            log.day.len(),
            steps.len()
        );
        println!(
            "   values {:?}, rfm {:?}, pareto {:?}, clock {:?}, samples {:?}",
            until(40),
            until(80) - until(40),
            until(100) - until(80),
            until(120) - until(100),
            until(160) - until(120)
        );
        println!(
            "   fits {:?}, judging {:?}, loyalty {:?}",
            until(720) - until(160),
            until(900) - until(720),
            until(1_000) - until(900)
        );
        println!("   longest {:?}", &longest[..6]);
        let book = run.finish();
        assert!(book.buyers > 90_000);
        if round == 4 {
            println!("{:?}", book.fit);
        }
    }
}
