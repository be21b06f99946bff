//! Statistics a page can show: each figure with its standard error or interval.

mod adjust;
mod correlate;
mod describe;
mod drivers;
mod linear;
mod logit;
mod means;
mod median;
mod ols;
mod proportion;
mod ratio;

pub use adjust::{benjamini_hochberg, holm};
pub use correlate::{Correlation, kendall, pearson, spearman};
pub use describe::Description;
pub use drivers::{Driver, Drivers, drivers};
pub use logit::{Logit, LogitCoefficient, logit};
pub use means::{Mean, Spread, Welch, welch};
pub use median::{median_interval, median_ranks};
pub use ols::{Coefficient, Ols, ols};
pub use proportion::{Difference, difference, jeffreys, newcombe, wilson};
pub use ratio::Ratio;

/// The two-sided 95 % point of the standard normal distribution.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsolved {
    /// Fewer rows than the method needs.
    TooFew {
        /// Rows there are.
        n: usize,
        /// Rows needed.
        needed: usize,
    },
    /// Columns of different length.
    Ragged,
    /// A number that is not finite.
    NotFinite,
    /// The outcome is the same in every row.
    NoVariation,
    /// More candidates than the exact method takes.
    TooMany {
        /// Candidates there are.
        candidates: usize,
        /// Candidates it takes.
        most: usize,
    },
}

/// All columns are as long as `y` and finite.
fn check(y: &[f64], columns: &[&[f64]]) -> Result<(), Unsolved> {
    if columns.iter().any(|column| column.len() != y.len()) {
        return Err(Unsolved::Ragged);
    }
    if columns.iter().copied().chain([y]).flatten().any(|x| !x.is_finite()) {
        return Err(Unsolved::NotFinite);
    }
    Ok(())
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}
