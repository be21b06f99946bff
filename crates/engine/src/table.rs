//! All records of one collection in memory: columns, who is alive, and the stamp of every cell.

use crate::column::Column;
use crate::ids::{Handle, Ids};
use crate::rows::Rows;
use hashbrown::HashMap;
use model::schema::Key;
use model::{CollectionId, FieldId, RecordId, Stamp, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Rows in memory that one segment on disk holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The segment.
    pub segment: u64,
    /// Its first row.
    pub from: u32,
    /// The row after its last.
    pub to: u32,
}

/// What [`Table::rollback`] needs.
#[derive(Debug)]
pub struct FoldPlan {
    spans: Vec<Span>,
    dirty: BTreeSet<u64>,
}

/// The records of one collection.
#[derive(Debug)]
pub struct Table {
    collection: CollectionId,
    handles: Vec<Handle>,
    columns: Vec<(FieldId, Column)>,
    sparse: BTreeMap<FieldId, BTreeMap<u32, Value>>,
    alive: Vec<bool>,
    live: u32,
    stamps: Vec<Stamp>,
    row_stamps: Vec<u32>,
    cell_stamps: HashMap<(u32, FieldId), u32>,
    spans: Vec<Span>,
    dirty: BTreeSet<u64>,
}

impl Table {
    /// No records.
    pub fn new(collection: CollectionId) -> Self {
        Table {
            collection,
            handles: Vec::new(),
            columns: Vec::new(),
            sparse: BTreeMap::new(),
            alive: Vec::new(),
            live: 0,
            stamps: vec![Stamp::ZERO],
            row_stamps: Vec::new(),
            cell_stamps: HashMap::new(),
            spans: Vec::new(),
            dirty: BTreeSet::new(),
        }
    }

    /// Its collection.
    pub fn collection(&self) -> CollectionId {
        self.collection
    }

    /// Rows, deleted ones included.
    pub fn len(&self) -> u32 {
        self.handles.len() as u32
    }

    /// True for no rows.
    pub fn is_empty(&self) -> bool {
        self.handles.is_empty()
    }

    /// Records that are not deleted.
    pub fn live(&self) -> u32 {
        self.live
    }

    /// Whether a row is not deleted.
    pub fn is_alive(&self, row: u32) -> bool {
        self.alive.get(row as usize).copied().unwrap_or(false)
    }

    /// Rows that are not deleted.
    pub fn alive_rows(&self) -> impl Iterator<Item = u32> {
        self.alive.iter().enumerate().filter(|(_, alive)| **alive).map(|(row, _)| row as u32)
    }

    /// Whose row it is.
    pub fn handle(&self, row: u32) -> Handle {
        self.handles.get(row as usize).copied().unwrap_or(crate::ids::NOWHERE)
    }

    /// A field's column, if any record ever had a value there.
    pub fn column(&self, field: FieldId) -> Option<&Column> {
        self.columns.iter().find(|(id, _)| *id == field).map(|(_, column)| column)
    }

    /// The fields that have a column.
    pub fn columns(&self) -> impl Iterator<Item = (FieldId, &Column)> {
        self.columns.iter().map(|(field, column)| (*field, column))
    }

    /// The text of a field; empty where there is none.
    pub fn text(&self, row: u32, key: Key<String>) -> &str {
        match self.sparse.get(&key.id).and_then(|cells| cells.get(&row)) {
            Some(value) => value.text().unwrap_or(""),
            None => self.column(key.id).map_or("", |column| column.text(row)),
        }
    }

    /// The value of a cell, whatever the field.
    pub fn value(&self, row: u32, field: FieldId, ids: &Ids) -> Value {
        if field == FieldId::ALIVE {
            return Value::Bool(self.is_alive(row));
        }
        match self.sparse.get(&field).and_then(|cells| cells.get(&row)) {
            Some(value) => value.clone(),
            None => self.column(field).map_or(Value::Empty, |column| column.get(row, ids)),
        }
    }

    /// All cells of a row that are not empty.
    pub fn cells(&self, row: u32, ids: &Ids) -> Vec<(FieldId, Value)> {
        let cells = self.fields().into_iter().map(|field| (field, self.value(row, field, ids)));
        cells.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The fields that any row ever had a value in.
    pub fn fields(&self) -> BTreeSet<FieldId> {
        self.columns.iter().map(|(field, _)| *field).chain(self.sparse.keys().copied()).collect()
    }

    /// The stamp of a cell.
    pub fn stamp(&self, row: u32, field: FieldId) -> Stamp {
        let own = self.cell_stamps.get(&(row, field)).copied();
        let at = own.or_else(|| self.row_stamps.get(row as usize).copied()).unwrap_or(0);
        self.stamps[at as usize]
    }

    /// The stamp of the operation that added a row.
    pub fn row_stamp(&self, row: u32) -> Stamp {
        self.row_stamps.get(row as usize).map_or(Stamp::ZERO, |&at| self.stamps[at as usize])
    }

    /// Where a record's row is, made if need be (not alive, without a stamp).
    pub fn row(&mut self, record: RecordId, ids: &mut Ids) -> u32 {
        let handle = ids.intern(record);
        ids.row(handle, self.collection).unwrap_or_else(|| {
            let row = self.len();
            self.handles.push(handle);
            self.alive.push(false);
            self.row_stamps.push(0);
            ids.set_place(handle, self.collection, row);
            row
        })
    }

    /// Writes a cell if its stamp is later than the cell's; says whether it did.
    pub fn set(&mut self, row: u32, field: FieldId, value: &Value, stamp: Stamp, ids: &mut Ids) -> bool {
        if stamp <= self.stamp(row, field) {
            return false;
        }
        let at = self.stamp_index(stamp);
        self.cell_stamps.insert((row, field), at);
        if let Some(span) = self.span(row) {
            self.dirty.insert(span.segment);
        }
        if field == FieldId::ALIVE {
            self.set_alive(row, *value == Value::Bool(true));
        } else {
            self.write(row, field, value, ids);
        }
        true
    }

    fn write(&mut self, row: u32, field: FieldId, value: &Value, ids: &mut Ids) {
        // A text or a set of nothing is an empty cell, on disk as in memory.
        let nothing = matches!(value, Value::Text(text) if text.is_empty())
            || matches!(value, Value::References(ids) if ids.is_empty())
            || matches!(value, Value::Bytes(bytes) if bytes.is_empty());
        let value = if nothing { &Value::Empty } else { value };
        let at = match self.columns.iter().position(|(id, _)| *id == field) {
            Some(at) => Some(at),
            None => Column::for_value(value).map(|column| {
                self.columns.push((field, column));
                self.columns.len() - 1
            }),
        };
        let fits = at.is_some_and(|at| self.columns[at].1.set(row, value, ids));
        if fits || value.is_empty() {
            if let Some(cells) = self.sparse.get_mut(&field) {
                cells.remove(&row);
            }
        } else {
            self.sparse.entry(field).or_default().insert(row, value.clone());
        }
    }

    fn set_alive(&mut self, row: u32, alive: bool) {
        let cell = &mut self.alive[row as usize];
        self.live = self.live + u32::from(alive) - u32::from(*cell);
        *cell = alive;
    }

    fn stamp_index(&mut self, stamp: Stamp) -> u32 {
        // Almost always the newest, so the search runs from the back.
        self.stamps.iter().rposition(|&known| known == stamp).unwrap_or_else(|| {
            self.stamps.push(stamp);
            self.stamps.len() - 1
        }) as u32
    }

    fn span(&self, row: u32) -> Option<Span> {
        let at = self.spans.partition_point(|span| span.to <= row);
        self.spans.get(at).copied().filter(|span| span.from <= row)
    }

    /// Appends packed rows; `segment` names the piece of disk they came from or went to. Rows whose record is in
    /// the table already are merged cell by cell instead.
    pub fn extend(&mut self, rows: &Rows, segment: Option<u64>, ids: &mut Ids) {
        let known = rows.ids().any(|id| ids.find(id).is_some_and(|handle| ids.row(handle, self.collection).is_some()));
        if known { self.merge(rows, ids) } else { self.append(rows, segment, ids) }
    }

    fn append(&mut self, rows: &Rows, segment: Option<u64>, ids: &mut Ids) {
        let (from, len) = (self.handles.len(), rows.len());
        ids.reserve(len);
        for (row, id) in rows.ids().enumerate() {
            let handle = ids.intern(id);
            ids.set_place(handle, self.collection, (from + row) as u32);
            self.handles.push(handle);
        }
        self.alive.resize(from + len, true);
        self.live += len as u32;
        for (field, packed) in &rows.columns {
            let at = self.columns.iter().position(|(id, _)| id == field).unwrap_or_else(|| {
                self.columns.push((*field, packed.column()));
                self.columns.len() - 1
            });
            if !self.columns[at].1.extend(from, packed, ids) {
                // A field that changed its kind between versions: kept cell by cell.
                let mut column = packed.column();
                column.extend(0, packed, ids);
                let cells = self.sparse.entry(*field).or_default();
                let values = (0..len).map(|row| (row, column.get(row as u32, ids)));
                cells.extend(values.filter(|cell| !cell.1.is_empty()).map(|cell| ((from + cell.0) as u32, cell.1)));
            }
        }
        for (field, cells) in &rows.sparse {
            let into = self.sparse.entry(*field).or_default();
            into.extend(cells.iter().map(|(row, value)| (from as u32 + row, value.clone())));
        }
        let stamps: Vec<u32> = rows.stamps.iter().map(|&stamp| self.stamp_index(stamp)).collect();
        let first = stamps.first().copied().unwrap_or(0);
        let of = |at: u32| stamps.get(at as usize).copied().unwrap_or(first);
        match rows.row_stamps.is_empty() {
            true => self.row_stamps.resize(from + len, first),
            false => self.row_stamps.extend(rows.row_stamps.iter().map(|&at| of(at))),
        }
        let cells = rows.cell_stamps.iter().filter(|cell| (cell.0 as usize) < len);
        self.cell_stamps.extend(cells.map(|&(row, field, at)| ((from as u32 + row, field), of(at))));
        for &row in rows.dead.iter().filter(|&&row| (row as usize) < len) {
            self.set_alive(from as u32 + row, false);
        }
        if let Some(segment) = segment {
            self.spans.push(Span { segment, from: from as u32, to: (from + len) as u32 });
        }
    }

    fn merge(&mut self, rows: &Rows, ids: &mut Ids) {
        let mut other = Table::new(self.collection);
        let mut other_ids = Ids::default();
        other.append(rows, None, &mut other_ids);
        for (at, id) in rows.ids().enumerate() {
            let (at, row) = (at as u32, self.row(id, ids));
            self.set(row, FieldId::ALIVE, &Value::Bool(other.is_alive(at)), other.stamp(at, FieldId::ALIVE), ids);
            for (field, value) in other.cells(at, &other_ids) {
                self.set(row, field, &value, other.stamp(at, field), ids);
            }
        }
    }

    /// Rows `from..to` in disk form.
    pub fn pack(&self, from: u32, to: u32, ids: &Ids) -> Rows {
        let mut rows = Rows::new(self.collection, Stamp::ZERO, (from..to).map(|row| ids.id(self.handle(row))));
        let packed = |column: &Column| column.pack(from as usize, to as usize, ids);
        rows.columns = self.columns.iter().filter_map(|(field, column)| Some((*field, packed(column)?))).collect();
        for (field, cells) in &self.sparse {
            let cells: Vec<_> = cells.range(from..to).map(|(row, value)| (row - from, value.clone())).collect();
            if !cells.is_empty() {
                rows.sparse.push((*field, cells));
            }
        }
        rows.dead = (from..to).filter(|&row| !self.is_alive(row)).map(|row| row - from).collect();
        let mut used: BTreeMap<u32, u32> = BTreeMap::new();
        let mut stamps = Vec::new();
        let mut local = |at: u32| {
            *used.entry(at).or_insert_with(|| {
                stamps.push(self.stamps[at as usize]);
                stamps.len() as u32 - 1
            })
        };
        rows.row_stamps = (from..to).map(|row| local(self.row_stamps[row as usize])).collect();
        let mut cells: Vec<_> = self.cell_stamps.iter().filter(|cell| (from..to).contains(&cell.0.0)).collect();
        cells.sort_unstable();
        rows.cell_stamps = cells.into_iter().map(|(&(row, field), &at)| (row - from, field, local(at))).collect();
        if rows.row_stamps.iter().all(|&at| at == 0) {
            rows.row_stamps.clear();
        }
        rows.stamps = stamps;
        rows
    }

    /// Starts to bring the segments up to date: names the segments that are out of date (or all, if `all`) and the row
    /// ranges to be written in their place under the ids that `next` gives. Edits made from now on count against
    /// the new segments; [`Table::rollback`] takes it back if the writing fails.
    pub fn begin_fold(&mut self, all: bool, mut next: impl FnMut() -> u64) -> (FoldPlan, Vec<Span>) {
        let plan = FoldPlan { spans: self.spans.clone(), dirty: std::mem::take(&mut self.dirty) };
        let mut written = Vec::new();
        for span in &mut self.spans {
            if all || plan.dirty.contains(&span.segment) {
                span.segment = next();
                written.push(*span);
            }
        }
        let mut from = self.spans.last().map_or(0, |span| span.to);
        while from < self.len() {
            let to = self.len().min(from + crate::rows::SEGMENT_ROWS_MAX as u32);
            written.push(Span { segment: next(), from, to });
            self.spans.extend(written.last());
            from = to;
        }
        (plan, written)
    }

    /// Takes a fold back: the segments are as out of date as before, or more.
    pub fn rollback(&mut self, plan: FoldPlan) {
        for (old, new) in plan.spans.iter().zip(&self.spans) {
            if self.dirty.contains(&new.segment) || plan.dirty.contains(&old.segment) {
                self.dirty.insert(old.segment);
            }
        }
        self.spans = plan.spans;
    }

    /// Where each segment's rows are.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }
}
