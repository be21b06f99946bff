//! Maximum likelihood of the Gamma-Gamma model from fixed starts.

use super::{GammaGamma, SpendData};
use crate::optimise::{LN_REACH, Local, Newton, by_logarithms, is_determined, of_parameters, prior_share, variance};
use crate::special::{
    digamma_positive as psi, ln_gamma_positive as ln_gamma, ln_gamma_rise, trigamma_positive as psi_1,
};
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
        let Ok(mut fitter) = Self::fitter(data.clone()) else { return Self::not_enough(data.repeaters()) };
        loop {
            if let Some(fit) = fitter.step() {
                return Self::Fitted(Box::new(fit));
            }
        }
    }

    pub(crate) fn not_enough(repeaters: usize) -> Self {
        Self::NotEnough { repeaters, needed: BUYERS_MIN }
    }

    /// The fit of `data`, about to start; the number of repeaters where they are too few.
    pub(crate) fn fitter(data: SpendData) -> Result<SpendFitter, usize> {
        if data.repeaters() < BUYERS_MIN { Err(data.repeaters()) } else { Ok(SpendFitter::new(data)) }
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
    pub(super) fn is_dependence(spearman: f64) -> bool {
        spearman.abs() >= DEPENDENT
    }
}

/// Where a search ended.
#[derive(Clone, Debug)]
struct Found {
    at: V3,
    /// Covariance of the log-parameters.
    variance: Option<M3>,
    converged: bool,
}

/// A fit that can pause between evaluations of the likelihood.
#[derive(Clone, Debug)]
pub(crate) struct SpendFitter {
    data: SpendData,
    typical: f64,
    prior: V3,
    search: Search,
}

impl SpendFitter {
    pub(crate) fn new(data: SpendData) -> Self {
        let typical = data.typical();
        let prior: V3 = [PUBLISHED[0], PUBLISHED[1], PUBLISHED[2] * data.mean()].map(libm::log);
        let search = Search::new(&data, typical, None);
        Self { data, typical, prior, search }
    }

    /// One evaluation. Data alone where they determine the parameters or there are many customers, else with the weak prior.
    pub(crate) fn step(&mut self) -> Option<SpendFit> {
        let found = self.search.step(&self.data, self.typical)?;
        if self.search.prior.is_some() {
            let share = found.variance.as_ref().map_or(1.0, prior_share);
            return Some(self.fit(found, share));
        }
        let varies = self.data.varies();
        if varies && found.variance.as_ref().is_some_and(is_determined) {
            return Some(self.fit(found, 0.0));
        }
        if varies && self.data.repeaters() >= BUYERS_WITHOUT_PRIOR {
            return Some(self.fit(Found { variance: None, ..found }, 0.0));
        }
        self.search = Search::new(&self.data, self.typical, Some(self.prior));
        None
    }

    fn fit(&self, found: Found, prior_share: f64) -> SpendFit {
        let [p, q, v] = found.at.map(libm::exp);
        let (covariance, se) = found.variance.map(|variance| of_parameters(&variance, &[p, q, v])).unzip();
        let spearman = self.data.spearman();
        SpendFit {
            model: GammaGamma { p, q, v },
            log_likelihood: likelihood(&self.data, p, q, v).value,
            se,
            covariance,
            repeaters: self.data.repeaters(),
            spearman,
            dependent: spearman.is_some_and(SpendFit::is_dependence),
            prior_share,
            converged: found.converged,
        }
    }
}

/// Descents from all starts, of a part of many customers first.
#[derive(Clone, Debug)]
struct Search {
    prior: Option<V3>,
    coarse: Option<SpendData>,
    descent: Newton<3>,
    /// Starts that are still to come.
    starts: std::ops::Range<usize>,
    best: Option<Newton<3>>,
}

impl Search {
    fn new(data: &SpendData, typical: f64, prior: Option<V3>) -> Self {
        let every = data.repeaters() / COARSE;
        let coarse = (every >= 2).then(|| data.thinned(every));
        let descent = from_start(0, typical);
        Self { prior, coarse, descent, starts: 1..STARTS.len(), best: None }
    }

    fn step(&mut self, data: &SpendData, typical: f64) -> Option<Found> {
        if !self.descent.is_done() {
            let found = objective(self.coarse.as_ref().unwrap_or(data), &self.descent.ask(), self.prior);
            self.descent.tell(found);
            return None;
        }
        let end = self.descent.clone();
        let best = match self.best.take() {
            Some(best) if end.best().1.value >= best.best().1.value => best,
            _ => end,
        };
        if let Some(start) = self.starts.next() {
            self.best = Some(best);
            self.descent = from_start(start, typical);
        } else if self.coarse.take().is_some() {
            // On all customers, from where the part of them led.
            self.descent = descent(best.best().0, typical);
        } else {
            let (at, here) = best.best();
            let variance = variance(&here.curvature, data.repeaters() as f64);
            return Some(Found { at, variance, converged: best.is_converged() });
        }
        None
    }
}

fn from_start(start: usize, typical: f64) -> Newton<3> {
    let [p, q, v] = STARTS[start];
    descent([p, q, v * typical].map(libm::log), typical)
}

fn descent(from: V3, typical: f64) -> Newton<3> {
    let centre = [0.0, 0.0, libm::log(typical)];
    Newton::new(from, centre.map(|c| c - LN_REACH), centre.map(|c| c + LN_REACH))
}

/// −(log-likelihood + log-prior) per customer, by the log-parameters.
fn objective(data: &SpendData, at: &V3, prior: Option<V3>) -> Local<3> {
    let [p, q, v] = at.map(libm::exp);
    let pull = prior.map(|centre| std::array::from_fn(|i| centre[i] - at[i]));
    by_logarithms(&likelihood(data, p, q, v), &[p, q, v], pull, data.repeaters().max(1) as f64)
}

/// Log-likelihood with its first and second derivatives by (p, q, v): gamma terms once per distinct x, one logarithm and one division per customer.
fn likelihood(data: &SpendData, p: f64, q: f64, v: f64) -> Local<3> {
    let n = data.repeaters() as f64;
    let (ln_v, psi_q, psi_1_q) = (libm::log(v), psi(q), psi_1(q));
    let mut value = p * data.sum_x_ln - data.sum_ln;
    let (mut d_p, mut d_q, mut d_v) = (data.sum_x_ln, -n * psi_q, n * q / v);
    let (mut p_p, mut p_q, mut p_v) = (0.0, 0.0, 0.0);
    let (mut q_q, mut q_v, mut v_v) = (-n * psi_1_q, 0.0, -n * q / (v * v));
    for (x, range) in &data.blocks {
        let (m, shape) = (range.len() as f64, p * x);
        // Of totals relative to v, so that nothing big cancels where v is large.
        let (mut logs, mut inverses, mut squares) = (0.0, 0.0, 0.0);
        for mean in &data.means[range.clone()] {
            let relative = x * mean / v;
            logs += libm::log1p(relative);
            let inverse = 1.0 / (1.0 + relative);
            inverses += inverse;
            squares += inverse * inverse;
        }
        let (psi_both, psi_1_both) = (psi(shape + q), psi_1(shape + q));
        value += m * (ln_gamma_rise(q, shape) - ln_gamma(shape) - shape * ln_v) - (shape + q) * logs;
        d_p += x * (m * (psi_both - psi(shape) - ln_v) - logs);
        d_q += m * psi_both - logs;
        d_v -= (shape + q) * inverses / v;
        p_p += x * x * m * (psi_1_both - psi_1(shape));
        p_q += x * m * psi_1_both;
        p_v -= x * inverses / v;
        q_q += m * psi_1_both;
        q_v += (m - inverses) / v;
        v_v += (shape + q) * squares / (v * v);
    }
    Local { value, gradient: [d_p, d_q, d_v], curvature: [[p_p, p_q, p_v], [p_q, q_q, q_v], [p_v, q_v, v_v]] }
}
