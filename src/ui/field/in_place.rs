//! Editing a field where it stands: a button with the value, an input in its place while somebody types.

use super::draft::draft_note;
use super::editor::{Changed, Editor, edit_text, editor};
use super::read::{address, name_of, value_view};
use super::reader::{local_instant, local_text};
use super::{NamesOf, Save, reader};
use crate::data::drafts;
use crate::i18n::{input_error, tf};
use crate::state::{Derived, Slot};
use crate::ui::{Glyph, Icon, erase, words};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use model::input::InputError;
use model::{Currency, Kind, Value};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// A field that is read until somebody edits it.
#[derive(Clone)]
pub(super) struct InPlace {
    pub(super) label: String,
    pub(super) kind: Kind,
    pub(super) value: Derived<Value>,
    pub(super) save: Save,
    pub(super) currency: Option<Derived<Option<Currency>>>,
    pub(super) editing: RwSignal<bool>,
    pub(super) on_close: Option<Callback<()>>,
    pub(super) names: NamesOf,
    pub(super) draft: Option<String>,
}

/// Read, or edited.
pub(super) fn in_place(field: InPlace) -> AnyView {
    let editing = field.editing;
    erase::view(move || if editing.get() { untrack(|| open(field.clone())) } else { closed(&field) }).into_any()
}

/// What stands in it.
pub(super) fn shown(field: &InPlace) -> AnyView {
    let (kind, value, names) = (field.kind, field.value, field.names);
    erase::view(move || names.with(|names| value.with(|value| value_view(kind, value, names)))).into_any()
}

fn closed(field: &InPlace) -> AnyView {
    let (kind, value, names, editing) = (field.kind, field.value, field.names, field.editing);
    let name = tf(&words::EDIT, &[("label", &field.label)]);
    let edit = move |_| {
        // The next key is meant for what stands in it.
        crate::turns::at_once();
        editing.set(true);
    };
    let link = move || match (kind, value.get()) {
        (Kind::Reference(to), Value::Reference(id)) => address(to, id).map(|address| (address, id)),
        _ => None,
    };
    let content = shown(field);
    if let Some((address, id)) = link() {
        let who = erase::text(move || names.with(|names| name_of(names, id)));
        return view! {
            <span class="field-value field-link">
                <a href=address>{who}</a>
                <button type="button" class="button quiet icon-only" title=name.clone() aria-label=name on:click=edit>
                    <Icon of=Glyph::Note />
                </button>
            </span>
        }
        .into_any();
    }
    view! {
        <button type="button" class="field-value" class:long=matches!(kind, Kind::LongText) title=name on:click=edit>
            {content}
        </button>
    }
    .into_any()
}

/// Whether what is typed into such a field is kept while it is not saved: what is chosen is saved at once.
fn is_kept(kind: Kind) -> bool {
    !matches!(kind, Kind::Bool | Kind::Option(_) | Kind::Reference(_) | Kind::References(_) | Kind::Bytes)
}

/// What stands in the input, to be kept; a moment of which a part is missing cannot be.
fn draft_text(kind: Kind, typed: &Value) -> Option<String> {
    match typed {
        Value::Instant(millis) => Some(local_text(*millis)),
        Value::Text(_) if kind == Kind::Instant => None,
        typed => Some(edit_text(typed)),
    }
}

/// What was kept, as it stands in the input again.
fn drafted(kind: Kind, text: String) -> Option<Value> {
    if kind == Kind::Instant { local_instant(&text).map(Value::Instant) } else { Some(Value::Text(text)) }
}

fn open(field: InPlace) -> AnyView {
    let InPlace { label, kind, value, save, currency, editing, on_close, names, draft } = field;
    let draft = draft.filter(|_| is_kept(kind));
    let start = value.get_untracked();
    // An amount stays in its own currency.
    let currency = match start {
        Value::Money(money) => money.currency,
        _ => currency.and_then(Derived::get_untracked).unwrap_or_else(reader::currency),
    };
    let typed = Slot::new(None::<Value>);
    let error = Slot::new(None::<InputError>);
    let invalid = Slot::new(false);
    let many = matches!(kind, Kind::References(_));
    let close = {
        let draft = draft.clone();
        move || {
            editing.try_set(false);
            if let Some(draft) = &draft {
                drafts::forget(draft);
            }
            if let Some(on_close) = on_close {
                // Nobody is there any more if the page was left before the answer came.
                on_close.try_run(());
            }
        }
    };
    let close: Arc<dyn Fn() + Send + Sync> = Arc::new(close);
    let saving = RwSignal::new(false);
    // Not saved although it was sound: leaving the field does not try again, which would say the same once more. Enter does.
    let refused = RwSignal::new(false);
    let commit = {
        let (close, save) = (Arc::clone(&close), Arc::clone(&save));
        move || {
            // Leaving the field after Escape or Enter leaves it once more.
            if !editing.try_get_untracked().unwrap_or(false) || saving.try_get_untracked().unwrap_or(true) {
                return;
            }
            match typed.get_untracked().map(|typed| reader::reader(currency).check(kind, &typed)) {
                None => close(),
                Some(Ok(new)) => {
                    saving.set(true);
                    let close = Arc::clone(&close);
                    let settle = move |saved: bool| {
                        saving.try_set(false);
                        refused.try_set(!saved);
                        if saved {
                            close();
                        }
                    };
                    save(new, Box::new(settle));
                }
                Some(Err(problem)) => {
                    error.set(Some(problem));
                    invalid.set(true);
                }
            }
        }
    };
    let commit: Arc<dyn Fn() + Send + Sync> = Arc::new(commit);
    let changed: Changed = {
        let (commit, draft) = (Arc::clone(&commit), draft.clone());
        Arc::new(move |now: Value| {
            if many {
                return save(now, Box::new(|_| ()));
            }
            if let Some((draft, text)) = draft.as_ref().zip(draft_text(kind, &now)) {
                drafts::keep(draft, text.into_bytes());
            }
            let chosen = matches!(now, Value::Reference(_));
            error.set(None);
            invalid.set(false);
            refused.set(false);
            typed.set(Some(now));
            if chosen {
                commit();
            }
        })
    };
    let long = matches!(kind, Kind::LongText);
    let on_key = {
        let (commit, close) = (Arc::clone(&commit), Arc::clone(&close));
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if event.default_prevented() || event.is_composing() => {}
            "Enter" if !long || event.ctrl_key() || event.meta_key() => {
                event.prevent_default();
                commit();
            }
            "Escape" => {
                event.stop_propagation();
                close();
            }
            _ => {}
        }
    };
    // Going from the input to its calendar or its list is not leaving it.
    let on_leave = move |event: FocusEvent| {
        let within = |to: web_sys::EventTarget| {
            let place = event.current_target()?.dyn_into::<web_sys::Node>().ok()?;
            Some(place.contains(to.dyn_ref::<web_sys::Node>()))
        };
        let refused = refused.try_get_untracked().unwrap_or(true);
        if !refused && !event.related_target().and_then(within).unwrap_or(false) {
            commit();
        }
    };
    let names = names.get_untracked();
    let again = RwSignal::new(0_u32);
    let start = Slot::new(start);
    let input = {
        let changed = Arc::clone(&changed);
        erase::view(move || {
            again.get();
            let made = Editor {
                label: label.clone(),
                kind,
                value: start.get_untracked(),
                names: names.clone(),
                changed: Arc::clone(&changed),
                learned: None,
                near: None,
                focus: true,
                invalid,
            };
            untrack(|| editor(made))
        })
    };
    let note = draft.map(|form| {
        let original = start.get_untracked();
        let touched = Arc::new(move || typed.try_get_untracked() != Some(None));
        let restore = move |bytes: Option<Vec<u8>>| {
            let is_draft = bytes.is_some();
            let value = bytes.map_or(Some(original.clone()), |bytes| drafted(kind, String::from_utf8(bytes).ok()?));
            value.is_some_and(|value| {
                start.set(value.clone());
                typed.set(is_draft.then_some(value));
                error.set(None);
                invalid.set(false);
                again.try_update(|again| *again += 1);
                true
            })
        };
        draft_note(form, touched, Arc::new(restore))
    });
    let trouble = erase::maybe(move || {
        let error = error.get()?;
        Some(view! { <p class="field-error" role="alert">{input_error(error)}</p> }.into_any())
    });
    view! {
        <div class="field-editor" on:keydown=on_key on:focusout=on_leave>
            {input}
            {note}
            {trouble}
        </div>
    }
    .into_any()
}
