//! Two groups side by side: by hand, and as the methods say when run plainly.
#![allow(missing_docs)]

mod groups_support;

use engine::Workspace;
use engine::scoring::Scores;
use groups_support::{Orders, TODAY, apply, ask, ask_in, book_of, record, sample_book, scored};
use insight::stats::{difference, holm, welch, wilson};
use insight::survey::{NpsCounts, nps_change};
use model::related::{Measure, Related, links};
use model::rule::{Op, Period, Rule, Test, Unit};
use model::schema::{activity, customer, order, score, standing, survey_response, tag};
use model::{Cell, Currency, Day, Decimal, FieldId, Money, OptionId, RecordId, Value, options};
use protocol::{
    CompareAnswer, CompareLine, CompareQuery, CompareVerdict, CompareWhat, InsightAnswer, InsightQuery, Stage, Zone,
};

fn test(field: FieldId, op: Op, value: Value) -> Rule {
    Rule::Test(Test { field, op, values: vec![value] })
}

fn level(n: u16) -> Rule {
    test(customer::LEVEL.id, Op::AnyOf, Value::Option(OptionId(n)))
}

fn compare(workspace: &Workspace, scores: &Scores, groups: [Rule; 2]) -> CompareAnswer {
    match ask(workspace, scores, InsightQuery::Compare(CompareQuery { groups, today: TODAY })) {
        InsightAnswer::Compare(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn line(answer: &CompareAnswer, what: CompareWhat) -> &CompareLine {
    answer.lines.iter().find(|line| line.what == what).expect("a line")
}

fn set(workspace: &mut Workspace, stamp: u64, who: u32, field: FieldId, value: Value) {
    let record = RecordId(u128::from(who) + 1);
    apply(workspace, stamp, vec![Cell { collection: customer::ID, record, field, value }]);
}

fn respond(workspace: &mut Workspace, id: u128, who: u32, ago: i32, kind: &str, score: Value) {
    let kind = options::SURVEY_KIND.id(kind).expect("a kind");
    let fields = vec![
        (survey_response::KIND.id, Value::Option(kind)),
        (survey_response::CUSTOMER.id, Value::Reference(RecordId(u128::from(who) + 1))),
        (survey_response::SCORE.id, score),
        (survey_response::DAY.id, Value::Day(Day(TODAY.0 - ago))),
    ];
    apply(workspace, 10_000 + id as u64, record(survey_response::ID, RecordId(id + 900_000_000), fields));
}

fn whole(n: i64) -> Value {
    Value::Number(Decimal(n * Decimal::ONE))
}

/// Level 1: twenty who ordered every seven days, ten times, for 100. Level 2: twenty who ordered once for 10. No level: twenty in between.
fn three_levels() -> Workspace {
    let orders = |number: u32| -> Orders {
        match number {
            0..20 => (0..10).map(|n| (1 + 7 * n, 10_000)).collect(),
            20..40 => vec![(300, 1_000)],
            _ => {
                (0..1 + number as i32 % 3).map(|n| (5 + n * (20 + number as i32), 2_000 + i64::from(number))).collect()
            }
        }
    };
    let customers: Vec<(u32, Orders)> = (0..60).map(|number| (number, orders(number))).collect();
    let mut workspace = book_of(&customers);
    for number in 0..40 {
        let level = Value::Option(OptionId(if number < 20 { 1 } else { 2 }));
        set(&mut workspace, 1_000 + u64::from(number), number, customer::LEVEL.id, level);
    }
    workspace
}

#[test]
fn two_levels_by_hand() {
    let workspace = three_levels();
    let scores = scored(&workspace);
    let answer = compare(&workspace, &scores, [level(1), level(2)]);
    assert_eq!((answer.sizes, answer.totals, answer.both), ([20, 20], [2_000_000, 20_000], 0));
    let amount = line(&answer, CompareWhat::Amount);
    assert_eq!(amount.sides.map(|side| (side.n, side.value)), [(20, Some(100_000.0)), (20, Some(1_000.0))]);
    // All of a group are the same, so the groups differ beyond any doubt.
    assert_eq!((amount.verdict, amount.p), (CompareVerdict::First, Some(0.0)));
    let days = line(&answer, CompareWhat::OrderDays);
    assert_eq!((days.sides.map(|side| side.value), days.verdict), ([Some(10.0), Some(1.0)], CompareVerdict::First));
    // Nobody of the second ordered again: seven days against nothing cannot be tested.
    let gap = line(&answer, CompareWhat::Gap);
    assert_eq!(gap.sides.map(|side| (side.n, side.value)), [(20, Some(7.0)), (0, None)]);
    assert_eq!((gap.verdict, gap.p), (CompareVerdict::Few, None));
    let again = line(&answer, CompareWhat::Again);
    assert_eq!(again.sides.map(|side| side.value), [Some(1.0), Some(0.0)]);
    assert_eq!(again.sides.map(|side| side.interval), [wilson(20, 20), wilson(0, 20)]);
    assert_eq!(again.verdict, CompareVerdict::First);
    // Nobody was asked.
    let nps = line(&answer, CompareWhat::Nps);
    assert!(nps.sides.iter().all(|side| side.n == 0 && side.value.is_none()) && nps.verdict == CompareVerdict::Few);
    // The other way round everything is the other way round.
    let turned = compare(&workspace, &scores, [level(2), level(1)]);
    assert_eq!(line(&turned, CompareWhat::Amount).verdict, CompareVerdict::Second);
    assert_eq!(line(&turned, CompareWhat::Amount).sides[1], amount.sides[0]);
}

#[test]
fn a_group_may_be_those_whose_orders_are_still_to_be_paid() {
    let mut workspace = three_levels();
    let state = Value::Option(options::ORDER_STATUS.id("confirmed").expect("a state"));
    for who in 0..15_u128 {
        let record = RecordId((who + 1) * 1_000_000);
        let cell = Cell { collection: order::ID, record, field: order::STATUS.id, value: state.clone() };
        apply(&mut workspace, 2_000 + who as u64, vec![cell]);
    }
    let scores = scored(&workspace);
    let nothing = Value::Money(Money { minor: 0, currency: Currency::CNY });
    let link = links(customer::ID).into_iter().find(|link| link.of == order::ID).expect("a way");
    let owing = Rule::Related(Box::new(Related {
        link,
        rule: test(standing::OUTSTANDING, Op::Above, nothing),
        measure: Measure::Count,
        test: Test { field: FieldId::NAME, op: Op::AtLeast, values: vec![whole(1)] },
    }));
    let answer = compare(&workspace, &scores, [owing.clone(), Rule::Not(Box::new(owing))]);
    assert_eq!((answer.sizes, answer.both), ([15, 45], 0));
}

#[test]
fn an_interval_ends_where_the_figure_does() {
    // Two who ordered much and little, apart from the thirty others; and two of whom one brought back more than was bought.
    let orders = |number: u32| -> Orders {
        match number {
            0 => (0..40).map(|n| (1 + 5 * n, 10_000)).collect(),
            1 => vec![(200, 1_000)],
            2 => vec![(9, 5_000), (3, -7_000)],
            3 => vec![(30, 20_000)],
            _ => vec![(100 + number as i32, 500), (20 + number as i32, 700)],
        }
    };
    let mut workspace = book_of(&(0..40).map(|number| (number, orders(number))).collect::<Vec<_>>());
    for number in 0..4 {
        let level = Value::Option(OptionId(if number < 2 { 1 } else { 2 }));
        set(&mut workspace, 1_000 + u64::from(number), number, customer::LEVEL.id, level);
    }
    let answer = compare(&workspace, &scored(&workspace), [level(1), level(2)]);
    let range = |what: CompareWhat, group: usize| line(&answer, what).sides[group].interval.expect("an interval");
    assert_eq!(range(CompareWhat::Amount, 0).0, 0.0);
    assert_eq!(range(CompareWhat::OrderDays, 0).0, 0.0);
    assert_eq!(range(CompareWhat::LifetimeValue, 0).0, 0.0);
    assert_eq!(range(CompareWhat::Loyalty, 0), (0.0, 100.0));
    assert!(range(CompareWhat::Amount, 1).0 < 0.0, "one of them brought less than nothing");
}

#[test]
fn who_is_in_both_is_tested_in_the_smaller_group() {
    let workspace = three_levels();
    let scores = scored(&workspace);
    let answer = compare(&workspace, &scores, [Rule::default(), level(1)]);
    assert_eq!((answer.sizes, answer.both, answer.both_in), ([60, 20], 20, 1));
    let totals: Vec<f64> = (0..60).map(|row| scores.total(row) as f64).collect();
    let test = welch(&totals[20..], &totals[..20]).expect("a test");
    let amount = line(&answer, CompareWhat::Amount);
    let mean = totals.iter().sum::<f64>() / 60.0;
    assert!((amount.sides[0].value.expect("a mean") - mean).abs() < 1e-6, "the figure is of the whole group");
    assert!(amount.p.expect("tested") >= test.p && amount.verdict == CompareVerdict::Second);
    // With itself there is nothing to compare.
    let same = compare(&workspace, &scores, [level(1), level(1)]);
    assert_eq!((same.both, same.sizes), (20, [20, 20]));
    assert!(same.lines.iter().all(|line| line.verdict == CompareVerdict::Few && line.p.is_none()));
}

#[test]
fn the_lines_are_those_of_the_methods() {
    let workspace = sample_book(2_000);
    let scores = scored(&workspace);
    let stage = |stage: Stage| test(score::STAGE, Op::AnyOf, Value::Option(OptionId(stage as u16 + 1)));
    let answer = compare(&workspace, &scores, [stage(Stage::Growth), stage(Stage::Danger)]);
    let rows = |wanted: Stage| (0..2_000_u32).filter(|row| scores.stage(*row) == Some(wanted)).collect::<Vec<_>>();
    let groups = [rows(Stage::Growth), rows(Stage::Danger)];
    assert_eq!(answer.sizes.map(|n| n as usize), [groups[0].len(), groups[1].len()]);
    assert!(groups.iter().all(|group| group.len() > 20));
    let of = |f: &dyn Fn(u32) -> Option<f64>| {
        [0, 1].map(|group: usize| groups[group].iter().filter_map(|row| f(*row)).collect::<Vec<f64>>())
    };
    let by_mean = |values: [Vec<f64>; 2]| welch(&values[0], &values[1]).expect("a test").p;
    let gap = |row: u32| {
        let days = scores.book.history.days(row as usize);
        (days.len() > 1).then(|| f64::from(days[days.len() - 1] - days[0]) / (days.len() - 1) as f64)
    };
    let again = of(&|row| Some(f64::from(u8::from(scores.order_days(row) > 1))));
    let k = |values: &[f64]| values.iter().sum::<f64>() as u64;
    let n = |group: usize| groups[group].len() as u64;
    let p = [
        by_mean(of(&|row| Some(scores.total(row) as f64))),
        by_mean(of(&|row| Some(f64::from(scores.order_days(row))))),
        by_mean(of(&|row| gap(row).map(insight::cluster::of_count))),
        by_mean(of(&|row| scores.loyalty(row).map(f64::from))),
        difference(0, n(0), n(1), n(1)).and_then(|test| test.p).expect("a test"),
        difference(k(&again[0]), n(0), k(&again[1]), n(1)).and_then(|test| test.p).expect("a test"),
    ];
    // The last one is life-time value, known to the list to the minor unit.
    let worth = by_mean(of(&|row| scores.lifetime_value(row).map(|value| value as f64)));
    let adjusted = holm(&[p[0], p[1], p[2], p[3], p[4], p[5], worth]);
    let told: Vec<f64> = answer.lines.iter().filter_map(|line| line.p).collect();
    assert_eq!(told.len(), 7, "all but the survey");
    for (told, wanted) in told.iter().zip(&adjusted) {
        assert!((told - wanted).abs() <= 1e-4 * wanted.max(1e-12), "{told} {wanted}");
    }
    assert_eq!(line(&answer, CompareWhat::Leaving).sides.map(|side| side.value), [Some(0.0), Some(1.0)]);
    assert_eq!(line(&answer, CompareWhat::Leaving).verdict, CompareVerdict::Second);
    for line in &answer.lines[..7] {
        for side in &line.sides {
            let value = side.value.expect("a figure");
            assert!(side.interval.is_none_or(|(low, high)| low <= value && value <= high));
        }
        assert_eq!(line.verdict == CompareVerdict::Unclear, line.p.expect("tested") >= 0.05);
    }
}

#[test]
fn answers_count_once_a_customer_and_only_as_answers() {
    let mut workspace = three_levels();
    for who in 0..12 {
        respond(&mut workspace, u128::from(who), who, 10, "nps", whole(if who < 10 { 9 } else { 7 }));
        respond(&mut workspace, 100 + u128::from(who), 20 + who, 10, "nps", whole(if who < 9 { 3 } else { 8 }));
    }
    // An older answer of one, answers to something else, and what is no answer.
    respond(&mut workspace, 200, 0, 50, "nps", whole(0));
    respond(&mut workspace, 201, 1, 1, "csat", whole(1));
    respond(&mut workspace, 202, 13, 1, "nps", whole(11));
    respond(&mut workspace, 203, 14, 1, "nps", Value::Number(Decimal(Decimal::ONE * 21 / 2)));
    respond(&mut workspace, 204, 15, 1, "nps", Value::Empty);
    // One of a day to come, and one that does not say when.
    respond(&mut workspace, 205, 0, -1, "nps", whole(0));
    respond(&mut workspace, 206, 16, 0, "nps", whole(0));
    let (record, field) = (RecordId(206 + 900_000_000), survey_response::DAY.id);
    apply(&mut workspace, 10_400, vec![Cell { collection: survey_response::ID, record, field, value: Value::Empty }]);
    // Half a point more than eight is nine, as on the other pages.
    respond(&mut workspace, 207, 2, 5, "nps", Value::Number(Decimal(Decimal::ONE * 17 / 2)));
    let scores = scored(&workspace);
    let answer = compare(&workspace, &scores, [level(1), level(2)]);
    let nps = line(&answer, CompareWhat::Nps);
    let first = NpsCounts { promoters: 10, passives: 2, detractors: 0 };
    let second = NpsCounts { promoters: 0, passives: 3, detractors: 9 };
    assert_eq!(nps.sides.map(|side| (side.n, side.value)), [(12, Some(1_000.0 / 12.0)), (12, Some(-75.0))]);
    assert_eq!(nps.sides[0].interval, first.nps().map(|nps| nps.ci));
    assert!(nps.p.expect("tested") >= nps_change(first, second).expect("a change").p);
    assert_eq!(nps.verdict, CompareVerdict::First);
    // A newer answer counts instead.
    respond(&mut workspace, 300, 0, 1, "nps", whole(0));
    let answer = compare(&workspace, &scored(&workspace), [level(1), level(2)]);
    let score = line(&answer, CompareWhat::Nps).sides[0].value.expect("a score");
    assert!((score - 800.0 / 12.0).abs() < 1e-12, "{score}");
}

#[test]
fn a_relation_that_is_over_is_worth_nothing_and_counts() {
    let workspace = sample_book(1_000);
    let scores = scored(&workspace);
    let ended = (0..1_000).filter(|&row| scores.book.has_ended(row) && scores.order_days(row as u32) > 0).count();
    let answer = compare(&workspace, &scores, [Rule::default(), level(1)]);
    let worth = line(&answer, CompareWhat::LifetimeValue).sides[0];
    assert!(ended > 0 && worth.n as usize == scores.book.buyers, "{ended} {worth:?}");
    let total: i64 = (0..1_000).filter_map(|row| scores.lifetime_value(row)).sum();
    let mean = total as f64 / scores.book.buyers as f64;
    assert!((worth.value.expect("a mean") / mean - 1.0).abs() < 1e-4, "{worth:?} {mean}");
}

#[test]
fn a_group_of_a_day_is_of_the_day_on_the_readers_clock() {
    static SHANGHAI: Zone = Zone { first: 480, changes: Vec::new() };
    let mut workspace = three_levels();
    for who in 0..12_u128 {
        // Seven customers late in the evening, in Greenwich.
        let hour = if who < 7 { 23 } else { 11 };
        let fields = vec![
            (activity::CUSTOMER.id, Value::Reference(RecordId(who + 1))),
            (activity::AT.id, Value::Instant((i64::from(TODAY.0 - 10) * 24 + hour) * 3_600_000)),
        ];
        apply(&mut workspace, 5_000 + who as u64, record(activity::ID, RecordId(who + 700_000_000), fields));
    }
    let scores = scored(&workspace);
    let on = |day: i32| {
        let link = links(customer::ID).into_iter().find(|link| link.of == activity::ID).expect("a way");
        let rule = test(activity::AT.id, Op::Is, Value::Day(Day(day)));
        let one = Test { field: FieldId::NAME, op: Op::AtLeast, values: vec![whole(1)] };
        Rule::Related(Box::new(Related { link, rule, measure: Measure::Count, test: one }))
    };
    let groups = [on(TODAY.0 - 10), on(TODAY.0 - 9)];
    let sizes = |zone| {
        let query = InsightQuery::Compare(CompareQuery { groups: groups.clone(), today: TODAY });
        match ask_in(&workspace, &scores, query, zone) {
            InsightAnswer::Compare(answer) => answer.sizes,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((sizes(&protocol::GREENWICH), sizes(&SHANGHAI)), ([12, 0], [5, 7]));
}

#[test]
fn groups_are_tags_periods_and_whoever_is_alive() {
    let mut workspace = three_levels();
    let id = RecordId(77_000_000);
    apply(&mut workspace, 2_000, record(tag::ID, id, vec![(tag::NAME.id, Value::Text("VIP".into()))]));
    for who in 0..15 {
        set(&mut workspace, 2_001 + u64::from(who), who, customer::TAGS.id, Value::References(vec![id]));
    }
    set(&mut workspace, 3_000, 0, FieldId::ALIVE, Value::Bool(false));
    let lately =
        Rule::Test(Test { field: score::LAST_ORDER, op: Op::Within(Period::Last(30, Unit::Day)), values: Vec::new() });
    let answer =
        compare(&workspace, &scored(&workspace), [test(customer::TAGS.id, Op::AnyOf, Value::Reference(id)), lately]);
    // Without the one in the trash; lately ordered are the nineteen of level 1, and those without a level.
    assert_eq!((answer.sizes, answer.both), ([14, 39], 14));
}

#[test]
fn empty_and_small_books_have_nothing_to_tell_apart() {
    let empty = Workspace::default();
    let answer = compare(&empty, &scored(&empty), [level(1), level(2)]);
    assert_eq!((answer.sizes, answer.both, answer.buyers), ([0, 0], 0, 0));
    assert!(answer.lines.iter().all(|line| line.verdict == CompareVerdict::Few));
    assert!(answer.lines.iter().all(|line| line.sides.iter().all(|side| side.value.is_none())));
    let small = sample_book(20);
    let answer = compare(&small, &scored(&small), [Rule::default(), level(1)]);
    assert!(answer.sizes[0] == 20 && line(&answer, CompareWhat::Loyalty).sides[0].value.is_none());
    // A relation that was ended has a stage without a model; its share would tell nothing, as on other pages.
    let ended = |buyers: u32| {
        let mut workspace = book_of(&(0..buyers).map(|who| (who, vec![(who as i32, 100)])).collect::<Vec<_>>());
        set(&mut workspace, 1_000, 0, customer::ENDED_AT.id, Value::Day(TODAY));
        let answer = compare(&workspace, &scored(&workspace), [Rule::default(), level(1)]);
        line(&answer, CompareWhat::Leaving).sides[0].n
    };
    let enough = insight::BUYERS_MIN as u32;
    assert_eq!((ended(enough - 1), ended(enough)), (0, enough));
}
