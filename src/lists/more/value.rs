//! What a field is compared with: one editor for each kind.

use super::words;
use crate::data::{self, watch};
use crate::fields::known_choices;
use crate::format;
use crate::i18n::{input_error, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::erase::{self, Told};
use crate::ui::field::{Pick, Picked, about, chip, choice_text, pick};
use leptos::prelude::*;
use model::input::parse;
use model::options::OptionList;
use model::schema::{product, tag};
use model::{CollectionId, Currency, FieldId, Kind, RecordId, Value};
use protocol::{Answer, Found, ListRow, Query, RecordsQuery};
use std::sync::Arc;

/// Records that are offered as pills: more are found faster by their name.
const PILLS_MAX: usize = 40;

/// The currency of amounts typed without one.
pub(super) fn currency() -> Currency {
    data::book().with_untracked(|book| book.as_ref().map_or(Currency::USD, |book| book.currency))
}

/// What stands in the input when editing begins.
fn typed(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.plain(),
        Value::Money(money) => money.typed(currency()),
        Value::Day(day) => day.iso(),
        Value::Instant(millis) => format::local_day(*millis as f64).iso(),
        _ => String::new(),
    }
}

/// A value that is typed. `set` hears each one that can be read; amounts without a currency are in their `own`, or the book's.
pub(super) fn typed_input(name: String, kind: Kind, first: &Value, own: Option<Currency>, set: Told<Value>) -> AnyView {
    let error = Slot::new(None::<&'static str>);
    let kind = if kind == Kind::Instant { Kind::Day } else { kind };
    // What an address or a number begins with is a text to look for, not one to check.
    let read_as = if matches!(kind, Kind::Email | Kind::LongText) { Kind::Text } else { kind };
    let on_input = move |event| match parse(read_as, &event_target_value(&event), own.unwrap_or_else(currency)) {
        Ok(value) => {
            error.set(None);
            set(value);
        }
        Err(problem) => error.set(Some(input_error(problem))),
    };
    let input_type = match kind {
        Kind::Day => "date",
        _ => "text",
    };
    let mode = if matches!(kind, Kind::Number | Kind::Money) { "decimal" } else { "text" };
    let invalid = erase::attribute(move || error.get().is_some().then(|| "true".to_owned()));
    let trouble = erase::maybe(move || {
        let error = error.get()?;
        Some(view! { <span class="field-error" role="alert">{error}</span> }.into_any())
    });
    let text = typed(first);
    view! {
        <input class="input value-input" type=input_type inputmode=mode autocomplete="off" aria-label=name aria-invalid=invalid
            prop:value=text on:input=on_input />
        {trouble}
    }
    .into_any()
}

/// Some of several values, each a pill to be switched on.
fn pills(name: String, offered: Vec<(Value, String)>, held: Derived<Vec<Value>>, set: Told<Vec<Value>>) -> AnyView {
    let pill = |(value, text): (Value, String)| {
        let is_on = {
            let value = value.clone();
            Derived::new(move || held.with(|held| held.contains(&value)))
        };
        let set = Arc::clone(&set);
        let toggle = move |_| {
            let mut values = held.get_untracked();
            match values.iter().position(|known| *known == value) {
                Some(at) => drop(values.remove(at)),
                None => values.push(value.clone()),
            }
            set(values);
        };
        let pressed = erase::text(move || is_on.get().to_string());
        view! {
            <button type="button" class="choice" aria-pressed=pressed on:click=toggle>
                {text}
            </button>
        }
        .into_any()
    };
    let pills: Vec<AnyView> = offered.into_iter().map(pill).collect();
    view! { <div class="choices" role="group" aria-label=name>{pills}</div> }.into_any()
}

/// Some of an option list's values.
pub(super) fn options(
    name: String,
    list: &'static OptionList,
    held: Derived<Vec<Value>>,
    set: Told<Vec<Value>>,
) -> AnyView {
    // Old records may have what is not offered for new ones, or was deleted.
    let offered =
        known_choices(list).into_iter().map(|choice| (Value::Option(choice.id), choice_text(&choice))).collect();
    pills(name, offered, held, set)
}

/// Some of a collection's records: a shop's tags and the few products of a small one as pills, all others by their name. Where one may
/// `add` what is missing, it is by its name, too.
pub(super) fn records(
    name: String,
    of: CollectionId,
    held: Derived<Vec<Value>>,
    set: Told<Vec<Value>>,
    add: bool,
) -> AnyView {
    if ![product::ID, tag::ID].contains(&of) {
        return chosen(name, of, held, set, add);
    }
    let offered = offered(of);
    let many = Derived::new(move || offered.with(|offered| offered.as_ref().is_some_and(|all| all.len() > PILLS_MAX)));
    erase::view(move || {
        if many.get() {
            return chosen(name.clone(), of, held, Arc::clone(&set), add);
        }
        // Another record that is offered leaves what is typed into the finder.
        let pills = {
            let (name, set) = (name.clone(), Arc::clone(&set));
            erase::view(move || {
                let Some(offered) = offered.get() else { return erase::nothing() };
                // What was deleted since can still be let go of.
                let lost = held.with_untracked(|held| held.iter().filter_map(reference).collect::<Vec<RecordId>>());
                let is_lost = |id: &RecordId| offered.iter().all(|(other, _)| other != id);
                let lost: Vec<RecordId> = lost.into_iter().filter(is_lost).collect();
                let offered = offered.into_iter().map(|(id, name)| (Value::Reference(id), name));
                let offered: Vec<(Value, String)> = offered.collect();
                match offered.is_empty() {
                    _ if !lost.is_empty() => with_lost(name.clone(), of, offered, lost, held, Arc::clone(&set)),
                    true => view! { <span class="muted">{t(&words::NONE_TO_CHOOSE)}</span> }.into_any(),
                    false => pills(name.clone(), offered, held, Arc::clone(&set)),
                }
            })
        };
        let finder = add.then(|| finder(name.clone(), of, held, Arc::clone(&set), true));
        view! {
            {pills}
            {finder}
        }
        .into_any()
    })
    .into_any()
}

/// What is offered, and what is held although it was deleted.
fn with_lost(
    name: String,
    of: CollectionId,
    offered: Vec<(Value, String)>,
    lost: Vec<RecordId>,
    held: Derived<Vec<Value>>,
    set: Told<Vec<Value>>,
) -> AnyView {
    let found = named(
        of,
        Derived::new({
            let lost = lost.clone();
            move || lost.clone()
        }),
    );
    erase::view(move || {
        let lost = lost.iter().map(|id| {
            let called = found.with(|found| found.iter().find(|found| found.id == *id).map(|found| found.name.clone()));
            let called = called.filter(|name| !name.is_empty()).unwrap_or_else(|| t(&words::NO_NAME).to_owned());
            (Value::Reference(*id), tf(&words::DELETED, &[("name", &called)]))
        });
        pills(name.clone(), offered.iter().cloned().chain(lost).collect(), held, Arc::clone(&set))
    })
    .into_any()
}

/// What records are called, and what tells them from others of their name.
fn named(of: CollectionId, ids: Derived<Vec<RecordId>>) -> Derived<Vec<Found>> {
    let answer = watch(move || {
        let records = ids.get();
        (!records.is_empty()).then_some(Query::Named { collection: of, records })
    });
    Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Find(answer)) => answer.get().map_or(Vec::new(), |answer| answer.found.clone()),
            _ => Vec::new(),
        })
    })
}

/// Records found by their name and kept by what they are: each a chip with what tells it from others of its name.
fn chosen(name: String, of: CollectionId, held: Derived<Vec<Value>>, set: Told<Vec<Value>>, add: bool) -> AnyView {
    let ids = Derived::new(move || held.with(|held| held.iter().filter_map(reference).collect::<Vec<RecordId>>()));
    let found = named(of, ids);
    let chips = {
        let set = Arc::clone(&set);
        erase::view(move || {
            let found = found.get();
            let one = |id: RecordId| {
                let found = found.iter().find(|found| found.id == id);
                let called = found.map_or("…", |found| found.name.as_str());
                let called = if called.is_empty() { t(&words::NO_NAME) } else { called };
                let set = Arc::clone(&set);
                let others =
                    move || held.get_untracked().into_iter().filter(|other| reference(other) != Some(id)).collect();
                chip(called, found.map_or(String::new(), about), Arc::new(move || set(others())))
            };
            ids.get().into_iter().map(one).collect::<Vec<_>>().into_any()
        })
    };
    view! {
        <span class="chips rule-records">
            {chips}
            {finder(name, of, held, set, add)}
        </span>
    }
    .into_any()
}

/// Finds one more record by its name, or adds one.
fn finder(name: String, of: CollectionId, held: Derived<Vec<Value>>, set: Told<Vec<Value>>, add: bool) -> AnyView {
    let picked = move |picked: Picked| {
        if let Picked::Record(id, _) = picked {
            let others = held.get_untracked().into_iter().filter(|other| reference(other) != Some(id));
            set(others.chain([Value::Reference(id)]).collect());
        }
    };
    pick(Pick {
        of,
        label: name,
        text: String::new(),
        focus: false,
        invalid: Slot::new(false),
        many: true,
        add,
        near: None,
        without: Arc::new(move || held.with(|held| held.iter().filter_map(reference).collect())),
        picked: Arc::new(picked),
    })
}

fn reference(value: &Value) -> Option<RecordId> {
    if let Value::Reference(id) = value { Some(*id) } else { None }
}

/// The first records of a collection by name; `None` until they are known.
fn offered(of: CollectionId) -> Derived<Option<Vec<(RecordId, String)>>> {
    let name = FieldId::NAME;
    let answer = watch(move || {
        Some(Query::Records(RecordsQuery {
            sort: Some((name, false)),
            columns: vec![name],
            len: PILLS_MAX as u32 + 1,
            ..RecordsQuery::of(of)
        }))
    });
    let read = |row: &ListRow| match row {
        ListRow::Record(row) => Some((row.id, row.cells.first()?.text().unwrap_or_default().to_owned())),
        ListRow::Group(_) => None,
    };
    Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Records(answer)) => Some(answer.rows.iter().filter_map(read).collect()),
            _ => None,
        })
    })
}

/// Yes or no.
pub(super) fn yes_or_no(name: String, set: Told<Value>) -> AnyView {
    let change = move |event| set(Value::Bool(event_target_value(&event) == "1"));
    view! {
        <select class="select" aria-label=name on:change=change>
            <option value="1">{t(&words::YES)}</option>
            <option value="0">{t(&words::NO)}</option>
        </select>
    }
    .into_any()
}
