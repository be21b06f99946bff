//! How sure figures are: values at risk, means of clusters, medians, moves, amounts of cohorts; and what is said of a model that is not sure.
#![allow(missing_docs)]

mod groups_support;

use engine::Workspace;
use engine::insights::Work;
use engine::scoring::Scores;
use groups_support::{Orders, TODAY, ask, book_of, sample_book, scored};
use insight::calendar::Period;
use insight::clv::{Shifts, parameter_se};
use insight::stats::{Mean, Z95, wilson};
use insight::{Btyd, Cbs, Discounting, GammaGamma, Stage};
use model::rule::{Op, Rule, Test};
use model::schema::customer;
use model::{OptionId, RecordId, Value};
use protocol::{
    ChurnAnswer, ChurnQuery, ClusterField, ClustersQuery, CohortsQuery, CompareQuery, CompareWhat, InsightAnswer,
    InsightQuery, LifeCycleAnswer, LifeCycleQuery, OverviewQuery, Owners, SegmentsAnswer, ValueAnswer, ValueQuery,
};

/// What the models know of a customer: the purchases, and what the amount is told from.
type Known = (Cbs, (u32, f64));

fn known(scores: &Scores, row: usize, day: i32) -> Known {
    let then = scores.book.then(row, day).expect("a customer");
    (then.cbs, then.paid_repeats)
}

fn at_risk(orders: &Btyd, amounts: &GammaGamma, (cbs, (paid, mean)): &Known, weeks: f64) -> Option<f64> {
    let brings = amounts.expected_amount(f64::from(*paid), *mean)? * orders.expected(cbs, weeks)?;
    Some((1.0 - orders.p_active(cbs, weeks)) * brings / orders.p_alive(cbs))
}

/// The value at risk of these customers, and half of its 95 % interval, by the method.
fn by_method(scores: &Scores, who: &[Known], weeks: f64) -> (f64, f64) {
    both_models(scores, |orders, amounts| who.iter().map(|one| at_risk(orders, amounts, one, weeks)).sum())
}

/// What a figure is, and half of its 95 % interval: the errors of both models over all of it at once.
fn both_models(scores: &Scores, sum: impl Fn(&Btyd, &GammaGamma) -> Option<f64>) -> (f64, f64) {
    let (fit, spend) = (scores.book.fit.chosen().expect("a fit"), scores.book.spend.fit().expect("a fit"));
    let by_orders = parameter_se(fit, |orders| sum(orders, &spend.model)).expect("an error");
    let shifts = Shifts::of_spend(spend).expect("a covariance");
    let moved = shifts.models().map(|two| two.map(|amounts| sum(&fit.btyd(), &amounts).expect("a value")));
    let by_amounts = shifts.se(&moved).expect("an error");
    let value: Option<f64> = sum(&fit.btyd(), &spend.model);
    (value.expect("a value"), Z95 * (by_orders * by_orders + by_amounts * by_amounts).sqrt())
}

fn near(told: Option<[i64; 2]>, (value, spread): (f64, f64)) {
    let [low, high] = told.expect("an interval").map(|minor| minor as f64);
    assert!((low - (value - spread).max(0.0)).abs() <= 1.0 + value * 1e-6, "{low} {value} {spread}");
    assert!((high - (value + spread)).abs() <= 1.0 + value * 1e-6 && spread > 0.0, "{high} {value} {spread}");
}

fn churn(workspace: &Workspace, scores: &Scores, horizon_days: u32) -> ChurnAnswer {
    let query = ChurnQuery { horizon_days, uplift_percent: 5, snoozed: false, limit: u32::MAX, owners: Owners::ALL };
    match ask(workspace, scores, InsightQuery::Churn(query)) {
        InsightAnswer::Churn(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn row_of(workspace: &Workspace, row: &protocol::ChurnRow) -> usize {
    workspace.find(customer::ID, row.id).expect("a customer").1 as usize
}

#[test]
fn values_at_risk_have_the_interval_of_both_models() {
    let workspace = sample_book(800);
    let scores = scored(&workspace);
    for days in [60, 90] {
        let (answer, weeks) = (churn(&workspace, &scores, days), f64::from(days) / 7.0);
        let who: Vec<Known> = answer.rows.iter().map(|row| known(&scores, row_of(&workspace, row), TODAY.0)).collect();
        for (row, one) in answer.rows.iter().zip(&who) {
            near(row.at_risk_range, by_method(&scores, std::slice::from_ref(one), weeks));
        }
        assert!(answer.rows.len() > 20);
        near(answer.at_risk_range, by_method(&scores, &who, weeks));
        // The overview tells the same, over its own horizon.
        if days == 90 {
            let query = InsightQuery::Overview(OverviewQuery { days: 30 });
            let InsightAnswer::Overview(overview) = ask(&workspace, &scores, query) else { panic!("overview") };
            assert_eq!((overview.at_risk, overview.at_risk_ranges[0]), (answer.at_risk, answer.at_risk_range));
            let [low, high] = overview.at_risk_ranges[1].expect("an interval");
            let before = overview.at_risk_before.expect("a value");
            assert!(low < before && before < high && ((low + high) / 2 - before).abs() <= 1);
        }
    }
}

#[test]
fn offers_have_the_interval_of_both_models() {
    let workspace = sample_book(800);
    let scores = scored(&workspace);
    let (answer, weeks) = (churn(&workspace, &scores, 90), 90.0 / 7.0);
    // A twentieth more orders today, and what each of them brings later: an order raises the count, and none is silent from now on.
    let offer = |orders: &Btyd, amounts: &GammaGamma, (cbs, (paid, mean)): &Known| {
        let after = Cbs::new(cbs.x() + 1.0, cbs.t(), cbs.t())?;
        let more = 1.0 + orders.expected(&after, weeks)? - orders.expected(cbs, weeks)?;
        Some(0.05 * scores.money.share() * amounts.expected_amount(f64::from(*paid), *mean)? * more)
    };
    assert!(answer.rows.len() > 20);
    for row in &answer.rows {
        let one = known(&scores, row_of(&workspace, row), TODAY.0);
        let method = both_models(&scores, |orders, amounts| offer(orders, amounts, &one));
        assert!((row.offer.expect("an offer") as f64 - method.0).abs() <= 1.0);
        near(row.offer_range, method);
    }
}

fn lifetime(workspace: &Workspace, scores: &Scores, limit: u32) -> ValueAnswer {
    match ask(workspace, scores, InsightQuery::Value(ValueQuery { limit, ..ValueQuery::default() })) {
        InsightAnswer::Value(answer) => answer,
        other => panic!("{other:?}"),
    }
}

/// The life-time value of these customers, and half of its interval, by the method.
fn worth(scores: &Scores, who: impl Iterator<Item = RecordId>, workspace: &Workspace) -> (f64, f64) {
    let year = Discounting::over(365.0 / 7.0, scores.money.discount).expect("a horizon");
    let row = |id| workspace.find(customer::ID, id).expect("a customer").1 as usize;
    let who: Vec<Known> = who.map(|id| known(scores, row(id), TODAY.0)).collect();
    both_models(scores, |orders, amounts| {
        let one = |(cbs, (paid, mean)): &Known| {
            let amount = amounts.expected_amount(f64::from(*paid), *mean)?;
            Some(scores.money.share() * amount * year.orders(orders, cbs)?)
        };
        who.iter().map(one).sum()
    })
}

#[test]
fn life_time_values_have_the_interval_of_both_models_by_tenth_corner_and_customer() {
    let workspace = sample_book(800);
    let scores = scored(&workspace);
    // All of them are told, in several pieces.
    let (answer, all) = (lifetime(&workspace, &scores, 0), lifetime(&workspace, &scores, u32::MAX));
    for (few, corner) in answer.corners.iter().zip(&all.corners) {
        near(corner.value_range, worth(&scores, corner.first.iter().map(|one| one.id), &workspace));
        assert_eq!((few.value_range, &few.first[..]), (corner.value_range, &corner.first[..few.first.len()]));
        for one in corner.first.iter().step_by(7) {
            near(one.value_range, worth(&scores, [one.id].into_iter(), &workspace));
        }
        assert!(corner.first.iter().all(|one| one.value_range.is_some()));
    }
    assert!(all.corners.iter().any(|corner| corner.first.len() > 100));
    let value = |id| worth(&scores, [id].into_iter(), &workspace).0;
    let everybody = all.corners.iter().flat_map(|corner| &corner.first);
    let mut best: Vec<(f64, RecordId)> = everybody.map(|one| (value(one.id), one.id)).collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut rest = best.as_slice();
    for tenth in &answer.tenths {
        let (who, others) = rest.split_at(tenth.customers as usize);
        near(tenth.value_range, worth(&scores, who.iter().map(|(_, id)| *id), &workspace));
        rest = others;
    }
    assert!(answer.tenths.len() == 10 && rest.is_empty());
}

#[test]
fn customers_beyond_the_sample_have_their_interval_too() {
    let workspace = sample_book(12_000);
    let scores = scored(&workspace);
    let answer = lifetime(&workspace, &scores, 0);
    let every = scores.book.buyers.div_ceil(5_000) as u64;
    let rows = || answer.corners.iter().flat_map(|corner| &corner.first);
    assert!(every > 1 && rows().any(|one| !(one.id.0 as u64).is_multiple_of(every)));
    assert_eq!(rows().count(), 40);
    for one in rows() {
        near(one.value_range, worth(&scores, [one.id].into_iter(), &workspace));
    }
    for tenth in &answer.tenths {
        assert!(tenth.value_range.is_some_and(|[low, high]| low < tenth.value && tenth.value < high));
    }
}

#[test]
fn many_values_at_risk_are_as_sure_as_some_of_them_say() {
    let workspace = sample_book(12_000);
    let scores = scored(&workspace);
    let answer = churn(&workspace, &scores, 90);
    let who: Vec<Known> = answer.rows.iter().map(|row| known(&scores, row_of(&workspace, row), TODAY.0)).collect();
    assert!(who.len() > 2_000, "{}", who.len());
    let (_, spread) = by_method(&scores, &who, 90.0 / 7.0);
    let [low, high] = answer.at_risk_range.expect("an interval");
    let told = (high - low) as f64 / 2.0;
    assert!(told != spread && (told / spread - 1.0).abs() < 0.1, "{told} {spread}");
}

#[test]
fn the_page_of_a_customer_tells_how_sure_it_is() {
    let workspace = sample_book(400);
    let scores = scored(&workspace);
    let mut told = 0;
    for row in 0..400 {
        let score = (scores.explain)(&scores, row);
        let days = score.horizon_days;
        assert_eq!(score.expected_range, scores.book.orders_interval(row as usize, days).map(|(a, b)| [a, b]));
        let Some(worth) = score.worth else { continue };
        let range = worth.at_risk_range.map(|range| range.map(|money| money.minor));
        near(range, by_method(&scores, &[known(&scores, row as usize, TODAY.0)], f64::from(days) / 7.0));
        told += 1;
    }
    assert!(told > 200, "{told}");
}

#[test]
fn the_means_of_clusters_have_their_intervals() {
    let often = || (0..10).map(|n| (1 + 7 * n, 10_000)).collect::<Orders>();
    let people: Vec<(u32, Orders)> = (0..40)
        .map(|number| (number, if number % 2 == 0 { vec![(300 + number as i32, 1_000)] } else { often() }))
        .collect();
    let workspace = book_of(&people);
    let scores = scored(&workspace);
    let fields = vec![ClusterField::LastOrder, ClusterField::OrderDays];
    let query = InsightQuery::Clusters(ClustersQuery { fields, k: Some(2) });
    let InsightAnswer::Clusters(answer) = ask(&workspace, &scores, query) else { panic!("clusters") };
    let [often, once] = answer.clusters.as_slice() else { panic!("{answer:?}") };
    // 300, 302, … 338: mean 319, variance 140, t(0.975; 19) = 2.093024; so 319 ± 5.537620.
    let [low, high] = once.ranges[0].expect("an interval");
    assert!((low - 313.462_38).abs() < 1e-4 && (high - 324.537_62).abs() < 1e-4, "{low} {high}");
    assert_eq!((once.means[0], once.ranges[1], often.ranges[0]), (319.0, None, None));
    let days: Vec<f64> = (0..40).map(|number| if number % 2 == 0 { 1.0 } else { 10.0 }).collect();
    let (low, high) = Mean::of(&days).and_then(|mean| mean.ci).expect("an interval");
    let told = answer.ranges[1].expect("an interval");
    assert!((told[0] - low).abs() < 1e-9 && (told[1] - high).abs() < 1e-9);
    // Far from sure, but no figure can be less than nothing.
    let two: Vec<(u32, Orders)> = (0..40).map(|n| (n, vec![(if n == 0 { 900 } else { 2 }, 500)])).collect();
    let workspace = book_of(&two);
    let query = InsightQuery::Clusters(ClustersQuery { fields: vec![ClusterField::LastOrder], k: Some(2) });
    let InsightAnswer::Clusters(answer) = ask(&workspace, &scored(&workspace), query) else { panic!("clusters") };
    assert_eq!(answer.ranges[0].map(|[low, _]| low), Some(0.0));
}

#[test]
fn a_median_of_gaps_lies_between_two_of_them() {
    // Two orders each, 21 to 34 days apart; and six who came once.
    let people: Vec<(u32, Orders)> =
        (0..20).map(|n| (n, if n < 14 { vec![(5, 100), (26 + n as i32, 100)] } else { vec![(9, 100)] })).collect();
    let mut workspace = book_of(&people);
    let stamp = 1_000;
    for n in 0..5_u32 {
        let record = model::RecordId(u128::from(n) + 1);
        let cell = model::Cell {
            collection: customer::ID,
            record,
            field: customer::LEVEL.id,
            value: Value::Option(OptionId(1)),
        };
        groups_support::apply(&mut workspace, stamp + u64::from(n), vec![cell]);
    }
    let level = Test { field: customer::LEVEL.id, op: Op::AnyOf, values: vec![Value::Option(OptionId(1))] };
    let groups = [Rule::default(), Rule::Test(level)];
    let query = InsightQuery::Compare(CompareQuery { groups, today: TODAY });
    let InsightAnswer::Compare(answer) = ask(&workspace, &scored(&workspace), query) else { panic!("compare") };
    let gap = answer.lines.iter().find(|line| line.what == CompareWhat::Gap).expect("a line");
    // Of 14 the third and the twelfth (binomial: 2 or fewer of 14 with 0.65 %, 3 or fewer with 2.9 %); of five none.
    let [all, five] = gap.sides;
    assert_eq!((all.n, all.value, all.interval), (14, Some(27.5), Some((23.0, 32.0))));
    assert_eq!((five.n, five.value, five.interval), (5, Some(23.0), None));
}

#[test]
fn shares_of_moves_and_stays_have_the_interval_of_wilson() {
    let workspace = sample_book(600);
    let scores = scored(&workspace);
    let query = LifeCycleQuery { months: 12, ..LifeCycleQuery::default() };
    let InsightAnswer::LifeCycle(answer) = ask(&workspace, &scores, InsightQuery::LifeCycle(query)) else {
        panic!("life cycle")
    };
    let LifeCycleAnswer { flows, flow_ranges, stays, stay_ranges, .. } = answer;
    for (row, ranges) in flows.iter().zip(&flow_ranges) {
        let all: u32 = row[..6].iter().sum();
        for (n, range) in row.iter().zip(ranges).take(6).filter(|_| all > 0) {
            assert_eq!(wilson((*n).into(), all.into()), Some((range[0], range[1])));
        }
    }
    assert_eq!((flow_ranges.len(), stay_ranges.len()), (7, 6));
    let sure: Vec<(f64, [f64; 2])> =
        stays.into_iter().zip(stay_ranges).filter_map(|(stay, range)| stay.zip(range)).collect();
    assert!(sure.len() >= 4 && sure.iter().all(|(stay, [low, high])| 1.0 <= *low && low <= stay && stay < high));
}

#[test]
fn how_long_a_stay_lasts_is_told_as_long_as_it_lasts() {
    // Three hundred who order every ten days or so, and of whom every month one in twelve ends the relation: a stay lasts twelve months. All of them
    // were there before the first month-end, and many still are after the last.
    let mut state = 7_u64;
    let mut unit = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let now = Period::Month.of(TODAY.0);
    let (mut people, mut ends) = (Vec::new(), Vec::new());
    let (mut held, mut gone) = (0_u32, 0_u32);
    for who in 0..300_u32 {
        let mut end = None;
        // From the first of twelve month-ends to the last of them; the month that still runs is not over.
        for month in now - 11..now {
            held += 1;
            if unit() < 1.0 / 12.0 {
                gone += 1;
                end = Some(Period::Month.first_day(month) + (unit() * 28.0) as i32);
                break;
            }
        }
        let (mut day, mut orders) = (TODAY.0 - 800 + (unit() * 10.0) as i32, Orders::new());
        while day <= end.unwrap_or(TODAY.0) {
            orders.push((TODAY.0 - day, 1_000));
            day += 7 + (unit() * 7.0) as i32;
        }
        people.push((who, orders));
        ends.extend(end.map(|end| (who, end)));
    }
    let mut workspace = book_of(&people);
    for (nth, (who, end)) in ends.into_iter().enumerate() {
        let (record, value) = (model::RecordId(u128::from(who) + 1), Value::Day(model::Day(end)));
        let cell = model::Cell { collection: customer::ID, record, field: customer::ENDED_AT.id, value };
        groups_support::apply(&mut workspace, 1_000 + nth as u64, vec![cell]);
    }
    let query = LifeCycleQuery { months: 12, ..LifeCycleQuery::default() };
    let InsightAnswer::LifeCycle(answer) = ask(&workspace, &scored(&workspace), InsightQuery::LifeCycle(query)) else {
        panic!("life cycle")
    };
    let (stay, over) = (Stage::Maturity as usize, Stage::Termination as usize);
    assert_eq!(answer.counts[0][stay], 300, "{:?}", answer.counts);
    assert_eq!(answer.stays[stay], Some(f64::from(held) / f64::from(gone)));
    assert_eq!(answer.stays_of[stay], held);
    let [low, high] = answer.stay_ranges[stay].expect("an interval");
    assert!(low < 12.0 && 12.0 < high && high - low < 5.0, "{low} {high}");
    let (least, most) = wilson(gone.into(), held.into()).expect("an interval");
    assert_eq!([low, high], [1.0 / most, 1.0 / least]);
    // Nobody came back.
    assert_eq!((answer.stays[over], answer.stay_ranges[over]), (None, None));
}

#[test]
fn the_table_of_cohorts_is_counted_in_slices() {
    let mut workspace = book_of(&[(0, vec![(40, 5_000), (20, 10_000)])]);
    let others =
        (1..25_000_u128).flat_map(|n| groups_support::record(customer::ID, model::RecordId(n + 1), Vec::new()));
    groups_support::apply(&mut workspace, 1_000, others.collect());
    let scores = scored(&workspace);
    let query = InsightQuery::Cohorts(CohortsQuery { months: 1, ..CohortsQuery::default() });
    let mut work = Work::new(&query, &workspace, &scores, &protocol::GREENWICH);
    let (mut steps, mut told) = (0, None);
    while told.is_none() {
        steps += 1;
        told = work.step(&workspace, &scores);
    }
    // How they reorder, the empty table, three times 10,000 customers, the answer.
    assert_eq!(steps, 6);
    let Some(InsightAnswer::Cohorts(answer)) = told else { panic!("cohorts") };
    assert_eq!((answer.rows.len(), answer.rows[0].cells[1].revenue), (1, 10_000));
}

#[test]
fn amounts_of_cohorts_and_the_median_gap_have_their_intervals() {
    // Two months ago four came; last month one of them brought 150.00 in two orders, one 30.00, two nothing.
    let people: Vec<(u32, Orders)> = vec![
        (0, vec![(40, 5_000), (20, 10_000), (18, 5_000)]),
        (1, vec![(40, 5_000), (20, 3_000)]),
        (2, vec![(40, 5_000)]),
        (3, vec![(40, 5_000)]),
    ];
    let cohorts = |people: &[(u32, Orders)]| {
        let workspace = book_of(people);
        let query = InsightQuery::Cohorts(CohortsQuery { months: 1, amount: true, whole: false });
        let InsightAnswer::Cohorts(answer) = ask(&workspace, &scored(&workspace), query) else { panic!("cohorts") };
        answer
    };
    let answer = cohorts(&people);
    let row = answer.rows.iter().find(|row| row.size == 4).expect("a cohort");
    // 2026-05-27 is the day: forty before is April, twenty before is May.
    let (low, high) = Mean::of(&[15_000.0, 3_000.0, 0.0, 0.0]).and_then(|mean| mean.ci).expect("an interval");
    assert_eq!((row.cells[1].active, row.cells[1].revenue), (2, 18_000));
    // Far from sure, but nobody brought less than nothing.
    assert!(low < -1_000.0);
    assert_eq!(row.cells[1].amount_range, Some([0, high.round() as i64]));
    // Four who brought the same do not make it sure, nor do four who brought nothing.
    assert_eq!(row.cells[0].amount_range, None);
    let once: Vec<(u32, Orders)> = (0..4).map(|who| (who, vec![(40, 5_000)])).collect();
    let quiet = cohorts(&once);
    assert_eq!((quiet.rows[0].cells[1].active, quiet.rows[0].cells[1].amount_range), (0, None));
    // Where one did, all of them may.
    let returned: Vec<(u32, Orders)> = people
        .iter()
        .cloned()
        .map(|(who, orders)| (who, if who == 2 { vec![(40, 5_000), (20, -100)] } else { orders }))
        .collect();
    let with_return = cohorts(&returned);
    let row = with_return.rows.iter().find(|row| row.size == 4).expect("a cohort");
    let (low, high) = Mean::of(&[15_000.0, 3_000.0, -100.0, 0.0]).and_then(|mean| mean.ci).expect("an interval");
    assert_eq!(row.cells[1].amount_range, Some([low, high].map(|minor| minor.round() as i64)));
    // Gaps of 20, 2 and 20 days with two customers: they say nothing of how far off their median may be.
    let repeat = answer.repeat.expect("buyers");
    assert_eq!((repeat.gaps, repeat.median_gap_days, repeat.median_gap_range), (3, Some(20.0), None));
}

fn segments(workspace: &Workspace) -> SegmentsAnswer {
    match ask(workspace, &scored(workspace), InsightQuery::Segments { best_percent: 0 }) {
        InsightAnswer::Segments(answer) => *answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_model_that_is_not_sure_says_so_and_days_that_net_to_nothing_are_counted() {
    // As in the browser's tests of books at the edge.
    let clockwork =
        |n: u32| -> Vec<(u32, Orders)> { (0..n).map(|n| (n, (0..30).map(|at| (at * 10, 2_500)).collect())).collect() };
    let once = |n: u32| -> Vec<(u32, Orders)> {
        (0..n).map(|n| (n, vec![(n as i32 + 3, i64::from(n % 17 + 5) * 100)])).collect()
    };
    for people in [clockwork(40), clockwork(400), once(300)] {
        let workspace = book_of(&people);
        let fit = *scored(&workspace).book.fit.chosen().expect("a model");
        let model = segments(&workspace).model.expect("a model");
        // The log does not settle the model, however many are alike: what else it rests on is told.
        assert!(model.prior_share > 0.3 || model.is_open, "{model:?}");
        assert_eq!((model.is_open, model.converged), (fit.se.is_none(), fit.converged));
    }
    let workspace = sample_book(400);
    let scores = scored(&workspace);
    let answer = segments(&workspace);
    let model = answer.model.expect("a model");
    assert!(!model.is_open && model.converged);
    let unpaid: usize = (0..400).map(|row| scores.book.history.amounts(row).iter().filter(|n| **n <= 0).count()).sum();
    assert_eq!(answer.unpaid_days as usize, unpaid);
    // A day of a purchase and its return, one of a return alone, one of a gift; and two of purchases.
    let odd = book_of(&[(0, vec![(50, 700), (50, -700), (30, 100), (10, -100)]), (1, vec![(9, 0), (4, 300)])]);
    let InsightAnswer::Value(value) = ask(&odd, &scored(&odd), InsightQuery::Value(ValueQuery::default())) else {
        panic!("value")
    };
    assert_eq!((segments(&odd).unpaid_days, value.unpaid_days), (3, 3));
}
