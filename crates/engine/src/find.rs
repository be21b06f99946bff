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
        let own = table.text(row, customer::NAME);
        let (at, whole) = match own.is_empty() {
            true => place(&name_at(workspace, table, row), &text),
            false => place(&own, &text),
        };
        let shelf = match at {
            _ if text.is_empty() => 0,
            Some(0) if whole => 1,
            Some(0) => 2,
            Some(_) => 3,
            None if tells(workspace, table, row, !own.is_empty(), &text) => 4,
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

/// Where a text, which is in lower case, stands in another one, and whether that is all of it.
fn place(within: &str, text: &str) -> (Option<usize>, bool) {
    if within.is_ascii() {
        let (within, text) = (within.as_bytes(), text.as_bytes());
        let same = |at: &usize| within.get(*at..*at + text.len()).is_some_and(|part| part.eq_ignore_ascii_case(text));
        // Most places do not even begin alike.
        let Some(first) = text.first() else { return (Some(0), within.is_empty()) };
        let mut begins = (0..within.len()).filter(|&at| within[at].eq_ignore_ascii_case(first));
        return (begins.find(same), within.len() == text.len());
    }
    let lower = within.to_lowercase();
    (lower.find(text), lower.len() == text.len())
}

/// Whether the text stands in what tells a record from others.
fn tells(workspace: &Workspace, table: &Table, row: u32, named: bool, text: &str) -> bool {
    let mut known = 0;
    for &field in telling(table, named) {
        let held = match table.texts(field) {
            Some(texts) => {
                let fact = texts.get(row as usize);
                known += usize::from(!fact.is_empty());
                !fact.is_empty() && place(&fact, text).0.is_some()
            }
            None => {
                let fact = fact(workspace, table, row, field);
                known += usize::from(is_said(&fact));
                match fact {
                    Value::Text(fact) => place(&fact, text).0.is_some(),
                    Value::Day(day) => day.iso().contains(text),
                    Value::Money(money) => money.plain().contains(text),
                    _ => false,
                }
            }
        };
        if held || known == ABOUT_MAX {
            return held;
        }
    }
    false
}

/// What tells a record from others of its name: whose it is, when it was, where they are, how to reach them. `named` says whether it has a name of its
/// own.
fn telling(table: &Table, named: bool) -> &'static [FieldId] {
    match table.collection() {
        customer::ID => {
            use customer::{EMAIL, EXTERNAL_ID, INDUSTRY, PHONE, REGION, WECHAT};
            const { &[REGION.id, PHONE.id, EMAIL.id, WECHAT.id, EXTERNAL_ID.id, INDUSTRY.id] }
        }
        contact::ID => const { &[contact::CUSTOMER.id, contact::TITLE.id, contact::MOBILE.id, contact::EMAIL.id] },
        product::ID => const { &[product::SKU.id, product::CATEGORY.id] },
        lead::ID => const { &[lead::COMPANY.id, lead::MOBILE.id, lead::EMAIL.id] },
        user::ID => const { &[user::TEAM.id, user::EMAIL.id] },
        opportunity::ID => const { &[opportunity::CUSTOMER.id, opportunity::AMOUNT.id] },
        // One without a number is named by its customer and its day already.
        order::ID if named => const { &[order::CUSTOMER.id, order::DAY.id] },
        order::ID => const { &[order::TOTAL.id] },
        payment::ID if named => const { &[payment::ORDER.id, payment::DAY.id] },
        payment::ID => const { &[payment::AMOUNT.id] },
        _ => &[],
    }
}

fn fact(workspace: &Workspace, table: &Table, row: u32, field: FieldId) -> Value {
    match table.value(row, field, &workspace.ids) {
        Value::Reference(id) => Value::Text(name(workspace, id)),
        value => value,
    }
}

fn is_said(fact: &Value) -> bool {
    !fact.is_empty() && fact.text() != Some("")
}

/// The first few of these facts that are known.
fn about(workspace: &Workspace, table: &Table, row: u32) -> Vec<Value> {
    let named = !table.text(row, customer::NAME).is_empty();
    let facts = telling(table, named).iter().map(|&field| fact(workspace, table, row, field));
    facts.filter(is_said).take(ABOUT_MAX).collect()
}
