//! An opportunity becomes an order.

use super::Plan;
use super::payments::text;
use crate::orders::priced;
use crate::selling::{Context, NewIds, new_record};
use crate::workspace::Workspace;
use model::order::Fields;
use model::schema::{opportunity, opportunity_line, order, order_line};
use model::{Day, Deed, Label, RecordId, Value, options};
use protocol::Failure;

/// Orders that are looked at for the next number.
const NEWEST: usize = 1_000;
/// Digits of a number that is counted on: more are an id of another program.
const DIGITS_MAX: usize = 12;

/// The order with the opportunity's lines, at what they say now; without lines it is of the opportunity's amount.
pub(super) fn order_from_deal(
    context: &Context<'_>,
    deal: RecordId,
    day: Day,
    number: &str,
    ids: NewIds<'_>,
) -> Result<Plan, Failure> {
    let workspace = context.workspace;
    let (deals, row) = workspace.find_alive(opportunity::ID, deal).ok_or(Failure::NotFound)?;
    let value = |field| deals.value(row, field, &workspace.ids);
    let (lines, total) = priced(workspace, &lines(context, deal))?;
    let total = total.map_or_else(|| value(opportunity::AMOUNT.id), Value::Money);
    let contact = match value(opportunity::CONTACTS.id) {
        Value::References(contacts) => contacts.first().map_or(Value::Empty, |&contact| Value::Reference(contact)),
        _ => Value::Empty,
    };
    let number = if number.trim().is_empty() { next_number(workspace, day) } else { number.to_owned() };
    let confirmed = options::ORDER_STATUS.id("confirmed").map_or(Value::Empty, Value::Option);
    let record = ids();
    let mut cells = new_record(
        order::ID,
        record,
        vec![
            (order::NUMBER.id, text(&number)),
            (order::CUSTOMER.id, value(opportunity::CUSTOMER.id)),
            (order::DAY.id, Value::Day(day)),
            (order::TOTAL.id, total),
            (order::STATUS.id, confirmed),
            (order::CONTACT.id, contact),
            (order::OPPORTUNITY.id, Value::Reference(deal)),
            (order::OWNER.id, value(opportunity::OWNER.id)),
        ],
    );
    for mut line in lines {
        line.push((order_line::ORDER.id, Value::Reference(record)));
        cells.extend(new_record(order_line::ID, ids(), line));
    }
    Ok(Plan { label: Label::Deed(Deed::OrderFromDeal, 1), cells, created: Some(record) })
}

/// The number after the highest of the newest orders whose numbers begin as the newest one's; without any the first of the year.
fn next_number(workspace: &Workspace, day: Day) -> String {
    let newest = workspace.table(order::ID).into_iter().flat_map(|table| {
        let rows = (0..table.len()).rev().filter(|&row| table.is_alive(row)).take(NEWEST);
        rows.filter_map(|row| counted(&table.text(row, order::NUMBER)))
    });
    let newest: Vec<(String, u64, usize)> = newest.collect();
    let Some((begins, _, width)) = newest.first() else { return format!("{}-0001", day.ymd().0) };
    let alike = newest.iter().filter(|(other, ..)| other == begins);
    let highest = alike.map(|(_, number, _)| *number).max().unwrap_or_default();
    format!("{begins}{:0width$}", highest + 1, width = *width)
}

/// A number of an order as what it begins with, the digits at its end, and how many they are.
fn counted(number: &str) -> Option<(String, u64, usize)> {
    let begins = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &number[begins.len()..];
    let counts = (1..=DIGITS_MAX).contains(&digits.len());
    counts.then(|| Some((begins.to_owned(), digits.parse().ok()?, digits.len())))?
}

/// The opportunity's lines as lines of an order.
fn lines(context: &Context<'_>, deal: RecordId) -> Vec<Fields> {
    let workspace = context.workspace;
    let Some(table) = workspace.table(opportunity_line::ID) else { return Vec::new() };
    let Some(handle) = workspace.ids.find(deal) else { return Vec::new() };
    let fields = [
        (opportunity_line::PRODUCT.id, order_line::PRODUCT.id),
        (opportunity_line::QUANTITY.id, order_line::QUANTITY.id),
        (opportunity_line::UNIT_PRICE.id, order_line::UNIT_PRICE.id),
        (opportunity_line::DISCOUNT.id, order_line::DISCOUNT.id),
        (opportunity_line::AMOUNT.id, order_line::AMOUNT.id),
    ];
    let line = |row: u32| -> Fields {
        let cells = fields.iter().map(|&(from, to)| (to, table.value(row, from, &workspace.ids)));
        cells.filter(|(_, value)| !value.is_empty()).collect()
    };
    workspace.referring(opportunity_line::ID, opportunity_line::OPPORTUNITY, handle).into_iter().map(line).collect()
}
