//! A value of a trait: its word, and the way to its customers.

use super::super::way::show;
pub(super) use super::super::way::test;
use super::words;
use crate::fields;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use model::rule::{Op, Rule};
use model::schema::customer;
use model::{Day, FieldId, Kind, Value};
use protocol::{PeopleAnswer, PeopleValue};

/// An age beyond which a birthday is a slip, as it is counted.
const AGE_MAX: i32 = 120;

/// The word of a value.
pub(super) fn word(by: FieldId, value: &PeopleValue) -> String {
    match value {
        PeopleValue::Option(option) => match fields::find(customer::ID, by).map(|field| field.kind) {
            Some(Kind::Option(list)) => fields::choice(list, *option).label,
            _ => format!("#{}", option.0),
        },
        PeopleValue::Text(text) => text.clone(),
        PeopleValue::Ages { from, to: None, .. } => tf(&words::AGES_FROM, &[("from", &from.to_string())]),
        PeopleValue::Ages { from: 0, to: Some(to), .. } => tf(&words::AGES_BELOW, &[("to", &(to + 1).to_string())]),
        PeopleValue::Ages { from, to: Some(to), .. } => {
            tf(&words::AGES, &[("from", &from.to_string()), ("to", &to.to_string())])
        }
        PeopleValue::Others(n) => tf(&words::OTHERS, &[("n", &n.to_string())]),
        PeopleValue::NotSaid => t(&words::NOT_SAID).to_owned(),
    }
}

/// Who has the value, as a rule; `None` for the sum of others.
pub(super) fn rule(answer: &PeopleAnswer, value: &PeopleValue) -> Option<Rule> {
    let by = answer.by;
    Some(match value {
        PeopleValue::Option(option) => test(by, Op::AnyOf, vec![Value::Option(*option)]),
        PeopleValue::Text(text) => test(by, Op::Is, vec![Value::Text(text.clone())]),
        PeopleValue::Ages { born: (first, last), .. } => {
            test(by, Op::Between, vec![Value::Day(*first), Value::Day(*last)])
        }
        PeopleValue::Others(_) => return None,
        PeopleValue::NotSaid if by == customer::BIRTHDAY.id => Rule::Any(vec![
            test(by, Op::Empty, Vec::new()),
            test(by, Op::Above, vec![Value::Day(answer.as_of)]),
            test(by, Op::Below, vec![Value::Day(oldest(answer.as_of))]),
        ]),
        PeopleValue::NotSaid => test(by, Op::Empty, Vec::new()),
    })
}

/// The first birthday that is counted.
fn oldest(as_of: Day) -> Day {
    let (year, month, day) = as_of.ymd();
    let year = year - AGE_MAX - 1;
    let before = Day::from_ymd(year, month, day).or_else(|| Day::from_ymd(year, month, day.saturating_sub(1)));
    before.map_or(Day::MIN, |day| Day(day.0 + 1))
}

/// A button that shows the customers of rules as a list.
pub(super) fn way(text: String, told: String, rules: Vec<Rule>, url: String) -> AnyView {
    super::super::way::way(text, told, move || show(customer::ID, Rule::All(rules.clone()), &url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_birthday_is_a_day_after_the_last_that_is_too_early() {
        let day = |text| Day::parse_iso(text).expect("a day");
        assert_eq!(oldest(day("2026-03-10")), day("1905-03-11"));
        assert_eq!(oldest(day("2024-02-29")), day("1903-03-01"));
    }
}
