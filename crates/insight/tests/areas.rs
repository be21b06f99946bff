//! Areas under ROC curves, their errors and their differences against DeLong's definition over all pairs, in exact fractions.
#![allow(clippy::unwrap_used)]

mod support;

use insight::areas::Placed;
use insight::audit::auc;
use insight::stats::Z95;
use support::{Dice, assert_abs, assert_rel, table};

/// Of the cars those with more than three gears, placed by miles a gallon, by few horse powers, by few cylinders.
fn cars() -> [Placed; 3] {
    let cars = table(include_str!("fixtures/mtcars.txt"));
    let geared: Vec<bool> = cars[4].iter().map(|gears| *gears > 3.0).collect();
    let less = |of: usize| cars[of].iter().map(|x| -x).collect::<Vec<f64>>();
    [cars[0].clone(), less(2), less(1)].map(|scores| Placed::of(&scores, &geared).unwrap())
}

#[test]
fn areas_and_their_errors_are_those_of_the_definition() {
    let cars = cars();
    let wanted = [
        (0.874_509_803_921_568_6, 0.061_074_463_364_370_09),
        (0.796_078_431_372_549, 0.087_115_915_491_466_29),
        (0.870_588_235_294_117_7, 0.063_320_735_710_620_55),
    ];
    for (placed, (area, se)) in cars.iter().zip(wanted) {
        assert_rel(placed.area, area, 1e-12, "area");
        let (low, high) = placed.ci().unwrap();
        assert_rel(low, area - Z95 * se, 1e-12, "low");
        assert_rel(high, (area + Z95 * se).min(1.0), 1e-12, "high");
    }
    let pairs = [
        (0, 1, 0.078_431_372_549_019_6, 0.047_252_461_087_395_65),
        (0, 2, 0.003_921_568_627_450_98, 0.031_892_358_572_056_495),
        (1, 2, -0.074_509_803_921_568_63, 0.042_772_843_255_663_51),
    ];
    for (a, b, difference, se) in pairs {
        let ahead = cars[a].ahead_of(&cars[b]).unwrap();
        assert_rel(ahead.difference, difference, 1e-12, "difference");
        assert_rel(ahead.ci.0, difference - Z95 * se, 1e-11, "low");
        assert_rel(ahead.ci.1, difference + Z95 * se, 1e-11, "high");
        // More than either error alone would say of the same cars: they go together.
        let back = cars[b].ahead_of(&cars[a]).unwrap();
        assert_abs(back.difference + ahead.difference, 0.0, 1e-15, "the other way round");
        assert_abs(back.ci.0 + ahead.ci.1, 0.0, 1e-15, "the other way round");
    }
}

/// The definition: placements by looking at all pairs.
fn plainly(scores: &[f64], happened: &[bool]) -> (f64, f64) {
    let of = |kind: bool| scores.iter().zip(happened).filter(move |(_, is)| **is == kind).map(|(score, _)| *score);
    let psi = |x: f64, y: f64| if x > y { 1.0 } else { f64::from(u8::from(x == y)) / 2.0 };
    let (p, q) = (of(true).count() as f64, of(false).count() as f64);
    let of_happened: Vec<f64> = of(true).map(|x| of(false).map(|y| psi(x, y)).sum::<f64>() / q).collect();
    let of_others: Vec<f64> = of(false).map(|y| of(true).map(|x| psi(x, y)).sum::<f64>() / p).collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let variance = |values: &[f64]| {
        let mean = mean(values);
        values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (values.len() - 1) as f64
    };
    (mean(&of_happened), variance(&of_happened) / p + variance(&of_others) / q)
}

#[test]
fn ranks_place_customers_as_all_pairs_do() {
    let mut dice = Dice(11);
    for most in [2, 5, 1_000] {
        let scores: Vec<f64> = (0..200).map(|_| dice.below(most) as f64).collect();
        let happened: Vec<bool> = scores.iter().map(|score| dice.below(most * 2) as f64 <= *score).collect();
        let placed = Placed::of(&scores, &happened).unwrap();
        let (area, variance) = plainly(&scores, &happened);
        assert_rel(placed.area, area, 1e-12, "area");
        assert_eq!(Some(placed.area), auc(&scores, &happened));
        let (low, high) = placed.ci().unwrap();
        assert_rel(low, area - Z95 * variance.sqrt(), 1e-12, "low");
        assert_rel(high, (area + Z95 * variance.sqrt()).min(1.0), 1e-12, "high");
        let same = placed.ahead_of(&placed).unwrap();
        assert_eq!((same.difference, same.ci), (0.0, (0.0, 0.0)));
    }
}

#[test]
fn what_cannot_be_told_is_not() {
    assert_eq!(Placed::of(&[1.0, 2.0], &[true, true]), None);
    assert_eq!(Placed::of(&[], &[]), None);
    let two = Placed::of(&[1.0, 2.0], &[false, true]).unwrap();
    assert_eq!((two.area, two.ci(), two.ahead_of(&two)), (1.0, None, None));
    let perfect = Placed::of(&[1.0, 2.0, 3.0, 4.0], &[false, false, true, true]).unwrap();
    assert_eq!((perfect.area, perfect.ci()), (1.0, None));
}
