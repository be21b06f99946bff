//! What only reports know of a record: whose it is, who bought, when a customer first ordered, whether it counts.

use super::super::Context;
use super::due::Owing;
use super::numbers::{Cells, NOWHERE, Numbers, Owners, Places};
use crate::column::Column;
use crate::counted::{Pieces, void_statuses};
use crate::ints::NO_INT;
use crate::table::Table;
use model::report::extra;
use model::schema::{activity, customer, lead, opportunity, order, order_line, payment, payment_plan, score, task};
use model::{CollectionId, FieldId, OptionId, Value, options};

/// What the numbers of a field stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Bool,
    Number,
    Day,
    Instant,
    Option,
    Reference,
}

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

fn maybe<'a>(table: &'a Table, field: Option<FieldId>) -> Cells<'a> {
    Cells::new(field.and_then(|field| table.column(field)).and_then(Column::ints))
}

/// The orders of records that belong to one.
fn orders_of<'a>(context: &'a Context<'a>, table: &'a Table) -> Option<(&'a Table, Cells<'a>, Places<'a>)> {
    let field = order_field(table.collection())?;
    let orders = context.workspace.table(order::ID)?;
    Some((orders, Cells::of(table, field), Places::of(context, order::ID, table.len())))
}

/// Whose each record is, as handles: its owner, or else that of its customer.
fn responsible<'a>(context: &'a Context<'a>, table: &'a Table) -> Numbers<'a> {
    let (of, orders) = match orders_of(context, table) {
        Some((of, cells, places)) => (of, Some((cells, places))),
        None => (table, None),
    };
    let (owner, buyer) = owner_fields(of.collection());
    let people = context.workspace.table(customer::ID).filter(|people| people.column(customer::OWNER.id).is_some());
    let theirs = buyer.zip(people).map(|(buyer, people)| {
        (Cells::of(of, buyer), Places::of(context, customer::ID, table.len()), Cells::of(people, customer::OWNER.id))
    });
    Numbers::Owners(Box::new(Owners { orders, owner: maybe(of, owner), theirs, room: Vec::new() }))
}

/// The customer of each record, as handles.
pub(super) fn buyers<'a>(context: &'a Context<'a>, table: &'a Table) -> Numbers<'a> {
    match orders_of(context, table) {
        Some((orders, cells, places)) => {
            Numbers::Buyers(Box::new((cells, places, Cells::of(orders, order::CUSTOMER.id))))
        }
        None => Numbers::Column(maybe(table, owner_fields(table.collection()).1)),
    }
}

/// The numbers of a field that only reports know.
pub(super) fn numbers<'a>(context: &'a Context<'a>, table: &'a Table, field: FieldId) -> Option<(Numbers<'a>, Form)> {
    Some(match field {
        extra::ADDED => (Numbers::Added(table), Form::Instant),
        extra::RESPONSIBLE => (responsible(context, table), Form::Reference),
        extra::BUYER => (buyers(context, table), Form::Reference),
        extra::FIRST_ORDER => (Numbers::Made(first_orders(context, table)), Form::Day),
        extra::DUE_FOR => match Owing::of(context, table) {
            Some(owing) => (Numbers::DueFor(Box::new(owing)), Form::Number),
            None => (Numbers::Made(Vec::new()), Form::Number),
        },
        _ => return None,
    })
}

/// The value of any other field, stored or computed.
pub(super) fn value(context: &Context<'_>, table: &Table, row: u32, field: FieldId) -> Value {
    if (table.collection(), field) == (customer::ID, score::OUTSTANDING) {
        return crate::dues::computed(context.workspace, table, row, field, context.today);
    }
    if (FieldId::COMPUTED..FieldId::CUSTOM).contains(&field) {
        if table.collection() != customer::ID || !table.is_alive(row) {
            return Value::Empty;
        }
        return context.look_at_scores().map_or(Value::Empty, |scores| crate::list::computed(scores, row, field));
    }
    table.value(row, field, &context.workspace.ids)
}

/// Which records count: of orders and order lines those of orders with a day that are no draft, not cancelled, not returned; of payments
/// those that were received; of anything else all.
pub(super) enum Counting<'a> {
    All,
    Orders(Status<'a>, Cells<'a>, Vec<i64>),
    Lines(Status<'a>, Cells<'a>, (&'a Table, Cells<'a>, Places<'a>), Vec<i64>),
    Payments(Status<'a>),
}

/// A status, and those that do not count.
pub(super) struct Status<'a> {
    cells: Cells<'a>,
    left_out: [i64; 3],
    room: Vec<i64>,
}

impl<'a> Status<'a> {
    fn of(table: &'a Table, field: FieldId, left_out: [Option<OptionId>; 3]) -> Status<'a> {
        let left_out = left_out.map(|option| option.map_or(NO_INT, |option| option.0.into()));
        Status { cells: Cells::of(table, field), left_out, room: Vec::new() }
    }

    fn counts(&self, cell: i64) -> bool {
        cell == NO_INT || !self.left_out.contains(&cell)
    }

    fn retain(&mut self, rows: &mut Vec<u32>) {
        self.cells.read(rows, &mut self.room);
        let mut cells = std::mem::take(&mut self.room);
        let mut at = cells.iter();
        rows.retain(|_| at.next().is_some_and(|&cell| self.counts(cell)));
        cells.clear();
        self.room = cells;
    }
}

impl<'a> Counting<'a> {
    pub(super) fn of(context: &'a Context<'a>, table: &'a Table) -> Counting<'a> {
        let of_orders = |orders: &'a Table| Status::of(orders, order::STATUS.id, void_statuses());
        match table.collection() {
            order::ID => Counting::Orders(of_orders(table), Cells::of(table, order::DAY.id), Vec::new()),
            order_line::ID => match orders_of(context, table) {
                Some(through) => {
                    let days = Cells::of(through.0, order::DAY.id);
                    Counting::Lines(of_orders(through.0), days, through, Vec::new())
                }
                None => Counting::All,
            },
            payment::ID => {
                let not_received = ["planned", "overdue", "refunded"].map(|name| options::PAYMENT_STATUS.id(name));
                Counting::Payments(Status::of(table, payment::STATUS.id, not_received))
            }
            _ => Counting::All,
        }
    }

    /// Leaves those that count.
    pub(super) fn retain(&mut self, rows: &mut Vec<u32>) {
        match self {
            Counting::All => {}
            Counting::Payments(status) => status.retain(rows),
            Counting::Orders(status, days, room) => {
                status.retain(rows);
                days.read(rows, room);
                let mut at = room.iter();
                rows.retain(|_| at.next().is_some_and(|&day| day != NO_INT));
            }
            Counting::Lines(status, days, (orders, cells, places), room) => {
                cells.read(rows, room);
                let mut at = room.iter();
                rows.retain(|_| {
                    let order = at.next().map_or(NOWHERE, |&order| places.row(order));
                    let there = order != NOWHERE && orders.is_alive(order) && days.get(order) != NO_INT;
                    there && status.counts(status.cells.get(order))
                });
            }
        }
    }
}

/// The day of the first order of each customer that counts.
fn first_orders(context: &Context<'_>, table: &Table) -> Vec<i64> {
    let mut first = vec![NO_INT; table.len() as usize];
    let Some(orders) = context.workspace.table(order::ID).filter(|_| table.collection() == customer::ID) else {
        return first;
    };
    let people = Places::of(context, customer::ID, orders.len());
    let void = void_statuses().map(|status| status.map_or(NO_INT, |status| status.0.into()));
    let all_alive = orders.live() == orders.len();
    Pieces::of(orders, [order::CUSTOMER.id, order::DAY.id, order::STATUS.id]).each(|row, [buyer, day, status]| {
        let counts = day != NO_INT && (status == NO_INT || !void.contains(&status));
        if counts
            && (all_alive || orders.is_alive(row))
            && let Some(known) = first.get_mut(people.row(buyer) as usize)
            && (*known == NO_INT || day < *known)
        {
            *known = day;
        }
    });
    first
}
