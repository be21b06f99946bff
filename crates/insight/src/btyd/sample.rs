//! The book as a likelihood sees it: equal customers counted once, times as indices into a short table.

use crate::history::{History, weeks};

/// Customers after which a search is first run on every k-th of them.
const COARSE_ROWS: usize = 500;

/// Times up to this many days are numbered by a table, longer ones by sorting (179 years).
const TABLE_DAYS: u32 = 1 << 16;

/// Sufficient statistics of all buyers, sorted by (x, T, t_x), so that neither row order nor customer numbers influence a sum.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    pub(super) customers: f64,
    /// Distinct times, weeks.
    pub(super) weeks: Vec<f64>,
    /// Per distinct time: customers whose T it is, and the repeats of those.
    pub(super) of_age: Vec<(f64, f64)>,
    /// One entry per distinct x, ascending.
    pub(super) blocks: Vec<Block>,
    pub(super) rows: Vec<Row>,
}

/// Customers with the same number of repeats: `rows[start..end]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) x: f64,
    pub(super) customers: f64,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// `count` customers with the same x, t_x and T; the times are indices into `weeks`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) t_x: u32,
    pub(super) t: u32,
    pub(super) count: u32,
}

/// A whole book and, where it is large, every k-th of its sorted customers to search on.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// All buyers.
    pub full: Sample,
    /// A systematic sample of them; `None` where the book is small.
    pub coarse: Option<Sample>,
}

impl Samples {
    /// Collects the buyers of `history`.
    #[must_use]
    pub fn of(history: &History) -> Self {
        // Packed into one number each, since that sorts faster.
        let mut keys: Vec<u128> = (0..history.customers())
            .filter_map(|c| {
                let (first, last) = history.span(c)?;
                let x = history.days(c).len() as u128 - 1;
                Some(x << 64 | u128::from(history.as_of().abs_diff(first)) << 32 | u128::from(last.abs_diff(first)))
            })
            .collect();
        keys.sort_unstable();
        let triples: Vec<[u32; 3]> = keys.iter().map(|k| [(k >> 64) as u32, (k >> 32) as u32, *k as u32]).collect();
        let every = triples.len() / COARSE_ROWS;
        let coarse = (every >= 2).then(|| {
            let picked: Vec<[u32; 3]> = triples.iter().skip(every / 2).step_by(every).copied().collect();
            Sample::of_sorted(&picked)
        });
        Self { full: Sample::of_sorted(&triples), coarse }
    }

    /// What a search runs on first.
    pub(super) fn search(&self) -> &Sample {
        self.coarse.as_ref().unwrap_or(&self.full)
    }
}

impl Sample {
    /// Buyers in the sample.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.customers as usize
    }

    /// Buyers with a repeat.
    pub(super) fn repeaters(&self) -> usize {
        self.blocks.iter().filter(|block| block.x > 0.0).map(|block| block.customers as usize).sum()
    }

    /// `triples` of (x, T days, t_x days), sorted.
    fn of_sorted(triples: &[[u32; 3]]) -> Self {
        let times = Times::of(triples);
        let mut sample = Self {
            customers: triples.len() as f64,
            of_age: vec![(0.0, 0.0); times.days.len()],
            weeks: times.days.iter().map(|&d| weeks(d)).collect(),
            ..Self::default()
        };
        for block in triples.chunk_by(|p, q| p[0] == q[0]) {
            let x = f64::from(block[0][0]);
            let start = sample.rows.len();
            for equal in block.chunk_by(|p, q| p == q) {
                let [_, t, t_x] = equal[0];
                let row = Row { t_x: times.index(t_x), t: times.index(t), count: equal.len() as u32 };
                let (n, repeats) = &mut sample.of_age[row.t as usize];
                *n += f64::from(row.count);
                *repeats += f64::from(row.count) * x;
                sample.rows.push(row);
            }
            sample.blocks.push(Block { x, customers: block.len() as f64, start, end: sample.rows.len() });
        }
        sample
    }
}

/// Numbers the distinct times of a sample.
struct Times {
    days: Vec<u32>,
    /// Index by day, where days are few.
    table: Vec<u32>,
}

impl Times {
    fn of(triples: &[[u32; 3]]) -> Self {
        let all = || triples.iter().flat_map(|&[_, t, t_x]| [t, t_x]);
        let longest = all().max().unwrap_or(0);
        if longest >= TABLE_DAYS {
            let mut days: Vec<u32> = all().collect();
            days.sort_unstable();
            days.dedup();
            return Self { days, table: Vec::new() };
        }
        let mut seen = vec![false; longest as usize + 1];
        all().for_each(|d| seen[d as usize] = true);
        let days: Vec<u32> = (0..=longest).filter(|&d| seen[d as usize]).collect();
        let mut table = vec![0; seen.len()];
        for (index, &d) in days.iter().enumerate() {
            table[d as usize] = index as u32;
        }
        Self { days, table }
    }

    fn index(&self, days: u32) -> u32 {
        match self.table.get(days as usize) {
            Some(&index) => index,
            None => self.days.partition_point(|&d| d < days) as u32,
        }
    }
}
