//! Greedy k-means++ (Arthur & Vassilvitskii 2007, with the 2 + ⌊ln k⌋ trials that scikit-learn takes).

use super::distance2;
use crate::random::Random;

/// Centres being chosen among the points, one after the other.
pub(super) struct Seeds {
    k: usize,
    /// Row-major.
    pub(super) centres: Vec<f64>,
    /// Of each point, to the nearest centre so far.
    nearest: Vec<f64>,
    cumulated: Vec<f64>,
    best: Vec<f64>,
    candidate: Vec<f64>,
}

impl Seeds {
    #[inline(always)]
    pub(super) fn new(points: &[f64], d: usize, k: usize, random: &mut Random) -> Self {
        let n = points.len() / d;
        let at = random.below(n);
        let mut centres = Vec::with_capacity(k * d);
        centres.extend_from_slice(&points[at * d..(at + 1) * d]);
        let nearest: Vec<f64> = points.chunks_exact(d).map(|p| distance2(p, &centres, d)).collect();
        Self {
            k,
            centres,
            nearest,
            cumulated: vec![0.0; n],
            best: Vec::with_capacity(n),
            candidate: Vec::with_capacity(n),
        }
    }

    /// Chooses one centre more; whether there are enough now.
    #[inline(always)]
    pub(super) fn step(&mut self, points: &[f64], d: usize, random: &mut Random) -> bool {
        if self.centres.len() >= self.k * d {
            return true;
        }
        let row = |i: usize| &points[i * d..(i + 1) * d];
        let trials = 2 + libm::floor(libm::log(self.k as f64)) as usize;
        let mut sum = 0.0;
        for (total, gap) in self.cumulated.iter_mut().zip(&self.nearest) {
            sum += gap;
            *total = sum;
        }
        let (mut chosen, mut potential) = (0, f64::INFINITY);
        for _ in 0..trials {
            let at = random.unit() * sum;
            let i = self.cumulated.partition_point(|total| *total <= at).min(self.nearest.len() - 1);
            self.candidate.clear();
            let mut total = 0.0;
            for (p, gap) in points.chunks_exact(d).zip(&self.nearest) {
                let gap = gap.min(distance2(p, row(i), d));
                total += gap;
                self.candidate.push(gap);
            }
            if total < potential {
                (chosen, potential) = (i, total);
                std::mem::swap(&mut self.best, &mut self.candidate);
            }
        }
        self.centres.extend_from_slice(row(chosen));
        std::mem::swap(&mut self.nearest, &mut self.best);
        self.centres.len() >= self.k * d
    }
}
