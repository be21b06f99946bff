//! What no edit may leave behind, whichever page or form it comes from.
//!
//! Only what somebody does now is looked at: undoing, importing and the operations of other devices are never refused.

use crate::rows::Rows;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::schema::{opportunity, order, payment, pipeline_stage, pipelines, task};
use model::{Cell, CollectionId, FieldId, Label, Operation, Part, RecordId, Value};
use protocol::{Failure, Problem, ProblemCode};

/// Refuses an operation after which something would be impossible.
///
/// # Errors
/// What would be.
pub(crate) fn refuse(workspace: &Workspace, operation: &Operation<Vec<Rows>>) -> Result<(), Failure> {
    let concerned = match operation.label {
        Label::Create(of) | Label::Edit(of, _) | Label::EditMany(of, ..) => {
            [task::ID, opportunity::ID, payment::ID].contains(&of)
        }
        Label::Deed(..) => true,
        _ => false,
    };
    if !concerned {
        return Ok(());
    }
    let written = |of: CollectionId, fields: &[FieldId]| {
        let cells = operation.parts.iter().filter_map(cells_of).flatten();
        let cells = cells.filter(|cell| cell.collection == of && fields.contains(&cell.field));
        Written { workspace, of, values: cells.map(|cell| ((cell.record, cell.field), &cell.value)).collect() }
    };
    if written(task::ID, &[task::DUE.id, task::ENDS.id]).some(ends_before_it_begins) {
        return Err(Problem::plain(ProblemCode::EndBeforeStart).into());
    }
    if written(opportunity::ID, &[opportunity::STAGE.id, opportunity::LOST_REASON.id]).some(lost_without_a_reason) {
        return Err(Problem::plain(ProblemCode::LostNeedsReason).into());
    }
    if written(payment::ID, &[payment::ORDER.id, payment::AMOUNT.id]).some(is_of_another_currency) {
        return Err(Problem::plain(ProblemCode::MixedCurrencies).into());
    }
    Ok(())
}

fn cells_of(part: &Part<Vec<Rows>>) -> Option<&[Cell]> {
    if let Part::Cells(cells) = part { Some(cells) } else { None }
}

/// What an operation writes of some fields of a collection.
struct Written<'a> {
    workspace: &'a Workspace,
    of: CollectionId,
    values: HashMap<(RecordId, FieldId), &'a Value>,
}

impl Written<'_> {
    /// Whether something holds for a record that is written.
    fn some(&self, holds: fn(&Self, RecordId) -> bool) -> bool {
        self.values.keys().any(|(record, _)| holds(self, *record))
    }

    /// What a field holds afterwards.
    fn after(&self, record: RecordId, field: FieldId) -> Value {
        let written = self.values.get(&(record, field));
        written.map_or_else(|| self.workspace.value(self.of, record, field), |value| (*value).clone())
    }
}

fn lost_without_a_reason(written: &Written<'_>, record: RecordId) -> bool {
    let Value::Reference(stage) = written.after(record, opportunity::STAGE.id) else { return false };
    written.workspace.get(pipeline_stage::ID, stage, pipeline_stage::OUTCOME) == Some(pipelines::LOST)
        && written.after(record, opportunity::LOST_REASON.id) == Value::Empty
}

/// A payment of euros for an order of dollars pays nothing of it.
fn is_of_another_currency(written: &Written<'_>, record: RecordId) -> bool {
    let (of, paid) = (written.after(record, payment::ORDER.id), written.after(record, payment::AMOUNT.id));
    let (Value::Reference(of), Value::Money(paid)) = (of, paid) else { return false };
    written.workspace.get(order::ID, of, order::TOTAL).is_some_and(|total| total.currency != paid.currency)
}

fn ends_before_it_begins(written: &Written<'_>, record: RecordId) -> bool {
    let at = |field: FieldId| match written.after(record, field) {
        Value::Instant(at) => Some(at),
        _ => None,
    };
    at(task::DUE.id).zip(at(task::ENDS.id)).is_some_and(|(due, ends)| ends < due)
}
