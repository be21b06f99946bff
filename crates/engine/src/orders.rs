//! Orders with what belongs to them: lines whose amounts, tax and total follow from what is entered, instalments, payments and what is outstanding.

use crate::dues::{self, Part};
use crate::records::name;
use crate::table::Table;
use crate::workspace::Workspace;
use model::order::{Fields, amount, difference, get, sum, tax, total};
use model::schema::{FromValue, order, order_line, payment, payment_plan, product};
use model::{Cell, Currency, Day, Decimal, FieldId, Money, RecordId, Value};
use protocol::{Failure, LineChange, OrderAnswer, OrderInstalment, OrderLine, OrderPayment, Problem, ProblemCode};

/// The answer to `Query::Order`; `None` where there never was such an order.
pub fn answer(workspace: &Workspace, id: RecordId, today: Day) -> Option<OrderAnswer> {
    let (table, row) = workspace.find(order::ID, id)?;
    let ledger = workspace.ledger();
    let standing = dues::standing_of(workspace, &ledger, table, row, today);
    let (total, status) = dues::head(table, row);
    let lines = lines_of(workspace, id);
    let subtotal = model::order::total(&lines.iter().filter_map(|line| line.amount).collect::<Vec<_>>());
    let tax = subtotal.and_then(|net| sum(net.currency, lines.iter().filter_map(|line| line.tax)));
    let whose = table.column(order::CUSTOMER.id).and_then(|column| column.reference(row));
    let customer = whose.map(|whose| workspace.ids.id(whose));
    Some(OrderAnswer {
        id,
        lines,
        payments: payments_of(workspace, ledger.payments(row)),
        total,
        paid: standing.paid,
        outstanding: standing.outstanding,
        subtotal,
        tax,
        payable: payable(total, status, &standing),
        status,
        payment_status: standing.status,
        plan: standing.plan.iter().filter_map(|part| instalment(workspace, part)).collect(),
        customer: customer.map(|id| (id, name(workspace, id))),
        day: table.column(order::DAY.id).and_then(|column| column.day(row)),
    })
}

/// What may be paid without asking: what is outstanding. A draft may be paid beforehand.
pub(crate) fn payable(
    total: Option<Money>,
    status: Option<model::OptionId>,
    standing: &dues::Standing,
) -> Option<Money> {
    let is_draft = status.is_some() && status == model::options::ORDER_STATUS.id("draft");
    if is_draft {
        total.zip(standing.paid).and_then(|(total, paid)| difference(total, paid))
    } else {
        standing.outstanding
    }
}

fn instalment(workspace: &Workspace, part: &Part) -> Option<OrderInstalment> {
    let table = workspace.table(payment_plan::ID)?;
    Some(OrderInstalment {
        id: workspace.ids.id(table.handle(part.row)),
        due: part.due,
        amount: part.amount,
        paid: part.paid,
        remaining: part.remaining(),
        remind_days: days(table, part.row, workspace),
        status: part.status,
    })
}

fn days(table: &Table, row: u32, workspace: &Workspace) -> Option<u32> {
    let days = Decimal::from_value(table.value(row, payment_plan::REMIND_DAYS.id, &workspace.ids))?;
    u32::try_from(days.0 / Decimal::ONE).ok()
}

fn lines_of(workspace: &Workspace, id: RecordId) -> Vec<OrderLine> {
    let Some(table) = workspace.table(order_line::ID) else { return Vec::new() };
    let Some(handle) = workspace.ids.find(id) else { return Vec::new() };
    let line = |row: u32| {
        let get = |field: FieldId| table.value(row, field, &workspace.ids);
        let product = RecordId::from_value(get(order_line::PRODUCT.id));
        let unit = product.and_then(|id| workspace.get(product::ID, id, product::UNIT));
        OrderLine {
            id: workspace.ids.id(table.handle(row)),
            product: product.map(|id| (id, name(workspace, id))),
            quantity: Decimal::from_value(get(order_line::QUANTITY.id)),
            unit_price: Money::from_value(get(order_line::UNIT_PRICE.id)),
            discount: Money::from_value(get(order_line::DISCOUNT.id)),
            amount: Money::from_value(get(order_line::AMOUNT.id)),
            tax: Money::from_value(get(order_line::TAX.id)),
            unit: unit.unwrap_or_default(),
        }
    };
    let rows = workspace.referring(order_line::ID, order_line::ORDER, handle);
    rows.into_iter().map(line).collect()
}

fn payments_of(workspace: &Workspace, rows: &[u32]) -> Vec<OrderPayment> {
    let Some(table) = workspace.table(payment::ID) else { return Vec::new() };
    let option = |row: u32, field: FieldId| table.column(field).and_then(|column| column.option(row));
    let one = |&row: &u32| OrderPayment {
        id: workspace.ids.id(table.handle(row)),
        number: table.text(row, payment::NUMBER).to_owned(),
        day: table.column(payment::DAY.id).and_then(|column| column.day(row)),
        amount: Money::from_value(table.value(row, payment::AMOUNT.id, &workspace.ids)),
        status: option(row, payment::STATUS.id),
        method: option(row, payment::METHOD.id),
    };
    let mut payments: Vec<OrderPayment> = rows.iter().map(one).collect();
    payments.sort_by_key(|payment| payment.day);
    payments
}

/// The tax rate of a line's product, in per cent.
fn rate(workspace: &Workspace, line: &Fields) -> Option<Decimal> {
    workspace.get(product::ID, get(line, order_line::PRODUCT)?, product::TAX_RATE)
}

/// What a product costs stands in a line that comes to name it, as long as nobody wrote another price (or an amount alone).
pub(crate) fn price_of_product(workspace: &Workspace, was: &Fields, line: &Fields) -> Option<Money> {
    let costs = |product| workspace.get(product::ID, product, product::UNIT_PRICE);
    let (before, now) = (get(was, order_line::PRODUCT), get(line, order_line::PRODUCT)?);
    let open = match get(line, order_line::UNIT_PRICE) {
        None => get(line, order_line::AMOUNT).is_none(),
        price => before.and_then(costs) == price && get(was, order_line::UNIT_PRICE) == price,
    };
    if before != Some(now) && open { costs(now) } else { None }
}

fn put(fields: &mut Fields, field: FieldId, value: Option<Money>) {
    fields.retain(|(known, _)| *known != field);
    fields.extend(value.map(|value| (field, Value::Money(value))));
}

fn mixed() -> Failure {
    Problem::plain(ProblemCode::MixedCurrencies).into()
}

/// Refuses what no line may say.
fn check(changed: &Fields, whole: &Fields) -> Result<(), Failure> {
    if get(changed, order_line::QUANTITY).is_some_and(|quantity| quantity.0 < 0) {
        return Err(Problem::plain(ProblemCode::NegativeQuantity).into());
    }
    let currency = |key| get(whole, key).map(|money: Money| money.currency);
    match currency(order_line::UNIT_PRICE).zip(currency(order_line::DISCOUNT)) {
        Some((price, discount)) if price != discount => Err(mixed()),
        _ => Ok(()),
    }
}

/// Lines of a new order with their amounts and the tax of their products, and the total: what the customer owes, tax included.
///
/// # Errors
/// [`ProblemCode::NegativeQuantity`], and [`ProblemCode::MixedCurrencies`] where there is no one sum.
pub fn priced(workspace: &Workspace, lines: &[Fields]) -> Result<(Vec<Fields>, Option<Money>), Failure> {
    let mut lines: Vec<Fields> = lines.to_vec();
    for line in &mut lines {
        check(line, line)?;
        let made = amount(line);
        // An amount that was agreed as a whole is taxed like one that was worked out, unless its tax is told.
        let whole = get(line, order_line::AMOUNT).filter(|_| get(line, order_line::TAX).is_none());
        if let Some(amount) = made.or(whole) {
            put(line, order_line::AMOUNT.id, Some(amount));
            if let Some(rate) = rate(workspace, line) {
                put(line, order_line::TAX.id, tax(amount, rate));
            }
        }
    }
    let amounts: Vec<Money> = lines.iter().filter_map(gross_of).collect();
    let sum = total(&amounts);
    if sum.is_none() && amounts.iter().any(|amount| Some(amount.currency) != amounts.first().map(|one| one.currency)) {
        return Err(mixed());
    }
    Ok((lines, sum))
}

/// A line with its tax.
pub(crate) fn gross_of(line: &Fields) -> Option<Money> {
    gross(get(line, order_line::AMOUNT), get(line, order_line::TAX))
}

/// An amount with its tax.
pub(crate) fn gross(amount: Option<Money>, tax: Option<Money>) -> Option<Money> {
    let amount = amount?;
    let tax = tax.filter(|tax| tax.currency == amount.currency).map_or(0, |tax| tax.minor);
    Some(Money { minor: amount.minor.checked_add(tax)?, ..amount })
}

/// The tax of a line that comes to another amount now: at its product's rate; where the product has none, at the rate the line had.
pub(crate) fn taxed(workspace: &Workspace, before: &Fields, after: &Fields, amount: Money) -> Option<Money> {
    if let Some(rate) = rate(workspace, after) {
        return tax(amount, rate);
    }
    let same = get(before, order_line::PRODUCT) == get(after, order_line::PRODUCT);
    let (was, of) = get(before, order_line::TAX).zip(get(before, order_line::AMOUNT)).filter(|_| same)?;
    let product = i128::from(was.minor) * i128::from(amount.minor);
    let whole = i128::from(of.minor);
    if whole == 0 || was.currency != amount.currency {
        return None;
    }
    let half = whole.abs() / 2 * product.signum();
    Some(Money {
        minor: i64::try_from((product * whole.signum() + half * whole.signum()) / whole.abs()).ok()?,
        ..amount
    })
}

/// The cells of a change to an order's lines. The order's total moves by as much as the line with its tax, so that what it holds beyond its lines
/// (carriage, say) stays. `new` is the id of an added line.
///
/// # Errors
/// [`Failure::NotFound`] where the order or the line is not there, and what [`priced`] refuses.
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
    let was = match workspace.find_alive(order_line::ID, id) {
        Some((table, row)) => table.cells(row, &workspace.ids),
        None if added => Vec::new(),
        None => return Err(Failure::NotFound),
    };
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
        let mut whole = was.clone();
        whole.retain(|(field, _)| fields.iter().all(|(changed, _)| changed != field));
        whole.extend(fields.iter().filter(|(_, value)| !value.is_empty()).cloned());
        let mut fields = fields;
        if let Some(price) = price_of_product(workspace, &was, &whole) {
            put(&mut whole, order_line::UNIT_PRICE.id, Some(price));
            put(&mut fields, order_line::UNIT_PRICE.id, Some(price));
        }
        check(&fields, &whole)?;
        cells.extend(fields.iter().map(|(field, value)| line(*field, value.clone())));
        let made = amount(&whole).or(get(&whole, order_line::AMOUNT));
        let told = fields.iter().any(|(field, _)| *field == order_line::TAX.id);
        let tax = match made {
            _ if told => get(&whole, order_line::TAX),
            Some(made) => taxed(workspace, &was, &whole, made),
            None => None,
        };
        for (key, value) in [(order_line::AMOUNT, made), (order_line::TAX, tax)] {
            if value != get(&was, key) && !(told && key.id == order_line::TAX.id) {
                cells.push(line(key.id, value.map_or(Value::Empty, Value::Money)));
            }
        }
        gross(made, tax)
    };
    let before = gross_of(&was);
    let total = workspace.get(order::ID, order, order::TOTAL);
    if let Some(total) = moved(total, before, after, || others(workspace, order, id))? {
        cells.push(Cell { collection: order::ID, record: order, field: order::TOTAL.id, value: Value::Money(total) });
    }
    Ok(cells)
}

/// The currencies of an order's other lines.
fn others(workspace: &Workspace, order: RecordId, but: RecordId) -> Vec<Currency> {
    let lines = lines_of(workspace, order).into_iter().filter(|line| line.id != but);
    lines.filter_map(|line| line.amount).map(|amount| amount.currency).collect()
}

/// The total after a line came to something else; `None` where it stays. A line in another currency takes the total along only where it is all
/// there is.
fn moved(
    total: Option<Money>,
    before: Option<Money>,
    after: Option<Money>,
    others: impl Fn() -> Vec<Currency>,
) -> Result<Option<Money>, Failure> {
    if before == after {
        return Ok(None);
    }
    let Some(currency) = after.or(before).map(|money| money.currency) else { return Ok(None) };
    let foreign = |money: Option<Money>| money.is_some_and(|money| money.currency != currency);
    if foreign(total) || foreign(before) {
        // What was mixed when it came stays as it is.
        if after.is_none() || (before.is_some() && !foreign(before)) {
            return Ok(None);
        }
        let alone = others().is_empty() && (total.is_none() || total == before);
        return if alone { Ok(after) } else { Err(mixed()) };
    }
    if before.is_none() && others().iter().any(|other| *other != currency) {
        return Err(mixed());
    }
    let minor = |money: Option<Money>| money.map_or(0, |money| money.minor);
    let sum = minor(total).checked_sub(minor(before)).and_then(|rest| rest.checked_add(minor(after)));
    Ok(sum.map(|minor| Money { minor, currency }))
}
