//! Gauss's hypergeometric function.

use super::{TERMS_MAX, finite};

/// ₂F₁(a, b; c; z) for real z < 1, c not 0 or a negative integer. Euler's transform where it leaves fewer or tamer terms, Pfaff's for z < 0.
#[must_use]
pub fn hyp2f1(a: f64, b: f64, c: f64, z: f64) -> Option<f64> {
    let pole = c <= 0.0 && c == c.trunc();
    if pole || !(a.is_finite() && b.is_finite() && c.is_finite() && z.is_finite() && z < 1.0) {
        return None;
    }
    if z < 0.0 {
        let inner = hyp2f1(a, c - b, c, z / (z - 1.0))?;
        return finite(inner * libm::exp(-a * libm::log1p(-z)));
    }
    // (1−z)^{c−a−b} ₂F₁(c−a, c−b; c; z): the singular factor is taken out when c < a + b.
    let surplus = c - a - b;
    if surplus < 0.0 {
        let inner = series(c - a, c - b, c, z)?;
        return finite(inner * libm::exp(surplus * libm::log1p(-z)));
    }
    series(a, b, c, z)
}

fn series(a: f64, b: f64, c: f64, z: f64) -> Option<f64> {
    let (mut term, mut sum) = (1.0f64, 1.0f64);
    for k in 0..TERMS_MAX {
        let k = f64::from(k);
        let ratio = (a + k) * (b + k) / ((c + k) * (k + 1.0)) * z;
        term *= ratio;
        sum += term;
        // Once the ratio stays below 1 the rest is at most term · ratio/(1 − ratio).
        let settled =
            ratio.abs() < 1.0 && k > -c && term.abs() * ratio.abs() <= 1e-17 * sum.abs() * (1.0 - ratio.abs());
        if term == 0.0 || settled {
            return finite(sum);
        }
    }
    None
}
