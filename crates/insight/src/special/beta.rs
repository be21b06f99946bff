//! Beta function and the regularised incomplete beta function.

use super::gamma::{away_from_zero, excess_over_ln1p, stirling_error};
use super::{TERMS_MAX, finite};

/// ln B(a, b) for a, b > 0.
#[must_use]
pub fn ln_beta(a: f64, b: f64) -> Option<f64> {
    if a > 0.0 && b > 0.0 { finite(libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)) } else { None }
}

/// Regularised incomplete beta function I_x(a, b), a, b > 0, 0 ≤ x ≤ 1: continued fraction (DLMF 8.17.22) on the side where it settles fast.
#[must_use]
pub fn beta_inc(a: f64, b: f64, x: f64) -> Option<f64> {
    if !(a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && (0.0..=1.0).contains(&x)) {
        return None;
    }
    if x == 0.0 || x == 1.0 {
        return Some(x);
    }
    let y = 1.0 - x;
    let scale = libm::exp(ln_density(a, b, x, y)?);
    let value = if x < (a + 1.0) / (a + b + 2.0) {
        scale / a * fraction(a, b, x)?
    } else {
        1.0 - scale / b * fraction(b, a, y)?
    };
    finite(value).map(|v| v.clamp(0.0, 1.0))
}

/// ln[xᵃ yᵇ / B(a, b)], y = 1 − x; by deviances where both are large, so that nothing big cancels.
fn ln_density(a: f64, b: f64, x: f64, y: f64) -> Option<f64> {
    if a < 10.0 || b < 10.0 {
        return Some(a * libm::log(x) + b * libm::log(y) - ln_beta(a, b)?);
    }
    let n = a + b;
    let deviance = a * excess_over_ln1p((n * x - a) / a) + b * excess_over_ln1p((n * y - b) / b);
    let errors = stirling_error(n) - stirling_error(a) - stirling_error(b);
    // Γ(a) = Γ(a+1)/a puts ab/n in front of the root of n/(2π ab).
    finite(
        errors - deviance + 0.5 * (libm::log(a) + libm::log(b) - libm::log(n) - libm::log(2.0 * std::f64::consts::PI)),
    )
}

fn fraction(a: f64, b: f64, x: f64) -> Option<f64> {
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for k in 1..TERMS_MAX {
        let k = f64::from(k);
        let even = k * (b - k) * x / ((a + 2.0 * k - 1.0) * (a + 2.0 * k));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        value *= c * d;
        let odd = -(a + k) * (a + b + k) * x / ((a + 2.0 * k) * (a + 2.0 * k + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= 2e-16 {
            return Some(value);
        }
    }
    None
}
