//! What only reports know of a record: whose it is, who bought, what is outstanding and for how long, when a customer first ordered.

use super::super::Context;
use super::cells::{Amounts, Form, NOWHERE, read, rows_of};
use crate::column::Column;
use crate::counted::void_statuses;
use crate::ints::NO_INT;
use crate::table::Table;
use model::report::extra;
use model::schema::{activity, customer, lead, opportunity, order, order_line, payment, payment_plan, score, task};
use model::{CollectionId, FieldId, OptionId, Value, options};

/// The last day of each step of [`extra::DUE_FOR`] but the last one.
const STEPS: [i64; 4] = [0, 30, 60, 90];

/// The fields that hold the owner and the customer of a record.
fn owner_fields(of: CollectionId) -> (Option<FieldId>, Option<FieldId>) {
    match of {
        customer::ID => (Some(customer::OWNER.id), None),
        order::ID => (Some(order::OWNER.id), Some(order::CUSTOMER.id)),
        opportunity::ID => (Some(opportunity::OWNER.id), Some(opportunity::CUSTOMER.id)),
        activity::ID => (Some(activity::OWNER.id), Some(activity::CUSTOMER.id)),
        task::ID => (Some(task::OWNER.id), Some(task::CUSTOMER.id)),
        lead::ID => (Some(lead::OWNER.id), None),
        _ => (None, None),
    }
}

/// The field by which a record belongs to an order.
fn order_field(of: CollectionId) -> Option<FieldId> {
    match of {
        order_line::ID => Some(order_line::ORDER.id),
        payment::ID => Some(payment::ORDER.id),
        payment_plan::ID => Some(payment_plan::ORDER.id),
        _ => None,
    }
}

fn column(table: &Table, field: FieldId) -> Vec<i64> {
    read(table.column(field).and_then(Column::ints), table.len())
}

/// The rows of the orders of order lines or payments.
fn orders_of(context: &Context<'_>, table: &Table, field: FieldId) -> Vec<u32> {
    rows_of(context, order::ID, &column(table, field))
}

fn gathered(cells: &[i64], rows: &[u32]) -> Vec<i64> {
    rows.iter().map(|&row| cells.get(row as usize).copied().unwrap_or(NO_INT)).collect()
}

/// Whose each record is, as handles: its owner, or else that of its customer.
pub(super) fn responsible(context: &Context<'_>, table: &Table) -> Vec<i64> {
    if let Some(field) = order_field(table.collection()) {
        let Some(orders) = context.workspace.table(order::ID) else { return vec![NO_INT; table.len() as usize] };
        return gathered(&responsible(context, orders), &orders_of(context, table, field));
    }
    let (owner, buyer) = owner_fields(table.collection());
    let mut owners = owner.map_or_else(|| vec![NO_INT; table.len() as usize], |owner| column(table, owner));
    if let (Some(buyer), Some(customers)) = (buyer, context.workspace.table(customer::ID))
        && customers.column(customer::OWNER.id).is_some()
    {
        let theirs =
            gathered(&column(customers, customer::OWNER.id), &rows_of(context, customer::ID, &column(table, buyer)));
        owners
            .iter_mut()
            .zip(theirs)
            .filter(|(owner, _)| **owner == NO_INT)
            .for_each(|(owner, theirs)| *owner = theirs);
    }
    owners
}

/// The customer of each record, as handles.
pub(super) fn buyers(context: &Context<'_>, table: &Table) -> Vec<i64> {
    if let Some(field) = order_field(table.collection()) {
        let Some(orders) = context.workspace.table(order::ID) else { return vec![NO_INT; table.len() as usize] };
        return gathered(&column(orders, order::CUSTOMER.id), &orders_of(context, table, field));
    }
    match owner_fields(table.collection()) {
        (_, Some(buyer)) => column(table, buyer),
        _ => vec![NO_INT; table.len() as usize],
    }
}

/// The numbers of a field that only reports know.
pub(super) fn numbers(context: &Context<'_>, table: &Table, field: FieldId) -> Option<(Vec<i64>, Form)> {
    Some(match field {
        extra::ADDED => {
            let at = |row: u32| i64::try_from(table.row_stamp(row).millis()).unwrap_or(NO_INT);
            ((0..table.len()).map(at).collect(), Form::Instant)
        }
        extra::RESPONSIBLE => (responsible(context, table), Form::Reference),
        extra::BUYER => (buyers(context, table), Form::Reference),
        extra::FIRST_ORDER => (first_orders(context, table), Form::Day),
        extra::DUE_FOR => (due_for(context, table), Form::Number),
        _ => return None,
    })
}

/// The value of any other field, stored or computed.
pub(super) fn value(context: &Context<'_>, table: &Table, row: u32, field: FieldId) -> Value {
    if (table.collection(), field) == (customer::ID, score::OUTSTANDING) {
        return crate::dues::computed(context.workspace, table, row, field, context.today);
    }
    if (FieldId::COMPUTED..FieldId::CUSTOM).contains(&field) {
        let scores = context.scores.filter(|_| table.collection() == customer::ID && table.is_alive(row));
        return scores.map_or(Value::Empty, |scores| crate::list::computed(scores, row, field));
    }
    table.value(row, field, &context.workspace.ids)
}

/// Which rows count: of orders and order lines those of orders with a day that are no draft, not cancelled, not returned; of payments
/// those that were received; of anything else all.
pub(super) fn counted(context: &Context<'_>, table: &Table) -> Option<Vec<bool>> {
    let without = |table: &Table, field: FieldId, left_out: &[Option<OptionId>]| -> Vec<bool> {
        let left_out: Vec<i64> = left_out.iter().flatten().map(|option| option.0.into()).collect();
        column(table, field).iter().map(|cell| *cell == NO_INT || !left_out.contains(cell)).collect()
    };
    match table.collection() {
        order::ID => {
            let mut counts = without(table, order::STATUS.id, &void_statuses());
            let days = column(table, order::DAY.id);
            counts.iter_mut().zip(days).for_each(|(counts, day)| *counts &= day != NO_INT);
            Some(counts)
        }
        order_line::ID => {
            let orders = context.workspace.table(order::ID)?;
            let theirs = counted(context, orders)?;
            let rows = orders_of(context, table, order_line::ORDER.id);
            let count = |row: u32| row != NOWHERE && orders.is_alive(row) && theirs.get(row as usize) == Some(&true);
            Some(rows.into_iter().map(count).collect())
        }
        payment::ID => Some(without(table, payment::STATUS.id, &not_received())),
        _ => None,
    }
}

/// States of a payment whose money is not here.
fn not_received() -> [Option<OptionId>; 3] {
    ["planned", "overdue", "refunded"].map(|name| options::PAYMENT_STATUS.id(name))
}

/// The day of the first order of each customer that counts.
fn first_orders(context: &Context<'_>, table: &Table) -> Vec<i64> {
    let mut first = vec![NO_INT; table.len() as usize];
    let Some(orders) = context.workspace.table(order::ID).filter(|_| table.collection() == customer::ID) else {
        return first;
    };
    let Some(counts) = counted(context, orders) else { return first };
    let buyers = rows_of(context, customer::ID, &column(orders, order::CUSTOMER.id));
    for (row, ((buyer, day), counts)) in buyers.into_iter().zip(column(orders, order::DAY.id)).zip(counts).enumerate() {
        if counts
            && orders.is_alive(row as u32)
            && let Some(known) = first.get_mut(buyer as usize)
            && (*known == NO_INT || day < *known)
        {
            *known = day;
        }
    }
    first
}

/// What each order that counts is not paid yet, in its own currency: nothing where all is.
pub(super) fn outstanding(context: &Context<'_>, table: &Table) -> Option<Amounts> {
    let Some(Column::Money { minor, index, currencies }) = table.column(order::TOTAL.id) else { return None };
    if table.collection() != order::ID {
        return None;
    }
    let (totals, places) = (read(Some(minor), table.len()), read(Some(index), table.len()));
    let paid = paid(context, table);
    let counts = counted(context, table)?;
    let mut cells = Vec::with_capacity(totals.len());
    for (row, ((total, paid), counts)) in totals.iter().zip(paid).zip(counts).enumerate() {
        let left = (*total != NO_INT && counts && table.is_alive(row as u32)).then(|| total.saturating_sub(paid));
        cells.push(left.filter(|left| *left > 0).unwrap_or(NO_INT));
    }
    let places = places.into_iter().map(|at| u8::try_from(at).unwrap_or(0)).collect();
    Some(Amounts { cells, places, currencies: currencies.clone(), money: true })
}

/// What was paid for each order in its own currency.
fn paid(context: &Context<'_>, orders: &Table) -> Vec<i64> {
    let mut paid = vec![0_i64; orders.len() as usize];
    let Some(payments) = context.workspace.table(payment::ID) else { return paid };
    let Some(received) = counted(context, payments) else { return paid };
    let rows = orders_of(context, payments, payment::ORDER.id);
    let (amounts, totals) = (payments.column(payment::AMOUNT.id), orders.column(order::TOTAL.id));
    for (row, (order, received)) in (0..).zip(rows.into_iter().zip(received)) {
        let amount = amounts.filter(|_| received && payments.is_alive(row)).and_then(|column| column.money(row));
        if let (Some(amount), Some(sum)) = (amount, paid.get_mut(order as usize))
            && totals.and_then(|column| column.money(order)).is_some_and(|total| total.currency == amount.currency)
        {
            *sum = sum.saturating_add(amount.minor);
        }
    }
    paid
}

/// For how long something of each order has been due: since its first instalment that is not covered by what was paid, or else its own day.
fn due_for(context: &Context<'_>, table: &Table) -> Vec<i64> {
    let nothing = || vec![NO_INT; table.len() as usize];
    let Some(open) = outstanding(context, table) else { return nothing() };
    let mut due = column(table, order::DAY.id);
    if let Some(plans) = context.workspace.table(payment_plan::ID) {
        let paid = paid(context, table);
        let mut instalments: Vec<(u32, i64, i64)> = Vec::new();
        let rows = orders_of(context, plans, payment_plan::ORDER.id);
        let days = column(plans, payment_plan::DUE.id);
        for (row, (order, day)) in (0..).zip(rows.into_iter().zip(days)) {
            let amount = plans.column(payment_plan::AMOUNT.id).and_then(|column| column.money(row));
            if let Some(amount) = amount.filter(|_| order != NOWHERE && day != NO_INT && plans.is_alive(row)) {
                instalments.push((order, day, amount.minor));
            }
        }
        instalments.sort_unstable();
        for of_order in instalments.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(order, last, _)) = of_order.last() else { continue };
            let mut covered = paid.get(order as usize).copied().unwrap_or(0);
            let first_open = of_order.iter().find(|(_, _, amount)| {
                covered = covered.saturating_sub(*amount);
                covered < 0
            });
            if let Some(day) = due.get_mut(order as usize) {
                *day = first_open.map_or(last, |(_, day, _)| *day);
            }
        }
    }
    let today = i64::from(context.today.0);
    let step = |(left, day): (&i64, i64)| {
        if *left == NO_INT || day == NO_INT {
            return NO_INT;
        }
        let late = today - day;
        STEPS.iter().filter(|step| late > **step).count() as i64 * model::Decimal::ONE
    };
    open.cells.iter().zip(due).map(step).collect()
}
