//! How clear clusters are, and how many there are.

use super::distance2;
use super::kmeans::{Clusters, KMeans};
use crate::random::Random;

/// Three measures; higher is better for all but Davies–Bouldin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// Mean of (b − a)/max(a, b), a and b the distances to the nearest and second nearest centre, in −1..1; O(n k).
    pub simplified_silhouette: f64,
    /// Mean over clusters of the worst (spread + spread)/distance (Davies & Bouldin 1979).
    pub davies_bouldin: f64,
    /// Variance between over variance within clusters, each per degree of freedom (Caliński & Harabasz 1974); `None` where nothing varies within.
    pub calinski_harabasz: Option<f64>,
}

impl Quality {
    /// Of `clusters` of `points`; `None` for a single cluster.
    #[must_use]
    pub fn of(clusters: &Clusters, points: &[f64]) -> Option<Self> {
        let (d, k, n) = (clusters.d, clusters.sizes.len(), clusters.label.len());
        if k < 2 || points.len() != n * d {
            return None;
        }
        let centre = |c: usize| &clusters.centres[c * d..(c + 1) * d];
        let mut silhouettes = 0.0;
        let mut spread = vec![0.0; k];
        for (p, &label) in points.chunks_exact(d).zip(&clusters.label) {
            let label = label as usize;
            let a = distance2(p, centre(label), d).sqrt();
            let others = (0..k).filter(|&c| c != label).map(|c| distance2(p, centre(c), d));
            let b = others.fold(f64::INFINITY, f64::min).sqrt();
            silhouettes += if a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 };
            spread[label] += a;
        }
        for (spread, size) in spread.iter_mut().zip(&clusters.sizes) {
            *spread /= (*size).max(1) as f64;
        }
        let worst = |c: usize| {
            let ratios = (0..k).filter(|&o| o != c).map(|o| {
                let gap = distance2(centre(c), centre(o), d).sqrt();
                if gap > 0.0 { (spread[c] + spread[o]) / gap } else { 0.0 }
            });
            ratios.fold(0.0, f64::max)
        };
        let mut mean = vec![0.0; d];
        for p in points.chunks_exact(d) {
            mean.iter_mut().zip(p).for_each(|(m, x)| *m += x / n as f64);
        }
        let between: f64 = (0..k).map(|c| clusters.sizes[c] as f64 * distance2(centre(c), &mean, d)).sum();
        let within = clusters.inertia;
        Some(Self {
            simplified_silhouette: silhouettes / n as f64,
            davies_bouldin: (0..k).map(worst).sum::<f64>() / k as f64,
            calinski_harabasz: (within > 0.0 && n > k).then(|| between * (n - k) as f64 / (within * (k - 1) as f64)),
        })
    }
}

/// The simplified silhouette of each cluster of `clusters` of `points`: the mean over its points, 0 for one without points; `None` for a single
/// cluster. Weighted by size they average to [`Quality::simplified_silhouette`].
#[must_use]
pub fn silhouettes(clusters: &Clusters, points: &[f64]) -> Option<Vec<f64>> {
    let (d, k, n) = (clusters.d, clusters.sizes.len(), clusters.label.len());
    if k < 2 || points.len() != n * d {
        return None;
    }
    let mut sums = vec![0.0; k];
    for (p, &label) in points.chunks_exact(d).zip(&clusters.label) {
        let (mut a, mut b) = (0.0, f64::INFINITY);
        for (c, centre) in clusters.centres.chunks_exact(d).enumerate() {
            let gap = distance2(p, centre, d);
            if c == label as usize { a = gap } else { b = b.min(gap) }
        }
        let (a, b) = (a.sqrt(), b.sqrt());
        sums[label as usize] += if a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 };
    }
    Some(sums.iter().zip(&clusters.sizes).map(|(sum, size)| sum / (*size).max(1) as f64).collect())
}

/// Mean silhouette (Rousseeuw 1987) of at most `most` points drawn with `seed`, among themselves: exact where there are no more. O(most²).
/// `None` where fewer than two clusters are left.
#[must_use]
pub fn silhouette(clusters: &Clusters, points: &[f64], most: usize, seed: u64) -> Option<f64> {
    let (d, k, n) = (clusters.d, clusters.sizes.len(), clusters.label.len());
    if points.len() != n * d {
        return None;
    }
    let drawn = draw(n, most, seed);
    let mut sizes = vec![0usize; k];
    drawn.iter().for_each(|&i| sizes[clusters.label[i] as usize] += 1);
    if sizes.iter().filter(|s| **s > 0).count() < 2 {
        return None;
    }
    let row = |i: usize| &points[i * d..(i + 1) * d];
    let mut total = 0.0;
    let mut sums = vec![0.0; k];
    for &i in &drawn {
        let own = clusters.label[i] as usize;
        if sizes[own] < 2 {
            continue; // A point alone has silhouette 0.
        }
        sums.fill(0.0);
        for &j in &drawn {
            sums[clusters.label[j] as usize] += distance2(row(i), row(j), d).sqrt();
        }
        let a = sums[own] / (sizes[own] - 1) as f64;
        let others = (0..k).filter(|&c| c != own && sizes[c] > 0).map(|c| sums[c] / sizes[c] as f64);
        let b = others.fold(f64::INFINITY, f64::min);
        total += if a.max(b) > 0.0 { (b - a) / a.max(b) } else { 0.0 };
    }
    Some(total / drawn.len() as f64)
}

/// `most` of 0..n without repetition, ascending; all of them where there are no more.
fn draw(n: usize, most: usize, seed: u64) -> Vec<usize> {
    if n <= most {
        return (0..n).collect();
    }
    let mut random = Random::seeded(seed);
    let mut all: Vec<usize> = (0..n).collect();
    for i in 0..most {
        let j = i + random.below(n - i);
        all.swap(i, j);
    }
    all.truncate(most);
    all.sort_unstable();
    all
}

/// The number of clusters of `range` with the highest simplified silhouette, and all that were tried with theirs.
#[must_use]
pub fn choose_k(
    points: &[f64],
    d: usize,
    range: std::ops::RangeInclusive<usize>,
    seed: u64,
) -> Option<(Clusters, Vec<(usize, f64)>)> {
    let mut best: Option<(Clusters, f64)> = None;
    let mut tried = Vec::new();
    for k in range {
        let Some(clusters) = (KMeans { seed, ..KMeans::new(k) }).fit(points, d) else { continue };
        let Some(quality) = Quality::of(&clusters, points) else { continue };
        tried.push((k, quality.simplified_silhouette));
        if best.as_ref().is_none_or(|(_, top)| quality.simplified_silhouette > *top) {
            best = Some((clusters, quality.simplified_silhouette));
        }
    }
    best.map(|(clusters, _)| (clusters, tried))
}
