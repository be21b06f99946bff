//! Whatever comes in: nothing panics, nothing is NaN, and what should not matter does not.
#![allow(clippy::unwrap_used)]

mod support;

use insight::{ABSENT, Audit, Book, FitState, History, Model, Orders, Progress, Run, Settings, Stage, score};
use support::{Dice, Log, cdnow_sample, day, simulated};

fn check_sane(book: &Book) {
    let n = book.customers();
    let share = |u: f32| u == ABSENT || (0.0..=1.0).contains(&u);
    for column in [&book.p_alive, &book.p_active, &book.overdue] {
        assert_eq!(column.len(), n);
        assert!(column.iter().all(|&u| share(u)));
    }
    assert!(book.loyalty.iter().all(|&l| l == ABSENT || (0.0..=100.0).contains(&l)));
    assert!(book.loyalty_mean.is_none_or(f64::is_finite));
    assert!([book.rfm.cuts_r, book.rfm.cuts_f, book.rfm.cuts_m].concat().iter().all(|c| c.is_finite()));
    if let Some(pareto) = &book.pareto {
        assert!(pareto.curve.is_sorted() && (pareto.curve[100] - 1.0).abs() < 1e-12 && pareto.curve[0] == 0.0);
        assert!((0.0..=1.0).contains(&pareto.gini) && (0.0..=1.0).contains(&pareto.balance));
        assert_eq!(pareto.abc.iter().sum::<u32>() as usize, pareto.n);
        // The least of a class is of it: so many have as much at least, but for those who have exactly as much.
        let buyers = (0..n).filter(|&c| book.history.span(c).is_some());
        let totals: Vec<i64> = buyers.map(|c| book.history.total(c)).collect();
        let [a, b] = [pareto.abc[0], pareto.abc[0] + pareto.abc[1]].map(|n| n as usize);
        for (n, least) in [(a, pareto.least[0]), (b, pareto.least[1])] {
            if let Some(least) = least {
                assert!(totals.iter().filter(|total| **total > least).count() < n);
                assert!(totals.iter().filter(|total| **total >= least).count() >= n);
            }
        }
    }
    if let FitState::Fitted { bg, mbg, prior_share, .. } = &book.fit {
        for fit in [bg, mbg] {
            assert!(fit.log_likelihood.is_finite() && fit.se.is_none_or(|se| se.iter().all(|s| s.is_finite())));
        }
        assert!((0.0..=1.0).contains(prior_share));
    }
    // Also one customer more than there are.
    for c in (0..=n).step_by(1 + n / 200).chain([n, usize::MAX]) {
        let reason = book.explain_stage(c);
        assert_eq!(reason.stage(), book.stage.get(c).copied().unwrap_or(Some(Stage::Exploration)));
        let _ = (book.stage_outlook(c), book.explain_rfm(c), book.next_order(c, 0.5), book.next_order(c, 0.999_999));
        for days in [0, 1, 365, u32::MAX] {
            assert!(book.expected_orders(c, days).is_none_or(|e| e >= 0.0 && e.is_finite()));
            assert!(book.p_active_within(c, days).is_none_or(|p| (0.0..=1.0).contains(&p)));
        }
        if let Some(reason) = book.explain_loyalty(c) {
            let sum: f64 = reason.parts.iter().map(|p| p.contribution).sum();
            assert!((sum - (reason.score - reason.baseline)).abs() < 1e-9);
        }
        if let Some(summary) = book.summary(c) {
            let finite =
                [Some(summary.t), Some(summary.t_x), summary.repeat_mean, summary.laplace_u, summary.spend_trend_t];
            assert!(finite.iter().flatten().all(|v| v.is_finite()));
        }
    }
    assert!(book.p_active_column(90).iter().all(|&u| share(u)));
}

fn scored(log: &Log, as_of: i32) -> Book {
    let book = score(log.history(as_of), Settings::default(), vec![], vec![]);
    check_sane(&book);
    book
}

#[test]
fn empty_and_tiny_books() {
    let empty = scored(&Log::default(), 0);
    assert_eq!((empty.buyers, empty.pareto, empty.stage.len()), (0, None, 0));
    scored(&Log { customers: 50, ..Log::default() }, 0);
    let mut one = Log::default();
    one.push(0, 10, 100);
    scored(&one, 20);
    assert_eq!(scored(&one, 5).stage, [Some(Stage::Exploration)], "as of a day before everything");
}

#[test]
fn rows_out_of_range_are_ignored() {
    let (customer, amount) = ([0u32, 7, u32::MAX, 0, 1], [5i64; 5]);
    let orders = Orders { customer: &customer, day: &[1, 1, 1, 99, 2, 3], amount: &amount };
    let history = History::build(orders, 2, 50);
    assert_eq!((history.days(0), history.days(1), history.order_days()), (&[1][..], &[2][..], 2));
    assert!(history.days(2).is_empty() && history.days(usize::MAX).is_empty());
}

#[test]
fn orders_of_one_day_are_one_event() {
    let mut log = Log::default();
    for (d, m) in [(9, 5), (3, 100), (9, -30), (3, 20), (9, 5)] {
        log.push(0, d, m);
    }
    let history = log.history(10);
    assert_eq!((history.days(0), &*history.amounts(0), history.total(0)), (&[3, 9][..], &[120, -20][..], 100));
    let summary = history.summary(0).unwrap();
    assert_eq!((summary.x, summary.total, summary.unpaid_days, summary.repeat_mean), (1, 100, 1, None));
}

#[test]
fn all_on_the_same_day() {
    let mut log = Log::default();
    (0..200).for_each(|c| log.push(c, 0, 100));
    scored(&log, 0);
    scored(&log, 10_000);
    let mut large = Log::default();
    (0..2_000).for_each(|c| large.push(c, 0, 100));
    scored(&large, 0);
    scored(&large, 1);
}

#[test]
fn negative_and_huge_amounts() {
    let mut dice = Dice(1);
    let extremes = [i64::MAX, i64::MIN, i64::MAX - 1, -1, 0, 1, i64::MIN + 1];
    let mut log = Log::default();
    for i in 0..3_000u32 {
        log.push(i % 300, dice.below(500) as i32, extremes[dice.below(7) as usize]);
    }
    let book = scored(&log, 600);
    assert_eq!(book.buyers, 300);
    let mut all_negative = Log::default();
    (0..100).for_each(|c| all_negative.push(c, c as i32, -5));
    assert_eq!(scored(&all_negative, 200).pareto, None);
    let mut saturating = Log::default();
    (0..5).for_each(|d| saturating.push(0, d, i64::MAX));
    assert_eq!(saturating.history(9).total(0), i64::MAX);
}

#[test]
fn days_at_the_ends_of_the_calendar() {
    let mut log = Log::default();
    for c in 0..700 {
        log.push(c, i32::MIN, 1);
        log.push(c, i32::MIN + 1 + c as i32, 1);
        log.push(c, if c % 2 == 0 { i32::MAX } else { 0 }, 1);
    }
    scored(&log, i32::MAX);
    scored(&log, 0);
    scored(&log, i32::MIN);
}

#[test]
fn a_customer_with_two_thousand_repeats() {
    let mut log = simulated(&mut Dice(2), 600, [0.5, 6.0, 0.9, 1.6], 2_500);
    (0..2_001).for_each(|d| log.push(0, d, 100 + i64::from(d % 7)));
    let book = scored(&log, 2_500);
    assert!(book.summary(0).unwrap().x >= 2_000);
}

#[test]
fn shapes_of_books() {
    let mut dice = Dice(77);
    for (customers, span) in [(29, 400), (30, 400), (60, 3_000), (499, 900), (501, 900), (900, 60), (6_000, 1_200)] {
        for params in [[0.3, 2.0, 0.5, 1.0], [5.0, 3.0, 0.02, 9.0], [0.6, 200.0, 1.0, 1.0], [2.0, 1.0, 8.0, 0.5]] {
            scored(&simulated(&mut dice, customers, params, span), span);
        }
    }
    // Clockwork: everybody orders every seventh day, for ever.
    let mut clockwork = Log::default();
    (0..800).for_each(|c| (0..40).for_each(|k| clockwork.push(c, c as i32 % 7 + 7 * k, 100)));
    let book = scored(&clockwork, 280);
    assert!(book.p_alive.iter().all(|&p| p > 0.9));
}

#[test]
fn odd_settings() {
    let log = simulated(&mut Dice(9), 600, [0.5, 6.0, 0.9, 1.6], 600);
    for (horizon_days, threshold) in [(0, f64::NAN), (-5, -1.0), (i32::MAX, 2.0), (i32::MIN, f64::INFINITY)] {
        let settings = Settings {
            horizon_days,
            danger_p_alive: threshold,
            danger_overdue: threshold,
            termination_p_active: threshold,
            rising: threshold,
        };
        check_sane(&score(log.history(600), settings, vec![true], vec![false, true]));
    }
}

#[test]
fn the_order_of_rows_changes_no_bit() {
    let log = cdnow_sample();
    let book = scored(&log, day(1997, 9, 30));
    let mut dice = Dice(4);
    let mut shuffled = log.clone();
    for i in (1..log.day.len()).rev() {
        let j = dice.below(i as u64 + 1) as usize;
        shuffled.customer.swap(i, j);
        shuffled.day.swap(i, j);
        shuffled.amount.swap(i, j);
    }
    assert_ne!(shuffled.day, log.day);
    assert_eq!(scored(&shuffled, day(1997, 9, 30)), book);
}

#[test]
fn the_numbering_of_customers_changes_no_bit() {
    let log = cdnow_sample();
    let book = scored(&log, day(1997, 9, 30));
    let last = log.customers as u32 - 1;
    let reversed = Log { customer: log.customer.iter().map(|c| last - c).collect(), ..log.clone() };
    let mirror = scored(&reversed, day(1997, 9, 30));
    assert_eq!((&mirror.fit, mirror.loyalty_mean, &mirror.pareto), (&book.fit, book.loyalty_mean, &book.pareto));
    assert!(mirror.loyalty.iter().rev().eq(&book.loyalty));
    assert!(mirror.p_active.iter().rev().eq(&book.p_active));
    assert!(mirror.stage.iter().rev().eq(&book.stage));
}

#[test]
fn the_numbering_of_customers_changes_no_bit_of_an_audit() {
    let log = cdnow_sample();
    let last = log.customers as u32 - 1;
    let reversed = Log { customer: log.customer.iter().map(|c| last - c).collect(), ..log.clone() };
    let audit = |log: &Log| Audit::of(&scored(log, day(1997, 9, 30)), &log.history(day(1998, 6, 30)));
    assert_eq!(audit(&reversed), audit(&log));
    // The same with many that are equal in all but what came of them.
    let few = Log { amount: vec![100; log.day.len()], day: log.day.iter().map(|day| day - day % 30).collect(), ..log };
    let reversed = Log { customer: few.customer.iter().map(|c| last - c).collect(), ..few.clone() };
    assert_eq!(audit(&reversed), audit(&few));
}

#[test]
fn a_run_in_steps_is_the_run_at_once_and_tells_its_progress() {
    let log = cdnow_sample();
    let history = log.history(day(1997, 9, 30));
    let mut run = Run::new(history.clone(), Settings::default(), vec![], vec![]);
    let mut before = 0;
    while let Progress::Working { done, total } = run.step() {
        assert!(done >= before && done <= total, "{before} {done} {total}");
        before = done;
    }
    assert_eq!(run.step(), Progress::Done);
    assert_eq!(run.finish(), score(history, Settings::default(), vec![], vec![]));
}

#[test]
fn a_longer_horizon_is_a_higher_probability() {
    let book = scored(&cdnow_sample(), day(1997, 9, 30));
    let (near, far) = (book.p_active_column(30), book.p_active_column(365));
    assert!(near.iter().zip(&far).all(|(n, f)| n <= f));
    assert!(far.iter().zip(&book.p_active).all(|(f, p)| (f - p).abs() < 1e-6));
    let median = book.next_order(0, 0.5).unwrap();
    assert!(median > book.as_of && book.next_order(0, 0.9).unwrap() > median);
    assert!(matches!(book.fit, FitState::Fitted { chosen: Model::Mbg, .. }));
}
