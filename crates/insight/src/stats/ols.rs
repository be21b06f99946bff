//! Linear regression with an intercept, by Householder's QR of centred unit columns.

use super::linear::Qr;
use super::{Unsolved, check, mean};
use crate::special::{f_upper, t_quantile_two_sided, t_two_sided};

/// One coefficient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// Index of the column; `None` for the intercept.
    pub column: Option<usize>,
    /// Change of the outcome per unit, other columns being equal.
    pub estimate: f64,
    /// Standard error.
    pub se: f64,
    /// Standard error that allows for unequal variances (HC1).
    pub se_hc1: f64,
    /// estimate / se.
    pub t: f64,
    /// Two-sided probability of a t at least so large without any effect.
    pub p: f64,
    /// 95 % interval.
    pub ci: (f64, f64),
    /// Variance inflation factor: by how much being alike with other columns inflates the variance (from 10 on: collinear).
    pub vif: Option<f64>,
    /// The coefficient of standardised columns: change in SDs per SD.
    pub standardised: Option<f64>,
}

/// A fitted linear model.
#[derive(Clone, Debug, PartialEq)]
pub struct Ols {
    /// Rows.
    pub n: usize,
    /// Residual degrees of freedom.
    pub df: usize,
    /// The intercept, then the columns that were kept.
    pub coefficients: Vec<Coefficient>,
    /// Columns left out because they do not vary or are combinations of earlier ones.
    pub dropped: Vec<usize>,
    /// Share of variance explained.
    pub r2: f64,
    /// The same, adjusted for the number of columns.
    pub adjusted_r2: f64,
    /// F of the whole model; `None` without a column or with a perfect fit.
    pub f: Option<f64>,
    /// Its probability without any effect.
    pub f_p: Option<f64>,
    /// Residual standard deviation.
    pub sigma: f64,
    /// Gaussian log-likelihood; `None` for a perfect fit.
    pub log_likelihood: Option<f64>,
    /// Akaike's criterion.
    pub aic: Option<f64>,
    /// Bayesian criterion.
    pub bic: Option<f64>,
    /// Durbin–Watson statistic of the residuals in row order: about 2 without autocorrelation.
    pub durbin_watson: Option<f64>,
    /// Outcome less prediction, per row.
    pub residuals: Vec<f64>,
}

/// Regresses `y` on `columns` (each of the length of `y`) and an intercept.
pub fn ols(y: &[f64], columns: &[&[f64]]) -> Result<Ols, Unsolved> {
    check(y, columns)?;
    let n = y.len();
    if n < columns.len() + 2 {
        return Err(Unsolved::TooFew { n, needed: columns.len() + 2 });
    }
    let mean_y = mean(y);
    let centred_y: Vec<f64> = y.iter().map(|v| v - mean_y).collect();
    let total: f64 = centred_y.iter().map(|v| v * v).sum();
    if total <= 1e-28 * mean_y * mean_y * n as f64 {
        return Err(Unsolved::NoVariation);
    }
    let means: Vec<f64> = columns.iter().map(|column| mean(column)).collect();
    let centred: Vec<Vec<f64>> =
        columns.iter().zip(&means).map(|(column, m)| column.iter().map(|v| v - m).collect()).collect();
    let norms: Vec<f64> = centred.iter().map(|column| column.iter().map(|v| v * v).sum::<f64>().sqrt()).collect();
    let unit = centred.iter().zip(&norms).zip(&means).map(|((column, norm), m)| {
        // Equal values differ from their mean by rounding alone.
        let scale = if *norm > 1e-13 * m.abs() * (n as f64).sqrt() { 1.0 / norm } else { 0.0 };
        column.iter().map(|v| v * scale).collect()
    });
    let qr = Qr::of(unit.collect(), centred_y.clone());
    let (b, gram) = (qr.solve(), qr.inverse_gram());
    let kept = &qr.kept;
    let slopes: Vec<f64> = kept.iter().zip(&b).map(|(&j, b)| b / norms[j]).collect();

    let fitted = |i: usize| kept.iter().zip(&slopes).map(|(&j, slope)| slope * centred[j][i]).sum::<f64>();
    let residuals: Vec<f64> = (0..n).map(|i| centred_y[i] - fitted(i)).collect();
    let unexplained: f64 = residuals.iter().map(|e| e * e).sum();
    let (p, size) = (kept.len(), n as f64);
    let df = n - p - 1;
    let variance = unexplained / df as f64;
    let critical = t_quantile_two_sided(0.05, df as f64).unwrap_or(f64::MAX);

    // Influence of each row on each coefficient: h = (ZᵀZ)⁻¹ z for slopes, 1/n − x̄ᵀh for the intercept.
    let mut robust = vec![0.0; p + 1];
    for i in 0..n {
        let square = residuals[i] * residuals[i];
        let mut of_intercept = 1.0 / size;
        for (a, &j) in kept.iter().enumerate() {
            let h: f64 =
                kept.iter().enumerate().map(|(c, &k)| gram[a][c] * centred[k][i] / norms[k]).sum::<f64>() / norms[j];
            robust[a + 1] += square * h * h;
            of_intercept -= means[j] * h;
        }
        robust[0] += square * of_intercept * of_intercept;
    }
    let robust: Vec<f64> = robust.iter().map(|v| (v * size / df as f64).sqrt()).collect();

    let coefficient = |column: Option<usize>, estimate: f64, relative: f64, se_hc1: f64, vif: Option<f64>| {
        let se = (variance * relative).sqrt();
        let t = if se > 0.0 { estimate / se } else { 0.0 };
        Coefficient {
            column,
            estimate,
            se,
            se_hc1,
            t,
            p: if se > 0.0 { t_two_sided(t, df as f64).unwrap_or(1.0) } else { 0.0 },
            ci: (estimate - critical * se, estimate + critical * se),
            vif,
            standardised: column.map(|j| estimate * norms[j] / total.sqrt()),
        }
    };
    let scaled_mean = |a: usize| means[kept[a]] / norms[kept[a]];
    let of_means: f64 = (0..p).map(|a| (0..p).map(|c| scaled_mean(a) * gram[a][c] * scaled_mean(c)).sum::<f64>()).sum();
    let intercept = mean_y - kept.iter().zip(&slopes).map(|(&j, slope)| slope * means[j]).sum::<f64>();
    let mut coefficients = vec![coefficient(None, intercept, 1.0 / size + of_means, robust[0], None)];
    for (a, &j) in kept.iter().enumerate() {
        coefficients.push(coefficient(
            Some(j),
            slopes[a],
            gram[a][a] / (norms[j] * norms[j]),
            robust[a + 1],
            Some(gram[a][a]),
        ));
    }

    let explained = (total - unexplained).max(0.0);
    let perfect = unexplained <= 1e-28 * total;
    let f = (p > 0 && !perfect).then(|| explained / p as f64 / variance);
    let log_likelihood =
        (!perfect).then(|| -size / 2.0 * (libm::log(2.0 * std::f64::consts::PI) + libm::log(unexplained / size) + 1.0));
    let steps: f64 = residuals.windows(2).map(|w| (w[1] - w[0]) * (w[1] - w[0])).sum();
    let parameters = (p + 1) as f64;
    Ok(Ols {
        n,
        df,
        coefficients,
        dropped: (0..columns.len()).filter(|j| !kept.contains(j)).collect(),
        r2: explained / total,
        adjusted_r2: 1.0 - unexplained / total * (size - 1.0) / df as f64,
        f,
        f_p: f.and_then(|f| f_upper(f, p as f64, df as f64)),
        sigma: variance.sqrt(),
        log_likelihood,
        aic: log_likelihood.map(|ll| 2.0 * parameters - 2.0 * ll),
        bic: log_likelihood.map(|ll| parameters * libm::log(size) - 2.0 * ll),
        durbin_watson: (!perfect).then(|| steps / unexplained),
        residuals,
    })
}
