//! Surveys, campaigns, acquisition, funnels, cohorts and survival against worked examples and statsmodels.
#![allow(clippy::unwrap_used)]

mod support;

use insight::acquisition::{cac, clv_to_cac, contract_value, payback_months};
use insight::calendar::Period;
use insight::campaign::{Arm, diff_in_diff, held_out, increment, returns, sample_size};
use insight::cohort::{Cohorts, Counting, Repeat, all_cohorts, cohorts};
use insight::funnel::{conversion, forecast, stage_probability, velocity, win_rate};
use insight::stats::{difference, jeffreys, wilson};
use insight::survey::{NpsCounts, ces, csat, nps_change};
use insight::survival::{Spell, Survival, log_rank};
use serde_json::Value;
use std::collections::BTreeSet;
use support::{Dice, Log, assert_abs, assert_rel, cdnow_master, cdnow_sample, day, json, number, table};

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

#[test]
fn nps_with_adjusted_wald_intervals() {
    let file = json(include_str!("fixtures/stats.json"));
    for case in file["nps"].as_array().unwrap() {
        let counts = NpsCounts {
            promoters: count(&case["promoters"]),
            passives: count(&case["passives"]),
            detractors: count(&case["detractors"]),
        };
        let got = counts.nps().unwrap();
        assert_rel(got.score, number(&case["nps"]), 1e-12, "score");
        assert_rel(got.centre, number(&case["adjusted_wald_center"]), 1e-9, "centre");
        assert_rel(got.ci.0, number(&case["adjusted_wald"][0]), 1e-9, "low");
        assert_rel(got.ci.1, number(&case["adjusted_wald"][1]), 1e-9, "high");
    }
    let case = &file["nps_difference"];
    let counts = |key: &str| {
        let [promoters, passives, detractors] = [0, 1, 2].map(|i| count(&case[key][i]));
        NpsCounts { promoters, passives, detractors }
    };
    let change = nps_change(counts("a"), counts("b")).unwrap();
    assert_rel(change.difference, number(&case["diff"]), 1e-9, "difference");
    assert_rel(change.ci.0, number(&case["ci"][0]), 1e-9, "low");
    assert_rel(change.z, number(&case["z"]), 1e-9, "z");
    assert_rel(change.p, number(&case["p"]), 1e-9, "p");
    assert_eq!(NpsCounts::of(&[10, 0]).nps(), None, "two answers say nothing");
    assert_eq!(NpsCounts::of(&[0, 6, 7, 8, 9, 10, 11]), NpsCounts { promoters: 2, passives: 2, detractors: 2 });
}

#[test]
fn csat_and_ces() {
    let file = json(include_str!("fixtures/stats.json"));
    for case in file["csat_wilson"].as_array().unwrap() {
        let (k, n) = (count(&case["k"]), count(&case["n"]));
        let got = csat(k, n).unwrap();
        assert_abs(got.score, number(&case["csat"]), 1e-9, "score");
        assert_abs(got.ci.0, number(&case["wilson"][0]), 1e-9, "low");
        assert_abs(got.ci.1, number(&case["wilson"][1]), 1e-9, "high");
        let (low, high) = jeffreys(k, n).unwrap();
        assert_rel(100.0 * low, number(&case["jeffreys"][0]), 1e-9, "Jeffreys");
        assert_rel(100.0 * high, number(&case["jeffreys"][1]), 1e-9, "Jeffreys");
    }
    let case = &file["ces_1to7"];
    let scores: Vec<u8> = case["scores"].as_array().unwrap().iter().map(|s| count(s) as u8).collect();
    let got = ces(&scores).unwrap();
    assert_rel(got.mean, number(&case["mean"]), 1e-12, "mean");
    assert_rel(got.sd.unwrap(), number(&case["sd"]), 1e-12, "sd");
    assert_rel(got.ci.unwrap().0, number(&case["ci95_t"][0]), 1e-9, "low");
    assert_rel(got.ci.unwrap().1, number(&case["ci95_t"][1]), 1e-9, "high");
    assert_eq!(got.share_easy, 0.75);
    assert_eq!((ces(&[]), ces(&[0, 8]), csat(0, 0), wilson(2, 1)), (None, None, None, None));
    assert_eq!(ces(&[4]).unwrap().ci, None);
}

#[test]
fn a_campaign_that_looks_good_and_is_not() {
    let file = json(include_str!("fixtures/campaign_funnel.json"));
    let (inputs, out) = (&file["campaign"]["inputs"], &file["campaign"]["out"]);
    let arm = |key: &str| Arm {
        n: count(&inputs[key]["n"]),
        converted: count(&inputs[key]["conv"]),
        revenue: number(&inputs[key]["revenue"]),
    };
    let (margin, cost) = (number(&inputs["margin"]), number(&inputs["cost"]));
    let naive = returns(arm("treated").revenue, margin, cost).unwrap();
    assert_rel(naive.roi, number(&out["naive_ROI"]), 1e-12, "naive ROI");
    assert_rel(naive.roas, number(&out["ROAS"]), 1e-12, "ROAS");
    let got = increment(arm("treated"), arm("control"), margin, cost).unwrap();
    assert_rel(got.rate.difference, number(&out["incremental_rate"]), 1e-12, "rate");
    assert_rel(got.conversions, number(&out["incremental_conversions"]), 1e-12, "conversions");
    assert_rel(got.revenue, number(&out["incremental_revenue"]), 1e-12, "revenue");
    assert_rel(got.profit, number(&out["incremental_profit"]), 1e-12, "profit");
    assert_rel(got.roi.unwrap(), number(&out["ROI"]), 1e-12, "ROI");
    assert_rel(got.roas.unwrap(), number(&out["iROAS"]), 1e-12, "iROAS");
    assert_rel(got.cost_per_conversion.unwrap(), number(&out["cost_per_incremental"]), 1e-12, "cost per conversion");
    assert!(got.rate.ci.0 < 0.012 && 0.012 < got.rate.ci.1);
    let none = Arm { n: 0, converted: 0, revenue: 0.0 };
    assert_eq!(increment(arm("treated"), none, margin, cost), None);
    assert_eq!(returns(10.0, 0.5, 0.0), None);
}

#[test]
fn newcombe_and_sample_sizes_as_printed() {
    // Newcombe (1998), table II: 56/70 − 48/80 = 0.2, interval by method 10.
    let got = difference(56, 70, 48, 80).unwrap();
    assert_abs(got.ci.0, 0.0524, 5e-5, "low");
    assert_abs(got.ci.1, 0.3339, 5e-5, "high");
    // (1.95996 + 0.84162)² (.1·.9 + .15·.85)/.05² = 682.8.
    assert_eq!(sample_size(0.10, 0.15, 0.05, 0.8), Some(683));
    assert_eq!(sample_size(0.1, 0.1, 0.05, 0.8), None);
    assert_eq!(sample_size(0.1, 0.2, 0.0, 0.8), None);
}

#[test]
fn difference_in_differences_finds_a_planted_effect() {
    let mut dice = Dice(11);
    let mut changes = |effect: f64| (0..400).map(|_| 3.0 + effect + 5.0 * dice.normal()).collect::<Vec<f64>>();
    let got = diff_in_diff(&changes(2.0), &changes(0.0)).unwrap();
    assert_abs(got.effect, 2.0, 3.0 * got.se, "effect");
    assert_rel(got.se, 5.0 * (2.0f64 / 400.0).sqrt(), 0.1, "standard error");
    assert!(got.ci.0 < 2.0 && 2.0 < got.ci.1 && got.p < 0.01);
    assert_eq!(diff_in_diff(&[1.0], &[1.0, 2.0]), None);
    assert_eq!(diff_in_diff(&[1.0, 1.0], &[2.0, 2.0]), None);
}

#[test]
fn the_holdout_is_the_same_everywhere_and_of_its_size() {
    let held = (0..100_000u64).filter(|c| held_out(7, *c, 0.1)).count();
    assert!((9_700..=10_300).contains(&held), "{held}");
    let both = (0..100_000u64).filter(|c| held_out(7, *c, 0.1) && held_out(8, *c, 0.1)).count();
    assert!((850..=1_150).contains(&both), "two campaigns hold out different customers: {both}");
    assert!(!held_out(7, 1, 0.0) && held_out(7, 1, 1.0));
    // Worked out apart, by the finaliser of SplitMix64 in whole numbers of any size.
    let who = |campaign, n, share| (0..n).filter(|c| held_out(campaign, *c, share)).collect::<Vec<u64>>();
    assert_eq!(who(1, 12, 0.5), [0, 1, 2, 4, 8, 9]);
    assert_eq!(who(2, 12, 0.5), [5, 9, 10]);
    assert_eq!(who(7, 40, 0.1), [11, 15, 24, 27, 38]);
}

#[test]
fn acquisition_and_payback() {
    let file = json(include_str!("fixtures/campaign_funnel.json"));
    let (inputs, out) = (&file["cac_clv"]["inputs"], &file["cac_clv"]["out"]);
    let of = |key: &str| number(&inputs[key]);
    let cost = cac(of("marketing"), of("sales"), count(&inputs["new_customers"])).unwrap();
    assert_rel(cost, number(&out["CAC"]), 1e-12, "CAC");
    assert_rel(clv_to_cac(of("clv"), cost).unwrap(), number(&out["ratio"]), 1e-12, "ratio");
    assert_rel(payback_months(cost, of("margin_per_month")).unwrap(), number(&out["payback_months"]), 1e-12, "payback");
    let value = contract_value(of("margin_per_month"), 1.0 - of("churn_month"), of("discount_month")).unwrap();
    assert_rel(value, number(&out["CLV_geometric_infinite"]), 1e-12, "contract");
    assert_eq!((cac(1.0, 1.0, 0), clv_to_cac(1.0, 0.0), payback_months(1.0, 0.0)), (None, None, None));
    assert_eq!(contract_value(1.0, 1.0, 0.0), None);
}

#[test]
fn a_funnel_and_its_forecast() {
    let file = json(include_str!("fixtures/campaign_funnel.json"));
    let case = &file["funnel"];
    let reached: Vec<u64> = case["reached"].as_array().unwrap().iter().map(count).collect();
    let steps = conversion(&reached);
    for (i, step) in steps.iter().enumerate() {
        assert_rel(step.cumulative.unwrap(), number(&case["cumulative"][i]), 1e-12, "cumulative");
        if i > 0 {
            assert_rel(step.step.unwrap(), number(&case["step"][i - 1]), 1e-12, "step");
        }
    }
    let closed = &case["win_rate_closed"];
    let rate = win_rate(count(&closed["won"]), count(&closed["lost"])).unwrap();
    assert_rel(rate.rate, number(&closed["rate"]), 1e-12, "win rate");
    let weighted = &case["weighted_forecast"];
    let mut deals = Vec::new();
    for stage in weighted["open"].as_array().unwrap() {
        (0..count(&stage[1])).for_each(|_| deals.push((number(&stage[3]), number(&stage[2]))));
    }
    let got = forecast(&deals);
    assert_rel(got.expected, number(&weighted["expected"]), 1e-12, "expected");
    assert_rel(got.variance, number(&weighted["variance"]), 1e-12, "variance");
    assert_rel(got.pmf.iter().sum(), 1.0, 1e-12, "probabilities");
    let mean: f64 = got.pmf.iter().enumerate().map(|(y, p)| y as f64 * p).sum();
    assert_rel(mean, got.wins, 1e-10, "wins");
    // 120 open deals at the rate of the closed ones.
    assert_rel(velocity(120, 8200.0, 66.0 / 164.0, 45.0).unwrap(), 8_800.0, 1e-3, "velocity");
    assert_eq!(velocity(1, 1.0, 1.0, 0.0), None);
    assert_eq!((stage_probability(0, 0), stage_probability(3, 1)), (0.5, 4.0 / 6.0));
    assert_eq!((win_rate(0, 0), conversion(&[]).len()), (None, 0));
    assert_eq!(conversion(&[0, 0])[1].step, None);
    let odd = forecast(&[(2.0, 5.0), (f64::NAN, 1.0), (0.5, f64::INFINITY)]);
    assert_eq!((odd.expected, odd.variance, odd.pmf), (5.0, 0.0, vec![0.0, 0.5, 0.5, 0.0]));
}

#[test]
fn cohorts_of_cdnow_by_month() {
    let file = json(include_str!("fixtures/cohorts.json"));
    let table = cohorts(&cdnow_master().history(day(1998, 7, 1)), Period::Month, 24).newest;
    assert_eq!(table.len(), 3);
    for (cohort, key) in table.iter().zip(["1997-01", "1997-02", "1997-03"]) {
        assert_eq!(u64::from(cohort.size), count(&file["sizes"][key]));
        for (age, cell) in cohort.ages.iter().enumerate().filter(|(_, cell)| cell.complete) {
            assert_eq!(u64::from(cell.active), count(&file["active"][key][age]), "{key} {age}");
            assert_rel(cell.revenue as f64 / 100.0, number(&file["revenue"][key][age]), 1e-12, key);
            assert_rel(cohort.retention(age).unwrap(), number(&file["retention"][key][age]), 1e-12, key);
        }
    }
    // July 1998 has begun but is not over; the month after it is unknown, not 0.
    assert_eq!(table[0].ages.len(), 19);
    assert!(!table[0].ages[18].complete && table[0].ages[17].complete);
    assert_eq!(table[0].retention(19), None);

    let repeat = Repeat::of(&cdnow_master().history(day(1998, 7, 1))).unwrap();
    assert_rel(repeat.repeat_rate, 0.488_587_187_102_248_6, 1e-12, "repeat rate");
    assert_rel(repeat.mean_gap_days.unwrap(), 72.213_988_778_083_19, 1e-12, "mean gap");
    assert_eq!((repeat.median_gap_days, repeat.gaps), (Some(34.0), 44_021));
    assert_rel(repeat.mean_amount, 36.991_842_553_002_62 * 100.0, 1e-12, "amount");
    assert_rel(repeat.frequency, 2.867_670_767_925_328_6, 1e-12, "frequency");
}

#[test]
fn cells_of_a_period_that_goes_on_count_what_came_so_far() {
    let (log, as_of) = (cdnow_sample(), day(1998, 6, 10));
    let history = log.history(as_of);
    let open: Vec<bool> = [Period::Month, Period::Quarter, Period::Year]
        .into_iter()
        .flat_map(|period| {
            let at_once = cohorts(&history, period, 24);
            // Some at a time they are the same.
            let mut counting = Counting::newest(&history, period, 24);
            let steps = std::iter::repeat_with(|| counting.step(&history, 700)).take_while(|done| !done).count();
            assert_eq!((steps, &counting.finish()), (3, &at_once));
            let table = at_once.newest;
            let mut open = Vec::new();
            for cohort in &table {
                let own = period.of(cohort.from);
                let is_of = |c: usize| history.span(c).is_some_and(|(first, _)| period.of(first) == own);
                let members: Vec<usize> = (0..history.customers()).filter(|&c| is_of(c)).collect();
                assert_eq!(cohort.size as usize, members.len());
                for (number, cell) in (own..).zip(&cohort.ages) {
                    let within = |at: &usize| log.day[*at] <= as_of && period.of(log.day[*at]) == number;
                    let theirs = |at: &usize| members.binary_search(&(log.customer[*at] as usize)).is_ok();
                    let rows: Vec<usize> = (0..log.day.len()).filter(within).filter(theirs).collect();
                    let active: BTreeSet<u32> = rows.iter().map(|&at| log.customer[at]).collect();
                    let revenue: i64 = rows.iter().map(|&at| log.amount[at]).sum();
                    let told = (cell.active as usize, cell.amounts.n(), cell.revenue);
                    assert_eq!(told, (active.len(), active.len(), revenue), "{own} {number}");
                    assert_eq!(cell.complete, number < period.of(as_of), "{number}");
                    open.extend((!cell.complete).then_some(cell.active > 0));
                }
                assert_eq!(cohort.ages.len() as i32, period.of(as_of) - own + 1);
            }
            open
        })
        .collect();
    assert!(open.len() >= 5 && open.iter().all(|some| *some), "{open:?}");
}

#[test]
fn cohorts_of_odd_books() {
    assert_eq!(cohorts(&Log::default().history(100), Period::Month, 24), Cohorts::default());
    let mut log = Log::default();
    log.push(0, i32::MIN, 1);
    log.push(1, i32::MAX - 1, 1);
    let ends = cohorts(&log.history(i32::MAX), Period::Week, 24);
    assert_eq!((ends.newest.len(), ends.newest[23].size, ends.older), (24, 1, 1));
    // Of the other end the table alone would be larger than can be held.
    let ends = all_cohorts(&log.history(i32::MAX), Period::Week);
    assert_eq!((ends.newest.len(), ends.older), (1, 1));
    assert_eq!(Repeat::of(&Log::default().history(1)), None);
    for (period, from, first, last) in [
        (Period::Week, day(2024, 3, 1), day(2024, 2, 26), day(2024, 3, 3)),
        (Period::Month, day(2024, 2, 29), day(2024, 2, 1), day(2024, 2, 29)),
        (Period::Quarter, day(1969, 12, 31), day(1969, 10, 1), day(1969, 12, 31)),
        (Period::Year, day(1900, 6, 1), day(1900, 1, 1), day(1900, 12, 31)),
    ] {
        let number = period.of(from);
        assert_eq!((period.first_day(number), period.last_day(number)), (first, last), "{period:?}");
    }
}

#[test]
fn an_order_of_long_ago_hides_no_cohort() {
    let mut log = Log::default();
    for (who, on) in
        [(0, day(202, 5, 1)), (1, day(1900, 1, 1)), (2, day(2024, 1, 5)), (2, day(2024, 3, 9)), (3, day(2024, 3, 1))]
    {
        log.push(who, on, 100);
    }
    let history = log.history(day(2024, 3, 31));
    let months = cohorts(&history, Period::Month, 24);
    assert_eq!((months.newest.len(), months.older), (24, 2), "empty months are no cohorts that are left out");
    let sizes: Vec<u32> = months.newest[21..].iter().map(|cohort| cohort.size).collect();
    assert_eq!((sizes, months.newest[21].ages[2].active), (vec![1, 0, 1], 1));
    let all = all_cohorts(&history, Period::Month);
    assert_eq!(
        all.newest.iter().map(|cohort| cohort.from).collect::<Vec<_>>(),
        [day(202, 5, 1), day(1900, 1, 1), day(2024, 1, 1), day(2024, 3, 1)]
    );
    assert_eq!((all.older, all.newest[1].ages.len(), all.newest[2].ages.len()), (0, 124 * 12 + 3, 3));
}

#[test]
fn survival_of_phone_contracts() {
    let file = json(include_str!("fixtures/survival.json"));
    let columns = table(include_str!("fixtures/telco_tenure.txt"));
    let (mut all, mut monthly, mut longer) = (Vec::new(), Vec::new(), Vec::new());
    let [months, by_month, churned, customers] = &columns[..] else { panic!() };
    for (i, &time) in months.iter().enumerate() {
        let spell = Spell { time, ended: churned[i] > 0.5 };
        for _ in 0..customers[i] as usize {
            all.push(spell);
            if by_month[i] > 0.5 { monthly.push(spell) } else { longer.push(spell) }
        }
    }
    let curve = Survival::of(&all);
    assert_eq!((curve.n as u64, curve.ended as u64), (count(&file["n"]), count(&file["events"])));
    for (time, value) in file["S(t)"].as_object().unwrap() {
        assert_rel(curve.at(time.parse().unwrap()).unwrap(), number(value), 1e-9, time);
    }
    for (time, ci) in file["ci_greenwood_loglog"].as_object().unwrap() {
        let step = curve.step_at(time.parse().unwrap()).unwrap();
        assert_rel(step.ci.0, number(&ci[0]), 1e-9, time);
        assert_rel(step.ci.1, number(&ci[1]), 1e-9, time);
    }
    // The reference takes trapezoids from month to month; the area under the steps is larger by half the fall.
    let trapezoids = curve.restricted_mean(72.0) - (1.0 - curve.at(72.0).unwrap()) / 2.0;
    assert_rel(trapezoids, number(&file["rmst_72"]), 1e-9, "mean within 72 months");
    let test = log_rank(&monthly, &longer).unwrap();
    assert_rel(test.chi2, number(&file["logrank_month_vs_other"]["chi2"]), 1e-9, "log-rank");
    assert_eq!(curve.quantile(0.5), None);
    assert_eq!(curve.at(73.0), None);
}

#[test]
fn survival_without_spells_or_ends() {
    let curve = Survival::of(&[]);
    assert_eq!((curve.n, curve.steps.len(), curve.restricted_mean(5.0)), (0, 0, 5.0));
    let running = [Spell { time: 3.0, ended: false }; 4];
    assert_eq!(Survival::of(&running).at(2.0), Some(1.0));
    assert_eq!(log_rank(&running, &running), None);
    let ended = [Spell { time: 3.0, ended: true }, Spell { time: f64::NAN, ended: true }];
    let curve = Survival::of(&ended);
    assert_eq!((curve.n, curve.at(9.0), curve.quantile(0.5)), (1, Some(0.0), Some(3.0)));
    assert!(curve.steps.iter().all(|s| s.se.is_finite() && s.ci == (0.0, 0.0)));
}
