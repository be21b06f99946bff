//! k-means against scikit-learn.
#![allow(clippy::unwrap_used)]

mod support;

use insight::cluster::{KMeans, Quality, choose_k, rfm_features, silhouette, standardise, winsorise};
use serde_json::Value;
use support::{Dice, assert_abs, assert_rel, cdnow_master, day, json, number};

fn iris() -> Vec<f64> {
    include_str!("fixtures/iris.txt").split_whitespace().map(|x| x.parse().unwrap()).collect()
}

fn assert_as_good(points: &[f64], d: usize, reference: &Value, exact: bool) {
    for (k, case) in reference.as_object().unwrap() {
        let clusters = KMeans::new(k.parse().unwrap()).fit(points, d).unwrap();
        assert!(clusters.inertia <= number(&case["inertia"]) * (1.0 + 1e-6), "k = {k}: {}", clusters.inertia);
        assert_eq!(clusters.sizes.iter().sum::<usize>(), points.len() / d);
        let quality = Quality::of(&clusters, points).unwrap();
        let tolerance = if exact { 1e-9 } else { 1e-3 };
        assert_rel(quality.simplified_silhouette, number(&case["simplified_silhouette"]), tolerance, k);
        if exact {
            let sizes: Vec<u64> =
                case["sizes_sorted"].as_array().unwrap().iter().map(|s| s.as_u64().unwrap()).collect();
            assert_eq!(clusters.sizes.iter().map(|s| *s as u64).collect::<Vec<_>>(), sizes);
            assert_rel(quality.davies_bouldin, number(&case["davies_bouldin"]), 1e-9, k);
            assert_rel(quality.calinski_harabasz.unwrap(), number(&case["calinski_harabasz"]), 1e-9, k);
            assert_rel(silhouette(&clusters, points, 10_000, 1).unwrap(), number(&case["silhouette"]), 1e-9, k);
        }
    }
}

#[test]
fn iris_and_cdnow_are_as_good_as_the_reference() {
    let file = json(include_str!("fixtures/clustering.json"));
    assert_as_good(&iris(), 4, &file["iris"], true);
    let (who, mut table) = rfm_features(&cdnow_master().history(day(1998, 7, 1)), 100.0);
    standardise(&mut table, 3);
    assert_eq!(who.len(), 23_570);
    assert_as_good(&table, 3, &file["cdnow_master"], false);
}

#[test]
fn iris_with_three_clusters_to_the_digit() {
    assert_rel(KMeans::new(3).fit(&iris(), 4).unwrap().inertia, 78.851_441_426_146, 1e-12, "inertia");
}

#[test]
fn the_number_of_clusters_is_found_where_it_is_clear() {
    let mut dice = Dice(4);
    let centres = [[0.0, 0.0], [30.0, 0.0], [0.0, 30.0], [30.0, 30.0]];
    let points: Vec<f64> = (0..400).flat_map(|i| centres[i % 4]).map(|x| x + dice.normal()).collect();
    let (clusters, tried) = choose_k(&points, 2, 2..=8, 9).unwrap();
    assert_eq!(clusters.sizes, [100; 4]);
    assert_eq!(tried.len(), 7);
}

#[test]
fn rows_in_another_order_make_the_same_clusters() {
    let points = iris();
    let reversed: Vec<f64> = points.chunks(4).rev().flatten().copied().collect();
    let (p, q) = (KMeans::new(3).fit(&points, 4).unwrap(), KMeans::new(3).fit(&reversed, 4).unwrap());
    assert_eq!(p.sizes, q.sizes);
    assert_abs(p.inertia, q.inertia, 1e-9, "inertia");
    assert!(p.label.iter().eq(q.label.iter().rev()));
    assert_eq!(p, KMeans::new(3).fit(&points, 4).unwrap(), "the same seed, the same bits");
}

#[test]
fn odd_tables_have_an_answer() {
    assert_eq!(KMeans::new(3).fit(&[], 2), None);
    assert_eq!(KMeans::new(0).fit(&[1.0], 1), None);
    assert_eq!(KMeans::new(2).fit(&[1.0], 1), None);
    assert_eq!(KMeans::new(1).fit(&[1.0], 0), None);
    assert_eq!(KMeans::new(1).fit(&[1.0, f64::NAN], 1), None);
    assert_eq!(KMeans::new(1).fit(&[1.0, 2.0, 3.0], 2), None);
    // Distances that no number holds.
    let huge = [0.0, 1e200, -1e200, 5.0];
    assert_eq!(KMeans::new(3).fit(&huge, 1), None);
    assert_eq!(KMeans::from_centres(&huge, 1, vec![0.0, 5.0], 9), None);
    let large = KMeans::new(3).fit(&huge.map(|x| x / 1e50), 1).unwrap();
    assert_eq!((large.sizes.as_slice(), large.inertia.is_finite()), (&[1, 2, 1][..], true));
    // Fewer distinct points than clusters: some clusters stay equal or empty, nothing is NaN.
    let same = KMeans::new(3).fit(&[5.0; 12], 2).unwrap();
    assert_eq!((same.inertia, same.label.len()), (0.0, 6));
    let quality = Quality::of(&same, &[5.0; 12]).unwrap();
    assert_eq!((quality.simplified_silhouette, quality.calinski_harabasz), (0.0, None));
    let merged = same.merged();
    assert_eq!(
        (merged.sizes.clone(), merged.label.clone(), merged.centres.clone()),
        (vec![6], vec![0; 6], vec![5.0; 2])
    );
    let two = KMeans::new(4).fit(&[1.0, 7.0, 1.0, 7.0, 7.0], 1).unwrap().merged();
    assert_eq!((two.sizes.clone(), two.label), (vec![2, 3], vec![0, 1, 0, 1, 1]));
    let one = KMeans::new(1).fit(&[1.0, 3.0], 1).unwrap();
    assert_eq!((one.centres.clone(), one.inertia, Quality::of(&one, &[1.0, 3.0])), (vec![2.0], 2.0, None));

    let mut table = vec![1.0, 0.1, 2.0, 0.1, 3.0, 0.1];
    standardise(&mut table, 2);
    assert_eq!((table[1], table[2]), (0.0, 0.0));
    let mut table = huge;
    standardise(&mut table, 1);
    assert!((table[1] - 2.0f64.sqrt()).abs() < 1e-12 && (table[2] + table[1]).abs() < 1e-12, "{table:?}");
    let mut table: Vec<f64> = (0..101).map(f64::from).collect();
    winsorise(&mut table, 1, 0.01);
    assert_eq!((table[0], table[100], table[50]), (1.0, 99.0, 50.0));
}
