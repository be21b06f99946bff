//! Cohorts: customers by the period of their first order, followed by age.

use crate::calendar::Period;
use crate::history::History;
use crate::special::t_quantile_two_sided;
use crate::stats::{Mean, Ratio, Spread};
use std::collections::BTreeMap;

/// Cells of a cohort table at most: what is older is left out.
const CELLS_MAX: i64 = 1_000_000;

/// One cell of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CohortCell {
    /// Distinct customers of the cohort with an order in the period.
    pub active: u32,
    /// Net amount of those orders, minor units.
    pub revenue: i64,
    /// What each of these customers brought in it, minor units; those who did not order are not there.
    pub amounts: Spread,
    /// The least of these, but at most nothing.
    pub least: i64,
    /// The period has ended: the numbers will not grow any more.
    pub complete: bool,
}

/// Customers whose first order fell in the same period.
#[derive(Clone, Debug, PartialEq)]
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

    /// What a customer of the cohort brought at `age`, on average, with its interval; who did not order brought nothing. `None` where that has not begun.
    #[must_use]
    pub fn amount(&self, age: usize) -> Option<Mean> {
        let cell = self.ages.get(age)?;
        let mut amounts = cell.amounts;
        amounts.add_nothing((self.size as usize).saturating_sub(amounts.n()));
        let mut mean = amounts.mean()?;
        // Where nobody brought less than nothing, they do not on average either.
        if cell.least >= 0 {
            mean.ci = mean.ci.map(|(low, high)| (low.max(0.0), high));
        }
        Some(mean)
    }

    /// Notes what a customer of the cohort brought at `age`.
    fn note(&mut self, age: usize, brought: i64) {
        let Some(cell) = self.ages.get_mut(age) else { return };
        cell.active += 1;
        cell.revenue = cell.revenue.saturating_add(brought);
        cell.amounts.add(brought as f64);
        cell.least = cell.least.min(brought);
    }
}

/// Cohorts that follow each other, and what was left out before them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cohorts {
    /// The newest, oldest first.
    pub newest: Vec<Cohort>,
    /// Older cohorts that have customers.
    pub older: usize,
}

/// The newest cohorts of `history`, `most` of them, without gaps from the first to the last. A single order of long ago costs nothing.
#[must_use]
pub fn cohorts(history: &History, period: Period, most: usize) -> Cohorts {
    Counting::newest(history, period, most).at_once(history)
}

/// All cohorts of `history` that have customers, as far as a table of them stays one that can be held.
#[must_use]
pub fn all_cohorts(history: &History, period: Period) -> Cohorts {
    Counting::all(history, period).at_once(history)
}

/// Customers by the number of the period of their first order.
fn sizes(history: &History, period: Period) -> BTreeMap<i32, u32> {
    let mut sizes = BTreeMap::new();
    for (first, _) in (0..history.customers()).filter_map(|c| history.span(c)) {
        *sizes.entry(period.of(first)).or_insert(0) += 1;
    }
    sizes
}

/// Cohorts on their way: so many customers at a time.
pub struct Counting {
    period: Period,
    /// The numbers of the periods of `newest`.
    numbers: Vec<i32>,
    newest: Vec<Cohort>,
    older: usize,
    /// The customer who is next.
    at: usize,
}

impl Counting {
    /// Those of [`cohorts`].
    #[must_use]
    pub fn newest(history: &History, period: Period, most: usize) -> Self {
        let sizes = sizes(history, period);
        match (sizes.keys().next(), sizes.keys().next_back()) {
            (Some(low), Some(high)) => Self::of(history, period, &sizes, (*low..=*high).rev().take(most)),
            _ => Self::of(history, period, &sizes, std::iter::empty()),
        }
    }

    /// Those of [`all_cohorts`].
    #[must_use]
    pub fn all(history: &History, period: Period) -> Self {
        let sizes = sizes(history, period);
        Self::of(history, period, &sizes, sizes.keys().rev().copied())
    }

    /// The cohorts of these periods, newest first, as many as there is room for.
    fn of(
        history: &History,
        period: Period,
        sizes: &BTreeMap<i32, u32>,
        newest_first: impl Iterator<Item = i32>,
    ) -> Self {
        let now = period.of(history.as_of());
        let mut room = CELLS_MAX;
        let mut numbers: Vec<i32> = newest_first
            .take_while(|number| {
                room -= i64::from(now) - i64::from(*number) + 1;
                room >= 0
            })
            .collect();
        numbers.reverse();
        let blank = |&number: &i32| Cohort {
            from: period.first_day(number),
            size: sizes.get(&number).copied().unwrap_or(0),
            ages: (number..=now)
                .map(|p| CohortCell {
                    active: 0,
                    revenue: 0,
                    amounts: Spread::default(),
                    least: 0,
                    complete: period.last_day(p) <= history.as_of(),
                })
                .collect(),
        };
        let newest = numbers.iter().map(blank).collect();
        let older = sizes.keys().filter(|number| numbers.binary_search(number).is_err()).count();
        Self { period, numbers, newest, older, at: 0 }
    }

    /// Takes in so many customers more of the same history; whether those were the last.
    pub fn step(&mut self, history: &History, customers: usize) -> bool {
        let all = history.customers();
        let to = self.at.saturating_add(customers).min(all);
        for c in self.at..to {
            self.add(history, c);
        }
        self.at = to;
        to >= all
    }

    fn add(&mut self, history: &History, c: usize) {
        let (period, days) = (self.period, history.days(c));
        let Some(&first) = days.first() else { return };
        let own = period.of(first);
        let cohort = self.numbers.binary_search(&own).ok().and_then(|at| self.newest.get_mut(at));
        let Some(cohort) = cohort else { return };
        // Days are in order, so those of a period follow each other.
        let (mut age, mut until, mut brought) = (0, period.last_day(own), 0_i64);
        for (&day, &amount) in days.iter().zip(history.amounts(c).iter()) {
            if day > until {
                cohort.note(age, brought);
                let number = period.of(day);
                (age, until, brought) = ((number - own) as usize, period.last_day(number), 0);
            }
            brought = brought.saturating_add(amount);
        }
        cohort.note(age, brought);
    }

    /// What was counted.
    #[must_use]
    pub fn finish(self) -> Cohorts {
        Cohorts { newest: self.newest, older: self.older }
    }

    fn at_once(mut self, history: &History) -> Cohorts {
        self.step(history, usize::MAX);
        self.finish()
    }
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
    /// Its 95 % interval (Woodruff 1952): the quantiles at ½ ± t · se, se that of the share of shorter gaps, customers being drawn with all their gaps; `None` for
    /// fewer than six customers with gaps, and where that does not settle it.
    pub median_gap_range: Option<(f64, f64)>,
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
            median_gap_range: median_range(history, &gaps),
            gaps: gaps.len(),
            mean_amount: total as f64 / days as f64,
            frequency: days as f64 / buyers as f64,
        })
    }
}

/// Customers with gaps below whom their median has no interval, as that of [`crate::stats::median_interval`].
const WITH_GAPS_MIN: usize = 6;

/// `gaps` are all of them, ascending. A gap as long as the median is half a shorter one. `None` where that does not settle it: for few customers, where the
/// interval would reach beyond all gaps, and where customers do not differ.
fn median_range(history: &History, gaps: &[f64]) -> Option<(f64, f64)> {
    let median = crate::rank::quantile(gaps, 0.5);
    let mut shorter = Ratio::default();
    let mut customers = 0_usize;
    for c in 0..history.customers() {
        let own = history.days(c).windows(2).map(|two| f64::from(two[1].abs_diff(two[0])));
        let (below, n) = own.fold((0.0, 0.0), |(below, n), gap| {
            let part = if gap < median {
                1.0
            } else if gap > median {
                0.0
            } else {
                0.5
            };
            (below + part, n + 1.0)
        });
        if n > 0.0 {
            shorter.add(below, n);
            customers += 1;
        }
    }
    let se = shorter.se().filter(|se| customers >= WITH_GAPS_MIN && *se > 0.0)?;
    let reach = t_quantile_two_sided(0.05, (customers - 1) as f64).filter(|t| t * se < 0.5)? * se;
    Some((crate::rank::quantile(gaps, 0.5 - reach), crate::rank::quantile(gaps, 0.5 + reach)))
}
