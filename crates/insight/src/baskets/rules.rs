//! Association rules "who has these also has that".

use super::{Itemset, Share};
use std::cmp::Ordering;
use std::collections::HashMap;

/// A rule with one item on its right side, as counts of baskets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Items of the left side, ascending.
    pub lhs: Vec<u32>,
    /// Item of the right side.
    pub rhs: u32,
    /// Baskets with both sides.
    pub count: u32,
    /// Baskets with the left side.
    pub count_lhs: u32,
    /// Baskets with the right side.
    pub count_rhs: u32,
    /// Baskets.
    pub n: u32,
}

impl Rule {
    /// Share of baskets with both sides.
    #[must_use]
    pub fn support(&self) -> f64 {
        f64::from(self.count) / f64::from(self.n)
    }

    /// Of the baskets with the left side, the share with the right side.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        f64::from(self.count) / f64::from(self.count_lhs)
    }

    /// How many times more often both occur together than if they were independent.
    #[must_use]
    pub fn lift(&self) -> f64 {
        f64::from(self.count) * f64::from(self.n) / (f64::from(self.count_lhs) * f64::from(self.count_rhs))
    }

    /// Support less the support under independence.
    #[must_use]
    pub fn leverage(&self) -> f64 {
        let n = f64::from(self.n);
        self.support() - f64::from(self.count_lhs) / n * (f64::from(self.count_rhs) / n)
    }

    /// (1 − P(right)) / (1 − confidence); `None` for a rule without exception.
    #[must_use]
    pub fn conviction(&self) -> Option<f64> {
        let exceptions = f64::from(self.count_lhs - self.count) / f64::from(self.count_lhs);
        (self.count < self.count_lhs).then(|| (1.0 - f64::from(self.count_rhs) / f64::from(self.n)) / exceptions)
    }

    /// By lift from the highest, in exact integers; then by count, then by items.
    fn rank(&self, other: &Self) -> Ordering {
        let lift = |p: &Self, q: &Self| u128::from(p.count) * u128::from(q.count_lhs) * u128::from(q.count_rhs);
        lift(other, self)
            .cmp(&lift(self, other))
            .then(other.count.cmp(&self.count))
            .then_with(|| self.lhs.cmp(&other.lhs))
            .then(self.rhs.cmp(&other.rhs))
    }
}

/// All rules with one item on the right and at least one on the left that hold with at least `confidence`, by lift from the highest.
/// `sets` must be all frequent sets of `n` baskets.
#[must_use]
pub fn rules(sets: &[Itemset], n: usize, confidence: Share) -> Vec<Rule> {
    let counts: HashMap<&[u32], u32> = sets.iter().map(|set| (set.items.as_slice(), set.count)).collect();
    let mut found = Vec::new();
    let mut lhs = Vec::new();
    for set in sets.iter().filter(|set| set.items.len() > 1) {
        for (at, &rhs) in set.items.iter().enumerate() {
            lhs.clear();
            lhs.extend_from_slice(&set.items[..at]);
            lhs.extend_from_slice(&set.items[at + 1..]);
            let (Some(&count_lhs), Some(&count_rhs)) = (counts.get(lhs.as_slice()), counts.get(&[rhs][..])) else {
                continue;
            };
            if confidence.is_met(set.count, count_lhs) {
                found.push(Rule { lhs: lhs.clone(), rhs, count: set.count, count_lhs, count_rhs, n: n as u32 });
            }
        }
    }
    found.sort_unstable_by(Rule::rank);
    found
}
