//! What values read as.

use crate::fields::{self, Choice};
use crate::format;
use crate::i18n::t;
use crate::ui::{erase, words};
use leptos::prelude::*;
use model::mention::plain;
use model::options::OptionList;
use model::schema::{collection, customer, lead, opportunity, order, report};
use model::{CollectionId, Kind, OptionId, RecordId, Value};

/// Names of the records that values refer to.
pub type Names = [(RecordId, String)];

/// What a value reads as. A value of another kind than the field's is read as what it is.
pub fn value_text(kind: Kind, value: &Value) -> String {
    match (value, kind) {
        (Value::Empty, _) => t(&words::NONE).to_owned(),
        (Value::Bool(on), _) => t(if *on { &words::YES } else { &words::NO }).to_owned(),
        (Value::Number(number), _) => number.plain(),
        // Links by the names they show.
        (Value::Text(text), _) => plain(text),
        (Value::Money(money), _) => format::money(*money),
        (Value::Day(day), _) => format::day(*day),
        (Value::Instant(millis), _) => format::instant(*millis as f64),
        (Value::Option(id), Kind::Option(list)) => option_text(list, *id),
        (Value::Option(id), _) => format!("#{}", id.0),
        (Value::Reference(_) | Value::References(_) | Value::Set(_) | Value::Bytes(_) | Value::Opaque(..), _) => {
            "…".to_owned()
        }
    }
}

/// The word for an option; one that nobody knows a word for shows its number.
pub fn option_text(list: &'static OptionList, id: OptionId) -> String {
    fields::choice(list, id).label
}

/// A value with its references by name, as one text.
pub fn full_text(kind: Kind, value: &Value, names: &Names) -> String {
    match value {
        Value::Reference(id) => name_of(names, *id),
        Value::References(ids) => ids.iter().map(|id| name_of(names, *id)).collect::<Vec<_>>().join(", "),
        value => value_text(kind, value),
    }
}

/// The name of a record that is referred to.
pub fn name_of(names: &Names, id: RecordId) -> String {
    let name = names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| t(&words::NO_NAME).to_owned())
}

/// A value as it is read: options and tags as pills, everything else as text.
pub fn value_view(kind: Kind, value: &Value, names: &Names) -> AnyView {
    match (value, kind) {
        (Value::Option(id), Kind::Option(list)) => pill(&fields::choice(list, *id)),
        (Value::References(ids), _) => {
            let pills: Vec<AnyView> = ids.iter().map(|id| plain_pill(name_of(names, *id))).collect();
            view! { <span class="pills">{pills}</span> }.into_any()
        }
        _ => full_text(kind, value, names).into_any(),
    }
}

/// An option in its colour.
pub fn pill(choice: &Choice) -> AnyView {
    view! { <span class="pill" data-hue=choice.hue>{choice.label.clone()}</span> }.into_any()
}

fn plain_pill(text: String) -> AnyView {
    view! { <span class="pill">{text}</span> }.into_any()
}

/// Collections with a page of their own, where more can be done with their records: its path, and what its address says beside the record.
const PAGES: [(CollectionId, &str, &str); 4] = [
    (customer::ID, "customers", ""),
    (lead::ID, "leads", ""),
    (opportunity::ID, "deals", ""),
    (report::ID, "reports", "tab=report&"),
];

/// Where a record is shown; `None` where its collection has no page.
pub fn address(of: CollectionId, id: RecordId) -> Option<String> {
    if let Some((_, path, also)) = PAGES.iter().find(|(known, ..)| *known == of) {
        return Some(format!("{path}?{also}id={id}"));
    }
    let listed = model::schema::LISTED.contains(&of).then(|| collection(of)).flatten()?;
    Some(format!("records?of={}&id={id}", listed.name))
}

/// Whose records a path with that `of` shows: the way back from [`address`].
pub fn shown_at(path: &str, of: Option<&str>) -> Option<CollectionId> {
    let page = path.rsplit('/').next()?;
    if page == "records" {
        let named = of.unwrap_or(order::COLLECTION.name);
        return model::schema::LISTED.into_iter().find(|id| collection(*id).is_some_and(|listed| listed.name == named));
    }
    PAGES.iter().find(|(_, path, _)| *path == page).map(|(of, ..)| *of)
}

/// A field that is only read here.
pub fn read_only(name: String, text: erase::Reactive<String>) -> AnyView {
    view! {
        <div class="field">
            <span class="field-label">{name}</span>
            <span class="field-value">{text}</span>
        </div>
    }
    .into_any()
}
