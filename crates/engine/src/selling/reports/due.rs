//! What orders are owed, for reports: as the page of what is due has it.

use super::super::Context;
use crate::column::Column;
use crate::dues::{Ledger, Standing, standing_of, tracked};
use crate::ints::NO_INT;
use crate::table::Table;
use model::schema::order;
use model::{Currency, Day, Decimal};
use std::rc::Rc;

/// The last day of each step of `extra::DUE_FOR` but the last one.
const STEPS: [i32; 4] = [0, 30, 60, 90];

/// The orders with what is kept account of.
pub(super) struct Owing<'a> {
    context: &'a Context<'a>,
    orders: &'a Table,
    ledger: Rc<Ledger>,
    /// For each order a bit: whether somebody keeps account of it.
    tracked: Vec<u64>,
    currencies: &'a [Currency],
}

impl<'a> Owing<'a> {
    /// `None` for what are no orders, or orders without a total.
    pub(super) fn of(context: &'a Context<'a>, table: &'a Table) -> Option<Owing<'a>> {
        let orders = (table.collection() == order::ID).then_some(table)?;
        let currencies = match orders.column(order::TOTAL.id)? {
            Column::Money { currencies, .. } => currencies.as_slice(),
            _ => return None,
        };
        let ledger = context.workspace.ledger();
        let mut bits = vec![0_u64; (orders.len() as usize).div_ceil(64)];
        tracked(orders, &ledger).into_iter().for_each(|row| bits[row as usize / 64] |= 1 << (row % 64));
        Some(Owing { context, orders, ledger, tracked: bits, currencies })
    }

    pub(super) fn currencies(&self) -> &'a [Currency] {
        self.currencies
    }

    /// How an order stands of which something is still to come.
    fn standing(&self, row: u32) -> Option<Standing> {
        if self.tracked.get(row as usize / 64).is_none_or(|bits| bits >> (row % 64) & 1 == 0) {
            return None;
        }
        let standing = standing_of(self.context.workspace, &self.ledger, self.orders, row, self.context.today);
        standing.outstanding.is_some_and(|open| open.minor > 0).then_some(standing)
    }

    /// What is still to come of an order, in minor units, and the place of its currency.
    pub(super) fn outstanding(&self, row: u32) -> (i64, u8) {
        let open = self.standing(row).and_then(|standing| standing.outstanding);
        let found = open.and_then(|open| {
            let at = self.currencies.iter().position(|known| *known == open.currency)?;
            Some((open.minor, u8::try_from(at).ok()?))
        });
        found.unwrap_or((NO_INT, 0))
    }

    /// For how long it has been due, in steps: since its first instalment that is not paid, or else its own day.
    pub(super) fn step(&self, row: u32) -> i64 {
        let Some(standing) = self.standing(row) else { return NO_INT };
        let open = standing.plan.iter().find(|part| part.remaining() > 0).or(standing.plan.last());
        let own = || self.orders.column(order::DAY.id).and_then(|column| column.day(row));
        let Some(Day(day)) = open.map_or_else(own, |part| part.due.or_else(own)) else { return NO_INT };
        let late = self.context.today.0.saturating_sub(day);
        STEPS.iter().filter(|step| late > **step).count() as i64 * Decimal::ONE
    }
}
