//! Item–item similarity from common baskets.

use super::Baskets;

/// How alike two items are, from the baskets with either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// c_ij / √(c_i c_j).
    Cosine,
    /// c_ij / (c_i + c_j − c_ij).
    Jaccard,
    /// c_ij n / (c_i c_j): favours rare items.
    Lift,
    /// Dunning's G² (1993), 0 where the items meet less often than by chance: the best against the noise of rare items.
    LogLikelihood,
}

impl Likeness {
    /// For `both` common baskets of items with `a` and `b` baskets of `n`.
    #[must_use]
    pub fn of(self, both: u32, a: u32, b: u32, n: usize) -> f64 {
        let (k, a, b, n) = (f64::from(both), f64::from(a), f64::from(b), n as f64);
        if k <= 0.0 {
            return 0.0;
        }
        match self {
            Self::Cosine => k / (a * b).sqrt(),
            Self::Jaccard => k / (a + b - k),
            Self::Lift => k * n / (a * b),
            Self::LogLikelihood => {
                if k * n <= a * b {
                    return 0.0;
                }
                let cell = |seen: f64, row: f64, column: f64| {
                    if seen > 0.0 { seen * libm::log(seen * n / (row * column)) } else { 0.0 }
                };
                let sum =
                    cell(k, a, b) + cell(a - k, a, n - b) + cell(b - k, n - a, b) + cell(n - a - b + k, n - a, n - b);
                (2.0 * sum).max(0.0)
            }
        }
    }
}

/// An item that is bought with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The item.
    pub item: u32,
    /// Baskets with both.
    pub together: u32,
    /// By the chosen measure.
    pub likeness: f64,
}

/// The nearest items of every item.
#[derive(Clone, Debug, PartialEq)]
pub struct Similarity {
    pub(super) neighbours: Vec<Vec<Neighbour>>,
    pub(super) counts: Vec<u32>,
}

impl Similarity {
    /// The `most` nearest of each item, nearest first; items that never meet are not neighbours. Σ (basket size)² steps.
    #[must_use]
    pub fn of(baskets: &Baskets, likeness: Likeness, most: usize) -> Self {
        let n_items = baskets.n_items();
        let mut offsets = vec![0u32; n_items + 1];
        for i in 0..n_items {
            offsets[i + 1] = offsets[i] + baskets.counts[i];
        }
        let mut next = offsets.clone();
        let mut holders = vec![0u32; baskets.items.len()];
        for b in 0..baskets.len() {
            for &i in baskets.basket(b) {
                holders[next[i as usize] as usize] = b as u32;
                next[i as usize] += 1;
            }
        }
        let mut together = vec![0u32; n_items];
        let neighbours = (0..n_items).map(|i| {
            let mut met = Vec::new();
            for &b in &holders[offsets[i] as usize..offsets[i + 1] as usize] {
                for &j in baskets.basket(b as usize) {
                    if together[j as usize] == 0 {
                        met.push(j);
                    }
                    together[j as usize] += 1;
                }
            }
            let mut near: Vec<Neighbour> = Vec::with_capacity(met.len());
            for j in met {
                let both = std::mem::take(&mut together[j as usize]);
                if j as usize != i {
                    let likeness = likeness.of(both, baskets.counts[i], baskets.counts[j as usize], baskets.len());
                    near.push(Neighbour { item: j, together: both, likeness });
                }
            }
            near.sort_unstable_by(|p, q| q.likeness.total_cmp(&p.likeness).then(p.item.cmp(&q.item)));
            near.truncate(most);
            near
        });
        Self { neighbours: neighbours.collect(), counts: baskets.counts.clone() }
    }

    /// The nearest items of `item`.
    #[must_use]
    pub fn neighbours(&self, item: u32) -> &[Neighbour] {
        self.neighbours.get(item as usize).map_or(&[], Vec::as_slice)
    }
}
