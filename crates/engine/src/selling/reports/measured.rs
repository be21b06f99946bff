//! Measures: records in, one figure out for each cell and currency. Sums are exact: they are made of 128 bits and told only where they fit.
//!
//! Cells are made as records come, and put together afterwards: into rows, into series, into the whole.

use super::super::Context;
use super::amounts::Amounts;
use super::chosen::weighs;
use super::coded::Coded;
use super::due::Owing;
use crate::ints::NO_INT;
use crate::table::Table;
use model::report::{Calc, Measure};
use model::rule::Unit;
use model::{Currency, Money};
use protocol::{Figure, rounded};

/// Pairs of a cell and what differs in it, up to which they are not looked through for those that are there twice.
const PAIRS_MAX: usize = 1 << 16;

/// A measure with what it is of each cell so far.
pub(super) struct Measured<'a> {
    what: What<'a>,
    rooms: (Vec<i64>, Vec<u8>, Vec<u32>),
}

enum What<'a> {
    /// How many records.
    Count,
    /// How many have something, and whether that is told as a share.
    Filled(Filled<'a>, bool, Vec<u64>),
    /// What differs: cells and codes, in order up to a place.
    Distinct(Coded<'a>, Vec<u64>, usize),
    /// What is weighed, for each cell and currency, and which currencies are used.
    Weighed(Calc, Amounts<'a>, Vec<Heap>, Vec<bool>),
    /// Nothing there can be measured.
    Nothing,
}

enum Filled<'a> {
    Amounts(Amounts<'a>),
    Codes(Coded<'a>),
}

/// What is known of a cell in one currency.
#[derive(Clone, Copy)]
struct Heap {
    count: u64,
    /// The sum is both together: 128 bits are slow to add up one by one.
    sum: i64,
    above: i128,
    least: i64,
    most: i64,
}

const EMPTY: Heap = Heap { count: 0, sum: 0, above: 0, least: i64::MAX, most: i64::MIN };

impl Heap {
    #[inline]
    fn add(&mut self, cell: i64) {
        self.count += 1;
        match self.sum.checked_add(cell) {
            Some(sum) => self.sum = sum,
            None => (self.above, self.sum) = (self.above + i128::from(self.sum), cell),
        }
        self.least = self.least.min(cell);
        self.most = self.most.max(cell);
    }

    fn join(&mut self, other: &Heap) {
        self.count += other.count;
        self.above += other.sum();
        self.least = self.least.min(other.least);
        self.most = self.most.max(other.most);
    }

    fn sum(&self) -> i128 {
        self.above + i128::from(self.sum)
    }
}

impl<'a> Measured<'a> {
    pub(super) fn of(context: &'a Context<'a>, table: &'a Table, measure: Measure) -> Measured<'a> {
        let codes = || Coded::of(context, table, measure.of, Unit::Day);
        let what = match measure.calc {
            Calc::Count => What::Count,
            Calc::Filled | Calc::Share => {
                let of =
                    Amounts::of(context, table, measure.of).map_or_else(|| Filled::Codes(codes()), Filled::Amounts);
                What::Filled(of, measure.calc == Calc::Share, Vec::new())
            }
            Calc::Distinct => What::Distinct(codes(), Vec::new(), 0),
            calc => match Amounts::of(context, table, measure.of).filter(|_| weighs(calc)) {
                Some(amounts) => {
                    let used = vec![false; amounts.currencies.len()];
                    What::Weighed(calc, amounts, Vec::new(), used)
                }
                None => What::Nothing,
            },
        };
        Measured { what, rooms: Default::default() }
    }

    /// What orders are owed, where that is what is measured.
    pub(super) fn owing(&mut self) -> Option<&mut Owing<'a>> {
        match &mut self.what {
            What::Weighed(_, amounts, ..) | What::Filled(Filled::Amounts(amounts), ..) => amounts.owing(),
            _ => None,
        }
    }

    /// Begins again.
    pub(super) fn forget(&mut self) {
        match &mut self.what {
            What::Count | What::Nothing => {}
            What::Filled(_, _, with) => with.clear(),
            What::Distinct(_, pairs, in_order) => {
                pairs.clear();
                *in_order = 0;
            }
            What::Weighed(_, _, heaps, used) => {
                heaps.clear();
                used.fill(false);
            }
        }
    }

    /// Takes some rows in, each into its cell, of so many.
    pub(super) fn take(&mut self, rows: &[u32], cell_of: &[u32], cells: usize) {
        let (amounts_of, places, codes) = &mut self.rooms;
        match &mut self.what {
            What::Count | What::Nothing => {}
            What::Filled(of, _, with) => {
                with.resize(cells, 0);
                let mut count = |cell: u32, filled: bool| with[cell as usize] += u64::from(filled);
                match of {
                    Filled::Amounts(amounts) => {
                        amounts.read(rows, amounts_of, places);
                        cell_of.iter().zip(&*amounts_of).for_each(|(&cell, &amount)| count(cell, amount != NO_INT));
                    }
                    Filled::Codes(coded) => {
                        coded.read(rows, codes);
                        cell_of.iter().zip(&*codes).for_each(|(&cell, &code)| count(cell, code != 0));
                    }
                }
            }
            What::Distinct(coded, pairs, in_order) => {
                coded.read(rows, codes);
                let filled = cell_of.iter().zip(&*codes).filter(|(_, code)| **code != 0);
                pairs.extend(filled.map(|(&cell, &code)| u64::from(cell) << 32 | u64::from(code)));
                if pairs.len() > (*in_order * 2).max(PAIRS_MAX) {
                    pairs.sort_unstable();
                    pairs.dedup();
                    *in_order = pairs.len();
                }
            }
            What::Weighed(_, amounts, heaps, used) => {
                let width = used.len().max(1);
                heaps.resize(cells * width, EMPTY);
                amounts.read(rows, amounts_of, places);
                for (at, (&cell, &amount)) in cell_of.iter().zip(&*amounts_of).enumerate() {
                    if amount == NO_INT {
                        continue;
                    }
                    let place = places.get(at).map_or(0, |&place| usize::from(place).min(width - 1));
                    heaps[cell as usize * width + place].add(amount);
                    if let Some(used) = used.get_mut(place) {
                        *used = true;
                    }
                }
            }
        }
    }

    /// The currencies of its columns: that of the book first, then by their code. One column at least.
    pub(super) fn currencies(&self, context: &Context<'_>) -> Vec<Option<Currency>> {
        let What::Weighed(_, amounts, _, used) = &self.what else { return vec![None] };
        if !amounts.money {
            return vec![None];
        }
        let used = amounts.currencies.iter().zip(used).filter(|(_, used)| **used);
        let mut found: Vec<Currency> = used.map(|(currency, _)| *currency).collect();
        found.sort_by_key(|currency| (*currency != context.currency, *currency));
        if found.is_empty() {
            found.push(context.currency);
        }
        found.into_iter().map(Some).collect()
    }

    /// The figures of `n` cells that these are put together into, `counts` records in each of them: for each one a column.
    pub(super) fn figures(
        &self,
        context: &Context<'_>,
        n: usize,
        counts: &[u64],
        into: &dyn Fn(usize) -> usize,
    ) -> Vec<Vec<Figure>> {
        let sums = |of: &[u64]| {
            let mut sums = vec![0_u64; n];
            of.iter().enumerate().for_each(|(cell, count)| sums[into(cell)] += count);
            sums
        };
        match &self.what {
            What::Count => sums(counts).into_iter().map(|n| vec![Figure::Count(n)]).collect(),
            What::Filled(_, share, with) => {
                let figure = |(with, all)| if *share { Figure::Share(with, all) } else { Figure::Count(with) };
                sums(with).into_iter().zip(sums(counts)).map(|both| vec![figure(both)]).collect()
            }
            What::Distinct(_, pairs, _) => {
                let put = |pair: &u64| (into((pair >> 32) as usize) as u64) << 32 | (pair & u64::from(u32::MAX));
                let mut seen: Vec<u64> = pairs.iter().map(put).collect();
                seen.sort_unstable();
                seen.dedup();
                let mut counts = vec![0_u64; n];
                seen.iter().for_each(|pair| counts[(pair >> 32) as usize] += 1);
                counts.into_iter().map(|n| vec![Figure::Count(n)]).collect()
            }
            What::Weighed(calc, amounts, heaps, used) => {
                let (columns, width) = (self.currencies(context), used.len().max(1));
                // The column of each currency's place.
                let column = |known: &Currency| columns.iter().position(|column| *column == Some(*known)).unwrap_or(0);
                let column_of: Vec<usize> = amounts.currencies.iter().map(column).collect();
                let mut joined = vec![EMPTY; n * columns.len()];
                for (at, heap) in heaps.iter().enumerate().filter(|(_, heap)| heap.count > 0) {
                    let column = column_of.get(at % width).copied().unwrap_or(0);
                    joined[into(at / width) * columns.len() + column].join(heap);
                }
                let figure = |(heap, column): (&Heap, &Option<Currency>)| told(*calc, amounts.money, heap, *column);
                joined.chunks(columns.len()).map(|of| of.iter().zip(&columns).map(figure).collect()).collect()
            }
            What::Nothing => vec![vec![Figure::Empty]; n],
        }
    }

    /// What a cell comes to in each currency, or how many records it has where nothing is weighed.
    pub(super) fn sums(&self, cell: usize, count: u64) -> Vec<(Option<Currency>, i128)> {
        match &self.what {
            What::Weighed(_, amounts, heaps, used) => {
                let width = used.len().max(1);
                let of = heaps.get(cell * width..(cell + 1) * width).unwrap_or_default().iter().enumerate();
                let told = of.filter(|(_, heap)| heap.count > 0);
                told.map(|(place, heap)| (amounts.currencies.get(place).copied(), heap.sum())).collect()
            }
            What::Nothing => Vec::new(),
            _ => vec![(None, i128::from(count))],
        }
    }

    /// What each of some rows adds.
    pub(super) fn of_rows(&mut self, rows: &[u32]) -> Vec<Figure> {
        let What::Weighed(_, amounts, ..) = &mut self.what else { return vec![Figure::Empty; rows.len()] };
        let (cells, places, _) = &mut self.rooms;
        amounts.read(rows, cells, places);
        let figure = |(at, &cell): (usize, &i64)| match cell {
            NO_INT => Figure::Empty,
            cell => {
                let mut heap = EMPTY;
                heap.add(cell);
                let currency = amounts.currency(places.get(at).copied().unwrap_or(0));
                told(Calc::Sum, amounts.money, &heap, currency)
            }
        };
        cells.iter().enumerate().map(figure).collect()
    }
}

fn told(calc: Calc, money: bool, heap: &Heap, currency: Option<Currency>) -> Figure {
    if heap.count == 0 {
        return Figure::Empty;
    }
    let size = match calc {
        Calc::Average => rounded(heap.sum(), i128::from(heap.count)),
        Calc::Least => i128::from(heap.least),
        Calc::Most => i128::from(heap.most),
        _ => heap.sum(),
    };
    match (i64::try_from(size), currency) {
        (Ok(minor), Some(currency)) if money => Figure::Money(Money { minor, currency }),
        (Ok(number), None) => Figure::Number(number),
        (Ok(_), Some(_)) => Figure::Empty,
        (Err(_), _) => Figure::TooLarge,
    }
}
