//! Frequent item sets by depth-first search with occurrence delivery (the idea of Eclat and LCM; Zaki 2000, Uno et al. 2004).

use super::Baskets;

/// Sets after which a search is given up.
const SETS_MAX: usize = 3_000_000;

/// An exact share: a decimal fraction such as 0.001, so that counts can be compared without rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    numerator: u64,
    denominator: u64,
}

impl Share {
    /// All of it.
    pub const ALL: Self = Self { numerator: 1, denominator: 1 };

    /// The shortest decimal that is read as `value`, to nine decimals; `None` outside [0, 1].
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        const DENOMINATOR: u64 = 1_000_000_000;
        let numerator = (value * DENOMINATOR as f64).round();
        (0.0..=1.0).contains(&value).then_some(Self { numerator: numerator as u64, denominator: DENOMINATOR })
    }

    /// `part`/`whole` is at least this share.
    #[must_use]
    pub fn is_met(self, part: u32, whole: u32) -> bool {
        u128::from(part) * u128::from(self.denominator) >= u128::from(whole) * u128::from(self.numerator)
    }

    /// The smallest count of `whole` that meets this share, at least 1.
    #[must_use]
    pub fn count_of(self, whole: usize) -> u32 {
        let exact = (whole as u128 * u128::from(self.numerator)).div_ceil(u128::from(self.denominator));
        exact.clamp(1, u128::from(u32::MAX)) as u32
    }
}

/// Items that occur together in `count` baskets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Itemset {
    /// Ascending.
    pub items: Vec<u32>,
    /// Baskets that hold them all.
    pub count: u32,
}

/// The support is so low that there are millions of frequent sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// Sets found before giving up.
    pub found: usize,
}

/// All sets of 1 to `longest` items that at least `support` of the baskets hold, sorted by items.
pub fn frequent_sets(baskets: &Baskets, support: Share, longest: usize) -> Result<Vec<Itemset>, TooMany> {
    let mut search = SetSearch::new(baskets, support, longest, SETS_MAX);
    while !search.step(baskets, usize::MAX)? {}
    Ok(search.finish())
}

/// [`frequent_sets`] piece by piece. Every step is given the baskets that it was begun with.
pub struct SetSearch {
    search: Search,
    rank_of: Vec<u32>,
    /// Baskets that were taken in.
    taken: usize,
    first: Level,
    /// Where the next basket of each item of the first level goes.
    next: Vec<usize>,
    /// Items of the first level that are done.
    done: usize,
}

impl SetSearch {
    /// Begins; gives up after `most` sets.
    #[must_use]
    pub fn new(baskets: &Baskets, support: Share, longest: usize, most: usize) -> Self {
        let least = support.count_of(baskets.len());
        // Rare items first: their occurrences are few, and what follows them is searched within those.
        let mut by_rank: Vec<u32> = (0..baskets.n_items() as u32).filter(|&i| baskets.count(i) >= least).collect();
        by_rank.sort_by_key(|&i| (baskets.count(i), i));
        if longest == 0 {
            by_rank.clear();
        }
        let mut rank_of = vec![u32::MAX; baskets.n_items()];
        let mut first = Level { frequent: Vec::with_capacity(by_rank.len()), starts: vec![0], delivered: Vec::new() };
        let mut total = 0;
        for (rank, &item) in by_rank.iter().enumerate() {
            rank_of[item as usize] = rank as u32;
            first.frequent.push((rank as u32, baskets.count(item)));
            total += baskets.count(item) as usize;
            first.starts.push(total);
        }
        first.delivered = vec![(0, 0); total];
        let (next, counts) = (first.starts.clone(), vec![0; by_rank.len()]);
        let ranks = Vec::with_capacity(total);
        let search = Search { ranks, least, longest, most, by_rank, prefix: Vec::new(), sets: Vec::new(), counts };
        Self { search, rank_of, taken: 0, first, next, done: 0 }
    }

    /// Takes in some `much` baskets, or finds all sets with the next of the frequent items as the rarest; whether it is done.
    pub fn step(&mut self, baskets: &Baskets, much: usize) -> Result<bool, TooMany> {
        if self.taken < baskets.len() {
            self.take_in(baskets, much);
            return Ok(false);
        }
        if self.done < self.first.frequent.len() {
            self.search.with(&self.first, self.done)?;
            self.done += 1;
        }
        Ok(self.done == self.first.frequent.len())
    }

    fn take_in(&mut self, baskets: &Baskets, much: usize) {
        let to = self.taken.saturating_add(much.max(1)).min(baskets.len());
        let ranks = &mut self.search.ranks;
        for b in self.taken..to {
            let from = ranks.len();
            ranks.extend(baskets.basket(b).iter().map(|&i| self.rank_of[i as usize]).filter(|&r| r != u32::MAX));
            ranks[from..].sort_unstable();
            for at in from..ranks.len() {
                let next = &mut self.next[ranks[at] as usize];
                self.first.delivered[*next] = (at as u32 + 1, ranks.len() as u32);
                *next += 1;
            }
        }
        self.taken = to;
    }

    /// What was found, sorted by items.
    #[must_use]
    pub fn finish(self) -> Vec<Itemset> {
        let mut sets = self.search.sets;
        sets.sort_unstable_by(|p, q| p.items.cmp(&q.items));
        sets
    }
}

/// The items that extend a prefix, and what is left of each basket behind them.
#[derive(Default)]
struct Level {
    /// Ranks and counts.
    frequent: Vec<(u32, u32)>,
    /// Where what is delivered to each of them begins.
    starts: Vec<usize>,
    /// Ranges of the search's `ranks`.
    delivered: Vec<(u32, u32)>,
}

struct Search {
    /// Items of all baskets by rank, ascending within a basket.
    ranks: Vec<u32>,
    least: u32,
    longest: usize,
    most: usize,
    by_rank: Vec<u32>,
    prefix: Vec<u32>,
    sets: Vec<Itemset>,
    /// Zero between calls.
    counts: Vec<u32>,
}

impl Search {
    /// `rest`: per basket that holds the prefix, the range of `ranks` behind its last item.
    fn open(&mut self, rest: &[(u32, u32)]) -> Level {
        if self.prefix.len() >= self.longest {
            return Level::default();
        }
        let mut seen = Vec::new();
        for &(from, to) in rest {
            for &rank in &self.ranks[from as usize..to as usize] {
                let count = &mut self.counts[rank as usize];
                if *count == 0 {
                    seen.push(rank);
                }
                *count += 1;
            }
        }
        seen.sort_unstable();
        let frequent: Vec<(u32, u32)> =
            seen.iter().map(|&r| (r, self.counts[r as usize])).filter(|c| c.1 >= self.least).collect();
        // What is left of each basket, delivered to the items that extend the prefix.
        let mut starts = Vec::with_capacity(frequent.len() + 1);
        let mut total = 0u32;
        seen.iter().for_each(|&r| self.counts[r as usize] = u32::MAX);
        for &(rank, count) in &frequent {
            starts.push(total as usize);
            self.counts[rank as usize] = total;
            total += count;
        }
        starts.push(total as usize);
        let mut delivered = vec![(0u32, 0u32); total as usize];
        for &(from, to) in rest {
            for at in from..to {
                let slot = &mut self.counts[self.ranks[at as usize] as usize];
                if *slot != u32::MAX {
                    delivered[*slot as usize] = (at + 1, to);
                    *slot += 1;
                }
            }
        }
        seen.iter().for_each(|&r| self.counts[r as usize] = 0);
        Level { frequent, starts, delivered }
    }

    /// The sets of the prefix with item `i` of a level, and all that extend it.
    fn with(&mut self, level: &Level, i: usize) -> Result<(), TooMany> {
        let (rank, count) = level.frequent[i];
        self.prefix.push(self.by_rank[rank as usize]);
        let mut items = self.prefix.clone();
        items.sort_unstable();
        self.sets.push(Itemset { items, count });
        if self.sets.len() > self.most {
            return Err(TooMany { found: self.sets.len() });
        }
        let next = self.open(&level.delivered[level.starts[i]..level.starts[i + 1]]);
        for i in 0..next.frequent.len() {
            self.with(&next, i)?;
        }
        self.prefix.pop();
        Ok(())
    }
}
