//! A clock that is set back a year: stamps still rise, the later write still wins, scores and their day make sense.
#![allow(missing_docs)]

mod common;

use common::{Random, go_on, seen};
use engine::packed::Packed;
use engine::scoring::{begin, fingerprint, finish, settings};
use engine::storage::Memory;
use engine::{Book, Rows};
use model::schema::{customer, order};
use model::{Cell, Currency, Day, DeviceId, FieldId, Label, Money, Operation, Part, RecordId, Value};
use protocol::AsOf;

const YEAR_MILLIS: u64 = 365 * 24 * 3600 * 1000;
const NOW: u64 = 1_800_000_000_000;

async fn name(book: &Book<Memory>, now: u64, text: &str) -> u64 {
    let build = |_: &_, stamp| {
        let cell = |field, value| Cell { collection: customer::ID, record: RecordId(1), field, value };
        let cells =
            vec![cell(FieldId::ALIVE, Value::Bool(true)), cell(customer::NAME.id, Value::Text(text.to_owned()))];
        Ok(Operation { stamp, label: Label::Create(customer::ID), parts: vec![Part::Cells(cells)] })
    };
    book.commit(now, build).await.expect("commits").seq
}

fn named(book: &Book<Memory>) -> Option<String> {
    book.state().workspace.get(customer::ID, RecordId(1), customer::NAME)
}

#[test]
fn what_is_written_later_wins_whatever_the_clock_says() {
    pollster::block_on(async {
        let book = Book::open(Memory::default(), DeviceId(1)).await.expect("opens");
        name(&book, NOW, "before").await;
        let second = name(&book, NOW - YEAR_MILLIS, "the same visit, a year earlier").await;
        assert_eq!(named(&book).as_deref(), Some("the same visit, a year earlier"));
        // Another visit, folded in between: the clock knows only what is on disk.
        book.fold(|| 5).await.expect("folds");
        let again = Book::open(book.storage().clone(), DeviceId(9)).await.expect("opens");
        let third = name(&again, NOW - YEAR_MILLIS, "the next visit").await;
        assert_eq!(named(&again).as_deref(), Some("the next visit"));
        let stamps: Vec<_> = again.state().history().iter().map(|entry| entry.stamp).collect();
        assert!(stamps.is_sorted_by(|newer, older| newer > older), "newest first");
        again.undo(NOW - YEAR_MILLIS, third).await.expect("undoes");
        again.undo(NOW - 2 * YEAR_MILLIS, second).await.expect("undoes");
        assert_eq!(named(&again).as_deref(), Some("before"));
        let last = Book::open(book.storage().clone(), DeviceId(9)).await.expect("opens");
        assert_eq!(seen(&last), seen(&again));
    });
}

#[test]
fn scores_hold_for_a_day_that_makes_sense() {
    pollster::block_on(async {
        let book = Book::open(Memory::default(), DeviceId(1)).await.expect("opens");
        let (mut keys, today) = (Random(1), Day(20_000));
        name(&book, NOW, "A").await;
        // An order each week of the last two years.
        let build = |_: &_, stamp| {
            let money = |n: i32| Money { minor: 1000 + i64::from(n), currency: Currency::USD };
            let rows = Rows::new(order::ID, stamp, (0..104).map(|n| RecordId(100 + n)))
                .with(order::CUSTOMER.id, Packed::references((0..104).map(|_| Some(RecordId(1)))))
                .with(order::DAY.id, Packed::days((0..104).map(|n| Some(Day(today.0 - n * 7)))))
                .with(order::TOTAL.id, Packed::money((0..104).map(|n| Some(money(n)))));
            Ok(Some(Operation {
                stamp,
                label: Label::Import { customers: 0, orders: 104 },
                parts: vec![Part::Rows(vec![rows])],
            }))
        };
        book.commit_bulk(NOW, || keys.key(), build, go_on).await.expect("commits");
        let state = book.state();
        let score = |today| {
            let settings = settings(&state.workspace, today, Currency::USD);
            let input = fingerprint(state.workspace.scored_version(), &settings);
            let (mut run, rest) = begin(&state.workspace, &settings, input, None, None);
            while run.step() != insight::Progress::Done {}
            (settings.as_of, finish(run, rest))
        };
        let (right, scores) = score(today);
        assert_eq!((right, scores.order_days(0)), (AsOf::Today(today), 104));
        // A year back, half of the orders lie in the future: they are not counted yet, and nothing is negative.
        let earlier = Day(today.0 - 365);
        let (back, scores) = score(earlier);
        assert_eq!(back, AsOf::Today(earlier));
        assert!((50..54).contains(&scores.order_days(0)), "{}", scores.order_days(0));
        assert!(scores.last_order(0).is_some_and(|day| day <= earlier));
        // Before all orders there is nothing to score, and nothing breaks.
        let (_, scores) = score(Day(today.0 - 4000));
        assert_eq!((scores.order_days(0), scores.total(0)), (0, 0));
    });
}
