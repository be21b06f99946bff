//! Every method over every odd book: defined answers, nothing NaN or infinite.
#![allow(clippy::unwrap_used)]

mod support;

use insight::calendar::Period;
use insight::churn::WarningSettings;
use insight::cluster::{KMeans, Quality, rfm_features, silhouette, standardise};
use insight::clv::parameter_se;
use insight::cohort::{Repeat, cohorts};
use insight::{Audit, Book, Discounting, Rfm, Segment, Settings, SpendData, SpendState, WhatIf, score};
use support::{Dice, Log, assert_rel, cdnow_sample, day, simulated};

/// Asks everything of a book and its continuation.
fn ask(log: &Log, as_of: i32, until: i32) -> Book {
    let book = score(log.history(as_of), Settings::default(), vec![], vec![true]);
    let later = log.history(until);
    let finite = |values: &[Option<f64>]| assert!(values.iter().flatten().all(|v| v.is_finite()), "{values:?}");

    let audit = Audit::of(&book, &later);
    finite(&[audit.auc_p_active, audit.auc_recency, audit.brier, audit.loyalty_auc, audit.rfm_sum_spearman]);
    finite(&audit.stage_active);
    let spend = SpendState::of(&SpendData::of(&book.history, 100.0));
    if let Some(fit) = spend.fit() {
        assert!(fit.model.to_array().iter().all(|v| *v > 0.0 && v.is_finite()));
        assert!(fit.log_likelihood.is_finite() && (0.0..=1.0).contains(&fit.prior_share));
        assert!(fit.se.is_none_or(|se| se.iter().all(|s| s.is_finite())));
    }
    let model = spend.fit().map(|fit| fit.model);
    for entry in book.watch_list(&WarningSettings::default(), model.as_ref().map(|model| (model, 100.0))) {
        assert!((0.0..=1.0).contains(&entry.risk) && !entry.warnings.is_empty());
        finite(&[entry.value_at_risk]);
    }
    if let Some(fit) = book.fit.chosen() {
        let year = Discounting::new(52, 0.1).unwrap();
        for c in (0..book.customers()).step_by(1 + book.customers() / 20) {
            let Some(cbs) = book.history.cbs(c) else { continue };
            finite(&[year.value(&fit.btyd(), &cbs, 10.0, 0.3)]);
            if let Some(what) = WhatIf::of(&fit.btyd(), &cbs, 10.0, 52.0) {
                finite(&[what.value, what.gain_of_an_order, what.cost_of_a_silent_week].map(Some));
            }
            finite(&[parameter_se(fit, |model| model.expected(&cbs, 26.0))]);
        }
    }
    let (moves, stays) = book.transitions(3, &[]);
    assert_eq!(moves.counts.iter().flatten().sum::<u32>() as usize, 3 * book.customers());
    finite(&stays.means());
    finite(&stays.ranges().map(|range| range.map(|[low, high]| high - low)));
    for cohort in cohorts(&book.history, Period::Month, 48).newest {
        assert!(cohort.ages.iter().all(|cell| cell.active <= cohort.size));
    }
    if let Some(repeat) = Repeat::of(&book.history) {
        assert!(repeat.mean_amount.is_finite() && repeat.frequency >= 1.0);
        finite(&[repeat.mean_gap_days]);
    }
    let (who, mut table) = rfm_features(&book.history, 100.0);
    standardise(&mut table, 3);
    assert!(table.iter().all(|x| x.is_finite()));
    if let Some(clusters) = KMeans::new(3).fit(&table, 3) {
        assert_eq!(clusters.sizes.iter().sum::<usize>(), who.len());
        assert!(clusters.inertia.is_finite() && clusters.centres.iter().all(|x| x.is_finite()));
        finite(&[Quality::of(&clusters, &table).map(|quality| quality.simplified_silhouette)]);
        finite(&[silhouette(&clusters, &table, 300, 1)]);
    }
    book
}

#[test]
fn no_orders_one_customer_one_day() {
    ask(&Log::default(), 100, 200);
    ask(&Log { customers: 40, ..Log::default() }, 100, 200);
    let mut one = Log::default();
    one.push(0, 50, 100);
    ask(&one, 100, 200);
    let mut crowd = Log::default();
    (0..100).for_each(|c| crowd.push(c, 50, 100));
    ask(&crowd, 50, 51);
    ask(&crowd, 40, 60); // all orders in the future
}

#[test]
fn equal_zero_and_negative_amounts() {
    for (customers, amount) in [(60, 100), (60, 0), (60, -100), (700, 100), (700, 0), (700, -7)] {
        let mut log = simulated(&mut Dice(3), customers, [0.8, 5.0, 0.6, 2.5], 700);
        log.amount.fill(amount);
        let book = ask(&log, 500, 700);
        let spend = SpendState::of(&SpendData::of(&book.history, 100.0));
        assert_eq!(spend.fit().is_some(), amount > 0, "without a positive amount there is no spend model");
        assert!(spend.fit().is_none_or(|fit| fit.prior_share > 0.0), "equal amounts determine no parameter");
        assert_eq!(book.pareto.is_some(), amount > 0);
    }
}

#[test]
fn fifty_thousand_orders_of_one_customer() {
    let mut log = simulated(&mut Dice(8), 600, [0.5, 6.0, 0.9, 1.6], 3_000);
    (0..50_000).for_each(|i| log.push(0, i % 2_999, 100 + i64::from(i % 9)));
    let book = ask(&log, 2_800, 3_000);
    assert!(book.summary(0).unwrap().order_days > 2_790);
    let mut daily = Log::default();
    (0..50_000).for_each(|d| daily.push(0, d, 5));
    (1..400).for_each(|c| daily.push(c, 49_000 + c as i32, 7));
    assert_eq!(ask(&daily, 49_999, 60_000).summary(0).unwrap().x, 49_999);
}

#[test]
fn customers_all_alike_leave_parameters_open_but_forecasts_sane() {
    // One pace for everybody and one chance to stop: only ratios of the parameters show.
    let mut dice = Dice(12);
    let mut log = Log::default();
    for c in 0..900u32 {
        let mut at = dice.below(200) as f64;
        while at < 900.0 {
            log.push(c, at as i32, 500 + dice.below(500) as i64);
            if dice.unit() < 0.1 {
                break;
            }
            at += 1.0 + dice.exponential() * 30.0;
        }
    }
    let book = ask(&log, 900, 901);
    let fit = book.fit.chosen().unwrap();
    assert_eq!(fit.prior_share, 0.0, "from 500 buyers on the likelihood speaks alone");
    let rate = fit.params.r() / fit.params.alpha();
    assert!((0.15..0.35).contains(&rate), "about one order in 31 days: {rate} a week");
}

#[test]
fn a_unit_of_money_changes_no_score_and_no_segment() {
    let log = cdnow_sample();
    let dear = Log { amount: log.amount.iter().map(|m| m * 1_000).collect(), ..log.clone() };
    let [p, q] = [&log, &dear].map(|log| Rfm::of(&log.history(day(1998, 7, 1))));
    assert_eq!((&p.r, &p.f, &p.m, &p.segment), (&q.r, &q.f, &q.m, &q.segment));
    // A clock that runs seven times slower leaves the classes as well.
    let slow = Log { day: log.day.iter().map(|d| d * 7).collect(), ..log.clone() };
    let s = Rfm::of(&slow.history(day(1998, 7, 1) * 7));
    assert_eq!((&p.r, &p.f), (&s.r, &s.f));
    assert!(p.segment.iter().all(|s| *s != Segment::Prospect));

    let [cents, tenths] = [(&log, 100.0), (&dear, 100_000.0)].map(|(log, unit)| {
        SpendState::of(&SpendData::of(&log.history(day(1997, 9, 30)), unit)).fit().copied().unwrap()
    });
    for (p, q) in cents.model.to_array().into_iter().zip(tenths.model.to_array()) {
        assert_rel(p, q, 1e-7, "the spend model is of currency, not of minor units");
    }
    let [p, q] = [&log, &dear].map(|log| score(log.history(day(1997, 9, 30)), Settings::default(), vec![], vec![]));
    assert_eq!((&p.stage, &p.loyalty, &p.p_active), (&q.stage, &q.loyalty, &q.p_active));
}

#[test]
fn every_shape_of_book() {
    let mut dice = Dice(5);
    for round in 0..40 {
        let customers = [3, 29, 30, 45, 499, 500, 800][round % 7];
        let params =
            [0.2 + dice.unit() * 3.0, 0.5 + dice.unit() * 40.0, 0.05 + dice.unit() * 2.0, 0.3 + dice.unit() * 5.0];
        let span = 30 + dice.below(1_500) as i32;
        let mut log = simulated(&mut dice, customers, params, span);
        for amount in &mut log.amount {
            if dice.unit() < 0.05 {
                *amount = -*amount;
            }
        }
        ask(&log, span * 2 / 3, span);
    }
}
