//! How two columns go together.

use super::{Unsolved, Z95, check};
use crate::rank;
use crate::special::{normal_two_sided, t_two_sided};

/// A coefficient of correlation with its test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// Rows.
    pub n: usize,
    /// −1 to 1.
    pub r: f64,
    /// Two-sided probability of one at least so large without any relation.
    pub p: f64,
    /// 95 % interval by Fisher's z; `None` for Kendall's τ, below four rows, and for a perfect correlation.
    pub ci: Option<(f64, f64)>,
}

/// Pearson's correlation, tested by t with n − 2 degrees of freedom.
pub fn pearson(u: &[f64], v: &[f64]) -> Result<Correlation, Unsolved> {
    enough(u, v)?;
    linear(u, v)
}

/// Spearman's correlation: Pearson's of the mid-ranks.
pub fn spearman(u: &[f64], v: &[f64]) -> Result<Correlation, Unsolved> {
    enough(u, v)?;
    linear(&rank::mid_ranks(u), &rank::mid_ranks(v))
}

fn enough(u: &[f64], v: &[f64]) -> Result<(), Unsolved> {
    check(u, &[v])?;
    if u.len() < 3 { Err(Unsolved::TooFew { n: u.len(), needed: 3 }) } else { Ok(()) }
}

fn linear(u: &[f64], v: &[f64]) -> Result<Correlation, Unsolved> {
    let varies = |w: &[f64]| w.iter().any(|x| *x != w[0]);
    if !varies(u) || !varies(v) {
        return Err(Unsolved::NoVariation);
    }
    let r = rank::pearson(u, v).ok_or(Unsolved::NoVariation)?;
    let n = u.len();
    let df = (n - 2) as f64;
    // A perfect correlation misses 1 by rounding.
    let unexplained = if r.abs() >= 1.0 - 1e-15 { 0.0 } else { 1.0 - r * r };
    let p = if unexplained > 0.0 { t_two_sided(r * (df / unexplained).sqrt(), df).unwrap_or(0.0) } else { 0.0 };
    let ci = (n > 3 && unexplained > 0.0).then(|| {
        let (z, reach) = (libm::atanh(r), Z95 / ((n - 3) as f64).sqrt());
        (libm::tanh(z - reach), libm::tanh(z + reach))
    });
    Ok(Correlation { n, r, p, ci })
}

/// Kendall's τ-b in O(n log n) (Knight 1966), tested by the normal approximation with correction for ties.
pub fn kendall(u: &[f64], v: &[f64]) -> Result<Correlation, Unsolved> {
    enough(u, v)?;
    let n = u.len();
    let mut pairs: Vec<(f64, f64)> = u.iter().copied().zip(v.iter().copied()).collect();
    pairs.sort_unstable_by(|p, q| p.0.total_cmp(&q.0).then(p.1.total_cmp(&q.1)));
    let choose2 = |m: usize| (m * (m - 1) / 2) as f64;
    let both: f64 = pairs.chunk_by(|p, q| p == q).map(|ties| choose2(ties.len())).sum();
    let ties_u = Ties::of(pairs.chunk_by(|p, q| p.0 == q.0).map(<[_]>::len));
    let mut second: Vec<f64> = pairs.iter().map(|p| p.1).collect();
    let discordant = swaps(&mut second) as f64;
    let ties_v = Ties::of(second.chunk_by(|p, q| p == q).map(<[_]>::len));

    let all = choose2(n);
    let difference = all - ties_u.pairs - ties_v.pairs + both - 2.0 * discordant;
    let scale = (all - ties_u.pairs).sqrt() * (all - ties_v.pairs).sqrt();
    if scale == 0.0 {
        return Err(Unsolved::NoVariation);
    }
    let (size, m) = (n as f64, n as f64 * (n as f64 - 1.0));
    let variance = (m * (2.0 * size + 5.0) - ties_u.fives - ties_v.fives) / 18.0
        + 2.0 * ties_u.pairs * ties_v.pairs / m
        + ties_u.triples * ties_v.triples / (9.0 * m * (size - 2.0));
    let p = normal_two_sided(difference / variance.sqrt());
    Ok(Correlation { n, r: (difference / scale).clamp(-1.0, 1.0), p, ci: None })
}

struct Ties {
    /// Σ t(t−1)/2.
    pairs: f64,
    /// Σ t(t−1)(t−2).
    triples: f64,
    /// Σ t(t−1)(2t+5).
    fives: f64,
}

impl Ties {
    fn of(sizes: impl Iterator<Item = usize>) -> Self {
        let mut ties = Self { pairs: 0.0, triples: 0.0, fives: 0.0 };
        for t in sizes.map(|t| t as f64) {
            ties.pairs += t * (t - 1.0) / 2.0;
            ties.triples += t * (t - 1.0) * (t - 2.0);
            ties.fives += t * (t - 1.0) * (2.0 * t + 5.0);
        }
        ties
    }
}

/// Sorts by merging and counts the exchanges of unequal neighbours it would take.
fn swaps(values: &mut [f64]) -> u64 {
    let mut count = 0;
    let mut spare = values.to_vec();
    let mut width = 1;
    while width < values.len() {
        for (block, out) in values.chunks(2 * width).zip(spare.chunks_mut(2 * width)) {
            let (left, right) = block.split_at(width.min(block.len()));
            let (mut i, mut j) = (0, 0);
            for slot in out.iter_mut() {
                if j < right.len() && (i == left.len() || right[j] < left[i]) {
                    count += (left.len() - i) as u64;
                    *slot = right[j];
                    j += 1;
                } else {
                    *slot = left[i];
                    i += 1;
                }
            }
        }
        values.copy_from_slice(&spare);
        width *= 2;
    }
    count
}
