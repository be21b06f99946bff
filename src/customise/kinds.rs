//! Types of fields in words, and the lists of options by the fields that have them.

use super::words;
use crate::fields;
use crate::i18n::{Msg, label, t, tf};
use leptos::prelude::*;
use model::custom::{self, OPTION, REFERENCE, REFERENCES};
use model::options::{self, OptionList};
use model::schema::{self, contact, customer, order, product, tag};
use model::{CollectionId, Kind};

/// Collections that may have fields of the workspace's own, in the order of the tabs.
pub fn collections() -> impl Iterator<Item = CollectionId> {
    let is_log = |of: &CollectionId| schema::collection(*of).is_some_and(schema::Collection::is_log);
    std::iter::once(customer::ID).chain(schema::LISTED).filter(move |of| !is_log(of))
}

/// The name of a collection in the plural.
pub fn plural(of: CollectionId) -> String {
    label(&format!("collections.{}", schema::collection(of).map_or("", |of| of.name)))
}

fn plain(name: &str) -> Option<&'static Msg> {
    Some(match name {
        "text" => &words::TEXT,
        "long_text" => &words::LONG_TEXT,
        "number" => &words::NUMBER,
        "money" => &words::MONEY,
        "day" => &words::DAY,
        "instant" => &words::INSTANT,
        "bool" => &words::BOOL,
        "email" => &words::EMAIL,
        "phone" => &words::PHONE,
        "url" => &words::URL,
        _ => return None,
    })
}

/// What a field of this type holds, in words.
pub fn kind_text(kind: &str) -> String {
    if let Some(msg) = plain(kind) {
        return t(msg).to_owned();
    }
    match custom::parse_kind(kind, fields::list) {
        Some(Kind::Option(list)) => tf(&words::CHOICE_OF, &[("list", &list_name(list))]),
        Some(Kind::Reference(of)) => tf(&words::LINK_TO, &[("of", &plural(of))]),
        Some(Kind::References(of)) => tf(&words::LINKS_TO, &[("of", &plural(of))]),
        _ => tf(&words::UNKNOWN_TYPE, &[("kind", kind)]),
    }
}

/// Every list that can be edited here: those of the built-in fields and of the workspace's own. Colours are what they are.
pub fn lists() -> Vec<&'static OptionList> {
    let mut lists: Vec<&'static OptionList> = Vec::new();
    for of in schema::ALL {
        for field in fields::of(of.id) {
            if let Kind::Option(list) = field.kind
                && list.name != options::COLOUR.name
                && lists.iter().all(|known| known.name != list.name)
            {
                lists.push(list);
            }
        }
    }
    lists
}

/// A list by the first field that has it: "Customers · Source".
pub fn list_name(list: &OptionList) -> String {
    let named = schema::ALL.iter().find_map(|of| {
        let field = fields::of(of.id)
            .into_iter()
            .find(|field| field.kind == Kind::Option(fields::list(list.name).unwrap_or(&options::COLOUR)))?;
        Some(format!("{} · {}", plural(of.id), fields::label(of.id, field)))
    });
    named.unwrap_or_else(|| list.name.to_owned())
}

/// The types that a field can have, as entries of a native select. `own_list`: also one with values to be written.
pub fn entries(chosen: &str, own_list: bool) -> Vec<AnyView> {
    let entry = |value: String, text: String| {
        let is_chosen = value == chosen;
        view! { <option value=value prop:selected=is_chosen>{text}</option> }.into_any()
    };
    let group =
        |name: &'static Msg, entries: Vec<AnyView>| view! { <optgroup label=t(name)>{entries}</optgroup> }.into_any();
    let plain_entry = |(name, _): (&str, Kind)| entry(name.to_owned(), kind_text(name));
    let own = own_list.then(|| entry(OPTION.to_owned(), t(&words::OWN_LIST).to_owned()));
    let named = |kind: String| {
        let text = kind_text(&kind);
        entry(kind, text)
    };
    let list = |list: &'static OptionList| named(format!("{OPTION}{}", list.name));
    let link = |before: &str, to: &[CollectionId]| {
        let names = to.iter().filter_map(|of| Some(schema::collection(*of)?.name));
        names.map(|name| named(format!("{before}{name}"))).collect::<Vec<_>>()
    };
    vec![
        group(&words::GROUP_PLAIN, custom::PLAIN.into_iter().map(plain_entry).collect()),
        group(&words::GROUP_CHOICE, own.into_iter().chain(lists().into_iter().map(list)).collect()),
        group(&words::GROUP_ONE, link(REFERENCE, &[customer::ID, contact::ID, product::ID, order::ID])),
        group(&words::GROUP_MANY, link(REFERENCES, &[tag::ID, customer::ID, contact::ID, product::ID])),
    ]
}
