//! The sales funnel: conversion, velocity, win rate, and a forecast that knows how sure it is.

use crate::stats::wilson;

/// Open deals up to which the count of wins is told exactly.
const DEALS_MAX: usize = 10_000;

/// One step of a funnel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Deals that reached this stage.
    pub reached: u64,
    /// Share of the stage before that came so far; 1 for the first, `None` after a stage nobody reached.
    pub step: Option<f64>,
    /// Share of the first stage.
    pub cumulative: Option<f64>,
    /// 95 % interval of the step (Wilson); `None` where more came than were there before.
    pub ci: Option<(f64, f64)>,
}

/// Conversion from stage to stage; `reached[i]` counts deals that came to stage i or beyond.
#[must_use]
pub fn conversion(reached: &[u64]) -> Vec<Step> {
    let ratio = |a: u64, b: u64| (b > 0).then(|| a as f64 / b as f64);
    let of = |(i, &n): (usize, &u64)| {
        let before = if i == 0 { n } else { reached[i - 1] };
        Step { reached: n, step: ratio(n, before), cumulative: ratio(n, reached[0]), ci: wilson(n, before) }
    };
    reached.iter().enumerate().map(of).collect()
}

/// Won of all that were decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WinRate {
    /// won/(won+lost).
    pub rate: f64,
    /// 95 % interval (Wilson).
    pub ci: (f64, f64),
    /// Deals decided.
    pub n: u64,
}

/// The win rate; `None` while nothing is decided.
#[must_use]
pub fn win_rate(won: u64, lost: u64) -> Option<WinRate> {
    let n = won + lost;
    let ci = wilson(won, n)?;
    Some(WinRate { rate: won as f64 / n as f64, ci, n })
}

/// A stage's chance of being won from own history, with Beta(1, 1) smoothing: (won + 1)/(won + lost + 2), ½ without history.
#[must_use]
pub fn stage_probability(won: u64, lost: u64) -> f64 {
    (won as f64 + 1.0) / (won as f64 + lost as f64 + 2.0)
}

/// Revenue per day that the pipeline yields: open deals × mean amount × win rate / days of a cycle; `None` for a cycle of no time.
#[must_use]
pub fn velocity(open: u64, mean_amount: f64, win_rate: f64, cycle_days: f64) -> Option<f64> {
    let value = open as f64 * mean_amount * win_rate / cycle_days;
    (cycle_days > 0.0 && value.is_finite()).then_some(value)
}

/// What the open deals will bring.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// Σ p v.
    pub expected: f64,
    /// Σ v² p (1 − p): deals are decided independently.
    pub variance: f64,
    /// Expected number of wins.
    pub wins: f64,
    /// P(exactly y wins), y = 0..=deals (Poisson-binomial, exact); empty above 10,000 deals.
    pub pmf: Vec<f64>,
}

/// Of open deals (chance, amount); chances are clamped to 0..1, amounts that are not finite count as 0.
#[must_use]
pub fn forecast(deals: &[(f64, f64)]) -> Forecast {
    let sound =
        |&(p, v): &(f64, f64)| (if p.is_nan() { 0.0 } else { p.clamp(0.0, 1.0) }, if v.is_finite() { v } else { 0.0 });
    let (mut expected, mut variance, mut wins) = (0.0, 0.0, 0.0);
    for (p, v) in deals.iter().map(sound) {
        expected += p * v;
        variance += v * v * p * (1.0 - p);
        wins += p;
    }
    let pmf =
        if deals.len() <= DEALS_MAX { poisson_binomial(deals.iter().map(|deal| sound(deal).0)) } else { Vec::new() };
    Forecast { expected, variance, wins, pmf }
}

/// Distribution of the number of successes of independent trials, by convolution.
fn poisson_binomial(chances: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut pmf = vec![1.0];
    for p in chances {
        pmf.push(0.0);
        for y in (0..pmf.len()).rev() {
            let from_below = if y > 0 { pmf[y - 1] * p } else { 0.0 };
            pmf[y] = pmf[y] * (1.0 - p) + from_below;
        }
    }
    pmf
}
