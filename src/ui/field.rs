//! A field of a record: reads as text, is edited in place.

use super::{erase, words};
use crate::format;
use crate::i18n::{input_error, label, t, tf};
use crate::state::{Derived, Slot};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use model::input::{InputError, parse};
use model::options::OptionList;
use model::{Currency, Kind, OptionId, Value};

/// What a value reads as.
pub fn value_text(kind: Kind, value: &Value) -> String {
    match (value, kind) {
        (Value::Empty, _) => t(&words::NONE).to_owned(),
        (Value::Bool(on), _) => t(if *on { &words::YES } else { &words::NO }).to_owned(),
        (Value::Number(number), _) => number.plain(),
        (Value::Text(text), _) => text.clone(),
        (Value::Money(money), _) => format::money(*money),
        (Value::Day(day), _) => format::day(*day),
        (Value::Instant(millis), _) => format::instant(*millis as f64),
        (Value::Option(id), Kind::Option(list)) => option_text(list, *id),
        (Value::Option(id), _) => id.0.to_string(),
        (Value::Reference(_) | Value::References(_) | Value::Set(_) | Value::Bytes(_) | Value::Opaque(..), _) => {
            "…".to_owned()
        }
    }
}

/// The word for an option; one that a newer version added shows its number.
pub fn option_text(list: &OptionList, id: OptionId) -> String {
    match list.value(id) {
        Some(value) => label(&format!("{}.{}", list.name, value.name)),
        None => format!("#{}", id.0),
    }
}

/// What stands in the input when editing begins.
fn edit_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.plain(),
        Value::Money(money) => money.plain(),
        Value::Day(day) => day.iso(),
        _ => String::new(),
    }
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
    /// Currency of amounts typed without one.
    #[prop(default = Currency::USD)]
    currency: Currency,
    /// Begins as an open input.
    #[prop(optional)]
    editing: bool,
    /// Called when editing ends, saved or not.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
) -> impl IntoView {
    let save = Callback::new(move |new: Value| {
        if new != value.get_untracked() {
            on_save.run(new);
        }
    });
    let content = match kind {
        Kind::Bool => bool_input(label.clone(), value, save),
        Kind::Option(list) => select(list, label.clone(), value, save),
        Kind::Reference(_) | Kind::References(_) | Kind::Instant | Kind::Bytes => {
            view! { <span class="field-value">{move || value.with(|value| value_text(kind, value))}</span> }.into_any()
        }
        _ => text_field(TextField {
            label: label.clone(),
            kind,
            value,
            save,
            currency,
            editing: RwSignal::new(editing),
            on_close,
        }),
    };
    view! {
        <div class="field">
            <span class="field-label">{label}</span>
            {content}
        </div>
    }
    .into_any()
}

fn bool_input(label: String, value: Derived<Value>, save: Callback<Value>) -> AnyView {
    view! {
        <input
            type="checkbox"
            class="field-check"
            aria-label=label
            prop:checked=move || value.get() == Value::Bool(true)
            on:change=move |event| save.run(if event_target_checked(&event) { Value::Bool(true) } else { Value::Empty })
        />
    }
    .into_any()
}

fn select(list: &'static OptionList, label: String, value: Derived<Value>, save: Callback<Value>) -> AnyView {
    let chosen = erase::text(move || match value.get() {
        Value::Option(id) => id.0.to_string(),
        _ => String::new(),
    });
    let on_change = move |event| {
        let text = event_target_value(&event);
        save.run(text.parse().map_or(Value::Empty, |id| Value::Option(OptionId(id))));
    };
    let options = crate::fields::choices(list).into_iter().map(|choice| {
        let id = choice.id;
        let is_chosen = erase::flag(move || value.get() == Value::Option(id));
        view! {
            <option value=id.0.to_string() selected=is_chosen>
                {choice.label}
            </option>
        }
        .into_any()
    });
    let options: Vec<AnyView> = options.collect();
    // One that this version does not know must stay visible, or the first change would drop it unseen.
    let unknown = erase::view(move || match value.get() {
        Value::Option(id) if list.value(id).is_none() => {
            view! { <option value=id.0.to_string() selected=true>{option_text(list, id)}</option> }.into_any()
        }
        _ => erase::nothing(),
    });
    view! {
        <select class="field-select" aria-label=label prop:value=chosen on:change=on_change>
            <option value="">{t(&words::NONE)}</option>
            {options}
            {unknown}
        </select>
    }
    .into_any()
}

#[derive(Clone)]
struct TextField {
    label: String,
    kind: Kind,
    value: Derived<Value>,
    save: Callback<Value>,
    currency: Currency,
    editing: RwSignal<bool>,
    on_close: Option<Callback<()>>,
}

fn text_field(field: TextField) -> AnyView {
    let TextField { kind, value, editing, .. } = field;
    let name = tf(&words::EDIT, &[("label", &field.label)]);
    let read = move || {
        view! {
            <button
                type="button"
                class="field-value"
                class:long=matches!(kind, Kind::LongText)
                title=name.clone()
                on:click=move |_| editing.set(true)
            >
                {move || value.with(|value| value_text(kind, value))}
            </button>
        }
        .into_any()
    };
    erase::view(move || if editing.get() { editor(field.clone()) } else { read() }).into_any()
}

fn editor(field: TextField) -> AnyView {
    let TextField { label, kind, value, save, currency, editing, on_close } = field;
    let text = RwSignal::new(value.with_untracked(edit_text));
    let error = Slot::new(None::<InputError>);
    let close = move || {
        editing.try_set(false);
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    let commit = move || {
        // Leaving the field after Escape or Enter blurs it once more.
        if !editing.try_get_untracked().unwrap_or(false) {
            return;
        }
        match parse(kind, &text.get_untracked(), currency) {
            Ok(new) => {
                close();
                save.run(new);
            }
            Err(problem) => error.set(Some(problem)),
        }
    };
    let long = matches!(kind, Kind::LongText);
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() && (!long || event.ctrl_key() || event.meta_key()) => {
            event.prevent_default();
            commit();
        }
        "Escape" => {
            event.stop_propagation();
            close();
        }
        _ => {}
    };
    let invalid = erase::attribute(move || error.get().is_some().then(|| "true".to_owned()));
    let on_input = move |event| {
        text.set(event_target_value(&event));
        error.set(None);
    };
    let input = if long {
        let node = NodeRef::<html::Textarea>::new();
        erase::focus_once(move || node.get().map(Into::into));
        view! {
            <textarea class="input" rows="3" node_ref=node aria-label=label aria-invalid=invalid prop:value=move || text.get()
                on:input=on_input on:keydown=on_key on:blur=move |_| commit()></textarea>
        }
        .into_any()
    } else {
        let node = NodeRef::<html::Input>::new();
        erase::focus_once(move || {
            let input = node.get()?;
            let _ = input.focus();
            input.select();
            Some(input.into())
        });
        view! {
            <input class="input" type=input_type(kind) node_ref=node aria-label=label aria-invalid=invalid
                prop:value=move || text.get() on:input=on_input on:keydown=on_key on:blur=move |_| commit() />
        }
        .into_any()
    };
    let trouble = erase::maybe(move || {
        let error = error.get()?;
        Some(view! { <p class="field-error" role="alert">{input_error(error)}</p> }.into_any())
    });
    view! {
        <div class="field-editor">
            {input}
            {trouble}
        </div>
    }
    .into_any()
}

/// The keyboard that a phone should show. A day is typed or picked; the browser hands it over as `YYYY-MM-DD`.
fn input_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Email => "email",
        Kind::Phone => "tel",
        Kind::Day => "date",
        _ => "text",
    }
}
