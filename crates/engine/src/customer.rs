//! One customer, whole: facts, timeline, scores with reasons.

use crate::ids::Handle;
use crate::records::{self, names};
use crate::scoring::Scores;
use crate::selling::talks::read;
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::schema::{activity, contact, custom_field, customer, lead, opportunity, order, order_line, product};
use model::{Day, Decimal, FieldId, RecordId, Value};
use protocol::{CustomerAnswer, FileAnswer, LineAnswer, TimelineEntry};

/// The answer to `Query::Customer`.
pub fn answer(
    workspace: &Workspace,
    scores: Option<&Scores>,
    id: RecordId,
    timeline_max: u32,
) -> Option<CustomerAnswer> {
    let (table, row) = workspace.find_alive(customer::ID, id)?;
    let handle = table.handle(row);
    let facts = facts(workspace, table, row);
    let (timeline, timeline_total) = timeline(workspace, handle, timeline_max as usize);
    Some(CustomerAnswer {
        id,
        names: names(workspace, facts.iter().map(|(_, value)| value)),
        custom: custom(workspace, &facts),
        contacts: contacts(workspace, handle),
        facts,
        score: scores.map(|scores| Box::new((scores.explain)(scores, row))),
        timeline,
        timeline_total,
    })
}

/// Cells in the order of the schema, unknown fields last.
fn facts(workspace: &Workspace, table: &Table, row: u32) -> Vec<(FieldId, Value)> {
    let mut unknown = records::facts(workspace, table, row);
    let mut facts = Vec::with_capacity(unknown.len());
    for field in customer::COLLECTION.fields {
        if let Some(at) = unknown.iter().position(|(known, _)| *known == field.id) {
            facts.push(unknown.remove(at));
        }
    }
    facts.append(&mut unknown);
    facts
}

fn custom(workspace: &Workspace, facts: &[(FieldId, Value)]) -> Vec<(FieldId, String)> {
    let Some(table) = workspace.table(custom_field::ID) else { return Vec::new() };
    let declared = table.alive_rows().filter_map(|row| {
        let number = |key: model::schema::Key<Decimal>| match table.value(row, key.id, &workspace.ids) {
            Value::Number(number) => Some(number.0 / Decimal::ONE),
            _ => None,
        };
        let of_customer = number(custom_field::OF) == Some(customer::ID.0.into());
        let field = FieldId(u16::try_from(number(custom_field::FIELD)?).ok()?);
        let used = facts.iter().any(|(used, _)| *used == field);
        (of_customer && used).then(|| (field, table.text(row, custom_field::NAME).to_owned()))
    });
    declared.collect()
}

fn contacts(workspace: &Workspace, handle: Handle) -> Vec<(RecordId, String)> {
    let Some(table) = workspace.table(contact::ID) else { return Vec::new() };
    let rows = workspace.referring(contact::ID, contact::CUSTOMER, handle).into_iter();
    rows.map(|row| (workspace.ids.id(table.handle(row)), table.text(row, contact::NAME).to_owned())).collect()
}

/// The newest `max` orders and activities, newest first, and how many there are.
fn timeline(workspace: &Workspace, handle: Handle, max: usize) -> (Vec<TimelineEntry>, u32) {
    const DAY_MILLIS: i64 = 86_400_000;
    let orders = workspace.referring(order::ID, order::CUSTOMER, handle);
    let talks = talks(workspace, handle);
    let total = orders.len() + talks.len();
    let mut entries: Vec<(i64, bool, u32)> = Vec::with_capacity(total);
    if let Some(table) = workspace.table(order::ID) {
        let day = |row| table.column(order::DAY.id).and_then(|column| column.day(row));
        entries.extend(orders.iter().map(|&row| (day(row).map_or(0, |day| i64::from(day.0) * DAY_MILLIS), true, row)));
    }
    let at = |row: u32| match workspace.table(activity::ID).map(|t| t.value(row, activity::AT.id, &workspace.ids)) {
        Some(Value::Instant(at)) => at,
        _ => 0,
    };
    entries.extend(talks.iter().map(|&row| (at(row), false, row)));
    entries.sort_unstable_by(|a, b| b.cmp(a));
    entries.truncate(max);
    let shown: Vec<u32> = entries.iter().filter(|entry| entry.1).map(|entry| entry.2).collect();
    let said: Vec<u32> = entries.iter().filter(|entry| !entry.1).map(|entry| entry.2).collect();
    let (mut lines, mut files) = (lines(workspace, &shown), read::files_of_talks(workspace, &said));
    let entries = entries.into_iter().map(|(_, is_order, row)| match is_order {
        true => order_entry(workspace, row, lines.remove(&row).unwrap_or_default()),
        false => activity_entry(workspace, row, at(row), handle, files.remove(&row).unwrap_or_default()),
    });
    (entries.flatten().collect(), total as u32)
}

fn order_entry(workspace: &Workspace, row: u32, lines: Vec<LineAnswer>) -> Option<TimelineEntry> {
    let table = workspace.table(order::ID)?;
    Some(TimelineEntry::Order {
        id: workspace.ids.id(table.handle(row)),
        day: table.column(order::DAY.id).and_then(|column| column.day(row)).unwrap_or(Day(0)),
        number: table.text(row, order::NUMBER).to_owned(),
        total: table.column(order::TOTAL.id).and_then(|column| column.money(row)),
        status: table.column(order::STATUS.id).and_then(|column| column.option(row)),
        lines,
    })
}

/// Rows of conversations with the customer: their own, and those about opportunities and leads of theirs that name no customer.
fn talks(workspace: &Workspace, handle: Handle) -> Vec<u32> {
    let Some(table) = workspace.table(activity::ID) else { return Vec::new() };
    let column = |key: model::schema::Key<RecordId>| table.column(key.id);
    let (own, about, with) = (column(activity::CUSTOMER), column(activity::OPPORTUNITY), column(activity::LEAD));
    let of = |collection, key: model::schema::Key<RecordId>, record: Handle| {
        let row = workspace.ids.row(record, collection)?;
        workspace.table(collection)?.column(key.id)?.reference(row)
    };
    let concerns = |row: &u32| match own.and_then(|own| own.reference(*row)) {
        Some(own) => own == handle,
        None => {
            let deal = about.and_then(|about| of(opportunity::ID, opportunity::CUSTOMER, about.reference(*row)?));
            let lead = || with.and_then(|with| of(lead::ID, lead::CUSTOMER, with.reference(*row)?));
            deal.or_else(lead) == Some(handle)
        }
    };
    (0..table.len()).filter(concerns).filter(|&row| table.is_alive(row)).collect()
}

fn activity_entry(
    workspace: &Workspace,
    row: u32,
    at: i64,
    shown: Handle,
    files: Vec<FileAnswer>,
) -> Option<TimelineEntry> {
    let table = workspace.table(activity::ID)?;
    Some(TimelineEntry::Activity {
        id: workspace.ids.id(table.handle(row)),
        at,
        kind: table.column(activity::KIND.id).and_then(|column| column.option(row)),
        text: table.text(row, activity::TEXT).to_owned(),
        more: read::more(workspace, table, row, shown, files),
    })
}

/// The lines of these orders: one pass over all lines for all of them.
fn lines(workspace: &Workspace, orders: &[u32]) -> HashMap<u32, Vec<LineAnswer>> {
    let mut lines: HashMap<u32, Vec<LineAnswer>> = orders.iter().map(|&row| (row, Vec::new())).collect();
    let Some(table) = workspace.table(order_line::ID) else { return lines };
    let Some(of) = table.column(order_line::ORDER.id) else { return lines };
    for row in table.alive_rows() {
        let order = of.reference(row).and_then(|order| workspace.ids.row(order, order::ID));
        let Some(into) = order.and_then(|order| lines.get_mut(&order)) else { continue };
        let sold = table.column(order_line::PRODUCT.id).and_then(|column| column.reference(row));
        let sold = sold.and_then(|to| workspace.ids.row(to, product::ID)).zip(workspace.table(product::ID));
        let quantity = match table.value(row, order_line::QUANTITY.id, &workspace.ids) {
            Value::Number(quantity) => Some(quantity),
            _ => None,
        };
        into.push(LineAnswer {
            product: sold.map_or(String::new(), |(row, products)| products.text(row, product::NAME).to_owned()),
            quantity,
            amount: table.column(order_line::AMOUNT.id).and_then(|column| column.money(row)),
        });
    }
    lines
}
