//! Flows between stages over time: the rule asked again at each past month-end, with today's parameters.

use crate::book::Book;
use crate::calendar::Period;
use crate::stage::{Case, Stage, StageReason};
use crate::stats::wilson;
use std::ops::Range;

/// A stage, or none: not known to the book yet, or data do not suffice.
pub type Place = Option<Stage>;

/// Moves between two days: `counts[from][to]`, stages in the order of [`Stage::ALL`], 6 for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transitions {
    /// Customers by where they were and where they went.
    pub counts: [[u32; 7]; 7],
}

/// How long stays last, by stage. Whoever is in a stage at a month-end may be elsewhere at the next; when the stay began does not matter, so those who
/// were there before the first month-end, or still are after the last, distort nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stays {
    /// Customers in the stage at a month-end after which another came, month-end by month-end.
    pub held: [u32; 6],
    gone: [u32; 6],
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

impl Stays {
    /// Takes in where the same customers were at a month-end, and at the next.
    pub fn add(&mut self, before: &[Place], after: &[Place]) {
        for (from, to) in before.iter().zip(after) {
            let Some(stage) = from else { continue };
            self.held[*stage as usize] += 1;
            self.gone[*stage as usize] += u32::from(from != to);
        }
    }

    /// Months that a stay lasts, by stage: one over the share that left from one month-end to the next. `None` where nobody left.
    #[must_use]
    pub fn means(&self) -> [Option<f64>; 6] {
        let share = |s: usize| f64::from(self.held[s]) / f64::from(self.gone[s]);
        std::array::from_fn(|s| (self.gone[s] > 0).then(|| share(s)))
    }

    /// The 95 % interval of each, from Wilson's of that share: as if a stay were as likely to end in one month as in another.
    #[must_use]
    pub fn ranges(&self) -> [Option<[f64; 2]>; 6] {
        std::array::from_fn(|s| {
            let (low, high) = wilson(self.gone[s].into(), self.held[s].into()).filter(|_| self.gone[s] > 0)?;
            Some([1.0 / high, 1.0 / low])
        })
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

    /// The transition matrix summed over consecutive month-ends, and how long stays last; of those, a month that is not over says nothing.
    #[must_use]
    pub fn transitions(&self, months: u32, ended_on: &[Option<i32>]) -> (Transitions, Stays) {
        let mut all = Transitions::default();
        let mut stays = Stays::default();
        let mut before: Option<Vec<Place>> = None;
        for day in self.month_ends(months) {
            let now = self.stages_on(day, ended_on);
            if let Some(before) = &before {
                all.add(&Transitions::between(before, &now));
                if Period::Month.ends_on(day) {
                    stays.add(before, &now);
                }
            }
            before = Some(now);
        }
        (all, stays)
    }
}
