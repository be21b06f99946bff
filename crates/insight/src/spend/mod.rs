//! Spend per order: the Gamma-Gamma model (Fader & Hardie 2013, note 025).
//!
//! An order's amount varies as Gamma(p, ν) around the customer's own level, and ν varies as Gamma(q, v) over customers. The first order is left
//! out, as it is by the purchase models: `x` counts repeat order days that netted to more than nothing, `z̄` is their mean.
//! The model takes spend to be independent of the number of orders; [`SpendFit::dependent`] warns where it is not.

mod data;
mod fit;
mod known;

pub use data::SpendData;
pub(crate) use fit::SpendFitter;
pub use fit::{SpendFit, SpendState};

use crate::special::{finite, ln_gamma_positive as ln_gamma, ln_gamma_rise};

/// The model with its parameters, all positive and finite; v in the unit of the amounts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaGamma {
    p: f64,
    q: f64,
    v: f64,
}

impl GammaGamma {
    /// `None` unless all three are positive and finite.
    #[must_use]
    pub fn new(p: f64, q: f64, v: f64) -> Option<Self> {
        [p, q, v].iter().all(|p| *p > 0.0 && p.is_finite()).then_some(Self { p, q, v })
    }

    /// `[p, q, v]`.
    #[must_use]
    pub fn to_array(&self) -> [f64; 3] {
        [self.p, self.q, self.v]
    }

    /// Log density of a mean of `x` amounts being `mean`; `None` unless both are positive.
    /// `lnΓ(px+q) − lnΓ(px) − lnΓ(q) + q ln v + (px−1) ln z̄ + px ln x − (px+q) ln(x z̄+v)`.
    #[must_use]
    pub fn log_likelihood(&self, x: f64, mean: f64) -> Option<f64> {
        if !(x > 0.0 && mean > 0.0 && x.is_finite() && mean.is_finite()) {
            return None;
        }
        let Self { p, q, v } = *self;
        let shape = p * x;
        let ways = ln_gamma_rise(q, shape) - ln_gamma(shape);
        let ln_total = libm::log(x * mean + v);
        finite(
            ways + q * (libm::log(v) - ln_total) + shape * (libm::log(x) + libm::log(mean) - ln_total)
                - libm::log(mean),
        )
    }

    /// Expected amount of a future order of a customer whose `x` repeats average `mean`: `E[M] = p(v + x z̄)/(px + q − 1)`, a mean of the
    /// customer's own level and the book's. With `x` = 0 the book's. `None` where the model has no finite mean (px + q ≤ 1).
    #[must_use]
    pub fn expected_amount(&self, x: f64, mean: f64) -> Option<f64> {
        let Self { p, q, v } = *self;
        let weight = p * x + q - 1.0;
        if !(x >= 0.0 && mean >= 0.0 && weight > 0.0) {
            return None;
        }
        finite(p * (v + x * mean) / weight)
    }

    /// Mean amount over the population, `pv/(q − 1)`; `None` for q ≤ 1, where it is infinite.
    #[must_use]
    pub fn population_mean(&self) -> Option<f64> {
        self.expected_amount(0.0, 0.0)
    }
}
