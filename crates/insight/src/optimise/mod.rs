//! Maximisation of smooth likelihoods in a handful of variables.

mod matrix;
mod newton;

use matrix::inverse;
pub(crate) use newton::{Local, Newton};

/// Parameters are sought between e^−14 and e^14 (about one millionth to one million) of their scale.
pub(crate) const LN_REACH: f64 = 14.0;
/// Standard deviation of a log-parameter (a factor of 148) from which the data alone do not determine it.
const LN_SD_MAX: f64 = 5.0;

/// Covariance of the log-parameters of `n` customers, from the curvature of an objective per customer; `None` where that is not positive definite.
pub(crate) fn variance<const N: usize>(curvature: &[[f64; N]; N], n: f64) -> Option<[[f64; N]; N]> {
    inverse(&curvature.map(|row| row.map(|x| x * n)))
}

/// −f/n of a log-likelihood f by natural parameters and n customers, seen by the parameters' logarithms, with `pull` towards a prior's centre (its SDs are 1;
/// `None` without a prior).
pub(crate) fn by_logarithms<const N: usize>(
    natural: &Local<N>,
    parameters: &[f64; N],
    pull: Option<[f64; N]>,
    n: f64,
) -> Local<N> {
    let weight = f64::from(u8::from(pull.is_some()));
    let pull = pull.unwrap_or([0.0; N]);
    let first: [f64; N] = std::array::from_fn(|i| natural.gradient[i] * parameters[i]);
    let second = |i: usize, j: usize| {
        let across = natural.curvature[i][j] * parameters[i] * parameters[j];
        if i == j { across + first[i] - weight } else { across }
    };
    Local {
        value: -(natural.value - pull.iter().map(|d| d * d).sum::<f64>() / 2.0) / n,
        gradient: std::array::from_fn(|i| -(first[i] + pull[i]) / n),
        curvature: std::array::from_fn(|i| std::array::from_fn(|j| -second(i, j) / n)),
    }
}

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
