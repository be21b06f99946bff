//! Maximum likelihood from fixed starts, and what the data know about the result.

use super::model::{Btyd, Model, Params};
use super::prior::{Prior, sound_clock};
use super::sample::{Sample, Samples};
use crate::BUYERS_MIN;
use crate::optimise::{LN_REACH, Local, Newton, by_logarithms, is_determined, of_parameters, prior_share, variance};

/// A vector over the parameters.
pub(super) type V4 = [f64; 4];

/// Starts (r, α at CDNOW's clock, a, b). Several, because from a single one a search was seen to stop short of the best by 3.4 log-likelihood units.
/// The last two are for books where most buy once: there MBG/NBD has a second maximum at a, b below 1, up to 2.7 units better than the one at a large b.
const STARTS: [[f64; 4]; 6] = [
    [0.5, 6.0, 0.9, 1.6],
    [1.5, 4.0, 0.05, 10.0],
    [0.1, 1.0, 0.5, 0.5],
    [5.0, 20.0, 2.0, 8.0],
    [0.4, 6.0, 0.06, 0.05],
    [0.5, 8.0, 0.001, 0.003],
];
/// Two ends of a search nearer than this in every log-parameter are one.
const SAME_END: f64 = 0.05;
/// Ends this much worse per customer than the best on the searched part are not followed.
const WORSE_END: f64 = 0.01;
/// Distinct customers evaluated in one step of a fit (at least one pass): a few milliseconds.
const ROWS_PER_STEP: usize = 100_000;

/// A fitted model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Which model.
    pub model: Model,
    /// Parameters; α in weeks.
    pub params: Params,
    /// Log-likelihood of the data (without the prior).
    pub log_likelihood: f64,
    /// Standard errors of (r, α, a, b) from the observed information; `None` where that is not positive definite or leaves a parameter open.
    pub se: Option<[f64; 4]>,
    /// Covariance of the estimates, same scale and order.
    pub covariance: Option<[[f64; 4]; 4]>,
    /// Share of the prior in 0..1: mean over the log-parameters of their variance given the data, relative to the prior's; 0 without a prior.
    pub prior_share: f64,
    /// The search ended where the gradient vanishes.
    pub converged: bool,
}

impl Fit {
    /// The model with these parameters.
    #[must_use]
    pub fn btyd(&self) -> Btyd {
        Btyd { model: self.model, params: self.params }
    }
}

/// Fits `model` in one go. `clock` is the pace of the book relative to CDNOW's (see [`super::clock`]); it scales the starts, never the result.
#[must_use]
pub fn fit(samples: &Samples, model: Model, prior: Option<Prior>, clock: f64) -> Fit {
    let mut fitter = Fitter::new(model, prior, clock);
    loop {
        if let Some(fit) = fitter.step(samples) {
            return fit;
        }
    }
}

/// A fit that can pause.
#[derive(Clone, Debug)]
pub struct Fitter {
    model: Model,
    prior: Option<Prior>,
    clock: f64,
    phase: Phase,
    evaluations: u32,
}

#[derive(Clone, Debug)]
enum Phase {
    /// Descends from every start on the search sample.
    Search { start: usize, descent: Newton<4>, ends: Vec<(V4, f64)> },
    /// Descends from the ends worth following on all customers.
    Polish { left: Vec<V4>, descent: Newton<4>, best: Option<Box<Newton<4>>> },
}

impl Fitter {
    /// A fit about to start.
    #[must_use]
    pub fn new(model: Model, prior: Option<Prior>, clock: f64) -> Self {
        let clock = sound_clock(clock);
        let descent = descent(start(0, clock), clock);
        Self { model, prior, clock, phase: Phase::Search { start: 0, descent, ends: Vec::new() }, evaluations: 0 }
    }

    /// Evaluations of the likelihood so far, over both samples.
    #[must_use]
    pub fn evaluations(&self) -> u32 {
        self.evaluations
    }

    /// Works for a short while; the fit once it is found.
    pub fn step(&mut self, samples: &Samples) -> Option<Fit> {
        let mut budget = ROWS_PER_STEP;
        loop {
            let sample = if matches!(self.phase, Phase::Search { .. }) { samples.search() } else { &samples.full };
            let steps = sample.blocks.last().map_or(0, |block| block.x as usize);
            let cost = sample.rows.len() + sample.weeks.len() + steps + 1;
            let found = objective(sample, self.model, self.prior, &self.next_point());
            self.evaluations += 1;
            if let Some(fit) = self.advance(samples, found) {
                return Some(fit);
            }
            budget = budget.saturating_sub(cost);
            if budget == 0 {
                return None;
            }
        }
    }

    fn next_point(&self) -> V4 {
        match &self.phase {
            Phase::Search { descent, .. } | Phase::Polish { descent, .. } => descent.ask(),
        }
    }

    fn advance(&mut self, samples: &Samples, found: Local<4>) -> Option<Fit> {
        let clock = self.clock;
        match &mut self.phase {
            Phase::Search { start: index, descent: current, ends } => {
                current.tell(found);
                let (at, here) = current.best();
                // Who comes to a known end from above ends there, too.
                let met = ends.iter().any(|end| here.value >= end.1 && is_same(&at, &end.0));
                if met || current.is_converged() || current.is_done() {
                    if !met {
                        ends.push((at, here.value));
                    }
                    *index += 1;
                    if *index < STARTS.len() {
                        *current = descent(start(*index, clock), clock);
                    } else {
                        let mut left = worth_following(ends);
                        let first = left.pop().unwrap_or_else(|| start(0, clock));
                        self.phase = Phase::Polish { left, descent: descent(first, clock), best: None };
                    }
                }
                None
            }
            Phase::Polish { left, descent: current, best } => {
                current.tell(found);
                if !current.is_done() {
                    return None;
                }
                let better = |best: &Newton<4>| current.best().1.value < best.best().1.value;
                if best.as_deref().is_none_or(better) {
                    *best = Some(Box::new(current.clone()));
                }
                if let Some(next) = left.pop() {
                    *current = descent(next, clock);
                    return None;
                }
                let best = best.take()?;
                self.conclude(samples, &best)
            }
        }
    }

    /// Returns the fit, or starts again with the prior where a log with hardly a repeat does not determine the parameters. Where a log with repeats leaves
    /// some open (customers so alike that only a ratio shows), the maximum stands: forecasts hardly move along its ridge, but there is no standard error.
    fn conclude(&mut self, samples: &Samples, best: &Newton<4>) -> Option<Fit> {
        let (at, here) = best.best();
        let variance = variance(&here.curvature, samples.full.customers.max(1.0));
        let known = variance.as_ref().is_some_and(is_determined);
        if self.prior.is_none() && !known && samples.full.repeaters() < BUYERS_MIN {
            let evaluations = self.evaluations;
            *self = Self {
                evaluations,
                ..Self::new(self.model, Some(Prior::published(self.model, self.clock)), self.clock)
            };
            return None;
        }
        let params = params_at(&at);
        let variance = variance.filter(|_| known || self.prior.is_some());
        let (log_likelihood, ..) = samples.full.log_likelihood(self.model, &params);
        let prior_share = match (self.prior, variance) {
            (None, _) => 0.0,
            (Some(_), None) => 1.0,
            (Some(_), Some(variance)) => prior_share(&variance),
        };
        let (covariance, se) = variance.map(|variance| of_parameters(&variance, &params.to_array())).unzip();
        Some(Fit {
            model: self.model,
            params,
            log_likelihood,
            se,
            covariance,
            prior_share,
            converged: best.is_converged(),
        })
    }
}

/// −(log-likelihood + log-prior) per customer, by the log-parameters.
fn objective(sample: &Sample, model: Model, prior: Option<Prior>, at: &V4) -> Local<4> {
    let params = params_at(at);
    let natural = sample.likelihood(model, &params);
    by_logarithms(&natural, &params.to_array(), prior.map(|prior| prior.pull(at)), sample.customers.max(1.0))
}

fn params_at(at: &V4) -> Params {
    let [r, alpha, a, b] = at.map(libm::exp);
    Params { r, alpha, a, b }
}

fn start(index: usize, clock: f64) -> V4 {
    let [r, alpha, a, b] = STARTS[index];
    [r, alpha * clock, a, b].map(libm::log)
}

fn descent(from: V4, clock: f64) -> Newton<4> {
    let centre = [0.0, libm::log(clock), 0.0, 0.0];
    Newton::new(from, centre.map(|c| c - LN_REACH), centre.map(|c| c + LN_REACH))
}

fn is_same(a: &V4, b: &V4) -> bool {
    (0..4).all(|i| (a[i] - b[i]).abs() < SAME_END)
}

/// The best ends, each once; the best is last, so that it is taken first.
fn worth_following(ends: &[(V4, f64)]) -> Vec<V4> {
    let best = ends.iter().fold(f64::INFINITY, |low, end| low.min(end.1));
    // A handful: inserted in order, which takes less code than a sort of their own.
    let mut sorted: Vec<&(V4, f64)> = Vec::new();
    for end in ends.iter().filter(|end| end.1 <= best + WORSE_END) {
        sorted.insert(sorted.partition_point(|p| p.1.total_cmp(&end.1).is_le()), end);
    }
    let mut distinct: Vec<V4> = Vec::new();
    for (at, _) in sorted {
        if !distinct.iter().any(|other| is_same(at, other)) {
            distinct.push(*at);
        }
    }
    distinct.reverse();
    distinct
}
