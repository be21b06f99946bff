//! Records found by their name: what a field that refers to one offers.

use crate::ids::Handle;
use crate::records::{name, name_at};
use crate::table::Table;
use crate::workspace::Workspace;
use model::schema::{contact, customer, lead, opportunity, order, payment, product, user};
use model::{CollectionId, FieldId, Kind, RecordId, Value};
use protocol::Found;

/// Most records of one answer: more than a menu shows.
const FOUND_MAX: u32 = 50;
/// Facts told beside a name.
const ABOUT_MAX: usize = 2;

/// Records whose name, or what is told beside it, holds the text; those that begin with it first, then the newest. Without a text, the newest.
/// Before all of them come those that refer to the record that is `near`.
pub fn find(workspace: &Workspace, of: CollectionId, text: &str, near: Option<RecordId>, limit: u32) -> Vec<Found> {
    let Some(table) = workspace.table(of) else { return Vec::new() };
    let limit = limit.min(FOUND_MAX) as usize;
    let text = text.trim().to_lowercase();
    let near = near.and_then(|near| workspace.ids.find(near));
    // One pass, five shelves, twice: as many as are wanted of each.
    let mut shelves: [Vec<u32>; 10] = Default::default();
    for row in (0..table.len()).rev().filter(|&row| table.is_alive(row)) {
        let name = name_at(workspace, table, row).to_lowercase();
        let shelf = match name.find(&text) {
            _ if text.is_empty() => 0,
            Some(0) if name.len() == text.len() => 1,
            Some(0) => 2,
            Some(_) => 3,
            None if about(workspace, table, row).iter().any(|fact| holds(fact, &text)) => 4,
            None => continue,
        };
        let shelf = if near.is_some_and(|near| refers(table, row, near)) { shelf } else { shelf + 5 };
        // What is not sold any more is still found, after all that is.
        let shelf = if of == product::ID && is_inactive(table, row, workspace) { 9 } else { shelf };
        if shelves[shelf].len() < limit {
            shelves[shelf].push(row);
        } else if text.is_empty() && near.is_none() && shelf != 9 {
            break;
        }
    }
    shelves.into_iter().flatten().take(limit).map(|row| found(workspace, table, row)).collect()
}

/// Somebody said that it is not sold any more; of most nobody says whether it is.
fn is_inactive(table: &Table, row: u32, workspace: &Workspace) -> bool {
    table.value(row, product::ACTIVE.id, &workspace.ids) == Value::Bool(false)
}

/// What these records are called, deleted ones, too; those that never were are left out.
pub fn named(workspace: &Workspace, of: CollectionId, records: &[RecordId]) -> Vec<Found> {
    let one = |&record: &RecordId| workspace.find(of, record).map(|(table, row)| found(workspace, table, row));
    records.iter().take(FOUND_MAX as usize).filter_map(one).collect()
}

fn found(workspace: &Workspace, table: &Table, row: u32) -> Found {
    Found {
        id: workspace.ids.id(table.handle(row)),
        name: name_at(workspace, table, row),
        about: about(workspace, table, row),
    }
}

/// Whether a record says of another that it belongs to it.
fn refers(table: &Table, row: u32, to: Handle) -> bool {
    let declared = model::collection(table.collection()).map_or(&[][..], |collection| collection.fields);
    let own = declared.iter().filter(|field| matches!(field.kind, Kind::Reference(_)));
    own.filter_map(|field| table.column(field.id)).any(|column| column.reference(row) == Some(to))
}

fn holds(fact: &Value, text: &str) -> bool {
    match fact {
        Value::Text(fact) => fact.to_lowercase().contains(text),
        Value::Day(day) => day.iso().contains(text),
        Value::Money(money) => money.plain().contains(text),
        _ => false,
    }
}

/// What tells a record from others of its name: whose it is, when it was, where they are, how to reach them. The first few that are known.
fn about(workspace: &Workspace, table: &Table, row: u32) -> Vec<Value> {
    let numbered = !table.text(row, customer::NAME).is_empty();
    let fields: &[FieldId] = match table.collection() {
        customer::ID => {
            use customer::{EMAIL, EXTERNAL_ID, INDUSTRY, PHONE, REGION, WECHAT};
            &[REGION.id, PHONE.id, EMAIL.id, WECHAT.id, EXTERNAL_ID.id, INDUSTRY.id]
        }
        contact::ID => &[contact::CUSTOMER.id, contact::TITLE.id, contact::MOBILE.id, contact::EMAIL.id],
        product::ID => &[product::SKU.id, product::CATEGORY.id],
        lead::ID => &[lead::COMPANY.id, lead::MOBILE.id, lead::EMAIL.id],
        user::ID => &[user::TEAM.id, user::EMAIL.id],
        opportunity::ID => &[opportunity::CUSTOMER.id, opportunity::AMOUNT.id],
        // One without a number is named by its customer and its day already.
        order::ID if numbered => &[order::CUSTOMER.id, order::DAY.id],
        order::ID => &[order::TOTAL.id],
        payment::ID if numbered => &[payment::ORDER.id, payment::DAY.id],
        payment::ID => &[payment::AMOUNT.id],
        _ => &[],
    };
    let fact = |&field: &FieldId| match table.value(row, field, &workspace.ids) {
        Value::Reference(id) => Value::Text(name(workspace, id)),
        value => value,
    };
    let said = |fact: &Value| !fact.is_empty() && fact.text() != Some("");
    fields.iter().map(fact).filter(said).take(ABOUT_MAX).collect()
}

/// The fields of a copy of a record: all but what names one thing only. `suffix` goes behind its name.
pub fn copied(
    workspace: &Workspace,
    of: CollectionId,
    record: RecordId,
    suffix: &str,
) -> Option<Vec<(FieldId, Value)>> {
    let (table, row) = workspace.find_alive(of, record)?;
    let mut fields = table.cells(row, &workspace.ids);
    fields.retain(|(field, _)| (of, *field) != (customer::ID, customer::EXTERNAL_ID.id));
    let names = model::collection(of).and_then(|of| of.fields.first()).filter(|field| field.kind == model::Kind::Text);
    if let Some(names) = names
        && let Some((_, Value::Text(name))) = fields.iter_mut().find(|(field, _)| *field == names.id)
    {
        name.push_str(suffix);
    }
    Some(fields)
}
