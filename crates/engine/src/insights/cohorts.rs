//! Who came back, by when they came first.

use super::shown;
use crate::scoring::Scores;
use insight::calendar::Period;
use insight::cohort::{Repeat, cohorts};
use insight::stats::wilson;
use model::Day;
use protocol::{CohortCell, CohortRow, CohortsAnswer, CohortsQuery, RepeatAnswer};

/// Cohorts shown, and ages of each.
const SHOWN_MAX: usize = 24;

pub(super) fn answer(scores: &Scores, query: &CohortsQuery) -> CohortsAnswer {
    let book = &scores.book;
    let period = match query.months {
        ..3 => Period::Month,
        3..12 => Period::Quarter,
        12.. => Period::Year,
    };
    let all = cohorts(&book.history, period);
    let older = all.len().saturating_sub(SHOWN_MAX);
    let cell = |size: u32, cell: &insight::cohort::CohortCell| CohortCell {
        active: cell.active,
        range: wilson(cell.active.into(), size.into()).map_or([0.0, 1.0], |(low, high)| [low, high]),
        revenue: cell.revenue,
        complete: cell.complete,
    };
    let rows = all.iter().skip(older).map(|cohort| CohortRow {
        from: shown(cohort.from),
        size: cohort.size,
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
