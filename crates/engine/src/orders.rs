//! Orders with what belongs to them: lines whose amounts and total follow from what is entered, payments and what is outstanding.

use crate::records::name;
use crate::workspace::Workspace;
use model::order::{Fields, amount, difference, get, sum, total};
use model::schema::{FromValue, order, order_line, payment};
use model::{Cell, Decimal, FieldId, Money, OptionId, RecordId, Value, options};
use protocol::{Failure, LineChange, OrderAnswer, OrderLine, OrderPayment};

/// The answer to `Query::Order`; `None` where there never was such an order.
pub fn answer(workspace: &Workspace, id: RecordId) -> Option<OrderAnswer> {
    let (table, row) = workspace.find(order::ID, id)?;
    let total = table.column(order::TOTAL.id).and_then(|column| column.money(row));
    let lines = lines_of(workspace, id);
    let payments = payments_of(workspace, id);
    let currency = total.map(|total| total.currency).or_else(|| Some(payments.first()?.amount?.currency));
    let received = |payment: &&OrderPayment| counts(payment.status);
    let amounts = payments.iter().filter(received).filter_map(|payment| payment.amount);
    let paid = currency.and_then(|currency| sum(currency, amounts));
    let outstanding = total.zip(paid).and_then(|(total, paid)| difference(total, paid));
    Some(OrderAnswer { id, lines, payments, total, paid, outstanding })
}

/// Whether money of a payment in this state was received and kept. One without a state was.
fn counts(status: Option<OptionId>) -> bool {
    let not_here = ["planned", "overdue", "refunded"].map(|name| options::PAYMENT_STATUS.id(name));
    status.is_none() || !not_here.contains(&status)
}

fn lines_of(workspace: &Workspace, id: RecordId) -> Vec<OrderLine> {
    let Some(table) = workspace.table(order_line::ID) else { return Vec::new() };
    let Some(handle) = workspace.ids.find(id) else { return Vec::new() };
    let line = |row: u32| {
        let get = |field: FieldId| table.value(row, field, &workspace.ids);
        let product = RecordId::from_value(get(order_line::PRODUCT.id));
        OrderLine {
            id: workspace.ids.id(table.handle(row)),
            product: product.map(|id| (id, name(workspace, id))),
            quantity: Decimal::from_value(get(order_line::QUANTITY.id)),
            unit_price: Money::from_value(get(order_line::UNIT_PRICE.id)),
            discount: Money::from_value(get(order_line::DISCOUNT.id)),
            amount: Money::from_value(get(order_line::AMOUNT.id)),
        }
    };
    let rows = workspace.referring(order_line::ID, order_line::ORDER, handle);
    rows.into_iter().map(line).collect()
}

fn payments_of(workspace: &Workspace, id: RecordId) -> Vec<OrderPayment> {
    let Some(table) = workspace.table(payment::ID) else { return Vec::new() };
    let Some(handle) = workspace.ids.find(id) else { return Vec::new() };
    let rows = workspace.referring(payment::ID, payment::ORDER, handle);
    let one = |row: u32| OrderPayment {
        id: workspace.ids.id(table.handle(row)),
        number: table.text(row, payment::NUMBER).to_owned(),
        day: table.column(payment::DAY.id).and_then(|column| column.day(row)),
        amount: Money::from_value(table.value(row, payment::AMOUNT.id, &workspace.ids)),
        status: table.column(payment::STATUS.id).and_then(|column| column.option(row)),
    };
    let mut payments: Vec<OrderPayment> = rows.into_iter().map(one).collect();
    payments.sort_by_key(|payment| payment.day);
    payments
}

/// Lines of a new order with their amounts, and the total where all are of one currency.
pub fn priced(lines: &[Fields]) -> (Vec<Fields>, Option<Money>) {
    let mut lines: Vec<Fields> = lines.to_vec();
    for line in &mut lines {
        if let Some(amount) = amount(line) {
            line.retain(|(field, _)| *field != order_line::AMOUNT.id);
            line.push((order_line::AMOUNT.id, Value::Money(amount)));
        }
    }
    let amounts: Vec<Money> = lines.iter().filter_map(|line| get(line, order_line::AMOUNT)).collect();
    let total = total(&amounts);
    (lines, total)
}

/// The cells of a change to an order's lines. The order's total moves by as much as the line's amount, so that what it holds beyond its lines
/// (carriage, say) stays. `new` is the id of an added line.
///
/// # Errors
/// [`Failure::NotFound`] where the order or the line is not there.
pub fn change_line(
    workspace: &Workspace,
    order: RecordId,
    change: &LineChange,
    new: RecordId,
) -> Result<Vec<Cell>, Failure> {
    workspace.find_alive(order::ID, order).ok_or(Failure::NotFound)?;
    let (id, fields, added) = match change {
        LineChange::Add(fields) => (new, fields.clone(), true),
        LineChange::Edit(id, fields) => (*id, fields.clone(), false),
        LineChange::Remove(id) => (*id, Vec::new(), false),
    };
    let mut whole = match workspace.find_alive(order_line::ID, id) {
        Some((table, row)) => table.cells(row, &workspace.ids),
        None if added => Vec::new(),
        None => return Err(Failure::NotFound),
    };
    let before = get(&whole, order_line::AMOUNT);
    let line = |field: FieldId, value: Value| Cell { collection: order_line::ID, record: id, field, value };
    let mut cells = Vec::new();
    let after = if matches!(change, LineChange::Remove(_)) {
        cells.push(line(FieldId::ALIVE, Value::Bool(false)));
        None
    } else {
        if added {
            cells.push(line(FieldId::ALIVE, Value::Bool(true)));
            cells.push(line(order_line::ORDER.id, Value::Reference(order)));
        }
        cells.extend(fields.iter().map(|(field, value)| line(*field, value.clone())));
        whole.retain(|(field, _)| fields.iter().all(|(changed, _)| changed != field));
        whole.extend(fields);
        let amount = amount(&whole).or(get(&whole, order_line::AMOUNT));
        if amount != before {
            cells.push(line(order_line::AMOUNT.id, amount.map_or(Value::Empty, Value::Money)));
        }
        amount
    };
    if let Some(total) = moved(workspace.get(order::ID, order, order::TOTAL), before, after) {
        cells.push(Cell { collection: order::ID, record: order, field: order::TOTAL.id, value: Value::Money(total) });
    }
    Ok(cells)
}

/// The total after a line's amount became another one; `None` where it stays, as in another currency.
fn moved(total: Option<Money>, before: Option<Money>, after: Option<Money>) -> Option<Money> {
    let currency = total.or(after).or(before)?.currency;
    let minor = |money: Option<Money>| match money {
        None => Some(0),
        Some(money) => (money.currency == currency).then_some(money.minor),
    };
    let sum = minor(total)?.checked_sub(minor(before)?)?.checked_add(minor(after)?)?;
    (before != after).then_some(Money { minor: sum, currency })
}
