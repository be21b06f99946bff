//! The reference book in memory, as a disk would hold it: what the examples open.

use bench::book;
use engine::storage::Memory;
use engine::{Book, samples};
use model::DeviceId;
use std::ops::ControlFlow;

/// Made anew, the same each time.
pub fn stored() -> Memory {
    let disk = Memory::default();
    let mut next = 0;
    let ids = || {
        next += 1;
        next
    };
    let sample = book::plain_reference(100_000, 1_000_000, 200_000, 1);
    pollster::block_on(async {
        let opened = Book::open(disk.clone(), DeviceId(1)).await.expect("opens");
        let make = |_: &_, stamp| Ok(Some(samples::operation(samples::pieces(&sample, 1), stamp)));
        opened.commit_bulk(1, ids, make, |_, _| ControlFlow::Continue(())).await.expect("commits");
    });
    disk
}
