//! The menu over each column of a file of records, and its cells in words.

use super::decide::with_target;
use super::declared::{label, option_label};
use super::kind::plural;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::import::flow::Flow;
use crate::import::words as import_words;
use crate::ui::erase;
use leptos::prelude::*;
use model::CollectionId;
use model::schema::{contact, customer};
use model::{Currency, Day};
use protocol::import::{FieldKind, ImportField, Target, collections_of};

fn target_of(flow: Flow, column: usize) -> Target {
    let target = flow
        .mapping
        .with(|mapping| mapping.as_ref().and_then(|known| known.records.as_ref()?.targets.get(column).copied()));
    target.unwrap_or(Target::Ignore)
}

/// Whether a column is not imported; reactive.
pub(in crate::import) fn is_ignored(flow: Flow, column: usize) -> bool {
    target_of(flow, column) == Target::Ignore
}

/// The menu over one column.
pub(in crate::import) fn head_menu(
    flow: Flow,
    index: usize,
    name: &str,
    of: CollectionId,
    fields: &[ImportField],
) -> AnyView {
    let mut targets = vec![Target::Ignore];
    let mut option = |target: Target, text: String| {
        targets.push(target);
        entry(flow, index, targets.len() - 1, target, text)
    };
    let mut groups: Vec<AnyView> = Vec::new();
    let collections = collections_of(of);
    for part in collections {
        let own = fields.iter().filter(|field| field.of == *part);
        let mut options: Vec<AnyView> =
            own.map(|field| option(Target::Field(field.of, field.id), label(field))).collect();
        if part == &of {
            if matches!(of, customer::ID | contact::ID) {
                options.push(option(Target::FirstName, t(&import_words::FIRST_NAME).to_owned()));
                options.push(option(Target::LastName, t(&import_words::LAST_NAME).to_owned()));
            }
            if fields.iter().any(|field| field.kind == FieldKind::Money) {
                options.push(option(Target::Currency, t(&import_words::ROLE_CURRENCY).to_owned()));
            }
        }
        groups.push(view! { <optgroup label=plural(*part)>{options}</optgroup> }.into_any());
    }
    let ignore = entry(flow, index, 0, Target::Ignore, t(&import_words::IGNORE).to_owned());
    let choose = move |text: String| {
        if let Some(&target) = text.parse().ok().and_then(|at: usize| targets.get(at)) {
            flow.remap(|mapping| with_target(mapping, index, target));
        }
    };
    view! {
        <select
            class="role-menu"
            aria-label=tf(&import_words::COLUMN_ROLE, &[("name", name)])
            on:change:target=move |event| choose(event.target().value())
        >
            {ignore}
            {groups}
        </select>
    }
    .into_any()
}

fn entry(flow: Flow, column: usize, at: usize, target: Target, text: String) -> AnyView {
    let selected = erase::flag(move || target_of(flow, column) == target);
    view! { <option value=at.to_string() prop:selected=selected>{text}</option> }.into_any()
}

/// A value as the reader is used to see it: the importer sends days as ISO, amounts plain, options by number.
pub(in crate::import) fn meant(field: &ImportField, read: String, currency: Currency) -> String {
    let shown = match field.kind {
        FieldKind::Day => Day::parse_iso(&read).map(format::day),
        FieldKind::Money => model::input::money(&read, currency).ok().map(format::money),
        FieldKind::Option => read.parse().ok().and_then(|id| option_label(field, id)),
        FieldKind::Bool if read == "1" => Some(t(&words::YES).to_owned()),
        FieldKind::Bool if read == "0" => Some(t(&words::NO).to_owned()),
        _ => None,
    };
    shown.unwrap_or(read)
}
