//! Item–item similarity from common baskets.

use super::Baskets;

/// G² that two items which have nothing to do with each other exceed once in twenty times (χ² with one degree of freedom).
pub const BEYOND_CHANCE: f64 = 3.841_458_820_694_124;

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
        let mut work = Likening::new(baskets, likeness, most);
        while !work.step(baskets, usize::MAX) {}
        work.finish(baskets)
    }

    /// Without neighbours that are less alike.
    #[must_use]
    pub fn at_least(mut self, likeness: f64) -> Self {
        for near in &mut self.neighbours {
            near.retain(|near| near.likeness >= likeness);
        }
        self
    }

    /// Baskets that hold `item`.
    #[must_use]
    pub fn count(&self, item: u32) -> u32 {
        self.counts.get(item as usize).copied().unwrap_or(0)
    }

    /// The nearest items of `item`.
    #[must_use]
    pub fn neighbours(&self, item: u32) -> &[Neighbour] {
        self.neighbours.get(item as usize).map_or(&[], Vec::as_slice)
    }
}

/// [`Similarity::of`] piece by piece. Every step is given the baskets that it was begun with.
#[derive(Clone, Debug)]
pub struct Likening {
    likeness: Likeness,
    most: usize,
    /// Where the holders of an item begin.
    offsets: Vec<u32>,
    /// Where the next holder of an item goes.
    next: Vec<u32>,
    /// The baskets that hold an item.
    holders: Vec<u32>,
    /// Baskets that were taken in.
    taken: usize,
    /// Zero between steps.
    together: Vec<u32>,
    neighbours: Vec<Vec<Neighbour>>,
}

impl Likening {
    /// Begins.
    #[must_use]
    pub fn new(baskets: &Baskets, likeness: Likeness, most: usize) -> Self {
        let n_items = baskets.n_items();
        let mut offsets = vec![0u32; n_items + 1];
        for i in 0..n_items {
            offsets[i + 1] = offsets[i] + baskets.counts[i];
        }
        let (next, holders) = (offsets.clone(), vec![0u32; baskets.items.len()]);
        let (together, neighbours) = (vec![0u32; n_items], Vec::with_capacity(n_items));
        Self { likeness, most, offsets, next, holders, taken: 0, together, neighbours }
    }

    /// Looks at some `much` baskets, or at one item more; whether it is done.
    pub fn step(&mut self, baskets: &Baskets, much: usize) -> bool {
        let mut looked = 0;
        while self.taken < baskets.len() && looked < much {
            for &i in baskets.basket(self.taken) {
                let next = &mut self.next[i as usize];
                self.holders[*next as usize] = self.taken as u32;
                *next += 1;
            }
            self.taken += 1;
            looked += 1;
        }
        while self.taken == baskets.len() && self.neighbours.len() < baskets.n_items() && looked < much {
            looked += self.next_item(baskets) + 1;
        }
        self.taken == baskets.len() && self.neighbours.len() == baskets.n_items()
    }

    /// The neighbours of the next item; how many baskets hold it.
    fn next_item(&mut self, baskets: &Baskets) -> usize {
        let i = self.neighbours.len();
        let mut met = Vec::new();
        let holders = &self.holders[self.offsets[i] as usize..self.offsets[i + 1] as usize];
        for &b in holders {
            for &j in baskets.basket(b as usize) {
                if self.together[j as usize] == 0 {
                    met.push(j);
                }
                self.together[j as usize] += 1;
            }
        }
        let mut near: Vec<Neighbour> = Vec::with_capacity(met.len());
        for j in met {
            let both = std::mem::take(&mut self.together[j as usize]);
            if j as usize != i {
                let (a, b) = (baskets.counts[i], baskets.counts[j as usize]);
                let likeness = self.likeness.of(both, a, b, baskets.len());
                near.push(Neighbour { item: j, together: both, likeness });
            }
        }
        near.sort_unstable_by(|p, q| q.likeness.total_cmp(&p.likeness).then(p.item.cmp(&q.item)));
        near.truncate(self.most);
        self.neighbours.push(near);
        holders.len()
    }

    /// What was found.
    #[must_use]
    pub fn finish(self, baskets: &Baskets) -> Similarity {
        Similarity { neighbours: self.neighbours, counts: baskets.counts.clone() }
    }
}
