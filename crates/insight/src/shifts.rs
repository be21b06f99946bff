//! What the estimates of a model's parameters leave open in a figure (delta method, with central differences).

use crate::btyd::{Btyd, Fit, Params};
use crate::special::finite;
use crate::spend::{GammaGamma, SpendFit};

/// How far a parameter is moved, relative to itself.
const STEP: f64 = 1e-4;

/// A model with each of its `N` parameters moved a little up and a little down. A figure of many customers is summed under each of them, in as many
/// steps as one likes, and the sums make its standard error.
#[derive(Clone, Debug, PartialEq)]
pub struct Shifts<M, const N: usize> {
    models: [[M; 2]; N],
    steps: [f64; N],
    covariance: [[f64; N]; N],
}

impl<M: Copy, const N: usize> Shifts<M, N> {
    fn new(at: [f64; N], covariance: [[f64; N]; N], model: impl Fn([f64; N]) -> Option<M>) -> Option<Self> {
        let steps = at.map(|p| STEP * p);
        let mut models = Vec::with_capacity(N);
        for i in 0..N {
            let shifted = |sign: f64| {
                let mut p = at;
                p[i] += sign * steps[i];
                model(p)
            };
            models.push([shifted(1.0)?, shifted(-1.0)?]);
        }
        Some(Self { models: models.try_into().ok()?, steps, covariance })
    }

    /// Per parameter the model with it moved up, and down.
    #[must_use]
    pub fn models(&self) -> &[[M; 2]; N] {
        &self.models
    }

    /// Standard error of a figure that has these values under [`Shifts::models`]; `None` where that is not finite.
    #[must_use]
    pub fn se(&self, figures: &[[f64; 2]; N]) -> Option<f64> {
        let mut gradient = [0.0; N];
        for ((slope, [up, down]), step) in gradient.iter_mut().zip(figures).zip(self.steps) {
            *slope = (up - down) / (2.0 * step);
        }
        let mut variance = 0.0;
        for (row, a) in self.covariance.iter().zip(&gradient) {
            for (c, b) in row.iter().zip(&gradient) {
                variance += a * c * b;
            }
        }
        finite(variance.max(0.0).sqrt())
    }
}

impl Shifts<Btyd, 4> {
    /// Of a purchase model; `None` without a covariance.
    #[must_use]
    pub fn of(fit: &Fit) -> Option<Self> {
        let model = |[r, alpha, a, b]: [f64; 4]| Some(Btyd { model: fit.model, params: Params::new(r, alpha, a, b)? });
        Self::new(fit.params.to_array(), fit.covariance?, model)
    }
}

impl Shifts<GammaGamma, 3> {
    /// Of a spend model; `None` without a covariance.
    #[must_use]
    pub fn of_spend(fit: &SpendFit) -> Option<Self> {
        Self::new(fit.model.to_array(), fit.covariance?, |[p, q, v]| GammaGamma::new(p, q, v))
    }
}

/// Standard error of `figure` due to the estimated parameters. `None` without a covariance.
pub fn parameter_se(fit: &Fit, figure: impl Fn(&Btyd) -> Option<f64>) -> Option<f64> {
    let shifts = Shifts::of(fit)?;
    let mut figures = [[0.0; 2]; 4];
    for (values, models) in figures.iter_mut().zip(shifts.models()) {
        for (value, model) in values.iter_mut().zip(models) {
            *value = figure(model)?;
        }
    }
    shifts.se(&figures)
}
