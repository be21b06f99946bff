//! What charts count, as rules of lists: the same orders, conversations and answers of the same days.

use super::way::test;
use model::related::{Link, Measure, Related};
use model::rule::{Op, Rule, Test};
use model::schema::{activity, order, survey_response, task};
use model::{CollectionId, Day, Decimal, FieldId, OptionId, Value, options, talks};

/// From the first day to the last, both included.
pub(super) type Days = (Day, Day);

/// The `days` until `as_of` (`back` 0), or as many before them.
pub(super) fn period(as_of: Day, days: u32, back: u32) -> Days {
    let last = as_of.0.saturating_sub((days * back) as i32);
    (Day(last.saturating_sub(days as i32).saturating_add(1)), Day(last))
}

fn between(field: FieldId, (first, last): Days) -> Rule {
    test(field, Op::Between, vec![Value::Day(first), Value::Day(last)])
}

/// One at least of the records that lead to a customer.
fn any(of: CollectionId, customer: FieldId, rules: Vec<Rule>) -> Rule {
    let one = Test { field: FieldId::NAME, op: Op::AtLeast, values: vec![Value::Number(Decimal(Decimal::ONE))] };
    let link = Link { of, path: vec![customer] };
    Rule::Related(Box::new(Related { link, rule: Rule::All(rules), measure: Measure::Count, test: one }))
}

/// For whom no task was completed.
pub(super) fn not_served() -> Rule {
    let completed = options::TASK_STATUS.id("completed").map(Value::Option).into_iter().collect();
    let rule = any(task::ID, task::CUSTOMER.id, vec![test(task::STATUS.id, Op::AnyOf, completed)]);
    Rule::Not(Box::new(rule))
}

/// Orders that count: no drafts, nothing cancelled or returned.
fn counted() -> Rule {
    let void = ["draft", "cancelled", "returned"];
    let void = void.iter().filter_map(|name| options::ORDER_STATUS.id(name)).map(Value::Option).collect();
    test(order::STATUS.id, Op::NoneOf, void)
}

/// Who ordered in these days.
pub(super) fn ordered(days: Days) -> Rule {
    any(order::ID, order::CUSTOMER.id, vec![counted(), between(order::DAY.id, days)])
}

/// Whose first order was in these days.
pub(super) fn first_ordered((first, last): Days) -> Rule {
    first_order(Op::Between, vec![Value::Day(first), Value::Day(last)])
}

/// Whose first order was before that day.
pub(super) fn ordered_before(day: Day) -> Rule {
    first_order(Op::Below, vec![Value::Day(day)])
}

fn first_order(op: Op, values: Vec<Value>) -> Rule {
    let link = Link { of: order::ID, path: vec![order::CUSTOMER.id] };
    let test = Test { field: order::DAY.id, op, values };
    Rule::Related(Box::new(Related { link, rule: Rule::All(vec![counted()]), measure: Measure::Least, test }))
}

/// An option, or none.
pub(super) fn has(field: FieldId, option: Option<OptionId>) -> Rule {
    match option {
        Some(option) => test(field, Op::AnyOf, vec![Value::Option(option)]),
        None => test(field, Op::Empty, Vec::new()),
    }
}

/// With whom there was a conversation in these days that took place; `kind` of one kind, or of none.
pub(super) fn talked(days: Days, kind: Option<Option<OptionId>>) -> Rule {
    let kind = kind.map(|kind| has(activity::KIND.id, kind));
    let rules = kind.into_iter().chain([between(activity::AT.id, days)]).chain(talks::held()).collect();
    any(activity::ID, activity::CUSTOMER.id, rules)
}

/// Who answered a question in these days.
pub(super) fn answered(days: Days, kinds: &[&str], also: Option<Rule>) -> Rule {
    let kinds = kinds.iter().filter_map(|name| options::SURVEY_KIND.id(name)).map(Value::Option).collect();
    let rules = [test(survey_response::KIND.id, Op::AnyOf, kinds), between(survey_response::DAY.id, days)];
    any(survey_response::ID, survey_response::CUSTOMER.id, rules.into_iter().chain(also).collect())
}

/// Who answered a question of one kind then.
pub fn said(days: Days, kind: &str) -> Rule {
    answered(days, &[kind], None)
}

/// Who ordered then, and had before.
pub fn again(days: Days) -> Rule {
    Rule::All(vec![ordered(days), ordered_before(days.0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_follow_each_other_without_a_gap() {
        let (now, before) = (period(Day(20_600), 30, 0), period(Day(20_600), 30, 1));
        assert_eq!((now, before), ((Day(20_571), Day(20_600)), (Day(20_541), Day(20_570))));
    }

    #[test]
    fn rules_keep_to_the_limits_of_lists() {
        let days = period(Day(20_600), 90, 0);
        let rules =
            [ordered(days), first_ordered(days), talked(days, Some(None)), answered(days, &["nps", "csat"], None)];
        assert!(rules.iter().all(Rule::is_sound));
        assert!(Rule::All(rules.to_vec()).is_sound());
    }
}
