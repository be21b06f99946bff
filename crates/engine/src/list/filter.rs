//! Rules, made ready once and asked for every record.

use super::related::Related;
use super::source::Source;
use crate::catalogue;
use crate::table::Table;
use crate::workspace::Workspace;
use model::input::fold;
use model::rule::{Op, Rule, Test, longer_ago};
use model::{CollectionId, Day, FieldId, Kind, Value};
use protocol::Zone;
use std::cell::OnceCell;

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
    /// The same as a telephone number; empty where it is none.
    number: String,
    /// Whether the field holds telephone numbers, found out with the first record that is asked about.
    of_numbers: OnceCell<bool>,
    pub(super) days: (Day, Day),
}

impl Filter {
    /// What a rule means in this book ([`catalogue::meant`]); `None` where it leaves out nobody. No other way leads here from outside of lists.
    pub(crate) fn of(workspace: &Workspace, of: CollectionId, rule: &Rule, today: Day) -> Option<Filter> {
        catalogue::meant(workspace, of, rule).map(|rule| Filter::new(&rule, today))
    }

    pub(super) fn new(rule: &Rule, today: Day) -> Filter {
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
        let number = if is_number(&text) { digits(&text) } else { String::new() };
        let (values, of_numbers) = (test.values.clone(), OnceCell::new());
        Ready { field: test.field, op: test.op, values, text, number, of_numbers, days }
    }

    pub(super) fn holds(&self, source: &Source, table: &Table, row: u32) -> bool {
        match source.value(table, row, self.field) {
            Value::Text(text) if self.asks_numbers(source, table) => self.holds_text(&text, source, table),
            value => self.holds_of(value, source),
        }
    }

    /// Whether telephone numbers are compared, however their digits are grouped.
    pub(super) fn asks_numbers(&self, source: &Source, table: &Table) -> bool {
        let of_phones = || {
            catalogue::kind(source.workspace, table.collection(), self.field).is_some_and(|kind| kind == Kind::Phone)
        };
        !self.number.is_empty() && *self.of_numbers.get_or_init(of_phones)
    }

    /// The same of a text that stands in the field; an empty one is none.
    pub(super) fn holds_text(&self, text: &str, source: &Source, table: &Table) -> bool {
        if self.asks_numbers(source, table)
            && let Some(holds) = self.holds_number(text)
        {
            return holds;
        }
        // What is asked of names and notes mostly, without a value of its own for each.
        let caseless = |holds: fn(&str, &str) -> bool| holds(&text.to_lowercase(), &self.text);
        match self.op {
            Op::Contains => return caseless(|text, part| text.contains(part)),
            Op::ContainsNot => return !caseless(|text, part| text.contains(part)),
            _ => {}
        }
        self.holds_of(if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }, source)
    }

    fn holds_number(&self, text: &str) -> Option<bool> {
        // Where words stand beside the digits, these are not all that it says: it is another text, and may end in another number.
        let whole = matches!(self.op, Op::Is | Op::IsNot | Op::Ends);
        if whole && text.chars().any(char::is_alphabetic) {
            return None;
        }
        let (digits, number) = (digits(text), self.number.as_str());
        Some(match self.op {
            Op::Is => digits == number,
            Op::IsNot => digits != number,
            Op::Contains => digits.contains(number),
            Op::ContainsNot => !digits.contains(number),
            Op::Begins => digits.starts_with(number),
            Op::Ends => digits.ends_with(number),
            _ => return None,
        })
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

/// Whether a text is a telephone number or a part of one.
fn is_number(text: &str) -> bool {
    let is_its = |c: char| c.is_ascii_digit() || "+-()./ ".contains(c);
    text.chars().map(fold).all(is_its) && text.chars().map(fold).any(|c| c.is_ascii_digit())
}

/// The digits of a telephone number, and the sign before that of a country, which is no digit like others.
fn digits(text: &str) -> String {
    text.chars().map(fold).filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
