//! An opportunity becomes an order.

use super::Plan;
use super::payments::text;
use crate::orders::priced;
use crate::selling::{Context, NewIds, new_record};
use model::order::Fields;
use model::schema::{opportunity, opportunity_line, order, order_line};
use model::{Day, Deed, Label, RecordId, Value, options};
use protocol::Failure;

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
    let confirmed = options::ORDER_STATUS.id("confirmed").map_or(Value::Empty, Value::Option);
    let record = ids();
    let mut cells = new_record(
        order::ID,
        record,
        vec![
            (order::NUMBER.id, text(number)),
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
