//! A column in a dozen numbers.

use super::mean;
use crate::rank::quantile;

/// Descriptive statistics. What takes more rows than there are, or values that vary, is `None`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Description {
    /// Rows.
    pub n: usize,
    /// Mean.
    pub mean: f64,
    /// Standard deviation (ddof 1).
    pub sd: Option<f64>,
    /// Smallest value.
    pub min: f64,
    /// Type-7 quartiles.
    pub q1: f64,
    /// Median.
    pub median: f64,
    /// Third quartile.
    pub q3: f64,
    /// Largest value.
    pub max: f64,
    /// Skewness g1 = m3/m2^1.5.
    pub skew_g1: Option<f64>,
    /// Skewness corrected for sample size, G1.
    pub skew_big_g1: Option<f64>,
    /// Excess kurtosis g2 = m4/m2² − 3.
    pub excess_g2: Option<f64>,
    /// Excess kurtosis corrected for sample size, G2.
    pub excess_big_g2: Option<f64>,
    /// Median absolute deviation from the median, unscaled.
    pub mad: f64,
    /// Mean without the lowest and the highest 10 % (⌊n/10⌋ values each).
    pub trimmed10: f64,
}

impl Description {
    /// Of `values` in any order; `None` for none, or one that is not finite.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        if values.is_empty() || values.iter().any(|x| !x.is_finite()) {
            return None;
        }
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let n = sorted.len();
        let size = n as f64;
        let mean = mean(&sorted);
        let moment = |k: u32| {
            let power = |x: f64| (0..k).fold(1.0, |p, _| p * (x - mean));
            sorted.iter().map(|x| power(*x)).sum::<f64>() / size
        };
        let m2 = moment(2);
        let varies = m2 > 1e-28 * mean * mean;
        let g1 = varies.then(|| moment(3) / (m2 * m2.sqrt()));
        let g2 = varies.then(|| moment(4) / (m2 * m2) - 3.0);
        let median = quantile(&sorted, 0.5);
        let mut deviations: Vec<f64> = sorted.iter().map(|x| (x - median).abs()).collect();
        deviations.sort_unstable_by(f64::total_cmp);
        let cut = n / 10;
        Some(Self {
            n,
            mean,
            sd: (n > 1).then(|| (m2 * size / (size - 1.0)).sqrt()),
            min: sorted[0],
            q1: quantile(&sorted, 0.25),
            median,
            q3: quantile(&sorted, 0.75),
            max: sorted[n - 1],
            skew_g1: g1,
            skew_big_g1: g1.filter(|_| n > 2).map(|g| g * (size * (size - 1.0)).sqrt() / (size - 2.0)),
            excess_g2: g2,
            excess_big_g2: g2
                .filter(|_| n > 3)
                .map(|g| (size - 1.0) / ((size - 2.0) * (size - 3.0)) * ((size + 1.0) * g + 6.0)),
            mad: quantile(&deviations, 0.5),
            trimmed10: super::mean(&sorted[cut..n - cut]),
        })
    }
}
