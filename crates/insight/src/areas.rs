//! How sure the area under a ROC curve is, and whether one order of the same customers is better than another (DeLong, DeLong & Clarke-Pearson 1988).
//!
//! Each customer has a placement: the share of those of the other kind whom the order puts on the right side, ties counting half. The area is their mean; the
//! variances and covariances of the placements are those of the areas. Placements come from mid-ranks (Sun & Xu 2014), so that none of the pairs is looked at.

use crate::rank::mid_ranks;
use crate::stats::Z95;

/// The placements of customers by one figure, in whole numbers: their sums are the same in whichever order the customers stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The area: how often one to whom it happened is ranked above one to whom it did not.
    pub area: f64,
    /// Twice those of the other kind whom the order puts on the right side.
    happened: Vec<i64>,
    others: Vec<i64>,
}

/// By how much one order is better than another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// The first area less the second.
    pub difference: f64,
    /// Its 95 % interval.
    pub ci: (f64, f64),
}

impl Placed {
    /// `None` unless there are both kinds.
    #[must_use]
    pub fn of(scores: &[f64], happened: &[bool]) -> Option<Self> {
        let n = scores.len().min(happened.len());
        let (scores, happened) = (&scores[..n], &happened[..n]);
        let of = |kind: bool| scores.iter().zip(happened).filter(move |(_, is)| **is == kind).map(|(score, _)| *score);
        let kinds = [true, false].map(|kind| of(kind).collect::<Vec<f64>>());
        let [p, q] = [0, 1].map(|kind: usize| kinds[kind].len() as f64);
        if p == 0.0 || q == 0.0 {
            return None;
        }
        let ranks = mid_ranks(scores);
        let among = |kind: bool| ranks.iter().zip(happened).filter(move |(_, is)| **is == kind).map(|(rank, _)| *rank);
        // Twice those of the other kind who are below; ranks are whole or half.
        let below =
            |kind: bool, own: &[f64]| among(kind).zip(mid_ranks(own)).map(|(all, own)| (2.0 * (all - own)) as i64);
        let sum: f64 = among(true).sum();
        Some(Self {
            area: (sum - p * (p + 1.0) / 2.0) / (p * q),
            happened: below(true, &kinds[0]).collect(),
            others: below(false, &kinds[1]).map(|happened| 2 * kinds[0].len() as i64 - happened).collect(),
        })
    }

    /// The 95 % interval of the area, within 0–1; `None` below two of a kind, or where the order splits them without a doubt.
    #[must_use]
    pub fn ci(&self) -> Option<(f64, f64)> {
        let spread = Z95 * self.covariance(self)?.max(0.0).sqrt();
        (spread > 0.0).then(|| ((self.area - spread).max(0.0), (self.area + spread).min(1.0)))
    }

    /// By how much this order of the same customers is better than another; `None` below two of a kind.
    #[must_use]
    pub fn ahead_of(&self, other: &Self) -> Option<Ahead> {
        let variance = self.covariance(self)? + other.covariance(other)? - 2.0 * self.covariance(other)?;
        let (difference, spread) = (self.area - other.area, Z95 * variance.max(0.0).sqrt());
        Some(Ahead { difference, ci: (difference - spread, difference + spread) })
    }

    /// The covariance of two areas of the same customers.
    fn covariance(&self, other: &Self) -> Option<f64> {
        let (p, q) = (self.happened.len() as f64, self.others.len() as f64);
        let of_happened = covariance(&self.happened, &other.happened)? / (4.0 * q * q);
        let of_others = covariance(&self.others, &other.others)? / (4.0 * p * p);
        Some(of_happened / p + of_others / q)
    }
}

fn covariance(a: &[i64], b: &[i64]) -> Option<f64> {
    if a.len() != b.len() || a.len() < 2 {
        return None;
    }
    let sum = |values: &[i64]| values.iter().map(|&value| i128::from(value)).sum::<i128>();
    let both: i128 = a.iter().zip(b).map(|(&x, &y)| i128::from(x) * i128::from(y)).sum();
    let n = a.len() as i128;
    Some((n * both - sum(a) * sum(b)) as f64 / (n * (n - 1)) as f64)
}
