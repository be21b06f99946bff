//! Greedy k-means++ (Arthur & Vassilvitskii 2007, with the 2 + ⌊ln k⌋ trials that scikit-learn takes).

use super::distance2;
use crate::random::Random;

/// `k` centres among the points, row-major.
#[inline(always)]
pub(super) fn seeds(points: &[f64], d: usize, k: usize, random: &mut Random) -> Vec<f64> {
    let n = points.len() / d;
    let row = |i: usize| &points[i * d..(i + 1) * d];
    let trials = 2 + libm::floor(libm::log(k as f64)) as usize;
    let mut centres = Vec::with_capacity(k * d);
    centres.extend_from_slice(row(random.below(n)));
    let mut nearest: Vec<f64> = points.chunks_exact(d).map(|p| distance2(p, &centres, d)).collect();
    let mut cumulated = vec![0.0; n];
    let mut best: Vec<f64> = Vec::with_capacity(n);
    let mut candidate: Vec<f64> = Vec::with_capacity(n);
    while centres.len() < k * d {
        let mut sum = 0.0;
        for (total, gap) in cumulated.iter_mut().zip(&nearest) {
            sum += gap;
            *total = sum;
        }
        let (mut chosen, mut potential) = (0, f64::INFINITY);
        for _ in 0..trials {
            let at = random.unit() * sum;
            let i = cumulated.partition_point(|total| *total <= at).min(n - 1);
            candidate.clear();
            let mut total = 0.0;
            for (p, gap) in points.chunks_exact(d).zip(&nearest) {
                let gap = gap.min(distance2(p, row(i), d));
                total += gap;
                candidate.push(gap);
            }
            if total < potential {
                (chosen, potential) = (i, total);
                std::mem::swap(&mut best, &mut candidate);
            }
        }
        centres.extend_from_slice(row(chosen));
        std::mem::swap(&mut nearest, &mut best);
    }
    centres
}
