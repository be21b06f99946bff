//! A field of a record: reads as text, is edited in place.

mod chips;
mod editor;
mod pick;
mod read;
mod reader;

pub use editor::{Changed, Editor, editor};
pub use read::{address, full_text, name_of, option_text, read_only, value_text, value_view};
pub use reader::{currency, reader, today};

use super::{Glyph, Icon, erase, words};
use crate::data::drafts;
use crate::format;
use crate::i18n::{input_error, t, tf};
use crate::state::{Derived, Slot};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use model::input::{InputError, fits};
use model::options::OptionList;
use model::{Currency, Kind, RecordId, Value};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Names of the records that values refer to, as they become known.
pub type NamesOf = Derived<Vec<(RecordId, String)>>;

/// A field with its label.
#[component]
pub fn Field(
    /// Its label.
    label: String,
    /// What it holds.
    kind: Kind,
    /// What stands in it.
    value: Derived<Value>,
    /// Called with a value that differs from the present one and fits the kind.
    on_save: Callback<Value>,
    /// Currency of amounts typed without one; the book's where none is given.
    #[prop(optional)]
    currency: Option<Currency>,
    /// Begins as an open input.
    #[prop(optional)]
    editing: bool,
    /// Called when editing ends, saved or not.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
    /// Names of the records that the value refers to.
    #[prop(optional)]
    names: Option<NamesOf>,
    /// Under which name a long text is kept while it is not saved.
    #[prop(optional_no_strip)]
    draft: Option<String>,
) -> impl IntoView {
    let save = Callback::new(move |new: Value| {
        if new != value.get_untracked() {
            on_save.run(new);
        }
    });
    let names = names.unwrap_or_else(|| Derived::new(Vec::new));
    let editing = RwSignal::new(editing);
    let field = InPlace { label: label.clone(), kind, value, save, currency, editing, on_close, names, draft };
    // A value of another kind is read as what it is, until somebody types over it.
    let direct = Derived::new(move || value.with(|value| fits(kind, value)));
    let content = erase::view(move || match kind {
        Kind::Bool if direct.get() => check(field.label.clone(), value, save),
        Kind::Option(list) if direct.get() => select(list, field.label.clone(), value, save),
        Kind::Bytes => view! { <span class="field-value">{shown(&field)}</span> }.into_any(),
        _ => in_place(field.clone()),
    });
    view! {
        <div class="field">
            <span class="field-label">{label}</span>
            {content}
        </div>
    }
    .into_any()
}

fn check(label: String, value: Derived<Value>, save: Callback<Value>) -> AnyView {
    let on = erase::flag(move || value.with(|value| *value == Value::Bool(true)));
    let set = move |event| save.run(if event_target_checked(&event) { Value::Bool(true) } else { Value::Empty });
    view! { <input type="checkbox" class="field-check" aria-label=label prop:checked=on on:change=set /> }.into_any()
}

/// A native select in the dress of what it says.
fn select(list: &'static OptionList, label: String, value: Derived<Value>, save: Callback<Value>) -> AnyView {
    let present = move || match value.get() {
        Value::Option(id) => Some(id),
        _ => None,
    };
    let hue = erase::attribute(move || present().and_then(|id| crate::fields::choice(list, id).hue).map(str::to_owned));
    // Drawn anew with the list: a renamed value is renamed here at once.
    let entries = erase::view(move || {
        view! {
            <option value="" selected=present().is_none()>{t(&words::NONE)}</option>
            {editor::options(list, present())}
        }
        .into_any()
    });
    let on_change = move |event| save.run(editor::chosen(&event_target_value(&event)));
    view! {
        <span class="field-option">
            <select class="field-select" aria-label=label data-hue=hue on:change=on_change>
                {entries}
            </select>
        </span>
    }
    .into_any()
}

#[derive(Clone)]
struct InPlace {
    label: String,
    kind: Kind,
    value: Derived<Value>,
    save: Callback<Value>,
    currency: Option<Currency>,
    editing: RwSignal<bool>,
    on_close: Option<Callback<()>>,
    names: NamesOf,
    draft: Option<String>,
}

fn in_place(field: InPlace) -> AnyView {
    let editing = field.editing;
    erase::view(move || if editing.get() { open(field.clone()) } else { closed(&field) }).into_any()
}

fn shown(field: &InPlace) -> AnyView {
    let (kind, value, names) = (field.kind, field.value, field.names);
    erase::view(move || names.with(|names| value.with(|value| value_view(kind, value, names)))).into_any()
}

fn closed(field: &InPlace) -> AnyView {
    let (kind, value, names, editing) = (field.kind, field.value, field.names, field.editing);
    let name = tf(&words::EDIT, &[("label", &field.label)]);
    let edit = move |_| editing.set(true);
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

fn open(field: InPlace) -> AnyView {
    let InPlace { label, kind, value, save, currency, editing, on_close, names, draft } = field;
    let start = value.get_untracked();
    // An amount stays in its own currency.
    let currency = match start {
        Value::Money(money) => money.currency,
        _ => currency.unwrap_or_else(reader::currency),
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
                on_close.run(());
            }
        }
    };
    let close: Arc<dyn Fn() + Send + Sync> = Arc::new(close);
    let commit = {
        let close = Arc::clone(&close);
        move || {
            // Leaving the field after Escape or Enter leaves it once more.
            if !editing.try_get_untracked().unwrap_or(false) {
                return;
            }
            match typed.get_untracked().map(|typed| reader::reader(currency).check(kind, &typed)) {
                None => close(),
                Some(Ok(new)) => {
                    close();
                    save.run(new);
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
                return save.run(now);
            }
            if let (Some(draft), Value::Text(text)) = (&draft, &now) {
                drafts::keep(draft, text.clone().into_bytes());
            }
            let chosen = matches!(now, Value::Reference(_));
            error.set(None);
            invalid.set(false);
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
        if !event.related_target().and_then(within).unwrap_or(false) {
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
            editor(Editor {
                label: label.clone(),
                kind,
                value: start.get_untracked(),
                names: names.clone(),
                changed: Arc::clone(&changed),
                learned: None,
                focus: true,
                invalid,
            })
        })
    };
    let note = draft.map(|form| {
        let original = start.get_untracked();
        let show = move |value: Value, is_draft: bool| {
            start.set(value.clone());
            typed.set(is_draft.then_some(value));
            again.try_update(|again| *again += 1);
        };
        draft_note(
            form,
            Arc::new(move |bytes| match bytes {
                // Whoever typed meanwhile is not interrupted.
                Some(bytes) if typed.try_get_untracked() == Some(None) => String::from_utf8(bytes).is_ok_and(|text| {
                    show(Value::Text(text), true);
                    true
                }),
                Some(_) => false,
                None => {
                    show(original.clone(), false);
                    true
                }
            }),
        )
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

/// Puts a draft into a form, or takes it out again (`None`); says whether it did.
pub type Restore = Arc<dyn Fn(Option<Vec<u8>>) -> bool + Send + Sync>;

/// Looks for what was typed before and not saved, hands it to the form, and says so with a way to be rid of it.
pub fn draft_note(form: String, restore: Restore) -> AnyView {
    let when = Slot::new(None::<i64>);
    erase::spawn({
        let (form, restore) = (form.clone(), Arc::clone(&restore));
        async move {
            if let Some(draft) = drafts::get(form).await
                && restore(Some(draft.bytes))
            {
                when.set(Some(draft.at));
            }
        }
    });
    erase::maybe(move || {
        let when_text = format::clock(when.get()? as f64);
        let (form, restore) = (form.clone(), Arc::clone(&restore));
        let discard = move |_| {
            when.set(None);
            drafts::forget(&form);
            restore(None);
        };
        Some(
            view! {
                <p class="note draft-note" role="status">
                    {tf(&words::DRAFT_OF, &[("when", &when_text)])}
                    <button type="button" class="button quiet" on:click=discard on:mousedown=move |event| event.prevent_default()>
                        {t(&words::DISCARD)}
                    </button>
                </p>
            }
            .into_any(),
        )
    })
    .into_any()
}
