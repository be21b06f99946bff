//! Who came back, by when they came first, and what those will still bring.

use super::shown;
use crate::scoring::Scores;
use crate::workspace::Workspace;
use crate::worth::Worth;
use insight::calendar::Period;
use insight::cohort::{Repeat, cohorts};
use insight::stats::wilson;
use model::Day;
use model::schema::customer;
use protocol::{CohortCell, CohortRow, CohortsAnswer, CohortsQuery, RepeatAnswer};
use std::collections::BTreeMap;

/// Cohorts shown, and ages of each.
const SHOWN_MAX: usize = 24;
/// Customers whose value is worked out in one slice.
const CUSTOMERS: usize = 400;

/// The work.
pub struct Cohorts {
    period: Period,
    worth: Option<Worth>,
    at: usize,
    /// By number of the period: what its customers will bring, and how many that is told of.
    values: BTreeMap<i32, (i64, u32)>,
}

impl Cohorts {
    pub(super) fn new(query: &CohortsQuery, scores: &Scores) -> Cohorts {
        let period = match query.months {
            ..3 => Period::Month,
            3..12 => Period::Quarter,
            12.. => Period::Year,
        };
        Cohorts { period, worth: Worth::of(scores), at: 0, values: BTreeMap::new() }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<CohortsAnswer> {
        let all = if self.worth.is_some() { scores.book.customers() } else { 0 };
        let to = (self.at + CUSTOMERS).min(all);
        for row in self.at..to {
            self.look(row, workspace, scores);
        }
        self.at = to;
        (self.at >= all).then(|| self.answer(scores))
    }

    fn look(&mut self, row: usize, workspace: &Workspace, scores: &Scores) {
        let is_there = workspace.table(customer::ID).is_some_and(|people| people.is_alive(row as u32));
        let (Some(worth), true) = (&self.worth, is_there) else { return };
        let Some((first, _)) = scores.book.history.span(row) else { return };
        let value = match scores.book.has_ended(row) {
            true => Some(0.0),
            false => worth.discounted(scores, row).map(|(amount, orders)| scores.money.share() * amount * orders),
        };
        if let Some(value) = value {
            // Whole numbers: rows stand in another order on every device, and the sum must not tell.
            let (sum, n) = self.values.entry(self.period.of(first)).or_default();
            *sum = sum.saturating_add(value.round() as i64);
            *n += 1;
        }
    }

    fn answer(&self, scores: &Scores) -> CohortsAnswer {
        let book = &scores.book;
        let all = cohorts(&book.history, self.period);
        let older = all.len().saturating_sub(SHOWN_MAX);
        let cell = |size: u32, cell: &insight::cohort::CohortCell| CohortCell {
            active: cell.active,
            range: wilson(cell.active.into(), size.into()).map_or([0.0, 1.0], |(low, high)| [low, high]),
            revenue: cell.revenue,
            complete: cell.complete,
        };
        let value = |from: i32| {
            let (sum, n) = self.values.get(&self.period.of(from))?;
            Some((*sum as f64 / f64::from(*n)).round() as i64)
        };
        let rows = all.iter().skip(older).map(|cohort| CohortRow {
            from: shown(cohort.from),
            size: cohort.size,
            value: value(cohort.from),
            cells: cohort.ages.iter().take(SHOWN_MAX).map(|age| cell(cohort.size, age)).collect(),
        });
        let repeat = Repeat::of(&book.history).and_then(|repeat| {
            let again = (repeat.repeat_rate * book.buyers as f64).round() as u64;
            let (low, high) = wilson(again, book.buyers as u64)?;
            let rate = [repeat.repeat_rate, low, high];
            Some(RepeatAnswer { rate, median_gap_days: repeat.median_gap_days, frequency: repeat.frequency })
        });
        CohortsAnswer {
            as_of: Day(book.as_of),
            buyers: book.buyers as u32,
            currency: scores.currency,
            older: older as u32,
            rows: rows.collect(),
            repeat,
        }
    }
}
