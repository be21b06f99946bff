//! What an undo leaves: records that somebody wrote to since, and those that living records hang on.
#![allow(missing_docs)]

use engine::log::Place;
use engine::packed::Packed;
use engine::storage::Memory;
use engine::{Book, Rows, Workspace};
use hashbrown::{HashMap, HashSet};
use model::schema::{contact, customer, order, order_line, task};
use model::{Cell, CollectionId, Day, DeviceId, FieldId, Label, Operation, Part, RecordId, SetEdit, Value};
use std::ops::ControlFlow;

const CUSTOMERS: u128 = 1_000;
const ORDERS: u128 = 2_000;
const LINES: u128 = 3_000;

struct Desk {
    book: Book<Memory>,
    now: std::cell::Cell<u64>,
}

impl Desk {
    fn new() -> Desk {
        let book = pollster::block_on(Book::open(Memory::default(), DeviceId(1))).expect("opens");
        Desk { book, now: std::cell::Cell::new(1_000) }
    }

    fn tick(&self) -> u64 {
        self.now.set(self.now.get() + 1);
        self.now.get()
    }

    /// Customers, orders and lines; the customers and orders named come back from the trash and get a name.
    fn import(&self, count: u128, back: &[RecordId]) -> u64 {
        let build = |_: &Workspace, stamp| {
            let ids = |first: u128| (0..count).map(move |n| RecordId(first + n));
            let customers = Rows::new(customer::ID, stamp, ids(CUSTOMERS))
                .with(customer::NAME.id, Packed::texts((0..count).map(|n| format!("C{n}"))));
            let orders = Rows::new(order::ID, stamp, ids(ORDERS))
                .with(order::NUMBER.id, Packed::texts((0..count).map(|n| format!("{n}"))))
                .with(order::DAY.id, Packed::days((0..count).map(|_| Some(Day(20_000)))))
                .with(order::CUSTOMER.id, Packed::references(ids(CUSTOMERS).map(Some)));
            let lines = Rows::new(order_line::ID, stamp, ids(LINES))
                .with(order_line::ORDER.id, Packed::references(ids(ORDERS).map(Some)));
            let alive = Part::Alive { collection: customer::ID, records: back.to_vec(), alive: true };
            let names = back.iter().map(|record| text(customer::ID, *record, customer::REMARK.id, "imported"));
            let label = Label::Import { customers: count as u32, orders: count as u32 };
            let parts = vec![Part::Rows(vec![customers, orders, lines]), alive, Part::Cells(names.collect())];
            Ok(Some(Operation { stamp, label, parts }))
        };
        let now = self.tick();
        let done = self.book.commit_bulk(now, || self.tick(), build, |_, _| ControlFlow::Continue(()));
        pollster::block_on(done).expect("imports").expect("something").seq
    }

    fn write(&self, cells: Vec<Cell>) -> u64 {
        self.commit(Label::Edit(customer::ID, customer::NAME.id), vec![Part::Cells(cells)])
    }

    fn create(&self, of: CollectionId, record: u128, fields: &[(FieldId, Value)]) -> u64 {
        let record = RecordId(record);
        let cells = engine::records::new_record(of, record, fields.to_vec());
        self.commit(Label::Create(of), vec![Part::Cells(cells)])
    }

    fn commit(&self, label: Label, parts: Vec<Part<Vec<Rows>>>) -> u64 {
        let build = |_: &Workspace, stamp| Ok(Operation { stamp, label: label.clone(), parts: parts.clone() });
        pollster::block_on(self.book.commit(self.tick(), build)).expect("commits").seq
    }

    /// The undo, and the records that it names as staying.
    fn undo(&self, seq: u64) -> (u64, Vec<Place>) {
        let (done, mut kept) = pollster::block_on(self.book.undo_telling(self.tick(), seq)).expect("undoes");
        kept.sort_unstable();
        (done.seq, kept)
    }

    fn value(&self, of: CollectionId, record: u128, field: FieldId) -> Value {
        self.book.state().workspace.value(of, RecordId(record), field)
    }

    fn live(&self, of: CollectionId) -> Vec<u128> {
        let state = self.book.state();
        let Some(table) = state.workspace.table(of) else { return Vec::new() };
        let mut live: Vec<u128> = table.alive_rows().map(|row| state.workspace.ids.id(table.handle(row)).0).collect();
        live.sort_unstable();
        live
    }
}

fn text(collection: CollectionId, record: RecordId, field: FieldId, text: &str) -> Cell {
    Cell { collection, record, field, value: Value::Text(text.into()) }
}

fn alive(of: CollectionId, record: u128) -> Place {
    (of, RecordId(record), FieldId::ALIVE)
}

#[test]
fn what_was_edited_since_stays_with_what_it_hangs_on_and_its_parts_and_is_named() {
    let desk = Desk::new();
    let import = desk.import(4, &[]);
    desk.write(vec![text(order::ID, RecordId(ORDERS + 1), order::NUMBER.id, "mine")]);
    desk.write(vec![text(customer::ID, RecordId(CUSTOMERS + 2), customer::PHONE.id, "123")]);
    let (undo, kept) = desk.undo(import);
    let stay = [alive(customer::ID, CUSTOMERS + 1), alive(customer::ID, CUSTOMERS + 2)];
    assert_eq!(kept, [&stay[..], &[alive(order::ID, ORDERS + 1), alive(order_line::ID, LINES + 1)]].concat());
    assert_eq!(desk.live(customer::ID), [CUSTOMERS + 1, CUSTOMERS + 2]);
    assert_eq!((desk.live(order::ID), desk.live(order_line::ID)), (vec![ORDERS + 1], vec![LINES + 1]));
    // And back: what went comes back, what stayed is as it was.
    let (redo, _) = desk.undo(undo);
    assert_eq!((desk.live(customer::ID).len(), desk.live(order_line::ID).len()), (4, 4));
    assert_eq!(desk.value(order::ID, ORDERS + 1, order::NUMBER.id), Value::Text("mine".into()));
    // Once more away with what came back; one of them was written to meanwhile.
    desk.write(vec![text(customer::ID, RecordId(CUSTOMERS), customer::PHONE.id, "9")]);
    let (_, kept) = desk.undo(redo);
    assert_eq!(kept, [alive(customer::ID, CUSTOMERS)]);
    assert_eq!(desk.live(customer::ID), [CUSTOMERS, CUSTOMERS + 1, CUSTOMERS + 2]);
}

#[test]
fn an_edit_that_was_taken_back_keeps_nothing() {
    let desk = Desk::new();
    let import = desk.import(2, &[]);
    let edit = desk.write(vec![text(customer::ID, RecordId(CUSTOMERS), customer::PHONE.id, "123")]);
    desk.undo(edit);
    let (_, kept) = desk.undo(import);
    assert_eq!((kept, desk.live(customer::ID)), (vec![], vec![]));
}

#[test]
fn what_a_later_record_hangs_on_stays_until_that_one_goes() {
    let desk = Desk::new();
    let import = desk.import(2, &[]);
    let whose = Value::Reference(RecordId(CUSTOMERS));
    desk.create(task::ID, 9, &[(task::CUSTOMER.id, whose), (task::NAME.id, Value::Text("call".into()))]);
    assert_eq!(desk.undo(import).1, [alive(customer::ID, CUSTOMERS)]);
    assert_eq!(desk.live(order::ID), [0_u128; 0]);
    let desk = Desk::new();
    let import = desk.import(2, &[]);
    desk.create(order_line::ID, 9, &[(order_line::ORDER.id, Value::Reference(RecordId(ORDERS)))]);
    desk.undo(import);
    assert_eq!((desk.live(customer::ID), desk.live(order::ID)), (vec![CUSTOMERS], vec![ORDERS]));
    assert_eq!(desk.live(order_line::ID), [9, LINES]);
}

#[test]
fn the_undo_of_a_new_record_leaves_one_that_was_written_to_whole() {
    let desk = Desk::new();
    let name = (customer::NAME.id, Value::Text("Acme".into()));
    let seq = desk.create(customer::ID, 1, &[name.clone(), (customer::PHONE.id, Value::Text("1".into()))]);
    desk.write(vec![text(customer::ID, RecordId(1), customer::REMARK.id, "late")]);
    assert_eq!(desk.undo(seq).1, [alive(customer::ID, 1)]);
    assert_eq!(desk.live(customer::ID), [1]);
    assert_eq!(desk.value(customer::ID, 1, customer::PHONE.id), Value::Text("1".into()));
    // A tag counts, too.
    let seq = desk.create(customer::ID, 2, std::slice::from_ref(&name));
    let value = Value::Set(SetEdit::adding([RecordId(77)]));
    desk.write(vec![Cell { collection: customer::ID, record: RecordId(2), field: customer::TAGS.id, value }]);
    assert_eq!(desk.undo(seq).1, [alive(customer::ID, 2)]);
    // One in the trash keeps what it says.
    let seq = desk.create(customer::ID, 3, &[name]);
    let gone = Part::Alive { collection: customer::ID, records: vec![RecordId(3)], alive: false };
    desk.commit(Label::Delete(customer::ID, 1), vec![gone]);
    assert_eq!(desk.undo(seq).1, [alive(customer::ID, 3)]);
    assert_eq!(desk.value(customer::ID, 3, customer::NAME.id), Value::Text("Acme".into()));
}

/// A small generator of its own, so that a failing seed stays a failing seed.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u128) -> u128 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u128::from(self.0 >> 33) % n
    }
}

#[test]
fn whatever_is_done_between_an_import_and_its_undo_nothing_of_it_is_lost() {
    const COUNT: u128 = 6;
    for seed in 0..150 {
        let mut random = Random(seed);
        let desk = Desk::new();
        for old in 1..4 {
            desk.create(customer::ID, old, &[(customer::NAME.id, Value::Text(format!("old {old}")))]);
        }
        let records = vec![RecordId(1), RecordId(2)];
        desk.commit(
            Label::Delete(customer::ID, 2),
            vec![Part::Alive { collection: customer::ID, records, alive: false }],
        );
        let import = desk.import(COUNT, &[RecordId(1), RecordId(2)]);
        let of = [(customer::ID, CUSTOMERS), (order::ID, ORDERS), (order_line::ID, LINES)];
        let mut brought: HashSet<(CollectionId, u128)> =
            of.iter().flat_map(|(of, first)| (0..COUNT).map(move |n| (*of, first + n))).collect();
        brought.extend([(customer::ID, 1), (customer::ID, 2)]);
        let mut touched: HashSet<(CollectionId, u128)> = HashSet::new();
        // Of each record that was made since: what it hangs on.
        let mut made: HashMap<(CollectionId, u128), (CollectionId, u128)> = HashMap::new();
        for step in 0..random.below(7) {
            let n = random.below(COUNT);
            match random.below(6) {
                0 => {
                    let who = if n < 2 { n + 1 } else { CUSTOMERS + n };
                    desk.write(vec![text(customer::ID, RecordId(who), customer::PHONE.id, "1")]);
                    touched.insert((customer::ID, who));
                }
                1 => {
                    desk.write(vec![text(order::ID, RecordId(ORDERS + n), order::NUMBER.id, "x")]);
                    touched.insert((order::ID, ORDERS + n));
                }
                2 => {
                    let seq = desk.write(vec![text(order_line::ID, RecordId(LINES + n), FieldId(0x8001), "1")]);
                    desk.undo(seq);
                }
                3 => {
                    let whose = Value::Reference(RecordId(CUSTOMERS + n));
                    desk.create(contact::ID, 100 + step, &[(contact::CUSTOMER.id, whose)]);
                    made.insert((contact::ID, 100 + step), (customer::ID, CUSTOMERS + n));
                }
                4 => {
                    let whose = Value::Reference(RecordId(ORDERS + n));
                    let seq = desk.create(order_line::ID, 200 + step, &[(order_line::ORDER.id, whose)]);
                    if random.below(2) == 0 {
                        desk.undo(seq);
                    } else {
                        made.insert((order_line::ID, 200 + step), (order::ID, ORDERS + n));
                    }
                }
                _ => {
                    let value = Value::Set(SetEdit::adding([RecordId(77)]));
                    let record = RecordId(CUSTOMERS + n);
                    desk.write(vec![Cell { collection: customer::ID, record, field: customer::TAGS.id, value }]);
                    touched.insert((customer::ID, CUSTOMERS + n));
                }
            }
        }
        // What must stay: what was written to, what the new hangs on, the customers of orders, and the lines of orders.
        let mut stay = touched.clone();
        stay.extend(made.values().copied().chain(made.keys().copied()));
        let orders: Vec<u128> = stay.iter().filter(|at| at.0 == order::ID).map(|at| at.1 - ORDERS).collect();
        stay.extend(orders.iter().flat_map(|n| [(customer::ID, CUSTOMERS + n), (order_line::ID, LINES + n)]));
        stay.insert((customer::ID, 3));
        let facts = |(of, record): (CollectionId, u128)| {
            let state = desk.book.state();
            let (table, row) = state.workspace.find(of, RecordId(record)).expect("there");
            table.cells(row, &state.workspace.ids)
        };
        let before: Vec<_> = stay.iter().map(|at| facts(*at)).collect();
        let (undo, kept) = desk.undo(import);
        for of in [customer::ID, order::ID, order_line::ID, contact::ID] {
            let mut wanted: Vec<u128> = stay.iter().filter(|at| at.0 == of).map(|at| at.1).collect();
            wanted.sort_unstable();
            assert_eq!(desk.live(of), wanted, "seed {seed}, {of:?}");
        }
        let after: Vec<_> = stay.iter().map(|at| facts(*at)).collect();
        assert_eq!(after, before, "seed {seed}: what stays does so whole");
        // One that came back from the trash and stays keeps what the import wrote; where it goes, its cells go back.
        let named: HashSet<(CollectionId, u128)> = kept.iter().map(|at| (at.0, at.1.0)).collect();
        assert_eq!(named, brought.intersection(&stay).copied().collect(), "seed {seed}");
        assert_eq!(kept.len(), named.len(), "seed {seed}: each is named once");
        let (redo, _) = desk.undo(undo);
        assert_eq!(desk.live(customer::ID).len() as u128, COUNT + 3, "seed {seed}");
        desk.undo(redo);
        let lives: HashSet<u128> = desk.live(customer::ID).into_iter().collect();
        assert!(stay.iter().filter(|at| at.0 == customer::ID).all(|at| lives.contains(&at.1)), "seed {seed}");
    }
}
