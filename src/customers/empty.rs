//! When there is nothing to list.

use super::words;
use crate::data::{self, Job};
use crate::format;
use crate::i18n::{failure, t, tf};
use crate::lists::{self, Place, State, look};
use crate::state::Slot;
use crate::ui::marks::{segment_label, stage_label};
use crate::ui::{EmptyState, ProgressBar, button, button_saying, erase, toast};
use leptos::prelude::*;
use protocol::{Failure, Request};

/// Sizes of sample books: a corner shop, a small company, the promise.
const SAMPLES: [u32; 3] = [200, 5_000, 100_000];
const SEED: u64 = 1;

/// No customer in the book.
#[component]
pub(super) fn Empty() -> impl IntoView {
    let job = Slot::new(None::<Job>);
    let start = move |customers: u32| {
        let (started, outcome) = data::send_job(Request::Sample { customers, seed: SEED }, None);
        job.set(Some(started));
        erase::spawn(async move {
            match outcome.await {
                Ok(reply) => data::done(&reply),
                Err(Failure::Cancelled) => {}
                Err(problem) => toast::problem(failure(&problem)),
            }
            job.set(None);
        });
    };
    let sample = move |customers: u32| {
        let text = tf(&words::SAMPLE_SIZE, &[("n", &format::integer(u64::from(customers)))]);
        button_saying("button", text, move || start(customers))
    };
    let actions = erase::view(move || match job.get() {
        Some(job) => view! { <ProgressBar job=job /> }.into_any(),
        None => view! {
            <a class="button primary" href="import">
                {t(&words::EMPTY_IMPORT)}
            </a>
            <p class="samples">{t(&words::EMPTY_SAMPLE)}</p>
            {Vec::from(SAMPLES.map(sample))}
        }
        .into_any(),
    });
    says(actions.into_any())
}

/// The same before the book is open, of which nothing else is expected: without what can be done.
pub(super) fn welcome() -> AnyView {
    view! { <div aria-hidden="true">{says(erase::nothing())}</div> }.into_any()
}

/// In the words that index.html has, too.
fn says(actions: AnyView) -> AnyView {
    view! {
        <EmptyState title=t(&words::EMPTY) text=erase::text(|| t(&words::EMPTY_TEXT).to_owned())>
            {actions}
        </EmptyState>
    }
    .into_any()
}

/// Customers, but none that the filters select.
#[component]
pub(super) fn NoMatch(list: State) -> impl IntoView {
    let (place, search) = (list.place, list.search);
    let what = move || {
        let Place { segment, stage, cell, .. } = place.get();
        let text = search.with(|text| text.trim().to_owned());
        let parts = [
            (!text.is_empty()).then(|| tf(&words::IS_SEARCH, &[("text", &text)])),
            stage.map(stage_label),
            segment.map(segment_label),
            cell.map(|(r, f)| tf(&words::IS_CELL, &[("r", &r.to_string()), ("f", &f.to_string())])),
            look::look(place.get().of).rule.narrows().then(|| t(&words::FILTER_HOLDS).to_owned()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(t(&words::JOIN))
    };
    let clear = move || lists::clear(list);
    view! {
        <EmptyState
            title=t(&words::NONE_MATCH)
            text=erase::text(move || tf(&words::NONE_MATCH_TEXT, &[("what", &what())]))
        >
            {button("button", &words::CLEAR, clear)}
            {lists::search_all(list)}
        </EmptyState>
    }
    .into_any()
}
