//! Measures: records in, one figure out for each cell and currency. Sums are exact: they are made of 128 bits and told only where they fit.

use super::super::Context;
use super::cells::Amounts;
use super::chosen::{Chosen, weighs};
use crate::ints::NO_INT;
use model::report::{Calc, Measure};
use model::{Currency, Money};
use protocol::{Figure, rounded};

/// A measure made ready for the chosen rows.
pub(super) enum Measured {
    /// How many records.
    Count,
    /// Which of the records count, and whether as a share of all.
    Filled(Vec<bool>, bool),
    /// What differs.
    Distinct(Vec<u32>),
    /// What is weighed; the currencies that are used, in their order.
    Weighed(Calc, Amounts, Vec<Option<Currency>>),
    /// Nothing there can be measured.
    Nothing,
}

/// What is known of a cell in one currency.
#[derive(Clone, Copy)]
struct Heap {
    count: u64,
    sum: i128,
    least: i64,
    most: i64,
}

const EMPTY: Heap = Heap { count: 0, sum: 0, least: i64::MAX, most: i64::MIN };

impl Measured {
    pub(super) fn of(context: &Context<'_>, chosen: &Chosen<'_>, measure: Measure) -> Measured {
        match measure.calc {
            Calc::Count => Measured::Count,
            Calc::Filled | Calc::Share => {
                Measured::Filled(chosen.filled(context, measure.of), measure.calc == Calc::Share)
            }
            Calc::Distinct => Measured::Distinct(chosen.codes(context, measure.of)),
            calc => match chosen.amounts(context, measure.of).filter(|_| weighs(calc)) {
                Some(amounts) => {
                    let currencies = used(context, &amounts);
                    Measured::Weighed(calc, amounts, currencies)
                }
                None => Measured::Nothing,
            },
        }
    }

    /// The currencies of its columns.
    pub(super) fn currencies(&self) -> Vec<Option<Currency>> {
        match self {
            Measured::Weighed(_, _, currencies) => currencies.clone(),
            _ => vec![None],
        }
    }

    /// The figures of `cells` cells by the cell of each row: for each cell one a column.
    pub(super) fn figures(&self, cells: usize, cell_of: &dyn Fn(usize) -> usize, rows: usize) -> Vec<Vec<Figure>> {
        match self {
            Measured::Count => {
                let mut counts = vec![0_u64; cells];
                (0..rows).for_each(|row| counts[cell_of(row)] += 1);
                counts.into_iter().map(|n| vec![Figure::Count(n)]).collect()
            }
            Measured::Filled(filled, share) => {
                let (mut all, mut with) = (vec![0_u64; cells], vec![0_u64; cells]);
                for (row, filled) in filled.iter().enumerate() {
                    let cell = cell_of(row);
                    all[cell] += 1;
                    with[cell] += u64::from(*filled);
                }
                let figure = |(with, all)| if *share { Figure::Share(with, all) } else { Figure::Count(with) };
                with.into_iter().zip(all).map(|both| vec![figure(both)]).collect()
            }
            Measured::Distinct(codes) => {
                let mut seen: Vec<u64> = codes
                    .iter()
                    .enumerate()
                    .filter(|(_, code)| **code != 0)
                    .map(|(row, code)| (cell_of(row) as u64) << 32 | u64::from(*code))
                    .collect();
                seen.sort_unstable();
                seen.dedup();
                let mut counts = vec![0_u64; cells];
                seen.iter().for_each(|pair| counts[(pair >> 32) as usize] += 1);
                counts.into_iter().map(|n| vec![Figure::Count(n)]).collect()
            }
            Measured::Weighed(calc, amounts, currencies) => weighed(*calc, amounts, currencies, cells, cell_of),
            Measured::Nothing => vec![vec![Figure::Empty]; cells],
        }
    }

    /// The currency of what one row adds.
    pub(super) fn currency(&self, row: usize) -> Option<Currency> {
        match self {
            Measured::Weighed(_, amounts, _) => currency(amounts, row),
            _ => None,
        }
    }

    /// What one row adds.
    pub(super) fn of_row(&self, row: usize) -> Figure {
        match self {
            Measured::Weighed(_, amounts, _) => match amounts.cells.get(row) {
                Some(&minor) if minor != NO_INT => told(amounts, currency(amounts, row), i128::from(minor)),
                _ => Figure::Empty,
            },
            _ => Figure::Empty,
        }
    }
}

fn place(amounts: &Amounts, row: usize) -> usize {
    amounts.places.get(row).copied().unwrap_or(0).into()
}

fn currency(amounts: &Amounts, row: usize) -> Option<Currency> {
    amounts.currencies.get(place(amounts, row)).copied()
}

/// The currencies that rows have amounts in: that of the book first, then by their code. One column at least.
fn used(context: &Context<'_>, amounts: &Amounts) -> Vec<Option<Currency>> {
    if !amounts.money {
        return vec![None];
    }
    let mut used = vec![false; amounts.currencies.len()];
    for row in (0..amounts.cells.len()).filter(|&row| amounts.cells[row] != NO_INT) {
        if let Some(used) = used.get_mut(place(amounts, row)) {
            *used = true;
        }
    }
    let used = amounts.currencies.iter().zip(used).filter(|(_, used)| *used);
    let mut found: Vec<Currency> = used.map(|(currency, _)| *currency).collect();
    found.sort_by_key(|currency| (*currency != context.currency, *currency));
    if found.is_empty() {
        found.push(context.currency);
    }
    found.into_iter().map(Some).collect()
}

fn weighed(
    calc: Calc,
    amounts: &Amounts,
    currencies: &[Option<Currency>],
    cells: usize,
    cell_of: &dyn Fn(usize) -> usize,
) -> Vec<Vec<Figure>> {
    let columns = currencies.len();
    // The column of each currency's place.
    let column = |currency: &Currency| currencies.iter().position(|known| *known == Some(*currency)).unwrap_or(0);
    let column_of: Vec<usize> = amounts.currencies.iter().map(column).collect();
    let mut heaps = vec![EMPTY; cells * columns];
    for (row, &cell) in amounts.cells.iter().enumerate() {
        if cell == NO_INT {
            continue;
        }
        let column = column_of.get(place(amounts, row)).copied().unwrap_or(0);
        let heap = &mut heaps[cell_of(row) * columns + column];
        heap.count += 1;
        heap.sum += i128::from(cell);
        heap.least = heap.least.min(cell);
        heap.most = heap.most.max(cell);
    }
    let figure = |(heap, currency): (&Heap, &Option<Currency>)| {
        if heap.count == 0 {
            return Figure::Empty;
        }
        let size = match calc {
            Calc::Average => rounded(heap.sum, i128::from(heap.count)),
            Calc::Least => i128::from(heap.least),
            Calc::Most => i128::from(heap.most),
            _ => heap.sum,
        };
        told(amounts, *currency, size)
    };
    heaps.chunks(columns).map(|heaps| heaps.iter().zip(currencies).map(figure).collect()).collect()
}

fn told(amounts: &Amounts, currency: Option<Currency>, size: i128) -> Figure {
    match (i64::try_from(size), currency) {
        (Ok(minor), Some(currency)) if amounts.money => Figure::Money(Money { minor, currency }),
        (Ok(number), None) => Figure::Number(number),
        (Ok(_), Some(_)) => Figure::Empty,
        (Err(_), _) => Figure::TooLarge,
    }
}
