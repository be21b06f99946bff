//! What lines of orders come to, and how far that moves the totals of their orders.

use super::batch::{money, number};
use super::build::{Builder, value};
use super::{NOBODY, Planner, Standing};
use crate::import::{Known, known};
use crate::orders::{gross, gross_of, taxed};
use crate::packed::Packed;
use crate::rows::Rows;
use hashbrown::HashMap;
use model::order::{Fields, amount, get, tax};
use model::schema::{order, order_line, product};
use model::{Currency, Decimal, FieldId, Money, RecordId, Value};
use protocol::import::RejectReason;
use std::collections::BTreeMap;

/// Fields of a line that are made here.
pub(super) const MADE: [FieldId; 2] = [order_line::AMOUNT.id, order_line::TAX.id];

/// What a line comes to.
#[derive(Clone, Copy, Default)]
pub(super) struct Worth {
    /// What it came to with its tax before.
    pub(super) before: Option<Money>,
    pub(super) amount: Option<Money>,
    pub(super) tax: Option<Money>,
}

impl Worth {
    /// What it comes to with its tax.
    pub(super) fn gross(&self) -> Option<Money> {
        gross(self.amount, self.tax)
    }
}

/// How far the lines of an order move its total.
#[derive(Default)]
struct Move {
    before: Vec<Money>,
    after: Vec<Money>,
    /// What its other lines come to.
    others: Vec<Money>,
    /// The file says the total itself.
    is_said: bool,
}

/// The moves of all orders.
#[derive(Default)]
pub(super) struct Moves(BTreeMap<RecordId, Move>);

impl Moves {
    /// A line of the order comes to something, perhaps another amount than before.
    pub(super) fn note(&mut self, order: RecordId, before: Option<Money>, after: Option<Money>) {
        let known = self.0.entry(order).or_default();
        known.before.extend(before);
        known.after.extend(after);
    }

    /// So does a line that the file does not have.
    pub(super) fn stay(&mut self, order: RecordId, other: Option<Money>) {
        self.0.entry(order).or_default().others.extend(other);
    }

    pub(super) fn said(&mut self, order: RecordId) {
        self.0.entry(order).or_default().is_said = true;
    }

    /// Whether the lines of an order come to something else than before.
    pub(super) fn moves(&self, order: RecordId) -> bool {
        self.0.get(&order).is_some_and(|moved| total(moved.before.iter()) != total(moved.after.iter()))
    }

    /// The totals of orders of the book that come to something else now.
    pub(super) fn write(self, planner: &Planner<'_>, builder: &mut Builder) {
        for (id, moved) in self.0.into_iter().filter(|(_, moved)| !moved.is_said) {
            let was = planner.workspace.get(order::ID, id, order::TOTAL);
            let total = match known(planner.workspace, order::ID, id) {
                Known::New => continue,
                Known::Alive => match was {
                    Some(was) => sum(was, &moved.after, 1).and_then(|sum_of| sum(sum_of, &moved.before, -1)),
                    None => total(moved.after.iter().chain(&moved.others)),
                },
                // It comes back with the lines that the file has, and no others.
                Known::Dead => total(moved.after.iter()),
            };
            let before = builder.cells.len();
            builder.set(planner, order::ID, id, order::TOTAL.id, total.map_or(Value::Empty, Value::Money));
            builder.report.cells += (builder.cells.len() - before) as u32;
        }
    }
}

/// The first amount and more of its currency, times `sign`; `None` beyond 64 bits.
fn sum(first: Money, more: &[Money], sign: i64) -> Option<Money> {
    let mut same = more.iter().filter(|money| money.currency == first.currency);
    let minor = same.try_fold(first.minor, |sum, money| sum.checked_add(money.minor.checked_mul(sign)?))?;
    Some(Money { minor, ..first })
}

fn total<'a>(amounts: impl Iterator<Item = &'a Money>) -> Option<Money> {
    model::order::total(&amounts.copied().collect::<Vec<_>>())
}

/// Rows of lines with what each comes to.
pub(super) fn with_worth(mut rows: Rows, worth: &[Worth]) -> Rows {
    let amounts: [Vec<Option<Money>>; 2] =
        [worth.iter().map(|worth| worth.amount).collect(), worth.iter().map(|worth| worth.tax).collect()];
    rows.columns.retain(|(field, _)| !MADE.contains(field));
    for (field, amounts) in MADE.into_iter().zip(amounts) {
        if amounts.iter().any(Option::is_some) {
            rows = rows.with(field, Packed::money(amounts.into_iter()));
        }
    }
    rows
}

impl Planner<'_> {
    /// Whether each row is a line of an order.
    pub(super) fn are_lines(&self) -> bool {
        self.has_lines() || self.of() == order_line::ID
    }

    /// The order of a row, as far as its lines must be in one currency, and what its total is counted in.
    fn order_of(&self, row: usize) -> (u128, Option<Currency>) {
        let currency = |id| self.workspace.get(order::ID, id, order::TOTAL).map(|total| total.currency);
        if self.has_lines() {
            let at = self.of_row[row];
            let said = self.batch.find(order::ID, order::TOTAL.id);
            let target = self.targets.get(at as usize).filter(|target| target.standing == Standing::Alive);
            let id = target.map(|target| target.id).filter(|_| said.is_none());
            return (at.into(), id.and_then(currency));
        }
        let id = self.order_named(row);
        (id.map_or(0, |id| id.0), id.and_then(currency))
    }

    /// What each row is worth as a line: its amount or, without one, price × quantity − discount. Refuses rows that are worth
    /// more than can be counted, and those in another currency than their order's.
    pub(super) fn value_lines(&mut self) {
        if !self.are_lines() {
            return;
        }
        let column = |field: FieldId| self.batch.find(order_line::ID, field);
        let amount_at = column(order_line::AMOUNT.id);
        let price_at = column(order_line::UNIT_PRICE.id);
        let quantity_at = column(order_line::QUANTITY.id);
        let discount_at = column(order_line::DISCOUNT.id);
        let mut currencies: HashMap<u128, Currency> = HashMap::new();
        self.worth = vec![None; self.batch.len()];
        for row in 0..self.batch.len() {
            if self.of_row[row] == NOBODY {
                continue;
            }
            let money_in = |column: Option<usize>| money(&self.batch.columns[column?].cells, row);
            let price_of = || -> Option<Result<Money, RejectReason>> {
                let price = money_in(price_at)?;
                let less = money_in(discount_at);
                if less.is_some_and(|less| less.currency != price.currency) {
                    return Some(Err(RejectReason::MixedCurrencies));
                }
                let quantity = quantity_at.and_then(|column| number(&self.batch.columns[column].cells, row));
                let mut line = vec![(order_line::UNIT_PRICE.id, Value::Money(price))];
                line.extend(less.map(|less| (order_line::DISCOUNT.id, Value::Money(less))));
                line.extend(quantity.map(|quantity| (order_line::QUANTITY.id, Value::Number(Decimal(quantity)))));
                Some(amount(&line).ok_or(RejectReason::TooLarge))
            };
            match money_in(amount_at).map(Ok).or_else(price_of) {
                None => {}
                Some(Err(reason)) => self.reject(row, price_at, reason),
                Some(Ok(worth)) => {
                    let (order, held) = self.order_of(row);
                    let first = *currencies.entry(order).or_insert(held.unwrap_or(worth.currency));
                    if first == worth.currency {
                        self.worth[row] = Some(worth);
                    } else {
                        self.reject(row, amount_at.or(price_at), RejectReason::MixedCurrencies);
                    }
                }
            }
        }
    }

    /// The tax on each line: as the file says or, of a line that is a price times a quantity, at the rate of its product.
    pub(super) fn tax_lines(&mut self) {
        let column = |field: FieldId| self.batch.find(order_line::ID, field);
        let (said, product) = (column(order_line::TAX.id), column(order_line::PRODUCT.id));
        let priced = column(order_line::AMOUNT.id).is_none();
        let of = |(row, worth): (usize, &Option<Money>)| -> Option<Money> {
            let worth = (*worth)?;
            if let Some(said) = said {
                return money(&self.batch.columns[said].cells, row);
            }
            let Value::Reference(sold) = value(self, product.filter(|_| priced)?, row) else { return None };
            tax(worth, self.workspace.get(product::ID, sold, product::TAX_RATE)?)
        };
        self.taxes = self.worth.iter().enumerate().map(of).collect();
    }

    /// The sum of an order's lines with their tax; `None` where they are worth nothing that is known.
    pub(super) fn total(&self, at: usize) -> Option<Money> {
        let gross = |row: usize| gross(*self.worth.get(row)?, self.taxes.get(row).copied().flatten());
        let mut worth = self.rows(at).filter_map(gross);
        let first = worth.next()?;
        Some(worth.fold(first, |sum, more| Money { minor: sum.minor.saturating_add(more.minor), ..sum }))
    }

    /// What stands in a line of the book.
    pub(super) fn line(&self, id: RecordId) -> Fields {
        let place = self.workspace.find(order_line::ID, id);
        place.map_or_else(Vec::new, |(table, row)| table.cells(row, &self.workspace.ids))
    }

    /// The order whose line a row is, of a file of lines alone.
    pub(super) fn order_named(&self, row: usize) -> Option<RecordId> {
        match value(self, self.batch.find(order_line::ID, order_line::ORDER.id)?, row) {
            Value::Reference(id) => Some(id),
            _ => None,
        }
    }

    /// What a line comes to once the row is written into it: as the file says; else what price, quantity and discount make, wherever they stand.
    pub(super) fn worth_of(&self, id: RecordId, row: usize) -> Worth {
        let (worth, tax) = (self.worth[row], self.taxes[row]);
        let before = self.line(id);
        if before.is_empty() {
            return Worth { before: None, amount: worth, tax };
        }
        let lines = self.batch.columns.iter().enumerate().filter(|(_, column)| column.of == order_line::ID);
        let mut after = before.clone();
        for (column, cells) in lines.filter(|(_, column)| !column.cells.is_empty(row)) {
            after.push((cells.field, value(self, column, row)));
        }
        let is_filled = |field: FieldId| {
            self.batch.find(order_line::ID, field).is_some_and(|column| !self.batch.columns[column].cells.is_empty(row))
        };
        let is_priced = [order_line::UNIT_PRICE, order_line::DISCOUNT].iter().any(|key| is_filled(key.id))
            || is_filled(order_line::QUANTITY.id);
        let was: Option<Money> = get(&before, order_line::AMOUNT);
        let made = match is_filled(order_line::AMOUNT.id) {
            true => worth,
            false => is_priced.then(|| amount(&after)).flatten().or(was),
        };
        let had = get(&before, order_line::TAX);
        let tax = match made {
            _ if is_filled(order_line::TAX.id) => get(&after, order_line::TAX),
            // What is said to come to an amount has as much tax as it had: none, perhaps.
            Some(_) if is_filled(order_line::AMOUNT.id) && had.is_none() => None,
            Some(made) if Some(made) != was => taxed(self.workspace, &before, &after, made),
            _ => had,
        };
        Worth { before: gross_of(&before), amount: made, tax }
    }
}
