//! Several runs from different seeds, the best of them polished; in steps that are short enough to hear messages in between.

use super::kmeans::{Clusters, KMeans};
use super::lloyd::{EXCHANGES_MAX, ITERATIONS_MAX, Run};
use super::seeding::Seeds;
use crate::random::Random;

/// A first run ends where the centres move less than this share of the columns' mean variance (squared, summed), as scikit-learn's do.
const TOLERANCE: f64 = 1e-4;
/// So many of the best runs go on until no centre moves; in a table of up to [`SMALL`] points all of them, and as many again.
const FINALISTS: usize = 3;
/// Points up to which time is no concern.
const SMALL: usize = 50_000;

/// Clusters on their way. A step is one pass over the points, or a few: milliseconds for 100,000 of them.
pub struct Fitting<P> {
    points: P,
    steps: Steps,
}

/// All but the points: what works on them does not depend on how they are held, so it is compiled here, for speed.
struct Steps {
    d: usize,
    k: usize,
    random: Random,
    tolerance: f64,
    /// Runs still to begin.
    runs: usize,
    finalists_max: usize,
    finalists: Vec<Run>,
    now: Now,
}

/// What is being done.
enum Now {
    /// Nothing yet, or the next run is to begin.
    Begin,
    Seed(Seeds),
    /// A first run, after so many iterations.
    Iterate(Run, usize),
    /// A finalist goes on until no centre moves.
    Polish(usize, usize),
    /// A finalist's single points move.
    Exchange(usize, usize),
}

impl<P: AsRef<[f64]>> Fitting<P> {
    /// Begins to cluster `points` (n × d). `None` for d = 0, k = 0, k > n, a number that is not finite, or numbers so far apart that their
    /// distances are not (about 10¹⁵⁰).
    #[must_use]
    pub fn new(how: KMeans, points: P, d: usize) -> Option<Self> {
        let table = points.as_ref();
        let n = table.len().checked_div(d)?;
        if n * d != table.len() || how.k == 0 || how.k > n || table.iter().any(|x| !x.is_finite()) {
            return None;
        }
        let variance = mean_variance(table, d);
        // No sum of squared distances, to whichever of the points, is more than this.
        if !(4.0 * n as f64 * (n as f64 * d as f64 * variance)).is_finite() {
            return None;
        }
        let tolerance = TOLERANCE * variance;
        let (runs, finalists_max) = match how.runs.max(1) {
            runs if n <= SMALL => (2 * runs, 2 * runs),
            runs => (runs, FINALISTS),
        };
        let random = Random::seeded(how.seed);
        let (finalists, now) = (Vec::new(), Now::Begin);
        let steps = Steps { d, k: how.k, random, tolerance, runs, finalists_max, finalists, now };
        Some(Self { points, steps })
    }

    /// Works for a moment; the clusters at the end, once.
    pub fn step(&mut self) -> Option<Clusters> {
        self.steps.step(self.points.as_ref())
    }
}

impl Steps {
    fn step(&mut self, points: &[f64]) -> Option<Clusters> {
        // Few columns are the common case: with d known to the compiler the loops over columns vanish.
        match self.d {
            1 => self.work(points, 1),
            2 => self.work(points, 2),
            3 => self.work(points, 3),
            4 => self.work(points, 4),
            d => self.work(points, d),
        }
    }

    #[inline(always)]
    fn work(&mut self, points: &[f64], d: usize) -> Option<Clusters> {
        self.now = match std::mem::replace(&mut self.now, Now::Begin) {
            Now::Begin if self.runs > 0 => {
                self.runs -= 1;
                Now::Seed(Seeds::new(points, d, self.k, &mut self.random))
            }
            Now::Begin => Now::Polish(0, 0),
            Now::Seed(mut seeds) => match seeds.step(points, d, &mut self.random) {
                true => Now::Iterate(Run::new(points, d, seeds.centres), 0),
                false => Now::Seed(seeds),
            },
            Now::Iterate(mut run, done) => match run.iterate(points, d, self.tolerance) || done + 1 == ITERATIONS_MAX {
                true => {
                    run.measure(points, d);
                    self.enter(run);
                    Now::Begin
                }
                false => Now::Iterate(run, done + 1),
            },
            Now::Polish(at, done) => {
                let Some(run) = self.finalists.get_mut(at) else { return Some(self.best(d)) };
                let ends = run.iterate(points, d, 0.0) || done + 1 == ITERATIONS_MAX;
                if ends { Now::Exchange(at, 0) } else { Now::Polish(at, done + 1) }
            }
            Now::Exchange(at, done) => {
                let Some(run) = self.finalists.get_mut(at) else { return Some(self.best(d)) };
                if run.exchange(points, d) || done + 1 == EXCHANGES_MAX {
                    run.settle(points, d);
                    Now::Polish(at + 1, 0)
                } else {
                    Now::Exchange(at, done + 1)
                }
            }
        };
        None
    }

    /// Keeps a run that is among the best.
    fn enter(&mut self, run: Run) {
        let at = self.finalists.partition_point(|finalist| finalist.inertia <= run.inertia);
        // The same clusters need not be polished twice.
        let alike = |finalist: &Run| (finalist.inertia - run.inertia).abs() <= 1e-12 * run.inertia;
        if !self.finalists.iter().any(alike) {
            self.finalists.insert(at, run);
            self.finalists.truncate(self.finalists_max);
        }
    }

    fn best(&mut self, d: usize) -> Clusters {
        let runs = std::mem::take(&mut self.finalists).into_iter();
        let best = runs.reduce(|best, run| if run.inertia < best.inertia { run } else { best });
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
