//! BFGS minimisation in N variables within a box, turned inside out: the caller evaluates, so a fit can pause between evaluations.

use super::matrix::{dot, norm_max, scaled_identity, times};

/// Gradient (largest component) at which a minimum counts as found.
const GRADIENT_DONE: f64 = 1e-9;
/// Gradient up to which an end without further progress still counts as converged: rounding stops the line search there.
const GRADIENT_CONVERGED: f64 = 1e-6;
/// Iterations after which the search is given up.
const ITERATIONS_MAX: u32 = 200;
/// Longest step in any coordinate: a factor of e² in a parameter.
const STEP_MAX: f64 = 2.0;
/// Share of the promised decrease that a step must deliver (Armijo).
const DECREASE: f64 = 1e-4;
/// Relative rounding noise of the objective.
const NOISE: f64 = 1e-14;

/// One minimisation: evaluate at [`Bfgs::ask`], hand the result to [`Bfgs::tell`], until [`Bfgs::is_done`].
#[derive(Clone, Debug)]
pub(crate) struct Bfgs<const N: usize> {
    low: [f64; N],
    high: [f64; N],
    at: [f64; N],
    value: f64,
    gradient: [f64; N],
    inverse_hessian: [[f64; N]; N],
    /// The inverse Hessian knows nothing yet.
    blank: bool,
    direction: [f64; N],
    slope: f64,
    step: f64,
    trial: [f64; N],
    iterations: u32,
    started: bool,
    done: bool,
}

impl<const N: usize> Bfgs<N> {
    pub(crate) fn new(start: [f64; N], low: [f64; N], high: [f64; N]) -> Self {
        let start = std::array::from_fn(|i| start[i].clamp(low[i], high[i]));
        Self {
            low,
            high,
            at: start,
            value: f64::INFINITY,
            gradient: [0.0; N],
            inverse_hessian: scaled_identity(1.0),
            blank: true,
            direction: [0.0; N],
            slope: 0.0,
            step: 1.0,
            trial: start,
            iterations: 0,
            started: false,
            done: false,
        }
    }

    pub(crate) fn ask(&self) -> [f64; N] {
        self.trial
    }

    pub(crate) fn is_done(&self) -> bool {
        self.done
    }

    /// Best point so far and the objective there.
    pub(crate) fn best(&self) -> ([f64; N], f64) {
        (self.at, self.value)
    }

    pub(crate) fn is_converged(&self) -> bool {
        norm_max(&self.free_gradient()) <= GRADIENT_CONVERGED
    }

    pub(crate) fn tell(&mut self, value: f64, gradient: [f64; N]) {
        let sound = value.is_finite() && gradient.iter().all(|g| g.is_finite());
        if !self.started {
            self.started = true;
            if sound {
                (self.value, self.gradient) = (value, gradient);
                self.aim();
            } else {
                self.done = true;
            }
            return;
        }
        let bound = self.value + DECREASE * self.step * self.slope + NOISE * self.value.abs();
        if sound && value <= bound {
            self.accept(value, gradient);
        } else {
            self.shorten(if sound { Some(value) } else { None });
        }
    }

    fn accept(&mut self, value: f64, gradient: [f64; N]) {
        let s: [f64; N] = std::array::from_fn(|i| self.trial[i] - self.at[i]);
        let y: [f64; N] = std::array::from_fn(|i| gradient[i] - self.gradient[i]);
        self.learn(&s, &y);
        (self.at, self.value, self.gradient) = (self.trial, value, gradient);
        self.iterations += 1;
        if self.iterations >= ITERATIONS_MAX || norm_max(&s) <= 1e-12 {
            self.done = true;
        } else {
            self.aim();
        }
    }

    /// `H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ`, ρ = 1/(yᵀs), where the curvature is positive.
    fn learn(&mut self, s: &[f64; N], y: &[f64; N]) {
        let (sy, yy) = (dot(s, y), dot(y, y));
        if sy <= 1e-12 * (dot(s, s) * yy).sqrt() {
            return;
        }
        if self.blank {
            self.inverse_hessian = scaled_identity(sy / yy);
            self.blank = false;
        }
        let h = &mut self.inverse_hessian;
        let hy = times(h, y);
        let scale = (1.0 + dot(y, &hy) / sy) / sy;
        for i in 0..N {
            for j in 0..N {
                h[i][j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
            }
        }
    }

    /// Chooses the next direction and its first trial.
    fn aim(&mut self) {
        let gradient = self.free_gradient();
        if norm_max(&gradient) <= GRADIENT_DONE {
            self.done = true;
            return;
        }
        let mut direction = times(&self.inverse_hessian, &gradient).map(|d| -d);
        self.hold_at_bounds(&mut direction);
        let mut slope = dot(&gradient, &direction);
        // Also where the slope is not a number.
        if !(slope < 0.0 && slope.is_finite()) {
            self.forget();
            direction = gradient.map(|g| -g);
            self.hold_at_bounds(&mut direction);
            slope = dot(&gradient, &direction);
        }
        if slope >= 0.0 || slope.is_nan() {
            self.done = true;
            return;
        }
        let longest = norm_max(&direction);
        let limit = if self.blank { 1.0 } else { STEP_MAX };
        if longest > limit {
            direction = direction.map(|d| d * (limit / longest));
            slope *= limit / longest;
        }
        (self.direction, self.slope, self.step) = (direction, slope, 1.0);
        self.propose();
    }

    fn shorten(&mut self, value: Option<f64>) {
        let t = self.step;
        let guess = value.map_or(0.25 * t, |v| -self.slope * t * t / (2.0 * (v - self.value - self.slope * t)));
        self.step = if guess.is_finite() { guess.clamp(0.1 * t, 0.5 * t) } else { 0.25 * t };
        if self.step >= 1e-10 {
            self.propose();
        } else if self.blank {
            self.done = true;
        } else {
            self.forget();
            self.aim();
        }
    }

    fn forget(&mut self) {
        self.inverse_hessian = scaled_identity(1.0);
        self.blank = true;
    }

    fn propose(&mut self) {
        self.trial =
            std::array::from_fn(|i| (self.at[i] + self.step * self.direction[i]).clamp(self.low[i], self.high[i]));
    }

    /// The gradient without components that push out of the box.
    fn free_gradient(&self) -> [f64; N] {
        let mut down = self.gradient.map(|g| -g);
        self.hold_at_bounds(&mut down);
        down.map(|d| -d)
    }

    fn hold_at_bounds(&self, direction: &mut [f64; N]) {
        for (i, d) in direction.iter_mut().enumerate() {
            if (self.at[i] <= self.low[i] && *d < 0.0) || (self.at[i] >= self.high[i] && *d > 0.0) {
                *d = 0.0;
            }
        }
    }
}
