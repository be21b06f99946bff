//! What the tests of whole books share: chance from a seed, random operations, a backup in memory.
#![allow(missing_docs, dead_code)]

use engine::backup::Source;
use engine::packed::Packed;
use engine::storage::Storage;
use engine::suite::{Picture, picture};
use engine::{Book, Rows};
use model::schema::{ALL, customer, order};
use model::{
    Cell, Currency, Day, Decimal, FieldId, Label, Many, Money, Operation, OptionId, Part, RecordId, Stamp, Value,
};
use protocol::Failure;
use std::ops::ControlFlow;

/// SplitMix64: small, seeded, the same everywhere.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A key for a segment, exact as a JavaScript number.
    pub fn key(&mut self) -> u64 {
        self.next() >> 12
    }

    pub fn value(&mut self) -> Value {
        match self.below(11) {
            0 => Value::Empty,
            1 => Value::Bool(self.below(2) == 0),
            2 => Value::Number(Decimal(self.next() as i64 >> 20)),
            3 => Value::Text(["", "a", "王小明", "=1+1", "<b>"][self.below(5) as usize].into()),
            4 => Value::Money(Money {
                minor: self.next() as i64 >> 30,
                currency: [Currency::USD, Currency::CNY][self.below(2) as usize],
            }),
            5 => Value::Day(Day(self.below(40_000) as i32 - 10_000)),
            6 => Value::Instant(self.next() as i64 >> 10),
            7 => Value::Option(OptionId(self.below(9) as u16)),
            8 => Value::Reference(RecordId(u128::from(self.below(20)))),
            9 => Value::References(vec![RecordId(u128::from(self.below(20)))]),
            _ => Value::Opaque(99, vec![self.below(256) as u8]),
        }
    }

    /// Cells of any field of any collection, of any kind of value.
    pub fn cells(&mut self) -> Vec<Cell> {
        let cells = (0..1 + self.below(5)).map(|_| {
            let collection = ALL[self.below(ALL.len() as u64) as usize];
            let field = match self.below(4) {
                0 => FieldId::ALIVE,
                _ => collection.fields[self.below(collection.fields.len() as u64) as usize].id,
            };
            let record = RecordId(u128::from(collection.id.0 - 1) * 1000 + u128::from(self.below(20)));
            let value = if field == FieldId::ALIVE { Value::Bool(self.below(3) > 0) } else { self.value() };
            Cell { collection: collection.id, record, field, value }
        });
        let mut cells: Vec<Cell> = cells.collect();
        cells.sort_by_key(|cell| (cell.collection, cell.record, cell.field));
        cells.dedup_by_key(|cell| (cell.collection, cell.record, cell.field));
        cells
    }

    /// Orders that were never there before.
    pub fn rows(&mut self, stamp: Stamp) -> Vec<Rows> {
        let first = u128::from(self.next()) << 32;
        let count = 1 + self.below(6) as u32;
        let rows = Rows::new(order::ID, stamp, (0..count).map(|n| RecordId(first + u128::from(n))))
            .with(order::DAY.id, Packed::days((0..count).map(|n| (n % 3 > 0).then_some(Day(n as i32)))))
            .with(order::NUMBER.id, Packed::texts((0..count).map(|n| format!("{n} 号"))))
            .with(order::CUSTOMER.id, Packed::references((0..count).map(|n| Some(RecordId(u128::from(n))))));
        vec![rows]
    }
}

pub fn go_on(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// One thing that somebody does to a book, chosen by chance; the number of the operation, where it came to one.
pub async fn act<S: Storage>(book: &Book<S>, random: &mut Random, now: u64) -> Result<Option<u64>, Failure> {
    let seed = random.next();
    let mut keys = Random(random.next());
    match random.below(12) {
        0 => book.fold(|| keys.key()).await.map(|_| None),
        1 | 2 => {
            let build = |_: &_, stamp| {
                let label = Label::Import { customers: 0, orders: 1 };
                Ok(Some(Operation { stamp, label, parts: vec![Part::Rows(Random(seed).rows(stamp))] }))
            };
            book.commit_bulk(now, || keys.key(), build, go_on).await.map(|done| done.map(|done| done.seq))
        }
        3 | 4 => {
            let history = book.state().history();
            match history.get(random.below(history.len().max(1) as u64) as usize) {
                Some(entry) => book.undo(now, entry.seq).await.map(|(done, _)| Some(done.seq)),
                None => Ok(None),
            }
        }
        5 => {
            let records = (0..4).map(|_| RecordId(u128::from(random.below(20)))).collect();
            let part = Part::Alive { collection: customer::ID, records, alive: random.below(2) == 0 };
            let label = Label::Delete(customer::ID, 4);
            let build = |_: &_, stamp| Ok(Operation { stamp, label: label.clone(), parts: vec![part.clone()] });
            book.commit(now, build).await.map(|done| Some(done.seq))
        }
        6 => {
            let (first, one) = (random.cells().swap_remove(0), random.value());
            let (of, field, from) = (first.collection, first.field, first.record.0 / 1000 * 1000);
            let cell = |n: u128| {
                let value = if n.is_multiple_of(3) { first.value.clone() } else { one.clone() };
                let value = if field == FieldId::ALIVE { Value::Bool(n % 7 > 1) } else { value };
                (RecordId(from + n), value)
            };
            let many = Many::of(of, field, (0..20).map(cell));
            let label = Label::EditMany(of, field, 20);
            let build =
                |_: &_, stamp| Ok(Operation { stamp, label: label.clone(), parts: vec![Part::Many(many.clone())] });
            match book.commit(now, build).await {
                // What is refused is nothing done.
                Err(Failure::Selling(_)) => Ok(None),
                done => done.map(|done| Some(done.seq)),
            }
        }
        _ => {
            let build = |_: &_, stamp| {
                let parts = vec![Part::Cells(Random(seed).cells())];
                Ok(Operation { stamp, label: Label::Create(customer::ID), parts })
            };
            match book.commit(now, build).await {
                // Chance does not know what cannot be.
                Err(Failure::Selling(_)) => Ok(None),
                done => done.map(|done| Some(done.seq)),
            }
        }
    }
}

/// Everything that can be seen of a book.
pub fn seen<S: Storage>(book: &Book<S>) -> Vec<Picture> {
    picture(&book.state().workspace)
}

pub async fn backup<S: Storage>(book: &Book<S>, keys: &mut Random) -> Vec<u8> {
    let mut file = Vec::new();
    book.backup(|| keys.key(), &go_on, |bytes| file.extend(bytes)).await.expect("backs up");
    file
}

/// A file in memory, given out in chunks.
pub struct File<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    pub chunk: usize,
}

impl<'a> File<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        File { bytes, at: 0, chunk: 1000 }
    }
}

impl Source for File<'_> {
    fn bytes(&self) -> u64 {
        self.bytes.len() as u64
    }

    async fn next(&mut self) -> Result<Vec<u8>, Failure> {
        let end = self.bytes.len().min(self.at + self.chunk);
        let chunk = self.bytes[self.at..end].to_vec();
        self.at = end;
        Ok(chunk)
    }
}
