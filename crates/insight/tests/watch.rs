//! Early warning, audit, flows between stages, and loyalty in three layers.
#![allow(clippy::unwrap_used)]

mod support;

use insight::audit::{auc, brier};
use insight::churn::{Risk, Warning, WarningSettings, churn_rate, contact_pays, dissatisfied, if_active};
use insight::layers::{FACTORS, LoyaltyType, Observed, Weights, engagement, means, mid_rank_shares};
use insight::transition::{Stays, Transitions, movers};
use insight::{Audit, Book, Model, Settings, SpendData, SpendState, Stage, score};
use support::{Dice, Log, assert_abs, assert_rel, cdnow_sample, day, json, number};

fn book(log: &Log) -> Book {
    let settings = Settings { horizon_days: 273, ..Settings::default() };
    score(log.history(day(1997, 9, 30)), settings, vec![], vec![])
}

#[test]
fn the_audit_of_cdnow_is_reproduced() {
    let log = cdnow_sample();
    let audit = Audit::of(&book(&log), &log.history(day(1998, 6, 30)));
    let file = json(include_str!("fixtures/churn_holdout.json"));
    let reference = &file["MBG"];
    assert_eq!((audit.customers, audit.active, audit.order_days), (2357, 684, 1882));
    assert_rel(audit.auc_p_active.unwrap(), number(&reference["AUC_P_active"]), 1e-6, "AUC of P(active)");
    assert_rel(audit.auc_p_alive.unwrap(), number(&reference["AUC_P_alive"]), 1e-6, "AUC of P(alive)");
    assert_rel(audit.brier.unwrap(), number(&reference["Brier_P_active"]), 1e-6, "Brier");
    assert_rel(audit.mean_p_active.unwrap(), number(&reference["mean_P_active"]), 1e-6, "mean");
    // The reference's times are floats: a few equal silences are parted.
    assert_abs(audit.auc_recency.unwrap(), number(&file["baselines"]["AUC_recency_gap"]), 1e-4, "AUC of recency");
    let groups: usize = audit.calibration.iter().map(|group| group.n).sum();
    assert_eq!((audit.calibration.len(), groups), (10, 2357));
    for (group, predicted) in audit.calibration.iter().zip(reference["decile_pred"].as_array().unwrap()) {
        assert_abs(group.predicted, number(predicted), 2e-3, "tenth");
    }
    let share = |stage: Stage| audit.stage_active[stage as usize].unwrap();
    assert!(share(Stage::Maturity) > share(Stage::Growth));
    assert!(share(Stage::Growth) > share(Stage::Danger) && share(Stage::Danger) > share(Stage::Termination));
    assert_abs(audit.rfm_sum_auc.unwrap(), 0.776, 0.005, "AUC of the RFM sum");
    assert_abs(audit.rfm_sum_spearman.unwrap(), 0.460, 0.005, "Spearman of the RFM sum");
}

#[test]
fn an_audit_without_outcome_or_model_says_nothing() {
    let log = cdnow_sample();
    let nothing = Audit::of(&book(&log), &log.history(day(1997, 9, 30)));
    assert_eq!((nothing.active, nothing.auc_p_active, nothing.loyalty_spearman), (0, None, None));
    let mut few = Log::default();
    (0..5).for_each(|c| few.push(c, 100 + c as i32, 10));
    let small = score(few.history(200), Settings::default(), vec![], vec![]);
    let audit = Audit::of(&small, &few.history(300));
    assert_eq!((audit.customers, audit.brier, audit.calibration.len()), (5, None, 0));
    let empty = score(Log::default().history(1), Settings::default(), vec![], vec![]);
    assert_eq!(Audit::of(&empty, &Log::default().history(2)).customers, 0);
    assert_eq!(auc(&[0.1, 0.9, 0.5, 0.5], &[false, true, true, false]), Some(0.875));
    assert_eq!((auc(&[1.0], &[true]), brier(&[], &[])), (None, None));
}

#[test]
fn the_watch_list_is_ranked_and_explained() {
    let log = cdnow_sample();
    let spend = SpendState::of(&SpendData::of(&log.history(day(1997, 9, 30)), 100.0));
    let model = spend.fit().unwrap().model;
    let mut flags = vec![false; log.customers];
    flags[5] = true;
    let settings = Settings { horizon_days: 273, ..Settings::default() };
    let book = score(log.history(day(1997, 9, 30)), settings, vec![], flags);
    let list = book.watch_list(&WarningSettings::default(), Some((&model, 100.0)));
    assert!(list.len() > 100, "{}", list.len());
    assert!(list.iter().any(|entry| entry.warnings.contains(&Warning::Flagged)));
    assert!(list.is_sorted_by(|p, q| p.value_at_risk.unwrap() >= q.value_at_risk.unwrap()));
    for entry in &list {
        let c = entry.customer as usize;
        let signals = book.signals(c).unwrap();
        assert_eq!(entry.band, Risk::of(entry.risk));
        assert!((entry.risk - (1.0 - signals.p_active)).abs() < 1e-15);
        assert!(entry.value_if_active.unwrap() >= 0.0);
        let [median, late] = entry.next_order.map(Option::unwrap);
        assert!(book.as_of < median && median <= late);
        for warning in &entry.warnings {
            match *warning {
                Warning::Overdue { index } => assert!((0.80..0.95).contains(&index)),
                Warning::LongOverdue { index } => assert!(index >= 0.95),
                Warning::Dropped { before, now } => assert!(before - now > 0.2),
                Warning::Slowing { laplace_u } => assert!(laplace_u < -1.645),
                Warning::SpendFalling { spend_trend_t } => assert!(spend_trend_t < -1.645),
                Warning::Flagged => assert_eq!(c, 5),
                Warning::Dissatisfied { .. } => panic!("nobody was asked"),
            }
        }
    }
    let dropped = |entry: &&insight::churn::AtRisk| entry.warnings.iter().any(|w| matches!(w, Warning::Dropped { .. }));
    assert!(list.iter().any(|entry| dropped(&entry)), "somebody fell within a month");
    assert_eq!(book.p_active_at(0, day(1996, 1, 1)), None);
    assert_rel(book.p_active_at(0, book.as_of).unwrap(), book.signals(0).unwrap().p_active, 1e-15, "today");
    assert!(contact_pays(100.0, 0.2, 0.6, 11.0) && !contact_pays(100.0, 0.2, 0.6, 12.0));
    assert_eq!(churn_rate(0, 0), None);
    assert_rel(churn_rate(5, 100).unwrap().0, 0.05, 1e-15, "rate");
    assert_eq!([0.329, 0.33, 0.66].map(Risk::of), [Risk::Low, Risk::Medium, Risk::High]);
}

#[test]
fn flows_between_month_ends_count_every_customer() {
    let log = cdnow_sample();
    let book = book(&log);
    assert_eq!(book.fit.chosen().unwrap().model, Model::Mbg);
    let ends = book.month_ends(6);
    assert_eq!(ends[5..], [day(1997, 8, 31), day(1997, 9, 30)]);
    assert_eq!(book.stages_on(book.as_of, &[]), book.stage);
    let before = book.stages_on(ends[5], &[]);
    let moves = Transitions::between(&before, &book.stage);
    assert_eq!(moves.counts.iter().flatten().sum::<u32>(), 2357);
    let moved = movers(&before, &book.stage);
    let diagonal: u32 = (0..7).map(|i| moves.counts[i][i]).sum();
    assert_eq!(moved.len() as u32 + diagonal, 2357);
    let stays = moves.share(Some(Stage::Termination), Some(Stage::Termination)).unwrap();
    assert!(stays > 0.9, "{stays}");
    assert_eq!(moves.share(Some(Stage::Exploration), None), None);
    let (all, stays) = book.transitions(6, &[]);
    assert_eq!(all.counts.iter().flatten().sum::<u32>(), 6 * 2357);
    let durations = stays.means();
    assert!(durations[Stage::Termination as usize].unwrap() > 1.0 && durations[Stage::Exploration as usize].is_none());
    // A relation that ended in August was over at its end, not before.
    let mut ended = vec![None; 2357];
    ended[0] = Some(day(1997, 8, 15));
    assert_eq!(book.stages_on(day(1997, 8, 31), &ended)[0], Some(Stage::Termination));
    assert_ne!(book.stages_on(day(1997, 8, 14), &ended)[0], Some(Stage::Termination));
    assert_eq!(book.stages_on(day(1996, 12, 31), &[]), vec![None; 2357]);
}

#[test]
fn a_stay_lasts_one_over_the_share_that_leaves() {
    // Twenty in growth, five of them elsewhere a month later: four months, one over Wilson's interval of a quarter of twenty, 0.111862 to 0.468701.
    let before = [[Some(Stage::Growth); 20].as_slice(), &[Some(Stage::Danger), None]].concat();
    let after = [[Some(Stage::Growth); 15].as_slice(), &[Some(Stage::Maturity); 4], &[None], &before[20..]].concat();
    let mut stays = Stays::default();
    stays.add(&before, &after);
    let (mean, range) = (stays.means(), stays.ranges());
    let [low, high] = range[Stage::Growth as usize].unwrap();
    assert!((low - 2.133_557).abs() < 1e-4 && (high - 8.939_6).abs() < 1e-3, "{low} {high}");
    // Who left no stage says nothing of how long it lasts, nor does where they went.
    assert_eq!(mean, [None, None, Some(4.0), None, None, None]);
    assert_eq!(range.iter().flatten().count(), 1);
}

#[test]
fn what_an_active_customer_brings_is_told_however_small_the_chance() {
    assert_eq!(if_active(3.0e-200, 1.5e-200), Some(2.0));
    assert_eq!((if_active(0.0, 0.0), if_active(1.0e200, 1.0e-200)), (Some(0.0), None));
}

fn observed(dice: &mut Dice) -> Observed {
    std::array::from_fn(|_| (dice.unit() < 0.6).then(|| dice.unit()))
}

#[test]
fn contributions_explain_the_score_exactly() {
    let mut dice = Dice(21);
    let all: Vec<Observed> = (0..500).map(|_| observed(&mut dice)).collect();
    let means = means(&all);
    for one in &all {
        let Some(loyalty) = Weights::default().loyalty(one, &means) else {
            assert!(one.iter().all(Option::is_none));
            continue;
        };
        let points: f64 = loyalty.contributions.iter().map(|c| c.points).sum();
        assert_abs(points, loyalty.score - loyalty.baseline, 1e-9, "points");
        assert_abs(loyalty.contributions.iter().map(|c| c.weight).sum(), 1.0, 1e-12, "weights");
        assert_eq!(loyalty.contributions.len(), one.iter().flatten().count());
        assert!((0.0..=100.0 + 1e-9).contains(&loyalty.score) && loyalty.coverage > 0.0 && loyalty.coverage <= 1.0);
        assert_eq!(loyalty.kind().is_some(), loyalty.layers[0].is_some() && loyalty.layers[1].is_some());
    }
    let mut shuffled = all.clone();
    shuffled.reverse();
    assert_eq!(insight::layers::means(&shuffled), means, "the order of customers leaves no trace");
}

#[test]
fn behaviour_alone_scores_as_the_book_does() {
    let log = cdnow_sample();
    let book = book(&log);
    let rows: Vec<Observed> = (0..book.customers())
        .map(|c| {
            let reason = book.explain_loyalty(c).unwrap();
            std::array::from_fn(|k| reason.parts.get(k).map(|part| part.value))
        })
        .collect();
    let means = means(&rows);
    for c in (0..book.customers()).step_by(50) {
        let loyalty = Weights::default().loyalty(&rows[c], &means).unwrap();
        let reason = book.explain_loyalty(c).unwrap();
        assert_abs(loyalty.score, reason.score, 1e-9, "score");
        assert_abs(loyalty.baseline, reason.baseline, 1e-6, "baseline");
        assert_abs(loyalty.coverage, 0.60, 1e-12, "coverage");
        assert_eq!(loyalty.kind(), None, "an attitude is never guessed");
    }
}

#[test]
fn the_four_types_of_loyalty() {
    let kind = |p_alive: f64, nps: f64| {
        let mut one: Observed = [None; 10];
        (one[0], one[5]) = (Some(p_alive), Some(nps));
        Weights::default().loyalty(&one, &[None; 10]).unwrap().kind()
    };
    assert_eq!(kind(0.9, 0.9), Some(LoyaltyType::True));
    assert_eq!(kind(0.1, 0.9), Some(LoyaltyType::Latent));
    assert_eq!(kind(0.9, 0.3), Some(LoyaltyType::Spurious));
    assert_eq!(kind(0.1, 0.3), Some(LoyaltyType::None));
    assert_eq!(Weights::default().loyalty(&[None; 10], &[None; 10]), None);
    assert_eq!(Weights::default().loyalty(&[Some(f64::NAN); 10], &[None; 10]), None);
    let nothing = Weights { layers: [0.0; 3], ..Weights::default() };
    assert_eq!(nothing.loyalty(&[Some(0.5); 10], &[None; 10]), None);
    assert_eq!(FACTORS.map(|f| f as usize), std::array::from_fn(|i| i));
    assert_rel(engagement(&[10, 100, 190, 500], 190), 1.0 + 0.5 + 0.25, 1e-15, "half after 90 days");
    assert_eq!(mid_rank_shares(&[5.0, 1.0, 5.0, 9.0]), [0.5, 0.125, 0.5, 0.875]);
}

#[test]
fn a_bad_answer_or_a_fall_is_a_sign_for_ninety_days() {
    let sign = |answers: &[(i32, i32)], day| dissatisfied(answers.iter().copied(), day);
    let told = |before, now| Some(Warning::Dissatisfied { before, now });
    assert_eq!(sign(&[], 100), None);
    assert_eq!((sign(&[(100, 2)], 190), sign(&[(100, 2)], 191)), (told(None, 2), None));
    assert_eq!((sign(&[(100, 3)], 100), sign(&[(1, 4), (100, 3)], 100)), (None, None));
    // The answer before may be as old as it likes.
    assert_eq!(sign(&[(-900, 5), (100, 3)], 120), told(Some(5), 3));
    assert_eq!(sign(&[(1, 1), (100, 2)], 100), told(Some(1), 2));
    assert_eq!(sign(&[(1, 1), (100, 4)], 100), None, "all is well again");
}

#[test]
fn loyalty_and_forecasts_tell_how_sure_they_are() {
    let log = cdnow_sample();
    let book = book(&log);
    for c in (0..book.customers()).step_by(100) {
        let se = book.loyalty_se(c).unwrap();
        assert!((0.0..40.0).contains(&se), "{se}");
        let p = book.p_active_within(c, 273).unwrap();
        let (low, high) = book.p_active_interval(c, 273).unwrap();
        // On the scale of log odds the error is symmetric; a small one is much the same on that of p.
        let odds = |p: f64| p / (1.0 - p);
        assert_rel(odds(low) * odds(high), odds(p) * odds(p), 1e-9, "the middle");
        let fit = book.fit.chosen().unwrap();
        let cbs = book.history.cbs(c).unwrap();
        let se = insight::clv::parameter_se(fit, |model| Some(model.p_active(&cbs, 39.0))).unwrap();
        assert!(0.0 < low && low < p && p < high && high < 1.0, "{low} {p} {high}");
        let is_alike = ((high - low) / (2.0 * 1.96 * se) - 1.0).abs() < 0.05;
        assert!(se > 0.0 && (is_alike || !(0.05..=0.95).contains(&p)), "{low} {p} {high} {se}");
        let (low, high) = book.orders_interval(c, 273).unwrap();
        let expected = book.expected_orders(c, 273).unwrap();
        assert!(low <= high && f64::from(low) <= expected + 1.0 && expected <= f64::from(high) + 1.0);
    }
    // The interval holds what came for about nine in ten.
    let later = log.history(day(1998, 6, 30));
    let inside = (0..book.customers()).filter(|&c| {
        let orders = (later.days(c).len() - book.history.days(c).len()) as u32;
        let (low, high) = book.orders_interval(c, 273).unwrap();
        (low..=high).contains(&orders)
    });
    let share = inside.count() as f64 / book.customers() as f64;
    assert!((0.88..1.0).contains(&share), "{share}");
    assert_eq!(book.p_active_interval(usize::MAX, 9), None);
    assert_eq!((book.loyalty_se(usize::MAX), book.orders_interval(usize::MAX, 9)), (None, None));
}
