//! Logistic regression by Newton's method (iteratively reweighted least squares).

use super::linear::{cholesky, cholesky_solve};
use super::{Unsolved, Z95, check, mean};
use crate::audit::{auc, brier};
use crate::special::{normal_two_sided, softplus};

/// Newton steps after which a fit is given up.
const STEPS_MAX: usize = 100;
/// Linear predictor beyond which a probability is 0 or 1 for all purposes: the outcomes are separated.
const SEPARATED: f64 = 15.0;
/// Standard error of what a column adds to the linear predictor of a row beyond which nothing holds a coefficient that is lost in its own error: a group is separated, or
/// columns are alike. (One far-off value alone makes the first large; its estimate is not lost.)
const ABSURD: f64 = 150.0;
/// Penalty on standardised coefficients where the outcomes are separated.
const RIDGE: f64 = 1.0;

/// One coefficient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogitCoefficient {
    /// Index of the column; `None` for the intercept.
    pub column: Option<usize>,
    /// Change of the log-odds per unit.
    pub estimate: f64,
    /// Standard error.
    pub se: f64,
    /// estimate / se.
    pub z: f64,
    /// Two-sided probability of a z at least so large without any effect.
    pub p: f64,
    /// 95 % interval (Wald).
    pub ci: (f64, f64),
    /// Factor on the odds per unit.
    pub odds_ratio: f64,
}

/// A fitted logistic model.
#[derive(Clone, Debug, PartialEq)]
pub struct Logit {
    /// Rows.
    pub n: usize,
    /// The intercept, then the columns that vary.
    pub coefficients: Vec<LogitCoefficient>,
    /// Columns left out because they do not vary.
    pub dropped: Vec<usize>,
    /// Log-likelihood.
    pub log_likelihood: f64,
    /// Log-likelihood of the intercept alone.
    pub null_log_likelihood: f64,
    /// 1 − ratio of the two (McFadden).
    pub mcfadden: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// AUC on the rows it was fitted on.
    pub auc: Option<f64>,
    /// Mean squared error of the probabilities.
    pub brier: f64,
    /// The columns tell the outcomes apart (almost) perfectly, or are collinear: a ridge penalty keeps the coefficients finite.
    pub ridge: bool,
    /// The gradient vanished.
    pub converged: bool,
    /// Fitted probabilities.
    pub probabilities: Vec<f64>,
}

/// Regresses the odds of `y` on `columns` (each of the length of `y`) and an intercept.
pub fn logit(y: &[bool], columns: &[&[f64]]) -> Result<Logit, Unsolved> {
    let n = y.len();
    let outcome: Vec<f64> = y.iter().map(|b| f64::from(u8::from(*b))).collect();
    check(&outcome, columns)?;
    if n < columns.len() + 2 {
        return Err(Unsolved::TooFew { n, needed: columns.len() + 2 });
    }
    let share = mean(&outcome);
    if share == 0.0 || share == 1.0 {
        return Err(Unsolved::NoVariation);
    }
    // Standardised columns: the penalty means the same to each, and the system is well scaled.
    let moments: Vec<(f64, f64)> = columns
        .iter()
        .map(|column| {
            let m = mean(column);
            let square = column.iter().map(|v| (v - m) * (v - m)).sum::<f64>() / n as f64;
            (m, square.sqrt())
        })
        .collect();
    let kept: Vec<usize> = (0..columns.len()).filter(|&j| moments[j].1 > 1e-13 * moments[j].0.abs()).collect();
    let mut design = vec![vec![1.0; n]];
    design.extend(kept.iter().map(|&j| columns[j].iter().map(|v| (v - moments[j].0) / moments[j].1).collect()));

    let plain = newton(&design, &outcome, 0.0);
    let ridge = plain.is_none();
    let Some(fit) = plain.or_else(|| newton(&design, &outcome, RIDGE)) else {
        return Err(Unsolved::NotFinite);
    };
    let (b, covariance) = (&fit.b, &fit.covariance);
    // Back to the units of the columns: the intercept is a combination of all.
    let mut to_units = vec![vec![0.0; b.len()]; b.len()];
    to_units[0][0] = 1.0;
    for (a, &j) in kept.iter().enumerate() {
        to_units[0][a + 1] = -moments[j].0 / moments[j].1;
        to_units[a + 1][a + 1] = 1.0 / moments[j].1;
    }
    let coefficients = (0..b.len()).map(|row| {
        let weights = &to_units[row];
        let estimate: f64 = weights.iter().zip(b).map(|(w, b)| w * b).sum();
        let variance: f64 =
            (0..b.len()).map(|i| (0..b.len()).map(|j| weights[i] * covariance[i][j] * weights[j]).sum::<f64>()).sum();
        let se = variance.max(0.0).sqrt();
        let z = if se > 0.0 { estimate / se } else { 0.0 };
        LogitCoefficient {
            column: row.checked_sub(1).map(|a| kept[a]),
            estimate,
            se,
            z,
            p: normal_two_sided(z),
            ci: (estimate - Z95 * se, estimate + Z95 * se),
            odds_ratio: libm::exp(estimate.clamp(-700.0, 700.0)),
        }
    });
    let null_log_likelihood = n as f64 * (share * libm::log(share) + (1.0 - share) * libm::log(1.0 - share));
    Ok(Logit {
        n,
        coefficients: coefficients.collect(),
        dropped: (0..columns.len()).filter(|j| !kept.contains(j)).collect(),
        log_likelihood: fit.log_likelihood,
        null_log_likelihood,
        mcfadden: 1.0 - fit.log_likelihood / null_log_likelihood,
        aic: 2.0 * b.len() as f64 - 2.0 * fit.log_likelihood,
        auc: auc(&fit.probabilities, y),
        brier: brier(&fit.probabilities, y).unwrap_or(0.0),
        ridge,
        converged: fit.converged,
        probabilities: fit.probabilities,
    })
}

struct Newton {
    b: Vec<f64>,
    covariance: Vec<Vec<f64>>,
    log_likelihood: f64,
    probabilities: Vec<f64>,
    converged: bool,
}

/// `None` where the likelihood has no maximum: separation or collinear columns.
fn newton(design: &[Vec<f64>], y: &[f64], ridge: f64) -> Option<Newton> {
    let (p, n) = (design.len(), y.len());
    let predictor = |b: &[f64]| -> Vec<f64> {
        (0..n).map(|i| design.iter().zip(b).map(|(column, b)| b * column[i]).sum()).collect()
    };
    let likelihood = |eta: &[f64]| eta.iter().zip(y).map(|(e, y)| y * e - softplus(*e)).sum::<f64>();
    let penalty = |b: &[f64]| ridge / 2.0 * b[1..].iter().map(|v| v * v).sum::<f64>();
    let mut b = vec![0.0; p];
    let mut eta = predictor(&b);
    let mut value = likelihood(&eta) - penalty(&b);
    let mut converged = false;
    let mut information;
    let mut step = 0;
    loop {
        let probability: Vec<f64> = eta.iter().map(|e| 1.0 / (1.0 + libm::exp(-e))).collect();
        let mut gradient: Vec<f64> = design
            .iter()
            .map(|column| column.iter().zip(y).zip(&probability).map(|((x, y), p)| x * (y - p)).sum())
            .collect();
        information = vec![vec![0.0; p]; p];
        for i in 0..p {
            for j in 0..=i {
                let sum =
                    (0..n).map(|r| design[i][r] * design[j][r] * probability[r] * (1.0 - probability[r])).sum::<f64>();
                information[i][j] = sum;
                information[j][i] = sum;
            }
        }
        for j in 1..p {
            gradient[j] -= ridge * b[j];
            information[j][j] += ridge;
        }
        let triangle = cholesky(&information)?;
        if ridge == 0.0 && eta.iter().all(|e| e.abs() > SEPARATED) {
            return None;
        }
        let direction = cholesky_solve(&triangle, &gradient);
        let decrement: f64 = direction.iter().zip(&gradient).map(|(d, g)| d * g).sum();
        converged = converged || decrement <= 1e-16 * (1.0 + value.abs());
        if converged || step == STEPS_MAX {
            let unit = |c: usize| (0..p).map(|i| if i == c { 1.0 } else { 0.0 }).collect::<Vec<f64>>();
            let covariance: Vec<Vec<f64>> = (0..p).map(|c| cholesky_solve(&triangle, &unit(c))).collect();
            let is_lost = design.iter().zip(&covariance).enumerate().any(|(c, (column, row))| {
                let largest = column.iter().fold(0.0, |largest: f64, x| largest.max(x.abs()));
                let variance = row[c].max(0.0);
                variance.sqrt() * largest > ABSURD && b[c] * b[c] < variance
            });
            let log_likelihood = likelihood(&eta);
            // A perfect separation has no end, only steps; that of a small group comes to one where its probabilities are 0 or 1 to the last bit.
            let separated = ridge == 0.0 && (log_likelihood > -1e-6 * n as f64 || !converged || is_lost);
            return (!separated).then_some(Newton {
                b,
                covariance,
                log_likelihood,
                probabilities: probability,
                converged,
            });
        }
        step += 1;
        // Halved until the likelihood rises.
        let mut length = 1.0;
        loop {
            let trial: Vec<f64> = b.iter().zip(&direction).map(|(b, d)| b + length * d).collect();
            let trial_eta = predictor(&trial);
            let trial_value = likelihood(&trial_eta) - penalty(&trial);
            if trial_value >= value - 1e-12 * (1.0 + value.abs()) {
                (b, eta, value) = (trial, trial_eta, trial_value);
                break;
            }
            length /= 2.0;
            if length < 1e-10 {
                converged = true;
                break;
            }
        }
    }
}
