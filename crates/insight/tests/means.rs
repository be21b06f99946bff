//! Means compared, by hand.
#![allow(clippy::unwrap_used)]

mod support;

use insight::stats::{Mean, welch};
use support::assert_abs;

#[test]
fn a_mean_has_the_interval_of_student() {
    // 1 … 5: mean 3, variance 2.5, t(0.975; 4) = 2.776445.
    let mean = Mean::of(&[5.0, 1.0, 4.0, 2.0, 3.0]).unwrap();
    assert_eq!((mean.n, mean.mean, mean.variance), (5, 3.0, Some(2.5)));
    assert_abs(mean.ci.unwrap().1, 3.0 + 2.776_445_105 * 0.5f64.sqrt(), 1e-8, "upper end");
    assert_eq!(Mean::of(&[7.0]).unwrap().ci, None);
    assert_eq!((Mean::of(&[]), Mean::of(&[1.0, f64::NAN])), (None, None));
}

#[test]
fn two_means_are_compared_as_welch_does() {
    // Variances 1 and 100 of 5 and 3 values: squares of the standard errors 1/5 and 100/3.
    let (a, b) = ([9.0, 9.0, 10.0, 11.0, 11.0], [10.0, 20.0, 30.0]);
    let test = welch(&a, &b).unwrap();
    let square: f64 = 1.0 / 5.0 + 100.0 / 3.0;
    assert_eq!(test.difference, -10.0);
    assert_abs(test.t.unwrap(), -10.0 / square.sqrt(), 1e-12, "t");
    let df = square * square / (0.04 / 4.0 + (100.0 / 3.0) * (100.0 / 3.0) / 2.0);
    assert_abs(test.df.unwrap(), df, 1e-12, "df");
    // Equal variances and sizes: df is 2 (n − 1) = 8, and t(0.975; 8) = 2.306004.
    let (a, b) = ([1.0, 2.0, 3.0, 4.0, 5.0], [2.0, 3.0, 4.0, 5.0, 6.0]);
    let test = welch(&a, &b).unwrap();
    assert_abs(test.df.unwrap(), 8.0, 1e-12, "df");
    assert_abs(test.ci.0, -1.0 - 2.306_004_135, 1e-8, "lower end");
    // P(|t| ≥ 1) with 8 degrees of freedom.
    assert_abs(test.p, 0.346_593_507, 1e-8, "p");
    assert_abs(welch(&b, &a).unwrap().p, test.p, 0.0, "either way round");
}

#[test]
fn what_does_not_vary_is_equal_or_it_is_not() {
    assert_eq!(welch(&[2.0, 2.0], &[2.0, 2.0, 2.0]).map(|test| test.p), Some(1.0));
    assert_eq!(welch(&[0.0, 0.0], &[0.0, 0.0]).map(|test| test.p), Some(1.0));
    assert_eq!(welch(&[0.1, 0.1, 0.1], &[0.3, 0.3]).map(|test| (test.p, test.t)), Some((0.0, None)));
    assert_eq!(welch(&[1.0], &[1.0, 2.0]), None);
}
