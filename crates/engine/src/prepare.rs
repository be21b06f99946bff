//! What an operation is given before it is carried out, so that it merges well elsewhere: what its writer saw, and edits of sets as such.

use crate::rows::Rows;
use crate::workspace::Workspace;
use model::{Cell, DeviceId, FieldId, Merge, Operation, Part, RecordId, Seen, SetEdit, Stamp, Value, collection};

/// Makes a new operation of this device ready: a list written to a set becomes what joins and what leaves, and what stands in its cells now
/// is what its writer saw.
pub fn prepare(workspace: &Workspace, operation: &mut Operation<Vec<Rows>>) -> Seen {
    let device = operation.stamp.device();
    for part in &mut operation.parts {
        match part {
            Part::Cells(cells) => cells.iter_mut().for_each(|cell| settle(workspace, cell)),
            Part::Many(many) => {
                let settled = |mut cell: Cell| {
                    settle(workspace, &mut cell);
                    cell.value
                };
                many.values = many.cells().map(settled).collect();
                many.seen = many.cells().map(|cell| seen_in(workspace, &cell, device)).collect();
            }
            _ => {}
        }
    }
    seen(workspace, operation)
}

/// The writes of other devices that stand (or stood) in a cell that is written.
fn seen_in(workspace: &Workspace, cell: &Cell, device: DeviceId) -> Vec<Stamp> {
    // An edit of a set names what it removes; it does not replace a list.
    let is_set_edit = matches!(cell.value, Value::Set(_));
    let found = workspace.find(cell.collection, cell.record).filter(|_| !is_set_edit);
    found.map_or_else(Vec::new, |(table, row)| table.written_by_others(row, cell.field, device))
}

/// The same in all single cells that the operation writes.
fn seen(workspace: &Workspace, operation: &Operation<Vec<Rows>>) -> Seen {
    let mut seen = Vec::new();
    let mut place = 0;
    let mut note = |cell: &Cell| {
        let others = seen_in(workspace, cell, operation.stamp.device());
        if !others.is_empty() {
            seen.push((place, others));
        }
        place += 1;
    };
    for part in &operation.parts {
        match part {
            Part::Cells(cells) => cells.iter().for_each(&mut note),
            Part::Alive { collection, records, alive } => {
                let cell = |&record: &RecordId| Cell {
                    collection: *collection,
                    record,
                    field: FieldId::ALIVE,
                    value: Value::Bool(*alive),
                };
                records.iter().map(cell).for_each(|cell| note(&cell));
            }
            Part::Rows(_) | Part::Many(_) => {}
        }
    }
    Seen(seen)
}

/// Whether lists in this field are sets: by declaration, or because an unknown field holds or is written with one.
fn is_set(cell: &Cell, known: &[RecordId]) -> bool {
    let declared = collection(cell.collection).and_then(|collection| collection.field(cell.field));
    match declared {
        Some(field) => field.merge() == Merge::Set,
        None => matches!(cell.value, Value::References(_)) || !known.is_empty(),
    }
}

fn settle(workspace: &Workspace, cell: &mut Cell) {
    let state = || workspace.state(cell.collection, cell.record, cell.field);
    let known = match workspace.value(cell.collection, cell.record, cell.field) {
        Value::References(list) => list,
        Value::Empty => Vec::new(),
        // Something else stands there: a list replaces it as any value does.
        _ => return,
    };
    let rule = Merge::of(cell.collection, cell.field);
    let edit = match &cell.value {
        Value::Set(edit) => {
            let state = state();
            let remove = edit.remove.iter().map(|(record, stamps)| match stamps.is_empty() {
                true => (*record, state.known_by(*record, rule)),
                false => (*record, stamps.clone()),
            });
            let add = edit.add.iter().copied().filter(|record| !known.contains(record));
            SetEdit { add: add.collect(), remove: remove.filter(|(_, stamps)| !stamps.is_empty()).collect() }
        }
        Value::References(_) | Value::Empty if is_set(cell, &known) => {
            let wanted = match &cell.value {
                Value::References(list) => list.as_slice(),
                _ => &[],
            };
            let state = state();
            let mut add: Vec<_> = wanted.iter().copied().filter(|record| !known.contains(record)).collect();
            let mut distinct = std::collections::HashSet::new();
            add.retain(|record| distinct.insert(*record));
            let gone = known.iter().filter(|record| !wanted.contains(record));
            SetEdit { add, remove: gone.map(|&record| (record, state.known_by(record, rule))).collect() }
        }
        _ => return,
    };
    cell.value = Value::Set(edit);
}
