//! How a line of the palette looks.

use super::items::Item;
use super::{general, keys, words};
use crate::fields;
use crate::i18n::t;
use crate::ui::erase;
use crate::ui::field::{address, value_text};
use crate::ui::{Glyph, Icon};
use leptos::prelude::*;
use model::Value;
use protocol::{Hit, Marked};

/// The content of an option.
pub(super) fn content(item: &Item) -> AnyView {
    match item {
        Item::Record(hit) => record(hit),
        Item::Command(command) => {
            let keys =
                || view! { <span class="palette-keys only-keyboard">{keys::shown(command.keys)}</span> }.into_any();
            let keys = (!command.keys.is_empty()).then(keys);
            view! {
                <Icon of=command.icon />
                <span class="palette-name">{command.name.clone()}</span>
                {keys}
            }
            .into_any()
        }
    }
}

fn record(hit: &Hit) -> AnyView {
    let name = match hit.name.text.trim().is_empty() {
        true => t(&words::NO_NAME).into_any(),
        false => marked(&hit.name),
    };
    let field = hit.field.as_ref().map(|(field, text)| {
        let declared = fields::find(hit.collection, *field);
        let label =
            declared.map_or_else(|| t(&words::OWN_FIELD).to_owned(), |field| fields::label(hit.collection, field));
        view! { <span class="palette-where">{label} " " {marked(text)}</span> }.into_any()
    });
    let about = hit.about.iter().map(|(field, value)| {
        let text = match value {
            Value::Reference(id) => {
                let name = hit.names.iter().find(|(known, _)| known == id).map(|(_, name)| name.clone());
                name.filter(|name| !name.is_empty()).unwrap_or_else(|| t(&words::NO_NAME).to_owned())
            }
            value => fields::find(hit.collection, *field).map_or(String::new(), |field| value_text(field.kind, value)),
        };
        view! { <span><bdi>{text}</bdi></span> }.into_any()
    });
    let about: Vec<AnyView> = about.chain(field).collect();
    let about = (!about.is_empty()).then(|| view! { <span class="palette-about">{about}</span> }.into_any());
    view! {
        <Icon of=general::icon(hit.collection) />
        <span class="palette-text">
            <span class="palette-name">{name}</span>
            {about}
        </span>
    }
    .into_any()
}

/// A text with the parts that answer. Isolated: a name that runs right to left must not turn its neighbours around.
fn marked(text: &Marked) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    let mut last = 0;
    let part = |from: u32, to: u32| text.text.get(from as usize..to as usize).unwrap_or("").to_owned();
    for &(from, to) in &text.marks {
        parts.push(part(last, from).into_any());
        parts.push(view! { <mark>{part(from, to)}</mark> }.into_any());
        last = to;
    }
    parts.push(part(last, text.text.len() as u32).into_any());
    view! { <bdi>{parts}</bdi> }.into_any()
}

/// The URL that opens a record.
pub(super) fn url(hit: &Hit) -> String {
    address(hit.collection, hit.id).unwrap_or_default()
}

/// What is shown where nothing is found.
pub(super) fn nothing(ready: bool) -> AnyView {
    let (title, text) = match ready {
        true => (t(&words::NOTHING), Some(t(&words::NOTHING_TEXT))),
        false => (t(&words::LOOKING), None),
    };
    let icon = ready.then(|| view! { <Icon of=Glyph::Search /> }.into_any());
    let text = text.map_or_else(erase::nothing, |text| view! { <p class="muted">{text}</p> }.into_any());
    view! {
        <div class="palette-nothing">
            {icon}
            <p>{title}</p>
            {text}
        </div>
    }
    .into_any()
}
