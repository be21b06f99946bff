//! Shares and their intervals.

use super::Z95;
use crate::special::{beta_quantile, normal_two_sided};

/// Wilson's 95 % interval of `k` of `n` (1927), shares in 0..1; `None` for n = 0 or k > n.
#[must_use]
pub fn wilson(k: u64, n: u64) -> Option<(f64, f64)> {
    if n == 0 || k > n {
        return None;
    }
    let (size, p, z2) = (n as f64, k as f64 / n as f64, Z95 * Z95);
    let centre = (p + z2 / (2.0 * size)) / (1.0 + z2 / size);
    let reach = Z95 / (1.0 + z2 / size) * (p * (1.0 - p) / size + z2 / (4.0 * size * size)).sqrt();
    let low = if k == 0 { 0.0 } else { (centre - reach).max(0.0) };
    let high = if k == n { 1.0 } else { (centre + reach).min(1.0) };
    Some((low, high))
}

/// Jeffreys' 95 % interval: the middle of Beta(k + ½, n − k + ½).
#[must_use]
pub fn jeffreys(k: u64, n: u64) -> Option<(f64, f64)> {
    if n == 0 || k > n {
        return None;
    }
    let (a, b) = (k as f64 + 0.5, (n - k) as f64 + 0.5);
    Some((beta_quantile(0.025, a, b)?, beta_quantile(0.975, a, b)?))
}

/// Two shares compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// First share less the second.
    pub difference: f64,
    /// z of the pooled two-proportion test; `None` where nothing varies.
    pub z: Option<f64>,
    /// Its two-sided probability without a difference.
    pub p: Option<f64>,
    /// Newcombe's 95 % interval.
    pub ci: (f64, f64),
}

/// `k1` of `n1` against `k2` of `n2`; `None` for an empty group or k > n.
#[must_use]
pub fn difference(k1: u64, n1: u64, k2: u64, n2: u64) -> Option<Difference> {
    let ci = newcombe(k1, n1, k2, n2)?;
    let (m1, m2) = (n1 as f64, n2 as f64);
    let gap = k1 as f64 / m1 - k2 as f64 / m2;
    let pooled = (k1 + k2) as f64 / (m1 + m2);
    let se = (pooled * (1.0 - pooled) * (1.0 / m1 + 1.0 / m2)).sqrt();
    let z = (se > 0.0).then(|| gap / se);
    Some(Difference { difference: gap, z, p: z.map(normal_two_sided), ci })
}

/// Newcombe's 95 % interval of the difference of two shares (1998, method 10: from two Wilson intervals).
#[must_use]
pub fn newcombe(k1: u64, n1: u64, k2: u64, n2: u64) -> Option<(f64, f64)> {
    let ((l1, u1), (l2, u2)) = (wilson(k1, n1)?, wilson(k2, n2)?);
    let (p1, p2) = (k1 as f64 / n1 as f64, k2 as f64 / n2 as f64);
    let reach = |a: f64, b: f64| (a * a + b * b).sqrt();
    Some((p1 - p2 - reach(p1 - l1, u2 - p2), p1 - p2 + reach(u1 - p1, p2 - l2)))
}
