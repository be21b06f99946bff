//! How long a large book takes: `cargo test -p insight --release --test speed -- --ignored --nocapture`.
#![allow(clippy::print_stdout)]

mod support;

use insight::{Progress, Run, Settings};
use std::time::{Duration, Instant};
use support::{Dice, simulated};

#[test]
#[ignore = "a measurement, not a check"]
fn a_hundred_thousand_customers() {
    let log = simulated(&mut Dice(1), 100_000, [0.9, 6.0, 0.35, 2.2], 1_000);
    for round in 0..5 {
        let start = Instant::now();
        let history = log.history(1_000);
        let built = start.elapsed();
        let days = history.order_days();
        let mut run = Run::new(history, Settings::default(), vec![], vec![]);
        let mut steps: Vec<(Duration, u32)> = Vec::new();
        loop {
            let from = Instant::now();
            let progress = run.step();
            let at = if let Progress::Working { done, .. } = progress { done } else { 1_000 };
            steps.push((from.elapsed(), at));
            if progress == Progress::Done {
                break;
            }
        }
        let total = start.elapsed();
        let mut longest = steps.clone();
        longest.sort_by_key(|step| std::cmp::Reverse(*step));
        let until = |part: u32| steps.iter().filter(|s| s.1 <= part).map(|s| s.0).sum::<Duration>();
        println!(
            "round {round}: {} rows, {days} order days: built {built:?}, total {total:?}, {} steps",
            log.day.len(),
            steps.len()
        );
        println!(
            "   values {:?}, rfm {:?}, pareto {:?}, clock {:?}, samples {:?}",
            until(40),
            until(80) - until(40),
            until(100) - until(80),
            until(120) - until(100),
            until(160) - until(120)
        );
        println!(
            "   fits {:?}, judging {:?}, loyalty {:?}",
            until(720) - until(160),
            until(900) - until(720),
            until(1_000) - until(900)
        );
        println!("   longest {:?}", &longest[..6]);
        let book = run.finish();
        assert!(book.buyers > 90_000);
        if round == 4 {
            println!("{:?}", book.fit);
        }
    }
}

#[test]
#[ignore = "a measurement, not a check"]
fn what_is_computed_beside_the_scores() {
    use insight::churn::WarningSettings;
    use insight::cluster::{KMeans, rfm_features, standardise};
    use insight::{Discounting, SpendData, SpendState, score};
    let log = simulated(&mut Dice(1), 100_000, [0.9, 6.0, 0.35, 2.2], 1_000);
    let book = score(log.history(1_000), Settings::default(), vec![], vec![]);
    let mut start = Instant::now();
    let mut lap = |what: &str| {
        println!("{what}: {:?}", start.elapsed());
        start = Instant::now();
    };
    let spend = SpendState::of(&SpendData::of(&book.history, 100.0));
    lap("spend model");
    let (fit, amounts) = (book.fit.chosen().unwrap(), spend.fit().unwrap().model);
    let year = Discounting::new(52, 0.15).unwrap();
    let value = |c: usize| {
        let (x, mean) = book.history.paid_repeats(c).unwrap_or((0, 0.0));
        let amount = amounts.expected_amount(f64::from(x), mean / 100.0)?;
        year.value(&fit.btyd(), &book.history.cbs(c)?, amount, 1.0)
    };
    let total: f64 = (0..book.customers()).filter_map(value).sum();
    lap("life-time value");
    let list = book.watch_list(&WarningSettings::default(), Some((&amounts, 100.0)));
    lap("watch list");
    let (_, mut table) = rfm_features(&book.history, 100.0);
    standardise(&mut table, 3);
    lap("features");
    let clusters = KMeans::new(5).fit(&table, 3).unwrap();
    lap("k-means, k = 5, ten runs");
    let moves = book.transitions(12, &[]).0;
    lap("flows over twelve months");
    assert!(total > 0.0 && !list.is_empty() && clusters.sizes.len() == 5 && moves.counts[3][3] > 0);
}

#[test]
#[ignore = "a measurement, not a check"]
fn the_fit_of_cdnow() {
    let history = support::cdnow_sample().history(support::day(1997, 9, 30));
    for model in insight::Model::ALL {
        let times = (0..300).map(|_| {
            let start = Instant::now();
            let samples = insight::btyd::Samples::of(&history);
            let mut fitter = insight::btyd::Fitter::new(model, None, 1.0);
            let fit = loop {
                if let Some(fit) = fitter.step(&samples) {
                    break fit;
                }
            };
            (start.elapsed(), fitter.evaluations(), fit.log_likelihood)
        });
        println!("{model:?}: {:?}", times.min_by_key(|time| time.0));
    }
}

#[test]
#[ignore = "a measurement, not a check"]
fn one_run_of_k_means() {
    use insight::cluster::{KMeans, rfm_features, standardise};
    let log = simulated(&mut Dice(1), 100_000, [0.9, 6.0, 0.35, 2.2], 1_000);
    let (_, mut points) = rfm_features(&log.history(1_000), 100.0);
    standardise(&mut points, 3);
    let step = points.len() / 45 * 3;
    let times = (0..40).map(|_| {
        let centres: Vec<f64> = (0..5).flat_map(|at| points[at * step..][..3].to_vec()).collect();
        let start = Instant::now();
        let clusters = KMeans::from_centres(&points, 3, centres, 25);
        (start.elapsed(), clusters.map(|clusters| clusters.inertia.to_bits()))
    });
    println!("{} points: {:?}", points.len() / 3, times.min_by_key(|time| time.0));
}
