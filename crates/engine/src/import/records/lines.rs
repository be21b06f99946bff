//! Orders with lines: the rows of one order are its lines.

use super::batch::{money, number};
use super::build::{Builder, value};
use super::{NOBODY, Planner, Standing};
use crate::import::{Known, derived, known};
use crate::packed::Packed;
use crate::rows::{Rows, SEGMENT_ROWS_MAX};
use hashbrown::HashMap;
use model::order::tax;
use model::schema::{order_line, product};
use model::{Decimal, FieldId, Money, RecordId, Value};
use protocol::import::RejectReason;

/// Fields of a line that are made here.
const MADE: [FieldId; 2] = [order_line::AMOUNT.id, order_line::TAX.id];

/// The lines that an order of the book has: what each sells, and its id.
type Held = HashMap<RecordId, Vec<(Option<RecordId>, RecordId)>>;

impl Planner<'_> {
    /// What each row is worth as a line: its amount or, without one, price × quantity − discount. Refuses rows that are worth
    /// more than can be counted, and those in another currency than their order's.
    pub(super) fn value_lines(&mut self) {
        if !self.has_lines() {
            return;
        }
        let column = |field: FieldId| self.batch.find(order_line::ID, field);
        let amount = column(order_line::AMOUNT.id);
        let price = column(order_line::UNIT_PRICE.id);
        let quantity = column(order_line::QUANTITY.id);
        let discount = column(order_line::DISCOUNT.id);
        let mut currencies: HashMap<u32, model::Currency> = HashMap::new();
        self.worth = vec![None; self.batch.len()];
        for row in 0..self.batch.len() {
            if self.of_row[row] == NOBODY {
                continue;
            }
            let money_in = |column: Option<usize>| money(&self.batch.columns[column?].cells, row);
            let price_of = || -> Option<Result<Money, RejectReason>> {
                let (price, quantity) = (money_in(price)?, number(&self.batch.columns[quantity?].cells, row)?);
                let less = money_in(discount);
                if less.is_some_and(|less| less.currency != price.currency) {
                    return Some(Err(RejectReason::MixedCurrencies));
                }
                let minor =
                    times(price.minor, quantity).and_then(|minor| minor.checked_sub(less.map_or(0, |less| less.minor)));
                Some(minor.map(|minor| Money { minor, ..price }).ok_or(RejectReason::TooLarge))
            };
            let worth = money_in(amount).map(Ok).or_else(price_of);
            match worth {
                None => {}
                Some(Err(reason)) => self.reject(row, price, reason),
                Some(Ok(worth)) => {
                    let first = *currencies.entry(self.of_row[row]).or_insert(worth.currency);
                    if first == worth.currency {
                        self.worth[row] = Some(worth);
                    } else {
                        self.reject(row, amount.or(price), RejectReason::MixedCurrencies);
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

    /// What a line comes to with its tax.
    fn gross(&self, row: usize) -> Option<Money> {
        let worth = self.worth.get(row).copied().flatten()?;
        let tax = self.taxes.get(row).copied().flatten().filter(|tax| tax.currency == worth.currency);
        Some(Money { minor: worth.minor.saturating_add(tax.map_or(0, |tax| tax.minor)), ..worth })
    }

    /// The sum of an order's lines with their tax; `None` where they are worth nothing that is known.
    pub(super) fn total(&self, at: usize) -> Option<Money> {
        let mut worth = self.rows(at).filter_map(|row| self.gross(row));
        let first = worth.next()?;
        Some(worth.fold(first, |sum, more| Money { minor: sum.minor.saturating_add(more.minor), ..sum }))
    }

    fn held_lines(&self) -> Held {
        let mut held = Held::new();
        let old = self.targets.iter().filter(|target| target.standing != Standing::New && target.first != NOBODY);
        for target in old {
            held.insert(target.id, Vec::new());
        }
        let Some(table) = self.workspace.table(order_line::ID).filter(|_| !held.is_empty()) else { return held };
        let reference = |field: FieldId, row| {
            let handle = table.column(field).and_then(|column| column.reference(row))?;
            Some(self.workspace.ids.id(handle))
        };
        for row in 0..table.len() {
            let Some(order) = reference(order_line::ORDER.id, row) else { continue };
            let Some(lines) = held.get_mut(&order) else { continue };
            // Of an order that stands, only lines that stand.
            let gone = !table.is_alive(row);
            if gone && known(self.workspace, model::schema::order::ID, order) == Known::Alive {
                continue;
            }
            lines.push((reference(order_line::PRODUCT.id, row), self.workspace.ids.id(table.handle(row))));
        }
        held
    }
}

/// A price in minor units times a quantity in millionths, rounded half to even.
fn times(price: i64, quantity: i64) -> Option<i64> {
    let product = i128::from(price) * i128::from(quantity);
    let one = i128::from(Decimal::ONE);
    let (whole, rest) = (product.div_euclid(one), product.rem_euclid(one));
    let up = rest * 2 > one || (rest * 2 == one && whole % 2 != 0);
    i64::try_from(whole + i128::from(up)).ok()
}

/// The lines of every order of the file.
pub(super) fn build(planner: &mut Planner<'_>, builder: &mut Builder) {
    let planner = &*planner;
    let columns: Vec<usize> =
        (0..planner.batch.columns.len()).filter(|at| planner.batch.columns[*at].of == order_line::ID).collect();
    let product = planner.batch.find(order_line::ID, order_line::PRODUCT.id);
    let mut held = planner.held_lines();
    let mut new: Vec<(RecordId, RecordId, usize)> = Vec::new();
    let mut count = 0;
    let mut ordinals: HashMap<(RecordId, Option<RecordId>), u32> = HashMap::new();
    for (at, target) in planner.targets.iter().enumerate().filter(|(_, target)| target.first != NOBODY) {
        for row in planner.rows(at) {
            if columns.iter().all(|column| planner.batch.columns[*column].cells.is_empty(row)) {
                continue;
            }
            let sold = product.and_then(|column| match value(planner, column, row) {
                Value::Reference(id) => Some(id),
                _ => None,
            });
            let ordinal = ordinals.entry((target.id, sold)).or_insert(0);
            *ordinal += 1;
            let old = held.get_mut(&target.id).and_then(|lines| {
                let place = lines.iter().position(|(product, _)| *product == sold)?;
                Some(lines.remove(place).1)
            });
            let id = old.unwrap_or_else(|| {
                let sold = sold.map_or([0; 16], |sold| sold.0.to_le_bytes());
                derived("order line", &[&target.id.0.to_le_bytes(), &sold, &ordinal.to_le_bytes()])
            });
            match known(planner.workspace, order_line::ID, id) {
                Known::New => {
                    count += 1;
                    new.push((id, target.id, row));
                }
                Known::Dead => {
                    count += 1;
                    builder.revive(order_line::ID, id);
                    change(planner, builder, id, target.id, &columns, row);
                }
                Known::Alive => change(planner, builder, id, target.id, &columns, row),
            }
        }
        ordinals.clear();
    }
    builder.along(order_line::ID, count);
    for chunk in new.chunks(SEGMENT_ROWS_MAX) {
        let mut rows = Rows::new(order_line::ID, planner.stamp, chunk.iter().map(|(id, ..)| *id))
            .with(order_line::ORDER.id, Packed::references(chunk.iter().map(|(_, order, _)| Some(*order))));
        let cells: Vec<Option<usize>> = chunk.iter().map(|(.., row)| Some(*row)).collect();
        for &column in &columns {
            if !MADE.contains(&planner.batch.columns[column].field) {
                let filled =
                    cells.iter().map(|row| row.filter(|row| !planner.batch.columns[column].cells.is_empty(*row)));
                rows = builder.with(planner, rows, column, &filled.collect::<Vec<_>>());
            }
        }
        for (field, amounts) in MADE.into_iter().zip([&planner.worth, &planner.taxes]) {
            let amounts: Vec<Option<Money>> = chunk.iter().map(|(.., row)| amounts[*row]).collect();
            if amounts.iter().any(Option::is_some) {
                rows = rows.with(field, Packed::money(amounts.into_iter()));
            }
        }
        builder.pieces.push(rows);
    }
}

/// The cells of a line of the book that the file says otherwise.
fn change(planner: &Planner<'_>, builder: &mut Builder, id: RecordId, order: RecordId, columns: &[usize], row: usize) {
    let before = builder.cells.len();
    builder.set(planner, order_line::ID, id, order_line::ORDER.id, Value::Reference(order));
    for &column in columns {
        let field = planner.batch.columns[column].field;
        if !MADE.contains(&field) {
            builder.set(planner, order_line::ID, id, field, value(planner, column, row));
        }
    }
    for (field, amounts) in MADE.into_iter().zip([&planner.worth, &planner.taxes]) {
        if let Some(amount) = amounts[row] {
            builder.set(planner, order_line::ID, id, field, Value::Money(amount));
        }
    }
    builder.report.cells += (builder.cells.len() - before) as u32;
}
