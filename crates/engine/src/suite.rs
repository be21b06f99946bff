//! The acceptance suite that every storage passes: what a book relies on.
//!
//! Each check says in its name what holds. [`run`] is called with a factory: opening an unused name gives an empty storage,
//! opening a used one gives what was stored there, as another tab or a reload would see it.

use crate::Book;
use crate::cell::State;
use crate::log::Entry;
use crate::packed::Packed;
use crate::rows::{Rows, SEGMENT_ROWS_MAX};
use crate::storage::{Flip, Root, Storage, StorageError};
use crate::workspace::Workspace;
use model::schema::{customer, order};
use model::{Cell, Day, DeviceId, FieldId, Label, Operation, Part, RecordId, Seen, Stamp, Value};
use protocol::Failure;
use std::ops::ControlFlow;

/// Gives storages by name.
#[allow(async_fn_in_trait)]
pub trait Factory {
    /// The storage under test.
    type Storage: Storage;
    /// The storage of that name.
    async fn open(&self, name: &str) -> Self::Storage;
}

/// Runs every check.
pub async fn run<F: Factory>(factory: &F) {
    an_empty_storage_has_nothing(factory).await;
    a_log_number_is_taken_once(factory).await;
    a_flip_is_whole_or_nothing(factory).await;
    what_was_written_is_there_again(factory).await;
    a_bulk_operation_is_whole_or_nothing(factory).await;
    two_tabs_write_without_losing_anything(factory).await;
    undo_takes_back_and_can_be_undone(factory).await;
    redo_brings_back_in_turn_until_something_is_done(factory).await;
    folding_changes_nothing_that_is_seen(factory).await;
    folding_keeps_what_stands_between_imports(factory).await;
    a_damaged_piece_is_named(factory).await;
    what_is_set_aside_is_there_and_no_part_of_the_book(factory).await;
}

const DEVICE: DeviceId = DeviceId(7);

async fn book<F: Factory>(factory: &F, name: &str) -> Book<F::Storage> {
    Book::open(factory.open(name).await, DEVICE).await.expect("opens")
}

fn named(id: u128, name: &str) -> impl Fn(&Workspace, Stamp) -> Result<Operation<Vec<Rows>>, Failure> {
    let name = name.to_owned();
    move |_, stamp| {
        let cell = |field, value| Cell { collection: customer::ID, record: RecordId(id), field, value };
        let cells = vec![
            cell(FieldId::ALIVE, Value::Bool(true)),
            cell(customer::NAME.id, Value::Text(name.clone())),
            cell(FieldId(0x9001), Value::Opaque(77, vec![1, 2, 3])),
        ];
        Ok(Operation { stamp, label: Label::Create(customer::ID), parts: vec![Part::Cells(cells)] })
    }
}

type Planned = Result<Option<Operation<Vec<Rows>>>, Failure>;

fn many(count: u32) -> impl FnOnce(&Workspace, Stamp) -> Planned {
    move |_, stamp| {
        let all: Vec<u32> = (0..count).collect();
        let pieces = all.chunks(SEGMENT_ROWS_MAX).map(|chunk| {
            Rows::new(order::ID, stamp, chunk.iter().map(|&n| RecordId(0x1_0000 + u128::from(n))))
                .with(order::DAY.id, Packed::days(chunk.iter().map(|&n| Some(Day(n as i32)))))
                .with(order::CUSTOMER.id, Packed::references(chunk.iter().map(|_| Some(RecordId(1)))))
        });
        let label = Label::Import { customers: 0, orders: count };
        Ok(Some(Operation { stamp, label, parts: vec![Part::Rows(pieces.collect())] }))
    }
}

fn ids() -> impl FnMut() -> u64 {
    // Apart between calls as random numbers are: each call of this function starts elsewhere.
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    || NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
}

fn go_on(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// One record as it is seen: collection, id, whether it lives, its cells.
pub type Picture = (u8, RecordId, bool, Vec<(FieldId, Value)>);

/// Everything that can be seen of a book, in a form that can be compared.
pub fn picture(workspace: &Workspace) -> Vec<Picture> {
    let mut picture = Vec::new();
    for table in workspace.tables() {
        for row in 0..table.len() {
            let id = workspace.ids.id(table.handle(row));
            picture.push((table.collection().0, id, table.is_alive(row), table.cells(row, &workspace.ids)));
        }
    }
    picture.sort_by_key(|row| (row.0, row.1));
    picture
}

/// Everything that is known of a book, as bytes that are equal where two replicas know the same: values, stamps, what lost, what was removed.
pub fn dump(workspace: &Workspace) -> Vec<u8> {
    let mut records = Vec::new();
    for table in workspace.tables() {
        for row in 0..table.len() {
            let cells = table.written(row, &workspace.ids).into_iter().map(|field| {
                let value = table.value(row, field, &workspace.ids);
                (field, value, table.stamp(row, field), table.state(row, field, &workspace.ids))
            });
            // Where nothing is known of any cell, only the id was ever seen.
            let cells: Vec<_> = cells.filter(|cell| cell.3 != State::default()).collect();
            if !cells.is_empty() {
                records.push((table.collection(), workspace.ids.id(table.handle(row)), cells));
            }
        }
    }
    records.sort_by_key(|record| (record.0, record.1));
    postcard::to_allocvec(&records).expect("encodes")
}

fn name_of<S: Storage>(book: &Book<S>, id: u128) -> Option<String> {
    let state = book.state();
    state.workspace.find_alive(customer::ID, RecordId(id))?;
    state.workspace.get(customer::ID, RecordId(id), customer::NAME)
}

fn orders<S: Storage>(book: &Book<S>) -> u32 {
    book.state().workspace.table(order::ID).map_or(0, |table| table.live())
}

async fn an_empty_storage_has_nothing<F: Factory>(factory: &F) {
    let storage = factory.open("empty").await;
    let stored = storage.open().await.expect("reads");
    assert_eq!(stored.root, Root::default());
    assert!(stored.segments.is_empty() && stored.log.is_empty());
    assert_eq!(storage.segment(1).await, Ok(None));
    assert_eq!(storage.entry(1).await, Ok(None));
}

async fn what_is_set_aside_is_there_and_no_part_of_the_book<F: Factory>(factory: &F) {
    let book = book(factory, "aside").await;
    let before = book.storage().open().await.expect("reads");
    assert_eq!(book.storage().aside("a").await, Ok(None));
    assert_eq!(book.storage().set_aside("a", vec![1, 2]).await, Ok(()));
    assert_eq!(book.storage().set_aside("b", vec![3]).await, Ok(()));
    assert_eq!(book.storage().set_aside("a", vec![4]).await, Ok(()));
    let again = factory.open("aside").await;
    assert_eq!((again.aside("a").await, again.aside("b").await), (Ok(Some(vec![4])), Ok(Some(vec![3]))));
    assert_eq!(again.open().await, Ok(before));
}

async fn a_log_number_is_taken_once<F: Factory>(factory: &F) {
    let storage = factory.open("log").await;
    assert_eq!(storage.append(1, vec![1]).await, Ok(()));
    assert_eq!(storage.append(1, vec![2]).await, Err(StorageError::Conflict));
    assert_eq!(storage.append(2, vec![3]).await, Ok(()));
    assert_eq!(storage.log_after(0).await, Ok(vec![(1, vec![1]), (2, vec![3])]));
    assert_eq!(storage.log_after(1).await, Ok(vec![(2, vec![3])]));
    assert_eq!(storage.log_between(0, 1).await, Ok(vec![(1, vec![1])]));
    assert_eq!(storage.log_between(1, 9).await, Ok(vec![(2, vec![3])]));
    assert_eq!(storage.log_between(2, 2).await, Ok(vec![]));
}

async fn a_flip_is_whole_or_nothing<F: Factory>(factory: &F) {
    let storage = factory.open("flip").await;
    storage.put_segments(vec![(5, vec![5; 10]), (6, vec![6; 10])]).await.expect("writes");
    let root = Root { version: 1, folded: 0, manifest: vec![9] };
    let flip = Flip { root: root.clone(), entries: vec![(1, vec![1])], remove: vec![5], forget: None };
    assert_eq!(storage.flip(flip.clone()).await, Ok(()));
    assert_eq!(storage.root().await, Ok(root.clone()));
    assert_eq!(storage.segment(5).await, Ok(None));
    // A stale version, or a taken log number: nothing at all happens.
    assert_eq!(storage.flip(Flip { entries: vec![(2, vec![2])], ..flip.clone() }).await, Err(StorageError::Conflict));
    let taken = Flip {
        root: Root { version: 2, ..root.clone() },
        entries: vec![(2, vec![2]), (1, vec![7])],
        remove: vec![6],
        forget: Some((1, 1)),
    };
    assert_eq!(storage.flip(taken).await, Err(StorageError::Conflict));
    assert_eq!(storage.root().await, Ok(root));
    assert_eq!(storage.log_after(0).await, Ok(vec![(1, vec![1])]));
    assert_eq!(storage.segment(6).await, Ok(Some(vec![6; 10])));
    // A book replaced by another: many entries come, old ones go.
    let entries: Vec<_> = (2..=9).map(|seq| (seq, vec![seq as u8])).collect();
    let root = Root { version: 2, folded: 4, manifest: vec![8] };
    let flip = Flip { root: root.clone(), entries: entries.clone(), remove: vec![6], forget: Some((1, 3)) };
    assert_eq!(storage.flip(flip).await, Ok(()));
    assert_eq!(storage.root().await, Ok(root));
    let empty = |seq| (seq, Vec::new());
    assert_eq!(storage.log_between(0, 4).await, Ok(vec![empty(1), empty(2), empty(3), (4, vec![4])]));
    assert_eq!(storage.append(1, vec![1]).await, Err(StorageError::Conflict), "a number stays taken");
}

async fn what_was_written_is_there_again<F: Factory>(factory: &F) {
    let first = book(factory, "again").await;
    first.commit(1000, named(1, "王小明")).await.expect("commits");
    first.commit_bulk(1001, ids(), many(10_000), go_on).await.expect("commits");
    first.commit(1002, named(2, "Acme")).await.expect("commits");
    let second = book(factory, "again").await;
    assert_eq!(picture(&first.state().workspace), picture(&second.state().workspace));
    assert_eq!(first.state().history(), second.state().history());
    assert_eq!((name_of(&second, 1).as_deref(), orders(&second)), (Some("王小明"), 10_000));
}

async fn a_bulk_operation_is_whole_or_nothing<F: Factory>(factory: &F) {
    let first = book(factory, "bulk").await;
    first.commit(1000, named(1, "A")).await.expect("commits");
    // The tab dies after the segments were written and before the root was replaced.
    let orphan = Rows::new(order::ID, Stamp::ZERO, [RecordId(99)]).to_bytes();
    first.storage().put_segments(vec![(123_456, orphan)]).await.expect("writes");
    // And once it is cancelled half way.
    let stop = |done: u64, _| if done > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    assert_eq!(first.commit_bulk(1001, ids(), many(9000), stop).await, Err(Failure::Cancelled));
    assert_eq!(orders(&first), 0);
    let second = book(factory, "bulk").await;
    assert_eq!(orders(&second), 0);
    second.sweep().await.expect("sweeps");
    assert_eq!(second.storage().open().await.expect("reads").segments, Vec::new());
    second.commit_bulk(1002, ids(), many(9000), go_on).await.expect("commits");
    assert_eq!(orders(&book(factory, "bulk").await), 9000);
}

async fn two_tabs_write_without_losing_anything<F: Factory>(factory: &F) {
    let (one, two) = (book(factory, "tabs").await, book(factory, "tabs").await);
    for n in 0..5 {
        one.commit(1000, named(10 + n, "one")).await.expect("commits");
        two.commit(1000, named(20 + n, "two")).await.expect("commits");
    }
    one.commit_bulk(1001, ids(), many(5000), go_on).await.expect("commits");
    two.commit(1000, named(10, "two again")).await.expect("commits");
    assert!(one.catch_up().await.expect("reads"));
    assert!(!two.catch_up().await.expect("reads"));
    assert_eq!(picture(&one.state().workspace), picture(&two.state().workspace));
    assert_eq!(name_of(&one, 10).as_deref(), Some("two again"), "the later of two writes to a cell wins");
    assert_eq!(orders(&two), 5000);
    assert_eq!(picture(&book(factory, "tabs").await.state().workspace), picture(&one.state().workspace));
}

async fn undo_takes_back_and_can_be_undone<F: Factory>(factory: &F) {
    let first = book(factory, "undo").await;
    first.commit(1000, named(1, "before")).await.expect("commits");
    let before = picture(&first.state().workspace);
    let edit = first.commit(1001, named(1, "after")).await.expect("commits");
    let import = first.commit_bulk(1002, ids(), many(5000), go_on).await.expect("commits").expect("something");
    let second = book(factory, "undo").await;
    let (undone, kept) = second.undo(1003, import.seq).await.expect("undoes");
    assert_eq!((kept, orders(&second)), (0, 0));
    second.undo(1004, edit.seq).await.expect("undoes");
    assert_eq!(name_of(&second, 1).as_deref(), Some("before"));
    let alive = |rows: Vec<_>| rows.into_iter().filter(|row: &(_, _, bool, _)| row.2).collect::<Vec<_>>();
    assert_eq!(alive(picture(&second.state().workspace)), alive(before));
    second.undo(1005, undone.seq).await.expect("redoes");
    assert_eq!(orders(&second), 5000);
    first.catch_up().await.expect("reads");
    assert_eq!(picture(&first.state().workspace), picture(&second.state().workspace));
    // A cell that was written since stays, and is counted.
    first.commit(1006, named(1, "later")).await.expect("commits");
    let redo = first.state().history().into_iter().find(|entry| entry.seq == edit.seq + 3).expect("there");
    let (_, kept) = first.undo(1007, redo.seq).await.expect("undoes");
    assert_eq!(name_of(&first, 1).as_deref(), Some("later"));
    assert!(kept > 0);
}

async fn redo_brings_back_in_turn_until_something_is_done<F: Factory>(factory: &F) {
    let book = book(factory, "redo").await;
    let redoable = || book.state().redoable();
    let undo = async |at: u64| {
        let (seq, _) = book.state().undoable().expect("something to undo");
        book.undo(at, seq).await.expect("undoes");
    };
    assert_eq!(redoable(), None);
    for (at, name) in [(1000, "first"), (1001, "second"), (1002, "third")] {
        book.commit(at, named(1, name)).await.expect("commits");
    }
    undo(1003).await;
    undo(1004).await;
    assert_eq!(name_of(&book, 1).as_deref(), Some("first"));
    for name in ["second", "third"] {
        book.undo(1005, redoable().expect("something to redo")).await.expect("redoes");
        assert_eq!(name_of(&book, 1).as_deref(), Some(name));
    }
    assert_eq!(redoable(), None);
    undo(1006).await;
    assert_eq!(name_of(&book, 1).as_deref(), Some("second"), "what was redone can be undone again");
    book.commit(1007, named(2, "other")).await.expect("commits");
    assert_eq!(redoable(), None, "something was done since");
}

async fn folding_changes_nothing_that_is_seen<F: Factory>(factory: &F) {
    let (one, two) = (book(factory, "fold").await, book(factory, "fold").await);
    one.commit_bulk(1000, ids(), many(9000), go_on).await.expect("commits");
    for n in 0..40 {
        one.commit(1001, named(n % 7, &format!("name {n}"))).await.expect("commits");
    }
    let before = picture(&one.state().workspace);
    assert!(one.fold(ids()).await.expect("folds"));
    assert!(!one.fold(ids()).await.expect("folds"), "nothing is left to fold");
    assert_eq!(one.state().unfolded(), 0);
    assert_eq!(picture(&one.state().workspace), before);
    assert_eq!(picture(&book(factory, "fold").await.state().workspace), before);
    // The other tab still knows the old segments: it reads anew, writes, and folds in its turn.
    two.catch_up().await.expect("reads");
    assert_eq!(picture(&two.state().workspace), before);
    two.commit(1002, named(3, "from two")).await.expect("commits");
    assert!(two.fold(ids()).await.expect("folds"));
    one.commit(1003, named(4, "from one")).await.expect("commits");
    assert!(one.fold(ids()).await.expect("folds"));
    let last = book(factory, "fold").await;
    two.catch_up().await.expect("reads");
    assert_eq!(picture(&last.state().workspace), picture(&one.state().workspace));
    assert_eq!(picture(&two.state().workspace), picture(&one.state().workspace));
    assert_eq!(name_of(&last, 3).as_deref(), Some("from two"));
    let stored = last.storage().open().await.expect("reads");
    let named = last.state().workspace.tables().map(|table| table.spans().len()).sum::<usize>();
    assert_eq!(stored.segments.len(), named, "old segments are gone from the disk");
}

async fn folding_keeps_what_stands_between_imports<F: Factory>(factory: &F) {
    let one = book(factory, "between").await;
    let order = |id: u128| {
        move |_: &Workspace, stamp| {
            let alive = FieldId::ALIVE;
            let cell = Cell { collection: order::ID, record: RecordId(id), field: alive, value: Value::Bool(true) };
            Ok(Operation { stamp, label: Label::Create(order::ID), parts: vec![Part::Cells(vec![cell])] })
        }
    };
    one.commit(1000, order(1)).await.expect("commits");
    one.commit_bulk(1001, ids(), many(5000), go_on).await.expect("commits");
    one.commit(1002, order(2)).await.expect("commits");
    assert!(one.fold(ids()).await.expect("folds"));
    let before = picture(&one.state().workspace);
    assert_eq!((orders(&one), before.len()), (5002, 5002));
    assert_eq!(picture(&book(factory, "between").await.state().workspace), before);
}

async fn a_damaged_piece_is_named<F: Factory>(factory: &F) {
    let first = book(factory, "damaged").await;
    let done = first.commit(1000, named(1, "A")).await.expect("commits");
    let mut bytes = Entry {
        operation: Operation { stamp: Stamp(1), label: Label::Create(customer::ID), parts: vec![] },
        before: vec![],
        seen: Seen::default(),
        stood: Vec::new(),
    }
    .to_bytes();
    bytes[9] ^= 0xFF;
    first.storage().append(done.seq + 1, bytes).await.expect("writes");
    let failed = Book::open(factory.open("damaged").await, DEVICE).await.err();
    assert_eq!(failed, Some(Failure::Damaged(format!("log {}", done.seq + 1))));
}
