//! All records of one collection in memory: columns, who is alive, and the stamp of every cell.

mod fold;
mod wanted;

pub use fold::FoldPlan;

use crate::cell::{Kept, Side, State, is_nothing};
use crate::column::Column;
use crate::few::{Few, sort_few};
use crate::ids::{Handle, Ids, any_twice};
use crate::ints::Ints;
use crate::rows::Rows;
use crate::sparse::Sparse;
use crate::texts::Text;
use model::schema::Key;
use model::{CollectionId, DeviceId, FieldId, Merge, RecordId, Stamp, Value};
use std::collections::BTreeMap;

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

/// The records of one collection.
#[derive(Debug)]
pub struct Table {
    collection: CollectionId,
    handles: Ints,
    columns: Vec<(FieldId, Column)>,
    sparse: Few<FieldId, Sparse<Value>>,
    /// 1 for a record that is not deleted.
    alive: Ints,
    live: u32,
    turns: u64,
    stamps: Vec<Stamp>,
    row_stamps: Ints,
    /// For each field which of `stamps` its cells carry that have another one than their row.
    cell_stamps: Few<FieldId, Ints>,
    sides: Few<FieldId, Sparse<Side>>,
    spans: Vec<Span>,
    dirty: Few<u64>,
}

impl Table {
    /// No records.
    pub fn new(collection: CollectionId) -> Self {
        Table {
            collection,
            handles: Ints::default(),
            columns: Vec::new(),
            sparse: Few::default(),
            alive: Ints::default(),
            live: 0,
            turns: 0,
            stamps: vec![Stamp::ZERO],
            row_stamps: Ints::default(),
            cell_stamps: Few::default(),
            sides: Few::default(),
            spans: Vec::new(),
            dirty: Few::default(),
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
        self.handles.len() == 0
    }

    /// Records that are not deleted.
    pub fn live(&self) -> u32 {
        self.live
    }

    /// How often records were deleted or came back: while it is the same, the same ones live of as many rows.
    pub(crate) fn turns(&self) -> u64 {
        self.turns
    }

    /// Whether a row is not deleted.
    pub fn is_alive(&self, row: u32) -> bool {
        self.alive.get(row as usize) == 1
    }

    /// Whose each row is.
    pub(crate) fn handles(&self) -> &Ints {
        &self.handles
    }

    /// 1 for each row that is not deleted, 0 for others.
    pub(crate) fn alive(&self) -> &Ints {
        &self.alive
    }

    /// Rows that are not deleted.
    pub fn alive_rows(&self) -> impl Iterator<Item = u32> {
        (0..self.len()).filter(|&row| self.is_alive(row))
    }

    /// Whose row it is.
    pub fn handle(&self, row: u32) -> Handle {
        self.handles.find(row).map_or(crate::ids::NOWHERE, |handle| Handle(handle as u32))
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
    pub fn text(&self, row: u32, key: Key<String>) -> Text<'_> {
        match self.sparse.get(&key.id).and_then(|cells| cells.get(row)) {
            Some(value) => Text::Kept(value.text().unwrap_or("")),
            None => self.column(key.id).map_or(Text::Kept(""), |column| column.text(row)),
        }
    }

    /// The value of a cell, whatever the field.
    pub fn value(&self, row: u32, field: FieldId, ids: &Ids) -> Value {
        if field == FieldId::ALIVE {
            return Value::Bool(self.is_alive(row));
        }
        match self.sparse.get(&field).and_then(|cells| cells.get(row)) {
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
    pub fn fields(&self) -> Vec<FieldId> {
        let sparse = self.sparse.keys().filter(|field| self.column(**field).is_none()).copied();
        let mut fields: Vec<FieldId> = self.columns.iter().map(|(field, _)| *field).chain(sparse).collect();
        sort_few(&mut fields, |a, b| a < b);
        fields
    }

    /// The stamp of the value that was written last, or won. A cell that nobody wrote has none: a row that was added wrote only what it had.
    pub fn stamp(&self, row: u32, field: FieldId) -> Stamp {
        match self.cell_stamps.get(&field).and_then(|stamps| stamps.find(row)) {
            Some(at) => self.stamps[at as usize],
            None if field == FieldId::ALIVE || self.has_value(row, field) => self.row_stamp(row),
            None => Stamp::ZERO,
        }
    }

    fn has_value(&self, row: u32, field: FieldId) -> bool {
        self.sparse.get(&field).is_some_and(|cells| cells.get(row).is_some())
            || self.column(field).is_some_and(|column| column.has(row))
    }

    /// All that merging knows of a cell.
    pub fn state(&self, row: u32, field: FieldId, ids: &Ids) -> State {
        State::of(self.value(row, field, ids), self.stamp(row, field), self.side(row, field))
    }

    fn side(&self, row: u32, field: FieldId) -> Option<&Side> {
        self.sides.get(&field)?.get(row)
    }

    /// For each other device that wrote a cell, the newest of its writes as far as known.
    pub fn written_by_others(&self, row: u32, field: FieldId, device: DeviceId) -> Vec<Stamp> {
        let others = self.side(row, field).into_iter().flat_map(|side| side.others.iter().map(|write| write.stamp));
        let stamps = others.chain(Some(self.stamp(row, field)).filter(|stamp| *stamp != Stamp::ZERO));
        stamps.filter(|stamp| stamp.device() != device).collect()
    }

    /// The fields of a row that several devices wrote.
    pub fn contested(&self, row: u32) -> impl Iterator<Item = FieldId> {
        self.sides.iter().filter(move |(_, sides)| sides.get(row).is_some()).map(|(field, _)| *field)
    }

    /// The fields of a row that were written by themselves or hold something, and whether it lives.
    pub fn written(&self, row: u32, ids: &Ids) -> Vec<FieldId> {
        let filled = self.cells(row, ids).into_iter().map(|(field, _)| field);
        let stamped = self.cell_stamps.iter().filter(|(_, stamps)| stamps.find(row).is_some()).map(|(field, _)| *field);
        let mut written: Vec<FieldId> =
            filled.chain(stamped).chain(self.contested(row)).chain([FieldId::ALIVE]).collect();
        sort_few(&mut written, |a, b| a < b);
        written.dedup();
        written
    }

    /// The stamp of the operation that added a row.
    pub fn row_stamp(&self, row: u32) -> Stamp {
        self.row_stamps.find(row).map_or(Stamp::ZERO, |at| self.stamps[at as usize])
    }

    /// Where a record's row is, made if need be (not alive, without a stamp).
    pub fn row(&mut self, record: RecordId, ids: &mut Ids) -> u32 {
        let handle = ids.intern(record);
        ids.row(handle, self.collection).unwrap_or_else(|| {
            let row = self.len();
            self.handles.push(handle.0.into());
            self.alive.push(0);
            self.row_stamps.push(0);
            ids.set_place(handle, self.collection, row);
            row
        })
    }

    /// Takes a write into a cell, whose writer had seen these writes of other devices; says whether the cell shows something else now.
    pub fn set(
        &mut self,
        row: u32,
        field: FieldId,
        value: &Value,
        stamp: Stamp,
        seen: &[Stamp],
        ids: &mut Ids,
    ) -> bool {
        let known = self.stamp(row, field);
        let alone = known == Stamp::ZERO || known.device() == stamp.device();
        if alone && seen.is_empty() && !matches!(value, Value::Set(_)) && self.side(row, field).is_none() {
            // One device so far: the later of its writes is what it wants.
            if stamp <= known {
                return false;
            }
            self.show(row, field, value, stamp, ids);
            return true;
        }
        let was = self.state(row, field, ids);
        let mut state = was.clone();
        state.write(value, stamp, seen);
        state != was && self.keep(row, field, state, ids)
    }

    /// Takes in what another replica knows of a cell.
    fn join(&mut self, row: u32, field: FieldId, other: State, ids: &mut Ids) -> bool {
        let was = self.state(row, field, ids);
        let mut state = was.clone();
        state.join(other);
        state != was && self.keep(row, field, state, ids)
    }

    fn keep(&mut self, row: u32, field: FieldId, state: State, ids: &mut Ids) -> bool {
        let Kept { value, stamp, side } = state.kept(Merge::of(self.collection, field));
        let differs = self.value(row, field, ids) != value;
        self.show(row, field, &value, stamp, ids);
        match side {
            Some(side) => self.sides.get_or(field, Sparse::default).set(row, &side),
            None => self.sides.get_mut(&field).into_iter().for_each(|sides| sides.remove(row)),
        }
        differs
    }

    fn show(&mut self, row: u32, field: FieldId, value: &Value, stamp: Stamp, ids: &mut Ids) {
        let at = self.stamp_index(stamp);
        self.cell_stamps.get_or(field, Ints::default).set(row as usize, at.into());
        if let Some(span) = self.span(row) {
            self.dirty.put(span.segment, ());
        }
        if field == FieldId::ALIVE {
            self.set_alive(row, *value == Value::Bool(true));
        } else {
            self.write(row, field, value, ids);
        }
    }

    fn write(&mut self, row: u32, field: FieldId, value: &Value, ids: &mut Ids) {
        // What reads as nothing is an empty cell, on disk as in memory.
        let value = if is_nothing(value) { &Value::Empty } else { value };
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
                cells.remove(row);
            }
        } else {
            self.sparse.get_or(field, Sparse::default).set(row, value);
        }
    }

    fn set_alive(&mut self, row: u32, alive: bool) {
        self.live = self.live + u32::from(alive) - u32::from(self.is_alive(row));
        self.turns += 1;
        self.alive.set(row as usize, alive.into());
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

    /// Appends packed rows; `segment` names the piece of disk they came from or went to. Rows whose record is in the table already are merged cell by
    /// cell instead; `apart` says that there is none.
    pub fn extend(&mut self, rows: Rows, segment: Option<u64>, apart: bool, ids: &mut Ids) {
        let apart = if apart { ids.append_apart(rows.ids.as_chunks().0, self.collection) } else { None };
        let handles = apart.unwrap_or_else(|| ids.intern_all(rows.ids()));
        let known = |handles: &[Handle]| handles.iter().any(|&handle| ids.row(handle, self.collection).is_some());
        if known(&handles) || any_twice(&handles) {
            self.merge(rows, ids)
        } else {
            self.append(rows, &handles, segment, ids)
        }
    }

    fn append(&mut self, rows: Rows, handles: &[Handle], segment: Option<u64>, ids: &mut Ids) {
        let (from, len) = (self.alive.len(), rows.len());
        ids.set_places(handles, self.collection, from as u32);
        match handles.first() {
            Some(first) if handles.windows(2).all(|two| two[1].0 == two[0].0 + 1) => {
                self.handles.extend_run(from, first.0.into(), 1, len);
            }
            _ => self.handles.extend(from, handles.iter().map(|handle| handle.0.into())),
        }
        self.alive.extend_run(from, 1, 0, len);
        self.live += len as u32;
        for (field, packed) in rows.columns {
            let at = self.columns.iter().position(|(id, _)| *id == field).unwrap_or_else(|| {
                self.columns.push((field, packed.column()));
                self.columns.len() - 1
            });
            if let Err(packed) = self.columns[at].1.extend(from, packed, ids) {
                // A field that changed its kind between versions: kept cell by cell.
                let mut column = packed.column();
                let _ = column.extend(0, packed, ids);
                let values: Vec<(u32, Value)> = (0..len as u32)
                    .map(|row| (row, column.get(row, ids)))
                    .filter(|(_, value)| !value.is_empty())
                    .collect();
                let cells = values.iter().map(|(row, value)| (*row, value));
                self.sparse.get_or(field, Sparse::default).extend(from, len, cells);
            }
        }
        for (field, cells) in &rows.sparse {
            let cells = cells.iter().map(|(row, value)| (*row, value));
            self.sparse.get_or(*field, Sparse::default).extend(from, len, cells);
        }
        let stamps: Vec<u32> = rows.stamps.iter().map(|&stamp| self.stamp_index(stamp)).collect();
        let first = stamps.first().copied().unwrap_or(0);
        let of = |at: u32| stamps.get(at as usize).copied().unwrap_or(first);
        match rows.row_stamps.is_empty() {
            true => self.row_stamps.extend_run(from, first.into(), 0, len),
            false => self.row_stamps.extend(from, rows.row_stamps.iter().map(|&at| of(at).into())),
        }
        for &(row, field, at) in rows.cell_stamps.iter().filter(|cell| (cell.0 as usize) < len) {
            self.cell_stamps.get_or(field, Ints::default).set(from + row as usize, of(at).into());
        }
        for (row, field, side) in rows.sides.iter().filter(|side| (side.0 as usize) < len) {
            self.sides.get_or(*field, Sparse::default).set(from as u32 + row, side);
        }
        for &row in rows.dead.iter().filter(|&&row| (row as usize) < len) {
            self.set_alive(from as u32 + row, false);
        }
        if let Some(segment) = segment {
            self.spans.push(Span { segment, from: from as u32, to: (from + len) as u32 });
        }
    }

    fn merge(&mut self, rows: Rows, ids: &mut Ids) {
        let mut other = Table::new(self.collection);
        let mut other_ids = Ids::default();
        let handles = other_ids.intern_all(rows.ids());
        other.append(rows, &handles, None, &mut other_ids);
        for (at, handle) in handles.into_iter().enumerate() {
            let id = other_ids.id(handle);
            let (at, row) = (at as u32, self.row(id, ids));
            for field in other.written(at, &other_ids) {
                self.join(row, field, other.state(at, field, &other_ids), ids);
            }
        }
    }

    /// Rows `from..to` in disk form.
    pub fn pack(&self, from: u32, to: u32, ids: &Ids) -> Rows {
        let mut rows = Rows::new(self.collection, Stamp::ZERO, (from..to).map(|row| ids.id(self.handle(row))));
        let packed = |column: &Column| column.pack(from as usize, to as usize, ids);
        rows.columns = self.columns.iter().filter_map(|(field, column)| Some((*field, packed(column)?))).collect();
        for (field, cells) in self.sparse.iter() {
            let cells: Vec<_> = cells.range(from, to).map(|(row, value)| (row - from, value.clone())).collect();
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
        rows.row_stamps = (from..to).map(|row| local(self.row_stamps.find(row).unwrap_or(0) as u32)).collect();
        for row in from..to {
            let stamps = self.cell_stamps.iter().filter_map(|(field, stamps)| Some((*field, stamps.find(row)?)));
            rows.cell_stamps.extend(stamps.map(|(field, at)| (row - from, field, local(at as u32))));
            let sides = self.sides.iter().filter_map(|(field, sides)| Some((*field, sides.get(row)?)));
            rows.sides.extend(sides.map(|(field, side)| (row - from, field, side.clone())));
        }
        if rows.row_stamps.iter().all(|&at| at == 0) {
            rows.row_stamps.clear();
        }
        rows.stamps = stamps;
        rows
    }

    /// Where each segment's rows are.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }
}
