//! What only reports know of a record: whose it is, who bought, when a customer first ordered, whether it counts.

use super::super::Context;
use super::super::owned::owner_fields;
use super::due::{Owing, is_asked};
use super::numbers::{Cells, NOWHERE, Numbers, Owners, Places};
use crate::column::Column;
use crate::counted::{Pieces, void_statuses};
use crate::ids::Handle;
use crate::ints::NO_INT;
use crate::owed::Owed;
use crate::table::Table;
use model::dues::payment_status;
use model::report::{Path, extra};
use model::schema::{
    customer, opportunity, order, order_line, payment, payment_plan, pipeline_stage, pipelines, score,
};
use model::{CollectionId, FieldId, OptionId, Report, Value, options};
use std::rc::Rc;

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
            Some(owing) => (Numbers::DueFor(owing), Form::Number),
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
/// those that were received, and what was paid back by a payment of its own; of anything else all. Where it is told what orders are owed,
/// those of which something is due count in any case: without a day, too, and where more was paid back than came. Of opportunities told by
/// when or why they ended, those that did: an open one may still bear the day or the reason of an end that was taken back.
pub(super) enum Counting<'a> {
    All,
    Orders(Status<'a>, Cells<'a>, Vec<i64>, Option<Rc<Owed>>),
    Lines(Status<'a>, Cells<'a>, (&'a Table, Cells<'a>, Places<'a>), Vec<i64>),
    Payments(Status<'a>, Cells<'a>),
    Deals(Cells<'a>, Vec<Handle>, Vec<i64>),
}

/// The outcomes that opportunities must have to be told by when or why they ended; `None` where they are not.
fn outcomes(report: &Report) -> Option<&'static [OptionId]> {
    let paths: Vec<Path> =
        report.groups.iter().map(|group| group.by).chain(report.within.map(|(path, _)| path)).collect();
    let asks = |field: FieldId| paths.contains(&Path::own(field));
    match report.of {
        opportunity::ID if asks(opportunity::LOST_REASON.id) => Some(&[pipelines::LOST]),
        opportunity::ID if asks(opportunity::CLOSED_AT.id) => Some(&[pipelines::WON, pipelines::LOST]),
        _ => None,
    }
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

    /// Leaves those that count, and those that do all the same.
    fn retain(&mut self, rows: &mut Vec<u32>, all_the_same: impl Fn(u32, i64) -> bool) {
        self.cells.read(rows, &mut self.room);
        let mut cells = std::mem::take(&mut self.room);
        let mut at = cells.iter();
        rows.retain(|&row| at.next().is_some_and(|&cell| self.counts(cell) || all_the_same(row, cell)));
        cells.clear();
        self.room = cells;
    }
}

impl<'a> Counting<'a> {
    pub(super) fn of(context: &'a Context<'a>, table: &'a Table, report: &Report) -> Counting<'a> {
        let of_orders = |orders: &'a Table| Status::of(orders, order::STATUS.id, void_statuses());
        match table.collection() {
            order::ID => {
                let owed = is_asked(report).then(|| context.workspace.owed(context.today));
                Counting::Orders(of_orders(table), Cells::of(table, order::DAY.id), Vec::new(), owed)
            }
            order_line::ID => match orders_of(context, table) {
                Some(through) => {
                    let days = Cells::of(through.0, order::DAY.id);
                    Counting::Lines(of_orders(through.0), days, through, Vec::new())
                }
                None => Counting::All,
            },
            payment::ID => {
                let not_received = ["planned", "overdue", "refunded"].map(|name| options::PAYMENT_STATUS.id(name));
                let status = Status::of(table, payment::STATUS.id, not_received);
                Counting::Payments(status, Cells::of(table, payment::AMOUNT.id))
            }
            opportunity::ID => match outcomes(report) {
                Some(outcomes) => {
                    let stages = stages_of(context, outcomes);
                    Counting::Deals(Cells::of(table, opportunity::STAGE.id), stages, Vec::new())
                }
                None => Counting::All,
            },
            _ => Counting::All,
        }
    }

    /// Leaves those that count.
    pub(super) fn retain(&mut self, rows: &mut Vec<u32>) {
        match self {
            Counting::All => {}
            Counting::Payments(status, amounts) => {
                let refunded = i64::from(payment_status("refunded").0);
                let is_back = |row: u32| (NO_INT + 1..0).contains(&amounts.get(row));
                status.retain(rows, |row, cell| cell == refunded && is_back(row));
            }
            Counting::Deals(cells, stages, room) => {
                cells.read(rows, room);
                let mut at = room.iter();
                let ended = |stage: &i64| stages.iter().any(|of| i64::from(of.0) == *stage);
                rows.retain(|_| at.next().is_some_and(ended));
            }
            Counting::Orders(status, days, room, owed) => {
                let is_due = |row: u32| owed.as_ref().is_some_and(|owed| owed.has(row));
                status.retain(rows, |row, _| is_due(row));
                days.read(rows, room);
                let mut at = room.iter();
                rows.retain(|&row| at.next().is_some_and(|&day| day != NO_INT || is_due(row)));
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

/// The stages that have one of some outcomes.
pub(super) fn stages_of(context: &Context<'_>, outcomes: &[OptionId]) -> Vec<Handle> {
    let Some(table) = context.workspace.table(pipeline_stage::ID) else { return Vec::new() };
    let outcome = |row: u32| table.column(pipeline_stage::OUTCOME.id)?.option(row);
    let meant = (0..table.len()).filter(|&row| outcome(row).is_some_and(|outcome| outcomes.contains(&outcome)));
    meant.map(|row| table.handle(row)).collect()
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
