//! The exact predictive distribution of the number of orders, without simulation.

use super::model::{Btyd, Cbs, Params};
use crate::special::{beta_inc, finite, ln_gamma_positive as ln_gamma};

/// Orders up to which a quantile is looked for: more than one a day for a hundred years.
const ORDERS_MAX: u32 = 50_000;

impl Btyd {
    /// P(Y = y) for y = 0..=`most` orders in the next `t` weeks (shape: `most` + 1):
    /// `P(alive) · pmf(y; r+x, α+T, a, b+x+dz) + (1 − P(alive)) [y = 0]`, with the pmf of FHL (2005), eq. 8.
    /// `None` for a negative or infinite t.
    #[must_use]
    pub fn predictive(&self, customer: &Cbs, t: f64, most: u32) -> Option<Vec<f64>> {
        let mut terms = Terms::of(self, customer, t)?;
        (0..=most).map(|_| terms.next()).collect()
    }

    /// Smallest number of orders in the next `t` weeks that is not exceeded with probability `quantile` in (0, 1).
    #[must_use]
    pub fn predictive_quantile(&self, customer: &Cbs, t: f64, quantile: f64) -> Option<u32> {
        if !(quantile > 0.0 && quantile < 1.0) {
            return None;
        }
        let terms = Terms::of(self, customer, t)?;
        let mut cumulated = 0.0;
        (0..=ORDERS_MAX).zip(terms).find_map(|(y, p)| {
            cumulated += p;
            (cumulated >= quantile).then_some(y)
        })
    }
}

/// P(Y = 0), P(Y = 1), … for a customer whose first y orders are Poisson-Gamma and who may drop out after each.
struct Terms {
    p_alive: f64,
    shape: f64,
    a: f64,
    b: f64,
    /// t/(α+T+t), and the logarithms of it and of its complement.
    z: f64,
    ln_z: f64,
    ln_rest: f64,
    y: u32,
    /// B(a, b+y)/B(a, b): the probability of surviving y chances to drop out.
    survived: f64,
    /// P(at least y orders) without drop-out, kept in case the incomplete beta function has no value.
    at_least: f64,
}

impl Terms {
    fn of(btyd: &Btyd, customer: &Cbs, t: f64) -> Option<Self> {
        if !(t >= 0.0 && t.is_finite()) {
            return None;
        }
        let Params { r, alpha, a, b } = btyd.params;
        let now = finite(alpha + customer.t + t)?;
        Some(Self {
            p_alive: btyd.p_alive(customer),
            shape: r + customer.x,
            a,
            b: b + customer.x + btyd.model.dz(),
            z: t / now,
            ln_z: libm::log((t / now).max(f64::MIN_POSITIVE)),
            ln_rest: -libm::log1p(t / (alpha + customer.t)),
            y: 0,
            survived: 1.0,
            at_least: 1.0,
        })
    }
}

impl Iterator for Terms {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        let y = f64::from(self.y);
        let ways = ln_gamma(self.shape + y) - ln_gamma(self.shape) - ln_gamma(y + 1.0);
        let exactly = if self.z == 0.0 && self.y > 0 {
            0.0
        } else {
            let power = if self.y == 0 { 0.0 } else { y * self.ln_z };
            libm::exp(ways + self.shape * self.ln_rest + power).min(1.0)
        };
        // Dropped out right after the y-th order, which would not have been the last in time.
        let mut dropped_out = 0.0;
        if self.y > 0 {
            let before = self.survived;
            let chances = self.a + self.b + y - 1.0;
            self.survived = before * ((self.b + y - 1.0) / chances);
            let at_least = beta_inc(y, self.shape, self.z).unwrap_or(self.at_least);
            dropped_out = before * (self.a / chances) * at_least;
        }
        self.at_least = (self.at_least - exactly).max(0.0);
        self.y = self.y.checked_add(1)?;
        let p = self.p_alive * (self.survived * exactly + dropped_out);
        Some(if y == 0.0 { p + (1.0 - self.p_alive) } else { p })
    }
}
