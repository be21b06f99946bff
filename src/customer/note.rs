//! A note in two taps: open, write, save.

use super::{Shown, words};
use crate::data;
use crate::i18n::{failure, t};
use crate::state::Slot;
use crate::ui::field::option_text;
use crate::ui::{button, erase, toast};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use model::input::clean;
use model::options::ACTIVITY_KIND;
use model::schema::activity;
use model::{OptionId, RecordId, Value};
use protocol::Request;

/// Kinds in the order in which they are needed; the first is chosen.
const KINDS: [&str; 6] = ["note", "call", "visit", "meeting", "message", "email"];

#[component]
pub(super) fn Note(shown: Shown, open: RwSignal<bool>) -> impl IntoView {
    erase::maybe(move || open.get().then(|| form(shown, open)))
}

fn form(shown: Shown, open: RwSignal<bool>) -> AnyView {
    let text = RwSignal::new(String::new());
    let first = ACTIVITY_KIND.id(KINDS[0]);
    let kind = Slot::new(first);
    let save = move || {
        let text = text.with_untracked(|text| clean(text, true));
        if let (Some(id), false) = (shown.id(), text.is_empty()) {
            open.set(false);
            erase::spawn(create(id, kind.get_untracked(), text));
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
    let option = |name: &&str| {
        ACTIVITY_KIND.id(name).map(|id| {
            let is_chosen = Some(id) == first;
            view! {
                <option value=id.0.to_string() selected=is_chosen>
                    {option_text(&ACTIVITY_KIND, id)}
                </option>
            }
            .into_any()
        })
    };
    let options: Vec<AnyView> = KINDS.iter().filter_map(option).collect();
    let on_kind = move |event| kind.set(event_target_value(&event).parse().ok().map(OptionId));
    view! {
        <section class="note-form" aria-label=t(&words::ADD_NOTE)>
            <textarea class="input" rows="3" node_ref=node aria-label=t(&words::ADD_NOTE)
                placeholder=t(&words::NOTE_HINT) prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event)) on:keydown=on_key></textarea>
            <div class="form-end">
                <label class="chip">
                    <select aria-label=t(&words::NOTE_KIND) on:change=on_kind>
                        {options}
                    </select>
                </label>
                {button("button quiet", &words::NOTE_CANCEL, move || open.set(false))}
                {button("button primary", &words::NOTE_SAVE, save)}
            </div>
        </section>
    }
    .into_any()
}

async fn create(customer: RecordId, kind: Option<OptionId>, text: String) {
    let fields = vec![
        (activity::CUSTOMER.id, Value::Reference(customer)),
        (activity::KIND.id, kind.map_or(Value::Empty, Value::Option)),
        (activity::AT.id, Value::Instant(js_sys::Date::now() as i64)),
        (activity::TEXT.id, Value::Text(text)),
    ];
    match data::send(Request::Create { collection: activity::ID, fields }).await {
        Ok(reply) => data::done(&reply),
        Err(problem) => toast::problem(failure(&problem)),
    }
}
