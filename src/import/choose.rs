//! The first step: a file, or sample data.

use super::book::only_sample;
use super::flow::Flow;
use super::records::Templates;
use super::state::Done;
use super::words;
use crate::commands::offer_said;
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::{Glyph, button, button_saying, erase};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// Sizes of sample data: a small shop, a real one, and one to see how fast it stays.
const SAMPLE_SIZES: [u32; 3] = [200, 5_000, 100_000];
/// What the file dialog offers first; anything else can still be chosen, and is looked at all the same.
const ACCEPT: &str = ".xlsx,.csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values,text/plain";

/// Drop zone, what a file needs, sample data.
#[component]
pub(super) fn Choose(flow: Flow) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    let pick = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    offer_said("choose-file", &words::DROP_BUTTON, "import xuanze wenjian xzwj", Glyph::Import, pick);
    let chosen = move |input: HtmlInputElement| {
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            flow.open(file);
        }
        // Emptied so that the same file, corrected meanwhile, can be chosen again.
        input.set_value("");
    };
    view! {
        <div class="import-choose">
            <div class="drop-zone">
                <p class="drop-title">{t(&words::DROP_TITLE)}</p>
                <p class="drop-pick">
                    <span class="muted">{t(&words::DROP_OR)}</span>
                    {button("button primary", &words::DROP_BUTTON, pick)}
                </p>
                <input
                    node_ref=input
                    type="file"
                    hidden=true
                    accept=ACCEPT
                    aria-label=t(&words::DROP_BUTTON)
                    on:change:target=move |event| chosen(event.target())
                />
                <p class="note">{t(&words::DROP_KINDS)}</p>
            </div>
            <Needs/>
            <Templates/>
            <Sample flow/>
        </div>
    }
    .into_any()
}

/// What a purchase log must say, with an example.
#[component]
fn Needs() -> impl IntoView {
    view! {
        <section class="import-needs">
            <div>
                <h2>{t(&words::NEEDS_TITLE)}</h2>
                <ul>
                    <li>{t(&words::NEEDS_WHO)}</li>
                    <li>{t(&words::NEEDS_WHEN)}</li>
                    <li>{t(&words::NEEDS_HOW_MUCH)}</li>
                </ul>
                <p class="note">{t(&words::NEEDS_MORE)}</p>
                <p class="note">{t(&words::NEEDS_RECORDS)}</p>
                <p class="note">{t(&words::NOTHING_SENT)}</p>
            </div>
            <figure>
                <figcaption class="note">{t(&words::EXAMPLE_TITLE)}</figcaption>
                <pre class="import-example">{t(&words::EXAMPLE)}</pre>
            </figure>
        </section>
    }
}

/// Sample data to add, or to take away where nothing else is in the book.
#[component]
fn Sample(flow: Flow) -> impl IntoView {
    let removable =
        Derived::new(move || data::book().with(|book| book.as_deref().map(only_sample).unwrap_or_default()));
    let sizes = SAMPLE_SIZES.map(|size| {
        let n = format::integer(size.into());
        button_saying("button", tf(&words::SAMPLE_SIZE, &[("n", &n)]), move || flow.sample(size))
    });
    let remove = move || flow.undo(removable.get_untracked(), Done::SampleRemoved);
    let only = erase::show(
        move || removable.with(|seqs| !seqs.is_empty()),
        move || {
            view! {
                <p class="import-sample-only">
                    <span>{t(&words::SAMPLE_ONLY)}</span>
                    {button("button", &words::SAMPLE_REMOVE, remove)}
                </p>
            }
            .into_any()
        },
    );
    view! {
        <section class="import-sample">
            <h2>{t(&words::SAMPLE_TITLE)}</h2>
            <p class="note">{t(&words::SAMPLE_TEXT)}</p>
            <div class="button-row">{Vec::from(sizes)}</div>
            {only}
        </section>
    }
}
