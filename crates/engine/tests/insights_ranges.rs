//! Means of groups, risks and changes tell how sure they are: by the method, of the very customers that are meant.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use engine::scoring::Scores;
use insight::stats::{Mean, difference};
use insight::survey::{NpsCounts, nps_change};
use insight_support::{TODAY, ask, book, scored, write};
use model::schema::{acquisition_spend, customer, survey_response};
use model::{Currency, Day, Decimal, Money, OptionId, RecordId, Value, options};
use protocol::{
    Answered, ChurnQuery, CohortsQuery, DimensionsQuery, InsightAnswer, InsightQuery, LoyalGroup, LoyalKind,
    LoyaltyQuery, OverviewAnswer, OverviewQuery, Owners, PeopleQuery, PeopleValue, Stage, ValueQuery,
};

fn near(told: Option<[f64; 2]>, values: &[f64]) {
    let (low, high) = Mean::of(values).and_then(|mean| mean.ci).expect("an interval");
    let [from, to] = told.expect("an interval");
    assert!((from - low).abs() < 1e-6 && (to - high).abs() < 1e-6 && from < to, "{from} {low} {to} {high}");
}

fn near_money(told: Option<[i64; 2]>, values: &[f64]) {
    let (low, high) = Mean::of(values).and_then(|mean| mean.ci).expect("an interval");
    let [from, to] = told.expect("an interval").map(|minor| minor as f64);
    assert!((from - low.max(0.0)).abs() <= 1.0 && (to - high).abs() <= 1.0, "{from} {low} {to} {high}");
}

fn option(workspace: &Workspace, row: u32) -> Option<OptionId> {
    workspace.table(customer::ID)?.column(customer::SOURCE.id)?.option(row)
}

/// What a buyer will bring, as lists tell it; nothing where the relation is over.
fn brings(scores: &Scores, row: u32) -> Option<f64> {
    scores.book.history.span(row as usize)?;
    Some(scores.lifetime_value(row).unwrap_or(0) as f64)
}

#[test]
fn mean_loyalty_has_its_interval_on_every_page() {
    let workspace = book(1_500);
    let scores = scored(&workspace);
    let loyal: Vec<f64> = (0..1_500).filter_map(|row| scores.loyalty(row)).map(f64::from).collect();
    let query = PeopleQuery { by: customer::SOURCE.id, stages: false };
    let InsightAnswer::People(people) = ask(&workspace, &scores, InsightQuery::People(query)) else { panic!("people") };
    near(people.all.loyalty_range, &loyal);
    let first = &people.rows[0];
    let PeopleValue::Option(source) = first.value else { panic!("a source") };
    let of_source = (0..1_500).filter(|&row| option(&workspace, row) == Some(source));
    near(
        first.figures.loyalty_range,
        &of_source.filter_map(|row| scores.loyalty(row)).map(f64::from).collect::<Vec<_>>(),
    );

    let query = InsightQuery::Dimensions(DimensionsQuery { days: 90 });
    let InsightAnswer::Dimensions(dimensions) = ask(&workspace, &scores, query) else { panic!("dimensions") };
    near(dimensions.loyalty_range, &loyal);
    let mean = scores.book.loyalty_mean.expect("a mean");
    assert!((dimensions.loyalty.expect("a mean") - mean).abs() < 1e-3);

    let (group, kind) = (LoyalGroup::Stage(Stage::Danger), LoyalKind::Unknown);
    let query = LoyaltyQuery { weights: None, group, kind, listed: None, skip: 0, limit: u32::MAX, today: TODAY };
    let InsightAnswer::Loyalty(page) = ask(&workspace, &scores, InsightQuery::Loyalty(query)) else {
        panic!("loyalty")
    };
    // Nobody was asked, so that the list has everybody.
    assert_eq!((page.rows.len(), page.scored), (page.listed as usize, page.listed));
    let points: Vec<f64> = page.rows.iter().map(|row| row.score).collect();
    near(page.mean_range, &points);
    let layer = |layer: usize| page.rows.iter().filter_map(|row| row.layers[layer]).collect::<Vec<_>>();
    near(page.layer_ranges[0], &layer(0));
    near(page.layer_ranges[2], &layer(2));
    assert_eq!(page.layers[0].0, page.scored);
    let [low, high] = page.group_range.expect("an interval");
    assert!(page.group.1.is_some_and(|mean| low < mean && mean < high));
}

#[test]
fn mean_value_has_its_interval_by_source_and_by_cohort() {
    let mut workspace = book(2_000);
    let id = RecordId(800_001);
    let amount = Money { minor: 1_000_000, currency: Currency::CNY };
    write(&mut workspace, acquisition_spend::ID, id, acquisition_spend::SOURCE.id, Value::Option(OptionId(2)));
    write(&mut workspace, acquisition_spend::ID, id, acquisition_spend::MONTH.id, Value::Day(Day(TODAY.0 - 40)));
    write(&mut workspace, acquisition_spend::ID, id, acquisition_spend::AMOUNT.id, Value::Money(amount));
    let scores = scored(&workspace);
    let InsightAnswer::Value(value) = ask(&workspace, &scores, InsightQuery::Value(ValueQuery::default())) else {
        panic!("value")
    };
    let row = value.sources[0];
    let of_source = (0..2_000).filter(|&row| option(&workspace, row) == Some(OptionId(2)));
    near_money(row.mean_range, &of_source.filter_map(|row| brings(&scores, row)).collect::<Vec<_>>());
    let cac = 1_000_000.0 / f64::from(row.new);
    let [low, high] = row.ratio_range.expect("an interval");
    let [from, to] = row.mean_range.expect("an interval").map(|minor| minor as f64 / cac);
    assert!((low - from).abs() < 1e-3 && (high - to).abs() < 1e-3 && low < high);
    assert_eq!(value.won.mean_range, row.mean_range);

    let query = InsightQuery::Cohorts(CohortsQuery { months: 12, ..CohortsQuery::default() });
    let InsightAnswer::Cohorts(cohorts) = ask(&workspace, &scores, query) else { panic!("cohorts") };
    let oldest = cohorts.rows.iter().find(|row| row.size > 50).expect("a year");
    let next = Day::from_ymd(oldest.from.ymd().0 + 1, 1, 1).expect("a day");
    let of_year = (0..2_000).filter(|&row| {
        scores.book.history.span(row as usize).is_some_and(|(first, _)| first >= oldest.from.0 && first < next.0)
    });
    near_money(oldest.value_range, &of_year.filter_map(|row| brings(&scores, row)).collect::<Vec<_>>());
}

#[test]
fn the_risk_of_a_customer_has_the_interval_of_its_model() {
    let workspace = book(800);
    let scores = scored(&workspace);
    let query =
        ChurnQuery { horizon_days: 60, uplift_percent: 5, snoozed: false, limit: u32::MAX, owners: Owners::ALL };
    let InsightAnswer::Churn(churn) = ask(&workspace, &scores, InsightQuery::Churn(query)) else { panic!("churn") };
    let people = workspace.table(customer::ID).expect("customers");
    for told in &churn.rows {
        let row = (0..800).find(|&row| workspace.ids.id(people.handle(row)) == told.id).expect("a customer");
        let (low, high) = scores.book.p_active_interval(row as usize, 60).expect("an interval");
        let [from, to] = told.risk_range.expect("an interval");
        assert_eq!([from, to], [1.0 - high, 1.0 - low]);
        assert!(from <= told.risk && told.risk <= to && from < to);
    }
    assert!(churn.rows.len() > 20);
}

fn overview(workspace: &Workspace, scores: &Scores, days: u32) -> OverviewAnswer {
    match ask(workspace, scores, InsightQuery::Overview(OverviewQuery { days })) {
        InsightAnswer::Overview(answer) => answer,
        other => panic!("{other:?}"),
    }
}

/// Answers to a survey: each customer's score, and how many days ago.
fn answer(workspace: &mut Workspace, kind: &str, said: &[(u8, i32)]) {
    let people = workspace.table(customer::ID).expect("customers");
    let who: Vec<RecordId> = (0..said.len() as u32).map(|row| workspace.ids.id(people.handle(row))).collect();
    let of_kind = options::SURVEY_KIND.id(kind).map_or(Value::Empty, Value::Option);
    let begin = if kind == "nps" { 900_000 } else { 910_000 };
    for (n, (id, (score, ago))) in who.into_iter().zip(said).enumerate() {
        let fields = [
            (survey_response::KIND.id, of_kind.clone()),
            (survey_response::CUSTOMER.id, Value::Reference(id)),
            (survey_response::SCORE.id, Value::Number(Decimal(i64::from(*score) * Decimal::ONE))),
            (survey_response::DAY.id, Value::Day(Day(TODAY.0 - ago))),
        ];
        for (field, value) in fields {
            write(workspace, survey_response::ID, RecordId(begin + n as u128), field, value);
        }
    }
}

#[test]
fn a_change_of_recommendation_lies_within_its_interval() {
    // All of them turned: the adjusted interval ends before the change that is told.
    let mut workspace = book(100);
    let said: Vec<(u8, i32)> = (0..10).map(|n| if n < 5 { (10, 3) } else { (0, 40) }).collect();
    answer(&mut workspace, "nps", &said);
    let of = |period: &[(u8, i32)]| NpsCounts::of(&period.iter().map(|(score, _)| *score).collect::<Vec<_>>());
    let change = nps_change(of(&said[..5]), of(&said[5..])).expect("a change");
    assert!(change.ci.1 < 200.0);
    let told = overview(&workspace, &scored(&workspace), 30).nps_change;
    assert_eq!(told, Some([200.0, change.ci.0, 200.0]));
}

#[test]
fn changes_of_what_people_say_and_of_repeat_orders_have_their_intervals() {
    let mut workspace = book(300);
    let said: Vec<(u8, i32)> =
        (0..40).map(|n| (if n < 20 { 10 - n % 3 } else { n % 10 }, if n < 20 { 3 } else { 40 })).collect();
    answer(&mut workspace, "nps", &said);
    // Satisfied: 4 or 5.
    let rated: Vec<(u8, i32)> =
        (0..30).map(|n| (if n % 3 == 0 { 2 } else { 5 }, if n < 10 { 3 } else { 40 })).collect();
    answer(&mut workspace, "csat", &rated);
    let scores = scored(&workspace);
    let told = |days| overview(&workspace, &scores, days);
    let of = |period: &[(u8, i32)]| NpsCounts::of(&period.iter().map(|(score, _)| *score).collect::<Vec<_>>());
    let change = nps_change(of(&said[..20]), of(&said[20..])).expect("a change");
    let raw = |answer: &OverviewAnswer, of: fn(&OverviewAnswer) -> [Option<Answered>; 2]| {
        let [now, before] = of(answer).map(|said| said.and_then(|said| said.score).expect("a score"));
        now - before
    };
    let answer = told(30);
    assert_eq!(answer.nps_change, Some([raw(&answer, |answer| answer.nps), change.ci.0, change.ci.1]));
    assert!(change.ci.0 > 0.0);
    let near = |told: Option<[f64; 3]>, raw: f64, [k1, n1, k2, n2]: [u64; 4]| {
        let [change, low, high] = told.expect("a change");
        let (from, to) = difference(k1, n1, k2, n2).expect("a change").ci;
        let gaps = [change - raw, low - 100.0 * from, high - 100.0 * to];
        assert!(gaps.iter().all(|gap| gap.abs() < 1e-9) && low < change && change < high, "{gaps:?}");
    };
    near(answer.csat_change, raw(&answer, |answer| answer.csat), [6, 10, 14, 20]);
    let [now, before] = answer.periods.map(|period| [period.returning, period.active].map(u64::from));
    near(answer.repeat_change, raw(&answer, |answer| answer.repeat), [now[0], now[1], before[0], before[1]]);
    // All of them now, nobody before.
    let answer = told(90);
    assert_eq!((answer.nps_change, answer.csat_change), (None, None));
}
