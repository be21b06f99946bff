//! What a change of a million orders takes: `cargo test -p engine --release --test bulk_cost -- --ignored --nocapture`.
#![allow(missing_docs, clippy::print_stdout)]
// Counting what is allocated takes an allocator, and the trait of allocators is unsafe.
#![allow(unsafe_code)]

mod bulk_support;
mod common;

use bulk_support::{Desk, status};
use engine::storage::Storage;
use model::schema::order;
use model::{Day, RecordId, Value};
use protocol::Change;
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// Counts and hands on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        PEAK.fetch_max(HELD.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Bytes of the log on this disk: in a browser they are not in memory.
fn stored(desk: &Desk) -> usize {
    let log = pollster::block_on(desk.book.storage().log_after(0)).expect("reads");
    log.iter().map(|(_, bytes)| bytes.len()).sum()
}

fn measured<T>(desk: &Desk, what: &str, work: impl FnOnce(&Desk) -> T) -> T {
    let (log, held) = (stored(desk), HELD.load(Relaxed));
    PEAK.store(held, Relaxed);
    let start = Instant::now();
    let done = work(desk);
    let (took, peak, now) = (start.elapsed().as_secs_f64(), PEAK.load(Relaxed), HELD.load(Relaxed));
    let log = stored(desk) - log;
    let mebi = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    let stays = now.saturating_sub(held + log);
    let (at_most, stays) = (mebi(peak - held), mebi(stays));
    println!("{what:8} {took:.2} s, {at_most:.0} MiB more at most, {stays:.0} stay, {:.1} in the log", mebi(log));
    assert!(at_most < 150.0, "{what} took {at_most} MiB");
    done
}

#[test]
#[ignore = "a measurement, too long for every run"]
fn a_million_orders() {
    let desk = Desk::new(1_000_000, 0);
    let set = measured(&desk, "option", |desk| desk.edit(order::STATUS.id, &Change::Set(status(3)))).expect("changes");
    let undone = measured(&desk, "undo", |desk| desk.undo(set.seq)).0;
    measured(&desk, "redo", |desk| desk.undo(undone));
    measured(&desk, "fold", Desk::fold);
    let same = Change::Set(Value::Day(Day(1)));
    let days = measured(&desk, "day", |desk| desk.edit(order::DAY.id, &same)).expect("changes");
    measured(&desk, "undo", |desk| desk.undo(days.seq));
    let add = Change::Add(vec![RecordId(1)]);
    let tags = measured(&desk, "tag", |desk| desk.edit(order::TAGS.id, &add)).expect("changes");
    measured(&desk, "undo", |desk| desk.undo(tags.seq));
    let dead = measured(&desk, "delete", |desk| desk.set_alive(&desk.all(), false)).expect("deletes");
    measured(&desk, "undo", |desk| desk.undo(dead.seq));
    measured(&desk, "fold", Desk::fold);
}
