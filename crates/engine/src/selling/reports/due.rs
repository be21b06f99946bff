//! What orders are owed, for reports: as the page of what is due has it.

use super::super::Context;
use crate::column::Column;
use crate::ints::NO_INT;
use crate::owed::{Open, Owed};
use crate::table::Table;
use model::report::{Group, Measure, Path, extra};
use model::schema::order;
use model::{Currency, Decimal, Report};
use std::rc::Rc;

/// What is still to come of orders, as one part of a report looks at it.
pub(super) struct Owing<'a> {
    owed: Rc<Owed>,
    currencies: &'a [Currency],
    /// The only step that is looked at, where it is not all of them.
    age: Option<u8>,
}

impl<'a> Owing<'a> {
    /// `None` for what are no orders, or orders without a total.
    pub(super) fn of(context: &'a Context<'a>, table: &'a Table) -> Option<Owing<'a>> {
        let orders = (table.collection() == order::ID).then_some(table)?;
        let currencies = match orders.column(order::TOTAL.id)? {
            Column::Money { currencies, .. } => currencies.as_slice(),
            _ => return None,
        };
        Some(Owing { owed: context.workspace.owed(context.today), currencies, age: None })
    }

    pub(super) fn currencies(&self) -> &'a [Currency] {
        self.currencies
    }

    /// Looks at one step only, or at all of them.
    pub(super) fn look_at(&mut self, age: Option<u8>) {
        self.age = age;
    }

    /// Whether something of an order is still to come.
    pub(super) fn has(&self, row: u32) -> bool {
        self.owed.has(row)
    }

    /// Of some rows in their order those of which something is in the step that is looked at.
    pub(super) fn some_of(&self, rows: &[u32], out: &mut Vec<u32>) {
        let (Some(&first), Some(last)) = (rows.first(), rows.last()) else { return };
        let from = self.owed.open.partition_point(|open| open.row < first);
        let here = self.owed.open.iter().skip(from).take_while(|open| open.row <= *last);
        let here = here.filter(|open| Some(open.age) == self.age).map(|open| open.row);
        out.extend(here.filter(|row| rows.binary_search(row).is_ok()));
    }

    fn of_row(&self, row: u32) -> impl Iterator<Item = &Open> {
        let from =
            if self.has(row) { self.owed.open.partition_point(|open| open.row < row) } else { self.owed.open.len() };
        let here = self.owed.open.iter().skip(from).take_while(move |open| open.row == row);
        here.filter(|open| self.age.is_none_or(|age| age == open.age))
    }

    /// What is still to come of an order, in minor units, and the place of its currency.
    pub(super) fn outstanding(&self, row: u32) -> (i64, u8) {
        let sum = self.of_row(row).map(|open| (open.minor, open.currency));
        sum.reduce(|(sum, currency), (minor, _)| (sum + minor, currency)).unwrap_or((NO_INT, 0))
    }

    /// For how long it has been due, in steps: of several the first.
    pub(super) fn step(&self, row: u32) -> i64 {
        self.of_row(row).next().map_or(NO_INT, |open| i64::from(open.age) * Decimal::ONE)
    }
}

/// Whether a report tells what orders are owed: then an order counts in any case where something of it is due.
pub(super) fn is_asked(report: &Report) -> bool {
    let owed = |measure: &Measure| measure.of == Path::own(extra::OUTSTANDING);
    let by_age = |group: &Group| group.by == Path::own(extra::DUE_FOR);
    report.of == order::ID && (report.measures.iter().any(owed) || report.groups.iter().any(by_age))
}
