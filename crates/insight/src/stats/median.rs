//! The interval of a median, whatever values are distributed like.

use crate::special::beta_inc;

/// The part of all samples that lies beyond either end.
const TAIL: f64 = 0.025;

/// The ranks, from 1 and as far from either end, whose values bound the median of what `n` values were drawn from, with 95 % or more: the largest k with
/// P(Bin(n, ½) ≤ k − 1) ≤ 2.5 %, and n + 1 − k (Conover 1999, §3.2). `None` below six values: there not even the least and the largest are sure enough.
#[must_use]
pub fn median_ranks(n: usize) -> Option<(usize, usize)> {
    // P(Bin(n, ½) ≤ k − 1) = I_½(n − k + 1, k): grows with k.
    let is_beyond = |k: usize| beta_inc((n - k + 1) as f64, k as f64, 0.5).is_some_and(|tail| tail <= TAIL);
    let (mut low, mut high) = (0, n.div_ceil(2));
    while low < high {
        let middle = (low + high).div_ceil(2);
        if is_beyond(middle) { low = middle } else { high = middle - 1 }
    }
    (low > 0).then(|| (low, n + 1 - low))
}

/// The 95 % interval of the median of `sorted` (ascending), see [`median_ranks`].
#[must_use]
pub fn median_interval(sorted: &[f64]) -> Option<(f64, f64)> {
    let (low, high) = median_ranks(sorted.len())?;
    Some((*sorted.get(low - 1)?, *sorted.get(high - 1)?))
}
