//! Special functions. Each returns `None` outside its domain or where its series does not settle, never NaN.

mod beta;
mod distributions;
mod gamma;
mod hyp2f1;
mod quick;

pub use beta::{beta_inc, ln_beta};
pub use distributions::{
    beta_quantile, chi2_upper, f_upper, normal_cdf, normal_quantile, normal_two_sided, t_quantile_two_sided,
    t_two_sided,
};
pub use gamma::{digamma, gamma_inc_lower, gamma_inc_upper, ln_gamma};
pub use hyp2f1::hyp2f1;

pub(crate) use gamma::{digamma_positive, ln_gamma_positive, ln_gamma_rise, trigamma_positive};
pub(crate) use quick::{exp_down, ln_normal};

/// Terms after which a series or continued fraction is given up.
const TERMS_MAX: u32 = 200_000;

/// A finite number, or nothing.
pub(crate) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// ln(1 + e^s) without overflow.
pub(crate) fn softplus(s: f64) -> f64 {
    s.max(0.0) + libm::log1p(libm::exp(-s.abs()))
}
