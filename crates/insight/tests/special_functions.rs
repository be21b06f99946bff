//! Special functions against values at 18 digits.
#![allow(clippy::unwrap_used)]

mod support;

use insight::special::{beta_inc, digamma, gamma_inc_lower, gamma_inc_upper, hyp2f1, ln_beta, ln_gamma};
use support::{assert_rel, json, number};

fn reference() -> serde_json::Value {
    json(include_str!("fixtures/special_functions.json"))
}

#[test]
fn gamma_functions_match_to_1e_13() {
    let reference = reference();
    for (x, value) in reference["lgamma"].as_object().unwrap() {
        assert_rel(ln_gamma(x.parse().unwrap()).unwrap(), number(value), 1e-13, x);
    }
    for (x, value) in reference["digamma"].as_object().unwrap() {
        assert_rel(digamma(x.parse().unwrap()).unwrap(), number(value), 1e-13, x);
    }
}

#[test]
fn incomplete_functions_match_to_1e_13() {
    let reference = reference();
    for case in reference["betainc_reg"].as_array().unwrap() {
        let (a, b, x) = (number(&case["a"]), number(&case["b"]), number(&case["x"]));
        assert_rel(beta_inc(a, b, x).unwrap(), number(&case["v"]), 1e-13, &format!("I_{x}({a}, {b})"));
    }
    for case in reference["gammainc_reg_lower"].as_array().unwrap() {
        let (a, x) = (number(&case["a"]), number(&case["x"]));
        assert_rel(gamma_inc_lower(a, x).unwrap(), number(&case["v"]), 1e-13, &format!("P({a}, {x})"));
    }
}

#[test]
fn hyp2f1_matches_to_1e_11() {
    for case in reference()["hyp2f1"].as_array().unwrap() {
        let of = |key: &str| number(&case[key]);
        assert_rel(hyp2f1(of("a"), of("b"), of("c"), of("z")).unwrap(), of("v"), 1e-11, &case.to_string());
    }
}

#[test]
fn hyp2f1_meets_its_elementary_cases() {
    // ₂F₁(1, 1; 2; z) = −ln(1−z)/z and ₂F₁(a, b; b; z) = (1−z)^{−a}.
    for z in [-20.0f64, -0.7, 0.3, 0.95] {
        assert_rel(hyp2f1(1.0, 1.0, 2.0, z).unwrap(), -libm::log1p(-z) / z, 1e-11, "logarithm");
        assert_rel(hyp2f1(2.5, 3.0, 3.0, z).unwrap(), libm::pow(1.0 - z, -2.5), 1e-11, "power");
    }
}

#[test]
fn complements_sum_to_one() {
    for (a, x) in [(0.3, 0.2), (5.0, 9.0), (200.0, 180.0), (1e6, 1e6)] {
        let sum = gamma_inc_lower(a, x).unwrap() + gamma_inc_upper(a, x).unwrap();
        assert_rel(sum, 1.0, 1e-13, "gamma");
    }
    for (a, b, x) in [(0.4, 3.0, 0.1), (30.0, 40.0, 0.45), (1e5, 2e5, 0.3334)] {
        let sum = beta_inc(a, b, x).unwrap() + beta_inc(b, a, 1.0 - x).unwrap();
        assert_rel(sum, 1.0, 1e-12, "beta");
    }
    // Both sides of the switch to Stirling's series.
    for a in [9.999_999_9, 10.0] {
        assert_rel(gamma_inc_lower(a, 8.0).unwrap(), 0.283_375_7, 1e-6, "switch");
    }
}

#[test]
fn bad_arguments_have_no_value() {
    let bad = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 0.0];
    for x in bad {
        assert!(digamma(x).is_none());
        assert!(ln_gamma(x).is_none());
        assert!(ln_beta(x, 1.0).is_none());
        assert!(gamma_inc_lower(x, 1.0).is_none());
        assert!(beta_inc(1.0, x, 0.5).is_none());
        assert!(hyp2f1(1.0, 1.0, x, 0.5).is_none_or(f64::is_finite));
        assert!(hyp2f1(x, 1.0, 2.0, 0.5).is_none_or(f64::is_finite));
    }
    assert!(hyp2f1(1.0, 1.0, 2.0, 1.0).is_none());
    assert!(beta_inc(1.0, 1.0, 1.5).is_none());
    assert!(gamma_inc_upper(1.0, -0.5).is_none());
    assert_eq!(gamma_inc_lower(1.0, f64::INFINITY), Some(1.0));
}
