//! One field of all picked records becomes the same: every field that can be written, each by the input it has in a form.

use super::{bulk, value, words};
use crate::fields;
use crate::format;
use crate::i18n::{counted, input_error, t, tf};
use crate::lists::State;
use crate::selling::Endings;
use crate::state::{Derived, Slot};
use crate::ui::erase;
use crate::ui::field::{Editor, currency, editor, reader};
use leptos::prelude::*;
use model::schema::{Field, opportunity};
use model::{FieldId, Kind, Value};
use protocol::{Change, Request};
use std::sync::Arc;

/// Two records with one name are a mistake, not a wish.
fn settable(field: &&'static Field) -> bool {
    field.is_editable() && !(field.id == FieldId::NAME && field.kind == Kind::Text)
}

/// What is done with a field that holds several records.
const HOW: [(&str, &crate::i18n::Msg); 3] =
    [("add", &words::HOW_ADD), ("remove", &words::HOW_REMOVE), ("set", &words::HOW_SET)];

/// The dialog's form.
pub(super) fn change(list: State, open: RwSignal<bool>, count: Derived<u32>, endings: Endings) -> AnyView {
    let of = list.place.with_untracked(|place| place.of);
    let offered: Vec<&'static Field> = untrack(|| fields::of(of)).into_iter().filter(settable).collect();
    let Some(first) = offered.first().copied() else { return erase::nothing() };
    let field = Slot::new(first);
    let new = Slot::new(Value::Empty);
    let how = Slot::new("add");
    let trouble = Slot::new(None::<&'static str>);
    let invalid = Slot::new(false);
    let say = move |why: Option<&'static str>| {
        trouble.set(why);
        invalid.set(why.is_some());
    };
    let begin = move |chosen: &'static Field| {
        say(None);
        how.set("add");
        new.set(if chosen.kind == Kind::Bool { Value::Bool(true) } else { Value::Empty });
        field.set(chosen);
    };
    begin(first);
    let on_field = {
        let offered = offered.clone();
        move |event| {
            let chosen = event_target_value(&event);
            if let Some(field) = offered.iter().find(|field| field.id.0.to_string() == chosen) {
                begin(field);
            }
        }
    };
    let option = |field: &&'static Field| {
        view! { <option value=field.id.0.to_string()>{fields::label(of, field)}</option> }.into_any()
    };
    let options: Vec<AnyView> = offered.iter().map(option).collect();
    let input = erase::view(move || {
        let kind = field.get().kind;
        let set = Arc::new(move |value| {
            say(None);
            new.set(value);
        });
        untrack(|| match kind {
            Kind::Bool => value::yes_or_no(t(&words::VALUE).to_owned(), set),
            kind => editor(Editor {
                label: t(&words::VALUE).to_owned(),
                kind,
                value: Value::Empty,
                names: Vec::new(),
                changed: set,
                learned: None,
                near: None,
                focus: false,
                invalid,
            }),
        })
    });
    let ways = erase::maybe(move || {
        let several = matches!(field.get().kind, Kind::References(_));
        let way = |(name, text): (&'static str, &'static crate::i18n::Msg)| {
            view! { <option value=name>{t(text)}</option> }.into_any()
        };
        let on_how = move |event| {
            let chosen = event_target_value(&event);
            how.set(HOW.iter().find(|(name, _)| *name == chosen).map_or("add", |(name, _)| name));
        };
        several.then(|| {
            let ways: Vec<AnyView> = HOW.into_iter().map(way).collect();
            view! {
                <label class="form-row">
                    <span>{t(&words::HOW)}</span>
                    <select class="select" on:change=on_how>{ways}</select>
                </label>
            }
            .into_any()
        })
    });
    // What an empty input does is said while it is empty.
    let hint = erase::maybe(move || {
        let empties = new.with(|value| match value {
            Value::Empty => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        });
        let adds = matches!(field.get().kind, Kind::References(_)) && how.get() != "set";
        (empties && !adds).then(|| view! { <p class="muted">{t(&words::CHANGE_EMPTIES)}</p> }.into_any())
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let field = field.get_untracked();
        match made(field, new.get_untracked(), how.get_untracked()) {
            Ok(Some(Change::Set(Value::Reference(stage))))
                if (of, field.id) == (opportunity::ID, opportunity::STAGE.id) =>
            {
                open.set(false);
                endings.go(bulk::picked(list), counted(of, count.get_untracked()), stage);
            }
            Ok(Some(change)) => {
                open.set(false);
                bulk::act(list, |target| Request::EditMany { target, field: field.id, change });
            }
            Ok(None) => say(Some(t(&words::CHANGE_NEEDS))),
            Err(why) => say(Some(why)),
        }
    };
    let problem =
        erase::maybe(move || Some(view! { <p class="field-error" role="alert">{trouble.get()?}</p> }.into_any()));
    let title = erase::text(move || tf(&words::CHANGE_TITLE, &[("n", &format::integer(count.get().into()))]));
    view! {
        <form class="form" on:submit=submit novalidate>
            <p class="muted">{title}</p>
            <label class="form-row">
                <span>{t(&words::FIELD)}</span>
                <select class="select" on:change=on_field>{options}</select>
            </label>
            {ways}
            <div class="form-row">
                <span>{t(&words::VALUE)}</span>
                {input}
                {problem}
            </div>
            {hint}
            <div class="form-end">
                <button type="submit" class="button primary">{t(&words::CHANGE_SAVE)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The change that is meant; `None` where something is still to be chosen.
fn made(field: &Field, typed: Value, how: &str) -> Result<Option<Change>, &'static str> {
    let value = reader(currency()).check(field.kind, &typed).map_err(input_error)?;
    let ids = match &value {
        Value::References(ids) => ids.clone(),
        _ => Vec::new(),
    };
    Ok(match (field.kind, how) {
        (Kind::References(_), "add" | "remove") if ids.is_empty() => None,
        (Kind::References(_), "add") => Some(Change::Add(ids)),
        (Kind::References(_), "remove") => Some(Change::Remove(ids)),
        _ => Some(Change::Set(value)),
    })
}
