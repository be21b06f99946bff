//! The end: what was added, where to look at it, and the way back.

use super::flow::Flow;
use super::records;
use super::records::report::Nameless;
use super::report::figures;
use super::state::Done;
use super::words;
use crate::format;
use crate::i18n::{Msg, label, t, tf};
use crate::ui::{button, erase};
use leptos::prelude::*;
use model::schema::{customer, order, order_line};
use model::{CollectionId, collection};

/// What was done, as the last thing on the page.
#[component]
pub(super) fn DoneStep(flow: Flow, done: Done) -> impl IntoView {
    let title: &'static Msg = match done {
        Done::Imported(Some(_)) => &words::DONE_TITLE,
        Done::Imported(None) => &words::NOTHING_NEW_TITLE,
        Done::Sampled { .. } => &words::SAMPLE_DONE,
        Done::Undone => &words::UNDONE,
        Done::SampleRemoved => &words::SAMPLE_REMOVED,
        Done::PartlyUndone => &words::PARTLY_UNDONE,
    };
    let of = move || flow.report.with(|report| report.as_ref().and_then(|report| report.records.collection));
    let text = erase::maybe(move || match done {
        Done::Imported(Some(_)) => flow.report.get().map(|report| {
            let figures = figures(&report);
            view! { {figures}<Nameless flow/> }.into_any()
        }),
        Done::Imported(None) => {
            let msg = if of().is_some() { &records::NOTHING_NEW } else { &words::NOTHING_NEW };
            Some(view! { <p>{t(msg)}</p> }.into_any())
        }
        Done::Sampled { customers, orders, .. } => {
            let (n, orders) = (format::integer(customers.into()), format::integer(orders.into()));
            Some(view! { <p>{tf(&words::SAMPLE_ADDED, &[("n", &n), ("orders", &orders)])}</p> }.into_any())
        }
        Done::Undone | Done::SampleRemoved | Done::PartlyUndone => None,
    });
    let added = matches!(done, Done::Imported(_) | Done::Sampled { .. });
    let listed = of().filter(|_| matches!(done, Done::Imported(_))).map(listed).filter(|of| *of != customer::ID);
    let links = added.then(|| match listed {
        Some(of) => {
            let name = collection(of).map_or("", |of| of.name);
            let said = tf(&records::SEE, &[("of", &label(&format!("collections.{name}")))]);
            view! { <a class="button primary" href=format!("records?of={name}")>{said}</a> }.into_any()
        }
        None => view! {
            <a class="button primary" href="customers">{t(&words::SEE_CUSTOMERS)}</a>
            <a class="button" href="segments">{t(&words::SEE_SEGMENTS)}</a>
        }
        .into_any(),
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

/// The collection in whose list imported records are seen: lines stand with their orders.
fn listed(of: CollectionId) -> CollectionId {
    if of == order_line::ID { order::ID } else { of }
}
