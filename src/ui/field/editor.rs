//! Inputs for every kind of field: what both a form and an edit in place show.

use super::moment;
use super::pick::{self, Pick};
use super::read::Names;
use super::{chips, read};
use crate::fields;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{Glyph, Icon, erase, words};
use leptos::html;
use leptos::prelude::*;
use model::options::{LEAD_CONVERTED, LEAD_STATUS, OptionList};
use model::{Day, Kind, OptionId, RecordId, Value};
use std::sync::Arc;

/// Told of what stands in the input now. What is typed comes as text and is read when it is to be saved (`Reader::check`).
pub type Changed = Arc<dyn Fn(Value) + Send + Sync>;

/// An input that is to be made.
#[derive(Clone)]
pub struct Editor {
    /// Its accessible name.
    pub label: String,
    /// What the field holds.
    pub kind: Kind,
    /// What stands in it at first.
    pub value: Value,
    /// Names of the records that the value refers to.
    pub names: Vec<(RecordId, String)>,
    /// Told of every change.
    pub changed: Changed,
    /// Told of the name of every record that is chosen.
    pub learned: Option<Arc<dyn Fn(RecordId, String) + Send + Sync>>,
    /// Of references: whose records are offered first.
    pub near: Option<Derived<Option<RecordId>>>,
    /// Takes the cursor at once.
    pub focus: bool,
    /// What is typed cannot be taken.
    pub invalid: Slot<bool>,
}

/// The input that goes with the kind. A value of another kind is typed over as text.
pub fn editor(editor: Editor) -> AnyView {
    match editor.kind {
        Kind::Bool => check(editor),
        Kind::Option(list) => select(list, editor),
        Kind::Reference(_) => reference(editor),
        Kind::References(_) => chips::chips(editor),
        Kind::LongText => area(editor),
        Kind::Instant => moment::moment(editor),
        Kind::Day => day(editor),
        Kind::Bytes => read::full_text(editor.kind, &editor.value, &editor.names).into_any(),
        _ => line(editor),
    }
}

/// What stands in the input when editing begins.
pub fn edit_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.plain(),
        // Whoever types over it sees in which currency, where it is not the book's.
        Value::Money(money) => money.typed(super::currency()),
        Value::Day(day) => day.iso(),
        _ => String::new(),
    }
}

pub(super) fn invalid(flag: Slot<bool>) -> erase::Reactive<Option<String>> {
    erase::attribute(move || flag.get().then(|| "true".to_owned()))
}

fn check(editor: Editor) -> AnyView {
    let Editor { label, value, changed, .. } = editor;
    let on = value == Value::Bool(true);
    let set = move |event| changed(Value::Bool(event_target_checked(&event)));
    view! { <input type="checkbox" class="field-check" aria-label=label prop:checked=on on:change=set /> }.into_any()
}

/// The entries of a native select: all that are offered, and the present one even where it is not offered any more. That a lead is converted is no
/// choice: it comes of the conversion.
pub fn options(list: &'static OptionList, present: Option<OptionId>) -> Vec<AnyView> {
    let mut choices = fields::choices(list);
    choices.retain(|choice| list.name != LEAD_STATUS.name || choice.id != LEAD_CONVERTED || present == Some(choice.id));
    if let Some(id) = present
        && choices.iter().all(|choice| choice.id != id)
    {
        choices.push(fields::choice(list, id));
    }
    let option = |choice: fields::Choice| {
        let is_chosen = Some(choice.id) == present;
        view! { <option value=choice.id.0.to_string() prop:selected=is_chosen>{choice_text(&choice)}</option> }
            .into_any()
    };
    choices.into_iter().map(option).collect()
}

/// What a value is called where it is chosen: one that is not offered for new records says so.
pub fn choice_text(choice: &fields::Choice) -> String {
    if choice.retired { tf(&words::RETIRED_VALUE, &[("value", &choice.label)]) } else { choice.label.clone() }
}

/// The value that an entry of a select stands for.
pub fn chosen(text: &str) -> Value {
    text.parse().map_or(Value::Empty, |id| Value::Option(OptionId(id)))
}

fn select(list: &'static OptionList, editor: Editor) -> AnyView {
    let Editor { label, value, changed, invalid: wrong, .. } = editor;
    let present = match value {
        Value::Option(id) => Some(id),
        _ => None,
    };
    view! {
        <select class="select" aria-label=label aria-invalid=invalid(wrong)
            on:change=move |event| changed(chosen(&event_target_value(&event)))>
            <option value="">{t(&words::NONE)}</option>
            {options(list, present)}
        </select>
    }
    .into_any()
}

fn reference(editor: Editor) -> AnyView {
    let Editor { label, kind, value, names, changed, learned, near, focus, invalid } = editor;
    let Kind::Reference(of) = kind else { return erase::nothing() };
    let text = match &value {
        Value::Reference(id) => Names::iter(&names).find(|(known, _)| known == id).map(|(_, name)| name.clone()),
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let done = move |picked: pick::Picked| match picked {
        pick::Picked::Record(id, name) => {
            if let Some(learned) = &learned {
                learned(id, name);
            }
            changed(Value::Reference(id));
        }
        pick::Picked::Text(text) if text.trim().is_empty() => changed(Value::Empty),
        pick::Picked::Text(text) => changed(Value::Text(text)),
    };
    let text = text.unwrap_or_default();
    pick::pick(Pick {
        of,
        label,
        text,
        focus,
        invalid,
        many: false,
        add: true,
        near,
        without: Arc::new(Vec::new),
        picked: Arc::new(done),
    })
}

fn area(editor: Editor) -> AnyView {
    let Editor { label, value, changed, focus, invalid: wrong, .. } = editor;
    let node = NodeRef::<html::Textarea>::new();
    if focus {
        erase::focus_once(move || node.get().map(Into::into));
    }
    let text = edit_text(&value);
    view! {
        <textarea class="input" rows="3" node_ref=node aria-label=label aria-invalid=invalid(wrong) prop:value=text
            on:input=move |event| changed(Value::Text(event_target_value(&event)))></textarea>
    }
    .into_any()
}

/// The keyboard that a phone should show.
fn input_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Email => "email",
        Kind::Phone => "tel",
        Kind::Url => "url",
        _ => "text",
    }
}

fn line(editor: Editor) -> AnyView {
    let Editor { label, kind, value, changed, focus, invalid: wrong, .. } = editor;
    let node = NodeRef::<html::Input>::new();
    if focus {
        focus_and_select(node);
    }
    let text = edit_text(&value);
    let mode = matches!(kind, Kind::Number | Kind::Money).then_some("decimal");
    view! {
        <input class="input" type=input_type(kind) inputmode=mode autocomplete="off" node_ref=node aria-label=label
            aria-invalid=invalid(wrong) prop:value=text
            on:input=move |event| changed(Value::Text(event_target_value(&event))) />
    }
    .into_any()
}

fn focus_and_select(node: NodeRef<html::Input>) {
    erase::focus_once(move || {
        let input = node.get()?;
        let _ = input.focus();
        input.select();
        Some(input.into())
    });
}

/// A day is typed as people write it, or picked in the browser's own calendar.
fn day(editor: Editor) -> AnyView {
    let Editor { label, value, changed, focus, invalid: wrong, .. } = editor;
    let node = NodeRef::<html::Input>::new();
    let calendar = NodeRef::<html::Input>::new();
    if focus {
        focus_and_select(node);
    }
    let text = RwSignal::new(edit_text(&value));
    let typed = Arc::clone(&changed);
    let on_input = move |event| {
        let now = event_target_value(&event);
        text.set(now.clone());
        typed(Value::Text(now));
    };
    let on_pick = move |event| {
        let picked = event_target_value(&event);
        if let Some(day) = Day::parse_iso(&picked) {
            text.set(picked);
            changed(Value::Day(day));
            if let Some(input) = node.get_untracked() {
                let _ = input.focus();
            }
        }
    };
    let open = move |_| {
        if let Some(calendar) = calendar.get_untracked() {
            // What is typed is where the calendar opens; where it is no day, it opens today.
            let day = text.with_untracked(|text| super::reader::reader(super::currency()).read(Kind::Day, text));
            let day = day.ok().and_then(|value| if let Value::Day(day) = value { Some(day.iso()) } else { None });
            calendar.set_value(&day.unwrap_or_default());
            let _ = calendar.show_picker();
        }
    };
    let pick = tf(&words::PICK_DAY, &[("label", &label)]);
    view! {
        <span class="day-input">
            <input class="input" type="text" autocomplete="off" node_ref=node aria-label=label aria-invalid=invalid(wrong)
                placeholder=t(&words::DAY_HINT) prop:value=move || text.get() on:input=on_input />
            <input class="day-calendar" type="date" tabindex="-1" aria-hidden="true" node_ref=calendar on:change=on_pick />
            <button type="button" class="button quiet icon-only" title=pick.clone() aria-label=pick on:click=open
                on:mousedown=move |event| event.prevent_default()>
                <Icon of=Glyph::Meeting />
            </button>
        </span>
    }
    .into_any()
}
