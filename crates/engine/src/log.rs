//! The change log: one entry an operation, with what undo and the history need.

use crate::rows::{Rows, sealed, unsealed};
use crate::workspace::{MemoryPart, Workspace};
use hashbrown::HashSet;
use model::{Cell, CollectionId, FieldId, Label, Operation, Part, RecordId, Stamp, Value};
use serde::{Deserialize, Serialize};

/// An operation as it stands in the log: new records are named by the segments that hold them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The operation.
    pub operation: Operation<Vec<u64>>,
    /// What stood in each cell of `Part::Cells` and `Part::Alive` before, in their order: what an undo puts back.
    pub before: Vec<Value>,
}

impl Entry {
    /// Bytes for the disk.
    pub fn to_bytes(&self) -> Vec<u8> {
        sealed(postcard::to_allocvec(self).unwrap_or_default())
    }

    /// An entry from the disk; `None` if the bytes are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Entry> {
        postcard::from_bytes(unsealed(bytes)?).ok()
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
    written: HashSet<(CollectionId, RecordId, FieldId)>,
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
                    Part::Cells(cells) => {
                        let cells = cells.iter().map(|cell| (cell.collection, cell.record, cell.field));
                        since.written.extend(cells);
                    }
                    Part::Alive { collection, records, .. } => {
                        let cells = records.iter().map(|&record| (*collection, record, FieldId::ALIVE));
                        since.written.extend(cells);
                    }
                    // Records that were new then: no earlier operation wrote to them.
                    Part::Rows(_) => {}
                }
            }
        }
        since
    }

    /// Whether a cell that the operation with this stamp wrote is as it left it.
    fn is_as_left(&self, at: (CollectionId, RecordId, FieldId), workspace: &Workspace, by: Stamp) -> bool {
        let now = workspace.stamp(at.0, at.1, at.2);
        now == by || (self.cancelled.contains(&now) && !self.written.contains(&at))
    }
}

/// The operation that undoes `entry`: every cell that still is as it left it gets back what stood there before.
/// Also how many cells were left alone because they were changed since.
pub fn inverse(workspace: &Workspace, entry: &Entry, since: &Since, stamp: Stamp) -> (Operation<Vec<Rows>>, u32) {
    let undone = entry.operation.stamp;
    let mut kept = 0;
    let mut parts: Vec<MemoryPart> = Vec::new();
    let mut before = entry.before.iter();
    for part in &entry.operation.parts {
        match part {
            Part::Cells(cells) => {
                let mut back = Vec::new();
                for (cell, value) in cells.iter().zip(before.by_ref()) {
                    if since.is_as_left((cell.collection, cell.record, cell.field), workspace, undone) {
                        back.push(Cell { value: value.clone(), ..cell.clone() });
                    } else {
                        kept += 1;
                    }
                }
                parts.push(Part::Cells(back));
            }
            Part::Rows(_) => parts.extend(added(workspace, since, undone, &mut kept)),
            Part::Alive { collection, records, alive } => {
                let mut back = Vec::new();
                for (&record, was) in records.iter().zip(before.by_ref()) {
                    if !since.is_as_left((*collection, record, FieldId::ALIVE), workspace, undone) {
                        kept += 1;
                    } else if *was != Value::Bool(*alive) {
                        back.push(record);
                    }
                }
                parts.push(Part::Alive { collection: *collection, records: back, alive: !alive });
            }
        }
    }
    let label = Label::Undo(undone, Box::new(entry.operation.label.clone()));
    (Operation { stamp, label, parts }, kept)
}

/// Deletes the records that the operation with this stamp added as rows and that nobody deleted since.
fn added(workspace: &Workspace, since: &Since, stamp: Stamp, kept: &mut u32) -> Vec<MemoryPart> {
    let mut parts = Vec::new();
    for table in workspace.tables() {
        let mut records = Vec::new();
        for row in (0..table.len()).filter(|&row| table.row_stamp(row) == stamp) {
            let record = workspace.ids.id(table.handle(row));
            if since.is_as_left((table.collection(), record, FieldId::ALIVE), workspace, stamp) {
                records.push(record);
            } else {
                *kept += 1;
            }
        }
        if !records.is_empty() {
            parts.push(Part::Alive { collection: table.collection(), records, alive: false });
        }
    }
    parts
}
