//! One replica of the test: a book in memory storage, what a person does to it, and how it talks to others.

use engine::book::Book;
use engine::packed::Packed;
use engine::rows::SEGMENT_ROWS_MAX;
use engine::storage::{Memory, Storage};
use engine::{Rows, Workspace};
use model::schema::{ALL, contact, customer, order};
use model::{
    Cell, CollectionId, Currency, Day, Decimal, DeviceId, FieldId, Label, Many, Money, Operation, OptionId, Part,
    RecordId, Seen, SetEdit, Stamp, Value,
};
use protocol::Failure;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};

/// A small generator of its own, so that a failing seed stays a failing seed.
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

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at as u64 + 1) as usize);
        }
    }

    fn tag(&mut self) -> RecordId {
        RecordId(u128::from(self.below(5)) + 700)
    }

    /// Of any kind, those included that stand for "empty" in a column.
    fn value(&mut self) -> Value {
        match self.below(14) {
            0 => Value::Empty,
            1 => Value::Bool(self.below(2) == 0),
            2 => Value::Number(Decimal([self.next() as i64 >> 20, i64::MIN][self.below(2) as usize])),
            3 | 4 => Value::Text(["", "a", "王小明", "=1+1", "<b>", "\u{202e}"][self.below(6) as usize].into()),
            5 => Value::Money(Money {
                minor: self.next() as i64 >> 30,
                currency: [Currency::USD, Currency::CNY][self.below(2) as usize],
            }),
            6 => Value::Day(Day([self.below(40_000) as i32 - 10_000, i32::MIN][self.below(2) as usize])),
            7 => Value::Instant(self.next() as i64 >> 10),
            8 => Value::Option(OptionId([self.below(9) as u16, u16::MAX][self.below(2) as usize])),
            9 => Value::Reference(RecordId(u128::from(self.below(20)))),
            10 => Value::References((0..self.below(3)).map(|_| self.tag()).collect()),
            11 => Value::Set(self.set_edit()),
            12 => Value::Bytes((0..self.below(2)).map(|byte| byte as u8).collect()),
            _ => Value::Opaque(99, vec![self.below(3) as u8]),
        }
    }

    fn set_edit(&mut self) -> SetEdit {
        let mut edit = SetEdit::adding((0..self.below(2)).map(|_| self.tag()));
        edit.remove = SetEdit::removing((0..self.below(2)).map(|_| self.tag())).remove;
        edit.remove.retain(|(record, _)| !edit.add.contains(record));
        edit
    }

    /// A field and a value that a form would give it, or anything at all for any field.
    fn cell(&mut self) -> Cell {
        let few =
            |random: &mut Random, of: CollectionId| RecordId(u128::from(of.0) * 1000 + u128::from(random.below(4)));
        let cell = |collection, record, field, value| Cell { collection, record, field, value };
        let person = few(self, customer::ID);
        match self.below(8) {
            0 => {
                let value = [OptionId(1), OptionId(7)][self.below(2) as usize];
                cell(customer::ID, person, customer::CONSENT.id, Value::Option(value))
            }
            1 => {
                let value = [Value::Bool(true), Value::Empty][self.below(2) as usize].clone();
                cell(contact::ID, few(self, contact::ID), contact::DO_NOT_CALL.id, value)
            }
            2 | 3 => {
                let value = match self.below(3) {
                    0 => Value::References((0..self.below(4)).map(|_| self.tag()).collect()),
                    1 => Value::Empty,
                    _ => Value::Set(self.set_edit()),
                };
                cell(customer::ID, person, customer::TAGS.id, value)
            }
            4 => cell(
                customer::ID,
                person,
                customer::NAME.id,
                Value::Text(["甲", "乙", "c"][self.below(3) as usize].into()),
            ),
            _ => {
                let of = ALL[self.below(ALL.len() as u64) as usize];
                let field = match self.below(10) {
                    0 => FieldId(FieldId::CUSTOM.0 + self.below(2) as u16),
                    1 => FieldId(0x7777),
                    _ => of.fields[self.below(of.fields.len() as u64) as usize].id,
                };
                // Sometimes a collection that this version does not know.
                let of = if self.below(12) == 0 { CollectionId(200) } else { of.id };
                cell(of, few(self, of), field, self.value())
            }
        }
    }
}

/// An operation on its way.
#[derive(Clone)]
pub struct Parcel {
    operation: Operation<Vec<Rows>>,
    seen: Seen,
    /// Tells it from others: its stamp, and which piece it is.
    key: String,
}

pub struct Replica {
    pub book: Book<Memory>,
    disk: Memory,
    device: DeviceId,
    now: u64,
    has: HashSet<String>,
}

fn ids() -> impl FnMut() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    || NEXT.fetch_add(1, Ordering::Relaxed)
}

fn key(operation: &Operation<Vec<u64>>) -> String {
    let part = operation.parts.iter().map(|part| match part {
        Part::Rows(_) => "rows".to_owned(),
        part => format!("{part:?}"),
    });
    format!("{:?} {}", operation.stamp, part.collect::<Vec<_>>().join(" "))
}

impl Replica {
    pub async fn new(device: DeviceId, now: u64) -> Replica {
        let disk = Memory::default();
        let book = Book::open(disk.clone(), device).await.expect("opens");
        Replica { book, disk, device, now, has: HashSet::new() }
    }

    /// As after a restart; what was open before.
    pub async fn reopen(&mut self) -> Book<Memory> {
        let book = Book::open(self.disk.clone(), self.device).await.expect("opens");
        std::mem::replace(&mut self.book, book)
    }

    pub async fn fold(&mut self) {
        self.book.fold(ids()).await.expect("folds");
    }

    pub fn has(&self, parcel: &Parcel) -> bool {
        self.has.contains(&parcel.key)
    }

    /// Something that a person does.
    pub async fn act(&mut self, random: &mut Random) {
        self.now += random.below(3);
        let now = self.now;
        match random.below(16) {
            0 | 1 => self.delete_or_restore(random).await,
            2 => self.add_rows(random).await,
            3 | 4 => {
                // Anything in the log, others' operations too, and undos.
                let head = self.book.state().head();
                if head > 0 {
                    self.book.undo(now, 1 + random.below(head)).await.expect("undoes");
                }
            }
            5 => {
                let newest = self.book.state().undoable();
                if let Some((seq, _)) = newest {
                    self.book.undo(now, seq).await.expect("undoes");
                }
            }
            6 => {
                let redoable = self.book.state().redoable();
                if let Some(seq) = redoable {
                    self.book.undo(now, seq).await.expect("redoes");
                }
            }
            15 => self.change_many(random).await,
            7 => self.fold().await,
            8 => drop(self.reopen().await),
            _ => {
                let mut cells: Vec<Cell> = (0..1 + random.below(4)).map(|_| random.cell()).collect();
                if random.below(4) == 0 {
                    let new = Cell { field: FieldId::ALIVE, value: Value::Bool(true), ..cells[0].clone() };
                    cells.push(new);
                }
                // One operation writes a cell once.
                cells.sort_by_key(|cell| (cell.collection, cell.record, cell.field));
                cells.dedup_by_key(|cell| (cell.collection, cell.record, cell.field));
                let parts = vec![Part::Cells(cells)];
                self.commit(Label::Create(customer::ID), move |_| parts.clone()).await;
            }
        }
    }

    async fn commit(&mut self, label: Label, parts: impl Fn(&Workspace) -> Vec<Part<Vec<Rows>>>) {
        let build =
            |workspace: &Workspace, stamp| Ok(Operation { stamp, label: label.clone(), parts: parts(workspace) });
        match self.book.commit(self.now, build).await {
            // What is refused is nothing done.
            Ok(_) | Err(Failure::Selling(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }

    /// A bulk change, whoever wrote there before.
    async fn change_many(&mut self, random: &mut Random) {
        let Cell { collection, record, field, value } = random.cell();
        let first = record.0 / 1000 * 1000;
        let (alike, more) = (random.below(2) == 0, random.below(9));
        let cell = |n: u64| {
            let value = if alike || n.is_multiple_of(2) { value.clone() } else { Value::Empty };
            (RecordId(first + u128::from(n)), value)
        };
        let many = Many::of(collection, field, (0..4).filter(|n| more & (1 << n) == 0).map(cell));
        let label = Label::EditMany(collection, field, many.len() as u32);
        self.commit(label, move |_| vec![Part::Many(many.clone())]).await;
    }

    async fn delete_or_restore(&mut self, random: &mut Random) {
        let records: Vec<RecordId> =
            (0..1 + random.below(2)).map(|n| RecordId(1000 + u128::from(n + random.below(2)))).collect();
        let alive = random.below(2) == 0;
        let label = Label::Delete(customer::ID, records.len() as u32);
        match random.below(2) {
            0 => self.commit(label, move |book| engine::records::along(book, customer::ID, &records, alive)).await,
            _ => {
                let part = Part::Alive { collection: customer::ID, records, alive };
                self.commit(label, move |_| vec![part.clone()]).await;
            }
        }
    }

    /// An import; two replicas may import the same records, and not with the same fields.
    async fn add_rows(&mut self, random: &mut Random) {
        let first = 4100 + u128::from(random.below(2)) * 10;
        let (numbers, tags) = (random.below(2) == 0, random.below(2) == 0);
        let days: Vec<Option<Day>> =
            (0..3).map(|_| (random.below(3) > 0).then_some(Day(random.below(9) as i32))).collect();
        let tagged: Vec<(u32, Value)> =
            (0..2).map(|row| (row, Value::References(vec![random.tag(), RecordId(1)]))).collect();
        let build = |_: &Workspace, stamp: Stamp| {
            let mut orders = Rows::new(order::ID, stamp, (0..3).map(|n| RecordId(first + n)))
                .with(order::DAY.id, Packed::days(days.into_iter()))
                .with(
                    order::CUSTOMER.id,
                    Packed::references([Some(RecordId(1001)), None, Some(RecordId(1002))].into_iter()),
                );
            if numbers {
                orders = orders.with(order::NUMBER.id, Packed::texts(["1", "", "三"].into_iter()));
            }
            let mut people = Rows::new(customer::ID, stamp, (0..2).map(|n| RecordId(1000 + n)))
                .with(customer::NAME.id, Packed::texts(["甲", "乙"].into_iter()))
                .with(customer::CONSENT.id, Packed::options([Some(OptionId(7)), Some(OptionId(1))].into_iter()));
            people.sparse.push((customer::TAGS.id, tagged));
            let pieces = if tags { vec![orders, people] } else { vec![orders] };
            let label = Label::Import { customers: 0, orders: 3 };
            Ok(Some(Operation { stamp, label, parts: vec![Part::Rows(pieces)] }))
        };
        self.book.commit_bulk(self.now, ids(), build, |_, _| ControlFlow::Continue(())).await.expect("commits");
    }

    /// All that its disk can tell another: its log, and all its records where segments that the log names are folded away.
    pub async fn parcels(&self) -> Vec<Parcel> {
        let mut parcels = Vec::new();
        let mut is_whole = true;
        for (_, entry) in self.book.entries(0, u64::MAX - 1).await.expect("reads") {
            let mut pieces = HashMap::new();
            for part in &entry.operation.parts {
                let Part::Rows(segments) = part else { continue };
                for &id in segments {
                    match self.disk.segment(id).await.expect("reads") {
                        Some(bytes) => drop(pieces.insert(id, Rows::from_bytes(&bytes).expect("sound"))),
                        None => is_whole = false,
                    }
                }
            }
            let rows = |ids: &Vec<u64>| ids.iter().filter_map(|id| pieces.get(id).cloned()).collect();
            let parts = entry.operation.parts.iter().map(|part| part.with_rows(rows)).collect();
            let Operation { stamp, label, .. } = entry.operation.clone();
            parcels.push(Parcel {
                operation: Operation { stamp, label, parts },
                seen: entry.seen,
                key: key(&entry.operation),
            });
        }
        if !is_whole {
            parcels.push(self.snapshot());
        }
        parcels
    }

    fn snapshot(&self) -> Parcel {
        let state = self.book.state();
        let mut pieces = Vec::new();
        for table in state.workspace.tables() {
            for from in (0..table.len()).step_by(SEGMENT_ROWS_MAX) {
                let to = table.len().min(from + SEGMENT_ROWS_MAX as u32);
                let rows = table.pack(from, to, &state.workspace.ids);
                pieces.push(Rows::from_bytes(&rows.to_bytes()).expect("sound"));
            }
        }
        let stamp = pieces.iter().map(Rows::newest).max().unwrap_or(Stamp::ZERO);
        let label = Label::Import { customers: 0, orders: 0 };
        Parcel {
            operation: Operation { stamp, label, parts: vec![Part::Rows(pieces)] },
            seen: Seen::default(),
            key: "all".into(),
        }
    }

    /// Takes in an operation of another replica, whole or in two pieces.
    pub async fn receive(&mut self, random: &mut Random, parcel: Parcel) {
        if parcel.key != "all" {
            self.has.insert(parcel.key.clone());
        }
        let Parcel { operation, seen, .. } = parcel;
        let halves = match &operation.parts[..] {
            [Part::Cells(cells)] if cells.len() > 1 && random.below(3) == 0 => {
                let middle = random.below(cells.len() as u64) as usize;
                let half = |cells: &[Cell], from: usize| {
                    let parts = vec![Part::Cells(cells.to_vec())];
                    let places = from as u32..(from + cells.len()) as u32;
                    let seen = seen.0.iter().filter(|(place, _)| places.contains(place));
                    let seen = seen.map(|(place, stamps)| (place - from as u32, stamps.clone())).collect();
                    (Operation { stamp: operation.stamp, label: operation.label.clone(), parts }, Seen(seen))
                };
                let mut halves = vec![half(&cells[..middle], 0), half(&cells[middle..], middle)];
                random.shuffle(&mut halves);
                halves
            }
            _ => vec![(operation, seen)],
        };
        for (operation, seen) in halves {
            self.book.receive(&operation, &seen, ids()).await.expect("receives");
        }
    }
}
