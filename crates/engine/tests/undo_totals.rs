//! The total of an order after lines of it were taken back, whatever was done to others since.
#![allow(missing_docs)]

use engine::Book;
use engine::orders::change_line;
use engine::storage::Memory;
use model::schema::{order, order_line};
use model::{Cell, CollectionId, Currency, DeviceId, FieldId, Label, Money, Operation, Part, RecordId, Value};
use protocol::LineChange;

const ORDER: RecordId = RecordId(10);

struct Desk(Book<Memory>, std::cell::Cell<u64>);

fn usd(minor: i64) -> Value {
    Value::Money(Money { minor, currency: Currency::USD })
}

fn priced(price: i64) -> Vec<(FieldId, Value)> {
    vec![(order_line::UNIT_PRICE.id, usd(price))]
}

impl Desk {
    /// An order of 7.00 without lines: carriage, say.
    fn new() -> Desk {
        let book = pollster::block_on(Book::open(Memory::default(), DeviceId(1))).expect("opens");
        let desk = Desk(book, std::cell::Cell::new(1_000));
        desk.commit(engine::records::new_record(order::ID, ORDER, vec![(order::TOTAL.id, usd(700))]));
        desk
    }

    fn tick(&self) -> u64 {
        self.1.set(self.1.get() + 1);
        self.1.get()
    }

    fn commit(&self, cells: Vec<Cell>) -> u64 {
        let build = |_: &engine::Workspace, stamp| {
            let label = Label::Edit(order::ID, order::TOTAL.id);
            Ok(Operation { stamp, label, parts: vec![Part::Cells(cells.clone())] })
        };
        pollster::block_on(self.0.commit(self.tick(), build)).expect("commits").seq
    }

    fn line(&self, change: &LineChange, new: u128) -> u64 {
        let cells = change_line(&self.0.state().workspace, ORDER, change, RecordId(new)).expect("can be");
        self.commit(cells)
    }

    /// How many cells stay.
    fn undo(&self, seq: u64) -> (u64, u32) {
        let (done, kept) = pollster::block_on(self.0.undo(self.tick(), seq)).expect("undoes");
        (done.seq, kept)
    }

    fn value(&self, of: CollectionId, record: RecordId, field: FieldId) -> Value {
        self.0.state().workspace.value(of, record, field)
    }

    fn total(&self) -> Value {
        self.value(order::ID, ORDER, order::TOTAL.id)
    }
}

#[test]
fn a_line_that_is_taken_back_takes_its_amount_along_in_whatever_order() {
    let desk = Desk::new();
    let first = desk.line(&LineChange::Add(priced(1_000)), 1);
    let second = desk.line(&LineChange::Add(priced(200)), 2);
    assert_eq!(desk.total(), usd(1_900));
    let (undo, kept) = desk.undo(first);
    assert_eq!((desk.total(), kept), (usd(900), 0));
    // Back again, after a third.
    desk.line(&LineChange::Add(priced(30)), 3);
    desk.undo(undo);
    assert_eq!(desk.total(), usd(1_930));
    desk.undo(second);
    assert_eq!(desk.total(), usd(1_730));
}

#[test]
fn a_line_that_was_removed_or_changed_comes_back_with_its_amount() {
    let desk = Desk::new();
    desk.line(&LineChange::Add(priced(1_000)), 1);
    let changed = desk.line(&LineChange::Edit(RecordId(1), priced(1_500)), 0);
    desk.line(&LineChange::Add(priced(200)), 2);
    desk.undo(changed);
    assert_eq!(desk.total(), usd(700 + 1_000 + 200));
    let removed = desk.line(&LineChange::Remove(RecordId(1)), 0);
    desk.line(&LineChange::Edit(RecordId(2), priced(300)), 0);
    assert_eq!(desk.total(), usd(700 + 300));
    desk.undo(removed);
    assert_eq!(desk.total(), usd(700 + 1_000 + 300));
}

#[test]
fn a_line_that_stays_because_it_was_changed_since_leaves_the_total() {
    let desk = Desk::new();
    let added = desk.line(&LineChange::Add(priced(1_000)), 1);
    desk.line(&LineChange::Edit(RecordId(1), priced(1_500)), 0);
    let (_, kept) = desk.undo(added);
    assert_eq!(desk.total(), usd(2_200));
    assert_eq!(kept, 2, "the line and the total");
    // A change whose amount was written over since.
    let desk = Desk::new();
    desk.line(&LineChange::Add(priced(1_000)), 1);
    let changed = desk.line(&LineChange::Edit(RecordId(1), priced(1_500)), 0);
    desk.line(&LineChange::Edit(RecordId(1), priced(1_600)), 0);
    desk.undo(changed);
    assert_eq!(desk.total(), usd(2_300));
}

#[test]
fn a_total_that_was_typed_since_moves_with_its_lines_and_is_not_undone_for_another() {
    let desk = Desk::new();
    let added = desk.line(&LineChange::Add(priced(1_000)), 1);
    let typed = |minor| {
        desk.commit(vec![Cell { collection: order::ID, record: ORDER, field: order::TOTAL.id, value: usd(minor) }])
    };
    let first = typed(5_000);
    typed(6_000);
    assert_eq!((desk.undo(first).1, desk.total()), (1, usd(6_000)));
    desk.undo(added);
    assert_eq!(desk.total(), usd(5_000));
}
