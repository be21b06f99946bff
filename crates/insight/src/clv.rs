//! Life-time value: discounted expected orders times the expected amount times the margin, with what-ifs and the uncertainty of the estimates.
//!
//! `CLV(H, d) = margin · E[M] · Σ_{w=1..H} (E[Y(w)] − E[Y(w−1)]) / (1+d)^w`, `d = (1 + annual)^{1/52} − 1`, w in weeks (Fader, Hardie & Lee 2005).
//! Where H is no whole number of weeks, the last step is the part of a week that is left: it ends, and is discounted, at H.

use crate::btyd::{Btyd, Cbs};
pub use crate::shifts::{Shifts, parameter_se};
use crate::special::finite;

/// Longest horizon, weeks (a hundred years).
const WEEKS_MAX: f64 = 5_200.0;
/// Numbers of nodes a sum over weeks is interpolated from.
const NODES: [usize; 4] = [8, 12, 18, 28];
/// What is left of the interpolation's error, relative to the largest value.
const INTERPOLATION_ERROR: f64 = 1e-12;

/// The share of an amount that is earned where what was sold for `amount` cost `cost`: `1 − cost/amount`, within 0–1; `None` for no amount.
#[must_use]
pub fn margin_of(cost: f64, amount: f64) -> Option<f64> {
    (amount > 0.0).then(|| (1.0 - cost / amount).clamp(0.0, 1.0)).and_then(finite)
}

/// The discounted sum over weeks, made ready for many customers.
///
/// `Σ_w (E[Y(w)] − E[Y(w−1)]) D^w` is linear in the values E[Y(w)], and E[Y(t)] is analytic for t > −(α+T). So it is interpolated at a few Chebyshev
/// nodes, with weights that are the same for all customers; where the singularity is too near, the sum is taken as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Discounting {
    /// Whole weeks before the last step, and where that ends.
    before: u32,
    weeks: f64,
    /// D = 1/(1+d), and what the last step discounts.
    factor: f64,
    last: f64,
    /// Per entry of [`NODES`]: (t, weight).
    nodes: Vec<Vec<(f64, f64)>>,
}

impl Discounting {
    /// Over `weeks` (1 to 5,200) at the rate `annual` (0.15 for 15 % a year). `None` outside, or for a rate of −100 % or less.
    #[must_use]
    pub fn new(weeks: u32, annual: f64) -> Option<Self> {
        Self::over(f64::from(weeks), annual)
    }

    /// The same over a time that need not be whole weeks.
    #[must_use]
    pub fn over(weeks: f64, annual: f64) -> Option<Self> {
        if !(weeks > 0.0 && weeks <= WEEKS_MAX && annual > -1.0 && annual.is_finite()) {
            return None;
        }
        let factor = finite(libm::exp(-libm::log1p(annual) / 52.0))?;
        let before = (libm::ceil(weeks) - 1.0).max(0.0);
        let part = weeks - before;
        let last = if part < 1.0 { libm::exp(-libm::log1p(annual) / 52.0 * part) } else { factor };
        let mut ready = Self { before: before as u32, weeks, factor, last, nodes: Vec::new() };
        ready.nodes = NODES.iter().map(|&k| ready.chebyshev(k)).collect();
        Some(ready)
    }

    /// The ends of the steps, and what each discounts.
    fn steps(&self) -> impl Iterator<Item = (f64, f64)> {
        let whole = (1..=self.before).map(|w| (f64::from(w), self.factor));
        whole.chain(std::iter::once((self.weeks, self.last)))
    }

    /// Discounted expected orders of a customer within the horizon; `None` where E\[Y\] has no value.
    #[must_use]
    pub fn orders(&self, model: &Btyd, customer: &Cbs) -> Option<f64> {
        let horizon = self.weeks;
        // The nearest singularity, in units in which the horizon is [−1, 1]: Bernstein's ellipse gives the rate of convergence.
        let z = 1.0 + 2.0 * (model.params.alpha() + customer.t()) / horizon;
        let per_node = libm::log(z + (z * z - 1.0).sqrt());
        let enough = NODES.iter().position(|&k| (k as f64) * per_node >= -libm::log(INTERPOLATION_ERROR));
        let Some(nodes) = enough.filter(|&i| NODES[i] <= self.before as usize).map(|i| &self.nodes[i]) else {
            return self.orders_week_by_week(model, customer);
        };
        let mut sum = 0.0;
        for &(t, weight) in nodes {
            sum += weight * model.expected(customer, t)?;
        }
        finite(sum.max(0.0))
    }

    /// The same by the definition.
    #[must_use]
    pub fn orders_week_by_week(&self, model: &Btyd, customer: &Cbs) -> Option<f64> {
        let (mut sum, mut before, mut discount) = (0.0, 0.0, 1.0);
        for (end, factor) in self.steps() {
            discount *= factor;
            let expected = model.expected(customer, end)?;
            sum += (expected - before) * discount;
            before = expected;
        }
        finite(sum)
    }

    /// Life-time value: `margin` (0..1, a share of the amount) times `amount` (expected per order) times the discounted orders.
    #[must_use]
    pub fn value(&self, model: &Btyd, customer: &Cbs, amount: f64, margin: f64) -> Option<f64> {
        finite(margin * amount * self.orders(model, customer)?)
    }

    /// Chebyshev nodes on [0, H] and the weights with which values there make the discounted sum.
    fn chebyshev(&self, k: usize) -> Vec<(f64, f64)> {
        let horizon = self.weeks;
        let pi = std::f64::consts::PI;
        // By parts: Σ (E_w − E_{w−1}) D^w = Σ_{w<H} E_w (D^w − D^{w+1}) + E_H D^H. Moments of these weights against each polynomial.
        let mut moments = vec![0.0; k];
        let mut discount = 1.0;
        let next = self.steps().skip(1).map(|(_, factor)| 1.0 - factor).chain(std::iter::once(1.0));
        for ((end, factor), left) in self.steps().zip(next) {
            discount *= factor;
            let weight = discount * left;
            let x = 2.0 * end / horizon - 1.0;
            let (mut before, mut now) = (1.0, x);
            for (j, moment) in moments.iter_mut().enumerate() {
                *moment += weight * before * if j == 0 { 1.0 } else { 2.0 };
                (before, now) = (now, 2.0 * x * now - before);
            }
        }
        let node = |i: usize| {
            let angle = (2 * i + 1) as f64 * pi / (2 * k) as f64;
            let weight: f64 = moments.iter().enumerate().map(|(j, m)| m * libm::cos(j as f64 * angle)).sum();
            (horizon / 2.0 * (1.0 + libm::cos(angle)), weight / k as f64)
        };
        (0..k).map(node).collect()
    }
}

/// What one customer is worth over a horizon, and what would change it. Amounts in the unit of `amount`, before margin and discount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WhatIf {
    /// Expected orders.
    pub orders: f64,
    /// Expected spend.
    pub value: f64,
    /// Expected further orders if an order came today.
    pub orders_if_buys_today: f64,
    /// By how much today's order would raise the expected spend after it.
    pub gain_of_an_order: f64,
    /// Expected orders after one more silent week.
    pub orders_after_silent_week: f64,
    /// By how much that week would lower the expected spend.
    pub cost_of_a_silent_week: f64,
}

impl WhatIf {
    /// For a customer with expected `amount` per order over the next `weeks`.
    #[must_use]
    pub fn of(model: &Btyd, customer: &Cbs, amount: f64, weeks: f64) -> Option<Self> {
        let (x, t) = (customer.x(), customer.t());
        let orders = model.expected(customer, weeks)?;
        let orders_if_buys_today = model.expected(&Cbs::new(x + 1.0, t, t)?, weeks)?;
        let orders_after_silent_week = model.expected(&Cbs::new(x, customer.t_x(), t + 1.0)?, weeks)?;
        finite(amount)?;
        Some(Self {
            orders,
            value: amount * orders,
            orders_if_buys_today,
            gain_of_an_order: amount * (orders_if_buys_today - orders),
            orders_after_silent_week,
            cost_of_a_silent_week: amount * (orders - orders_after_silent_week),
        })
    }

    /// The most that an offer may cost that makes the customer order today with a probability that is higher by `uplift` (0..1):
    /// `uplift · margin · (amount + gain)`. `None` outside.
    #[must_use]
    pub fn break_even_offer(&self, amount: f64, margin: f64, uplift: f64) -> Option<f64> {
        finite(uplift * margin * (amount + self.gain_of_an_order)).filter(|_| (0.0..=1.0).contains(&uplift))
    }
}
