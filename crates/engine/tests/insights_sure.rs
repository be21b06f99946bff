//! Thresholds of the workspace's own, bad answers, scores in lists, what was at risk before, and how sure figures are.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use engine::figures::Figures;
use engine::list::{Later, Lists, Source};
use engine::scoring::{self, STAGES, Scores};
use insight::churn::WarningSettings;
use insight::clv::{Shifts, parameter_se};
use insight::stats::{Z95, wilson};
use insight_support::{TODAY, ask, book, scored, write};
use model::rule::{Op, Rule, Test};
use model::schema::{THE_SETTINGS, customer, order, score, setting, survey_response};
use model::{Currency, Day, Decimal, FieldId, Money, RecordId, Value, options};
use protocol::{
    ChurnAnswer, ChurnQuery, ChurnReason, CohortsQuery, InsightAnswer, InsightQuery, LifeCycleQuery, ListRow,
    OverviewAnswer, OverviewQuery, Owners, RecordsQuery, Stage, StageReason, StageThresholds,
};

fn percent(n: i64) -> Value {
    Value::Number(Decimal(n * Decimal::ONE))
}

fn set(workspace: &mut Workspace, field: FieldId, n: i64) {
    write(workspace, setting::ID, THE_SETTINGS, field, percent(n));
}

fn id(workspace: &Workspace, row: u32) -> RecordId {
    workspace.ids.id(workspace.table(customer::ID).expect("customers").handle(row))
}

fn churn(workspace: &Workspace, scores: &Scores) -> ChurnAnswer {
    let query = ChurnQuery { horizon_days: 90, uplift_percent: 5, snoozed: false, limit: 10_000, owners: Owners::ALL };
    match ask(workspace, scores, InsightQuery::Churn(query)) {
        InsightAnswer::Churn(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn overview(workspace: &Workspace, scores: &Scores, days: u32) -> OverviewAnswer {
    match ask(workspace, scores, InsightQuery::Overview(OverviewQuery { days })) {
        InsightAnswer::Overview(answer) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn stages_begin_where_the_workspace_says() {
    let mut workspace = book(600);
    let count = |scores: &Scores, stage| (0..600).filter(|&row| scores.stage(row) == Some(stage)).count();
    let usual = scored(&workspace);
    let as_usual = insight::Settings::default();
    let used = &usual.book.settings;
    assert_eq!((used.danger_p_alive, used.danger_overdue), (as_usual.danger_p_alive, as_usual.danger_overdue));
    assert_eq!(used.termination_p_active, as_usual.termination_p_active);
    let input = |workspace: &Workspace| {
        let settings = scoring::settings(workspace, TODAY, Currency::CNY);
        scoring::fingerprint(workspace.scored_version(), &settings)
    };
    let before = input(&workspace);

    set(&mut workspace, setting::STAGE_ALIVE.id, 95);
    assert_ne!(input(&workspace), before, "scores of before do not hold any more");
    let careful = scored(&workspace);
    assert!(count(&careful, Stage::Danger) > count(&usual, Stage::Danger));
    for row in 0..600 {
        if usual.stage(row) == Some(Stage::Danger) {
            assert_eq!(careful.stage(row), Some(Stage::Danger), "who was in danger still is");
        }
    }
    set(&mut workspace, setting::STAGE_ACTIVE.id, 90);
    let hasty = scored(&workspace);
    assert!(count(&hasty, Stage::Termination) > count(&careful, Stage::Termination));
    set(&mut workspace, setting::STAGE_OVERDUE.id, 3);
    let settings = scoring::stage_settings(&workspace);
    assert_eq!((settings.danger_alive, settings.danger_overdue, settings.gone_active), (95, 50, 90));
    let set = StageThresholds { alive: 95, overdue: 50, active: 90 };
    assert_eq!(churn(&workspace, &scored(&workspace)).stages, set);
    // Whoever is told why they are in a stage is told by these.
    let scores = scored(&workspace);
    assert_eq!((scores.explain)(&scores, 0).thresholds, set);
    match ask(&workspace, &scores, InsightQuery::LifeCycle(LifeCycleQuery { months: 1, ..LifeCycleQuery::default() })) {
        InsightAnswer::LifeCycle(answer) => assert_eq!(answer.thresholds, set),
        other => panic!("{other:?}"),
    }
    // Emptied, all is as usual.
    for field in [setting::STAGE_ALIVE.id, setting::STAGE_ACTIVE.id, setting::STAGE_OVERDUE.id] {
        write(&mut workspace, setting::ID, THE_SETTINGS, field, Value::Empty);
    }
    assert_eq!(scoring::stage_settings(&workspace), STAGES);
    assert!(scored(&workspace).book == usual.book);
}

fn answer(workspace: &mut Workspace, n: u128, who: RecordId, score: i64, day: i32) {
    let kind = options::SURVEY_KIND.id("csat").expect("a kind");
    for (field, value) in [
        (survey_response::KIND.id, Value::Option(kind)),
        (survey_response::CUSTOMER.id, Value::Reference(who)),
        (survey_response::SCORE.id, percent(score)),
        (survey_response::DAY.id, Value::Day(Day(day))),
    ] {
        write(workspace, survey_response::ID, RecordId(80_000 + n), field, value);
    }
}

#[test]
fn a_bad_answer_about_satisfaction_or_a_fall_is_a_warning_for_a_while() {
    let mut workspace = book(600);
    let before = churn(&workspace, &scored(&workspace));
    let scores = scored(&workspace);
    let is_free = |row: &u32| {
        let who = id(&workspace, *row);
        scores.order_days(*row) > 0
            && !scores.book.has_ended(*row as usize)
            && before.rows.iter().all(|warned| warned.id != who)
    };
    let free: Vec<RecordId> = (0..600).filter(is_free).take(5).map(|row| id(&workspace, row)).collect();
    let [bad, fell, fine, long_ago, only_one_less] = free[..] else { panic!("five without a warning") };
    let t = TODAY.0;
    // Later than whatever the sample has asked.
    answer(&mut workspace, 1, bad, 2, t);
    answer(&mut workspace, 2, fell, 5, t - 1);
    answer(&mut workspace, 3, fell, 3, t);
    answer(&mut workspace, 4, fine, 4, t);
    for (n, day, score) in [(5, t - 92, 5), (6, t - 91, 1)] {
        answer(&mut workspace, n, long_ago, score, day);
    }
    answer(&mut workspace, 7, only_one_less, 5, t - 1);
    answer(&mut workspace, 8, only_one_less, 4, t);
    let watch = churn(&workspace, &scored(&workspace));
    let reasons = |who: RecordId| {
        let row = watch.rows.iter().find(|row| row.id == who);
        row.map(|row| row.reasons.clone()).unwrap_or_default()
    };
    assert!(matches!(reasons(bad)[..], [ChurnReason::Dissatisfied(_, 2)]), "{:?}", reasons(bad));
    assert_eq!(reasons(fell), [ChurnReason::Dissatisfied(Some(5), 3)]);
    assert!(reasons(fine).is_empty() && reasons(only_one_less).is_empty());
    assert!(reasons(long_ago).is_empty(), "{:?}", reasons(long_ago));
    assert_eq!(watch.warned, before.warned + 2);
}

fn list(workspace: &Workspace, scores: &Scores, query: RecordsQuery) -> Vec<(RecordId, Vec<Value>)> {
    let source = Source {
        workspace,
        scores: Some(Figures::Scored(scores)),
        scores_version: 1,
        today: TODAY,
        zone: &protocol::GREENWICH,
        later: Some(Later::new()),
    };
    let answer = Lists::default().answer(&source, &RecordsQuery { len: 1_000, ..query });
    let row = |row| match row {
        ListRow::Record(row) => (row.id, row.cells),
        ListRow::Group(group) => panic!("{group:?}"),
    };
    answer.rows.into_iter().map(row).collect()
}

#[test]
fn every_score_is_a_column_a_filter_and_an_order_and_says_what_the_customers_page_says() {
    let workspace = book(500);
    let scores = scored(&workspace);
    let columns = vec![score::ALIVE, score::OVERDUE, score::VALUE_AT_RISK];
    let query = RecordsQuery { columns, sort: Some((score::VALUE_AT_RISK, true)), ..RecordsQuery::of(customer::ID) };
    let rows = list(&workspace, &scores, query.clone());
    assert_eq!(rows.len(), 500);
    let minor = |value: &Value| match value {
        Value::Money(money) => Some(money.minor),
        Value::Empty => None,
        other => panic!("{other:?}"),
    };
    let near = |value: &Value, share: Option<f64>| match (value, share) {
        (Value::Number(number), Some(share)) => (number.0 as f64 / Decimal::ONE as f64 - share * 100.0).abs() < 1e-4,
        (Value::Empty, None) => true,
        _ => false,
    };
    let mut with_value = 0;
    for (who, cells) in &rows {
        let row = workspace.find(customer::ID, *who).expect("a customer").1;
        let told = (scores.explain)(&scores, row);
        assert!(near(&cells[0], told.p_alive) && near(&cells[1], told.overdue), "{cells:?} {told:?}");
        let at_risk = told.worth.and_then(|worth| worth.at_risk).map(|money| money.minor);
        assert_eq!(minor(&cells[2]), at_risk);
        with_value += usize::from(at_risk.is_some());
    }
    assert!(with_value > 200, "{with_value}");
    let risks: Vec<i64> = rows.iter().filter_map(|(_, cells)| minor(&cells[2])).collect();
    assert!(risks.is_sorted_by(|a, b| a >= b));
    let middle = risks[risks.len() / 2];
    let at_least = |field, value: Value| Rule::Test(Test { field, op: Op::AtLeast, values: vec![value] });
    let money = Value::Money(Money { minor: middle, currency: scores.currency });
    let found =
        list(&workspace, &scores, RecordsQuery { rule: at_least(score::VALUE_AT_RISK, money), ..query.clone() });
    assert_eq!(found.len(), risks.iter().filter(|&&risk| risk >= middle).count());
    let late = list(&workspace, &scores, RecordsQuery { rule: at_least(score::OVERDUE, percent(80)), ..query.clone() });
    let count = (0..500).filter(|&row| scores.overdue(row).is_some_and(|share| share >= 0.8)).count();
    assert!(late.len() == count && count > 0 && count < 500);
    let sure = list(&workspace, &scores, RecordsQuery { rule: at_least(score::ALIVE, percent(50)), ..query });
    let count = (0..500).filter(|&row| scores.alive(row).is_some_and(|share| share >= 0.5)).count();
    assert!(sure.len() == count && count > 0 && count < 500);
}

/// Customers and orders by hand: nobody is ever asked anything, and no relation is ended.
fn shop(customers: u128) -> Workspace {
    let mut workspace = Workspace::default();
    let (mut dice, mut orders) = (7_u64, 0);
    let mut next = |below: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % below
    };
    for who in 1..=customers {
        write(&mut workspace, customer::ID, RecordId(who), customer::NAME.id, Value::Text(format!("C{who}")));
        let mut day = TODAY.0 - 900 + next(700) as i32;
        for _ in 0..1 + next(9) {
            let this = RecordId(100_000 + orders);
            orders += 1;
            let total = Money { minor: 1_000 + next(30_000) as i64, currency: Currency::CNY };
            write(&mut workspace, order::ID, this, order::CUSTOMER.id, Value::Reference(RecordId(who)));
            write(&mut workspace, order::ID, this, order::DAY.id, Value::Day(Day(day)));
            write(&mut workspace, order::ID, this, order::TOTAL.id, Value::Money(total));
            day += 3 + next(90) as i32;
            if day > TODAY.0 {
                break;
            }
        }
    }
    workspace
}

/// Half of the 95 % interval of what is at risk with them within 90 days, by the method: the parameters of both models.
fn spread(book: &insight::Book, list: &[insight::churn::AtRisk]) -> f64 {
    let (fit, spend) = (book.fit.chosen().expect("a fit"), book.spend.fit().expect("a fit"));
    let weeks = 90.0 / 7.0;
    let sum = |orders: &insight::Btyd, amounts: &insight::GammaGamma| -> Option<f64> {
        let one = |warned: &insight::churn::AtRisk| {
            let (paid, mean) = book.history.paid_repeats(warned.customer as usize).unwrap_or((0, 0.0));
            let cbs = book.history.cbs(warned.customer as usize)?;
            let brings = amounts.expected_amount(f64::from(paid), mean)? * orders.expected(&cbs, weeks)?;
            Some((1.0 - orders.p_active(&cbs, weeks)) * brings / orders.p_alive(&cbs))
        };
        list.iter().map(one).sum()
    };
    let by_orders = parameter_se(fit, |orders| sum(orders, &spend.model)).expect("an error");
    let shifts = Shifts::of_spend(spend).expect("a covariance");
    let moved = shifts.models().map(|two| two.map(|amounts| sum(&fit.btyd(), &amounts).expect("a value")));
    let by_amounts = shifts.se(&moved).expect("an error");
    Z95 * (by_orders * by_orders + by_amounts * by_amounts).sqrt()
}

#[test]
fn what_was_at_risk_before_is_what_the_watch_of_that_day_says() {
    let mut workspace = shop(200);
    // The horizon of the overview's watch, so that the method can be asked at once.
    set(&mut workspace, setting::HORIZON_DAYS.id, 90);
    let scores = scored(&workspace);
    let spend = scores.book.spend.fit().expect("a spend model");
    for days in [30, 90] {
        let answer = overview(&workspace, &scores, days);
        let mut then = scores.book.clone();
        then.as_of = TODAY.0 - days as i32;
        then.history = scores.book.history.until(then.as_of);
        let told = [answer.at_risk, answer.at_risk_before].into_iter().zip(answer.at_risk_ranges);
        for (book, (told, range)) in [&scores.book, &then].into_iter().zip(told) {
            let list = book.watch_list(&WarningSettings::default(), Some((&spend.model, 1.0)));
            let sum: f64 = list.iter().filter_map(|one| one.value_at_risk).sum();
            assert!(list.len() > 10 && (told.expect("a value") as f64 - sum).abs() < 1.0 + sum * 1e-9);
            let half = spread(book, &list);
            let [low, high] = range.expect("an interval").map(|minor| minor as f64);
            assert!((low - (sum - half).max(0.0)).abs() < 1.0 + sum * 1e-6, "{low} {sum} {half}");
            assert!((high - sum - half).abs() < 1.0 + sum * 1e-6 && half > 0.0, "{high} {sum} {half}");
        }
        assert_ne!(answer.at_risk, answer.at_risk_before);
    }
    // Whom one snoozes is left out of both.
    let first = churn(&workspace, &scores).rows[0].clone();
    let before = overview(&workspace, &scores, 30);
    write(&mut workspace, customer::ID, first.id, customer::SNOOZED_UNTIL.id, Value::Day(Day(TODAY.0 + 9)));
    let after = overview(&workspace, &scored(&workspace), 30);
    let gone = before.at_risk.expect("a value") - after.at_risk.expect("a value");
    assert!((gone - first.at_risk.expect("a value")).abs() <= 1);
    assert!(after.at_risk_before < before.at_risk_before);
}

#[test]
fn all_that_puts_somebody_in_danger_is_told() {
    let mut workspace = book(400);
    let reason = |scores: &Scores, row: u32| (scores.explain)(scores, row).stage_reason;
    let before = scored(&workspace);
    let silent = |row: &u32| matches!(reason(&before, *row), StageReason::InDanger { gone: true, unhappy: false, .. });
    let row = (0..400).find(silent).expect("somebody is probably gone");
    let StageReason::InDanger { gone, overdue, .. } = reason(&before, row) else { panic!("in danger") };
    let who = id(&workspace, row);
    let kind = options::SURVEY_KIND.id("nps").map_or(Value::Empty, Value::Option);
    for (field, value) in [
        (survey_response::KIND.id, kind),
        (survey_response::CUSTOMER.id, Value::Reference(who)),
        (survey_response::SCORE.id, percent(2)),
        (survey_response::DAY.id, Value::Day(TODAY)),
    ] {
        write(&mut workspace, survey_response::ID, RecordId(70_000), field, value);
    }
    let told = reason(&scored(&workspace), row);
    assert_eq!(told, StageReason::InDanger { gone, overdue, unhappy: true });
}

#[test]
fn shares_and_scores_tell_how_sure_they_are() {
    let workspace = book(800);
    let scores = scored(&workspace);
    let answer = overview(&workspace, &scores, 90);
    for (told, period) in answer.repeat.iter().zip(&answer.periods) {
        let told = told.expect("somebody ordered");
        let (low, high) = wilson(period.returning.into(), period.active.into()).expect("an interval");
        assert_eq!((told.n, told.range), (period.active, Some([low * 100.0, high * 100.0])));
        assert!(told.score.is_some_and(|score| low * 100.0 <= score && score <= high * 100.0) && low < high);
    }
    let InsightAnswer::Cohorts(cohorts) =
        ask(&workspace, &scores, InsightQuery::Cohorts(CohortsQuery { months: 3, ..CohortsQuery::default() }))
    else {
        panic!("cohorts")
    };
    let mut cells = 0;
    for row in &cohorts.rows {
        for cell in &row.cells {
            let (low, high) = wilson(cell.active.into(), row.size.into()).expect("an interval");
            assert_eq!(cell.range, [low, high]);
            cells += 1;
        }
    }
    assert!(cells > 10);
    let mut told = 0;
    for row in 0..800 {
        let score = (scores.explain)(&scores, row);
        let (Some(p), Some(loyalty)) = (score.p_active, score.loyalty) else { continue };
        if scores.book.has_ended(row as usize) {
            assert_eq!((p, score.p_active_range), (0.0, None));
            continue;
        }
        let [low, high] = score.p_active_range.expect("an interval");
        assert!(0.0 <= low && low <= p && p <= high && high <= 1.0, "{low} {p} {high}");
        let se = scores.book.loyalty_se(row as usize).expect("an error");
        let [low, high] = loyalty.range.expect("an interval");
        assert_eq!([low, high], [-Z95, Z95].map(|by| (loyalty.score + by * se).clamp(0.0, 100.0)));
        told += 1;
    }
    assert!(told > 300, "{told}");
    // More customers, surer parameters.
    let width = |scores: &Scores| {
        let is = |row: &u32| scores.order_days(*row) > 2 && !scores.book.has_ended(*row as usize);
        let row = (0..200).find(is).expect("somebody");
        let [low, high] = (scores.explain)(scores, row).p_active_range.expect("an interval");
        high - low
    };
    assert!(width(&scored(&book(4_000))) < width(&scored(&book(400))));
}
