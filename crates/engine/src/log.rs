//! The change log: one entry an operation, with what undo and the history need.

use crate::rows::{Rows, more, sealed, unsealed, with_more};
use crate::workspace::{MemoryPart, Workspace};
use hashbrown::HashSet;
use model::{Cell, CollectionId, FieldId, Label, Merge, Operation, Part, RecordId, Seen, SetEdit, Stamp, Value};
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
}

/// A cell, by name.
pub type Place = (CollectionId, RecordId, FieldId);

impl Entry {
    /// Bytes for the disk.
    pub fn to_bytes(&self) -> Vec<u8> {
        sealed(with_more(postcard::to_allocvec(self).unwrap_or_default(), &self.seen.0))
    }

    /// An entry from the disk; `None` if the bytes are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Entry> {
        let (mut entry, rest): (Entry, _) = postcard::take_from_bytes(unsealed(bytes)?).ok()?;
        let seen = more(rest)?;
        entry.seen = Seen(seen);
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
            Part::Rows(_) => {}
        }
    }
    before
}

/// What happened after an operation, as far as its undo must know. An operation that was undone since and its undo leave every cell as it was: so
/// they do not count as changes, and one can undo step by step.
#[derive(Default)]
pub struct Since {
    cancelled: HashSet<Stamp>,
    written: HashSet<Place>,
    /// Records that joined or left a set.
    members: HashSet<(Place, RecordId)>,
}

impl Since {
    /// From all later entries, oldest first.
    pub fn of(later: &[Entry]) -> Since {
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
                match part {
                    Part::Cells(cells) => cells.iter().for_each(|cell| since.note(cell)),
                    Part::Alive { collection, records, .. } => {
                        since.written.extend(records.iter().map(|&record| (*collection, record, FieldId::ALIVE)));
                    }
                    // Records that were new then: no earlier operation wrote to them.
                    Part::Rows(_) => {}
                }
            }
        }
        since
    }

    fn note(&mut self, cell: &Cell) {
        let place = (cell.collection, cell.record, cell.field);
        match &cell.value {
            Value::Set(edit) => {
                let records = edit.add.iter().chain(edit.remove.iter().map(|(record, _)| record));
                self.members.extend(records.map(|&record| (place, record)));
            }
            _ => drop(self.written.insert(place)),
        }
    }

    /// Whether a cell that the operation with this stamp wrote is as it left it.
    fn is_as_left(&self, at: Place, workspace: &Workspace, by: Stamp) -> bool {
        let now = workspace.stamp(at.0, at.1, at.2);
        now == by || (self.cancelled.contains(&now) && !self.written.contains(&at))
    }

    /// The edit of a set that takes `edit` back, made by the operation with this stamp; `None` with nothing to take back. `kept` is told when something
    /// stays as others wanted it.
    fn back(&self, at: Place, edit: &SetEdit, workspace: &Workspace, by: Stamp, kept: &mut bool) -> SetEdit {
        let state = workspace.state(at.0, at.1, at.2);
        let rule = Merge::of(at.0, at.2);
        let untouched = |record: RecordId| !self.written.contains(&at) && !self.members.contains(&(at, record));
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
    let mut before = entry.before.iter();
    for part in &entry.operation.parts {
        match part {
            Part::Cells(cells) => {
                let mut back = Vec::new();
                for (cell, value) in cells.iter().zip(before.by_ref()) {
                    let place = (cell.collection, cell.record, cell.field);
                    if let Value::Set(edit) = &cell.value {
                        let mut stays = false;
                        let edit = since.back(place, edit, workspace, undone, &mut stays);
                        kept.extend(stays.then_some(place));
                        if !edit.is_empty() {
                            back.push(Cell { value: Value::Set(edit), ..cell.clone() });
                        }
                    } else if since.is_as_left(place, workspace, undone) {
                        back.push(Cell { value: value.clone(), ..cell.clone() });
                    } else {
                        kept.push(place);
                    }
                }
                parts.push(Part::Cells(back));
            }
            Part::Rows(_) => parts.extend(added(workspace, since, undone, &mut kept)),
            Part::Alive { collection, records, alive } => {
                let mut back = Vec::new();
                for (&record, was) in records.iter().zip(before.by_ref()) {
                    let place = (*collection, record, FieldId::ALIVE);
                    if !since.is_as_left(place, workspace, undone) {
                        kept.push(place);
                    } else if *was != Value::Bool(*alive) {
                        back.push(record);
                    }
                }
                parts.push(Part::Alive { collection: *collection, records: back, alive: !alive });
            }
        }
    }
    let label = Label::undo(undone, entry.operation.label.clone());
    (Operation { stamp, label, parts }, kept)
}

/// Deletes the records that the operation with this stamp added as rows and that nobody deleted since.
fn added(workspace: &Workspace, since: &Since, stamp: Stamp, kept: &mut Vec<Place>) -> Vec<MemoryPart> {
    let mut parts = Vec::new();
    for table in workspace.tables() {
        let mut records = Vec::new();
        for row in (0..table.len()).filter(|&row| table.row_stamp(row) == stamp) {
            let record = workspace.ids.id(table.handle(row));
            let place = (table.collection(), record, FieldId::ALIVE);
            if since.is_as_left(place, workspace, stamp) {
                records.push(record);
            } else {
                kept.push(place);
            }
        }
        if !records.is_empty() {
            parts.push(Part::Alive { collection: table.collection(), records, alive: false });
        }
    }
    parts
}
