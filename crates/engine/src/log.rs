//! The change log: one entry an operation, with what undo and the history need.

use crate::few::Few;
use crate::manifest::Segment;
use crate::rows::{Rows, SEAL, more, seal, unsealed, with_more};
use crate::stages;
use crate::stays::Fates;
use crate::totals;
use crate::workspace::{MemoryPart, Workspace};
use hashbrown::HashSet;
use model::{
    Cell, CollectionId, FieldId, Label, Many, Merge, Operation, Part, RecordId, Runs, Seen, SetEdit, Stamp, Value,
};
use serde::{Deserialize, Serialize};

/// An operation as it stands in the log: new records are named by the segments that hold them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The operation.
    pub operation: Operation<Vec<u64>>,
    /// What stood in each cell of `Part::Cells` and `Part::Alive` before, in their order: what an undo puts back.
    pub before: Vec<Value>,
    /// What the writer had seen of other devices. On disk it follows the rest, where there is any, so that entries without it look as they always did.
    #[serde(skip)]
    pub seen: Seen,
    /// What stood in the cells of each `Part::Many` before. On disk it follows what was seen, where there is any.
    #[serde(skip)]
    pub stood: Vec<Runs<Value>>,
}

/// The entry of an operation that is about to be carried out; these segments hold its rows.
pub fn entry(workspace: &Workspace, operation: &Operation<Vec<Rows>>, segments: &[Segment], seen: Seen) -> Entry {
    let mut ids = segments.iter().map(|segment| segment.id);
    let parts = operation.parts.iter().map(|part| part.with_rows(|rows| ids.by_ref().take(rows.len()).collect()));
    let named = Operation { stamp: operation.stamp, label: operation.label.clone(), parts: parts.collect() };
    Entry { before: before(workspace, operation), stood: stood(workspace, operation), operation: named, seen }
}

/// A cell, by name.
pub type Place = (CollectionId, RecordId, FieldId);

impl Entry {
    /// Bytes for the disk.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Room for what may be tens of megabytes, so that it is not doubled on the way.
        let many = self.operation.parts.iter().filter_map(Part::many).map(Many::bytes).sum::<usize>();
        let mut bytes = Vec::with_capacity(SEAL + 256 + many + self.stood.iter().map(Runs::bytes).sum::<usize>());
        bytes.resize(SEAL, 0);
        let bytes = postcard::to_extend(self, bytes).unwrap_or_default();
        seal(match self.stood.is_empty() {
            true => with_more(bytes, &self.seen.0),
            false => postcard::to_extend(&(&self.seen.0, &self.stood), bytes).unwrap_or_default(),
        })
    }

    /// An entry from the disk; `None` if the bytes are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Entry> {
        let (mut entry, rest): (Entry, _) = postcard::take_from_bytes(unsealed(bytes)?).ok()?;
        if !rest.is_empty() {
            let (seen, rest) = postcard::take_from_bytes(rest).ok()?;
            entry.seen = Seen(seen);
            entry.stood = more(rest)?;
        }
        Some(entry)
    }
}

/// What stands now in each cell that the operation's cells and deletions will write, in their order.
pub fn before(workspace: &Workspace, operation: &Operation<Vec<Rows>>) -> Vec<Value> {
    let mut before = Vec::new();
    for part in &operation.parts {
        match part {
            Part::Cells(cells) => {
                before.extend(cells.iter().map(|cell| workspace.value(cell.collection, cell.record, cell.field)));
            }
            Part::Alive { collection, records, .. } => {
                before.extend(records.iter().map(|&record| workspace.value(*collection, record, FieldId::ALIVE)));
            }
            Part::Rows(_) | Part::Many(_) => {}
        }
    }
    before
}

/// The same of each of its bulk changes.
pub fn stood(workspace: &Workspace, operation: &Operation<Vec<Rows>>) -> Vec<Runs<Value>> {
    let manies = operation.parts.iter().filter_map(Part::many);
    let value = |many: &Many, record| workspace.value(many.collection, record, many.field);
    manies.map(|many| many.records().map(|record| value(many, record)).collect()).collect()
}

/// What happened after an operation, as far as its undo must know. An operation that was undone since and its undo leave every cell as it was: so
/// they do not count as changes, and one can undo step by step.
#[derive(Default)]
pub struct Since {
    cancelled: HashSet<Stamp>,
    /// Records by the field that was written.
    written: Few<(CollectionId, FieldId), HashSet<RecordId>>,
    /// The same with the records that joined or left a set.
    members: Few<(CollectionId, FieldId), HashSet<(RecordId, RecordId)>>,
    /// Records of which any field was written, for the undo of what brought them.
    touched: Few<CollectionId, HashSet<RecordId>>,
}

impl Since {
    /// From all entries after this one, oldest first. What they wrote to other fields is left out: it may be millions of cells.
    pub fn of(entry: &Entry, later: &[Entry]) -> Since {
        let mut own = Few::default();
        for part in &entry.operation.parts {
            match part {
                Part::Cells(cells) => cells.iter().for_each(|cell| own.put((cell.collection, cell.field), ())),
                Part::Alive { collection, .. } => own.put((*collection, FieldId::ALIVE), ()),
                Part::Many(many) => own.put((many.collection, many.field), ()),
                Part::Rows(_) => {}
            }
        }
        let has_rows = entry.operation.parts.iter().any(|part| matches!(part, Part::Rows(_)));
        let is_own = |of, field| own.contains(&(of, field)) || (has_rows && field == FieldId::ALIVE);
        let brings = has_rows || own.keys().any(|(_, field)| *field == FieldId::ALIVE);
        let stamps: HashSet<Stamp> = later.iter().map(|entry| entry.operation.stamp).collect();
        let mut since = Since::default();
        for Entry { operation, .. } in later.iter().rev() {
            if since.cancelled.contains(&operation.stamp) {
                continue;
            }
            if let Label::Undo(of, _) = operation.label
                && stamps.contains(&of)
            {
                since.cancelled.extend([of, operation.stamp]);
                continue;
            }
            for part in &operation.parts {
                if brings {
                    since.touch(part);
                }
                match part {
                    Part::Cells(cells) => {
                        let cells = cells.iter().filter(|cell| is_own(cell.collection, cell.field));
                        cells.for_each(|cell| since.note(cell));
                    }
                    Part::Alive { collection, records, .. } if is_own(*collection, FieldId::ALIVE) => {
                        since.written.get_or((*collection, FieldId::ALIVE), HashSet::new).extend(records);
                    }
                    Part::Many(many) if is_own(many.collection, many.field) => {
                        many.cells().for_each(|cell| since.note(&cell));
                    }
                    // Records that were new then: no earlier operation wrote to them.
                    _ => {}
                }
            }
        }
        since
    }

    fn note(&mut self, cell: &Cell) {
        let field = (cell.collection, cell.field);
        match &cell.value {
            Value::Set(edit) => {
                let records = edit.add.iter().chain(edit.remove.iter().map(|(record, _)| record));
                let members = self.members.get_or(field, HashSet::new);
                members.extend(records.map(|&record| (cell.record, record)));
            }
            _ => drop(self.written.get_or(field, HashSet::new).insert(cell.record)),
        }
    }

    fn touch<R>(&mut self, part: &Part<R>) {
        match part {
            Part::Cells(cells) => {
                for cell in cells {
                    self.touched.get_or(cell.collection, HashSet::new).insert(cell.record);
                }
            }
            Part::Many(many) => self.touched.get_or(many.collection, HashSet::new).extend(many.records()),
            Part::Alive { collection, records, .. } => {
                self.touched.get_or(*collection, HashSet::new).extend(records);
            }
            Part::Rows(_) => {}
        }
    }

    /// Whether anything of the record was written.
    pub(crate) fn touched(&self, collection: CollectionId, record: RecordId) -> bool {
        self.touched.get(&collection).is_some_and(|records| records.contains(&record))
    }

    /// Whether the operation with this stamp was undone, or undid one that was.
    pub(crate) fn is_cancelled(&self, stamp: Stamp) -> bool {
        self.cancelled.contains(&stamp)
    }

    fn is_written(&self, (collection, record, field): Place) -> bool {
        self.written.get(&(collection, field)).is_some_and(|records| records.contains(&record))
    }

    fn is_moved(&self, (collection, record, field): Place, member: RecordId) -> bool {
        self.members.get(&(collection, field)).is_some_and(|members| members.contains(&(record, member)))
    }

    /// Whether a cell that the operation with this stamp wrote is as it left it.
    pub(crate) fn is_as_left(&self, at: Place, workspace: &Workspace, by: Stamp) -> bool {
        self.stands(at, workspace.stamp(at.0, at.1, at.2), by)
    }

    /// The same of a cell whose stamp is at hand.
    pub(crate) fn stands(&self, at: Place, now: Stamp, by: Stamp) -> bool {
        now == by || (self.cancelled.contains(&now) && !self.is_written(at))
    }

    /// The edit of a set that takes `edit` back, made by the operation with this stamp; `None` with nothing to take back. `kept` is told when something
    /// stays as others wanted it.
    fn back(&self, at: Place, edit: &SetEdit, workspace: &Workspace, by: Stamp, kept: &mut bool) -> SetEdit {
        let state = workspace.state(at.0, at.1, at.2);
        let rule = Merge::of(at.0, at.2);
        let untouched = |record: RecordId| !self.is_written(at) && !self.is_moved(at, record);
        let mut back = SetEdit::default();
        for &record in &edit.add {
            let known_by = state.known_by(record, rule);
            // Whoever else added it meanwhile keeps it there.
            let ours: Vec<Stamp> = match untouched(record) {
                true => known_by.clone(),
                false => known_by.iter().copied().filter(|stamp| *stamp == by).collect(),
            };
            *kept |= ours.len() < known_by.len() || known_by.is_empty();
            if !ours.is_empty() {
                back.remove.push((record, ours));
            }
        }
        for (record, _) in &edit.remove {
            let is_back = !state.known_by(*record, rule).is_empty();
            *kept |= is_back || !untouched(*record);
            if !is_back && untouched(*record) {
                back.add.push(*record);
            }
        }
        back
    }

    /// What undoing writes to a cell in which `was` stood before the operation with this stamp wrote to it; `None` where it stays as it is, and
    /// `kept` is told if that is because somebody changed it since.
    fn put_back(
        &self,
        cell: &Cell,
        was: Value,
        workspace: &Workspace,
        by: Stamp,
        kept: &mut Vec<Place>,
    ) -> Option<Value> {
        let place = (cell.collection, cell.record, cell.field);
        let (mut stays, mut back) = (false, Some(was));
        if let Value::Set(edit) = &cell.value {
            let edit = self.back(place, edit, workspace, by, &mut stays);
            back = (!edit.is_empty()).then_some(Value::Set(edit));
        } else if !self.is_as_left(place, workspace, by) {
            (stays, back) = (true, None);
        }
        kept.extend(stays.then_some(place));
        back
    }
}

/// The operation that undoes `entry`: every cell that still is as it left it gets back what stood there before.
/// Also the cells that were left alone because they were changed since.
pub fn inverse(
    workspace: &Workspace,
    entry: &Entry,
    since: &Since,
    stamp: Stamp,
) -> (Operation<Vec<Rows>>, Vec<Place>) {
    let undone = entry.operation.stamp;
    let mut kept = Vec::new();
    let mut parts: Vec<MemoryPart> = Vec::new();
    let fates = Fates::of(workspace, entry, since);
    let stays = |collection, record| fates.stays(workspace, collection, record);
    // A record that stays does so whole, and is named once.
    let whole = |collection, record, field, kept: &mut Vec<Place>| {
        let stays = stays(collection, record);
        kept.extend((stays && field == FieldId::ALIVE).then_some((collection, record, field)));
        stays
    };
    let (mut before, mut stood) = (entry.before.iter(), entry.stood.iter());
    for part in &entry.operation.parts {
        match part {
            Part::Cells(cells) => {
                let back = cells.iter().zip(before.by_ref()).filter_map(|(cell, was)| {
                    if whole(cell.collection, cell.record, cell.field, &mut kept) {
                        return None;
                    }
                    let value = since.put_back(cell, was.clone(), workspace, undone, &mut kept)?;
                    Some(Cell { value, ..*cell })
                });
                let back = back.collect();
                parts.push(Part::Cells(back));
            }
            Part::Many(many) => {
                let was = stood.next().into_iter().flat_map(Runs::iter);
                let back = many.cells().zip(was).filter_map(|(cell, was)| {
                    if whole(cell.collection, cell.record, cell.field, &mut kept) {
                        return None;
                    }
                    Some((cell.record, since.put_back(&cell, was, workspace, undone, &mut kept)?))
                });
                parts.push(Part::Many(Many::of(many.collection, many.field, back)));
            }
            Part::Rows(_) => parts.extend(added(workspace, &fates, undone, &mut kept)),
            Part::Alive { collection, records, alive } => {
                let mut back = Vec::new();
                for (&record, was) in records.iter().zip(before.by_ref()) {
                    let place = (*collection, record, FieldId::ALIVE);
                    if stays(*collection, record) || !since.is_as_left(place, workspace, undone) {
                        kept.push(place);
                    } else if *was != Value::Bool(*alive) {
                        back.push(record);
                    }
                }
                parts.push(Part::Alive { collection: *collection, records: back, alive: !alive });
            }
        }
    }
    stages::stay(&mut parts, &kept);
    totals::follow(workspace, &mut parts, &mut kept);
    let label = Label::undo(undone, entry.operation.label.clone());
    (Operation { stamp, label, parts }, kept)
}

/// Deletes the records that the operation with this stamp added as rows, but those that stay.
fn added(workspace: &Workspace, fates: &Fates, stamp: Stamp, kept: &mut Vec<Place>) -> Vec<MemoryPart> {
    let mut parts = Vec::new();
    for table in workspace.tables() {
        let mut records = Vec::new();
        for row in (0..table.len()).filter(|&row| table.row_stamp(row) == stamp) {
            let record = workspace.ids.id(table.handle(row));
            if fates.goes(table.collection(), row) {
                records.push(record);
            } else {
                kept.push((table.collection(), record, FieldId::ALIVE));
            }
        }
        if !records.is_empty() {
            let dead = records.into_iter().map(|record| (record, Value::Bool(false)));
            parts.push(Part::Many(Many::of(table.collection(), FieldId::ALIVE, dead)));
        }
    }
    parts
}
