//! Held against the scores themselves: a book of any usual size shows every segment and every stage.

use insight::{History, Orders, Segment, Settings, Stage};
use model::{Currency, Day};
use sample::{Plan, SampleBook, generate};

fn book(customers: u32, seed: u64, today: Day) -> SampleBook {
    generate(&Plan { customers, seed, today, currency: Currency::CNY })
}

fn score(book: &SampleBook, today: Day) -> insight::Book {
    let orders = Orders { customer: &book.orders.customer, day: &book.orders.day, amount: &book.orders.total };
    let history = History::build(orders, book.customers.len(), today.0);
    let ended = book.customers.ended_at.iter().map(Option::is_some).collect();
    insight::score(history, Settings::default(), ended, Vec::new())
}

fn days() -> [Day; 3] {
    [(2026, 11, 22), (2024, 2, 29), (2031, 1, 1)].map(|(y, m, d)| Day::from_ymd(y, m, d).expect("a day"))
}

fn every_stage_and_segment_occurs(customers: u32, seeds: u64) {
    for today in days() {
        for seed in 0..seeds {
            let book = book(customers, seed, today);
            let scored = score(&book, today);
            let segments =
                Segment::ALL.map(|segment| scored.rfm.segment.iter().filter(|other| **other == segment).count());
            let stages = Stage::ALL.map(|stage| scored.stage.iter().filter(|other| **other == Some(stage)).count());
            let top = scored.pareto.as_ref().map_or(0.0, |pareto| pareto.top20);
            let told = format!(
                "{customers} customers, seed {seed}, {}: {segments:?} {stages:?} top 20 % {top:.3}, {} orders, ended {}",
                today.iso(),
                book.orders.len(),
                book.customers.ended_at.iter().flatten().count()
            );
            eprintln!("{told}");
            assert!(segments.iter().all(|&count| count > 0), "{told}");
            assert!(stages.iter().all(|&count| count > 0), "{told}");
            assert!((0.55..=0.85).contains(&top), "{told}");
            assert!(book.customers.ended_at.iter().any(Option::is_some), "{told}");
        }
    }
}

#[test]
fn two_hundred_customers_show_everything() {
    every_stage_and_segment_occurs(200, 40);
}

#[test]
fn five_thousand_customers_show_everything() {
    every_stage_and_segment_occurs(5_000, 4);
}

#[test]
fn a_hundred_thousand_customers_show_everything() {
    every_stage_and_segment_occurs(100_000, 1);
}
