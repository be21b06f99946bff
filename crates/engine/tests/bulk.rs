//! One change of very many records is one operation like any other: one entry of the log, one undo, a line in each record's history, and the same
//! on every replica.
#![allow(missing_docs)]

mod bulk_support;
mod common;

use bulk_support::{DEVICE, Desk, MORE, day, order_id, status};
use common::{Random, backup, seen};
use engine::history::{operation, page};
use engine::log::Entry;
use engine::storage::Memory;
use engine::{Book, Rows};
use model::schema::{customer, order, order_line, tag};
use model::{Day, DeviceId, FieldId, Label, Operation, OptionId, RecordId, Value};
use protocol::{Change, Failure, HistoryQuery};

#[test]
fn more_records_than_a_list_of_cells_could_hold_are_one_operation() {
    let desk = Desk::new(MORE, 0);
    let head = desk.book.state().head();
    let done = desk.edit(order::STATUS.id, &Change::Set(status(7))).expect("changes");
    assert_eq!((done.seq, done.label), (head + 1, Label::EditMany(order::ID, order::STATUS.id, MORE)));
    assert_eq!(desk.count(order::STATUS.id, &status(7)), MORE);
    // What is stored is little more than whose the cells are, and it is folded soon.
    let bytes = pollster::block_on(desk.book.entry(done.seq)).expect("reads").expect("is there").to_bytes().len();
    assert!(bytes < MORE as usize * 17, "{bytes}");
    assert!(desk.book.state().wants_folding());
    let (_, kept) = desk.undo(done.seq);
    assert_eq!((kept, desk.count(order::STATUS.id, &Value::Empty)), (0, MORE));
}

#[test]
fn undo_gives_each_record_its_own_back_and_leaves_alone_what_was_written_since() {
    let mut desk = Desk::new(9_000, 0);
    let was = seen(&desk.book);
    let done = desk.edit(order::DAY.id, &Change::Set(Value::Day(Day(5)))).expect("changes");
    assert_eq!(done.label, Label::EditMany(order::ID, order::DAY.id, 8_999), "one has that day already");
    for n in [3, 4_100] {
        desk.write(order_id(n), order::DAY.id, Value::Day(Day(77)));
    }
    let (undone, kept) = desk.undo(done.seq);
    assert_eq!(kept, 2);
    assert_eq!([2, 3, 4, 4_100].map(|n| desk.value(n, order::DAY.id)), [day(2), day(77), day(4), day(77)]);
    // Done again, those stay alone once more; and all is as it was when the edits since are undone, too.
    let (redone, kept) = desk.undo(undone);
    assert_eq!((kept, desk.value(2, order::DAY.id), desk.value(3, order::DAY.id)), (0, day(5), day(77)));
    desk.undo(redone);
    for seq in [done.seq + 1, done.seq + 2] {
        desk.undo(seq);
    }
    let is = [3, 4_100].map(|n| desk.value(n, order::DAY.id));
    assert_eq!(is, [day(5), day(5)], "the edits had found the bulk change");
    desk.write(order_id(3), order::DAY.id, day(3));
    desk.write(order_id(4_100), order::DAY.id, day(4_100));
    let values = |all: &[engine::suite::Picture]| all.iter().map(|row| (row.1, row.3.clone())).collect::<Vec<_>>();
    assert_eq!(values(&seen(&desk.book)), values(&was));
    // The same from the log, and from the segments.
    let is = seen(&desk.book);
    desk.reopen();
    assert_eq!(seen(&desk.book), is);
    desk.fold();
    assert!(!desk.book.state().wants_folding());
    desk.reopen();
    assert_eq!(seen(&desk.book), is);
    let mut keys = Random(9);
    let file = pollster::block_on(backup(&desk.book, &mut keys));
    let other = pollster::block_on(async {
        let book = Book::open(Memory::default(), DeviceId(5)).await.expect("opens");
        book.restore(1, || keys.key(), common::File::new(&file), &common::go_on).await.expect("restores");
        book
    });
    assert_eq!(seen(&other), is);
}

#[test]
fn tags_join_and_leave_many_at_once() {
    let desk = Desk::new(6_000, 0);
    let (old, new) = (RecordId(1), RecordId(2));
    for n in [7, 8] {
        desk.write(order_id(n), order::TAGS.id, Value::References(vec![old]));
    }
    let add = desk.edit(order::TAGS.id, &Change::Add(vec![new])).expect("changes");
    assert_eq!(add.label, Label::EditMany(order::ID, order::TAGS.id, 6_000));
    let list = |tags: &[RecordId]| Value::References(tags.to_vec());
    assert_eq!([6, 7].map(|n| desk.value(n, order::TAGS.id)), [list(&[new]), list(&[old, new])]);
    let again = desk.edit(order::TAGS.id, &Change::Add(vec![new]));
    assert_eq!(again, Err(Failure::Unchanged), "all have it");
    // One loses it, and that stays so.
    desk.write(order_id(8), order::TAGS.id, list(&[old]));
    let (undone, kept) = desk.undo(add.seq);
    assert_eq!((kept, desk.count(order::TAGS.id, &Value::Empty)), (1, 5_998));
    desk.undo(undone);
    assert_eq!([6, 7, 8].map(|n| desk.value(n, order::TAGS.id)), [list(&[new]), list(&[old, new]), list(&[old])]);
    let gone = desk.edit(order::TAGS.id, &Change::Remove(vec![new])).expect("changes");
    assert_eq!(gone.label, Label::EditMany(order::ID, order::TAGS.id, 5_999));
    assert_eq!(desk.count(order::TAGS.id, &Value::Empty), 5_998);
    desk.undo(gone.seq);
    assert_eq!(desk.value(7, order::TAGS.id), list(&[old, new]));
}

#[test]
fn a_tag_that_is_new_comes_and_goes_with_the_change() {
    let desk = Desk::new(10, 0);
    for n in 1..=3 {
        desk.write(RecordId(n), customer::NAME.id, Value::Text(format!("{n}")));
    }
    let all: Vec<RecordId> = (1..=3).map(RecordId).collect();
    let done = desk.tag(&all, " Fair ").expect("tags");
    assert_eq!(done.label, Label::EditMany(customer::ID, customer::TAGS.id, 3));
    assert_eq!(desk.live(tag::ID), 1);
    desk.undo(done.seq);
    assert_eq!(desk.live(tag::ID), 0);
}

#[test]
fn many_are_deleted_with_what_hangs_on_them_and_all_come_back() {
    let desk = Desk::new(9_000, 2);
    let was = [order::ID, order_line::ID].map(|of| desk.live(of));
    let dead = desk.set_alive(&desk.all(), false).expect("deletes");
    assert_eq!((dead.label, desk.live(order::ID), desk.live(order_line::ID)), (Label::Delete(order::ID, 9_000), 0, 0));
    desk.undo(dead.seq);
    assert_eq!([order::ID, order_line::ID].map(|of| desk.live(of)), was);
    desk.set_alive(&desk.all(), false).expect("deletes");
    desk.set_alive(&desk.all(), true).expect("restores");
    assert_eq!([order::ID, order_line::ID].map(|of| desk.live(of)), was);
}

#[test]
fn the_history_of_a_record_tells_its_cell_and_that_of_the_book_how_many() {
    let desk = Desk::new(5_000, 0);
    let done = desk.edit(order::DAY.id, &Change::Set(day(9_999))).expect("changes");
    let (undone, _) = desk.undo(done.seq);
    let read = |query: HistoryQuery| pollster::block_on(page(&desk.book, &query, &|| false)).expect("reads").entries;
    let of = HistoryQuery { of: Some((order::ID, order_id(4_321))), len: 20, ..HistoryQuery::default() };
    let told = |query| {
        let cells = |entry: protocol::Happened| {
            let cells = entry.changes.into_iter().map(|change| (change.field, change.from, change.to));
            (entry.seq, cells.collect::<Vec<_>>())
        };
        read(query).into_iter().map(cells).collect::<Vec<_>>()
    };
    let (there, back) = ((order::DAY.id, day(4_321), day(9_999)), (order::DAY.id, day(9_999), day(4_321)));
    assert_eq!(told(of.clone())[..2], [(undone, vec![back]), (done.seq, vec![there])]);
    assert_eq!(told(HistoryQuery { field: Some(order::NUMBER.id), ..of.clone() }), []);
    let elsewhere = HistoryQuery { of: Some((customer::ID, order_id(4_321))), ..of };
    assert_eq!(told(elsewhere), []);
    let all = read(HistoryQuery { len: 20, ..HistoryQuery::default() });
    assert_eq!((all[0].total, all[0].records, all[0].changes.len()), (5_000, 5_000, 6));
    assert_eq!((all[1].seq, all[1].undone_by), (done.seq, Some(undone)));
    let entry = pollster::block_on(desk.book.entry(done.seq)).expect("reads").expect("is there");
    let answer = operation(&desk.book.state().workspace, &entry);
    assert_eq!((answer.total, answer.changes.len()), (5_000, 100));
}

#[test]
fn replicas_agree_and_what_was_written_at_the_same_time_is_kept() {
    let (here, there) = (Desk::new(300, 0), Desk::of(300, 0, DeviceId(2)));
    pollster::block_on(async {
        let both = [(&here.book, &there.book), (&there.book, &here.book)];
        for (from, to) in both {
            hand_on(from, to).await;
        }
        let one = here.edit(order::DAY.id, &Change::Set(day(1_000))).expect("changes");
        here.edit(order::TAGS.id, &Change::Add(vec![RecordId(1)])).expect("changes");
        there.edit(order::TAGS.id, &Change::Add(vec![RecordId(2)])).expect("changes");
        there.write(order_id(3), order::DAY.id, day(2_000));
        for (from, to) in both.into_iter().chain(both) {
            hand_on(from, to).await;
        }
        assert_eq!(seen(&here.book), seen(&there.book));
        assert_eq!([2, 3].map(|n| here.value(n, order::DAY.id)), [day(1_000), day(2_000)]);
        let both_tags = here.value(5, order::TAGS.id);
        assert!(matches!(&both_tags, Value::References(tags) if tags.len() == 2), "{both_tags:?}");
        let lost = |desk: &Desk| {
            let state = desk.book.state();
            let lost = engine::history::conflicts(&state.workspace, order::ID, order_id(3), DEVICE).lost;
            lost.into_iter().map(|lost| lost.value).collect::<Vec<_>>()
        };
        assert_eq!((lost(&here), lost(&there)), (vec![day(1_000)], vec![day(1_000)]));
        // Undone where it was made, the other device's write stands; and whoever changes all of them now has seen both.
        let (_, kept) = here.undo(one.seq);
        assert_eq!(kept, 1);
        there.edit(order::DAY.id, &Change::Set(day(3_000))).expect("changes");
        for (from, to) in both.into_iter().chain(both) {
            hand_on(from, to).await;
        }
        assert_eq!(seen(&here.book), seen(&there.book));
        assert_eq!(lost(&there).len(), lost(&here).len());
    });
}

/// Hands every operation on that brings no rows.
async fn hand_on(from: &Book<Memory>, to: &Book<Memory>) {
    for (_, Entry { operation, seen, .. }) in from.entries(1, u64::MAX - 1).await.expect("reads") {
        let parts = operation.parts.iter().map(|part| part.with_rows(|_| Vec::<Rows>::new())).collect();
        let operation = Operation { stamp: operation.stamp, label: operation.label, parts };
        let known = to.entries(0, u64::MAX - 1).await.expect("reads");
        if known.iter().all(|(_, entry)| entry.operation.stamp != operation.stamp) {
            to.receive(&operation, &seen, || 1).await.expect("receives");
        }
    }
}

#[test]
fn a_field_of_nothing_is_no_change() {
    let desk = Desk::new(5, 0);
    let nothing = Change::Set(Value::Empty);
    assert_eq!(desk.edit(order::STATUS.id, &nothing), Err(Failure::Unchanged));
    assert_eq!(desk.edit(FieldId(0x7777), &nothing), Err(Failure::Unchanged));
    assert_eq!(desk.edit(order::STATUS.id, &Change::Set(Value::Option(OptionId(3)))).map(|done| done.seq), Ok(2));
}
