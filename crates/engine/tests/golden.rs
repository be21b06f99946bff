//! A book written by an earlier build opens for ever.
//!
//! `fixtures/format-1.book` was written once by `write_the_golden_book` (run by hand with `--ignored`) and is never written again: if this test
//! fails, stored books of real people would not open either. A change of format gets a new number and a new file beside this one.
#![allow(missing_docs)]

mod golden_support;

use engine::packed::Packed;
use engine::storage::{Memory, Storage, Stored};
use engine::suite::picture;
use engine::{Book, Rows};
use golden_support::{Dump, disk};
use model::schema::{customer, order, order_line};
use model::{
    Cell, Currency, Day, Decimal, DeviceId, FieldId, Label, Money, Operation, OptionId, Part, RecordId, Stamp, Value,
};
use std::ops::ControlFlow;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/format-1.book");

fn money(minor: i64) -> Value {
    Value::Money(Money { minor, currency: Currency::CNY })
}

/// One of every kind of value, an unknown field and an unknown kind among them.
fn first(stamp: Stamp) -> Operation<Vec<Rows>> {
    let cell = |collection, record, field, value| Cell { collection, record: RecordId(record), field, value };
    let alive = |collection, record| cell(collection, record, FieldId::ALIVE, Value::Bool(true));
    let cells = vec![
        alive(customer::ID, 1),
        cell(customer::ID, 1, customer::NAME.id, Value::Text("王小明".into())),
        cell(customer::ID, 1, customer::BIRTHDAY.id, Value::Day(Day(7000))),
        cell(customer::ID, 1, customer::KIND.id, Value::Option(OptionId(2))),
        cell(customer::ID, 1, customer::DO_NOT_CALL.id, Value::Bool(false)),
        cell(customer::ID, 1, customer::TAGS.id, Value::References(vec![RecordId(8), RecordId(9)])),
        cell(customer::ID, 1, FieldId(0x9123), Value::Opaque(200, vec![1, 2, 3])),
        alive(order::ID, 2),
        cell(order::ID, 2, order::CUSTOMER.id, Value::Reference(RecordId(1))),
        cell(order::ID, 2, order::TOTAL.id, money(-12_345)),
        alive(order_line::ID, 3),
        cell(order_line::ID, 3, order_line::QUANTITY.id, Value::Number(Decimal(1_500_000))),
        cell(model::CollectionId(99), 4, FieldId(5), Value::Instant(1_700_000_000_000)),
    ];
    Operation { stamp, label: Label::Create(customer::ID), parts: vec![Part::Cells(cells)] }
}

fn bulk(stamp: Stamp) -> Operation<Vec<Rows>> {
    let rows = Rows::new(order::ID, stamp, (100..110).map(RecordId))
        .with(
            order::NUMBER.id,
            Packed::texts((0..10).map(|n| if n % 2 == 0 { format!("#{n}") } else { String::new() })),
        )
        .with(order::CUSTOMER.id, Packed::references((0..10).map(|n| (n > 3).then_some(RecordId(1)))))
        .with(order::DAY.id, Packed::days((0..10).map(|n| Some(Day(20_000 + n)))));
    Operation { stamp, label: Label::Import { customers: 0, orders: 10 }, parts: vec![Part::Rows(vec![rows])] }
}

fn second(stamp: Stamp) -> Operation<Vec<Rows>> {
    let parts = vec![Part::Alive { collection: order::ID, records: vec![RecordId(101), RecordId(102)], alive: false }];
    Operation { stamp, label: Label::Delete(order::ID, 2), parts }
}

async fn write() -> Book<Memory> {
    let book = Book::open(Memory::default(), DeviceId(42)).await.expect("opens");
    let mut id = 0;
    let mut next = || {
        id += 1;
        id
    };
    book.commit(1000, |_, stamp| Ok(first(stamp))).await.expect("commits");
    book.fold(&mut next).await.expect("folds");
    book.commit_bulk(2000, &mut next, |_, stamp| Ok(Some(bulk(stamp))), |_, _| ControlFlow::Continue(()))
        .await
        .expect("commits");
    book.commit(3000, |_, stamp| Ok(second(stamp))).await.expect("commits");
    book
}

#[test]
fn a_book_of_format_1_opens() {
    pollster::block_on(async {
        let (golden, fresh) = (Book::open(disk(PATH).await, DeviceId(1)).await.expect("opens"), write().await);
        assert_eq!(picture(&golden.state().workspace), picture(&fresh.state().workspace));
        assert_eq!(golden.state().device(), DeviceId(42));
        assert_eq!(golden.state().history().len(), 3);
        let (undone, kept) = golden.undo(4000, 2).await.expect("undoes");
        assert_eq!((undone.seq, kept), (4, 2), "two orders were deleted since and stay so");
    });
}

#[test]
#[ignore = "writes the fixture; run by hand for a new format only"]
fn write_the_golden_book() {
    pollster::block_on(async {
        let Stored { root, segments, log } = write().await.storage().open().await.expect("reads");
        let dump: Dump = (root.version, root.folded, root.manifest, segments, log);
        std::fs::write(PATH, postcard::to_allocvec(&dump).expect("encodes")).expect("writes");
    });
}
