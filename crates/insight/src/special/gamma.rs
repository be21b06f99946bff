//! Gamma function and its relatives.

use super::{TERMS_MAX, finite};

/// ½ ln 2π.
const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// ln Γ(x) for x > 0.
#[must_use]
pub fn ln_gamma(x: f64) -> Option<f64> {
    if x > 0.0 { finite(libm::lgamma(x)) } else { None }
}

pub(crate) fn ln_gamma_positive(x: f64) -> f64 {
    libm::lgamma(x)
}

/// lnΓ(q+s) − lnΓ(q) for q, s > 0, without the cancellation of the two where q is large.
pub(crate) fn ln_gamma_rise(q: f64, s: f64) -> f64 {
    if q < 10.0 {
        return libm::lgamma(q + s) - libm::lgamma(q);
    }
    // Stirling's series, with ln(q+s) = ln q + ln(1+s/q); Γ(q) = Γ(q+1)/q.
    let step = libm::log1p(s / q);
    s * libm::log(q) + (q + s - 0.5) * step - s + stirling_error(q + s) - stirling_error(q)
}

/// ψ(x) = d ln Γ(x)/dx for x > 0.
#[must_use]
pub fn digamma(x: f64) -> Option<f64> {
    if x > 0.0 && x.is_finite() { finite(digamma_positive(x)) } else { None }
}

/// Recurrence up to 10, then the asymptotic series (Abramowitz & Stegun 6.3.18).
pub(crate) fn digamma_positive(x: f64) -> f64 {
    /// B_{2k}/(2k), k = 1..8.
    const SERIES: [f64; 8] = [
        1.0 / 12.0,
        -1.0 / 120.0,
        1.0 / 252.0,
        -1.0 / 240.0,
        1.0 / 132.0,
        -691.0 / 32_760.0,
        1.0 / 12.0,
        -3617.0 / 8160.0,
    ];
    let steps = if x < 10.0 { (10.0 - x) as u32 + 1 } else { 0 };
    let high = x + f64::from(steps);
    // The smallest reciprocals are added first.
    let below = (0..steps).rev().fold(0.0, |sum, k| sum + 1.0 / (x + f64::from(k)));
    let inverse = 1.0 / (high * high);
    let tail = SERIES.iter().rev().fold(0.0, |sum, c| (sum + c) * inverse);
    libm::log(high) - 0.5 / high - tail - below
}

/// ψ'(x), x > 0: recurrence up to 10, then the asymptotic series (Abramowitz & Stegun 6.4.12).
pub(crate) fn trigamma_positive(x: f64) -> f64 {
    /// B_{2k}, k = 1..8.
    const SERIES: [f64; 8] =
        [1.0 / 6.0, -1.0 / 30.0, 1.0 / 42.0, -1.0 / 30.0, 5.0 / 66.0, -691.0 / 2730.0, 7.0 / 6.0, -3617.0 / 510.0];
    let steps = if x < 10.0 { (10.0 - x) as u32 + 1 } else { 0 };
    let high = x + f64::from(steps);
    let below = (0..steps).rev().map(|k| 1.0 / (x + f64::from(k))).fold(0.0, |sum, per| sum + per * per);
    let inverse = 1.0 / (high * high);
    let tail = SERIES.iter().rev().fold(0.0, |sum, c| (sum + c) * inverse);
    (tail + 1.0) / high + 0.5 * inverse + below
}

/// Regularised lower incomplete gamma function P(a, x), a > 0, x ≥ 0.
#[must_use]
pub fn gamma_inc_lower(a: f64, x: f64) -> Option<f64> {
    let (lower, value) = half(a, x)?;
    finite(if lower { value } else { 1.0 - value })
}

/// Regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x).
#[must_use]
pub fn gamma_inc_upper(a: f64, x: f64) -> Option<f64> {
    let (lower, value) = half(a, x)?;
    finite(if lower { 1.0 - value } else { value })
}

/// Whichever of P (`true`) and Q (`false`) is computed without cancellation: series below a + 1, continued fraction above.
fn half(a: f64, x: f64) -> Option<(bool, f64)> {
    if !(a > 0.0 && a.is_finite() && x >= 0.0) {
        return None;
    }
    if x == 0.0 {
        return Some((true, 0.0));
    }
    if x == f64::INFINITY {
        return Some((false, 0.0));
    }
    let scale = density_scale(a, x);
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0, 1.0);
        for k in 1..TERMS_MAX {
            term *= x / (a + f64::from(k));
            sum += term;
            if term <= sum * 1e-17 {
                return Some((true, (scale * sum).min(1.0)));
            }
        }
        return None;
    }
    // Lentz's method for Γ(a, x) eˣ x⁻ᵃ = 1/(x+1−a − 1(1−a)/(x+3−a − …)).
    let mut b = x + 1.0 - a;
    let mut c = f64::MAX;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for k in 1..TERMS_MAX {
        let k = f64::from(k);
        let numerator = -k * (k - a);
        b += 2.0;
        d = 1.0 / away_from_zero(numerator * d + b);
        c = away_from_zero(b + numerator / c);
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() <= 2e-16 {
            return Some((false, (scale * a * fraction).clamp(0.0, 1.0)));
        }
    }
    None
}

/// xᵃ e⁻ˣ / Γ(a+1), by Stirling's series and a deviance where a is large, so that nothing big cancels (Loader 2000).
fn density_scale(a: f64, x: f64) -> f64 {
    if a < 10.0 {
        return libm::exp(a * libm::log(x) - x - libm::lgamma(a + 1.0));
    }
    let deviance = a * excess_over_ln1p((x - a) / a);
    libm::exp(-deviance - stirling_error(a) - HALF_LN_TWO_PI - 0.5 * libm::log(a))
}

/// ln Γ(a+1) − [(a+½) ln a − a + ½ ln 2π], a ≥ 10.
pub(super) fn stirling_error(a: f64) -> f64 {
    const SERIES: [f64; 7] =
        [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0, 1.0 / 156.0];
    let inverse = 1.0 / (a * a);
    SERIES.iter().rev().fold(0.0, |sum, c| sum * inverse + c) / a
}

/// m − ln(1+m), accurate near 0, m > −1.
pub(super) fn excess_over_ln1p(m: f64) -> f64 {
    if m.abs() > 0.1 {
        return m - libm::log1p(m);
    }
    // Σ_{k≥2} (−m)^k / k; at |m| ≤ 0.1 sixteen terms are enough.
    let mut sum = 0.0;
    for k in (2..=18).rev() {
        sum = 1.0 / f64::from(k) - m * sum;
    }
    m * m * sum
}

pub(super) fn away_from_zero(value: f64) -> f64 {
    if value.abs() < 1e-300 { 1e-300 } else { value }
}
