//! The usual distributions, in terms of erfc and the incomplete beta and gamma functions.

use super::{beta_inc, finite, gamma_inc_upper};

/// P(Z ≤ z), standard normal.
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// P(|Z| ≥ |z|), standard normal.
#[must_use]
pub fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// z with P(Z ≤ z) = p, standard normal; `None` unless 0 < p < 1.
#[must_use]
pub fn normal_quantile(p: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    // By symmetry the half below the median, where erfc loses nothing; 1 − p is exact for p ≥ ½.
    if p > 0.5 {
        return normal_quantile(1.0 - p).map(|z| -z);
    }
    let sd = |z: f64| libm::exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
    // Abramowitz & Stegun 26.2.23, then Halley's steps.
    let t = (-2.0 * libm::log(p)).sqrt();
    let mut z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
    for _ in 0..4 {
        let step = (normal_cdf(z) - p) / sd(z);
        z -= step / (1.0 + z * step / 2.0);
    }
    finite(z)
}

/// P(|T| ≥ |t|), Student's t with `df` > 0 degrees of freedom.
#[must_use]
pub fn t_two_sided(t: f64, df: f64) -> Option<f64> {
    if df <= 0.0 || df.is_nan() || t.is_nan() {
        return None;
    }
    if t.is_infinite() {
        return Some(0.0);
    }
    let square = t * t;
    // The share that is computed without cancellation.
    if square < 1.0 {
        beta_inc(0.5, df / 2.0, square / (df + square)).map(|below| 1.0 - below)
    } else {
        beta_inc(df / 2.0, 0.5, df / (df + square))
    }
}

/// t with P(|T| ≥ t) = `alpha`, Student's t; `None` unless 0 < alpha < 1 and `df` > 0.
#[must_use]
pub fn t_quantile_two_sided(alpha: f64, df: f64) -> Option<f64> {
    if !(alpha > 0.0 && alpha < 1.0 && df > 0.0) {
        return None;
    }
    bisect(|t| t_two_sided(t, df).map(|p| p - alpha))
}

/// P(F ≥ f), Fisher's F with `d1` and `d2` degrees of freedom.
#[must_use]
pub fn f_upper(f: f64, d1: f64, d2: f64) -> Option<f64> {
    if !(f >= 0.0 && d1 > 0.0 && d2 > 0.0) {
        return None;
    }
    if f.is_infinite() {
        return Some(0.0);
    }
    beta_inc(d2 / 2.0, d1 / 2.0, d2 / (d2 + d1 * f))
}

/// P(χ² ≥ x) with `df` degrees of freedom.
#[must_use]
pub fn chi2_upper(x: f64, df: f64) -> Option<f64> {
    gamma_inc_upper(df / 2.0, x / 2.0)
}

/// x with I_x(a, b) = p; `None` unless 0 ≤ p ≤ 1.
#[must_use]
pub fn beta_quantile(p: f64, a: f64, b: f64) -> Option<f64> {
    if !((0.0..=1.0).contains(&p) && a > 0.0 && b > 0.0) {
        return None;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..BISECTIONS {
        let middle = (low + high) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if beta_inc(a, b, middle)? < p { low = middle } else { high = middle }
    }
    Some((low + high) / 2.0)
}

/// Halvings after which an interval of doubles has no inside left.
const BISECTIONS: u32 = 200;

/// The positive root of a falling function.
fn bisect(f: impl Fn(f64) -> Option<f64>) -> Option<f64> {
    let (mut low, mut high) = (0.0, 1.0);
    while f(high)? > 0.0 {
        (low, high) = (high, 2.0 * high);
        finite(high)?;
    }
    for _ in 0..BISECTIONS {
        let middle = (low + high) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if f(middle)? > 0.0 { low = middle } else { high = middle }
    }
    Some((low + high) / 2.0)
}
