//! What happened, read back from the log.
#![allow(missing_docs)]

use engine::history::{operation, page, stayed};
use engine::packed::Packed;
use engine::storage::Memory;
use engine::{Book, Rows};
use model::schema::{customer, order};
use model::{Cell, DeviceId, FieldId, Label, Operation, Part, RecordId, SetEdit, Value};
use protocol::{Failure, HistoryAnswer, HistoryQuery, OperationKind};
use std::cell::Cell as Counter;
use std::ops::ControlFlow;

const WHO: RecordId = RecordId(1);

async fn write(book: &Book<Memory>, at: u64, label: Label, record: RecordId, cells: &[(FieldId, Value)]) -> u64 {
    let build = |_: &engine::Workspace, stamp| {
        let cell = |(field, value): &(FieldId, Value)| Cell {
            collection: customer::ID,
            record,
            field: *field,
            value: value.clone(),
        };
        let parts = vec![Part::Cells(cells.iter().map(cell).collect())];
        Ok(Operation { stamp, label: label.clone(), parts })
    };
    book.commit(at, build).await.expect("commits").seq
}

async fn rename(book: &Book<Memory>, at: u64, record: RecordId, name: &str) -> u64 {
    let label = Label::Edit(customer::ID, customer::NAME.id);
    write(book, at, label, record, &[(customer::NAME.id, Value::Text(name.into()))]).await
}

async fn book() -> Book<Memory> {
    let book = Book::open(Memory::default(), DeviceId(7)).await.expect("opens");
    let alive = (FieldId::ALIVE, Value::Bool(true));
    let name = |name: &str| (customer::NAME.id, Value::Text(name.into()));
    write(&book, 1000, Label::Create(customer::ID), WHO, &[alive.clone(), name("甲")]).await;
    write(&book, 1001, Label::Create(customer::ID), RecordId(2), &[alive, name("乙")]).await;
    book
}

async fn read(book: &Book<Memory>, query: HistoryQuery) -> HistoryAnswer {
    page(book, &query, &|| false).await.expect("reads")
}

/// Sequence numbers of all pages.
async fn all(book: &Book<Memory>, query: &HistoryQuery) -> Vec<u64> {
    let mut query = query.clone();
    let mut found = Vec::new();
    loop {
        let answer = read(book, query.clone()).await;
        found.extend(answer.entries.iter().map(|entry| entry.seq));
        query.after = answer.next;
        if query.after.is_none() {
            return found;
        }
    }
}

#[test]
fn pages_join_and_say_what_was_undone_further_up() {
    pollster::block_on(async {
        let book = book().await;
        for n in 0..600_u64 {
            rename(&book, 2000 + n, RecordId(u128::from(n % 2) + 1), &format!("{n}")).await;
        }
        // The undo stands far above what it undid, on another page.
        let (undo, _) = book.undo(9000, 3).await.expect("undoes");
        let query = HistoryQuery { len: 70, ..HistoryQuery::default() };
        assert_eq!(all(&book, &query).await, (1..=603).rev().collect::<Vec<_>>());
        let mut after = None;
        let undone = loop {
            let answer = read(&book, HistoryQuery { after, ..query.clone() }).await;
            if let Some(entry) = answer.entries.iter().find(|entry| entry.seq == 3) {
                break entry.undone_by;
            }
            after = answer.next;
        };
        assert_eq!(undone, Some(undo.seq));
        // A record's own history, and what somebody waits for no more.
        let of = HistoryQuery { of: Some((customer::ID, WHO)), len: 50, ..HistoryQuery::default() };
        assert_eq!(
            all(&book, &of).await.len(),
            301,
            "its creation and 300 names; the undo found nothing left to take back"
        );
        let asked = Counter::new(0);
        let stop = || asked.replace(asked.get() + 1) == 1;
        assert_eq!(
            page(&book, &HistoryQuery { len: 200, kind: Some(OperationKind::Imported), ..of }, &stop).await,
            Err(Failure::Cancelled)
        );
        assert_eq!(asked.get(), 2, "asked before each slice");
    });
}

#[test]
fn it_is_narrowed_by_kind_device_time_and_field() {
    pollster::block_on(async {
        let book = book().await;
        let renamed = rename(&book, 2000, WHO, "丙").await;
        let tag = RecordId(8);
        let label = Label::Edit(customer::ID, customer::TAGS.id);
        let tagged = write(&book, 3000, label, WHO, &[(customer::TAGS.id, Value::References(vec![tag]))]).await;
        book.undo(4000, renamed).await.expect("undoes");
        let query = |change: fn(&mut HistoryQuery)| {
            let mut query = HistoryQuery { len: 9, ..HistoryQuery::default() };
            change(&mut query);
            query
        };
        assert_eq!(all(&book, &query(|query| query.kind = Some(OperationKind::Added))).await, [2, 1]);
        assert_eq!(all(&book, &query(|query| query.kind = Some(OperationKind::Undone))).await, [5]);
        assert_eq!(all(&book, &query(|query| query.own = Some(false))).await, [0_u64; 0]);
        assert_eq!(
            all(&book, &query(|query| (query.from_millis, query.to_millis) = (Some(2000), Some(3000)))).await,
            [3]
        );
        let field = query(|query| {
            query.of = Some((customer::ID, WHO));
            query.field = Some(customer::TAGS.id);
        });
        let answer = read(&book, field).await;
        assert_eq!(answer.entries.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [tagged]);
        let change = &answer.entries[0].changes[0];
        assert_eq!((&change.from, &change.to), (&Value::Empty, &Value::References(vec![tag])), "a set reads as a list");
        assert_eq!(answer.names, [(tag, String::new())]);
    });
}

#[test]
fn an_import_is_part_of_the_history_of_what_it_brought() {
    pollster::block_on(async {
        let book = book().await;
        let rows = |_: &engine::Workspace, stamp| {
            let rows = Rows::new(order::ID, stamp, (0..300).map(|n| RecordId(1000 + n)))
                .with(order::NUMBER.id, Packed::texts((0..300).map(|n| format!("#{n}"))));
            let label = Label::Import { customers: 0, orders: 300 };
            Ok(Some(Operation { stamp, label, parts: vec![Part::Rows(vec![rows])] }))
        };
        let mut id = 0;
        let ids = || {
            id += 1;
            id
        };
        let import = book.commit_bulk(5000, ids, rows, |_, _| ControlFlow::Continue(())).await.expect("commits");
        let seq = import.expect("something").seq;
        let of = HistoryQuery { of: Some((order::ID, RecordId(1007))), len: 9, ..HistoryQuery::default() };
        let answer = read(&book, of).await;
        assert_eq!(
            (answer.entries.len(), answer.entries[0].seq, answer.entries[0].changes[0].field),
            (1, seq, FieldId::ALIVE)
        );
        let entry = book.entry(seq).await.expect("reads").expect("there");
        let told = operation(&book.state().workspace, &entry);
        assert_eq!((told.total, told.added.len()), (0, 1));
        assert_eq!((told.added[0].count, told.added[0].first.len()), (300, 100));
        assert_eq!(told.added[0].first[3].1, "#3");
    });
}

#[test]
fn what_stays_is_named_with_what_stands_there() {
    pollster::block_on(async {
        let book = book().await;
        let early = rename(&book, 2000, WHO, "early").await;
        rename(&book, 2001, WHO, "late").await;
        let (_, kept) = book.undo_telling(3000, early).await.expect("undoes");
        let told = stayed(&book.state().workspace, &kept);
        assert_eq!(told.total, 1);
        assert_eq!((told.cells[0].name.as_str(), &told.cells[0].to), ("late", &Value::Text("late".into())));
    });
}

#[test]
fn a_set_is_edited_in_many_records_at_once_and_taken_back() {
    pollster::block_on(async {
        let book = book().await;
        let tag = RecordId(8);
        let set = |edit: SetEdit| {
            move |_: &engine::Workspace, stamp| {
                let cell = |n: u128| {
                    let value = Value::Set(edit.clone());
                    Cell { collection: customer::ID, record: RecordId(n), field: customer::TAGS.id, value }
                };
                let label = Label::EditMany(customer::ID, customer::TAGS.id, 2);
                Ok(Operation { stamp, label, parts: vec![Part::Cells(vec![cell(1), cell(2)])] })
            }
        };
        let tags = |n| book.state().workspace.value(customer::ID, RecordId(n), customer::TAGS.id);
        let both = || (tags(1), tags(2));
        let tagged = Value::References(vec![tag]);
        // One has the tag already: that stays its own when the rest is taken back.
        write(&book, 1999, Label::Edit(customer::ID, customer::TAGS.id), WHO, &[(customer::TAGS.id, tagged.clone())])
            .await;
        let added = book.commit(2000, set(SetEdit::adding([tag]))).await.expect("commits");
        assert_eq!(both(), (tagged.clone(), tagged.clone()));
        let (undo, kept) = book.undo(2001, added.seq).await.expect("undoes");
        assert_eq!((both(), kept), ((tagged.clone(), Value::Empty), 0));
        book.undo(2002, undo.seq).await.expect("redoes");
        assert_eq!(both(), (tagged.clone(), tagged.clone()));
        let removed = book.commit(2003, set(SetEdit::removing([tag]))).await.expect("commits");
        assert_eq!(both(), (Value::Empty, Value::Empty));
        book.undo(2004, removed.seq).await.expect("undoes");
        assert_eq!(both(), (tagged.clone(), tagged));
    });
}
