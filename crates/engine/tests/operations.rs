//! What holds for every operation, tried on random ones.
#![allow(missing_docs)]

use engine::log::{Entry, Since, entry, inverse};
use engine::packed::Packed;
use engine::prepare::prepare;
use engine::suite::{Picture, picture};
use engine::{Rows, Workspace};
use model::schema::{ALL, customer, order};
use model::{
    Cell, Currency, Day, Decimal, DeviceId, FieldId, Label, Many, Money, Operation, OptionId, Part, RecordId, Seen,
    SetEdit, Stamp, Value,
};

/// A small generator of its own, so that a failing seed stays a failing seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn value(&mut self) -> Value {
        match self.below(13) {
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
            10 => Value::Bytes(vec![self.below(256) as u8]),
            11 => Value::Set(SetEdit::adding([RecordId(u128::from(self.below(20)))])),
            _ => Value::Opaque(99, vec![self.below(256) as u8]),
        }
    }

    /// Cells of any field of any collection (values of the wrong kind included: a newer version may have changed one),
    /// new rows, deletions. Record numbers do not overlap between collections.
    fn operation(&mut self, stamp: Stamp) -> Operation<Vec<Rows>> {
        let parts = (0..1 + self.below(3)).map(|_| match self.below(5) {
            0 => self.rows(stamp),
            4 => self.many(),
            1 => {
                let records = (0..self.below(4)).map(|_| RecordId(u128::from(self.below(20)))).collect();
                Part::Alive { collection: customer::ID, records, alive: self.below(2) == 0 }
            }
            _ => {
                let cells = (0..1 + self.below(5)).map(|_| {
                    let collection = ALL[self.below(ALL.len() as u64) as usize];
                    let field = match self.below(8) {
                        0 => FieldId::ALIVE,
                        1 => FieldId(FieldId::CUSTOM.0 + self.below(3) as u16),
                        _ => collection.fields[self.below(collection.fields.len() as u64) as usize].id,
                    };
                    let record = RecordId(u128::from(collection.id.0 - 1) * 1000 + u128::from(self.below(20)));
                    let value = if field == FieldId::ALIVE { Value::Bool(self.below(3) > 0) } else { self.value() };
                    Cell { collection: collection.id, record, field, value }
                });
                // One operation writes a cell once.
                let mut cells: Vec<Cell> = cells.collect();
                cells.sort_by_key(|cell| (cell.collection, cell.record, cell.field));
                cells.dedup_by_key(|cell| (cell.collection, cell.record, cell.field));
                Part::Cells(cells)
            }
        });
        let mut parts: Vec<_> = parts.collect();
        parts.truncate(1);
        Operation { stamp, label: Label::Create(customer::ID), parts }
    }

    /// One field of many records, that some of them die or come back included.
    fn many(&mut self) -> Part<Vec<Rows>> {
        let collection = ALL[self.below(ALL.len() as u64) as usize];
        let field = match self.below(3) {
            0 => FieldId::ALIVE,
            _ => collection.fields[self.below(collection.fields.len() as u64) as usize].id,
        };
        let one = self.value();
        let alike = self.below(2) == 0;
        let records: Vec<u128> = (0..20).filter(|_| self.below(3) > 0).collect();
        let cells = records.into_iter().map(|record| {
            let value = if alike { one.clone() } else { self.value() };
            let value = if field == FieldId::ALIVE { Value::Bool(self.below(3) > 0) } else { value };
            (RecordId(u128::from(collection.id.0 - 1) * 1000 + record), value)
        });
        Part::Many(Many::of(collection.id, field, cells))
    }

    fn rows(&mut self, stamp: Stamp) -> Part<Vec<Rows>> {
        let first = 1_000_000 + u128::from(stamp.millis()) * 10;
        let rows = Rows::new(order::ID, stamp, (0..3).map(|n| RecordId(first + n)))
            .with(order::DAY.id, Packed::days([Some(Day(1)), None, Some(Day(3))].into_iter()))
            .with(order::NUMBER.id, Packed::texts(["1", "", "三"].into_iter()));
        Part::Rows(vec![rows])
    }
}

fn stamp(n: u64) -> Stamp {
    Stamp::new(n + 1, 0, DeviceId(n % 3))
}

fn applied(operations: &[&Operation<Vec<Rows>>]) -> Workspace {
    let mut workspace = Workspace::default();
    operations.iter().for_each(|operation| workspace.apply(operation));
    workspace
}

#[test]
fn any_order_and_any_repetition_ends_in_the_same_book() {
    for seed in 0..300 {
        let mut random = Random(seed);
        let operations: Vec<_> = (0..12).map(|n| random.operation(stamp(n))).collect();
        let straight = applied(&operations.iter().collect::<Vec<_>>());
        let mut shuffled: Vec<_> = operations.iter().chain(&operations[3..7]).collect();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, random.below(at as u64 + 1) as usize);
        }
        assert_eq!(picture(&applied(&shuffled)), picture(&straight), "seed {seed}");
    }
}

#[test]
fn undo_brings_back_what_was_and_undoing_that_brings_it_again() {
    for seed in 0..300 {
        let mut random = Random(seed);
        let earlier: Vec<_> = (0..8).map(|n| random.operation(stamp(n))).collect();
        let mut workspace = applied(&earlier.iter().collect::<Vec<_>>());
        let was = living(&workspace);
        let entry = carry_out(&mut workspace, random.operation(stamp(8)));
        let is = living(&workspace);
        let (undo, kept) = inverse(&workspace, &entry, &Since::default(), stamp(9));
        assert_eq!(kept, [], "seed {seed}");
        let undo_entry = carry_out(&mut workspace, undo);
        assert_eq!(living(&workspace), was, "seed {seed}");
        let (redo, _) = inverse(&workspace, &undo_entry, &Since::default(), stamp(10));
        carry_out(&mut workspace, redo);
        assert_eq!(living(&workspace), is, "seed {seed}");
    }
}

#[test]
fn undo_leaves_alone_what_was_written_since() {
    let cell = |value: &str| Cell {
        collection: customer::ID,
        record: RecordId(1),
        field: customer::NAME.id,
        value: Value::Text(value.into()),
    };
    let alive = Cell { field: FieldId::ALIVE, value: Value::Bool(true), ..cell("") };
    let write =
        |n, cells| Operation { stamp: stamp(n), label: Label::Create(customer::ID), parts: vec![Part::Cells(cells)] };
    let mut workspace = applied(&[&write(0, vec![alive, cell("first")])]);
    let second = write(1, vec![cell("second")]);
    let entry = entry(&workspace, &second, &[], Seen::default());
    workspace.apply(&second);
    workspace.apply(&write(2, vec![cell("third")]));
    let (undo, kept) = inverse(&workspace, &entry, &Since::default(), stamp(3));
    workspace.apply(&undo);
    assert_eq!(kept.len(), 1);
    assert_eq!(workspace.get(customer::ID, RecordId(1), customer::NAME).as_deref(), Some("third"));
}

#[test]
fn a_random_row_of_operations_is_undone_step_by_step() {
    for seed in 0..200 {
        let mut random = Random(seed);
        let mut workspace = Workspace::default();
        let mut pictures = vec![living(&workspace)];
        let mut log: Vec<Entry> = Vec::new();
        let mut now = 0;
        for _ in 0..8 {
            let operation = random.operation(stamp(now));
            now += 1;
            log.push(carry_out(&mut workspace, operation));
            pictures.push(living(&workspace));
        }
        for at in (0..8).rev() {
            let since = Since::of(&log[at], &log[at + 1..]);
            let (undo, kept) = inverse(&workspace, &log[at], &since, stamp(now));
            now += 1;
            assert_eq!(kept, [], "seed {seed}, operation {at}");
            log.push(carry_out(&mut workspace, undo));
            assert_eq!(living(&workspace), pictures[at], "seed {seed}, operation {at}");
        }
    }
}

#[test]
fn packed_tables_come_back_the_same() {
    for seed in 0..200 {
        let mut random = Random(seed);
        let operations: Vec<_> = (0..12).map(|n| random.operation(stamp(n))).collect();
        let workspace = applied(&operations.iter().collect::<Vec<_>>());
        let mut back = Workspace::default();
        for table in workspace.tables() {
            let bytes = table.pack(0, table.len(), &workspace.ids).to_bytes();
            let rows = Rows::from_bytes(&bytes).expect("sound");
            assert_eq!(rows.len() as u32, table.len());
            let operation = Operation {
                stamp: Stamp::ZERO,
                label: Label::Create(customer::ID),
                parts: vec![Part::Rows(vec![rows])],
            };
            back.apply(&operation);
        }
        let first = picture(&back).into_iter().zip(picture(&workspace)).find(|(a, b)| a != b);
        assert_eq!(first, None, "seed {seed}");
        // Stamps survive too: what lost before still loses.
        operations.iter().for_each(|operation| back.apply(operation));
        assert_eq!(picture(&back), picture(&workspace), "seed {seed}");
    }
}

#[test]
fn damaged_bytes_are_refused() {
    let rows = Rows::new(order::ID, stamp(1), [RecordId(1), RecordId(2)])
        .with(order::NUMBER.id, Packed::texts(["A", "王"].into_iter()));
    let bytes = rows.to_bytes();
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (at % 8);
        assert_eq!(Rows::from_bytes(&damaged), None, "byte {at}");
        assert_eq!(Rows::from_bytes(&bytes[..at]), None, "cut at {at}");
    }
}

/// What a person sees: the living records, sets in an order of their own.
fn living(workspace: &Workspace) -> Vec<Picture> {
    let mut rows: Vec<Picture> = picture(workspace).into_iter().filter(|row| row.2).collect();
    for (_, value) in rows.iter_mut().flat_map(|row| &mut row.3) {
        if let Value::References(list) = value {
            list.sort_unstable();
        }
    }
    rows
}

/// As the book does it; what stands in the log then.
fn carry_out(workspace: &mut Workspace, mut operation: Operation<Vec<Rows>>) -> Entry {
    let seen = prepare(workspace, &mut operation);
    let entry = entry(workspace, &operation, &[], seen);
    workspace.merge(&operation, &entry.seen);
    entry
}
