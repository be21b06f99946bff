//! A relationship ends, and is taken up again.

use super::payments::text;
use super::{Plan, account, problem};
use crate::selling::{Context, NewIds, new_record};
use model::schema::{activity, customer};
use model::{Cell, Day, Deed, FieldId, Label, OptionId, RecordId, Value, options};
use protocol::{Failure, ProblemCode};

/// Ends a relationship on a day, for a reason.
pub(super) fn end(
    context: &Context<'_>,
    who: RecordId,
    day: Day,
    (reason, remark): (Option<OptionId>, &str),
    ids: NewIds<'_>,
) -> Result<Plan, Failure> {
    context.workspace.find_alive(customer::ID, who).ok_or(Failure::NotFound)?;
    if account::first_order(context.workspace, who).is_some_and(|first| day < first) {
        return Err(problem(ProblemCode::EndBeforeStart, None));
    }
    let mut cells = vec![
        cell(who, customer::ENDED_AT.id, Value::Day(day)),
        cell(who, customer::END_REASON.id, reason.map_or(Value::Empty, Value::Option)),
    ];
    cells.extend(note(context, who, remark, ids));
    Ok(Plan { label: Label::Deed(Deed::EndRelationship, 1), cells, created: None })
}

/// Takes an ended relationship up again.
pub(super) fn win_back(context: &Context<'_>, who: RecordId, remark: &str, ids: NewIds<'_>) -> Result<Plan, Failure> {
    context.workspace.find_alive(customer::ID, who).ok_or(Failure::NotFound)?;
    let mut cells =
        vec![cell(who, customer::ENDED_AT.id, Value::Empty), cell(who, customer::END_REASON.id, Value::Empty)];
    cells.extend(note(context, who, remark, ids));
    Ok(Plan { label: Label::Deed(Deed::WinBack, 1), cells, created: None })
}

fn cell(record: RecordId, field: FieldId, value: Value) -> Cell {
    Cell { collection: customer::ID, record, field, value }
}

/// A note in the customer's timeline, if there is something to say.
fn note(context: &Context<'_>, who: RecordId, remark: &str, ids: NewIds<'_>) -> Vec<Cell> {
    if remark.is_empty() {
        return Vec::new();
    }
    let fields = vec![
        (activity::KIND.id, options::ACTIVITY_KIND.id("note").map_or(Value::Empty, Value::Option)),
        (activity::CUSTOMER.id, Value::Reference(who)),
        (activity::AT.id, Value::Instant(context.now_millis)),
        (activity::TEXT.id, text(remark)),
    ];
    new_record(activity::ID, ids(), fields)
}
