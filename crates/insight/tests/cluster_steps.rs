//! k-means in steps: the same bits as in one go, and as before there were steps.
#![allow(clippy::unwrap_used)]

mod support;

use insight::cluster::{Clusters, Fitting, KMeans, Quality, silhouettes, standardise};
use support::{Dice, assert_abs};

/// Points on and around a lattice: many are equal, so runs end in many places.
fn points(n: usize, d: usize) -> Vec<f64> {
    let mut dice = Dice(11);
    let mut table: Vec<f64> =
        (0..n * d).map(|i| ((i * 7919) % 13) as f64 + if i % 3 == 0 { dice.unit() - 0.5 } else { 0.0 }).collect();
    standardise(&mut table, d);
    table
}

fn number(clusters: &Clusters) -> u64 {
    let labels = clusters.label.iter().map(|label| u64::from(*label));
    let centres = clusters.centres.iter().map(|x| x.to_bits());
    labels
        .chain(centres)
        .chain([clusters.inertia.to_bits()])
        .fold(0xcbf2_9ce4_8422_2325, |hash, word| (hash ^ word).wrapping_mul(0x0100_0000_01b3))
}

/// Points, columns, clusters, and the number of what came of them when a fit was one loop.
const BEFORE: [(usize, usize, usize, u64); 6] = [
    (900, 1, 3, 0x3044_fe4a_8cd5_4b4c),
    (900, 2, 5, 0xedc3_396f_f805_d78b),
    (2_000, 3, 4, 0x2eea_4b49_a4b4_1f5f),
    (700, 4, 8, 0xa3e1_766b_d0e5_d623),
    (500, 6, 2, 0xed7b_e893_9c3c_1a7d),
    (51_000, 3, 4, 0x1d80_ebf7_301c_2240),
];

#[test]
fn steps_come_to_the_same_bits_as_one_go() {
    for (n, d, k, before) in BEFORE {
        let (points, how) = (points(n, d), KMeans { runs: 3, ..KMeans::new(k) });
        let mut fitting = Fitting::new(how, points.clone(), d).unwrap();
        let mut steps = 1;
        let stepped = loop {
            match fitting.step() {
                Some(clusters) => break clusters,
                None => steps += 1,
            }
        };
        assert_eq!(number(&stepped), before, "{n} × {d} in {k}");
        assert_eq!(Some(&stepped), how.fit(&points, d).as_ref());
        // Three runs at least, each with a beginning, its centres and some iterations.
        assert!(steps > 3 * (k + 2), "{steps} steps");
    }
}

#[test]
fn the_silhouettes_of_clusters_average_to_that_of_all() {
    let points = points(900, 2);
    let clusters = KMeans::new(5).fit(&points, 2).unwrap();
    let each = silhouettes(&clusters, &points).unwrap();
    let mean = each.iter().zip(&clusters.sizes).map(|(s, n)| s * *n as f64).sum::<f64>() / 900.0;
    assert_abs(mean, Quality::of(&clusters, &points).unwrap().simplified_silhouette, 1e-12, "mean");
    // By hand: 0 and 1 are ½ from their centre ½ and 9½ or 8½ from 9; 9 is its centre.
    let three = [0.0, 1.0, 9.0];
    let clusters = KMeans::new(2).fit(&three, 1).unwrap();
    let each = silhouettes(&clusters, &three).unwrap();
    assert_abs(each[0], ((9.0 - 0.5) / 9.0 + (8.0 - 0.5) / 8.0) / 2.0, 1e-12, "two of them");
    assert_eq!((each[1], silhouettes(&KMeans::new(1).fit(&three, 1).unwrap(), &three)), (1.0, None));
}
