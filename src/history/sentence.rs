//! An operation as a sentence.

use super::words;
use crate::fields;
use crate::format;
use crate::i18n::{label, op_label, t, tf};
use crate::lists::cell;
use crate::ui::field::value_text;
use model::schema::setting;
use model::{CollectionId, FieldId, Kind, Label, RecordId, Value, collection};
use protocol::{Changed, Happened};

/// Names of records that values refer to.
pub(super) type Names = [(RecordId, String)];

/// Longest value within a sentence, in characters: the rest is in the details.
const VALUE_CHARS_MAX: usize = 60;
/// Names told of an operation on several records.
const NAMES_MAX: usize = 3;

/// What a field is called.
pub(super) fn field_name(of: CollectionId, field: FieldId) -> String {
    fields::find(of, field).map_or_else(|| format!("#{}", field.0), |found| fields::label(of, found))
}

/// What a value reads as on the page of its record.
pub(super) fn value(of: CollectionId, field: FieldId, value: &Value, names: &Names) -> String {
    match fields::find(of, field) {
        Some(found) => cell::text(found, value, names),
        None => match value {
            Value::References(ids) => {
                ids.iter().map(|id| cell::name_of(names, *id)).collect::<Vec<_>>().join(t(&words::COMMA))
            }
            Value::Empty => String::new(),
            value => value_text(Kind::Text, value),
        },
    }
}

fn short(text: String) -> String {
    match text.char_indices().nth(VALUE_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// What the record of a change is called; its collection where it has no name.
pub(super) fn who(change: &Changed) -> String {
    match change.name.is_empty() {
        true => label(&format!("collection.{}", collection(change.collection).map_or("customer", |of| of.name))),
        false => short(change.name.clone()),
    }
}

/// One field's change, of a record that is named.
fn edited(change: &Changed, names: &Names) -> String {
    let field = in_sentence(field_name(change.collection, change.field));
    let read = |read: &Value| short(value(change.collection, change.field, read, names));
    let (from, to) = (read(&change.from), read(&change.to));
    let message = match (change.from.is_empty(), change.to.is_empty()) {
        _ if change.from == change.to => &words::UNCHANGED,
        (true, _) => &words::SET,
        (_, true) => &words::CLEARED,
        _ => &words::CHANGED,
    };
    // A setting is no record that anybody knows by a name.
    let who = if change.collection == setting::ID { label("collection.setting") } else { who(change) };
    tf(message, &[("who", &who), ("field", &field), ("from", &from), ("to", &to)])
}

/// English labels begin with a capital, which a word inside a sentence does not, unless it is a name ("WeChat", "SKU").
pub(super) fn in_sentence(text: String) -> String {
    match text.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) {
        true => text,
        false => text.to_ascii_lowercase(),
    }
}

/// What happened.
pub(super) fn sentence(entry: &Happened, names: &Names) -> String {
    let what = op_label(&entry.label);
    match (&entry.label, &entry.changes[..]) {
        (Label::Edit(..), changes) if changes.iter().any(|change| change.field != FieldId::ALIVE) => {
            let edits = changes.iter().filter(|change| change.field != FieldId::ALIVE);
            edits.map(|change| edited(change, names)).collect::<Vec<_>>().join(t(&words::COMMA))
        }
        (Label::Create(of), [first, ..]) if !first.name.is_empty() => {
            let of = label(&format!("collection.{}", collection(*of).map_or("customer", |of| of.name)));
            tf(&words::CREATED, &[("of", &of), ("who", &who(first))])
        }
        (Label::EditMany(of, field, _), [first, rest @ ..]) if rest.iter().all(|change| change.to == first.to) => {
            match short(value(*of, *field, &first.to, names)) {
                to if to.is_empty() => what,
                to => tf(&words::ALL_TO, &[("what", &what), ("to", &to)]),
            }
        }
        (Label::Delete(of, n) | Label::Restore(of, n), changes) => {
            let named: Vec<String> =
                changes.iter().filter(|change| change.collection == *of && !change.name.is_empty()).map(who).collect();
            listed(what, named, *n)
        }
        // An undo names its records as what it undid did.
        (Label::Undo(..), [first, ..]) if entry.records == 1 && !first.name.is_empty() => {
            tf(&words::OF_NAMES, &[("what", &what), ("names", &who(first))])
        }
        (Label::Undo(..), _) if entry.records > 1 => {
            tf(&words::TOUCHED, &[("what", &what), ("n", &format::integer(entry.records.into()))])
        }
        _ => what,
    }
}

fn listed(what: String, mut named: Vec<String>, n: u32) -> String {
    if named.is_empty() {
        return what;
    }
    named.truncate(NAMES_MAX);
    let more = n.saturating_sub(named.len() as u32);
    let names = named.join(t(&words::COMMA));
    let names = match more {
        0 => names,
        more => {
            let n = if crate::i18n::lang() == crate::i18n::Lang::En { more } else { n };
            tf(&words::AND_MORE, &[("names", &names), ("n", &format::integer(n.into()))])
        }
    };
    tf(&words::OF_NAMES, &[("what", &what), ("names", &names)])
}

/// Whether a record is in the book, in words.
pub(super) fn alive(value: &Value) -> String {
    t(match value {
        Value::Bool(true) => &words::IN_BOOK,
        Value::Bool(false) => &words::IN_TRASH,
        _ => &words::NOT_THERE,
    })
    .to_owned()
}
