//! What no edit may leave behind, whichever page or form it comes from.
//!
//! Only what somebody does now is looked at: undoing, importing and the operations of other devices are never refused.

use crate::rows::Rows;
use crate::workspace::Workspace;
use hashbrown::HashSet;
use model::schema::task;
use model::{Cell, FieldId, Label, Operation, Part, RecordId, Value};
use protocol::{Failure, Problem, ProblemCode};

/// Refuses an operation after which something would be impossible.
///
/// # Errors
/// What would be.
pub(crate) fn refuse(workspace: &Workspace, operation: &Operation<Vec<Rows>>) -> Result<(), Failure> {
    let concerned = match operation.label {
        Label::Create(of) | Label::Edit(of, _) | Label::EditMany(of, ..) => of == task::ID,
        Label::Deed(..) => true,
        _ => false,
    };
    if !concerned {
        return Ok(());
    }
    let cells = operation.parts.iter().flat_map(|part| match part {
        Part::Cells(cells) => cells.as_slice(),
        _ => &[],
    });
    let timed = |cell: &&Cell| cell.collection == task::ID && [task::DUE.id, task::ENDS.id].contains(&cell.field);
    let timed: Vec<&Cell> = cells.filter(timed).collect();
    let mut seen = HashSet::new();
    for cell in &timed {
        if seen.insert(cell.record) && ends_before_it_begins(workspace, &timed, cell.record) {
            return Err(Problem::plain(ProblemCode::EndBeforeStart).into());
        }
    }
    Ok(())
}

fn ends_before_it_begins(workspace: &Workspace, cells: &[&Cell], record: RecordId) -> bool {
    let after = |field: FieldId| {
        let written = cells.iter().rev().find(|cell| (cell.record, cell.field) == (record, field));
        let value = written.map_or_else(|| workspace.value(task::ID, record, field), |cell| cell.value.clone());
        if let Value::Instant(at) = value { Some(at) } else { None }
    };
    after(task::DUE.id).zip(after(task::ENDS.id)).is_some_and(|(due, ends)| ends < due)
}
