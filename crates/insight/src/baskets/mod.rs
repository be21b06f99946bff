//! What is bought together: frequent item sets, association rules, similar items, and what to offer a customer next.
//!
//! Counts are compared as integers, never as ratios of floats: of the 410 rules that arules finds in its Groceries at support .001 and confidence .8,
//! float ratios lose four whose confidence is exactly .8.

mod offer;
mod rules;
mod sets;
mod similar;

pub use offer::{Offer, Offers, Owned, Repurchase};
pub use rules::{Rule, rules};
pub use sets::{Itemset, SetSearch, Share, TooMany, frequent_sets};
pub use similar::{BEYOND_CHANCE, Likeness, Likening, Neighbour, Similarity};

/// Baskets of items: each item once in a basket, items ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baskets {
    offsets: Vec<u32>,
    items: Vec<u32>,
    counts: Vec<u32>,
}

impl Baskets {
    /// Baskets over items 0..`n_items`; other items and repetitions are ignored, empty baskets count.
    pub fn new<'a>(n_items: usize, baskets: impl IntoIterator<Item = &'a [u32]>) -> Self {
        let mut all = Self { offsets: vec![0], items: Vec::new(), counts: vec![0; n_items] };
        let mut own: Vec<u32> = Vec::new();
        for basket in baskets {
            own.clear();
            own.extend_from_slice(basket);
            all.push(&mut own);
        }
        all
    }

    /// Adds a basket; what it holds is left sorted, each item once, without other items than 0..`n_items`.
    pub fn push(&mut self, basket: &mut Vec<u32>) {
        basket.retain(|i| (*i as usize) < self.counts.len());
        basket.sort_unstable();
        basket.dedup();
        for &i in basket.iter() {
            self.counts[i as usize] += 1;
        }
        self.items.extend_from_slice(basket);
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        self.offsets.push(self.items.len() as u32);
    }

    /// Number of baskets.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// No basket at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Items that may occur.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.counts.len()
    }

    /// Baskets that hold `item`.
    #[must_use]
    pub fn count(&self, item: u32) -> u32 {
        self.counts.get(item as usize).copied().unwrap_or(0)
    }

    /// The items of basket `b`.
    #[must_use]
    pub fn basket(&self, b: usize) -> &[u32] {
        match (self.offsets.get(b), self.offsets.get(b + 1)) {
            (Some(&from), Some(&to)) => &self.items[from as usize..to as usize],
            _ => &[],
        }
    }
}
