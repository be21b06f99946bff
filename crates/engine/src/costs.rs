//! What is earned of an amount, told from what products cost: for a workspace that set no margin.

use crate::column::Column;
use crate::counted::{Pieces, counts};
use crate::ids::Handle;
use crate::ints::NO_INT;
use crate::workspace::Workspace;
use insight::History;
use model::schema::{order, order_line, product};
use model::{Currency, Decimal};

/// Pieces of lines gone through in one step: some ten thousand lines.
const PIECES: usize = 4;

/// The margin of the lines whose cost is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KnownMargin {
    /// Share of their amounts that is earned, 0–1.
    pub margin: f64,
    /// Their share of all that was bought, 0–1.
    pub coverage: f64,
}

/// The work: goes through the lines of the orders that count. Sums are whole numbers, so every order of rows gives the same.
pub(crate) struct Costs {
    currency: Currency,
    as_of: i32,
    /// What a unit costs, by the row of the product, minor units.
    units: Vec<Option<i64>>,
    piece: Option<usize>,
    /// Quantity times cost of a unit, in parts of a unit as quantities are.
    cost: i128,
    amount: i128,
}

impl Costs {
    /// `None` where no product says what it costs in the currency.
    pub(crate) fn of(workspace: &Workspace, currency: Currency, as_of: i32) -> Option<Costs> {
        let products = workspace.table(product::ID)?;
        let column = products.column(product::UNIT_COST.id)?;
        let cost = |row: u32| column.money(row).filter(|cost| cost.currency == currency && cost.minor >= 0);
        let units: Vec<Option<i64>> = (0..products.len()).map(|row| cost(row).map(|cost| cost.minor)).collect();
        let some = units.iter().any(Option::is_some);
        some.then_some(Costs { currency, as_of, units, piece: Some(0), cost: 0, amount: 0 })
    }

    /// Works for a few milliseconds; whether there is more to do.
    pub(crate) fn step(&mut self, workspace: &Workspace) -> bool {
        let (Some(piece), Some(lines)) = (self.piece, workspace.table(order_line::ID)) else { return false };
        let (Some(orders), Some(amounts)) = (workspace.table(order::ID), lines.column(order_line::AMOUNT.id)) else {
            return false;
        };
        let column = |field| lines.column(field).and_then(Column::ints);
        let [minor, index] = amounts.money_ints().map_or([None; 2], |two| two.map(Some));
        let wanted = amounts.currencies().iter().position(|known| *known == self.currency);
        let wanted = wanted.map_or(NO_INT, |at| at as i64);
        use order_line::{ORDER, PRODUCT, QUANTITY};
        let columns = [column(PRODUCT.id), column(ORDER.id), column(QUANTITY.id), minor, index];
        let handle = |cell: i64| u32::try_from(cell).ok().map(Handle);
        let more = Pieces::new(columns).some(piece..piece + PIECES, |row, [of, whose, quantity, minor, index]| {
            let item = handle(of).and_then(|of| workspace.ids.row(of, product::ID));
            let Some(unit) = item.and_then(|item| *self.units.get(item as usize)?) else { return };
            if quantity == NO_INT || minor == NO_INT || index != wanted || !lines.is_alive(row) {
                return;
            }
            let order = handle(whose).and_then(|whose| workspace.ids.row(whose, order::ID));
            if order.and_then(|order| counts(orders, order)).is_some_and(|day| day.0 <= self.as_of) {
                self.cost = self.cost.saturating_add(i128::from(quantity) * i128::from(unit));
                self.amount += i128::from(minor);
            }
        });
        self.piece = more.then_some(piece + PIECES);
        more
    }

    /// What was found, once all is gone through; `None` where nothing was bought whose cost is known.
    pub(crate) fn found(&self, history: &History) -> Option<KnownMargin> {
        let amount = self.amount as f64;
        if self.piece.is_some() || self.amount <= 0 {
            return None;
        }
        let cost = self.cost as f64 / Decimal::ONE as f64;
        let all: i128 = (0..history.customers()).map(|c| i128::from(history.total(c))).sum();
        let coverage = if all > 0 { (amount / all as f64).min(1.0) } else { 1.0 };
        Some(KnownMargin { margin: insight::clv::margin_of(cost, amount)?, coverage })
    }
}
