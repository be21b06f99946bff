//! What stands in a cell.

use super::words;
use crate::data;
use crate::fields;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::field::value_text;
use crate::ui::marks::{segment_label, stage_label};
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

/// How the content of a cell is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Form {
    /// As text.
    #[default]
    Text,
    /// A life-cycle stage: a dot of its colour, and its name.
    Stage,
    /// An RFM segment as a pill.
    Segment,
    /// An option as a pill in its colour.
    Option,
    /// A number with a thin bar beside it.
    Score,
    /// Tags, each a pill.
    Pills,
}

/// The content of a cell, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// How.
    pub form: Form,
    /// What it reads as; of several pills, one a line.
    pub text: String,
    /// The name of stage, segment or colour, the width of the bar; empty for none.
    pub mark: String,
}

impl Look {
    fn of(form: Form, mark: &str, text: String) -> Look {
        Look { form, text, mark: mark.to_owned() }
    }
}

/// What a cell shows: options and tags as pills, scores as what they mean, the rest as text.
pub fn look(of: CollectionId, field: &Field, value: &Value, names: &[(RecordId, String)]) -> Look {
    if let Some(look) = (of == customer::ID).then(|| score_look(field, value)).flatten() {
        return look;
    }
    match (value, field.kind) {
        (Value::Option(id), Kind::Option(list)) if !field.is_computed() || of != customer::ID => {
            let choice = fields::choice(list, *id);
            Look::of(Form::Option, choice.hue.unwrap_or(""), choice.label)
        }
        (Value::References(ids), _) if !field.is_computed() => {
            let names: Vec<String> = ids.iter().map(|id| name_of(names, *id).replace('\n', " ")).collect();
            Look::of(Form::Pills, "", names.join("\n"))
        }
        _ => Look::of(Form::Text, "", text(field, value, names)),
    }
}

/// The score of a customer, as what it means; `None` for other fields, which are texts.
fn score_look(field: &Field, value: &Value) -> Option<Look> {
    Some(match (field.id, value) {
        (score::STAGE, Value::Option(id)) => {
            let stage = *Stage::ALL.get(usize::from(id.0).checked_sub(1)?)?;
            Look::of(Form::Stage, stage.name(), stage_label(stage))
        }
        (score::SEGMENT, Value::Option(id)) => {
            let segment = *Segment::ALL.get(usize::from(id.0).checked_sub(1)?)?;
            Look::of(Form::Segment, segment.name(), segment_label(segment))
        }
        (score::LOYALTY, Value::Number(loyalty)) => {
            let loyalty = loyalty.0 as f64 / 1e6;
            Look::of(Form::Score, &format::css_percent(loyalty / 100.0), format::fixed(loyalty, 0))
        }
        (score::LAST_ORDER, Value::Day(day)) => {
            let text = match data::as_of() {
                Some(as_of) => format::days_ago(*day, as_of),
                None => format::day(*day),
            };
            Look::of(Form::Text, "", text)
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
