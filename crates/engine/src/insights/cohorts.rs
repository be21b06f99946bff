//! Who came back, by when they came first, and what those will still bring.

use super::{SLICE, money_range, shown};
use crate::scoring::Scores;
use crate::workspace::Workspace;
use crate::worth::Worth;
use insight::calendar::Period;
use insight::cohort::{Cohort, Counting, Repeat};
use insight::stats::{Mean, Spread, wilson};
use model::Day;
use model::schema::customer;
use protocol::{CohortCell, CohortRow, CohortsAnswer, CohortsQuery, RepeatAnswer};
use std::collections::BTreeMap;

/// Cohorts shown, and ages of each; a file has all.
const SHOWN_MAX: usize = 24;
/// Customers whose value is worked out in one slice.
const CUSTOMERS: usize = 400;

/// The work.
pub struct Cohorts {
    period: Period,
    whole: bool,
    worth: Option<Worth>,
    at: usize,
    /// By number of the period: what its customers will bring.
    values: BTreeMap<i32, Spread>,
    /// The table, once it is begun, and whether everybody is in it.
    table: Option<Counting>,
    is_counted: bool,
    /// How the book reorders, once that is looked at.
    repeat: Option<Option<Repeat>>,
}

impl Cohorts {
    pub(super) fn new(query: &CohortsQuery, scores: &Scores) -> Cohorts {
        let period = match query.months {
            ..3 => Period::Month,
            3..12 => Period::Quarter,
            12.. => Period::Year,
        };
        Cohorts {
            period,
            whole: query.whole,
            worth: Worth::of(scores),
            at: 0,
            values: BTreeMap::new(),
            table: None,
            is_counted: false,
            repeat: None,
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<CohortsAnswer> {
        let all = if self.worth.is_some() { scores.book.customers() } else { 0 };
        let history = &scores.book.history;
        if self.at < all {
            let to = (self.at + CUSTOMERS).min(all);
            for row in self.at..to {
                self.look(row, workspace, scores);
            }
            self.at = to;
        } else if self.repeat.is_none() {
            self.repeat = Some(Repeat::of(history));
        } else if self.is_counted {
            return self.answer(scores);
        } else if let Some(table) = &mut self.table {
            self.is_counted = table.step(history, SLICE);
        } else {
            self.table = Some(match self.whole {
                true => Counting::all(history, self.period),
                false => Counting::newest(history, self.period, SHOWN_MAX),
            });
        }
        None
    }

    fn look(&mut self, row: usize, workspace: &Workspace, scores: &Scores) {
        let is_there = workspace.table(customer::ID).is_some_and(|people| people.is_alive(row as u32));
        let (Some(worth), true) = (&self.worth, is_there) else { return };
        let Some((first, _)) = scores.book.history.span(row) else { return };
        if let Some(value) = worth.brings(scores, row).map(|brings| scores.money.share() * brings) {
            self.values.entry(self.period.of(first)).or_default().add(value);
        }
    }

    fn answer(&mut self, scores: &Scores) -> Option<CohortsAnswer> {
        let book = &scores.book;
        let found = self.table.take()?.finish();
        let ages = if self.whole { usize::MAX } else { SHOWN_MAX };
        let most = found.newest.iter().map(|cohort| cohort.ages.len()).max().unwrap_or(0);
        let cell = |cohort: &Cohort, age: usize, cell: &insight::cohort::CohortCell| CohortCell {
            active: cell.active,
            range: wilson(cell.active.into(), cohort.size.into()).map_or([0.0, 1.0], |(low, high)| [low, high]),
            revenue: cell.revenue,
            amount_range: cohort
                .amount(age)
                .and_then(|mean| mean.ci)
                .map(|(low, high)| [low, high].map(|minor| minor.round() as i64)),
            complete: cell.complete,
        };
        let value = |from: i32| self.values.get(&self.period.of(from))?.mean();
        let rows = found.newest.iter().map(|cohort| CohortRow {
            from: shown(cohort.from),
            size: cohort.size,
            value: value(cohort.from).map(|value| value.mean.round() as i64),
            value_range: value(cohort.from).and_then(|value: Mean| money_range(value.ci)),
            cells: cohort.ages.iter().take(ages).enumerate().map(|(age, at)| cell(cohort, age, at)).collect(),
        });
        let repeat = self.repeat.flatten().and_then(|repeat| {
            let again = (repeat.repeat_rate * book.buyers as f64).round() as u64;
            let (low, high) = wilson(again, book.buyers as u64)?;
            let rate = [repeat.repeat_rate, low, high];
            Some(RepeatAnswer {
                rate,
                gaps: repeat.gaps as u32,
                median_gap_days: repeat.median_gap_days,
                median_gap_range: repeat.median_gap_range.map(|(low, high)| [low, high]),
                frequency: repeat.frequency,
            })
        });
        Some(CohortsAnswer {
            as_of: Day(book.as_of),
            buyers: book.buyers as u32,
            currency: scores.currency,
            months: match self.period {
                Period::Week | Period::Month => 1,
                Period::Quarter => 3,
                Period::Year => 12,
            },
            older: found.older as u32,
            later: most.saturating_sub(ages) as u32,
            rows: rows.collect(),
            repeat,
        })
    }
}
