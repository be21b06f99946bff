//! The end: what was added, where to look at it, and the way back.

use super::flow::Flow;
use super::report::figures;
use super::state::Done;
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::{button, erase};
use leptos::prelude::*;

/// What was done, as the last thing on the page.
#[component]
pub(super) fn DoneStep(flow: Flow, done: Done) -> impl IntoView {
    let title: &'static Msg = match done {
        Done::Imported(Some(_)) => &words::DONE_TITLE,
        Done::Imported(None) => &words::NOTHING_NEW_TITLE,
        Done::Sampled { .. } => &words::SAMPLE_DONE,
        Done::Undone => &words::UNDONE,
        Done::SampleRemoved => &words::SAMPLE_REMOVED,
    };
    let text = erase::maybe(move || match done {
        Done::Imported(Some(_)) => flow.report.get().map(|report| figures(&report)),
        Done::Imported(None) => Some(view! { <p>{t(&words::NOTHING_NEW)}</p> }.into_any()),
        Done::Sampled { customers, orders, .. } => {
            let (n, orders) = (format::integer(customers.into()), format::integer(orders.into()));
            Some(view! { <p>{tf(&words::SAMPLE_ADDED, &[("n", &n), ("orders", &orders)])}</p> }.into_any())
        }
        Done::Undone | Done::SampleRemoved => None,
    });
    let added = matches!(done, Done::Imported(_) | Done::Sampled { .. });
    let links = added.then(|| {
        view! {
            <a class="button primary" href="customers">{t(&words::SEE_CUSTOMERS)}</a>
            <a class="button" href="segments">{t(&words::SEE_SEGMENTS)}</a>
        }
        .into_any()
    });
    let undo = match done {
        Done::Imported(Some(seq)) => Some((seq, &words::UNDO, Done::Undone)),
        Done::Sampled { seq, .. } => Some((seq, &words::UNDO_SAMPLE, Done::SampleRemoved)),
        _ => None,
    };
    let undo = undo.map(|(seq, msg, done)| button("button", msg, move || flow.undo(vec![seq], done)));
    let more = if added { "button quiet" } else { "button primary" };
    view! {
        <div class="import-done">
            <h2>{t(title)}</h2>
            {text}
            <div class="import-actions">
                {links}
                {undo}
                {button(more, &words::MORE, move || flow.reset())}
            </div>
        </div>
    }
}
