//! Maximisation of smooth likelihoods in a handful of variables.

mod bfgs;
mod matrix;

pub(crate) use bfgs::Bfgs;
pub(crate) use matrix::inverse;

/// Parameters are sought between e^−14 and e^14 (about one millionth to one million) of their scale.
pub(crate) const LN_REACH: f64 = 14.0;
/// Step of the central differences for the curvature, in log-parameters.
pub(crate) const CURVATURE_STEP: f64 = 1e-4;
/// Standard deviation of a log-parameter (a factor of 148) from which the data alone do not determine it.
const LN_SD_MAX: f64 = 5.0;

/// Whether the data alone determine the parameters, by the covariance of their logarithms.
pub(crate) fn is_determined<const N: usize>(variance: &[[f64; N]; N]) -> bool {
    (0..N).all(|i| variance[i][i] <= LN_SD_MAX * LN_SD_MAX)
}

/// Share of a prior with variance 1 on every log-parameter that is left given the data, 0..1: the mean of their variances.
pub(crate) fn prior_share<const N: usize>(variance: &[[f64; N]; N]) -> f64 {
    ((0..N).fold(0.0, |sum, i| sum + variance[i][i]) / N as f64).clamp(0.0, 1.0)
}

/// Covariance and standard errors of the parameters themselves, by the delta method, from the covariance of their logarithms.
pub(crate) fn of_parameters<const N: usize>(
    variance: &[[f64; N]; N],
    parameters: &[f64; N],
) -> ([[f64; N]; N], [f64; N]) {
    let covariance: [[f64; N]; N] =
        std::array::from_fn(|i| std::array::from_fn(|j| variance[i][j] * parameters[i] * parameters[j]));
    (covariance, std::array::from_fn(|i| covariance[i][i].max(0.0).sqrt()))
}
