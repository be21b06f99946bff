//! Descriptives, correlation, regression and their distributions against scipy, statsmodels and NIST.
#![allow(clippy::unwrap_used)]

mod support;

use insight::special::{chi2_upper, f_upper, normal_cdf, normal_quantile, t_quantile_two_sided, t_two_sided};
use insight::stats::{
    Correlation, Description, Unsolved, benjamini_hochberg, drivers, holm, kendall, logit, ols, pearson, spearman,
};
use serde_json::Value;
use support::{Dice, assert_abs, assert_rel, cdnow_sample, day, json, number, table};

fn reference() -> Value {
    json(include_str!("fixtures/stats.json"))
}

/// Calibration repeats, holdout orders, total spend, holdout spend and silence of the CDNOW customers.
fn cdnow() -> [Vec<f64>; 5] {
    let log = cdnow_sample();
    let (before, whole) = (log.history(day(1997, 9, 30)), log.history(day(1998, 6, 30)));
    let mut columns: [Vec<f64>; 5] = Default::default();
    for c in 0..before.customers() {
        let from = before.days(c).len();
        let spent: i64 = whole.amounts(c)[from..].iter().sum();
        let gap = f64::from(before.as_of() - before.span(c).unwrap().1) / 7.0;
        let row = [
            (from - 1) as f64,
            (whole.days(c).len() - from) as f64,
            before.total(c) as f64 / 100.0,
            spent as f64 / 100.0,
            gap,
        ];
        columns.iter_mut().zip(row).for_each(|(column, x)| column.push(x));
    }
    columns
}

fn assert_correlations(u: &[f64], v: &[f64], case: &Value, ranks_tolerance: f64) {
    let (p, s, k) = (pearson(u, v).unwrap(), spearman(u, v).unwrap(), kendall(u, v).unwrap());
    assert_rel(p.r, number(&case["pearson"]), 1e-9, "Pearson");
    assert_rel(p.p, number(&case["pearson_p"]), 1e-8, "its p");
    assert_rel(p.ci.unwrap().0, number(&case["pearson_ci95"][0]), 1e-9, "its interval");
    assert_rel(p.ci.unwrap().1, number(&case["pearson_ci95"][1]), 1e-9, "its interval");
    assert_rel(s.r, number(&case["spearman"]), ranks_tolerance, "Spearman");
    assert_rel(k.r, number(&case["kendall_tau_b"]), ranks_tolerance, "Kendall");
    if ranks_tolerance < 1e-6 {
        assert_rel(s.p, number(&case["spearman_p"]), 1e-8, "its p");
        assert_rel(k.p, number(&case["kendall_p"]), 1e-8, "its p");
    }
}

#[test]
fn correlations_on_cdnow_and_cars() {
    let [x, later, total, spent, gap] = cdnow();
    let file = &reference()["correlation"];
    assert_correlations(&x, &later, &file["CDNOW x vs xstar"], 1e-9);
    // Sums in cents and in floats tie a few customers differently.
    assert_correlations(&total, &spent, &file["CDNOW total vs spend_star"], 1e-5);
    // The reference subtracts times in floats, which parts some equal silences.
    assert_correlations(&gap, &later, &file["CDNOW T-tx vs xstar"], 1e-3);
    let cars = table(include_str!("fixtures/mtcars.txt"));
    assert_correlations(&cars[0], &cars[3], &file["mtcars mpg vs wt"], 1e-9);
    assert_correlations(&cars[1], &cars[4], &file["mtcars cyl vs gear"], 1e-9);
}

#[test]
fn descriptives_of_cdnow_and_cars() {
    let file = &reference()["descriptive"];
    let [_, _, total, _, _] = cdnow();
    let cars = table(include_str!("fixtures/mtcars.txt"));
    for (values, case) in [(&total, &file["CDNOW total spend (2357)"]), (&cars[0], &file["mtcars mpg"])] {
        let got = Description::of(values).unwrap();
        let pairs = [
            (got.mean, "mean"),
            (got.sd.unwrap(), "sd"),
            (got.min, "min"),
            (got.q1, "q1"),
            (got.median, "median"),
            (got.q3, "q3"),
            (got.max, "max"),
            (got.skew_g1.unwrap(), "skew_g1"),
            (got.skew_big_g1.unwrap(), "skew_G1"),
            (got.excess_g2.unwrap(), "ex_kurt_g2"),
            (got.excess_big_g2.unwrap(), "ex_kurt_G2"),
            (got.mad, "mad"),
            (got.trimmed10, "trimmed10"),
        ];
        assert_eq!(got.n as f64, number(&case["n"]));
        for (value, key) in pairs {
            assert_rel(value, number(&case[key]), 1e-9, key);
        }
    }
    let flat = Description::of(&[3.0; 5]).unwrap();
    assert_eq!((flat.sd, flat.skew_g1, flat.excess_g2), (Some(0.0), None, None));
    assert_eq!(Description::of(&[1.0]).unwrap().sd, None);
    assert_eq!(Description::of(&[]), None);
    assert_eq!(Description::of(&[f64::NAN]), None);
}

#[test]
fn longley_to_nine_digits() {
    let file = reference();
    let data = &file["ols_longley_NIST"]["data"];
    let y: Vec<f64> = data["y"].as_array().unwrap().iter().map(number).collect();
    let rows = data["X"].as_array().unwrap();
    let columns: Vec<Vec<f64>> = (0..6).map(|j| rows.iter().map(|row| number(&row[j])).collect()).collect();
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let fit = ols(&y, &columns).unwrap();
    let certified = &file["ols_longley_NIST"]["NIST_certified"];
    let case = &file["ols_longley_NIST"];
    for (j, c) in fit.coefficients.iter().enumerate() {
        let name = if j == 0 { "const".to_owned() } else { format!("x{j}") };
        assert_rel(c.estimate, number(&certified["coef"][j]), 1e-9, &name);
        assert_rel(c.se, number(&certified["se"][j]), 1e-9, &name);
        assert_rel(c.t, number(&case["t"][&name]), 1e-8, &name);
        assert_rel(c.p, number(&case["p"][&name]), 1e-7, &name);
        assert_rel(c.ci.0, number(&case["ci95"][&name][0]), 1e-7, &name);
        assert_rel(c.ci.1, number(&case["ci95"][&name][1]), 1e-7, &name);
        assert_rel(c.se_hc1, number(&case["se_HC1"][&name]), 1e-7, &name);
        if let Some(vif) = c.vif {
            assert_rel(vif, number(&case["vif"][&name]), 1e-7, &name);
        }
    }
    assert_rel(fit.sigma, number(&certified["residual_sd"]), 1e-9, "sigma");
    assert_rel(fit.r2, number(&certified["R2"]), 1e-9, "R2");
    assert_rel(fit.f.unwrap(), number(&certified["F"]), 1e-9, "F");
    assert_summary(&fit, case);
}

fn assert_summary(fit: &insight::stats::Ols, case: &Value) {
    let pairs = [
        (fit.adjusted_r2, "adj_r2"),
        (fit.f_p.unwrap(), "F_p"),
        (fit.log_likelihood.unwrap(), "loglik"),
        (fit.aic.unwrap(), "AIC"),
        (fit.bic.unwrap(), "BIC"),
        (fit.durbin_watson.unwrap(), "durbin_watson"),
    ];
    for (value, key) in pairs {
        assert_rel(value, number(&case[key]), 1e-7, key);
    }
}

#[test]
fn cars_by_weight_and_power() {
    let cars = table(include_str!("fixtures/mtcars.txt"));
    let fit = ols(&cars[0], &[&cars[3], &cars[2]]).unwrap();
    let file = reference();
    let case = &file["ols_mtcars_mpg_wt_hp"];
    for (c, name) in fit.coefficients.iter().zip(["const", "wt", "hp"]) {
        assert_rel(c.estimate, number(&case["coef"][name]), 1e-10, name);
        assert_rel(c.se, number(&case["se"][name]), 1e-10, name);
        assert_rel(c.p, number(&case["p"][name]), 1e-8, name);
        assert_rel(c.se_hc1, number(&case["se_HC1"][name]), 1e-10, name);
    }
    assert_summary(&fit, case);

    // Shapley's shares of R² sum to it, and to each driver's own R² where there is one.
    let found = drivers(&cars[0], &[&cars[3], &cars[2], &cars[1]]).unwrap();
    let sum: f64 = found.drivers.iter().map(|d| d.share).sum();
    assert_rel(sum, found.model.r2, 1e-10, "shares");
    assert!(found.drivers.iter().all(|d| d.share > 0.0 && d.p_holm >= d.p && d.p_bh >= d.p));
    let alone = drivers(&cars[0], &[&cars[3]]).unwrap();
    assert_rel(alone.drivers[0].share, alone.drivers[0].correlation * alone.drivers[0].correlation, 1e-12, "alone");
}

#[test]
fn collinear_and_constant_columns_are_named() {
    let cars = table(include_str!("fixtures/mtcars.txt"));
    let twice: Vec<f64> = cars[3].iter().map(|w| 2.0 * w + 1.0).collect();
    let flat = vec![0.1; cars[0].len()];
    let fit = ols(&cars[0], &[&cars[3], &twice, &flat, &cars[2]]).unwrap();
    assert_eq!(fit.dropped, [1, 2]);
    let plain = ols(&cars[0], &[&cars[3], &cars[2]]).unwrap();
    assert_rel(fit.r2, plain.r2, 1e-12, "R²");
    assert!(fit.coefficients.iter().all(|c| c.se.is_finite() && c.estimate.is_finite()));

    assert_eq!(ols(&[1.0, 2.0], &[&[1.0, 2.0]]), Err(Unsolved::TooFew { n: 2, needed: 3 }));
    assert_eq!(ols(&[1.0; 9], &[&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]]), Err(Unsolved::NoVariation));
    assert_eq!(ols(&[1.0, 2.0, 3.0], &[&[1.0]]), Err(Unsolved::Ragged));
    assert_eq!(ols(&[1.0, 2.0, f64::NAN], &[&[1.0, 2.0, 3.0]]), Err(Unsolved::NotFinite));
    let line: Vec<f64> = (0..9).map(f64::from).collect();
    let perfect = ols(&line, &[&line]).unwrap();
    assert_eq!((perfect.f, perfect.log_likelihood, perfect.durbin_watson), (None, None, None));
    assert_rel(perfect.coefficients[1].estimate, 1.0, 1e-12, "slope");
    assert_eq!(pearson(&line, &[2.0; 9]), Err(Unsolved::NoVariation));
    assert!(matches!(pearson(&line, &line), Ok(Correlation { p: 0.0, ci: None, .. })));
}

#[test]
fn credit_card_defaults() {
    let columns = table(include_str!("fixtures/credit_default.txt"));
    let y: Vec<bool> = columns[0].iter().map(|d| *d > 0.5).collect();
    let fit = logit(&y, &[&columns[2], &columns[3], &columns[1]]).unwrap();
    let file = reference();
    let case = &file["logit_ISLR_Default"];
    for (c, name) in fit.coefficients.iter().zip(["const", "balance", "income_thousands", "student"]) {
        assert_rel(c.estimate, number(&case["coef"][name]), 1e-6, name);
        assert_rel(c.se, number(&case["se"][name]), 1e-6, name);
        assert_rel(c.z, number(&case["z"][name]), 1e-6, name);
        assert_rel(c.odds_ratio, number(&case["odds_ratio"][name]), 1e-5, name);
    }
    assert!(fit.converged && !fit.ridge);
    assert_rel(fit.log_likelihood, number(&case["loglik"]), 1e-7, "log-likelihood");
    assert_rel(fit.null_log_likelihood, number(&case["null_loglik"]), 1e-9, "null");
    assert_rel(fit.mcfadden, number(&case["mcfadden"]), 1e-7, "McFadden");
    assert_rel(fit.auc.unwrap(), number(&case["AUC"]), 1e-6, "AUC");
    assert_rel(fit.brier, number(&case["Brier"]), 1e-6, "Brier");
}

#[test]
fn separated_outcomes_get_a_ridge_and_a_warning() {
    let x: Vec<f64> = (0..20).map(f64::from).collect();
    let y: Vec<bool> = (0..20).map(|i| i >= 10).collect();
    let fit = logit(&y, &[&x, &[1.0; 20]]).unwrap();
    assert!(fit.ridge && fit.dropped == [1]);
    assert!(fit.coefficients.iter().all(|c| c.estimate.is_finite() && c.se.is_finite() && c.odds_ratio.is_finite()));
    let twice: Vec<f64> = x.iter().map(|v| 3.0 * v).collect();
    let mixed: Vec<bool> = (0..20).map(|i| i % 3 == 0).collect();
    assert!(logit(&mixed, &[&x, &twice]).unwrap().ridge, "collinear");
    assert_eq!(logit(&[true; 9], &[&[1.0; 9]]), Err(Unsolved::NoVariation));
}

/// A yes or no of `n` rows by a trait that the first `few` have, and by a number; `of` tells the chance of a yes.
fn rare(n: usize, few: usize, of: impl Fn(bool, f64) -> f64) -> insight::stats::Logit {
    let mut dice = Dice(11);
    let number: Vec<f64> = (0..n).map(|_| dice.unit()).collect();
    let y: Vec<bool> = number.iter().enumerate().map(|(i, &x)| dice.unit() < of(i < few, x)).collect();
    let is: Vec<f64> = (0..n).map(|i| f64::from(u8::from(i < few))).collect();
    logit(&y, &[&is, &number]).unwrap()
}

#[test]
fn a_small_group_without_a_yes_is_separated_and_strong_effects_are_not() {
    for (n, few) in [(2_000, 20), (500, 5), (20_000, 1), (2_000, 1_980)] {
        let fit = rare(n, few, |is, x| if is { 0.0 } else { 0.3 + 0.4 * x });
        assert!(fit.ridge, "{few} of {n}");
        assert!(fit.coefficients.iter().all(|c| c.se < 100.0 && c.estimate.abs() < 20.0), "{few} of {n}");
    }
    // A yes in twenty, or in the other way a no; odds 150 times as high; a number that nearly decides.
    for (n, few) in [(2_000, 200), (500, 100)] {
        for seldom in [0.05, 0.95] {
            assert!(!rare(n, few, |is, x| if is { seldom } else { 0.3 + 0.4 * x }).ridge, "{few} of {n}");
        }
        let odds = |z: f64| 1.0 / (1.0 + libm::exp(-z));
        assert!(!rare(n, few, |is, x| odds(if is { 5.0 * x } else { -5.0 * x })).ridge);
        assert!(!rare(n, few, |_, x| odds(60.0 * (x - 0.5))).ridge);
    }
}

#[test]
fn a_number_mistyped_once_is_no_separation() {
    let mut dice = Dice(11);
    let mut number: Vec<f64> = (0..2_000).map(|_| 1.0 + (dice.unit() * 5.0).floor()).collect();
    let mut y: Vec<bool> = number.iter().map(|x| dice.unit() < 1.0 / (1.0 + libm::exp(1.5 - 0.5 * x))).collect();
    (number[0], y[0]) = (99_999.0, true);
    let fit = logit(&y, &[&number]).unwrap();
    assert!(!fit.ridge);
    assert_abs(fit.coefficients[1].estimate, 0.5, 0.15, "the effect of one more");
}

#[test]
fn many_tests_at_once() {
    // R: p.adjust(c(.01,.02,.03,.04,.05), "holm") and "BH".
    let p = [0.04, 0.01, 0.05, 0.03, 0.02];
    let expected_holm = [0.09, 0.05, 0.09, 0.09, 0.08];
    holm(&p).iter().zip(expected_holm).for_each(|(got, want)| assert_rel(*got, want, 1e-12, "Holm"));
    benjamini_hochberg(&p).iter().for_each(|got| assert_rel(*got, 0.05, 1e-12, "BH"));
    assert!(holm(&[]).is_empty());
}

#[test]
fn distributions_at_known_points() {
    assert_rel(normal_quantile(0.975).unwrap(), 1.959_963_984_540_054, 1e-14, "z");
    assert_rel(normal_quantile(1e-10).unwrap(), -6.361_340_902_404_056, 1e-12, "z far out");
    assert_rel(t_quantile_two_sided(0.05, 10.0).unwrap(), 2.228_138_851_986_275, 1e-12, "t");
    assert_rel(t_two_sided(2.0, 1.0).unwrap(), 0.295_167_235_300_866_6, 1e-13, "Cauchy");
    assert_rel(f_upper(3.0, 2.0, 10.0).unwrap(), 0.095_367_431_640_625, 1e-12, "F");
    assert_rel(chi2_upper(3.841_458_820_694_124, 1.0).unwrap(), 0.05, 1e-12, "χ²");
    let mut dice = Dice(7);
    for _ in 0..200 {
        let p = dice.unit();
        assert_abs(normal_cdf(normal_quantile(p).unwrap()), p, 1e-14, "round trip");
    }
    for p in [0.0, 1.0, -1.0, f64::NAN] {
        assert_eq!(normal_quantile(p), None);
        assert_eq!(t_quantile_two_sided(p, 3.0), None);
    }
    assert_eq!(t_two_sided(1.0, 0.0), None);
}
