//! Books made by hand and by seed for the pages that tell of groups.
#![allow(dead_code, missing_docs, unused_imports)]

#[path = "../insight_support/mod.rs"]
mod insight_support;

use engine::Workspace;
pub use insight_support::{TODAY, ask, ask_in, book as sample_book, scored};
use model::schema::{customer, order};
use model::{
    Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Money, Operation, Part, RecordId, Stamp, Value,
};

/// Days before today and minor units of each order of a customer.
pub type Orders = Vec<(i32, i64)>;

pub fn apply(workspace: &mut Workspace, stamp: u64, cells: Vec<Cell>) {
    let label = Label::Create(customer::ID);
    let stamp = Stamp::new(stamp, 0, DeviceId(1));
    workspace.apply(&Operation { stamp, label, parts: vec![Part::Cells(cells)] });
}

pub fn record(collection: CollectionId, record: RecordId, fields: Vec<(FieldId, Value)>) -> Vec<Cell> {
    let alive = (FieldId::ALIVE, Value::Bool(true));
    let cell = |(field, value)| Cell { collection, record, field, value };
    std::iter::once(alive).chain(fields).map(cell).collect()
}

/// Customers named by their numbers, added in this order.
pub fn book_of(customers: &[(u32, Orders)]) -> Workspace {
    let mut workspace = Workspace::default();
    for (nth, (number, orders)) in customers.iter().enumerate() {
        let who = RecordId(u128::from(*number) + 1);
        let mut cells = record(customer::ID, who, vec![(customer::NAME.id, Value::Text(format!("C{number:03}")))]);
        for (at, (ago, minor)) in orders.iter().enumerate() {
            let id = RecordId((u128::from(*number) + 1) * 1_000_000 + at as u128);
            let total = Value::Money(Money { minor: *minor, currency: Currency::CNY });
            let fields = vec![
                (order::CUSTOMER.id, Value::Reference(who)),
                (order::DAY.id, Value::Day(Day(TODAY.0 - ago))),
                (order::TOTAL.id, total),
            ];
            cells.extend(record(order::ID, id, fields));
        }
        apply(&mut workspace, nth as u64 + 1, cells);
    }
    workspace
}
