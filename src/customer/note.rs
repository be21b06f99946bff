//! A note in two taps: open, write, save.

use super::{Shown, words};
use crate::data::{self, drafts};
use crate::fields;
use crate::i18n::t;
use crate::shell::log::{self, Wanted};
use crate::state::Slot;
use crate::ui::field::draft_note;
use crate::ui::{button, erase};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use model::input::clean;
use model::options::ACTIVITY_KIND;
use model::schema::{activity, customer};
use model::{OptionId, RecordId, Value};
use protocol::Request;
use std::sync::Arc;

#[component]
pub(super) fn Note(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    // Fields and options that change elsewhere do not make it anew while somebody writes.
    erase::maybe(move || open.get().then(|| untrack(|| form(shown, open))))
}

fn form(shown: Shown, open: RwSignal<bool>) -> AnyView {
    let text = RwSignal::new(String::new());
    let saving = RwSignal::new(false);
    let first = ACTIVITY_KIND.id("note");
    let kind = Slot::new(first);
    let draft = shown.id().map(|id| format!("note/{id}")).unwrap_or_default();
    let save = move || {
        let text = text.with_untracked(|text| clean(text, true));
        if let (Some(id), false) = (shown.id(), text.is_empty() || saving.get_untracked()) {
            saving.set(true);
            // What was written stays where it is until it is saved.
            let settle = move |saved: bool| {
                saving.try_set(false);
                if saved {
                    open.try_set(false);
                    drafts::forget(&format!("note/{id}"));
                }
            };
            data::act_telling(create(id, kind.get_untracked(), text), Box::new(settle));
        }
    };
    // What is written goes along into the composer.
    let more = move || {
        if let Some(id) = shown.id() {
            let kind = kind.get_untracked().and_then(|kind| ACTIVITY_KIND.value(kind)).map(|kind| kind.name);
            log::open(Wanted { kind, text: text.get_untracked(), ..Wanted::with(customer::ID, id) });
            open.set(false);
            drafts::forget(&format!("note/{id}"));
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            save();
        }
        "Escape" => {
            event.stop_propagation();
            open.set(false);
        }
        _ => {}
    };
    let node = NodeRef::<html::Textarea>::new();
    erase::focus_once(move || node.get().map(Into::into));
    // A note is what one writes most.
    let mut choices = fields::choices(&ACTIVITY_KIND);
    choices.sort_by_key(|choice| Some(choice.id) != first);
    let option = |choice: fields::Choice| {
        let is_chosen = Some(choice.id) == first;
        view! { <option value=choice.id.0.to_string() prop:selected=is_chosen>{choice.label}</option> }.into_any()
    };
    let options: Vec<AnyView> = choices.into_iter().map(option).collect();
    let on_kind = move |event| kind.set(event_target_value(&event).parse().ok().map(OptionId));
    let on_input = {
        let draft = draft.clone();
        move |event| {
            let now = event_target_value(&event);
            drafts::keep(&draft, now.clone().into_bytes());
            text.set(now);
        }
    };
    let restore = move |bytes: Option<Vec<u8>>| {
        let now = bytes.map_or(Some(String::new()), |bytes| String::from_utf8(bytes).ok());
        now.is_some_and(|now| text.try_set(now).is_none())
    };
    let touched = Arc::new(move || text.try_with_untracked(|text| !text.is_empty()).unwrap_or(true));
    let note = draft_note(draft, touched, Arc::new(restore));
    view! {
        <section class="note-form" aria-label=t(&words::ADD_NOTE)>
            <textarea class="input" rows="3" node_ref=node aria-label=t(&words::ADD_NOTE)
                placeholder=t(&words::NOTE_HINT) prop:value=move || text.get()
                on:input=on_input on:keydown=on_key></textarea>
            {note}
            <div class="form-end">
                <label class="chip">
                    <select aria-label=t(&words::NOTE_KIND) on:change=on_kind>
                        {options}
                    </select>
                </label>
                {button("button quiet", &words::NOTE_MORE, more)}
                {button("button quiet", &words::NOTE_CANCEL, move || open.set(false))}
                {button("button primary", &words::NOTE_SAVE, save)}
            </div>
        </section>
    }
    .into_any()
}

fn create(customer: RecordId, kind: Option<OptionId>, text: String) -> Request {
    let fields = vec![
        (activity::CUSTOMER.id, Value::Reference(customer)),
        (activity::KIND.id, kind.map_or(Value::Empty, Value::Option)),
        (activity::AT.id, Value::Instant(js_sys::Date::now() as i64)),
        (activity::TEXT.id, Value::Text(text)),
    ];
    Request::Create { collection: activity::ID, fields }
}
