//! The spend model against the published figures of CDNOW.
#![allow(clippy::unwrap_used)]

mod support;

use insight::{GammaGamma, SpendData, SpendState};
use support::{Dice, assert_abs, assert_rel, cdnow_sample, day};

#[test]
fn cdnow_parameters_likelihood_and_errors_are_reproduced() {
    let data = SpendData::of(&cdnow_sample().history(day(1997, 9, 30)), 100.0);
    assert_eq!(data.repeaters(), 946);
    let state = SpendState::of(&data);
    let fit = state.fit().unwrap();
    let [p, q, v] = fit.model.to_array();
    assert_rel(p, 6.249_573, 1e-4, "p");
    assert_rel(q, 3.744_225, 1e-4, "q");
    assert_rel(v, 15.443_519, 1e-4, "v");
    assert_abs(fit.log_likelihood, -4_055.917_694_8, 1e-5, "LL");
    let se = fit.se.unwrap();
    for (got, want) in se.iter().zip([1.190_031_39, 0.290_129_68, 4.159_339_36]) {
        assert_rel(*got, want, 0.01, "se");
    }
    assert!(fit.converged && !fit.dependent);
    assert_abs(fit.model.population_mean().unwrap(), 35.170_370_59, 1e-3, "population mean");
    let given = GammaGamma::new(6.249_573_163_05, 3.744_224_752_86, 15.443_518_946_4).unwrap();
    assert_rel(given.expected_amount(2.0, 22.345).unwrap(), 24.653_918_37, 1e-7, "E[M] of customer 1");
}

#[test]
fn no_parameters_are_more_likely_than_the_fitted_ones() {
    let mut dice = Dice(3);
    for round in 0..60 {
        let uniform = |dice: &mut Dice, low: f64, high: f64| libm::exp(low + (high - low) * dice.unit());
        let (p, q) = (uniform(&mut dice, -2.5, 3.5), uniform(&mut dice, -1.0, 4.0));
        let v = uniform(&mut dice, -2.0, 6.0);
        let one = |dice: &mut Dice| {
            let most = 1 + dice.below(20);
            let x = 1 + dice.below(most) as u32;
            let rate = dice.gamma(q) / v;
            (x, dice.gamma(p * f64::from(x)) / rate / f64::from(x))
        };
        let pairs: Vec<(u32, f64)> = (0..600).map(|_| one(&mut dice)).collect();
        let state = SpendState::of(&SpendData::of_pairs(pairs.clone()));
        let fit = state.fit().unwrap();
        let likelihood = |model: &GammaGamma| {
            pairs.iter().map(|(x, mean)| model.log_likelihood(f64::from(*x), *mean).unwrap()).sum::<f64>()
        };
        assert_rel(fit.log_likelihood, likelihood(&fit.model), 1e-8, "the likelihood is the sum over customers");
        assert!(fit.log_likelihood >= likelihood(&GammaGamma::new(p, q, v).unwrap()), "{round}: {p} {q} {v} {fit:?}");
        // Nor are any of many others, near or far.
        for _ in 0..300 {
            let scale = uniform(&mut dice, -7.0, 1.0);
            let other = fit.model.to_array().map(|value| value * libm::exp(scale * dice.normal()));
            let other = GammaGamma::new(other[0], other[1], other[2]).unwrap();
            assert!(likelihood(&other) <= fit.log_likelihood + 1e-4, "{round}: {other:?} beats {fit:?}");
        }
    }
}

mod values {
    use super::support::{assert_rel, cdnow_sample, day, json, number, numbers};
    use insight::clv::parameter_se;
    use insight::{Btyd, Cbs, Discounting, Fit, GammaGamma, Model, Params, WhatIf};

    fn bg() -> Btyd {
        let params = Params::new(0.242_594_511_36, 4.413_602_013_43, 0.792_922_003_826, 2.425_906_763_11).unwrap();
        Btyd { model: Model::Bg, params }
    }

    #[test]
    fn clv_of_customer_1_over_52_weeks_at_15_per_cent() {
        let amount = GammaGamma::new(6.249_573_163_05, 3.744_224_752_86, 15.443_518_946_4).unwrap();
        let year = Discounting::new(52, 0.15).unwrap();
        let history = cdnow_sample().history(day(1997, 9, 30));
        let mut total = 0.0;
        for c in 0..history.customers() {
            let cbs = history.cbs(c).unwrap();
            let (x, mean) = history.paid_repeats(c).unwrap_or((0, 0.0));
            let amount = amount.expected_amount(f64::from(x), mean / 100.0).unwrap();
            let value = year.value(&bg(), &cbs, amount, 1.0).unwrap();
            if c == 0 {
                assert_rel(value, 35.992_734_92, 1e-7, "CLV");
            }
            total += value;
        }
        assert_rel(total, 70_966.291_798_274_12, 1e-7, "CLV of all");
    }

    #[test]
    fn all_2357_customers_match_to_1e_6() {
        let amounts = GammaGamma::new(6.249_573_163_05, 3.744_224_752_86, 15.443_518_946_4).unwrap();
        let year = Discounting::new(52, 0.15).unwrap();
        let history = cdnow_sample().history(day(1997, 9, 30));
        let mut lines = 0;
        for line in include_str!("fixtures/cdnow_predictions.csv").lines().skip(1) {
            let fields: Vec<f64> = line.split(',').map(|field| field.parse().unwrap()).collect();
            let (c, [em, det, clv]) = (fields[0] as usize - 1, [fields[5], fields[6], fields[7]]);
            let cbs = history.cbs(c).unwrap();
            let (x, mean) = history.paid_repeats(c).unwrap_or((0, 0.0));
            let amount = amounts.expected_amount(f64::from(x), mean / 100.0).unwrap();
            assert_rel(amount, em, 1e-6, line);
            assert_rel(year.orders(&bg(), &cbs).unwrap(), det, 1e-6, line);
            assert_rel(year.orders_week_by_week(&bg(), &cbs).unwrap(), det, 1e-6, line);
            assert_rel(year.value(&bg(), &cbs, amount, 1.0).unwrap(), clv, 1e-6, line);
            lines += 1;
        }
        assert_eq!(lines, 2357);
    }

    #[test]
    fn the_interpolated_sum_is_the_sum_week_by_week() {
        for weeks in [1, 4, 13, 52, 156, 520] {
            let discounting = Discounting::new(weeks, 0.1).unwrap();
            for (x, t_x, t) in [(0.0, 0.0, 0.0), (0.0, 0.0, 39.0), (1.0, 1.5, 30.0), (60.0, 150.0, 151.0)] {
                let cbs = Cbs::new(x, t_x, t).unwrap();
                let exact = discounting.orders_week_by_week(&bg(), &cbs).unwrap();
                assert_rel(discounting.orders(&bg(), &cbs).unwrap(), exact, 1e-9, &format!("{weeks} {cbs:?}"));
            }
        }
        assert_eq!(Discounting::new(0, 0.1), None);
        assert_eq!(Discounting::new(52, -1.0), None);
        assert_eq!(Discounting::new(52, f64::NAN), None);
    }

    #[test]
    fn a_horizon_that_ends_within_a_week_ends_there() {
        for days in [3, 30, 31, 32, 365, 1_095] {
            let weeks = f64::from(days) / 7.0;
            let discounting = Discounting::over(weeks, 0.1).unwrap();
            let shorter = Discounting::over(f64::from(days - 1) / 7.0, 0.1).unwrap();
            let whole = (weeks as u32 > 0).then(|| Discounting::new(weeks as u32, 0.1).unwrap());
            for (x, t_x, t) in [(0.0, 0.0, 0.0), (0.0, 0.0, 39.0), (1.0, 1.5, 30.0), (60.0, 150.0, 151.0)] {
                let cbs = Cbs::new(x, t_x, t).unwrap();
                let orders = discounting.orders(&bg(), &cbs).unwrap();
                assert_rel(orders, discounting.orders_week_by_week(&bg(), &cbs).unwrap(), 1e-9, "week by week");
                let at = |weeks: f64| bg().expected(&cbs, weeks).unwrap();
                let of_whole = whole.as_ref().map_or(0.0, |whole| whole.orders_week_by_week(&bg(), &cbs).unwrap());
                let rest = (at(weeks) - at(weeks.floor())) * libm::pow(1.1, -weeks / 52.0);
                assert_rel(orders, of_whole + rest, 1e-9, &format!("{days} days: {cbs:?}"));
                assert!(shorter.orders(&bg(), &cbs).unwrap() < orders && orders < at(weeks), "{days} days: {cbs:?}");
            }
        }
        assert_eq!(Discounting::over(52.0, 0.1), Discounting::new(52, 0.1));
        assert_eq!(Discounting::over(0.0, 0.1).or(Discounting::over(f64::NAN, 0.1)), None);
    }

    #[test]
    fn what_ifs_and_their_uncertainty_are_reproduced() {
        let file = json(include_str!("fixtures/whatif.json"));
        let [r, alpha, a, b] = numbers(&file["params_MBG"]);
        let model = Btyd { model: Model::Mbg, params: Params::new(r, alpha, a, b).unwrap() };
        let reference = json(include_str!("fixtures/bgnbd_cdnow.json"));
        let vcov = &reference["models"]["MBG/NBD"]["vcov"];
        let covariance = Some(std::array::from_fn(|i| numbers(&vcov[i])));
        let fit = Fit {
            model: Model::Mbg,
            params: model.params,
            log_likelihood: 0.0,
            se: None,
            covariance,
            prior_share: 0.0,
            converged: true,
        };
        for (id, case) in file["customers"].as_object().unwrap() {
            let of = |key: &str| number(&case[key]);
            let cbs = Cbs::new(of("x"), of("tx"), of("T")).unwrap();
            let got = WhatIf::of(&model, &cbs, of("mean_spend"), 52.0).unwrap();
            assert_rel(got.value, of("value52"), 1e-8, id);
            assert_rel(got.gain_of_an_order, of("future_value_gain"), 1e-8, id);
            assert_rel(got.cost_of_a_silent_week, of("cost_of_a_silent_week"), 1e-8, id);
            let offer = got.break_even_offer(10.0, 0.5, 0.1).unwrap();
            assert_rel(offer, 0.05 * (10.0 + got.gain_of_an_order), 1e-12, id);
            let se = parameter_se(&fit, |model| model.expected(&cbs, 52.0)).unwrap();
            assert_rel(se, of("se_delta"), 1e-4, id);
        }
        let history = cdnow_sample().history(day(1997, 9, 30));
        let all = |model: &Btyd| {
            (0..history.customers()).map(|c| model.expected(&history.cbs(c)?, 52.0)).sum::<Option<f64>>()
        };
        assert_rel(all(&model).unwrap(), number(&file["portfolio"]["E52"]), 1e-8, "portfolio");
        assert_rel(parameter_se(&fit, all).unwrap(), number(&file["portfolio"]["param_se"]), 1e-4, "its error");
    }
}
