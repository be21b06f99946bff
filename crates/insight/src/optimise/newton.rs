//! Newton's minimisation in N variables within a box, turned inside out: the caller evaluates, so a fit can pause between evaluations.
//!
//! A step goes to the lowest point of the parabola that value, gradient and curvature describe, no farther than it is trusted: it is trusted
//! farther where it foretold what came, and less far where it did not (Conn, Gould & Toint 2000).

use super::matrix::{dot, norm, norm_max, solve, times};

/// Gradient (largest component) at which a minimum counts as found.
const GRADIENT_DONE: f64 = 1e-9;
/// Gradient up to which an end without further progress still counts as converged: rounding stops the search there.
const GRADIENT_CONVERGED: f64 = 1e-6;
/// Evaluations after which the search is given up.
const TRIALS_MAX: u32 = 200;
/// Length of the first step, and of the longest: a factor of e⁴ in a parameter.
const TRUSTED_FIRST: f64 = 1.0;
const TRUSTED_MAX: f64 = 4.0;
/// Steps shorter than this lead nowhere.
const TRUSTED_MIN: f64 = 1e-10;
/// Share of the promised decrease that a step must deliver; below the second the parabola is trusted less, above the third more.
const DELIVERED: [f64; 3] = [0.01, 0.25, 0.75];
/// Relative rounding noise of the objective.
const NOISE: f64 = 1e-14;
/// Halvings in search of the damping.
const HALVINGS_MAX: u32 = 40;

/// An objective at one point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Local<const N: usize> {
    pub(crate) value: f64,
    pub(crate) gradient: [f64; N],
    /// Second derivatives.
    pub(crate) curvature: [[f64; N]; N],
}

/// One minimisation: evaluate at [`Newton::ask`], hand the result to [`Newton::tell`], until [`Newton::is_done`].
#[derive(Clone, Debug)]
pub(crate) struct Newton<const N: usize> {
    low: [f64; N],
    high: [f64; N],
    /// The best point so far and the objective there; infinite before the first.
    at: [f64; N],
    here: Local<N>,
    trial: [f64; N],
    /// What the parabola says the trial will gain.
    promised: f64,
    trusted: f64,
    trials: u32,
    done: bool,
}

impl<const N: usize> Newton<N> {
    pub(crate) fn new(start: [f64; N], low: [f64; N], high: [f64; N]) -> Self {
        let start = std::array::from_fn(|i| start[i].clamp(low[i], high[i]));
        let here = Local { value: f64::INFINITY, gradient: [0.0; N], curvature: [[0.0; N]; N] };
        Self { low, high, at: start, here, trial: start, promised: 0.0, trusted: TRUSTED_FIRST, trials: 0, done: false }
    }

    pub(crate) fn ask(&self) -> [f64; N] {
        self.trial
    }

    pub(crate) fn is_done(&self) -> bool {
        self.done
    }

    /// Best point so far and the objective there.
    pub(crate) fn best(&self) -> ([f64; N], &Local<N>) {
        (self.at, &self.here)
    }

    pub(crate) fn is_converged(&self) -> bool {
        self.here.value.is_finite() && norm_max(&self.free_gradient()) <= GRADIENT_CONVERGED
    }

    pub(crate) fn tell(&mut self, found: Local<N>) {
        let numbers = found.gradient.iter().chain(found.curvature.as_flattened());
        let sound = found.value.is_finite() && numbers.fold(true, |sound, x| sound & x.is_finite());
        self.trials += 1;
        if self.trials == 1 {
            self.here = found;
            if sound {
                self.aim()
            } else {
                self.done = true
            }
            return;
        }
        let noise = NOISE * self.here.value.abs();
        let delivered = if sound { (self.here.value - found.value + noise) / (self.promised + noise) } else { -1.0 };
        let step: [f64; N] = std::array::from_fn(|i| self.trial[i] - self.at[i]);
        let length = norm(&step);
        if delivered < DELIVERED[1] {
            self.trusted = length / 4.0;
        } else if delivered > DELIVERED[2] && length > self.trusted / 2.0 {
            self.trusted = (2.0 * self.trusted).min(TRUSTED_MAX);
        }
        if delivered >= DELIVERED[0] {
            (self.at, self.here) = (self.trial, found);
        }
        if self.trials >= TRIALS_MAX { self.done = true } else { self.aim() }
    }

    /// Chooses the next trial.
    #[allow(clippy::needless_range_loop)] // The indices are those of the textbook.
    fn aim(&mut self) {
        let gradient = self.free_gradient();
        self.done = norm_max(&gradient) <= GRADIENT_DONE;
        if self.done {
            return;
        }
        // What is held at a bound does not take part.
        let mut curvature = self.here.curvature;
        for i in (0..N).filter(|&i| self.is_held(i)) {
            for j in 0..N {
                (curvature[i][j], curvature[j][i]) = (0.0, 0.0);
            }
            curvature[i][i] = 1.0;
        }
        while self.trusted >= TRUSTED_MIN {
            let step = step_within(&curvature, &gradient, self.trusted);
            self.trial = std::array::from_fn(|i| (self.at[i] + step[i]).clamp(self.low[i], self.high[i]));
            let step = std::array::from_fn(|i| self.trial[i] - self.at[i]);
            self.promised = -dot(&gradient, &step) - dot(&step, &times(&curvature, &step)) / 2.0;
            if self.promised > 0.0 {
                return;
            }
            // The box cut the step short.
            self.trusted /= 4.0;
        }
        self.done = true;
    }

    /// The gradient without components that push out of the box.
    fn free_gradient(&self) -> [f64; N] {
        std::array::from_fn(|i| if self.is_held(i) { 0.0 } else { self.here.gradient[i] })
    }

    fn is_held(&self, i: usize) -> bool {
        let down = -self.here.gradient[i];
        (self.at[i] <= self.low[i] && down < 0.0) || (self.at[i] >= self.high[i] && down > 0.0)
    }
}

/// The step to the lowest point of the parabola that is at most `length` away, or nearly that: damping λ, added to the diagonal of the curvature, is
/// searched for until the step is between half of the length and the whole.
fn step_within<const N: usize>(curvature: &[[f64; N]; N], gradient: &[f64; N], length: f64) -> [f64; N] {
    let down = gradient.map(|g| -g);
    let within = |damping: f64| solve(curvature, damping, &down).filter(|step| norm(step) <= length);
    if let Some(step) = within(0.0) {
        return step;
    }
    // More than the most negative curvature and what shortens the steepest step.
    let most = curvature.as_flattened().iter().fold(0.0, |sum: f64, x| sum + x.abs());
    let (mut low, mut high) = (0.0, most + norm(gradient) / length);
    let mut best = within(high).unwrap_or_else(|| down.map(|d| d * (length / norm(&down))));
    for _ in 0..HALVINGS_MAX {
        if norm(&best) >= length / 2.0 {
            break;
        }
        let middle = (low + high) / 2.0;
        match within(middle) {
            Some(step) => (high, best) = (middle, step),
            None => low = middle,
        }
    }
    best
}
