//! Two tabs work on one book while everything goes wrong that can: nothing acknowledged is lost, nothing half done stays.
//!
//! Each seed is one story of several lives. In each life two tabs edit, import, undo, fold, back up and restore, their steps interleaved by chance, on a
//! storage that refuses, breaks off and dies (`engine::faults`). Then the power goes, and what is left on the disk is opened and compared with what the log
//! says: all of it, applied from the beginning. `cargo xtask sim --seeds N` tells more stories.
#![allow(missing_docs)]

mod common;

use common::{File, Random, act, backup, go_on, seen};
use engine::faults::{Faulty, Odds};
use engine::log::Entry;
use engine::storage::{Memory, Storage};
use engine::suite::picture;
use engine::{Book, Rows, Workspace};
use model::{DeviceId, Operation};
use protocol::Failure;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

const LIVES: u32 = 4;
const STEPS: u64 = 14;
/// Stories told by the test itself; `cargo xtask sim` sets another number, and where to begin.
const SEEDS: u64 = 250;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Runs both to their ends, a step of the one or the other at a time.
fn interleaved(mut tabs: Vec<Pin<Box<dyn Future<Output = ()> + '_>>>, random: &mut Random) {
    let mut context = Context::from_waker(Waker::noop());
    while !tabs.is_empty() {
        let at = random.below(tabs.len() as u64) as usize;
        if let Poll::Ready(()) = tabs[at].as_mut().poll(&mut context) {
            drop(tabs.remove(at));
        }
    }
}

/// What was acknowledged: the number of an operation and the bytes of its log entry.
type Promises = RefCell<BTreeMap<u64, Vec<u8>>>;

async fn live(disk: &Faulty, seed: u64, now: u64, file: &[u8], promises: &Promises) {
    let mut random = Random(seed);
    let Ok(book) = Book::open(disk.clone(), DeviceId(1)).await else { return };
    let _ = book.sweep().await;
    for step in 0..STEPS {
        let mut keys = Random(random.next());
        let done = match random.below(20) {
            0 => book.restore(now + step, || keys.key(), File::new(file), &go_on).await.map(|done| Some(done.seq)),
            1 => book.let_go(now + step + random.below(2) * 1_000_000_000).await.map(|()| None),
            2 => book.backup(|| keys.key(), &go_on, drop).await.map(|_| None),
            3 => book.catch_up().await.map(|_| None),
            _ => act(&book, &mut random, now + step).await,
        };
        match done {
            Ok(Some(seq)) => {
                let entry = disk.seen().entry(seq).await.expect("reads").expect("acknowledged, so in the log");
                promises.borrow_mut().insert(seq, entry);
            }
            Ok(None) => {}
            Err(Failure::Damaged(what)) => panic!("seed {seed}: {what} is damaged"),
            Err(_) if disk.is_dead() => return,
            Err(_) => {}
        }
    }
    // Whatever was refused on the way: once the disk takes part again, both see the same.
    while book.catch_up().await.is_err() {
        if disk.is_dead() {
            return;
        }
    }
}

/// The book that the log tells of, from the last time that another took its place; `None` where its beginning is not kept any more.
fn told(log: &BTreeMap<u64, Vec<u8>>, segments: &BTreeMap<u64, Vec<u8>>) -> Workspace {
    let mut workspace = Workspace::default();
    for (seq, bytes) in log.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        let entry = Entry::from_bytes(bytes).unwrap_or_else(|| panic!("log {seq} reads"));
        if entry.operation.label.replaces_book() {
            workspace = Workspace::default();
        }
        let rows = |id: &u64| Rows::from_bytes(&segments[id]).expect("a sound segment");
        let parts = entry.operation.parts.iter().map(|part| part.with_rows(|ids| ids.iter().map(rows).collect()));
        let parts = parts.collect();
        let operation = Operation { stamp: entry.operation.stamp, label: entry.operation.label, parts };
        // What came with a book from elsewhere was written by another device, and whoever decided later had seen it.
        workspace.merge(&operation, &entry.seen);
    }
    workspace
}

/// Tells one story; how many operations were acknowledged, how many lives ended in death, and how many books were replaced.
fn story(seed: u64) -> [usize; 3] {
    let mut random = Random(seed);
    let odds = Odds {
        full: [0, 9, 40][random.below(3) as usize],
        refused: [0, 15, 60][random.below(3) as usize],
        broken: [0, 5, 20][random.below(3) as usize],
        death: [0, 40, 150, 400][random.below(4) as usize],
    };
    // Another book to restore, with the segments that its log speaks of.
    let (elsewhere, mut keys) = (Faulty::new(&Memory::default(), seed, Odds::default()), Random(seed ^ 77));
    let file = pollster::block_on(async {
        let book = Book::open(elsewhere.clone(), DeviceId(5)).await.expect("opens");
        for n in 0..8 {
            let _ = act(&book, &mut keys, 500 + n).await.expect("acts");
        }
        backup(&book, &mut keys).await
    });
    let mut segments = elsewhere.archive();
    let mut disk = Memory::default();
    let promises = Promises::default();
    let mut deaths = 0;
    for life in 0..LIVES {
        let faulty = Faulty::new(&disk, random.next(), odds);
        let now = 1000 + u64::from(life) * 100;
        let tabs = (0..2).map(|_| {
            let tab = live(&faulty, random.next(), now, &file, &promises);
            Box::pin(tab) as Pin<Box<dyn Future<Output = ()>>>
        });
        let tabs = tabs.collect();
        interleaved(tabs, &mut random);
        segments.extend(faulty.archive());
        deaths += usize::from(faulty.is_dead());
        disk = pollster::block_on(faulty.after_power_loss());
        pollster::block_on(check(seed, life, &disk, &segments, &promises));
    }
    let promises = promises.borrow();
    let replaced =
        |entry: &&Vec<u8>| Entry::from_bytes(entry).is_some_and(|entry| entry.operation.label.replaces_book());
    [promises.len(), deaths, promises.values().filter(replaced).count()]
}

async fn check(seed: u64, life: u32, disk: &Memory, segments: &BTreeMap<u64, Vec<u8>>, promises: &Promises) {
    let at = format!("seed {seed}, life {life}");
    let log: BTreeMap<u64, Vec<u8>> = disk.log_after(0).await.expect("reads").into_iter().collect();
    for (seq, entry) in promises.borrow().iter() {
        let kept = log.get(seq);
        // Empty: of a book that was replaced and is not kept any more.
        assert!(kept.is_some_and(|kept| kept == entry || kept.is_empty()), "{at}: operation {seq} was acknowledged");
    }
    assert!(log.keys().copied().eq(1..=log.len() as u64), "{at}: no number is missing");
    let book = Book::open(disk.clone(), DeviceId(1)).await.unwrap_or_else(|error| panic!("{at}: {error:?}"));
    let expected = picture(&told(&log, segments));
    assert_eq!(seen(&book), expected, "{at}: the book is what its log says");
    book.sweep().await.expect("sweeps");
    assert!(book.storage().open().await.expect("reads").segments.len() <= book.state().segments_kept(), "{at}");
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_half_done_stays() {
    let (seeds, from) = (number("RAPPORT_SIM_SEEDS", SEEDS), number("RAPPORT_SIM_FROM", 0));
    let mut sums = [0; 3];
    for seed in from..from + seeds {
        let told = std::panic::catch_unwind(|| story(seed));
        let told = told.unwrap_or_else(|_| panic!("seed {seed} fails: run `cargo xtask sim --seeds 1 --from {seed}`"));
        sums.iter_mut().zip(told).for_each(|(sum, told)| *sum += told);
    }
    // Stories in which nothing happens prove nothing.
    let per_story = sums.map(|sum| sum as f64 / seeds as f64);
    assert!(
        seeds < 50 || (per_story[0] > 20.0 && per_story[1] > 0.5 && per_story[2] > 0.5),
        "a story has {per_story:?}"
    );
}
