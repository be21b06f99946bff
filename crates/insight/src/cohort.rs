//! Cohorts: customers by the period of their first order, followed by age.

use crate::calendar::Period;
use crate::history::History;

/// Cells of a cohort table at most: beyond, the period is too short for the log.
const CELLS_MAX: usize = 1_000_000;

/// One cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CohortCell {
    /// Distinct customers of the cohort with an order in the period.
    pub active: u32,
    /// Net amount of those orders, minor units.
    pub revenue: i64,
    /// The period has ended: the numbers will not grow any more.
    pub complete: bool,
}

/// Customers whose first order fell in the same period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// First day of the period.
    pub from: i32,
    /// Customers.
    pub size: u32,
    /// By age in periods, from 0; an age that has not begun is not in the list, so nothing unobserved reads as 0.
    pub ages: Vec<CohortCell>,
}

impl Cohort {
    /// Share of the cohort that ordered at `age`; `None` where that has not begun.
    #[must_use]
    pub fn retention(&self, age: usize) -> Option<f64> {
        let cell = self.ages.get(age)?;
        (self.size > 0).then(|| f64::from(cell.active) / f64::from(self.size))
    }
}

/// The cohorts of `history`, oldest first, without gaps between the first and the last; empty for no orders or a period far too short for the log.
#[must_use]
pub fn cohorts(history: &History, period: Period) -> Vec<Cohort> {
    let firsts = (0..history.customers()).filter_map(|c| history.span(c)).map(|(first, _)| period.of(first));
    let Some((low, high)) = firsts.fold(None, |range: Option<(i32, i32)>, first| {
        Some(range.map_or((first, first), |(low, high)| (low.min(first), high.max(first))))
    }) else {
        return Vec::new();
    };
    let now = period.of(history.as_of());
    let cells = (i64::from(now) - i64::from(low) + 1) * (i64::from(high) - i64::from(low) + 1);
    if cells > CELLS_MAX as i64 {
        return Vec::new();
    }
    let blank = |number: i32| Cohort {
        from: period.first_day(number),
        size: 0,
        ages: (number..=now)
            .map(|p| CohortCell { active: 0, revenue: 0, complete: period.last_day(p) <= history.as_of() })
            .collect(),
    };
    let mut table: Vec<Cohort> = (low..=high).map(blank).collect();
    for c in 0..history.customers() {
        let Some((first, _)) = history.span(c) else { continue };
        let own = period.of(first);
        let cohort = &mut table[(own - low) as usize];
        cohort.size += 1;
        let mut newest = None;
        for (&day, &amount) in history.days(c).iter().zip(history.amounts(c).iter()) {
            let p = period.of(day);
            let cell = &mut cohort.ages[(p - own) as usize];
            cell.active += u32::from(newest != Some(p));
            cell.revenue = cell.revenue.saturating_add(amount);
            newest = Some(p);
        }
    }
    table
}

/// How a book reorders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repeat {
    /// Share of buyers with a second order day.
    pub repeat_rate: f64,
    /// Mean days between successive order days; `None` without a repeat.
    pub mean_gap_days: Option<f64>,
    /// Median of them (type 7).
    pub median_gap_days: Option<f64>,
    /// Gaps counted.
    pub gaps: usize,
    /// Mean net amount per order day, minor units.
    pub mean_amount: f64,
    /// Order days per buyer.
    pub frequency: f64,
}

impl Repeat {
    /// Of `history`; `None` without an order.
    #[must_use]
    pub fn of(history: &History) -> Option<Self> {
        let (mut buyers, mut repeaters, mut days, mut total) = (0usize, 0usize, 0usize, 0i128);
        let mut gaps: Vec<f64> = Vec::new();
        for c in 0..history.customers() {
            let own = history.days(c);
            buyers += usize::from(!own.is_empty());
            repeaters += usize::from(own.len() > 1);
            days += own.len();
            total += history.amounts(c).iter().map(|&m| i128::from(m)).sum::<i128>();
            gaps.extend(own.windows(2).map(|w| f64::from(w[1].abs_diff(w[0]))));
        }
        gaps.sort_unstable_by(f64::total_cmp);
        (buyers > 0).then(|| Self {
            repeat_rate: repeaters as f64 / buyers as f64,
            mean_gap_days: (!gaps.is_empty()).then(|| gaps.iter().sum::<f64>() / gaps.len() as f64),
            median_gap_days: (!gaps.is_empty()).then(|| crate::rank::quantile(&gaps, 0.5)),
            gaps: gaps.len(),
            mean_amount: total as f64 / days as f64,
            frequency: days as f64 / buyers as f64,
        })
    }
}
