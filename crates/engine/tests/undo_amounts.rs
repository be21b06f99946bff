//! The amount of an opportunity after lines of it were taken back, whatever was done to others since.
#![allow(missing_docs)]

mod deals_support;

use deals_support::{Desk, usd};
use model::schema::{opportunity, opportunity_line};
use model::{Currency, FieldId, RecordId, Value};
use protocol::{DealsDeed, LineChange};

fn priced(minor: i64) -> Vec<(FieldId, Value)> {
    vec![(opportunity_line::UNIT_PRICE.id, Value::Money(usd(minor)))]
}

fn line(desk: &mut Desk, deal: RecordId, change: LineChange) -> u64 {
    desk.sell(DealsDeed::Line { deal, change }).expect("changes")
}

fn amount(desk: &Desk, deal: RecordId) -> Value {
    desk.value(deal, opportunity::AMOUNT.id)
}

fn undo(desk: &mut Desk, seq: u64) -> (u64, u32) {
    desk.now += 1000;
    let (done, kept) = pollster::block_on(desk.book.undo(desk.now, seq)).expect("undoes");
    (done.seq, kept)
}

#[test]
fn a_line_that_is_taken_back_takes_its_amount_along() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", None, 0);
    let first = line(&mut desk, deal, LineChange::Add(priced(10_000)));
    line(&mut desk, deal, LineChange::Add(priced(5_000)));
    let (back, kept) = undo(&mut desk, first);
    assert_eq!((amount(&desk, deal), kept), (Value::Money(usd(5_000)), 0));
    line(&mut desk, deal, LineChange::Add(priced(700)));
    undo(&mut desk, back);
    assert_eq!(amount(&desk, deal), Value::Money(usd(15_700)));
    let changed = {
        let one = desk.lines(deal)[0];
        line(&mut desk, deal, LineChange::Edit(one, priced(20_000)))
    };
    let two = desk.lines(deal)[1];
    let removed = line(&mut desk, deal, LineChange::Remove(two));
    undo(&mut desk, changed);
    assert_eq!(amount(&desk, deal), Value::Money(usd(10_700)));
    undo(&mut desk, removed);
    assert_eq!(amount(&desk, deal), Value::Money(usd(15_700)));
}

#[test]
fn an_amount_that_is_not_the_sum_stays_as_it_was_written() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", None, 0);
    let first = line(&mut desk, deal, LineChange::Add(priced(10_000)));
    line(&mut desk, deal, LineChange::Add(priced(5_000)));
    desk.write(opportunity::ID, deal, vec![(opportunity::AMOUNT.id, Value::Money(usd(12_345)))]);
    assert_eq!(undo(&mut desk, first).1, 1);
    assert_eq!(amount(&desk, deal), Value::Money(usd(12_345)));
    // The last line takes nothing along.
    let deal = desk.deal("y", Some(deals_support::money(900, Currency::USD)), 0);
    let only = line(&mut desk, deal, LineChange::Add(priced(100)));
    undo(&mut desk, only);
    assert_eq!(amount(&desk, deal), Value::Money(usd(900)));
}

#[test]
fn an_amount_that_was_written_by_hand_stays_when_its_last_line_comes_back() {
    let mut desk = Desk::begun();
    let deal = desk.deal("x", None, 0);
    line(&mut desk, deal, LineChange::Add(priced(100)));
    let only = desk.lines(deal)[0];
    let write = |desk: &mut Desk, minor| {
        desk.write(opportunity::ID, deal, vec![(opportunity::AMOUNT.id, Value::Money(usd(minor)))]);
    };
    write(&mut desk, 5_000);
    let removed = line(&mut desk, deal, LineChange::Remove(only));
    assert_eq!(amount(&desk, deal), Value::Money(usd(5_000)));
    let (back, _) = undo(&mut desk, removed);
    assert_eq!((amount(&desk, deal), desk.lines(deal).len()), (Value::Money(usd(5_000)), 1));
    // The same where it is written once the line is gone.
    undo(&mut desk, back);
    write(&mut desk, 7_000);
    undo(&mut desk, removed);
    assert_eq!(amount(&desk, deal), Value::Money(usd(7_000)));
    // One that a line brought with it is its sum, also when the line comes back after another.
    let deal = desk.deal("y", None, 0);
    let first = line(&mut desk, deal, LineChange::Add(priced(300)));
    let (back, _) = undo(&mut desk, first);
    assert_eq!(amount(&desk, deal), Value::Empty);
    undo(&mut desk, back);
    assert_eq!(amount(&desk, deal), Value::Money(usd(300)));
}

#[test]
fn an_amount_that_was_agreed_on_comes_back_when_what_was_done_to_a_line_is_taken_back() {
    for change in 0..3 {
        let mut desk = Desk::begun();
        let deal = desk.deal("x", None, 0);
        line(&mut desk, deal, LineChange::Add(priced(10_000)));
        line(&mut desk, deal, LineChange::Add(priced(700)));
        desk.write(opportunity::ID, deal, vec![(opportunity::AMOUNT.id, Value::Money(usd(50_000)))]);
        let one = desk.lines(deal)[0];
        let done = match change {
            0 => line(&mut desk, deal, LineChange::Add(priced(5_000))),
            1 => line(&mut desk, deal, LineChange::Edit(one, priced(20_000))),
            _ => line(&mut desk, deal, LineChange::Remove(one)),
        };
        assert_ne!(amount(&desk, deal), Value::Money(usd(50_000)), "{change}");
        undo(&mut desk, done);
        assert_eq!(amount(&desk, deal), Value::Money(usd(50_000)), "{change}");
    }
}
