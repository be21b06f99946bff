//! How to cluster, and what comes of it.

use super::fitting::Fitting;
use super::lloyd::Run;

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
    /// Clusters `points` (n × d, all finite). `None` for d = 0, k = 0, k > n, a number that is not finite, or numbers so far apart that their distances
    /// are not (about 10¹⁵⁰).
    #[must_use]
    pub fn fit(&self, points: &[f64], d: usize) -> Option<Clusters> {
        let mut fitting = Fitting::new(*self, points, d)?;
        loop {
            if let Some(clusters) = fitting.step() {
                return Some(clusters);
            }
        }
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
            for _ in 0..iterations {
                if run.iterate(points, d, 0.0) {
                    break;
                }
            }
            run.measure(points, d);
            run.sorted(d)
        }
        let clusters = match d {
            1 => one(points, 1, centres, iterations),
            2 => one(points, 2, centres, iterations),
            3 => one(points, 3, centres, iterations),
            4 => one(points, 4, centres, iterations),
            _ => one(points, d, centres, iterations),
        };
        clusters.inertia.is_finite().then_some(clusters)
    }
}

/// Centres nearer than this in every column are the same: means of equal points differ by rounding.
const SAME: f64 = 1e-9;

impl Clusters {
    /// The clusters with those that have the same centre as one, and without those that have no points: where fewer points differ than there are
    /// clusters, equal points stand in several.
    #[must_use]
    pub fn merged(self) -> Self {
        let d = self.d;
        let mut centres: Vec<f64> = Vec::new();
        let (mut number, mut sizes) = (vec![0; self.sizes.len()], Vec::new());
        for ((centre, &size), number) in self.centres.chunks_exact(d).zip(&self.sizes).zip(&mut number) {
            if size == 0 {
                continue;
            }
            let same = |known: &[f64]| known.iter().zip(centre).all(|(a, b)| (a - b).abs() < SAME);
            match centres.chunks_exact(d).position(same) {
                Some(known) => {
                    *number = known as u32;
                    sizes[known] += size;
                }
                None => {
                    *number = sizes.len() as u32;
                    centres.extend_from_slice(centre);
                    sizes.push(size);
                }
            }
        }
        let label = self.label.iter().map(|&label| number[label as usize]).collect();
        Self { d, centres, label, sizes, inertia: self.inertia }
    }
}
