//! The ratio of two sums over the same things, and its interval.

use crate::special::{finite, t_quantile_two_sided};
use crate::total::Total;

/// Pairs on the way to the ratio of their sums, none of which is kept; in whichever order they come, it is the same to the bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    n: usize,
    above: Total,
    below: Total,
    /// Sums of above², above · below, below².
    squares: [Total; 3],
}

impl Ratio {
    /// Takes a pair in.
    pub fn add(&mut self, above: f64, below: f64) {
        self.n += 1;
        self.above.add(above);
        self.below.add(below);
        for (sum, square) in self.squares.iter_mut().zip([above * above, above * below, below * below]) {
            sum.add(square);
        }
    }

    /// Takes those of another in.
    pub fn join(&mut self, other: Self) {
        self.n += other.n;
        self.above.join(other.above);
        self.below.join(other.below);
        for (sum, other) in self.squares.iter_mut().zip(other.squares) {
            sum.join(other);
        }
    }

    /// R = Σ above / Σ below; `None` unless the latter is positive.
    #[must_use]
    pub fn get(self) -> Option<f64> {
        (self.below.get() > 0.0).then(|| self.above.get() / self.below.get()).and_then(finite)
    }

    /// Standard error of the ratio, linearised (Cochran 1977, §6.4): √(n/(n−1) · Σ(above − R · below)²) / Σ below. `None` for a single pair, and for squares
    /// beyond what a [`Total`] holds.
    #[must_use]
    pub fn se(self) -> Option<f64> {
        let ratio = self.get()?;
        if self.n < 2 || self.squares.iter().any(|square| square.is_full()) {
            return None;
        }
        let [above, both, below] = self.squares.map(Total::get);
        let rest = (above - 2.0 * ratio * both + ratio * ratio * below).max(0.0);
        let n = self.n as f64;
        finite((n / (n - 1.0) * rest).sqrt() / self.below.get())
    }

    /// The 95 % interval of a positive ratio: Student's t with n − 1 degrees of freedom on the scale of logarithms, so that both ends are positive.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        let (ratio, se) = (self.get().filter(|ratio| *ratio > 0.0)?, self.se()?);
        let factor = finite(libm::exp(t_quantile_two_sided(0.05, self.n as f64 - 1.0)? * se / ratio))?;
        finite(ratio / factor).zip(finite(ratio * factor)).filter(|(low, _)| *low > 0.0)
    }
}
