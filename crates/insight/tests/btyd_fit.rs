//! Fits: against the reference, from simulations, small and degenerate books.
#![allow(clippy::unwrap_used)]

mod support;

use insight::btyd::{Prior, Sample, Samples, fit};
use insight::{Btyd, Fit, Model, Params};
use support::{Dice, Log, assert_abs, assert_rel, cdnow_master, cdnow_sample, day, json, number, simulated};

fn fit_cdnow(model: Model) -> Fit {
    fit(&Samples::of(&cdnow_sample().history(day(1997, 9, 30))), model, None, 1.0)
}

#[test]
fn cdnow_parameters_likelihood_and_errors_are_reproduced() {
    let file = json(include_str!("fixtures/bgnbd_cdnow.json"));
    for (model, name) in [(Model::Bg, "BG/NBD"), (Model::Mbg, "MBG/NBD")] {
        let fit = fit_cdnow(model);
        assert!(fit.converged);
        let reference = &file["models"][name];
        assert_abs(fit.log_likelihood, number(&reference["log_likelihood"]), 1e-5, name);
        for (i, key) in ["r", "alpha", "a", "b"].iter().enumerate() {
            assert_rel(fit.params.to_array()[i], number(&reference["params"][key]), 1e-5, key);
            assert_rel(fit.se.unwrap()[i], number(&reference["se"][key]), 0.01, key);
            for j in 0..4 {
                let scale = fit.se.unwrap()[i] * fit.se.unwrap()[j];
                assert_abs(fit.covariance.unwrap()[i][j], number(&reference["vcov"][i][j]), 0.01 * scale, key);
            }
        }
    }
}

#[test]
fn the_table_likelihood_is_the_sum_over_customers() {
    let history = cdnow_sample().history(day(1997, 9, 30));
    let sample: Sample = Samples::of(&history).full;
    for model in Model::ALL {
        let params = Params::new(0.7, 3.0, 1.2, 4.0).unwrap();
        let btyd = Btyd { model, params };
        let sum: f64 = (0..history.customers()).map(|c| btyd.log_likelihood(&history.cbs(c).unwrap()).unwrap()).sum();
        assert_rel(sample.log_likelihood(model, &params).0, sum, 1e-12, "log-likelihood");
    }
}

#[test]
fn the_gradient_is_that_of_the_likelihood() {
    let sample = Samples::of(&cdnow_sample().history(day(1997, 9, 30))).full;
    let at = [0.7, 3.0, 1.2, 4.0];
    for model in Model::ALL {
        let ll = |p: [f64; 4]| sample.log_likelihood(model, &Params::new(p[0], p[1], p[2], p[3]).unwrap());
        for i in 0..4 {
            let h = 1e-5 * at[i];
            let (mut up, mut down) = (at, at);
            up[i] += h;
            down[i] -= h;
            assert_rel(ll(at).1[i], (ll(up).0 - ll(down).0) / (2.0 * h), 1e-6, "component");
        }
    }
}

#[test]
fn the_second_derivatives_are_those_of_the_gradient() {
    let sample = Samples::of(&cdnow_sample().history(day(1997, 9, 30))).full;
    let at = [0.7, 3.0, 1.2, 4.0];
    for model in Model::ALL {
        let of = |p: [f64; 4]| sample.log_likelihood(model, &Params::new(p[0], p[1], p[2], p[3]).unwrap());
        let second = of(at).2;
        for i in 0..4 {
            let h = 1e-5 * at[i];
            let (mut up, mut down) = (at, at);
            up[i] += h;
            down[i] -= h;
            for (j, second) in second[i].iter().enumerate() {
                assert_rel(*second, (of(up).1[j] - of(down).1[j]) / (2.0 * h), 1e-6, &format!("{i} {j}"));
            }
        }
    }
}

#[test]
fn a_large_book_searched_on_a_part_ends_at_the_same_optimum() {
    let samples = Samples::of(&cdnow_master().history(day(1997, 9, 30)));
    assert!(samples.coarse.is_some());
    for model in Model::ALL {
        let quick = fit(&samples, model, None, 1.0);
        let whole = fit(&Samples { coarse: None, ..samples.clone() }, model, None, 1.0);
        assert!(quick.converged && whole.converged);
        assert_abs(quick.log_likelihood, whole.log_likelihood, 1e-6, "log-likelihood");
        for (p, q) in quick.params.to_array().iter().zip(whole.params.to_array()) {
            assert_rel(*p, q, 1e-5, "parameter");
        }
    }
}

#[test]
fn simulated_parameters_are_found_within_their_errors() {
    let truth = [0.8, 5.0, 0.6, 2.5];
    let log = simulated(&mut Dice(11), 20_000, truth, 730);
    let fit = fit(&Samples::of(&log.history(730)), Model::Mbg, None, 1.0);
    // Days are whole and at least one apart, so a small bias is expected beside the standard errors.
    let estimates = fit.params.to_array().into_iter().zip(fit.se.unwrap());
    for ((estimate, se), truth) in estimates.zip(truth) {
        assert!((estimate - truth).abs() < 4.0 * se + 0.1 * truth, "{fit:?}");
    }
}

#[test]
fn the_clock_of_the_book_does_not_matter_to_the_prior() {
    let weekly = simulated(&mut Dice(5), 120, [0.8, 5.0, 0.6, 2.5], 700);
    let yearly = Log { day: weekly.day.iter().map(|d| d * 10).collect(), ..weekly.clone() };
    let fits = [(weekly, 700, 1.0), (yearly, 7000, 10.0)].map(|(log, as_of, clock)| {
        fit(&Samples::of(&log.history(as_of)), Model::Mbg, Some(Prior::published(Model::Mbg, clock)), clock)
    });
    let [p, q] = fits.map(|f| (f.params, f.prior_share));
    assert_rel(p.0.alpha() * 10.0, q.0.alpha(), 1e-5, "alpha");
    assert_rel(p.0.r(), q.0.r(), 1e-5, "r");
    assert_rel(p.1, q.1, 1e-4, "share of the prior");
}

#[test]
fn the_prior_fades_as_the_book_grows() {
    let share = |n| {
        let log = simulated(&mut Dice(3), n, [0.8, 5.0, 0.6, 2.5], 700);
        fit(&Samples::of(&log.history(700)), Model::Mbg, Some(Prior::published(Model::Mbg, 1.0)), 1.0).prior_share
    };
    let shares = [30, 100, 400, 4000].map(share);
    assert!(shares.is_sorted_by(|p, q| p > q), "{shares:?}");
    assert!(shares[0] < 1.0 && shares[3] < 0.1, "{shares:?}");
}

#[test]
fn a_book_without_information_falls_back_on_the_prior() {
    // 600 customers with one order each on one day: nothing to learn a rhythm from.
    let mut log = Log::default();
    (0..600).for_each(|c| log.push(c, 100, 5));
    for model in Model::ALL {
        let fit = fit(&Samples::of(&log.history(400)), model, None, 1.0);
        assert!(fit.prior_share > 0.3, "{fit:?}");
        assert!(fit.params.to_array().iter().all(|p| p.is_finite() && *p > 0.0));
    }
}

#[test]
fn the_better_of_two_maxima_is_found() {
    // Most of these buy once. A search that comes from larger a and b ends at −1456.943, where b is past a million.
    let log = simulated(&mut Dice(16), 600, [0.118, 66.0, 2.07, 16.7], 2_500);
    let found = fit(&Samples::of(&log.history(2_500)), Model::Mbg, None, 1.0);
    assert!(found.log_likelihood > -1_454.262, "{found:?}");
    assert!(found.params.b() < 1.0);
}
