//! Means: one with its interval, two compared.

use crate::special::{t_quantile_two_sided, t_two_sided};
use crate::total::Total;

/// A mean with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// Values.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Their variance (ddof 1); `None` for a single value.
    pub variance: Option<f64>,
    /// 95 % t interval of the mean; `None` for a single value, and where nothing varies: a few that are alike do not make their mean sure.
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
        Some(Self::with(n, mean, variance))
    }

    fn with(n: usize, mean: f64, variance: Option<f64>) -> Self {
        let size = n as f64;
        let se = variance.map(|v| (v / size).sqrt()).filter(|se| varies(*se, mean.abs()));
        let reach = se.and_then(|se| Some(t_quantile_two_sided(0.05, size - 1.0)? * se));
        Self { n, mean, variance, ci: reach.map(|reach| (mean - reach, mean + reach)) }
    }
}

/// Whether a standard error is one of values that differ: equal ones differ from their mean by rounding alone.
fn varies(se: f64, mean: f64) -> bool {
    se > 1e-13 * mean
}

/// Values on the way to their mean, none of which is kept; in whichever order they come, it is the same to the bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    n: usize,
    sum: Total,
    squares: Total,
}

impl Spread {
    /// Takes a value in.
    pub fn add(&mut self, value: f64) {
        self.n += 1;
        self.sum.add(value);
        self.squares.add(value * value);
    }

    /// Takes those of another in.
    pub fn join(&mut self, other: Self) {
        self.n += other.n;
        self.sum.join(other.sum);
        self.squares.join(other.squares);
    }

    /// Takes in so many values that are nothing.
    pub fn add_nothing(&mut self, times: usize) {
        self.n += times;
    }

    /// How many there are.
    #[must_use]
    pub fn n(self) -> usize {
        self.n
    }

    /// Their mean with its interval; `None` for none. Squares beyond what a [`Total`] holds have no variance.
    #[must_use]
    pub fn mean(self) -> Option<Mean> {
        let mean = self.sum.mean(self.n)?;
        let is_known = self.n > 1 && !self.squares.is_full();
        let variance = is_known.then(|| (self.squares.get() - self.sum.get() * mean) / (self.n as f64 - 1.0));
        // What rounding alone makes of equal values: their parts are whole units of 2⁻⁴⁰, and a sum of squares has 53 bits.
        let rounding = 4e-12 * (1.0 + mean.abs()) + 1e-15 * mean * mean;
        let variance = variance.map(|variance| if variance > rounding { variance } else { 0.0 });
        Some(Mean::with(self.n, mean, variance))
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
    if !varies(square.sqrt(), a.mean.abs().max(b.mean.abs())) {
        let equal = difference.abs() <= 1e-12 * a.mean.abs().max(b.mean.abs());
        let p = if equal { 1.0 } else { 0.0 };
        return Some(Welch { difference, t: None, df: None, p, ci: (difference, difference) });
    }
    let df = square * square / (va * va / (a.n as f64 - 1.0) + vb * vb / (b.n as f64 - 1.0));
    let (t, reach) = (difference / square.sqrt(), t_quantile_two_sided(0.05, df)? * square.sqrt());
    let ci = (difference - reach, difference + reach);
    Some(Welch { difference, t: Some(t), df: Some(df), p: t_two_sided(t, df)?, ci })
}
