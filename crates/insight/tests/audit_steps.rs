//! An audit in steps says what its definitions say; a history cut off is the one that was never longer; sums under moved parameters have the error
//! of the sum.
#![allow(clippy::unwrap_used)]

mod support;

use insight::areas::Placed;
use insight::audit::{Auditing, auc, brier, over_share};
use insight::clv::{Shifts, parameter_se};
use insight::rank::mid_ranks;
use insight::stats::{Mean, spearman};
use insight::{Audit, Book, Discounting, History, Settings, SpendState, Stage, score};
use support::{Dice, Log, assert_rel, cdnow_sample, day};

fn steps(book: &Book, later: &History) -> (Audit, usize) {
    let mut auditing = Auditing::default();
    for n in 1.. {
        if let Some(audit) = auditing.step(book, later) {
            return (audit, n);
        }
    }
    unreachable!()
}

#[test]
fn an_audit_in_steps_is_the_one_by_definition() {
    let whole = cdnow_sample().history(day(1998, 6, 30));
    let settings = Settings { horizon_days: 273, ..Settings::default() };
    let book = score(whole.until(day(1997, 9, 30)), settings, vec![], vec![]);
    let (audit, steps) = steps(&book, &whole);
    assert!(steps > 8, "{steps}");
    assert_eq!(audit, Audit::of(&book, &whole));

    // Each figure by its definition, over all customers at once.
    let all: Vec<usize> = (0..book.customers()).filter(|&c| book.history.span(c).is_some()).collect();
    let after = |c: usize| whole.days(c).iter().filter(|&&day| day > book.as_of).count();
    let active: Vec<bool> = all.iter().map(|&c| after(c) > 0).collect();
    let column = |of: &dyn Fn(usize) -> f64| all.iter().map(|&c| of(c)).collect::<Vec<f64>>();
    let p = column(&|c| book.signals(c).unwrap().p_active);
    let loyalty = column(&|c| book.explain_loyalty(c).unwrap().score);
    let spent = column(&|c| {
        let days = whole.days(c).iter().zip(whole.amounts(c).to_vec());
        days.filter(|(day, _)| **day > book.as_of).map(|(_, amount)| amount as f64).sum()
    });
    assert_eq!(audit.order_days, all.iter().map(|&c| after(c)).sum::<usize>());
    assert_eq!(audit.auc_p_active, auc(&p, &active));
    assert_eq!(audit.auc_p_alive, auc(&column(&|c| book.signals(c).unwrap().p_alive), &active));
    assert_eq!(audit.auc_recency, auc(&column(&|c| f64::from(book.history.span(c).unwrap().1)), &active));
    assert_eq!(audit.loyalty_auc, auc(&loyalty, &active));
    assert_eq!(audit.brier, brier(&p, &active));
    // The error against that of the share, customer by customer; and what chance does to a count.
    let share = active.iter().filter(|active| **active).count() as f64 / active.len() as f64;
    let error = |p: f64, active: bool| {
        let gap = p - f64::from(u8::from(active));
        gap * gap
    };
    let gaps: Vec<f64> = p.iter().zip(&active).map(|(&p, &active)| error(share, active) - error(p, active)).collect();
    let (gap, ahead) = (Mean::of(&gaps).unwrap(), audit.over_share.unwrap());
    assert_rel(ahead.difference, gap.mean, 1e-6, "gap");
    assert_rel(ahead.difference, share * (1.0 - share) - audit.brier.unwrap(), 1e-6, "gap");
    let (wanted, told) = (gap.ci.unwrap(), ahead.ci);
    assert!((wanted.0 - told.0).abs() + (wanted.1 - told.1).abs() < 1e-7 && told.0 > 0.0, "{wanted:?} {told:?}");
    let (sum, variance) = (p.iter().sum::<f64>(), p.iter().map(|p| p * (1.0 - p)).sum::<f64>());
    let (low, high) = audit.active_range.unwrap();
    assert_rel(low, sum - 1.959_963_984_540_054 * variance.sqrt(), 1e-9, "low");
    assert_rel(high, sum + 1.959_963_984_540_054 * variance.sqrt(), 1e-9, "high");
    let recency = column(&|c| f64::from(book.history.span(c).unwrap().1));
    let rfm = column(&|c| [&book.rfm.r, &book.rfm.f, &book.rfm.m].iter().map(|scores| f64::from(scores[c])).sum());
    let [p_placed, recency, rfm] = [&p, &recency, &rfm].map(|scores| Placed::of(scores, &active).unwrap());
    assert_eq!(audit.auc_ci, [&p_placed, &recency, &rfm].map(Placed::ci));
    assert_eq!((audit.over_recency, audit.rfm_over), (p_placed.ahead_of(&recency), rfm.ahead_of(&p_placed)));
    assert_rel(audit.loyalty_spearman.unwrap(), spearman(&loyalty, &spent).unwrap().r, 1e-12, "Spearman");
    let expected = column(&|c| book.expected_orders(c, 273).unwrap());
    assert_rel(audit.expected_orders.unwrap(), expected.iter().sum(), 1e-9, "orders");
    for stage in Stage::ALL {
        let of: Vec<usize> = (0..all.len()).filter(|&i| book.stage[all[i]] == Some(stage)).collect();
        assert_eq!(audit.stage_customers[stage as usize], of.len());
        let share = (!of.is_empty()).then(|| of.iter().filter(|&&i| active[i]).count() as f64 / of.len() as f64);
        assert_eq!(audit.stage_active[stage as usize], share);
    }
    assert_eq!(mid_ranks(&p).len(), audit.calibration.iter().map(|group| group.n).sum::<usize>());
}

#[test]
fn a_history_cut_off_is_the_one_that_was_never_longer() {
    let mut dice = Dice(7);
    for large in [1, 3_000_000_000_i64] {
        let mut log = Log::default();
        for _ in 0..2_000 {
            let (customer, day) = (dice.below(150) as u32, dice.below(900) as i32);
            log.push(customer, day, (dice.below(5_000) as i64 - 400) * large);
        }
        let whole = log.history(800);
        for day in [-1, 0, 250, 799, 800, 1_000] {
            assert_eq!(whole.until(day), log.history(day.min(800)), "{day}");
        }
    }
    assert_eq!(Log::default().history(5).until(3), Log::default().history(3));
}

#[test]
fn sums_under_moved_parameters_have_the_error_of_the_sum() {
    let history = cdnow_sample().history(day(1997, 9, 30));
    let book = score(history, Settings::default(), vec![], vec![]);
    let fit = book.fit.chosen().unwrap();
    let (year, shifts) = (Discounting::new(52, 0.1).unwrap(), Shifts::of(fit).unwrap());
    let cbs: Vec<_> = (0..300).filter_map(|c| book.history.cbs(c)).collect();
    let mut sums = [[0.0; 2]; 4];
    for one in &cbs {
        for (sums, models) in sums.iter_mut().zip(shifts.models()) {
            for (sum, model) in sums.iter_mut().zip(models) {
                *sum += year.orders(model, one).unwrap();
            }
        }
    }
    let at_once = parameter_se(fit, |model| cbs.iter().map(|one| year.orders(model, one)).sum()).unwrap();
    assert!(at_once > 0.0);
    assert_rel(shifts.se(&sums).unwrap(), at_once, 1e-9, "purchases");
    // The error of one amount: by hand, from slopes of p(v + x z)/(px + q − 1).
    let SpendState::Fitted(spend) = &book.spend else { panic!("a spend model") };
    let shifts = Shifts::of_spend(spend).unwrap();
    let (x, z) = (3.0, 4_000.0);
    let figures = shifts.models().map(|two| two.map(|model| model.expected_amount(x, z).unwrap()));
    let ([p, q, v], covariance) = (spend.model.to_array(), spend.covariance.unwrap());
    let weight = p * x + q - 1.0;
    let slopes = [(v + x * z) * (q - 1.0) / (weight * weight), -p * (v + x * z) / (weight * weight), p / weight];
    let variance: f64 =
        (0..3).flat_map(|i| (0..3).map(move |j| (i, j))).map(|(i, j)| slopes[i] * slopes[j] * covariance[i][j]).sum();
    assert_rel(shifts.se(&figures).unwrap(), variance.sqrt(), 1e-4, "spend");
}

#[test]
fn few_customers_do_not_tell_a_lower_error_from_chance() {
    let active: Vec<bool> = (0..40).map(|i| i % 2 == 0).collect();
    // A little nearer to the truth, but by luck as likely: of 40, 22 leaned the right way.
    let p: Vec<f64> = (0..40).map(|i| if (i % 2 == 0) == (i < 22) { 0.7 } else { 0.3 }).collect();
    let ahead = over_share(&p, &active).unwrap();
    assert!(brier(&p, &active).unwrap() > 0.2 && ahead.ci.0 < 0.0 && ahead.ci.1 > 0.0, "{ahead:?}");
    let better: Vec<f64> = active.iter().map(|&active| if active { 0.8 } else { 0.3 }).collect();
    assert!(over_share(&better, &active).unwrap().ci.0 > 0.0);
    assert_eq!(over_share(&[0.5; 40], &active), None, "nobody differs");
    assert_eq!(over_share(&[], &[]), None);
}
