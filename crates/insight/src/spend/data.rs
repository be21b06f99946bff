//! A book as the spend model sees it.

use crate::history::History;
use crate::rank::{mid_ranks, pearson};

/// Repeat customers sorted by (x, z̄), so that neither row order nor customer numbers influence a sum.
#[derive(Clone, Debug, Default)]
pub struct SpendData {
    /// Blocks of equal x, ascending: x and the range of `means`.
    pub(super) blocks: Vec<(f64, std::ops::Range<usize>)>,
    pub(super) means: Vec<f64>,
    /// Σ ln z̄ and Σ x ln(x z̄).
    pub(super) sum_ln: f64,
    pub(super) sum_x_ln: f64,
}

impl SpendData {
    /// The repeat customers of `history`; amounts are divided by `unit` (100 for cents to be read as dollars, 1 to keep minor units).
    #[must_use]
    pub fn of(history: &History, unit: f64) -> Self {
        let pairs = (0..history.customers()).filter_map(|c| history.paid_repeats(c));
        let unit = if unit > 0.0 && unit.is_finite() { unit } else { 1.0 };
        Self::of_pairs(pairs.map(|(x, mean)| (x, mean / unit)).collect())
    }

    /// The same from (x, z̄); pairs that are not positive and finite are left out.
    #[must_use]
    pub fn of_pairs(mut pairs: Vec<(u32, f64)>) -> Self {
        pairs.retain(|&(x, mean)| x > 0 && mean > 0.0 && mean.is_finite());
        pairs.sort_unstable_by(|p, q| p.0.cmp(&q.0).then(p.1.total_cmp(&q.1)));
        Self::of_sorted(&pairs)
    }

    fn of_sorted(pairs: &[(u32, f64)]) -> Self {
        let mut data = Self::default();
        for block in pairs.chunk_by(|p, q| p.0 == q.0) {
            let (x, start) = (f64::from(block[0].0), data.means.len());
            let mut sum_ln = 0.0;
            for &(_, mean) in block {
                data.means.push(mean);
                sum_ln += libm::log(mean);
            }
            data.sum_ln += sum_ln;
            data.sum_x_ln += x * (sum_ln + block.len() as f64 * libm::log(x));
            data.blocks.push((x, start..data.means.len()));
        }
        data
    }

    /// Customers with a paid repeat.
    #[must_use]
    pub fn repeaters(&self) -> usize {
        self.means.len()
    }

    /// Mean of the customers' means; 0 without one.
    #[must_use]
    pub fn mean(&self) -> f64 {
        if self.means.is_empty() { 0.0 } else { self.means.iter().sum::<f64>() / self.means.len() as f64 }
    }

    /// Geometric mean of the customers' means, which a few huge ones do not move; 1 without one.
    pub(super) fn typical(&self) -> f64 {
        libm::exp(self.sum_ln / self.means.len().max(1) as f64)
    }

    /// Some customers spend more than others.
    pub(super) fn varies(&self) -> bool {
        let (low, high) = self.means.iter().fold((f64::INFINITY, 0.0f64), |(l, h), m| (l.min(*m), h.max(*m)));
        high - low > 1e-9 * high
    }

    /// Every `every`-th customer, from the middle of the first stride.
    pub(super) fn thinned(&self, every: usize) -> Self {
        let pairs = self.blocks.iter().flat_map(|(x, range)| range.clone().map(|i| (*x as u32, self.means[i])));
        Self::of_sorted(&pairs.skip(every / 2).step_by(every).collect::<Vec<_>>())
    }

    /// Spearman's correlation of x and z̄; `None` where either does not vary.
    #[must_use]
    pub fn spearman(&self) -> Option<f64> {
        let x: Vec<f64> = self.blocks.iter().flat_map(|(x, range)| range.clone().map(|_| *x)).collect();
        pearson(&mid_ranks(&x), &mid_ranks(&self.means))
    }
}
