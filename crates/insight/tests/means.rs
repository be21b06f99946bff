//! Means compared, by hand.
#![allow(clippy::unwrap_used)]

mod support;

use insight::History;
use insight::cohort::Repeat;
use insight::stats::{Mean, Ratio, Spread, median_interval, median_ranks, welch};
use support::assert_abs;

#[test]
fn a_mean_has_the_interval_of_student() {
    // 1 … 5: mean 3, variance 2.5, t(0.975; 4) = 2.776445.
    let mean = Mean::of(&[5.0, 1.0, 4.0, 2.0, 3.0]).unwrap();
    assert_eq!((mean.n, mean.mean, mean.variance), (5, 3.0, Some(2.5)));
    assert_abs(mean.ci.unwrap().1, 3.0 + 2.776_445_105 * 0.5f64.sqrt(), 1e-8, "upper end");
    assert_eq!(Mean::of(&[7.0]).unwrap().ci, None);
    // Three that are the same do not make it sure.
    for same in [0.0, 0.1, 7.0, 1e9 + 0.3] {
        assert_eq!(Mean::of(&[same; 3]).unwrap().ci, None, "{same}");
        let mut spread = Spread::default();
        (0..3).for_each(|_| spread.add(same));
        assert_eq!(spread.mean().unwrap().ci, None, "{same}");
    }
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

#[test]
fn a_mean_needs_no_value_kept_and_no_order() {
    let values: Vec<f64> = (0..500).map(|n| 40.0 + f64::from(n * n % 97) / 3.0).collect();
    let spread = |values: &mut dyn Iterator<Item = &f64>| {
        let mut spread = Spread::default();
        values.for_each(|value| spread.add(*value));
        spread
    };
    let (there, back) = (spread(&mut values.iter()), spread(&mut values.iter().rev()));
    assert_eq!((there, there.n()), (back, 500));
    let (told, plain) = (there.mean().unwrap(), Mean::of(&values).unwrap());
    assert_abs(told.mean, plain.mean, 1e-9, "mean");
    assert_abs(told.ci.unwrap().0, plain.ci.unwrap().0, 1e-8, "lower end");
    assert_abs(told.ci.unwrap().1, plain.ci.unwrap().1, 1e-8, "upper end");
    let mut joined = spread(&mut values[..123].iter());
    joined.join(spread(&mut values[123..].iter()));
    assert_eq!(joined, there);
    assert_eq!(Spread::default().mean(), None);
    assert_eq!(spread(&mut [7.0].iter()).mean().map(|mean| (mean.mean, mean.ci)), Some((7.0, None)));
    // Amounts in millions keep their variance; what does not vary has none; what is too large for it is told without.
    let millions = spread(&mut [1e8, 1e8 + 200.0].iter()).mean().unwrap();
    assert_abs(millions.variance.unwrap(), 20_000.0, 40.0, "variance");
    assert_eq!(spread(&mut [0.1, 0.1, 0.1].iter()).mean().unwrap().variance, Some(0.0));
    assert_eq!(spread(&mut [1e14, 2e14].iter()).mean().unwrap().ci, None);
}

#[test]
fn the_ranks_around_a_median_are_those_of_the_table() {
    // Ranks of the order statistics that bound the median with 95 % or more (sign test; Conover 1999, Hahn & Meeker 1991, table A.15).
    let table =
        [(6, 1, 6), (8, 1, 8), (9, 2, 8), (10, 2, 9), (11, 2, 10), (12, 3, 10), (15, 4, 12), (20, 6, 15), (25, 8, 18)];
    for (n, low, high) in table {
        assert_eq!(median_ranks(n), Some((low, high)), "{n}");
    }
    assert_eq!([0, 1, 2, 5].map(median_ranks), [None; 4]);
    assert_eq!([30, 40, 50, 100].map(median_ranks), [Some((10, 21)), Some((14, 27)), Some((18, 33)), Some((40, 61))]);
    // As the normal distribution has it: n/2 ∓ 1.96 √n/2.
    let (low, high) = median_ranks(1_000_000).unwrap();
    assert_abs(low as f64, 500_000.0 - 980.0, 2.0, "low");
    assert_eq!(low + high, 1_000_001);
    let values: Vec<f64> = (1..=20).map(|n| f64::from(n) / 2.0).collect();
    assert_eq!((median_interval(&values), median_interval(&values[..5])), (Some((3.0, 7.5)), None));
}

#[test]
fn the_ratio_of_two_sums_has_the_error_of_cochran() {
    // (2, 1), (4, 2), (3, 2): 9/5; rests 0.2, 0.4, −0.6 with squares 0.56; √(3/2 · 0.56)/5 = 0.183303.
    let mut ratio = Ratio::default();
    for (above, below) in [(2.0, 1.0), (4.0, 2.0), (3.0, 2.0)] {
        ratio.add(above, below);
    }
    assert_eq!(ratio.get(), Some(1.8));
    assert_abs(ratio.se().unwrap(), 0.183_303_028, 1e-8, "error");
    // t(0.975; 2) = 4.302653.
    let factor = libm::exp(4.302_652_730 * 0.183_303_028 / 1.8);
    let (low, high) = ratio.interval().unwrap();
    assert_abs(low, 1.8 / factor, 1e-7, "low");
    assert_abs(high, 1.8 * factor, 1e-7, "high");
    let (mut first, mut rest) = (Ratio::default(), Ratio::default());
    first.add(3.0, 2.0);
    assert_eq!((first.get(), first.se(), first.interval(), Ratio::default().get()), (Some(1.5), None, None, None));
    rest.add(4.0, 2.0);
    rest.add(2.0, 1.0);
    first.join(rest);
    assert_eq!(first, ratio);
    // A loss has no way back.
    let mut loss = Ratio::default();
    loss.add(-1.0, 2.0);
    loss.add(-2.0, 2.0);
    assert!(loss.se().is_some() && loss.interval().is_none());
}

#[test]
fn a_median_gap_is_as_sure_as_there_are_customers() {
    // Three customers with gaps (10, 10, 10), (20, 30), (40): the median is 15. Too few to say how far off it may be.
    let log: [(u32, i32, i64); 9] =
        [(0, 0, 1), (0, 10, 1), (0, 20, 1), (0, 30, 1), (1, 0, 1), (1, 20, 1), (1, 50, 1), (2, 0, 1), (2, 40, 1)];
    let of = |log: &[(u32, i32, i64)], customers: usize| {
        let rows =
            |each: &mut dyn FnMut(u32, i32, i64)| log.iter().for_each(|(who, day, amount)| each(*who, *day, *amount));
        Repeat::of(&History::of_rows(rows, customers, 1_000)).unwrap()
    };
    let few = of(&log, 3);
    assert_eq!((few.median_gap_days, few.median_gap_range), (Some(15.0), None));
    // One gap each, of five and of six customers: 1 to 5, of which the median is half a shorter one, and 1 to 6, of which three are shorter:
    // √(6/5 · 1.5)/6 = 0.2236, times t(0.975; 5) = 2.570582 more than a half.
    let each =
        |n: i32| -> Vec<(u32, i32, i64)> { (0..n).flat_map(|c| [(c as u32, 0, 1), (c as u32, c + 1, 1)]).collect() };
    assert_eq!((of(&each(5), 5).median_gap_range, of(&each(6), 6).median_gap_range), (None, None));
    // Of eight √(8/7 · 2)/8 = 0.188982, times t(0.975; 7) = 2.364624: the quantiles at 0.5 ∓ 0.446873 of 7 steps.
    let (low, high) = of(&each(8), 8).median_gap_range.unwrap();
    assert_abs(low, 1.0 + 7.0 * (0.5 - 0.446_873), 1e-4, "low of eight");
    assert_abs(high, 1.0 + 7.0 * (0.5 + 0.446_873), 1e-4, "high of eight");
    // Where all are the same, nothing says how far off their median may be.
    let same: Vec<(u32, i32, i64)> = (0..9).flat_map(|c| [(c, 0, 1), (c, 30, 1)]).collect();
    assert_eq!((of(&same, 9).median_gap_days, of(&same, 9).median_gap_range), (Some(30.0), None));
    // A hundred customers with one gap each, of 1 to 100 days: shorter or longer by a half each, √(100/99 · 25)/100 = 0.0502519, times
    // t(0.975; 99) = 1.984217: the quantiles at 0.5 ∓ 0.0997107 of 99 steps.
    let many: Vec<(u32, i32, i64)> = (0..100).flat_map(|c| [(c, 0, 1), (c, c as i32 + 1, 1)]).collect();
    let (low, high) = of(&many, 100).median_gap_range.unwrap();
    assert_abs(low, 1.0 + 99.0 * (0.5 - 0.099_710_7), 1e-4, "low");
    assert_abs(high, 1.0 + 99.0 * (0.5 + 0.099_710_7), 1e-4, "high");
    // One customer's gaps, however many, say nothing of others.
    assert_eq!(of(&log[..4], 1).median_gap_range, None);
}
