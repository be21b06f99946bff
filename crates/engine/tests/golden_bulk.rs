//! A book of format 3, with changes of many records in its log, opens for ever.
//!
//! `fixtures/format-3.book` was written once by `write_the_changed_book` (run by hand with `--ignored`) and is never written again, like
//! `format-1.book`.
#![allow(missing_docs)]

mod bulk_support;
mod common;
mod golden_support;

use bulk_support::{DEVICE, Desk, day, order_id, status};
use common::seen;
use engine::Book;
use engine::storage::{Storage, Stored};
use golden_support::{Dump, disk};
use model::schema::order;
use model::{DeviceId, Label, RecordId, Value};
use protocol::Change;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/format-3.book");

/// One of each: values alike and not, a set, a deletion, an undo; half of it folded.
fn write() -> Desk {
    let desk = Desk::new(30, 2);
    let days = desk.edit(order::DAY.id, &Change::Set(day(100))).expect("changes");
    desk.fold();
    desk.write(order_id(3), order::DAY.id, day(200));
    desk.undo(days.seq);
    desk.edit(order::TAGS.id, &Change::Add(vec![RecordId(7)])).expect("changes");
    desk.edit(order::STATUS.id, &Change::Set(status(2))).expect("changes");
    desk.set_alive(&[order_id(4), order_id(5)], false).expect("deletes");
    desk
}

#[test]
fn a_book_of_format_3_opens() {
    pollster::block_on(async {
        let (golden, fresh) = (Book::open(disk(PATH).await, DeviceId(9)).await.expect("opens"), write());
        assert_eq!(seen(&golden), seen(&fresh.book));
        assert_eq!((golden.state().device(), golden.state().head()), (DEVICE, fresh.book.state().head()));
        let (seq, label) = golden.state().undoable().expect("something to undo");
        assert_eq!(label, Label::Delete(order::ID, 2));
        golden.undo(4000, seq).await.expect("undoes");
        golden.undo(4001, seq - 1).await.expect("undoes");
        let of = |n, field| golden.state().workspace.value(order::ID, order_id(n), field);
        assert_eq!(
            (of(4, order::STATUS.id), of(4, order::DAY.id), of(3, order::DAY.id)),
            (Value::Empty, day(4), day(200))
        );
    });
}

#[test]
#[ignore = "writes the fixture; run by hand for a new format only"]
fn write_the_changed_book() {
    pollster::block_on(async {
        let Stored { root, segments, log } = write().book.storage().open().await.expect("reads");
        let dump: Dump = (root.version, root.folded, root.manifest, segments, log);
        std::fs::write(PATH, postcard::to_allocvec(&dump).expect("encodes")).expect("writes");
    });
}
