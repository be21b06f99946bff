//! A copy of a record: all that may hold of two, with its lines, and nothing that happened to one.

use crate::records::new_record;
use crate::stages::closes;
use crate::workspace::Workspace;
use model::options::{LEAD_CONVERTED, LEAD_STATUS, TASK_STATUS};
use model::order::{Fields, get};
use model::schema::{
    Collection, Key, check_in, customer, lead, opportunity, opportunity_line, order, order_line, pipeline_stage, task,
};
use model::{Cell, CollectionId, FieldId, Kind, OptionId, RecordId, Value};

/// What happened to one record, whatever else is said of it.
const OWN: &[(CollectionId, &[FieldId])] = &[
    (customer::ID, &[customer::ENDED_AT.id, customer::END_REASON.id]),
    (lead::ID, &[lead::CONVERTED_AT.id, lead::CUSTOMER.id, lead::OPPORTUNITY.id]),
    (opportunity::ID, &[opportunity::CLOSED_AT.id, opportunity::OPENED_AT.id, opportunity::LEAD.id]),
    (task::ID, TASKS),
    (check_in::ID, &[check_in::PROOF.id]),
];

/// Of a task: that it was done or put off, and which occurrence of a series it is.
const TASKS: &[FieldId] = &[
    task::DONE_AT.id,
    task::SNOOZED_UNTIL.id,
    task::REPEAT_FROM.id,
    task::REPEAT_ON.id,
    task::REPEAT_AT.id,
    task::REPEAT_ALL_DAY.id,
    task::REPEAT_ENDS.id,
];

/// What is copied along with a record: its lines.
const LINES: [(CollectionId, CollectionId, Key<RecordId>); 2] = [
    (order::ID, order_line::ID, order_line::ORDER),
    (opportunity::ID, opportunity_line::ID, opportunity_line::OPPORTUNITY),
];

/// The cells of a copy of a record and of its lines; `suffix` goes behind its name. `None` where there is no such record. What follows from a new
/// record is not among them ([`crate::completed`]).
pub fn copy(
    workspace: &Workspace,
    (of, record): (CollectionId, RecordId),
    suffix: &str,
    ids: &mut dyn FnMut() -> RecordId,
) -> Option<(RecordId, Vec<Cell>)> {
    let fields = copied(workspace, of, record, suffix)?;
    let id = ids();
    let mut cells = new_record(of, id, fields);
    for (_, lines, whole) in LINES.into_iter().filter(|(whole, ..)| *whole == of) {
        let (Some(table), Some(handle)) = (workspace.table(lines), workspace.ids.find(record)) else { continue };
        for row in workspace.referring(lines, whole, handle) {
            let mut line = copied(workspace, lines, workspace.ids.id(table.handle(row)), "")?;
            line.retain(|(field, _)| *field != whole.id);
            line.push((whole.id, Value::Reference(id)));
            cells.extend(new_record(lines, ids(), line));
        }
    }
    Some((id, cells))
}

/// The fields of a copy of a record: all but what names one thing only, and what happened to it. `suffix` goes behind its name.
pub fn copied(workspace: &Workspace, of: CollectionId, record: RecordId, suffix: &str) -> Option<Fields> {
    let (table, row) = workspace.find_alive(of, record)?;
    let mut fields = table.cells(row, &workspace.ids);
    let foreign = model::collection(of).and_then(Collection::external_id);
    let own = OWN.iter().find(|(whose, _)| *whose == of).map_or(&[][..], |(_, own)| own);
    begin(workspace, of, &mut fields);
    fields.retain(|(field, _)| Some(*field) != foreign && !own.contains(field));
    let names = model::collection(of).and_then(|of| of.fields.first()).filter(|field| field.kind == Kind::Text);
    if let Some(names) = names
        && let Some((_, Value::Text(name))) = fields.iter_mut().find(|(field, _)| *field == names.id)
    {
        name.push_str(suffix);
    }
    Some(fields)
}

/// What is over begins anew in its copy.
fn begin(workspace: &Workspace, of: CollectionId, fields: &mut Fields) {
    let put = |fields: &mut Fields, field: FieldId, to: Option<OptionId>| {
        fields.retain(|(known, _)| *known != field);
        fields.extend(to.map(|to| (field, Value::Option(to))));
    };
    if of == lead::ID
        && (get(fields, lead::STATUS) == Some(LEAD_CONVERTED) || get(fields, lead::CONVERTED_AT).is_some())
    {
        put(fields, lead::STATUS.id, LEAD_STATUS.id("new"));
    }
    let over = ["completed", "cancelled"].map(|name| TASK_STATUS.id(name));
    if of == task::ID && get(fields, task::STATUS).is_some_and(|status| over.contains(&Some(status))) {
        put(fields, task::STATUS.id, TASK_STATUS.id("not_started"));
    }
    let stage = get(fields, opportunity::STAGE).filter(|_| of == opportunity::ID);
    let Some(stage) = stage else { return };
    if closes(workspace.get(pipeline_stage::ID, stage, pipeline_stage::OUTCOME)) {
        // The first stage of its pipeline follows.
        let ended = [opportunity::STAGE.id, opportunity::LOST_REASON.id, opportunity::PIPELINE.id];
        let whose = workspace.get(pipeline_stage::ID, stage, pipeline_stage::PIPELINE);
        fields.retain(|(field, _)| !ended.contains(field));
        fields.extend(whose.map(|whose| (opportunity::PIPELINE.id, Value::Reference(whose))));
    }
}
