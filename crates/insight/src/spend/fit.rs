//! Maximum likelihood of the Gamma-Gamma model from fixed starts.

use super::{GammaGamma, SpendData};
use crate::optimise::{Bfgs, CURVATURE_STEP, LN_REACH, inverse, is_determined, of_parameters, prior_share};
use crate::special::{digamma_positive as psi, ln_gamma_positive as ln_gamma, ln_gamma_rise};
use crate::{BUYERS_MIN, BUYERS_WITHOUT_PRIOR};

type V3 = [f64; 3];
type M3 = [[f64; 3]; 3];

/// Starts (p, q, v relative to the typical amount).
const STARTS: [V3; 3] = [[6.0, 4.0, 0.5], [1.0, 2.0, 1.0], [40.0, 15.0, 0.4]];
/// Customers after which the search runs on every k-th of them first.
const COARSE: usize = 4_000;
/// |Spearman(x, z̄)| from which spend is not independent of frequency.
const DEPENDENT: f64 = 0.3;
/// Centre of the weak prior: CDNOW (Fader & Hardie, note 025: 6.25, 3.74, 15.44 at a mean of 35.08).
const PUBLISHED: V3 = [6.25, 3.74, 15.44 / 35.08];

/// A fitted spend model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpendFit {
    /// The model; v in units of the amounts.
    pub model: GammaGamma,
    /// Log-likelihood of the data (without the prior).
    pub log_likelihood: f64,
    /// Standard errors of (p, q, v) from the observed information; `None` where that is not positive definite or leaves a parameter open.
    pub se: Option<[f64; 3]>,
    /// Covariance of the estimates, same scale and order.
    pub covariance: Option<[[f64; 3]; 3]>,
    /// Customers with a paid repeat.
    pub repeaters: usize,
    /// Spearman's correlation of the number of repeats and their mean; `None` where either does not vary.
    pub spearman: Option<f64>,
    /// The model's assumption does not hold: |Spearman| ≥ 0.3.
    pub dependent: bool,
    /// Share of the weak prior in 0..1; 0 where the data alone determine the parameters.
    pub prior_share: f64,
    /// The search ended where the gradient vanishes.
    pub converged: bool,
}

/// The spend model of a book.
#[derive(Clone, Debug, PartialEq)]
pub enum SpendState {
    /// Too few customers with a paid repeat.
    NotEnough {
        /// Customers with a paid repeat.
        repeaters: usize,
        /// From how many on the model is fitted.
        needed: usize,
    },
    /// Fitted.
    Fitted(Box<SpendFit>),
}

impl SpendState {
    /// Fits `data` where there are enough.
    #[must_use]
    pub fn of(data: &SpendData) -> Self {
        if data.repeaters() < BUYERS_MIN {
            return Self::NotEnough { repeaters: data.repeaters(), needed: BUYERS_MIN };
        }
        Self::Fitted(Box::new(SpendFit::of(data)))
    }

    /// The fit, if there is one.
    #[must_use]
    pub fn fit(&self) -> Option<&SpendFit> {
        match self {
            Self::NotEnough { .. } => None,
            Self::Fitted(fit) => Some(fit),
        }
    }
}

impl SpendFit {
    /// Fits `data`: by the data alone where they determine the parameters or there are many, else with the weak prior.
    fn of(data: &SpendData) -> Self {
        let mean = data.mean();
        let prior: V3 = [PUBLISHED[0], PUBLISHED[1], PUBLISHED[2] * mean].map(libm::log);
        let typical = data.typical();
        let found = search(data, typical, None);
        let determined = data.varies() && found.variance.as_ref().is_some_and(is_determined);
        let (found, prior_share) = if determined {
            (found, 0.0)
        } else if data.varies() && data.repeaters() >= BUYERS_WITHOUT_PRIOR {
            (Found { variance: None, ..found }, 0.0)
        } else {
            let found = search(data, typical, Some(prior));
            let share = found.variance.as_ref().map_or(1.0, prior_share);
            (found, share)
        };
        let [p, q, v] = found.at.map(libm::exp);
        let (covariance, se) = found.variance.map(|variance| of_parameters(&variance, &[p, q, v])).unzip();
        let spearman = data.spearman();
        Self {
            model: GammaGamma { p, q, v },
            log_likelihood: log_likelihood(data, p, q, v).0,
            se,
            covariance,
            repeaters: data.repeaters(),
            spearman,
            dependent: spearman.is_some_and(|s| s.abs() >= DEPENDENT),
            prior_share,
            converged: found.converged,
        }
    }
}

struct Found {
    at: V3,
    /// Covariance of the log-parameters.
    variance: Option<M3>,
    converged: bool,
}

fn search(data: &SpendData, typical: f64, prior: Option<V3>) -> Found {
    let every = data.repeaters() / COARSE;
    let coarse = (every >= 2).then(|| data.thinned(every));
    let ends = STARTS
        .map(|[p, q, v]| descend(coarse.as_ref().unwrap_or(data), [p, q, v * typical].map(libm::log), typical, prior));
    let mut best = ends[0].clone();
    for end in &ends[1..] {
        if end.best().1 < best.best().1 {
            best = end.clone();
        }
    }
    if coarse.is_some() {
        best = descend(data, best.best().0, typical, prior);
    }
    let at = best.best().0;
    let curvature: M3 = std::array::from_fn(|i| {
        let shifted =
            |step: f64| objective(data, &std::array::from_fn(|j| at[j] + if i == j { step } else { 0.0 }), prior).1;
        let (up, down) = (shifted(CURVATURE_STEP), shifted(-CURVATURE_STEP));
        std::array::from_fn(|j| (up[j] - down[j]) * data.repeaters() as f64 / (2.0 * CURVATURE_STEP))
    });
    Found { at, variance: inverse(&curvature), converged: best.is_converged() }
}

fn descend(data: &SpendData, from: V3, typical: f64, prior: Option<V3>) -> Bfgs<3> {
    let centre = [0.0, 0.0, libm::log(typical)];
    let mut descent = Bfgs::new(from, centre.map(|c| c - LN_REACH), centre.map(|c| c + LN_REACH));
    while !descent.is_done() {
        let (value, gradient) = objective(data, &descent.ask(), prior);
        descent.tell(value, gradient);
    }
    descent
}

/// −(log-likelihood + log-prior) per customer, and its gradient by the log-parameters.
fn objective(data: &SpendData, at: &V3, prior: Option<V3>) -> (f64, V3) {
    let [p, q, v] = at.map(libm::exp);
    let (mut value, natural) = log_likelihood(data, p, q, v);
    let mut gradient = [natural[0] * p, natural[1] * q, natural[2] * v];
    if let Some(centre) = prior {
        for i in 0..3 {
            let pull = centre[i] - at[i];
            value -= 0.5 * pull * pull;
            gradient[i] += pull;
        }
    }
    let n = data.repeaters().max(1) as f64;
    (-value / n, gradient.map(|g| -g / n))
}

/// Log-likelihood and its gradient by (p, q, v): gamma terms once per distinct x, one logarithm and one division per customer.
fn log_likelihood(data: &SpendData, p: f64, q: f64, v: f64) -> (f64, V3) {
    let n = data.repeaters() as f64;
    let (ln_v, psi_q) = (libm::log(v), psi(q));
    let mut ll = p * data.sum_x_ln - data.sum_ln;
    let (mut d_p, mut d_q, mut d_v) = (data.sum_x_ln, -n * psi_q, n * q / v);
    for (x, range) in &data.blocks {
        let (m, shape) = (range.len() as f64, p * x);
        // Of totals relative to v, so that nothing big cancels where v is large.
        let (mut logs, mut inverses) = (0.0, 0.0);
        for mean in &data.means[range.clone()] {
            let relative = x * mean / v;
            logs += libm::log1p(relative);
            inverses += 1.0 / (1.0 + relative);
        }
        let psi_both = psi(shape + q);
        ll += m * (ln_gamma_rise(q, shape) - ln_gamma(shape) - shape * ln_v) - (shape + q) * logs;
        d_p += x * (m * (psi_both - psi(shape) - ln_v) - logs);
        d_q += m * psi_both - logs;
        d_v -= (shape + q) * inverses / v;
    }
    (ll, [d_p, d_q, d_v])
}
