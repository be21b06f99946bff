//! Saving the analysis on screen.

use super::super::head;
use super::{figures, words};
use crate::commands::offer_said;
use crate::data;
use crate::i18n::{failure, t};
use crate::state::Slot;
use crate::ui::{Dialog, Glyph, erase, toast};
use leptos::html;
use leptos::prelude::*;
use model::Value;
use model::schema::analysis;
use protocol::{Answer, Request};

/// The button, and the dialog that asks for a name.
pub(in crate::insight) fn keeper() -> AnyView {
    let open = RwSignal::new(false);
    offer_said("save-analysis", &words::SAVE_TITLE, "baocun bc", Glyph::Plus, move || open.set(true));
    view! {
        <button type="button" class="button quiet" on:click=move |_| open.set(true)>{t(&words::SAVE)}</button>
        <Dialog open=open title=t(&words::SAVE_TITLE)>{form(open)}</Dialog>
    }
    .into_any()
}

fn form(open: RwSignal<bool>) -> AnyView {
    let name = RwSignal::new(String::new());
    let error = Slot::new(false);
    let node = NodeRef::<html::Input>::new();
    erase::focus_once(move || node.get().map(Into::into));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = name.with_untracked(|text| text.trim().to_owned());
        error.set(text.is_empty());
        if !text.is_empty() {
            open.set(false);
            save(text);
        }
    };
    let trouble = erase::maybe(move || {
        error.get().then(|| view! { <p class="field-error" role="alert">{t(&words::NEEDS_NAME)}</p> }.into_any())
    });
    view! {
        <form class="saved-form" on:submit=submit>
            <p class="note">{t(&words::SAVE_TEXT)}</p>
            <input
                class="input"
                type="text"
                autocomplete="off"
                node_ref=node
                aria-label=t(&words::NAME)
                placeholder=t(&words::NAME)
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />
            {trouble}
            <button type="submit" class="button primary">{t(&words::SAVE)}</button>
        </form>
    }
    .into_any()
}

/// Keeps the question of the page, and what it was answered.
fn save(name: String) {
    let Some((query, answer)) = head::asked() else { return };
    let run = match answer.as_deref() {
        Some(Answer::Insight(answer)) => answer.get().and_then(figures::of).map(|(run, _)| run),
        _ => None,
    };
    let spec = protocol::encode(&query).map_or(Value::Empty, Value::Bytes);
    let fields = vec![
        (analysis::NAME.id, Value::Text(name)),
        (analysis::SPEC.id, spec),
        (analysis::RESULT.id, run.map_or(Value::Empty, |run| run.to_value())),
    ];
    erase::spawn(async move {
        match data::send(Request::Create { collection: analysis::ID, fields }).await {
            Ok(reply) => data::done(&reply),
            Err(problem) => toast::problem(failure(&problem)),
        }
    });
}
