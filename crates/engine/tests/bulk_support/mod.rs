//! A book with many orders, and what a person does to all of them.
#![allow(dead_code)]

use crate::common::{Random, go_on};
use engine::book::Committed;
use engine::packed::Packed;
use engine::rows::SEGMENT_ROWS_MAX;
use engine::storage::Memory;
use engine::{Book, Rows, Workspace, bulk};
use model::schema::{customer, order, order_line};
use model::{
    Cell, CollectionId, Currency, Day, DeviceId, FieldId, Label, Money, Operation, OptionId, Part, RecordId, Stamp,
    Value,
};
use protocol::{Change, Failure};
use std::cell::Cell as Count;

pub const DEVICE: DeviceId = DeviceId(1);
/// More than one operation could hold while each cell stood by itself.
pub const MORE: u32 = 250_001;

/// Spread, as real ids are.
fn spread(n: u128) -> RecordId {
    RecordId(n.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
}

pub fn order_id(n: u32) -> RecordId {
    spread(1 << 40 | u128::from(n))
}

pub fn status(n: u16) -> Value {
    Value::Option(OptionId(n))
}

pub fn day(n: u32) -> Value {
    Value::Day(Day(n as i32))
}

pub struct Desk {
    pub book: Book<Memory>,
    pub orders: u32,
    device: DeviceId,
    now: Count<u64>,
}

impl Desk {
    /// So many orders, each on a day of its own, with so many lines each.
    pub fn new(orders: u32, lines: u32) -> Desk {
        Desk::of(orders, lines, DEVICE)
    }

    /// The same on another device.
    pub fn of(orders: u32, lines: u32, device: DeviceId) -> Desk {
        let build = |_: &Workspace, _: Stamp| {
            // The same import everywhere.
            let stamp = Stamp::new(1, 0, DEVICE);
            let every = |count: u32| (0..count).step_by(SEGMENT_ROWS_MAX);
            let to = |from: u32, count: u32| count.min(from + SEGMENT_ROWS_MAX as u32);
            let money = |n: u32| Some(Money { minor: i64::from(n % 100_000), currency: Currency::EUR });
            let pieces = every(orders).map(|from| {
                let these = from..to(from, orders);
                Rows::new(order::ID, stamp, these.clone().map(order_id))
                    .with(order::DAY.id, Packed::days(these.clone().map(|n| Some(Day(n as i32)))))
                    .with(order::TOTAL.id, Packed::money(these.clone().map(money)))
                    .with(
                        order::CUSTOMER.id,
                        Packed::references(these.map(|n| Some(RecordId(u128::from(n % 1000) + 1)))),
                    )
            });
            let lined = every(orders * lines).map(|from| {
                let these = from..to(from, orders * lines);
                Rows::new(order_line::ID, stamp, these.clone().map(|n| spread(1 << 50 | u128::from(n))))
                    .with(order_line::ORDER.id, Packed::references(these.map(|n| Some(order_id(n / lines)))))
            });
            let label = Label::Import { customers: 0, orders };
            Ok(Some(Operation { stamp, label, parts: vec![Part::Rows(pieces.chain(lined).collect())] }))
        };
        let mut keys = Random(7);
        let book = pollster::block_on(async {
            let book = Book::open(Memory::default(), device).await.expect("opens");
            book.commit_bulk(1, || keys.key(), build, go_on).await.expect("imports");
            book
        });
        Desk { book, orders, device, now: Count::new(10) }
    }

    fn now(&self) -> u64 {
        self.now.set(self.now.get() + 1);
        self.now.get()
    }

    pub fn all(&self) -> Vec<RecordId> {
        (0..self.orders).map(order_id).collect()
    }

    fn commit(
        &self,
        build: impl Fn(&Workspace, Stamp) -> Result<Operation<Vec<Rows>>, Failure>,
    ) -> Result<Committed, Failure> {
        pollster::block_on(self.book.commit(self.now(), build))
    }

    pub fn edit(&self, field: FieldId, change: &Change) -> Result<Committed, Failure> {
        let all = self.all();
        self.commit(|book, stamp| bulk::edit(book, (order::ID, &all), field, change, stamp))
    }

    pub fn tag(&self, customers: &[RecordId], name: &str) -> Result<Committed, Failure> {
        self.commit(|book, stamp| bulk::tag(book, customers, name, RecordId(900), stamp))
    }

    pub fn set_alive(&self, records: &[RecordId], alive: bool) -> Result<Committed, Failure> {
        self.commit(|book, stamp| bulk::set_alive(book, (order::ID, records), alive, stamp))
    }

    /// Writes one cell; a customer that is not there yet comes with it.
    pub fn write(&self, record: RecordId, field: FieldId, value: Value) {
        let collection = if record.0 < 1_000 { customer::ID } else { order::ID };
        let cell = |field, value| Cell { collection, record, field, value };
        let done = self.commit(|book, stamp| {
            let mut cells = vec![cell(field, value.clone())];
            if book.find_alive(collection, record).is_none() {
                cells.push(cell(FieldId::ALIVE, Value::Bool(true)));
            }
            Ok(Operation { stamp, label: Label::Edit(collection, field), parts: vec![Part::Cells(cells)] })
        });
        done.expect("writes");
    }

    /// The number of the undo, and how many cells stayed.
    pub fn undo(&self, seq: u64) -> (u64, u32) {
        let (done, kept) = pollster::block_on(self.book.undo(self.now(), seq)).expect("undoes");
        (done.seq, kept)
    }

    pub fn value(&self, n: u32, field: FieldId) -> Value {
        self.book.state().workspace.value(order::ID, order_id(n), field)
    }

    /// How many orders have it.
    pub fn count(&self, field: FieldId, value: &Value) -> u32 {
        (0..self.orders).filter(|&n| self.value(n, field) == *value).count() as u32
    }

    pub fn live(&self, of: CollectionId) -> u32 {
        self.book.state().workspace.table(of).map_or(0, engine::table::Table::live)
    }

    pub fn fold(&self) {
        let mut keys = Random(self.now() << 20);
        assert!(pollster::block_on(self.book.fold(|| keys.key())).expect("folds"));
    }

    pub fn reopen(&mut self) {
        let disk = self.book.storage().clone();
        self.book = pollster::block_on(Book::open(disk, self.device)).expect("opens");
    }
}
