//! Trend statistics on histories small enough to work out by hand.
#![allow(clippy::unwrap_used)]

mod support;

use insight::trend::{laplace_u, spend_trend_t};
use support::assert_rel;

#[test]
fn an_even_rhythm_has_no_trend() {
    assert_eq!(laplace_u(&[0, 10, 20]), None, "two repeats");
    // Repeats at 10, 20, 30: the mean of the first two is half of the last.
    assert_eq!(laplace_u(&[0, 10, 20, 30]), Some(0.0));
    assert!(laplace_u(&[0, 60, 90, 100, 105]).is_some_and(|u| u > 1.0));
    assert!(laplace_u(&[0, 5, 15, 45, 105]).is_some_and(|u| u < -1.0));
    // (25/2 − 15)/(30 √(1/24)).
    assert_rel(laplace_u(&[100, 105, 120, 130]).unwrap(), -2.5 / (30.0 * (1.0f64 / 24.0).sqrt()), 1e-14, "by hand");
}

#[test]
fn spend_trends_compare_the_slope_with_its_error() {
    assert_eq!(spend_trend_t(&[1, 2, 3, 4]), None, "four days");
    assert_eq!(spend_trend_t(&[1, 2, 3, 4, -9, 0]), None, "two more that are not paid");
    assert_eq!(spend_trend_t(&[70; 9]), Some(0.0));
    assert_eq!(spend_trend_t(&[i64::MAX; 9]), Some(0.0));
    // ln of e.g. 2, 4, 2, 4, 8 in units of ln 2: 1, 2, 1, 2, 3 on 1..5 has slope 0.4, residual sum 1.2.
    let by_hand = 0.4 / (1.2f64 / 3.0 / 10.0).sqrt();
    assert_rel(spend_trend_t(&[2, 4, 2, 4, 8]).unwrap(), by_hand, 1e-13, "up");
    assert_rel(spend_trend_t(&[8, 4, 2, 4, 2]).unwrap(), -by_hand, 1e-13, "down");
    assert_rel(spend_trend_t(&[200, 400, -5, 200, 400, 800]).unwrap(), by_hand, 1e-12, "refund days are left out");
    assert!(spend_trend_t(&[1, 10, 100, 1000, 10_000]).is_some_and(|t| (1e5..=1e6).contains(&t)), "a perfect line");
}
