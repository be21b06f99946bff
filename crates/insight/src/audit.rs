//! Self-audit: what was forecast from the first part of a log against what happened in the rest.
//!
//! A book as of an earlier day is judged by the customers it knew: did they order afterwards, as its model expected, and does its order of customers
//! beat plain recency? The answers are for the user's own log; where recency ranks better, that is said.

use crate::areas::Ahead;
pub use crate::auditing::Auditing;
use crate::book::Book;
use crate::history::History;
use crate::rank::mid_ranks;
use crate::stats::{Spread, Z95};
use crate::total::Total;

/// Groups of the calibration table.
const GROUPS: usize = 10;

/// One group of customers with similar forecasts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// Customers in the group.
    pub n: usize,
    /// Mean forecast of being active.
    pub predicted: f64,
    /// Share that was; of forecasts that the next group has, too, their share in both.
    pub actual: f64,
}

/// How a book's forecasts did. Figures that need a model, or both kinds of customers, are `None` without.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// Customers known at the end of calibration.
    pub customers: usize,
    /// Those of them that ordered afterwards.
    pub active: usize,
    /// Orders (distinct days) of them afterwards.
    pub order_days: usize,
    /// AUC of P(active) for ordering afterwards: the probability that a customer who did is ranked above one who did not.
    pub auc_p_active: Option<f64>,
    /// AUC of P(alive).
    pub auc_p_alive: Option<f64>,
    /// AUC of plain recency, the yardstick.
    pub auc_recency: Option<f64>,
    /// The 95 % intervals of the areas of P(active), of recency and of the RFM sum.
    pub auc_ci: [Option<(f64, f64)>; 3],
    /// By how much P(active) ranks better than recency.
    pub over_recency: Option<Ahead>,
    /// By how much the RFM sum ranks better than P(active).
    pub rfm_over: Option<Ahead>,
    /// Mean squared error of P(active).
    pub brier: Option<f64>,
    /// By how much smaller that is than the error of giving everybody the share that ordered, of the same customers.
    pub over_share: Option<Ahead>,
    /// Mean of P(active).
    pub mean_p_active: Option<f64>,
    /// The 95 % interval of the number of customers that order, were P(active) right.
    pub active_range: Option<(f64, f64)>,
    /// Sum of expected orders over the horizon.
    pub expected_orders: Option<f64>,
    /// Tenths of the customers by P(active), from the lowest; empty without a model.
    pub calibration: Vec<Calibration>,
    /// Customers per stage, in the order of [`crate::Stage::ALL`].
    pub stage_customers: [usize; 6],
    /// Share of each stage that ordered afterwards; `None` for an empty stage.
    pub stage_active: [Option<f64>; 6],
    /// AUC of the loyalty score.
    pub loyalty_auc: Option<f64>,
    /// AUC of the sum of the three RFM scores.
    pub rfm_sum_auc: Option<f64>,
    /// Spearman's correlation of loyalty and spend afterwards.
    pub loyalty_spearman: Option<f64>,
    /// Spearman's correlation of the RFM sum and spend afterwards.
    pub rfm_sum_spearman: Option<f64>,
}

impl Audit {
    /// Judges `book` by `later`, the same customers as of a later day. The horizon of the forecasts is the book's; it should be the days between.
    #[must_use]
    pub fn of(book: &Book, later: &History) -> Self {
        let mut auditing = Auditing::default();
        loop {
            if let Some(audit) = auditing.step(book, later) {
                return audit;
            }
        }
    }
}

/// Area under the ROC curve: P(score of a positive > score of a negative), ties counting half (Mann–Whitney). `None` unless there are both.
#[must_use]
pub fn auc(scores: &[f64], positive: &[bool]) -> Option<f64> {
    let n = scores.len().min(positive.len());
    let ranks = mid_ranks(&scores[..n]);
    let (mut sum, mut positives) = (0.0, 0usize);
    for (rank, _) in ranks.iter().zip(positive).filter(|(_, p)| **p) {
        sum += rank;
        positives += 1;
    }
    let (p, q) = (positives as f64, (n - positives) as f64);
    (p > 0.0 && q > 0.0).then(|| (sum - p * (p + 1.0) / 2.0) / (p * q))
}

/// Mean squared error of probabilities; `None` for none.
#[must_use]
pub fn brier(probabilities: &[f64], happened: &[bool]) -> Option<f64> {
    let n = probabilities.len().min(happened.len());
    let errors = probabilities.iter().zip(happened).map(|(p, &y)| {
        let error = p - f64::from(u8::from(y));
        error * error
    });
    errors.collect::<Total>().mean(n)
}

/// By how much smaller the squared error of `probabilities` is than that of the share to whom it happened, customer by customer, with its 95 % t interval; `None`
/// where no customer differs from another in that.
#[must_use]
pub fn over_share(probabilities: &[f64], happened: &[bool]) -> Option<Ahead> {
    let n = probabilities.len().min(happened.len());
    let share = happened[..n].iter().filter(|happened| **happened).count() as f64 / n as f64;
    let mut gaps = Spread::default();
    for (p, &y) in probabilities.iter().zip(happened) {
        let y = f64::from(u8::from(y));
        gaps.add((share - y) * (share - y) - (p - y) * (p - y));
    }
    let gap = gaps.mean()?;
    Some(Ahead { difference: gap.mean, ci: gap.ci? })
}

/// The 95 % interval of how often it happens, each time with its own probability.
pub(crate) fn count_range(probabilities: &[f64]) -> (f64, f64) {
    let sum = |of: fn(f64) -> f64| probabilities.iter().map(|&p| of(p)).collect::<Total>().get();
    let (expected, reach) = (sum(|p| p), Z95 * sum(|p| p * (1.0 - p)).max(0.0).sqrt());
    ((expected - reach).max(0.0), (expected + reach).min(probabilities.len() as f64))
}

/// Tenths by forecast, from the lowest. Where a tenth begins among equal forecasts, what came of these is shared out between both evenly: nothing tells who of
/// them stands where.
pub(crate) fn calibration(p: &[f64], active: &[bool]) -> Vec<Calibration> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_unstable_by(|&i, &j| p[i].total_cmp(&p[j]));
    let mut groups = [(0_usize, Total::default(), Total::default()); GROUPS];
    let bound = |g: usize| g * order.len() / GROUPS;
    let (mut at, mut group) = (0, 0);
    for equals in order.chunk_by(|&i, &j| p[i] == p[j]) {
        let (forecast, of) = (p[equals[0]], equals.len() as f64);
        let came = equals.iter().filter(|&&i| active[i]).count() as f64;
        let end = at + equals.len();
        while at < end {
            while bound(group + 1) <= at {
                group += 1;
            }
            let n = bound(group + 1).min(end) - at;
            let (all, predicted, actual) = &mut groups[group];
            *all += n;
            predicted.add(forecast * n as f64);
            actual.add(came * n as f64 / of);
            at += n;
        }
    }
    let told = groups.into_iter().filter(|(n, ..)| *n > 0);
    told.filter_map(|(n, predicted, actual)| {
        Some(Calibration { n, predicted: predicted.mean(n)?, actual: actual.mean(n)? })
    })
    .collect()
}
