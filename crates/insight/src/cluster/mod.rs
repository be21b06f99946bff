//! k-means: groups of customers that are alike in a few numbers, with measures of how clear they are.
//!
//! Points are row-major: `n × d` numbers, row i is `points[i·d .. (i+1)·d]`.

mod features;
mod fitting;
mod kmeans;
mod lanes;
mod lloyd;
mod pair;
mod quality;
mod seeding;

pub use features::{of_amount, of_count, rfm_features, standardise, winsorise};
pub use fitting::Fitting;
pub use kmeans::{Clusters, KMeans};
pub use quality::{Quality, choose_k, silhouette, silhouettes};

/// Squared Euclidean distance.
#[inline(always)]
fn distance2(p: &[f64], q: &[f64], d: usize) -> f64 {
    let (p, q) = (&p[..d], &q[..d]);
    let mut sum = 0.0;
    for i in 0..d {
        let gap = p[i] - q[i];
        sum += gap * gap;
    }
    sum
}
