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
use protocol::{Failure, InsightQuery, Reply, Request, Sealed};

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
    let saving = RwSignal::new(false);
    let node = NodeRef::<html::Input>::new();
    erase::focus_once(move || node.get().map(Into::into));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = name.with_untracked(|text| text.trim().to_owned());
        error.set(text.is_empty());
        // It stays until it is kept: in a large book the figures take a while.
        if !text.is_empty() && !saving.get_untracked() {
            saving.set(true);
            save(text, open, saving);
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
            <button type="submit" class="button primary" disabled=erase::flag(move || saving.get())>{t(&words::SAVE)}</button>
        </form>
    }
    .into_any()
}

/// Keeps the question of the page and what is answered to it: asked anew, since the figures on screen may still be those of what was set before.
fn save(name: String, open: RwSignal<bool>, saving: RwSignal<bool>) {
    let Some(query) = head::asked() else { return saving.set(false) };
    erase::spawn(async move {
        match keep(name, query).await {
            Ok(reply) => {
                open.try_set(false);
                data::done(&reply);
            }
            Err(problem) => {
                saving.try_set(false);
                toast::problem(failure(&problem));
            }
        }
    });
}

async fn keep(name: String, query: InsightQuery) -> Result<Reply, Failure> {
    // Where there are no figures yet, the question is kept alone.
    let run = match data::send(Request::Insight(Sealed::new(&query))).await {
        Ok(Reply::Insight(answer)) => answer.get().and_then(figures::of),
        _ => None,
    };
    let spec = protocol::encode(&query).map_or(Value::Empty, Value::Bytes);
    let fields = vec![
        (analysis::NAME.id, Value::Text(name)),
        (analysis::SPEC.id, spec),
        (analysis::RESULT.id, run.map_or(Value::Empty, |run| run.to_value())),
    ];
    data::send(Request::Create { collection: analysis::ID, fields }).await
}
