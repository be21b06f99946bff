//! What a fitted model says of one customer.

use super::model::{Btyd, Cbs, Params};
use crate::special::{finite, ln_gamma_positive, softplus};

impl Btyd {
    /// Log-likelihood of one customer, factorised so that nothing overflows for x in the thousands (Fader & Hardie, note 027):
    /// `lnB(a, b+x+dz) − lnB(a, b) + lnΓ(r+x) − lnΓ(r) + r ln α − (r+x) ln(α+T) + ln(1 + δ eˢ)`.
    #[must_use]
    pub fn log_likelihood(&self, customer: &Cbs) -> Option<f64> {
        let Params { r, alpha, a, b } = self.params;
        let Cbs { x, t, .. } = *customer;
        let g = ln_gamma_positive;
        let k = b + x + self.model.dz();
        let drop_out = g(k) - g(a + k) - g(b) + g(a + b);
        let orders = g(r + x) - g(r) - x * libm::log(alpha) - (r + x) * libm::log1p(t / alpha);
        finite(drop_out + orders + self.ln_odds_lost(customer).map_or(0.0, softplus))
    }

    /// ln q, where q is the probability that an active customer is silent for at least this gap:
    /// `q = ((α+t_x)/(α+T))^{r+x}`, the survival function of the personal rhythm (Lomax), shrunk to the book by r and α.
    pub(super) fn ln_silence(&self, customer: &Cbs) -> f64 {
        let Params { r, alpha, .. } = self.params;
        -(r + customer.x) * libm::log1p((customer.t - customer.t_x) / (alpha + customer.t_x))
    }

    /// s = ln of the odds that the customer is lost: drop-out odds of the newest order, divided by q. `None` where the model rules it out.
    fn ln_odds_lost(&self, customer: &Cbs) -> Option<f64> {
        let Params { a, b, .. } = self.params;
        let chances = customer.x + self.model.dz();
        (chances >= 1.0).then(|| libm::log(a / (b + chances - 1.0)) - self.ln_silence(customer))
    }

    /// Probability that the customer is still active.
    #[must_use]
    pub fn p_alive(&self, customer: &Cbs) -> f64 {
        let Some(s) = self.ln_odds_lost(customer) else { return 1.0 };
        if s > 0.0 {
            let e = libm::exp(-s);
            e / (1.0 + e)
        } else {
            1.0 / (1.0 + libm::exp(s))
        }
    }

    /// Overdue index `1 − q` in [0, 1): how unusual this silence would be for this customer, if active.
    #[must_use]
    pub fn overdue(&self, customer: &Cbs) -> f64 {
        -libm::expm1(self.ln_silence(customer))
    }

    /// Posterior mean of the order rate while active, orders a week: `(r+x)/(α+T)`.
    #[must_use]
    pub fn rate(&self, customer: &Cbs) -> f64 {
        (self.params.r + customer.x) / (self.params.alpha + customer.t)
    }

    /// Probability of at least one order in the next `h` weeks if active: `1 − ((α+T)/(α+T+h))^{r+x}`. Negative h counts as 0.
    #[must_use]
    pub fn p_order_if_alive(&self, customer: &Cbs, h: f64) -> f64 {
        let Params { r, alpha, .. } = self.params;
        -libm::expm1(-(r + customer.x) * libm::log1p(h.max(0.0) / (alpha + customer.t)))
    }

    /// Probability of at least one order in the next `h` weeks; equals 1 − L(x, t_x, T+h)/L(x, t_x, T).
    #[must_use]
    pub fn p_active(&self, customer: &Cbs, h: f64) -> f64 {
        self.p_alive(customer) * self.p_order_if_alive(customer, h)
    }

    /// Weeks from now within which the next order comes with probability `quantile`, if the customer is active:
    /// `(α+T)((1−p)^{−1/(r+x)} − 1)`. `None` unless 0 < p < 1, or where it is beyond all numbers.
    #[must_use]
    pub fn weeks_to_next_order(&self, customer: &Cbs, quantile: f64) -> Option<f64> {
        if !(quantile > 0.0 && quantile < 1.0) {
            return None;
        }
        let Params { r, alpha, .. } = self.params;
        finite((alpha + customer.t) * libm::expm1(-libm::log1p(-quantile) / (r + customer.x)))
    }

    /// Expected orders in the next `t` weeks, E[Y(t)]; `None` for a negative or infinite t.
    ///
    /// `[C/(a−1)] · [1 − ((α+T)/(α+T+t))^{r+x} ₂F₁(r+x, b+x+dz; C; z)] · P(alive)`, C = a+b+x−1+dz, z = t/(α+T+t) (FHL 2005, eq. 10).
    #[must_use]
    pub fn expected(&self, customer: &Cbs, t: f64) -> Option<f64> {
        if !(t >= 0.0 && t.is_finite()) {
            return None;
        }
        let Params { r, alpha, .. } = self.params;
        // Without drop-out the mean is rate · t: no answer can be above it.
        let ceiling = finite((r + customer.x) * (t / (alpha + customer.t)))?;
        if ceiling == 0.0 {
            return Some(0.0);
        }
        let alive = self.euler_series(customer, t).unwrap_or_else(|| self.quadrature(customer, t));
        finite(alive.clamp(0.0, ceiling) * self.p_alive(customer))
    }

    /// E[Y(t) | active] by Euler's transform, with the factor a − 1 divided out of every term: with ε = a − 1, A = r+x, l = ln(1−z)
    /// `−C (e^{εl} − 1)/ε − e^{εl} Σ_{k≥1} (C−A)_k (ε+1)_{k−1} / ((C+1)_{k−1} k!) z^k`,
    /// so that a = 1 (ε = 0) and a+b = 1 with x = 0 (C = 0) are ordinary cases. `None` where the series does not settle or cancels.
    fn euler_series(&self, customer: &Cbs, t: f64) -> Option<f64> {
        let Params { r, alpha, a, b } = self.params;
        let big_a = r + customer.x;
        let c = a + b + customer.x - 1.0 + self.model.dz();
        let eps = a - 1.0;
        let now = alpha + customer.t;
        let z = t / (now + t);
        let l = -libm::log1p(t / now);
        let lead = {
            let p = eps * l;
            let slope = if p.abs() < 1e-12 { 1.0 } else { libm::expm1(p) / p };
            -c * l * slope
        };
        let mut term = (c - big_a) * z;
        let (mut sum, mut size) = (term, term.abs());
        let mut settled = term == 0.0;
        for k in 1..TERMS_MAX {
            if settled {
                break;
            }
            let k = f64::from(k);
            let ratio = (c - big_a + k) * (eps + k) / ((c + k) * (k + 1.0)) * z;
            term *= ratio;
            sum += term;
            size += term.abs();
            settled =
                term == 0.0 || (ratio.abs() < 1.0 && term.abs() * ratio.abs() <= 1e-17 * size * (1.0 - ratio.abs()));
        }
        let power = libm::exp(eps * l);
        let value = finite(lead - power * sum)?;
        let noise = (lead.abs() + power * size) * f64::EPSILON;
        (settled && value > 0.0 && noise <= value * CANCELLATION_MAX).then_some(value)
    }

    /// E[Y(t) | active] = E_p[(1 − (1 + p t/(α+T))^{−(r+x)})/p], p ~ Beta(a, b+x+dz): positive everywhere, for parameters where the series cancels.
    /// Trapezoid rule on p = logistic(v₀ + σ sinh w), normalised by its own weights.
    fn quadrature(&self, customer: &Cbs, t: f64) -> f64 {
        let Params { r, alpha, a, b } = self.params;
        let big_a = r + customer.x;
        let k = b + customer.x + self.model.dz();
        let y = t / (alpha + customer.t);
        let (centre, spread) = (libm::log(a / k), (1.0 / a + 1.0 / k).sqrt());
        let ln_weight = |v: f64| -a * softplus(-v) - k * softplus(v);
        let top = ln_weight(centre);
        let (mut sum, mut mass) = (0.0, 0.0);
        for step in -QUADRATURE_STEPS..=QUADRATURE_STEPS {
            let w = f64::from(step) * (QUADRATURE_REACH / f64::from(QUADRATURE_STEPS));
            let v = centre + spread * libm::sinh(w);
            let weight = libm::exp(ln_weight(v) - top) * libm::cosh(w);
            let p = libm::exp(-softplus(-v));
            let orders = if p * y < 1e-12 { big_a * y } else { -libm::expm1(-big_a * libm::log1p(p * y)) / p };
            mass += weight;
            sum += weight * orders;
        }
        if mass > 0.0 { sum / mass } else { 0.0 }
    }
}

/// Terms after which Euler's series is left for the quadrature.
const TERMS_MAX: u32 = 20_000;
/// Largest share of a result that rounding may have touched before the quadrature is asked instead.
const CANCELLATION_MAX: f64 = 1e-10;
/// Half the points of the quadrature.
const QUADRATURE_STEPS: i32 = 200;
/// Reach of w: sinh 8 ≈ 1,490 spreads to each side.
const QUADRATURE_REACH: f64 = 8.0;
