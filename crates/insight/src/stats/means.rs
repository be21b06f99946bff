//! Means: one with its interval, two compared.

use crate::special::{t_quantile_two_sided, t_two_sided};

/// A mean with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// Values.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Their variance (ddof 1); `None` for a single value.
    pub variance: Option<f64>,
    /// 95 % t interval of the mean; `None` for a single value.
    pub ci: Option<(f64, f64)>,
}

impl Mean {
    /// Of `values`; `None` for none, or one that is not finite.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        if values.is_empty() || values.iter().any(|x| !x.is_finite()) {
            return None;
        }
        let (n, size) = (values.len(), values.len() as f64);
        let mean = super::mean(values);
        let variance = (n > 1).then(|| values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (size - 1.0));
        let reach = variance.and_then(|v| Some(t_quantile_two_sided(0.05, size - 1.0)? * (v / size).sqrt()));
        Some(Self { n, mean, variance, ci: reach.map(|reach| (mean - reach, mean + reach)) })
    }
}

/// Two means compared, whatever their variances (Welch 1947).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Welch {
    /// First mean less the second.
    pub difference: f64,
    /// Difference over its standard error; `None` where nothing varies.
    pub t: Option<f64>,
    /// Degrees of freedom by Satterthwaite; `None` where nothing varies.
    pub df: Option<f64>,
    /// Two-sided probability without a difference. Where nothing varies: 1 for equal means, else 0.
    pub p: f64,
    /// 95 % interval of the difference.
    pub ci: (f64, f64),
}

/// Welch's t test of `first` against `second`; `None` where either has fewer than two values, or one that is not finite.
#[must_use]
pub fn welch(first: &[f64], second: &[f64]) -> Option<Welch> {
    let (a, b) = (Mean::of(first)?, Mean::of(second)?);
    let (va, vb) = (a.variance? / a.n as f64, b.variance? / b.n as f64);
    let (difference, square) = (a.mean - b.mean, va + vb);
    // Equal values differ from their mean by rounding alone.
    if square.sqrt() <= 1e-13 * a.mean.abs().max(b.mean.abs()) {
        let equal = difference.abs() <= 1e-12 * a.mean.abs().max(b.mean.abs());
        let p = if equal { 1.0 } else { 0.0 };
        return Some(Welch { difference, t: None, df: None, p, ci: (difference, difference) });
    }
    let df = square * square / (va * va / (a.n as f64 - 1.0) + vb * vb / (b.n as f64 - 1.0));
    let (t, reach) = (difference / square.sqrt(), t_quantile_two_sided(0.05, df)? * square.sqrt());
    let ci = (difference - reach, difference + reach);
    Some(Welch { difference, t: Some(t), df: Some(df), p: t_two_sided(t, df)?, ci })
}
