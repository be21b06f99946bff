//! The book in memory, and the one function that changes it.

use crate::cell::State;
use crate::changes::{Change, Changes};
use crate::dues::{Ledger, Owing};
use crate::few::Few;
use crate::ids::{Handle, Ids, is_apart};
use crate::live::Touched;
use crate::looked::{Looked, Notes};
use crate::manifest::Segment;
use crate::owed::Owed;
use crate::rows::{Rows, SEGMENT_ROWS_MAX};
use crate::table::Table;
use model::schema::{self, FromValue, Key, customer, order, payment, payment_plan};
use model::{Cell, CollectionId, Day, FieldId, Operation, Part, RecordId, Seen, Stamp, Value};
use std::cell::RefCell;
use std::rc::Rc;

/// A part of an operation whose new records are at hand.
pub type MemoryPart = Part<Vec<Rows>>;

/// What was made for whoever asked first, and of which version.
type Kept<K, T> = RefCell<Option<(K, Rc<T>)>>;

/// All collections, known ones and those of newer versions.
#[derive(Default)]
pub struct Workspace {
    /// Every record id in use.
    pub ids: Ids,
    tables: Few<CollectionId, Table>,
    version: u64,
    scored_version: u64,
    changes: Changes,
    touched: Touched,
    /// Grows when orders, payments or instalments come or go, or are of another order.
    owed_version: u64,
    ledger: Kept<u64, Ledger>,
    pub(crate) notes: Notes,
    owing: Kept<u64, Owing>,
    owed: Kept<(u64, Day), Owed>,
}

/// Whether a changed cell concerns which payments are whose.
fn is_of_ledger(collection: CollectionId, field: FieldId) -> bool {
    match collection {
        order::ID => field == FieldId::ALIVE,
        payment::ID => [FieldId::ALIVE, payment::ORDER.id].contains(&field),
        payment_plan::ID => [FieldId::ALIVE, payment_plan::ORDER.id].contains(&field),
        _ => false,
    }
}

/// What was made at a version, made anew where that is another one now.
fn kept<K: PartialEq, T>(place: &Kept<K, T>, version: K, make: impl FnOnce() -> T) -> Rc<T> {
    let known = place.borrow().as_ref().filter(|(of, _)| *of == version).map(|(_, it)| it.clone());
    known.unwrap_or_else(|| {
        let made = Rc::new(make());
        place.replace(Some((version, made.clone())));
        made
    })
}

impl Workspace {
    /// Grows with every change: answers computed at an equal version are equal.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Grows with every change that scores depend on.
    pub fn scored_version(&self) -> u64 {
        self.scored_version
    }

    /// Makes the version larger than that of the workspace this one replaces.
    pub(crate) fn age(&mut self, version: u64) {
        self.version += version + 1;
        self.scored_version += version + 1;
        self.changes.lose(self.version);
        self.touched.lose(self.scored_version);
        self.notes.change_all(self.version);
    }

    /// The payments and instalments of all orders, put together for whoever asks first.
    pub fn ledger(&self) -> Rc<Ledger> {
        self.look_at_owed();
        kept(&self.ledger, self.owed_version, || Ledger::of(self))
    }

    /// What customers owe, put together for whoever asks first.
    pub(crate) fn owing(&self) -> Rc<Owing> {
        kept(&self.owing, self.newest_of_owed(), || Owing::of(self))
    }

    /// What is still to come of orders by how long it has been due on a day, put together for whoever asks first.
    pub(crate) fn owed(&self, today: Day) -> Rc<Owed> {
        kept(&self.owed, (self.newest_of_owed(), today), || Owed::of(self, today))
    }

    /// When orders, payments or instalments changed last.
    fn newest_of_owed(&self) -> u64 {
        self.look_at_owed().map(|at| self.notes.newest(at)).into_iter().max().unwrap_or(0)
    }

    /// Known already, it is not read anew; what was made of it depends on them all the same.
    fn look_at_owed(&self) -> [Looked; 3] {
        let looked = [order::ID, payment::ID, payment_plan::ID].map(Looked::at);
        looked.into_iter().for_each(|at| self.notes.note(at));
        looked
    }

    /// Customers whose orders changed lately.
    pub(crate) fn touched(&self) -> &Touched {
        &self.touched
    }

    /// What was written to records after a version; `None` where that is not known: look at everything anew. Records added since stand at the
    /// end of their tables, and deleted ones are still there: neither is told.
    pub fn changed_since(&self, version: u64) -> Option<impl Iterator<Item = Change>> {
        self.changes.since(version)
    }

    /// A collection's records; `None` while it never had one.
    pub fn table(&self, collection: CollectionId) -> Option<&Table> {
        self.notes.note(Looked::at(collection));
        self.tables.get(&collection)
    }

    /// Every collection that ever had a record.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.notes.note(Looked::ALL);
        self.tables.iter().map(|(_, table)| table)
    }

    /// For bookkeeping of segments only; records change through [`Workspace::apply`].
    pub(crate) fn table_mut(&mut self, collection: CollectionId) -> &mut Table {
        self.tables.get_or(collection, || Table::new(collection))
    }

    /// Carries out an operation of the only device that writes. [`Workspace::merge`] is for those of several.
    pub fn apply(&mut self, operation: &Operation<Vec<Rows>>) {
        self.merge(operation, &Seen::default());
    }

    /// Carries out an operation whose writer had seen these writes of other devices. Each cell merges by its field's rule, so operations may come in
    /// any order and more than once. This is the only way in which records change.
    pub fn merge(&mut self, operation: &Operation<Vec<Rows>>, seen: &Seen) {
        self.merge_some(operation, seen, |_| true);
    }

    /// [`Workspace::merge`], but only what it does to records of some collections.
    pub(crate) fn merge_some(
        &mut self,
        operation: &Operation<Vec<Rows>>,
        seen: &Seen,
        wanted: fn(CollectionId) -> bool,
    ) {
        let mut place = 0;
        for part in &operation.parts {
            match part {
                Part::Cells(cells) => {
                    for cell in cells {
                        if wanted(cell.collection) {
                            self.set(cell, operation.stamp, seen.at(place));
                        }
                        place += 1;
                    }
                }
                Part::Many(many) if wanted(many.collection) => {
                    many.cells().zip(many.all_seen()).for_each(|(cell, seen)| self.set(&cell, operation.stamp, &seen));
                }
                Part::Many(_) => {}
                Part::Rows(pieces) => pieces.iter().for_each(|rows| self.extend(rows.clone(), None, false)),
                Part::Alive { collection, records, alive } => {
                    for &record in records {
                        let value = Value::Bool(*alive);
                        let cell = Cell { collection: *collection, record, field: FieldId::ALIVE, value };
                        if wanted(*collection) {
                            self.set(&cell, operation.stamp, seen.at(place));
                        }
                        place += 1;
                    }
                }
            }
        }
        self.version += 1;
    }

    /// Makes room for the ids of segments that will be added, the first so many of which have no record in common.
    pub(crate) fn expect(&mut self, segments: &[Segment], apart: usize) {
        let (mut listed, mut unlisted) = (0, 0);
        for (at, segment) in segments.iter().enumerate() {
            let rows = (segment.rows as usize).min(SEGMENT_ROWS_MAX);
            *if at < apart && is_apart(segment.collection) { &mut unlisted } else { &mut listed } += rows;
        }
        self.ids.reserve(listed, unlisted);
    }

    /// Adds packed rows that came from (or went to) a segment on disk. `apart`: none of the records is in memory.
    pub(crate) fn extend(&mut self, rows: Rows, segment: Option<u64>, apart: bool) {
        let concerned = [order::ID, customer::ID].contains(&rows.collection);
        self.owed_version += u64::from([order::ID, payment::ID, payment_plan::ID].contains(&rows.collection));
        let table = self.tables.get_or(rows.collection, || Table::new(rows.collection));
        let (of, after) = (rows.collection, table.len() as usize + rows.len());
        table.extend(rows, segment, apart, &mut self.ids);
        self.version += 1;
        self.notes.change(of, self.version);
        // Rows that were there already took over some of these cells.
        if table.len() as usize != after {
            self.changes.lose(self.version);
        }
        self.scored_version += 1;
        if concerned {
            self.touched.lose(self.scored_version);
        }
    }

    fn set(&mut self, cell: &Cell, stamp: Stamp, seen: &[Stamp]) {
        let table = self.tables.get_or(cell.collection, || Table::new(cell.collection));
        let row = table.row(cell.record, &mut self.ids);
        // Whether it shows something else or not: stamps are read, too.
        self.notes.change(cell.collection, self.version + 1);
        let concerned = crate::scoring::concerns(cell.collection, cell.field);
        let is_order = concerned && cell.collection == order::ID;
        let before = if is_order { crate::live::counting(table, row) } else { None };
        if table.set(row, cell.field, &cell.value, stamp, seen, &mut self.ids) {
            if concerned {
                self.scored_version += 1;
                if is_order {
                    self.touched.order(self.scored_version, before, crate::live::counting(table, row));
                } else if ![schema::product::ID, schema::order_line::ID].contains(&cell.collection) {
                    let customer = (cell.collection == customer::ID).then(|| table.handle(row));
                    self.touched.other(self.scored_version, customer);
                }
            }
            self.owed_version += u64::from(is_of_ledger(cell.collection, cell.field));
            if cell.field != FieldId::ALIVE {
                let version = self.version + 1;
                self.changes.push(Change { version, collection: cell.collection, row, field: cell.field });
            }
        }
    }

    /// Where a record is, whether alive or not.
    pub fn find(&self, collection: CollectionId, record: RecordId) -> Option<(&Table, u32)> {
        // First, so that it is noted of records that are not there yet, too.
        let table = self.table(collection)?;
        Some((table, self.ids.find_row(record, collection)?))
    }

    /// Where a living record is.
    pub fn find_alive(&self, collection: CollectionId, record: RecordId) -> Option<(&Table, u32)> {
        self.find(collection, record).filter(|(table, row)| table.is_alive(*row))
    }

    /// What stands in a cell; [`Value::Empty`] where nothing does.
    pub fn value(&self, collection: CollectionId, record: RecordId, field: FieldId) -> Value {
        match self.find(collection, record) {
            Some((table, row)) => table.value(row, field, &self.ids),
            None if field == FieldId::ALIVE => Value::Bool(false),
            None => Value::Empty,
        }
    }

    /// The stamp of a cell.
    pub fn stamp(&self, collection: CollectionId, record: RecordId, field: FieldId) -> Stamp {
        self.find(collection, record).map_or(Stamp::ZERO, |(table, row)| table.stamp(row, field))
    }

    /// All that merging knows of a cell.
    pub fn state(&self, collection: CollectionId, record: RecordId, field: FieldId) -> State {
        self.find(collection, record).map_or_else(State::default, |(table, row)| table.state(row, field, &self.ids))
    }

    /// A field of a record, typed.
    pub fn get<T: FromValue>(&self, collection: CollectionId, record: RecordId, key: Key<T>) -> Option<T> {
        T::from_value(self.value(collection, record, key.id))
    }

    /// Living records of a collection whose reference field points at `to`.
    pub fn referring(&self, collection: CollectionId, key: Key<RecordId>, to: Handle) -> Vec<u32> {
        let Some(table) = self.table(collection) else { return Vec::new() };
        let Some(column) = table.column(key.id) else { return Vec::new() };
        (0..table.len()).filter(|&row| column.reference(row) == Some(to) && table.is_alive(row)).collect()
    }
}
