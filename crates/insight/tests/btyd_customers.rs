//! The purchase models for given parameters, customer by customer.
#![allow(clippy::unwrap_used)]

mod support;

use insight::{Btyd, Cbs, Model, Params};
use serde_json::Value;
use support::{assert_abs, assert_rel, cdnow_sample, day, json, number, numbers};

fn model_of(name: &Value) -> Model {
    match name.as_str().unwrap() {
        "BG/NBD" => Model::Bg,
        "MBG/NBD" => Model::Mbg,
        other => panic!("{other}"),
    }
}

/// The fitted models of the reference file.
fn reference(model: &str) -> Btyd {
    let file = json(include_str!("fixtures/bgnbd_cdnow.json"));
    let p = &file["models"][model]["params"];
    let of = |key: &str| number(&p[key]);
    let params = Params::new(of("r"), of("alpha"), of("a"), of("b")).unwrap();
    Btyd { model: model_of(&Value::from(model)), params }
}

#[test]
fn thirty_edge_cases_match_50_digit_values_to_1e_8() {
    let file = json(include_str!("fixtures/edge_cases.json"));
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 30);
    for case in cases {
        let of = |key: &str| number(&case[key]);
        let params = Params::new(of("r"), of("alpha"), of("a"), of("b")).unwrap();
        let btyd = Btyd { model: model_of(&case["model"]), params };
        let cbs = Cbs::new(of("x"), of("tx"), of("T")).unwrap();
        let name = format!("{} {}", case["case"], case["model"]);
        assert_abs(btyd.log_likelihood(&cbs).unwrap(), of("loglik"), 1e-8 * of("loglik").abs().max(1e-6), &name);
        assert_rel(btyd.p_alive(&cbs), of("p_alive"), 1e-8, &name);
        assert_rel(btyd.p_active(&cbs, of("t")), of("p_active"), 1e-8, &name);
        assert_rel(btyd.expected(&cbs, of("t")).unwrap(), of("expected"), 1e-8, &name);
    }
}

#[test]
fn all_2357_customers_match_to_1e_6() {
    let (bg, mbg) = (reference("BG/NBD"), reference("MBG/NBD"));
    let history = cdnow_sample().history(day(1997, 9, 30));
    let mut lines = 0;
    for line in include_str!("fixtures/cdnow_predictions.csv").lines().skip(1) {
        let fields: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
        let cbs = history.cbs(fields[0] as usize - 1).unwrap();
        assert_rel(bg.p_alive(&cbs), fields[1], 1e-6, line);
        assert_rel(mbg.p_alive(&cbs), fields[2], 1e-6, line);
        assert_rel(bg.expected(&cbs, 39.0).unwrap(), fields[3], 1e-6, line);
        assert_rel(mbg.expected(&cbs, 39.0).unwrap(), fields[4], 1e-6, line);
        lines += 1;
    }
    assert_eq!(lines, 2357);
}

#[test]
fn customer_1_matches_the_printed_values_to_1e_7() {
    let cbs = cdnow_sample().history(day(1997, 9, 30)).cbs(0).unwrap();
    assert_rel(reference("BG/NBD").p_alive(&cbs), 0.726_620_31, 1e-7, "P(alive) BG");
    assert_rel(reference("MBG/NBD").p_alive(&cbs), 0.706_138_47, 1e-7, "P(alive) MBG");
    assert_rel(reference("BG/NBD").expected(&cbs, 39.0).unwrap(), 1.225_994_46, 1e-7, "E[Y(39)] BG");
    assert_rel(reference("MBG/NBD").expected(&cbs, 39.0).unwrap(), 1.262_758_83, 1e-7, "E[Y(39)] MBG");
}

#[test]
fn p_active_and_expectation_match_the_predictive_distribution_to_1e_8() {
    let file = json(include_str!("fixtures/predictive.json"));
    for case in file["cases"].as_array().unwrap() {
        let of = |key: &str| number(&case[key]);
        let btyd = reference(case["model"].as_str().unwrap());
        let cbs = Cbs::new(of("x"), of("tx"), of("T")).unwrap();
        assert_rel(btyd.p_alive(&cbs), of("p_alive"), 1e-8, "P(alive)");
        assert_rel(btyd.p_active(&cbs, of("h")), of("p_active_h"), 1e-8, "P(active)");
        assert_rel(btyd.expected(&cbs, of("h")).unwrap(), of("mean_2F1"), 1e-8, "E[Y]");
        let pmf = btyd.predictive(&cbs, of("h"), 7).unwrap();
        for (y, p) in pmf.iter().enumerate() {
            assert_rel(*p, number(&case["pmf"][y]), 1e-8, "P(Y = y)");
        }
        let quantiles = [0.05, 0.5, 0.9, 0.95].map(|q| f64::from(btyd.predictive_quantile(&cbs, of("h"), q).unwrap()));
        assert_eq!(quantiles, numbers::<4>(&case["q05_q50_q90_q95"]));
    }
}

#[test]
fn the_predictive_distribution_sums_to_one_and_has_the_expected_mean() {
    for btyd in [reference("BG/NBD"), reference("MBG/NBD")] {
        for (x, t_x, t) in [(0.0, 0.0, 0.0), (3.0, 30.0, 38.0), (200.0, 38.0, 38.5)] {
            let cbs = Cbs::new(x, t_x, t).unwrap();
            let pmf = btyd.predictive(&cbs, 39.0, 1_500).unwrap();
            assert_rel(pmf.iter().sum(), 1.0, 1e-9, "sum");
            let mean: f64 = pmf.iter().enumerate().map(|(y, p)| y as f64 * p).sum();
            assert_rel(mean, btyd.expected(&cbs, 39.0).unwrap(), 1e-8, "mean");
            assert_rel(1.0 - pmf[0], btyd.p_active(&cbs, 39.0), 1e-12, "P(active)");
        }
        let cbs = Cbs::new(1.0, 2.0, 3.0).unwrap();
        assert_eq!(btyd.predictive(&cbs, 0.0, 2), Some(vec![1.0, 0.0, 0.0]));
        assert_eq!(btyd.predictive(&cbs, f64::NAN, 2), None);
        assert_eq!(btyd.predictive_quantile(&cbs, 5.0, 1.0), None);
    }
}

#[test]
fn what_if_an_order_came_today_or_another_week_stayed_silent() {
    let file = json(include_str!("fixtures/whatif.json"));
    let [r, alpha, a, b] = numbers(&file["params_MBG"]);
    let btyd = Btyd { model: Model::Mbg, params: Params::new(r, alpha, a, b).unwrap() };
    for (id, case) in file["customers"].as_object().unwrap() {
        let of = |key: &str| number(&case[key]);
        let expected = |x, t_x, t| btyd.expected(&Cbs::new(x, t_x, t).unwrap(), 52.0).unwrap();
        let (x, t_x, t) = (of("x"), of("tx"), of("T"));
        assert_rel(expected(x, t_x, t), of("E52"), 1e-8, id);
        assert_rel(expected(x + 1.0, t, t), of("E52_if_buys_today"), 1e-8, id);
        assert_rel(expected(x, t_x, t + 1.0), of("E52_after_one_more_silent_week"), 1e-8, id);
    }
}

#[test]
fn p_active_is_one_minus_the_likelihood_ratio() {
    for btyd in [reference("BG/NBD"), reference("MBG/NBD")] {
        for (x, t_x, t) in [(0.0, 0.0, 20.0), (1.0, 3.0, 30.0), (7.0, 25.0, 38.0)] {
            let ll = |t| btyd.log_likelihood(&Cbs::new(x, t_x, t).unwrap()).unwrap();
            let ratio = 1.0 - libm::exp(ll(t + 26.0) - ll(t));
            assert_rel(btyd.p_active(&Cbs::new(x, t_x, t).unwrap(), 26.0), ratio, 1e-12, "identity");
        }
    }
}

#[test]
fn the_next_order_comes_within_the_quantile_with_its_probability() {
    let btyd = reference("MBG/NBD");
    let cbs = Cbs::new(2.0, 30.0, 38.0).unwrap();
    for p in [0.01, 0.5, 0.9, 0.999] {
        let weeks = btyd.weeks_to_next_order(&cbs, p).unwrap();
        assert_rel(btyd.p_order_if_alive(&cbs, weeks), p, 1e-12, "round trip");
    }
    for p in [0.0, 1.0, -0.1, f64::NAN] {
        assert!(btyd.weeks_to_next_order(&cbs, p).is_none());
    }
}

#[test]
fn expectation_is_continuous_through_its_singular_parameters() {
    let expected = |a: f64, b: f64, x: f64| {
        let btyd = Btyd { model: Model::Bg, params: Params::new(0.25, 4.4, a, b).unwrap() };
        btyd.expected(&Cbs::new(x, 20.0 * x.min(1.0), 39.0).unwrap(), 39.0).unwrap()
    };
    for nudge in [1e-3, 1e-6, 1e-9, 1e-12, 0.0] {
        assert_rel(expected(1.0 + nudge, 2.0, 3.0), expected(1.0 - nudge, 2.0, 3.0), 2.0 * nudge + 1e-13, "a = 1");
        assert_rel(expected(0.4, 0.6 + nudge, 0.0), expected(0.4, 0.6 - nudge, 0.0), 2.0 * nudge + 1e-13, "a + b = 1");
    }
}

/// The series where it settles, the quadrature elsewhere: both must stay below the mean without drop-out, and meet where both hold.
#[test]
fn expectation_is_sane_for_extreme_parameters() {
    let scales = [1e-6, 1e-3, 0.3, 1.0, 30.0, 1e4, 1e6];
    for r in scales {
        for alpha in scales {
            for a in scales {
                for b in scales {
                    let btyd = Btyd { model: Model::Mbg, params: Params::new(r, alpha, a, b).unwrap() };
                    for (x, t_x, t, h) in [(0.0, 0.0, 0.0, 1.0), (3.0, 10.0, 40.0, 52.0), (2000.0, 99.0, 100.0, 5000.0)]
                    {
                        let cbs = Cbs::new(x, t_x, t).unwrap();
                        let expected = btyd.expected(&cbs, h).unwrap();
                        let ceiling = btyd.rate(&cbs) * h * btyd.p_alive(&cbs);
                        assert!(
                            (0.0..=ceiling * (1.0 + 1e-12)).contains(&expected),
                            "{btyd:?} {cbs:?} {expected} {ceiling}"
                        );
                        assert!(expected >= btyd.p_active(&cbs, h) * (1.0 - 1e-6), "{btyd:?} {cbs:?} {expected}");
                        assert!(btyd.log_likelihood(&cbs).is_some_and(f64::is_finite));
                    }
                }
            }
        }
    }
}
