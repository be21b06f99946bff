//! Figures of insight and the lists that they lead to have as many customers: by the rules that the pages ask with.
#![allow(missing_docs)]

mod insight_support;

use engine::Workspace;
use engine::figures::Figures;
use engine::list::{self, Later, Source};
use engine::scoring::Scores;
use insight_support::{TODAY, ask, book, scored};
use model::related::{Link, Measure, Related};
use model::rule::{Op, Rule, Test};
use model::schema::{activity, customer, order, score};
use model::{Day, Decimal, FieldId, OptionId, Value, options, talks};
use protocol::{InsightAnswer, InsightQuery, OverviewQuery, RecordsQuery, Stage, ValueQuery};

fn test(field: FieldId, op: Op, values: Vec<Value>) -> Rule {
    Rule::Test(Test { field, op, values })
}

fn listed(workspace: &Workspace, scores: &Scores, rule: Rule) -> u32 {
    assert!(rule.is_sound());
    let source = Source {
        workspace,
        scores: Some(Figures::Scored(scores)),
        scores_version: 1,
        today: TODAY,
        zone: &protocol::GREENWICH,
        later: Some(Later::new()),
    };
    list::ids(&source, &RecordsQuery { rule, ..RecordsQuery::of(customer::ID) }).len() as u32
}

/// With whom there was a conversation in the days until the as-of day.
fn talked(days: i32) -> Rule {
    let within = vec![Value::Day(Day(TODAY.0 - days + 1)), Value::Day(TODAY)];
    let one = Test { field: FieldId::NAME, op: Op::AtLeast, values: vec![Value::Number(Decimal(Decimal::ONE))] };
    let link = Link { of: activity::ID, path: vec![activity::CUSTOMER.id] };
    let rule = std::iter::once(test(activity::AT.id, Op::Between, within)).chain(talks::held()).collect();
    Rule::Related(Box::new(Related { link, rule: Rule::All(rule), measure: Measure::Count, test: one }))
}

/// Whose first order that counts is before a day.
fn ordered_before(day: Day) -> Rule {
    let void = ["draft", "cancelled", "returned"].iter().filter_map(|name| options::ORDER_STATUS.id(name));
    let counted = test(order::STATUS.id, Op::NoneOf, void.map(Value::Option).collect());
    let link = Link { of: order::ID, path: vec![order::CUSTOMER.id] };
    let test = Test { field: order::DAY.id, op: Op::Below, values: vec![Value::Day(day)] };
    Rule::Related(Box::new(Related { link, rule: Rule::All(vec![counted]), measure: Measure::Least, test }))
}

fn overview(workspace: &Workspace, scores: &Scores) -> [u32; 2] {
    let InsightAnswer::Overview(answer) = ask(workspace, scores, InsightQuery::Overview(OverviewQuery { days: 30 }))
    else {
        panic!("an overview")
    };
    [1, 2].map(|step: usize| answer.steps[step].of - answer.steps[step].n)
}

#[test]
fn the_steps_of_the_overview_lead_to_those_who_are_left() {
    let no_stage = || test(score::STAGE, Op::Empty, Vec::new());
    let over = Value::Option(OptionId(Stage::Termination as u16 + 1));
    let not_talked =
        || Rule::All(vec![test(score::STAGE, Op::NoneOf, vec![over.clone()]), Rule::Not(Box::new(talked(30)))]);
    // Of few buyers no stage is known; of many, that of everybody.
    for customers in [20, 900] {
        let workspace = book(customers);
        let scores = scored(&workspace);
        let [stages, talks] = overview(&workspace, &scores);
        assert_eq!((listed(&workspace, &scores, no_stage()), customers < 30), (stages, stages > 0));
        assert_eq!(listed(&workspace, &scores, not_talked()), talks);
        assert!(talks > 0);
    }
}

#[test]
fn the_total_and_each_source_lead_to_their_customers() {
    let workspace = book(900);
    let scores = scored(&workspace);
    let InsightAnswer::Value(answer) = ask(&workspace, &scores, InsightQuery::Value(ValueQuery::default())) else {
        panic!("values")
    };
    let valued = test(score::LIFETIME_VALUE, Op::Filled, Vec::new());
    assert_eq!(listed(&workspace, &scores, valued), answer.customers);
    for row in &answer.sources {
        let source = match row.source {
            Some(option) => test(customer::SOURCE.id, Op::AnyOf, vec![Value::Option(option)]),
            None => test(customer::SOURCE.id, Op::Empty, Vec::new()),
        };
        let rule = Rule::All(vec![source, ordered_before(Day(TODAY.0 + 1))]);
        assert_eq!(listed(&workspace, &scores, rule), row.customers, "{:?}", row.source);
    }
    assert!(answer.sources.len() > 2 && answer.ended > 0);
}
