//! What stands in a cell.

use super::words;
use crate::data;
use crate::fields;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::field::{value_text, value_view};
use crate::ui::marks::{ScoreBar, SegmentPill, StageDot};
use leptos::prelude::*;
use model::schema::{Field, customer, score};
use model::{CollectionId, Kind, RecordId, Value};
use protocol::{Segment, Stage, Sum};

/// Figures stand at the right, so that their digits do.
pub fn is_figure(of: CollectionId, field: &Field) -> bool {
    matches!(field.kind, Kind::Number | Kind::Money) || (of == customer::ID && field.id == score::LAST_ORDER)
}

/// The name of a record that is referred to.
pub fn name_of(names: &[(RecordId, String)], id: RecordId) -> String {
    let name = names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| t(&words::NO_NAME).to_owned())
}

/// What a cell reads as; empty for an empty one.
pub fn text(field: &Field, value: &Value, names: &[(RecordId, String)]) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Reference(id) => name_of(names, *id),
        Value::References(ids) => ids.iter().map(|id| name_of(names, *id)).collect::<Vec<_>>().join(", "),
        Value::Money(money) if field.id == score::VALUE => format::money_whole(*money),
        Value::Number(number) if field.is_computed() => format::number(number.0 as f64 / 1e6),
        value => value_text(field.kind, value),
    }
}

/// A cell as it is drawn: options and tags as pills, the rest as text.
pub fn view(field: &Field, value: &Value, names: &[(RecordId, String)]) -> AnyView {
    match value {
        Value::Option(_) | Value::References(_) if !field.is_computed() => value_view(field.kind, value, names),
        _ => text(field, value, names).into_any(),
    }
}

/// The cell of a customer's score, drawn as what it means; `None` for others, which are texts.
pub fn mark(of: CollectionId, field: &Field, value: &Value) -> Option<AnyView> {
    if of != customer::ID {
        return None;
    }
    Some(match (field.id, value) {
        (score::STAGE, Value::Option(id)) => {
            let stage = *Stage::ALL.get(usize::from(id.0).checked_sub(1)?)?;
            view! { <StageDot stage=stage /> }.into_any()
        }
        (score::SEGMENT, Value::Option(id)) => {
            let segment = *Segment::ALL.get(usize::from(id.0).checked_sub(1)?)?;
            view! { <SegmentPill segment=segment /> }.into_any()
        }
        (score::LOYALTY, Value::Number(loyalty)) => {
            let loyalty = loyalty.0 as f64 / 1e6;
            view! {
                <span>{format::fixed(loyalty, 0)}</span>
                <ScoreBar share=loyalty / 100.0 />
            }
            .into_any()
        }
        (score::LAST_ORDER, Value::Day(day)) => {
            let text = match data::as_of() {
                Some(as_of) => format::days_ago(*day, as_of),
                None => format::day(*day),
            };
            text.into_any()
        }
        _ => return None,
    })
}

/// What a column adds up to.
pub fn sum(of: CollectionId, sum: &Sum) -> String {
    let Some(field) = fields::find(of, sum.field) else { return String::new() };
    let texts: Vec<String> = sum.totals.iter().map(|value| text(field, value, &[])).collect();
    texts.join(" + ")
}

/// The value that the records of a group share, in words.
pub fn group(field: &Field, value: &Value, names: &[(RecordId, String)]) -> String {
    match value {
        Value::Empty => t(&words::GROUP_NONE).to_owned(),
        Value::Day(day) => format::month(*day),
        value => text(field, value, names),
    }
}

/// "12 records", in the words of the list.
pub fn count(n: u32) -> String {
    tf(&words::COUNT, &[("n", &format::integer(n.into()))])
}
