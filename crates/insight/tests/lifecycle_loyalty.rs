//! Stages and loyalty on CDNOW: 39 weeks to learn from, 39 weeks to be judged by.
#![allow(clippy::unwrap_used)]

mod support;

use insight::{Book, FitState, GrowthSign, Model, Settings, Stage, StageReason, score};
use support::{Log, assert_abs, assert_rel, cdnow_master, cdnow_sample, day, json, number};

fn settings() -> Settings {
    Settings { horizon_days: 273, ..Settings::default() }
}

fn book(log: &Log) -> Book {
    score(log.history(day(1997, 9, 30)), settings(), vec![], vec![])
}

/// Holdout orders and spend per customer.
fn holdout(log: &Log) -> Vec<(usize, i64)> {
    let history = log.history(day(1998, 6, 30));
    let after = |c: usize| history.days(c).partition_point(|&d| d <= day(1997, 9, 30));
    (0..history.customers())
        .map(|c| (history.days(c).len() - after(c), history.amounts(c)[after(c)..].iter().sum()))
        .collect()
}

fn active_share(book: &Book, holdout: &[(usize, i64)], stage: Stage) -> f64 {
    let of_stage: Vec<_> =
        holdout.iter().zip(&book.stage).filter(|(_, s)| **s == Some(stage)).map(|(h, _)| h.0).collect();
    of_stage.iter().filter(|&&orders| orders > 0).count() as f64 / of_stage.len() as f64
}

fn count(book: &Book, stage: Stage) -> usize {
    book.stage.iter().filter(|s| **s == Some(stage)).count()
}

#[test]
fn cdnow_stages_are_reproduced_and_ordered_in_the_holdout() {
    let log = cdnow_sample();
    let book = book(&log);
    let FitState::Fitted { chosen, prior_share, .. } = &book.fit else { panic!() };
    assert_eq!((*chosen, *prior_share), (Model::Mbg, 0.0));
    let counts = [Stage::Growth, Stage::Maturity, Stage::Danger, Stage::Termination].map(|s| count(&book, s));
    assert_eq!(counts, [342, 180, 282, 1553]);

    let holdout = holdout(&log);
    assert_eq!(holdout.iter().map(|h| h.0).sum::<usize>(), 1882);
    let file = json(include_str!("fixtures/lifecycle_loyalty.json"));
    let reference = file["CDNOW sample 39/39wk"]["stages"].as_array().unwrap();
    let stages = [Stage::Growth, Stage::Maturity, Stage::Danger, Stage::Termination];
    for (stage, row) in stages.iter().zip(reference) {
        assert_abs(
            active_share(&book, &holdout, *stage),
            number(&row["holdout_active"]),
            5e-5,
            "share active in the holdout",
        );
    }
}

#[test]
fn the_order_of_stages_holds_on_the_whole_of_cdnow() {
    let log = cdnow_master();
    let book = book(&log);
    let holdout = holdout(&log);
    let shares =
        [Stage::Maturity, Stage::Growth, Stage::Danger, Stage::Termination].map(|s| active_share(&book, &holdout, s));
    assert!(shares.is_sorted_by(|p, q| p > q), "{shares:?}");
}

/// Shares above which a mid-rank sits, for AUC and Spearman.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &j| values[i].total_cmp(&values[j]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for ties in order.chunk_by(|&i, &j| values[i] == values[j]) {
        ties.iter().for_each(|&i| ranks[i] = start as f64 + (ties.len() as f64 + 1.0) / 2.0);
        start += ties.len();
    }
    ranks
}

fn correlation(u: &[f64], v: &[f64]) -> f64 {
    let mean = |w: &[f64]| w.iter().sum::<f64>() / w.len() as f64;
    let (mu, mv) = (mean(u), mean(v));
    let product =
        |p: &[f64], mp: f64, q: &[f64], mq: f64| p.iter().zip(q).map(|(a, b)| (a - mp) * (b - mq)).sum::<f64>();
    product(u, mu, v, mv) / (product(u, mu, u, mu) * product(v, mv, v, mv)).sqrt()
}

#[test]
fn loyalty_meets_its_yardsticks() {
    let log = cdnow_sample();
    let book = book(&log);
    let holdout = holdout(&log);
    let loyalty: Vec<f64> = book.loyalty.iter().map(|&l| f64::from(l)).collect();
    let rank = ranks(&loyalty);
    let positives: Vec<f64> = rank.iter().zip(&holdout).filter(|(_, h)| h.0 > 0).map(|(r, _)| *r).collect();
    let (p, n) = (positives.len() as f64, rank.len() as f64);
    let auc = (positives.iter().sum::<f64>() - p * (p + 1.0) / 2.0) / (p * (n - p));
    let spend: Vec<f64> = holdout.iter().map(|h| h.1 as f64).collect();
    let spearman = correlation(&rank, &ranks(&spend));
    let file = json(include_str!("fixtures/lifecycle_loyalty.json"));
    let reference = &file["CDNOW sample 39/39wk"];
    assert_abs(auc, 0.777, 0.005, "AUC");
    assert_abs(spearman, 0.462, 0.005, "Spearman");
    assert_abs(auc, number(&reference["AUC_active"]["loyalty"]), 1e-5, "AUC");
    assert_abs(spearman, number(&reference["spearman_vs_holdout_spend"]["loyalty"]), 1e-5, "Spearman");
}

#[test]
fn contributions_sum_to_score_less_baseline() {
    let book = book(&cdnow_sample());
    for c in 0..book.customers() {
        let reason = book.explain_loyalty(c).unwrap();
        let sum: f64 = reason.parts.iter().map(|part| part.contribution).sum();
        assert_abs(sum, reason.score - reason.baseline, 1e-9, "contributions");
        assert_eq!(reason.score as f32, book.loyalty[c]);
        assert!(reason.parts.iter().all(|part| (0.0..=1.0).contains(&part.value)));
    }
    let baseline = book.explain_loyalty(0).unwrap().baseline;
    assert_eq!(Some(baseline), book.loyalty_mean);
    let mean = book.loyalty.iter().map(|&l| f64::from(l)).sum::<f64>() / book.buyers as f64;
    assert_rel(mean, baseline, 1e-6, "the average buyer");
}

#[test]
fn each_stage_names_the_rule_that_fired() {
    let book = book(&cdnow_sample());
    for c in 0..book.customers() {
        let reason = book.explain_stage(c);
        assert_eq!(reason.stage(), book.stage[c]);
        match reason {
            StageReason::Silent { signals } => assert!(signals.p_active < 0.15),
            StageReason::InDanger { signals, probably_lost, overdue, flagged } => {
                let signals = signals.unwrap();
                assert_eq!((probably_lost, overdue, flagged), (signals.p_alive < 0.5, signals.overdue >= 0.95, false));
                assert!(probably_lost || overdue);
            }
            StageReason::Growing { signals, sign } => {
                assert!(signals.p_alive >= 0.5);
                match sign {
                    GrowthSign::FewOrders { x } => assert!((1..3).contains(&x)),
                    GrowthSign::Accelerating { laplace_u } => assert!(laplace_u >= 1.645),
                    GrowthSign::SpendRising { spend_trend_t } => assert!(spend_trend_t >= 1.645),
                }
            }
            StageReason::Steady { laplace_u, .. } => assert!(laplace_u.unwrap() < 1.645),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_outlook_names_the_day_the_stage_changes() {
    let log = cdnow_sample();
    let as_of = day(1997, 9, 30);
    let book = book(&log);
    for c in (0..book.customers()).step_by(40) {
        let outlook = book.stage_outlook(c);
        if book.stage[c] == Some(Stage::Termination) {
            assert_eq!(outlook.if_silent, None);
            assert_ne!(outlook.if_orders, Some(Stage::Termination));
        }
        let Some((day, stage)) = outlook.if_silent else { continue };
        assert!(day > as_of && Some(stage) != book.stage[c]);
        assert!(matches!(stage, Stage::Danger | Stage::Termination));
        // The same model, asked on that day and the day before.
        for (asked, expected) in [(day, Some(stage)), (day - 1, book.stage[c])] {
            let mut later = book.clone();
            later.as_of = asked;
            assert_eq!(later.explain_stage(c).stage(), expected);
        }
    }
}

#[test]
fn known_events_come_before_the_model() {
    let log = cdnow_sample();
    let plain = book(&log);
    let steady = plain.stage.iter().position(|s| *s == Some(Stage::Maturity)).unwrap();
    let silent = plain.stage.iter().position(|s| *s == Some(Stage::Termination)).unwrap();
    let flags = |on: &[usize]| (0..log.customers).map(|c| on.contains(&c)).collect::<Vec<bool>>();
    let with = |ended: &[usize], danger: &[usize]| {
        score(log.history(day(1997, 9, 30)), settings(), flags(ended), flags(danger))
    };

    let flagged = with(&[], &[steady, silent]);
    assert!(matches!(
        flagged.explain_stage(steady),
        StageReason::InDanger { flagged: true, overdue: false, probably_lost: false, .. }
    ));
    assert!(matches!(flagged.explain_stage(silent), StageReason::Silent { .. }));
    let ended = with(&[steady], &[steady]);
    assert_eq!(ended.explain_stage(steady), StageReason::Ended);
    assert_eq!(ended.stage[steady], Some(Stage::Termination));
    // A flag moves nobody else, and no parameter.
    assert_eq!(ended.fit, plain.fit);
    // Nothing is forecast of who has left; how long they are silent is told as of anybody.
    let (before, after) = (plain.signals(steady).unwrap(), ended.signals(steady).unwrap());
    assert!(before.p_active > 0.0);
    assert_eq!((after.p_alive, after.p_active, after.overdue), (0.0, 0.0, before.overdue));
    assert_eq!((ended.p_alive[steady], ended.p_active[steady]), (0.0, 0.0));
    assert_eq!((ended.expected_orders(steady, 90), ended.p_active_within(steady, 90)), (Some(0.0), Some(0.0)));
    assert_eq!((ended.next_order(steady, 0.5), ended.p_active_interval(steady, 90)), (None, None));
    assert_eq!((ended.orders_interval(steady, 90), ended.p_active_column(90)[steady]), (None, 0.0));
    assert!(ended.loyalty[steady] < plain.loyalty[steady] && ended.loyalty_se(steady) < plain.loyalty_se(steady));
}

#[test]
fn a_small_book_says_only_what_is_known() {
    let mut log = Log { customers: 6, ..Log::default() };
    for (c, d) in [(1, 900), (2, 100), (3, 500), (3, 900), (4, 890), (5, 890)] {
        log.push(c, d, 100);
    }
    let mut flags = vec![false; 6];
    flags[4] = true;
    let mut ended = vec![false; 6];
    ended[5] = true;
    let book = score(log.history(1000), Settings::default(), ended, flags);
    let stages = [
        Some(Stage::Exploration),
        Some(Stage::Socialisation),
        None, // one order, 900 days ago: nobody knows
        None, // a rhythm, but no book to compare with
        Some(Stage::Danger),
        Some(Stage::Termination),
    ];
    assert_eq!(book.stage, stages);
    assert_eq!(book.fit, FitState::NotEnough { buyers: 5, needed: 30 });
    assert_eq!(book.explain_stage(3), StageReason::NotEnoughData { buyers: 5, needed: 30 });
    assert!(book.rfm.small && book.rfm.segment[1] != book.rfm.segment[0]);
    assert!(book.explain_loyalty(1).is_none() && book.loyalty[1] == insight::ABSENT);
    assert!(book.next_order(1, 0.5).is_none() && book.expected_orders(1, 30).is_none());
}
