//! RFM and concentration against the references, exact.
#![allow(clippy::unwrap_used)]

mod support;

use insight::rank::quintile_cuts;
use insight::{Pareto, Rfm, Segment};
use serde_json::Value;
use support::{Log, assert_abs, assert_rel, cdnow_master, cdnow_sample, day, json, number, numbers, rfm_orders};

fn check(log: &Log, as_of: i32, reference: &Value) {
    let history = log.history(as_of);
    let rfm = Rfm::of(&history);
    assert_eq!(rfm.buyers as u64, reference["customers"].as_u64().unwrap());
    assert_eq!(history.order_days() as u64, reference["order_days"].as_u64().unwrap());
    let cents = rfm.cuts_m.map(|cut| cut / 100.0);
    for (key, cuts) in [("r", rfm.cuts_r), ("f", rfm.cuts_f), ("m", cents)] {
        for (got, want) in cuts.iter().zip(numbers::<4>(&reference["quantiles"][key])) {
            assert_rel(*got, want, 1e-12, key);
        }
    }
    for (key, scores) in [("r", &rfm.r), ("f", &rfm.f), ("m", &rfm.m)] {
        for score in 1..=5u8 {
            let count = scores.iter().filter(|&&s| s == score).count() as u64;
            assert_eq!(Some(count), reference["scores"][key][score.to_string()].as_u64(), "{key} {score}");
        }
    }
    for segment in Segment::ALL {
        let count = rfm.segment.iter().filter(|&&s| s == segment).count() as u64;
        assert_eq!(count, reference["segments"][segment.name()].as_u64().unwrap_or(0), "{segment:?}");
    }
}

#[test]
fn rfm_is_exact_on_cdnow_sample_full_and_the_r_orders() {
    let file = json(include_str!("fixtures/rfm_product.json"));
    check(&cdnow_sample(), day(1998, 7, 1), &file["CDNOW sample"]);
    check(&cdnow_master(), day(1998, 7, 1), &file["CDNOW full"]);
    check(&rfm_orders(), day(2006, 12, 31), &file["rfm_data_orders"]);
}

fn check_pareto(log: &Log, as_of: i32, gini: &Value, reference: &Value) {
    let history = log.history(as_of);
    let totals: Vec<i64> = (0..history.customers()).map(|c| history.total(c)).collect();
    let pareto = Pareto::of(&totals).unwrap();
    assert_rel(pareto.gini, number(gini), 1e-9, "gini");
    for percent in [1usize, 5, 10, 20, 50] {
        assert_rel(pareto.curve[percent], number(&reference[format!("top{percent}")]), 1e-9, "top share");
    }
    assert_eq!(pareto.top20, pareto.curve[20]);
    assert_abs(pareto.balance, number(&reference["balance_point"]), 1e-9, "balance");
    let abc = ["A", "B", "C"].map(|class| reference["ABC"][class].as_u64().unwrap() as u32);
    assert_eq!(pareto.abc, abc);
    assert_eq!(pareto.clipped, 0);
}

#[test]
fn concentration_matches_to_1e_9() {
    let file = json(include_str!("fixtures/rfm_pareto.json"));
    let master = &file["cdnow_master"];
    check_pareto(&cdnow_master(), day(1998, 7, 1), &master["gini_amount"], &master["pareto_amount"]);
    let orders = &file["rfm_data_orders"];
    check_pareto(&rfm_orders(), day(2006, 12, 31), &orders["gini_amount"], &orders["pareto"]);
}

#[test]
fn every_cell_of_the_table_has_its_segment() {
    use Segment::*;
    let table = [
        (5, [New, PotentialLoyalist, PotentialLoyalist, Champions, Champions]),
        (4, [Promising, PotentialLoyalist, PotentialLoyalist, Loyal, Loyal]),
        (3, [AboutToSleep, AboutToSleep, NeedAttention, Loyal, Loyal]),
        (2, [Hibernating, Hibernating, AtRisk, AtRisk, CantLose]),
        (1, [Lost, Lost, AtRisk, AtRisk, CantLose]),
    ];
    for (r, row) in table {
        for (f, segment) in (1u8..).zip(row) {
            assert_eq!(Segment::of(r, f), segment);
        }
    }
    assert_eq!(Segment::of(0, 0), Prospect);
    for (i, segment) in Segment::ALL.iter().enumerate() {
        assert_eq!(*segment as usize, i);
    }
}

#[test]
fn an_explanation_brackets_the_value_by_its_cuts() {
    let history = cdnow_sample().history(day(1998, 7, 1));
    let rfm = Rfm::of(&history);
    for c in 0..history.customers() {
        let reason = rfm.explain(&history, c).unwrap();
        for axis in [reason.recency, reason.frequency, reason.monetary] {
            assert!(axis.above.is_none_or(|cut| cut < axis.value));
            assert!(axis.up_to.is_none_or(|cut| axis.value <= cut));
        }
        assert_eq!(
            (reason.recency.score, reason.frequency.score, reason.monetary.score),
            (rfm.r[c], rfm.f[c], rfm.m[c])
        );
        assert_eq!(Segment::of(reason.recency.score, reason.frequency.score), rfm.segment[c]);
    }
}

#[test]
fn refunds_are_counted_as_nothing_and_told() {
    let pareto = Pareto::of(&[100, -50, 0, 300]).unwrap();
    assert_eq!(pareto.clipped, 1);
    assert_eq!((pareto.curve[25], pareto.curve[50], pareto.curve[100]), (0.75, 1.0, 1.0));
    assert!(Pareto::of(&[]).is_none());
    assert!(Pareto::of(&[0, -3]).is_none());
    assert_eq!(Pareto::of(&[i64::MAX; 5]).unwrap().gini, 0.0);
}

/// The R package's own scores and its box for champions (4–5 on all three axes), to show that its figures come out of the same log: classes are `lower ≤ v < upper`
/// with each cut one above the quantile, and frequency counts orders.
#[test]
fn the_r_package_finds_its_champions_in_its_own_log() {
    let log = rfm_orders();
    let mut values = vec![(i32::MIN, 0i64, 0i64); log.customers];
    for ((&c, &d), &m) in log.customer.iter().zip(&log.day).zip(&log.amount) {
        let (last, orders, cents) = &mut values[c as usize];
        (*last, *orders, *cents) = ((*last).max(d), *orders + 1, *cents + m);
    }
    let axes: [Vec<f64>; 3] = [
        values.iter().map(|v| f64::from(day(2006, 12, 31) - v.0)).collect(),
        values.iter().map(|v| v.1 as f64).collect(),
        values.iter().map(|v| v.2 as f64 / 100.0).collect(),
    ];
    let score = |axis: &Vec<f64>| -> Vec<usize> {
        let mut sorted = axis.clone();
        sorted.sort_by(f64::total_cmp);
        let cuts = quintile_cuts(sorted.len(), |i| sorted[i]).map(|q| q + 1.0);
        axis.iter().map(|v| 1 + cuts.iter().filter(|&&cut| *v >= cut).count()).collect()
    };
    let [r, f, m] = axes.each_ref().map(score);
    let champion = |c: &usize| 6 - r[*c] >= 4 && f[*c] >= 4 && m[*c] >= 4;
    let champions: Vec<usize> = (0..log.customers).filter(champion).collect();
    let orders: i64 = champions.iter().map(|&c| values[c].1).sum();
    let revenue: i64 = champions.iter().map(|&c| values[c].2).sum();
    assert_eq!((champions.len(), orders, revenue), (158, 1_234, 12_017_800));
}
