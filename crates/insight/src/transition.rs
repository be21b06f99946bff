//! Flows between stages over time: the rule asked again at each past month-end, with today's parameters.

use crate::book::Book;
use crate::calendar::Period;
use crate::stage::{Case, Stage, StageReason};
use std::ops::Range;

/// A stage, or none: not known to the book yet, or data do not suffice.
pub type Place = Option<Stage>;

/// Moves between two days: `counts[from][to]`, stages in the order of [`Stage::ALL`], 6 for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transitions {
    /// Customers by where they were and where they went.
    pub counts: [[u32; 7]; 7],
}

/// A customer who changed stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mover {
    /// Customer index.
    pub customer: u32,
    /// Stage before.
    pub from: Place,
    /// Stage after.
    pub to: Place,
}

fn index(place: Place) -> usize {
    place.map_or(6, |stage| stage as usize)
}

impl Transitions {
    /// Between two columns of stages of the same customers.
    #[must_use]
    pub fn between(before: &[Place], after: &[Place]) -> Self {
        let mut moves = Self::default();
        for (from, to) in before.iter().zip(after) {
            moves.counts[index(*from)][index(*to)] += 1;
        }
        moves
    }

    /// Share of those in `from` who went to `to`; `None` where nobody was.
    #[must_use]
    pub fn share(&self, from: Place, to: Place) -> Option<f64> {
        let row = &self.counts[index(from)];
        let all: u32 = row.iter().sum();
        (all > 0).then(|| f64::from(row[index(to)]) / f64::from(all))
    }

    /// Adds the moves of another pair of days.
    pub fn add(&mut self, other: &Self) {
        for (row, more) in self.counts.iter_mut().zip(&other.counts) {
            row.iter_mut().zip(more).for_each(|(count, n)| *count += n);
        }
    }
}

/// Who changed stage between two columns of the same customers.
#[must_use]
pub fn movers(before: &[Place], after: &[Place]) -> Vec<Mover> {
    let pairs = before.iter().zip(after).enumerate().filter(|(_, (from, to))| from != to);
    pairs.map(|(c, (&from, &to))| Mover { customer: c as u32, from, to }).collect()
}

impl Book {
    /// The stage of every customer as of an earlier `day`: the rule of today over the orders until then. `None` for a customer without an order until then,
    /// because when a prospect was entered is not an order. `ended_on` holds the day a relation ended, per customer (missing: not ended);
    /// flags of danger are left out: see [`Book::stages_of`].
    #[must_use]
    pub fn stages_on(&self, day: i32, ended_on: &[Option<i32>]) -> Vec<Place> {
        self.stages_of(0..self.customers(), day, ended_on, |_| false)
    }

    /// [`Book::stages_on`] of some customers, with what put them in danger on that day.
    #[must_use]
    pub fn stages_of(
        &self,
        customers: Range<usize>,
        day: i32,
        ended_on: &[Option<i32>],
        in_danger: impl Fn(usize) -> bool,
    ) -> Vec<Place> {
        let one = |c: usize| {
            let known = self.history.days(c).first().is_some_and(|first| *first <= day);
            if known { self.stage_reason_on(c, day, ended_on, in_danger(c)).stage() } else { None }
        };
        customers.map(one).collect()
    }

    /// The rule that puts customer `c` into its stage as of an earlier `day`, as [`Book::stages_of`] asks it.
    #[must_use]
    pub fn stage_reason_on(&self, c: usize, day: i32, ended_on: &[Option<i32>], in_danger: bool) -> StageReason {
        let (days, amounts) = (self.history.days(c), self.history.amounts(c));
        let known = days.partition_point(|d| *d <= day);
        let case = Case {
            days: &days[..known],
            amounts: &amounts[..known],
            as_of: day,
            ended: ended_on.get(c).copied().flatten().is_some_and(|ended| ended <= day),
            in_danger,
        };
        self.rule().judge(&case)
    }

    /// The last `months` month-ends before the as-of day, oldest first, and then the as-of day.
    #[must_use]
    pub fn month_ends(&self, months: u32) -> Vec<i32> {
        let now = Period::Month.of(self.as_of);
        let ends = (1..=months as i32).rev().map(|back| Period::Month.last_day(now.saturating_sub(back)));
        ends.chain([self.as_of]).collect()
    }

    /// The transition matrix summed over consecutive month-ends, and per stage the mean number of month-ends that a stay lasts (a stay that still lasts counts
    /// as long as it has); `None` for a stage nobody was in.
    #[must_use]
    pub fn transitions(&self, months: u32, ended_on: &[Option<i32>]) -> (Transitions, [Option<f64>; 6]) {
        let mut all = Transitions::default();
        let (mut stays, mut ends) = ([0u32; 6], [0u32; 6]);
        let mut before: Option<Vec<Place>> = None;
        for day in self.month_ends(months) {
            let now = self.stages_on(day, ended_on);
            for (c, place) in now.iter().enumerate() {
                let Some(stage) = place else { continue };
                ends[*stage as usize] += 1;
                stays[*stage as usize] += u32::from(before.as_ref().is_none_or(|b| b[c] != *place));
            }
            if let Some(before) = &before {
                all.add(&Transitions::between(before, &now));
            }
            before = Some(now);
        }
        let durations = std::array::from_fn(|s| (stays[s] > 0).then(|| f64::from(ends[s]) / f64::from(stays[s])));
        (all, durations)
    }
}
