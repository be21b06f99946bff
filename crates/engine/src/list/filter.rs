//! Rules, made ready once and asked for every record.

use super::related::Related;
use super::source::Source;
use crate::table::Table;
use model::rule::{Op, Rule, Test, longer_ago};
use model::{Day, FieldId, Value};
use protocol::Zone;

/// A rule made ready.
pub(crate) enum Filter {
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Not(Box<Filter>),
    Test(Ready),
    Related(Box<Related>),
}

/// A test with what it compares with, in the form in which it is compared.
pub(crate) struct Ready {
    pub(super) field: FieldId,
    pub(super) op: Op,
    pub(super) values: Vec<Value>,
    /// The first value as lower-case text.
    pub(super) text: String,
    pub(super) days: (Day, Day),
}

impl Filter {
    pub(crate) fn new(rule: &Rule, today: Day) -> Filter {
        let all = |rules: &[Rule]| rules.iter().map(|rule| Filter::new(rule, today)).collect();
        match rule {
            Rule::All(rules) => Filter::All(all(rules)),
            Rule::Any(rules) => Filter::Any(all(rules)),
            Rule::Not(rule) => Filter::Not(Box::new(Filter::new(rule, today))),
            Rule::Test(test) => Filter::Test(Ready::new(test, today)),
            Rule::Related(related) => Filter::Related(Box::new(Related::new(related, today))),
        }
    }

    /// Whether it holds for a record. `Any` of nothing leaves nothing out.
    pub(crate) fn holds(&self, source: &Source, table: &Table, row: u32) -> bool {
        match self {
            Filter::All(rules) => rules.iter().all(|rule| rule.holds(source, table, row)),
            Filter::Any(rules) => rules.is_empty() || rules.iter().any(|rule| rule.holds(source, table, row)),
            Filter::Not(rule) => !rule.holds(source, table, row),
            Filter::Test(test) => test.holds(source, table, row),
            Filter::Related(related) => related.holds(source, table, row),
        }
    }
}

impl Ready {
    pub(super) fn new(test: &Test, today: Day) -> Ready {
        let text = test.values.first().and_then(Value::text).unwrap_or("").to_lowercase();
        let days = match test.op {
            Op::Within(period) | Op::NotWithin(period) => period.days(today),
            Op::LongerAgo(n, unit) => (Day::MIN, longer_ago(n, unit, today)),
            _ => (Day::MIN, Day::MAX),
        };
        Ready { field: test.field, op: test.op, values: test.values.clone(), text, days }
    }

    pub(super) fn holds(&self, source: &Source, table: &Table, row: u32) -> bool {
        self.holds_of(source.value(table, row, self.field), source)
    }

    /// The same of a text that stands in the field; an empty one is none.
    pub(super) fn holds_text(&self, text: &str, source: &Source) -> bool {
        // What is asked of names and notes mostly, without a value of its own for each.
        let caseless = |holds: fn(&str, &str) -> bool| holds(&text.to_lowercase(), &self.text);
        match self.op {
            Op::Contains => return caseless(|text, part| text.contains(part)),
            Op::ContainsNot => return !caseless(|text, part| text.contains(part)),
            _ => {}
        }
        self.holds_of(if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }, source)
    }

    pub(super) fn holds_of(&self, value: Value, source: &Source) -> bool {
        let first = self.values.first().unwrap_or(&Value::Empty);
        let order = |other: &Value| super::compare(&value, other, source.zone);
        let text = |holds: fn(&str, &str) -> bool| holds(&source.shown(&value).to_lowercase(), &self.text);
        let one_of = |value: &Value| self.values.contains(value);
        match self.op {
            Op::Is => self.is(&value, first, source.zone),
            Op::IsNot => !self.is(&value, first, source.zone),
            Op::Contains => text(|text, part| text.contains(part)),
            Op::ContainsNot => !text(|text, part| text.contains(part)),
            Op::Begins => text(|text, part| text.starts_with(part)),
            Op::Ends => text(|text, part| text.ends_with(part)),
            Op::Below => order(first).is_some_and(|order| order.is_lt()),
            Op::AtMost => order(first).is_some_and(|order| order.is_le()),
            Op::Above => order(first).is_some_and(|order| order.is_gt()),
            Op::AtLeast => order(first).is_some_and(|order| order.is_ge()),
            Op::Between => {
                order(first).is_some_and(|order| order.is_ge())
                    && self.values.get(1).and_then(order).is_some_and(|order| order.is_le())
            }
            Op::AnyOf => match &value {
                Value::References(ids) => ids.iter().any(|&id| one_of(&Value::Reference(id))),
                value => one_of(value),
            },
            Op::NoneOf => match &value {
                Value::References(ids) => !ids.iter().any(|&id| one_of(&Value::Reference(id))),
                value => !one_of(value),
            },
            Op::AllOf => match &value {
                Value::References(ids) => {
                    self.values.iter().all(|value| matches!(value, Value::Reference(id) if ids.contains(id)))
                }
                _ => false,
            },
            Op::Empty => value.is_empty(),
            Op::Filled => !value.is_empty(),
            Op::Within(_) => self.within(&value, source.zone),
            Op::NotWithin(_) => !self.within(&value, source.zone),
            Op::LongerAgo(..) => value.is_empty() || self.within(&value, source.zone),
        }
    }

    fn is(&self, value: &Value, first: &Value, zone: &Zone) -> bool {
        match (value, first) {
            (Value::Text(text), Value::Text(_)) => text.to_lowercase() == self.text,
            // What was never ticked is not ticked.
            (Value::Empty, Value::Bool(false)) => true,
            (value, first) => super::compare(value, first, zone).map_or(value == first, |order| order.is_eq()),
        }
    }

    fn within(&self, value: &Value, zone: &Zone) -> bool {
        let day = match value {
            Value::Day(day) => *day,
            Value::Instant(millis) => zone.local(*millis).0,
            _ => return false,
        };
        (self.days.0..=self.days.1).contains(&day)
    }
}
