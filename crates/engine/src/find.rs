//! Records found by their name: what a field that refers to one offers.

use crate::records::name;
use crate::table::Table;
use crate::workspace::Workspace;
use model::schema::{Key, contact, customer, order, product};
use model::{CollectionId, FieldId, RecordId, Value};
use protocol::Found;

/// Most records of one answer: more than a menu shows.
const FOUND_MAX: u32 = 50;

/// Records whose name, or what is told beside it, holds the text; those that begin with it first, then the newest. Without a text, the newest.
pub fn find(workspace: &Workspace, of: CollectionId, text: &str, limit: u32) -> Vec<Found> {
    let Some(table) = workspace.table(of) else { return Vec::new() };
    let limit = limit.min(FOUND_MAX) as usize;
    let text = text.trim().to_lowercase();
    let newest_first = (0..table.len()).rev().filter(|&row| table.is_alive(row));
    let found = |row: u32| Found {
        id: workspace.ids.id(table.handle(row)),
        name: table.text(row, customer::NAME).to_owned(),
        about: about(workspace, table, row),
    };
    if text.is_empty() {
        return newest_first.take(limit).map(found).collect();
    }
    // One pass, four shelves: as many as are wanted of each.
    let mut shelves: [Vec<u32>; 4] = Default::default();
    for row in newest_first {
        let name = table.text(row, customer::NAME).to_lowercase();
        let shelf = match name.find(&text) {
            Some(0) if name.len() == text.len() => 0,
            Some(0) => 1,
            Some(_) => 2,
            None if about(workspace, table, row).to_lowercase().contains(&text) => 3,
            None => continue,
        };
        if shelves[shelf].len() < limit {
            shelves[shelf].push(row);
        }
    }
    shelves.into_iter().flatten().take(limit).map(found).collect()
}

/// What tells a record from others of its name: whose it is, when it was, where they are.
fn about(workspace: &Workspace, table: &Table, row: u32) -> String {
    let of = |field: FieldId| match table.value(row, field, &workspace.ids) {
        Value::Reference(id) => name(workspace, id),
        _ => String::new(),
    };
    let text = |key: Key<String>| table.text(row, key).to_owned();
    let parts = match table.collection() {
        customer::ID => [text(customer::REGION), text(customer::PHONE)],
        contact::ID => [of(contact::CUSTOMER.id), text(contact::TITLE)],
        product::ID => [text(product::SKU), text(product::CATEGORY)],
        order::ID => {
            let day = table.column(order::DAY.id).and_then(|column| column.day(row));
            [of(order::CUSTOMER.id), day.map_or(String::new(), |day| day.iso())]
        }
        _ => Default::default(),
    };
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
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
