//! What a file says of leads that were converted elsewhere. It cannot be asked, so it is never refused: a lead of which it says so was converted
//! then, or else now, and one that became a customer here stays converted.

use crate::ids::Ids;
use crate::packed::Packed;
use crate::rows::Rows;
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::{HashMap, HashSet};
use model::options::LEAD_CONVERTED;
use model::schema::{FromValue, lead};
use model::{Cell, FieldId, Label, Operation, OptionId, Part, RecordId, Value};

/// Writes the status of new leads.
fn call(rows: &mut Rows, statuses: Vec<Option<OptionId>>) {
    let column = Packed::options(statuses.into_iter());
    match rows.columns.iter_mut().find(|(field, _)| *field == lead::STATUS.id) {
        Some((_, known)) => *known = column,
        None => rows.columns.push((lead::STATUS.id, column)),
    }
}

/// Whether what a file calls a lead changes nothing, since that was converted.
pub(crate) fn stays(workspace: &Workspace, id: RecordId) -> bool {
    workspace.get(lead::ID, id, lead::STATUS) == Some(LEAD_CONVERTED)
        && workspace.get(lead::ID, id, lead::CONVERTED_AT).is_some()
}

/// Completes the import of leads.
pub(crate) fn complete(workspace: &Workspace, operation: &mut Operation<Vec<Rows>>) {
    if !matches!(&operation.label, Label::Records { collection, .. } if *collection == lead::ID) {
        return;
    }
    let now = Value::Instant(operation.stamp.millis() as i64);
    let is_converted = |value: &Value| *value == Value::Option(LEAD_CONVERTED);
    let mut dated: HashSet<RecordId> = HashSet::new();
    let mut said: HashMap<RecordId, bool> = HashMap::new();
    for part in &mut operation.parts {
        match part {
            Part::Cells(cells) => {
                for cell in cells.iter().filter(|cell| cell.collection == lead::ID) {
                    if cell.field == lead::CONVERTED_AT.id && !cell.value.is_empty() {
                        dated.insert(cell.record);
                    } else if cell.field == lead::STATUS.id {
                        said.insert(cell.record, is_converted(&cell.value));
                    }
                }
            }
            Part::Rows(pieces) => {
                for rows in pieces.iter_mut().filter(|rows| rows.collection == lead::ID) {
                    let (mut table, mut ids) = (Table::new(lead::ID), Ids::default());
                    table.extend(rows.clone(), None, false, &mut ids);
                    let mut otherwise = false;
                    let status = |row: u32| {
                        let id = ids.id(table.handle(row));
                        let status = table.value(row, lead::STATUS.id, &ids);
                        if table.value(row, lead::CONVERTED_AT.id, &ids).is_empty() {
                            said.extend((!status.is_empty()).then(|| (id, is_converted(&status))));
                            return OptionId::from_value(status);
                        }
                        dated.insert(id);
                        said.insert(id, true);
                        otherwise |= !is_converted(&status);
                        Some(LEAD_CONVERTED)
                    };
                    let statuses: Vec<Option<OptionId>> = (0..table.len()).map(status).collect();
                    if otherwise {
                        call(rows, statuses);
                    }
                }
            }
            _ => {}
        }
    }
    let was = |id: RecordId| workspace.get(lead::ID, id, lead::CONVERTED_AT).is_some();
    let stands = |id: RecordId| workspace.get(lead::ID, id, lead::STATUS) == Some(LEAD_CONVERTED);
    let known = |id: RecordId| dated.contains(&id) || was(id);
    let cell = |record: RecordId, field: FieldId, value: Value| Cell { collection: lead::ID, record, field, value };
    // What its file calls otherwise stays converted: the cell that would say so says that it is.
    let cells_of = |part| if let &mut Part::Cells(ref mut cells) = part { Some(cells) } else { None };
    for cell in operation.parts.iter_mut().filter_map(cells_of).flatten() {
        if (cell.collection, cell.field) == (lead::ID, lead::STATUS.id) && known(cell.record) {
            cell.value = Value::Option(LEAD_CONVERTED);
        }
    }
    let undated = said.iter().filter(|(id, converted)| **converted && !known(**id));
    let mut more: Vec<Cell> = undated.map(|(id, _)| cell(*id, lead::CONVERTED_AT.id, now.clone())).collect();
    let untold = dated.iter().filter(|id| !said.contains_key(*id) && !stands(**id));
    more.extend(untold.map(|id| cell(*id, lead::STATUS.id, Value::Option(LEAD_CONVERTED))));
    more.sort_unstable_by_key(|cell| (cell.record, cell.field));
    if !more.is_empty() {
        operation.parts.push(Part::Cells(more));
    }
}
