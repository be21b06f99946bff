//! What drives an outcome: standardised regression, shares of R², and p values that know how many there are.

use super::linear::{cholesky, cholesky_solve};
use super::{Ols, Unsolved, benjamini_hochberg, holm, ols};
use crate::rank::pearson;

/// Candidates up to which R² is shared out exactly: 2^10 regressions.
const CANDIDATES_MAX: usize = 10;

/// One candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Driver {
    /// Index of the column.
    pub column: usize,
    /// Correlation with the outcome.
    pub correlation: f64,
    /// Share of R² (LMG: its mean gain over all orders of entry, which is its Shapley value); the shares sum to R².
    pub share: f64,
    /// Standardised coefficient with all others in the model; `None` if the column was dropped.
    pub standardised: Option<f64>,
    /// p value of that coefficient.
    pub p: Option<f64>,
    /// The same by Holm.
    pub p_holm: Option<f64>,
    /// The same by Benjamini & Hochberg.
    pub p_bh: Option<f64>,
}

/// A driver analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Drivers {
    /// In the order of the columns.
    pub drivers: Vec<Driver>,
    /// The regression behind it.
    pub model: Ols,
}

/// Shares the explained variance of `y` out among at most ten `columns` (Lindeman, Merenda & Gold 1980; Grömping 2007).
pub fn drivers(y: &[f64], columns: &[&[f64]]) -> Result<Drivers, Unsolved> {
    if columns.len() > CANDIDATES_MAX {
        return Err(Unsolved::TooMany { candidates: columns.len(), most: CANDIDATES_MAX });
    }
    let model = ols(y, columns)?;
    let p = columns.len();
    let correlation: Vec<f64> = columns.iter().map(|column| pearson(column, y).unwrap_or(0.0)).collect();
    let between: Vec<Vec<f64>> = (0..p)
        .map(|i| (0..p).map(|j| if i == j { 1.0 } else { pearson(columns[i], columns[j]).unwrap_or(0.0) }).collect())
        .collect();
    let usable: Vec<usize> = (0..p).filter(|j| !model.dropped.contains(j)).collect();

    // R² of every subset, by its bits.
    let m = usable.len();
    let r2: Vec<f64> = (0..1usize << m)
        .map(|set| {
            let of: Vec<usize> = (0..m).filter(|a| set >> a & 1 == 1).map(|a| usable[a]).collect();
            let matrix: Vec<Vec<f64>> = of.iter().map(|&i| of.iter().map(|&j| between[i][j]).collect()).collect();
            let right: Vec<f64> = of.iter().map(|&j| correlation[j]).collect();
            let solved = cholesky(&matrix).map(|l| cholesky_solve(&l, &right));
            solved.map_or(0.0, |b| b.iter().zip(&right).map(|(b, r)| b * r).sum())
        })
        .collect();
    let mut share = vec![0.0; p];
    for (a, &j) in usable.iter().enumerate() {
        for (set, without) in r2.iter().enumerate().filter(|(set, _)| set >> a & 1 == 0) {
            share[j] += (r2[set | 1 << a] - without) * weight(set.count_ones() as usize, m);
        }
    }

    let coefficients = &model.coefficients[1..];
    let ps: Vec<f64> = coefficients.iter().map(|c| c.p).collect();
    let (by_holm, by_bh) = (holm(&ps), benjamini_hochberg(&ps));
    let drivers = (0..p).map(|column| {
        let at = coefficients.iter().position(|c| c.column == Some(column));
        Driver {
            column,
            correlation: correlation[column],
            share: share[column],
            standardised: at.and_then(|i| coefficients[i].standardised),
            p: at.map(|i| ps[i]),
            p_holm: at.map(|i| by_holm[i]),
            p_bh: at.map(|i| by_bh[i]),
        }
    });
    Ok(Drivers { drivers: drivers.collect(), model })
}

/// s! (m−1−s)! / m!: the share of orders of entry in which exactly these s come before.
fn weight(s: usize, m: usize) -> f64 {
    let mut ways = m as f64;
    for i in 0..s {
        ways *= (m - 1 - i) as f64 / (i + 1) as f64;
    }
    1.0 / ways
}
