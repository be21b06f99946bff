//! Several runs from different seeds, the best of them polished.

use super::lloyd::Run;
use super::seeding::seeds;
use crate::random::Random;

/// A first run ends where the centres move less than this share of the columns' mean variance (squared, summed), as scikit-learn's do.
const TOLERANCE: f64 = 1e-4;
/// So many of the best runs go on until no centre moves; in a table of up to [`SMALL`] points all of them, and as many again.
const FINALISTS: usize = 3;
/// Iterations after which a run ends.
const ITERATIONS_MAX: usize = 300;
/// Points up to which time is no concern.
const SMALL: usize = 50_000;

/// How to cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KMeans {
    /// Number of clusters.
    pub k: usize,
    /// Runs from different seeds, twice as many for up to 50,000 points; the best is kept.
    pub runs: usize,
    /// Seed of the generator: the same seed gives the same clusters.
    pub seed: u64,
}

impl KMeans {
    /// Ten runs from the fixed seed.
    #[must_use]
    pub fn new(k: usize) -> Self {
        Self { k, runs: 10, seed: 0x5EED }
    }
}

/// The clusters of a table, numbered by their centres (ascending in the first column, then the second, …).
#[derive(Clone, Debug, PartialEq)]
pub struct Clusters {
    /// Columns.
    pub d: usize,
    /// Centres, row-major k × d.
    pub centres: Vec<f64>,
    /// Cluster of each point.
    pub label: Vec<u32>,
    /// Points in each cluster.
    pub sizes: Vec<usize>,
    /// Sum of squared distances to the centres.
    pub inertia: f64,
}

impl KMeans {
    /// Clusters `points` (n × d, all finite). `None` for d = 0, k = 0, k > n, or a number that is not finite.
    #[must_use]
    pub fn fit(&self, points: &[f64], d: usize) -> Option<Clusters> {
        let n = points.len().checked_div(d)?;
        if n * d != points.len() || self.k == 0 || self.k > n || points.iter().any(|x| !x.is_finite()) {
            return None;
        }
        // Few columns are the common case: with d known to the compiler the loops over columns vanish.
        Some(match d {
            1 => self.best_run(points, 1),
            2 => self.best_run(points, 2),
            3 => self.best_run(points, 3),
            4 => self.best_run(points, 4),
            _ => self.best_run(points, d),
        })
    }

    /// One run from given centres (k × d), at most so many iterations and no polish: what others call k-means. `None` as for [`KMeans::fit`].
    #[must_use]
    pub fn from_centres(points: &[f64], d: usize, centres: Vec<f64>, iterations: usize) -> Option<Clusters> {
        let (n, k) = (points.len().checked_div(d)?, centres.len().checked_div(d)?);
        let whole = n * d == points.len() && k * d == centres.len();
        if !whole || k == 0 || k > n || points.iter().chain(&centres).any(|x| !x.is_finite()) {
            return None;
        }
        #[inline(always)]
        fn one(points: &[f64], d: usize, centres: Vec<f64>, iterations: usize) -> Clusters {
            let mut run = Run::new(points, d, centres);
            run.iterate(points, d, 0.0, iterations);
            run.sorted(d)
        }
        Some(match d {
            1 => one(points, 1, centres, iterations),
            2 => one(points, 2, centres, iterations),
            3 => one(points, 3, centres, iterations),
            4 => one(points, 4, centres, iterations),
            _ => one(points, d, centres, iterations),
        })
    }

    #[inline(always)]
    fn best_run(&self, points: &[f64], d: usize) -> Clusters {
        let mut random = Random::seeded(self.seed);
        let tolerance = TOLERANCE * mean_variance(points, d);
        let mut finalists: Vec<Run> = Vec::new();
        let (runs, finalists_max) = match self.runs.max(1) {
            runs if points.len() / d <= SMALL => (2 * runs, 2 * runs),
            runs => (runs, FINALISTS),
        };
        for _ in 0..runs {
            let mut run = Run::new(points, d, seeds(points, d, self.k, &mut random));
            run.iterate(points, d, tolerance, ITERATIONS_MAX);
            let at = finalists.partition_point(|f| f.inertia <= run.inertia);
            // The same clusters need not be polished twice.
            let alike = |f: &Run| (f.inertia - run.inertia).abs() <= 1e-12 * run.inertia;
            if !finalists.iter().any(alike) {
                finalists.insert(at, run);
                finalists.truncate(finalists_max);
            }
        }
        for run in &mut finalists {
            run.iterate(points, d, 0.0, ITERATIONS_MAX);
            run.exchange(points, d);
        }
        let best = finalists.into_iter().reduce(|best, run| if run.inertia < best.inertia { run } else { best });
        best.map_or_else(
            || Clusters { d, centres: vec![], label: vec![], sizes: vec![], inertia: 0.0 },
            |run| run.sorted(d),
        )
    }
}

fn mean_variance(points: &[f64], d: usize) -> f64 {
    let n = (points.len() / d) as f64;
    let mut total = 0.0;
    for column in 0..d {
        let values = || points.iter().skip(column).step_by(d);
        let mean = values().sum::<f64>() / n;
        total += values().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    }
    total / d as f64
}
