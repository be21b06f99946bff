//! The second step: how the file is read, and what is still to be said before it can be checked.

use super::controls::Controls;
use super::decide::missing;
use super::flow::Flow;
use super::names;
use super::questions::Questions;
use super::records::declared::label_of;
use super::records::{KindMenu, Policy, Words};
use super::table::SampleTable;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Derived;
use crate::ui::{button, erase};
use leptos::prelude::*;
use protocol::import::{Mapping, Preview};

/// Facts, questions, table, controls, and the way on.
#[component]
pub(super) fn PreviewStep(flow: Flow) -> impl IntoView {
    let lacking = Derived::new(move || {
        flow.preview.with(|preview| flow.mapping.with(|mapping| lacking(preview.as_deref()?, mapping.as_ref()?)))
    });
    let why_not = erase::text(move || match lacking.get() {
        Some(first) => tf(&words::CHECK_FIRST, &[("role", &first)]),
        None => String::new(),
    });
    view! {
        <div class="import-preview" aria-busy=move || flow.job.with(Option::is_some).to_string()>
            <Facts flow/>
            <KindMenu flow/>
            <Questions flow/>
            <section>
                <h2>{t(&words::PREVIEW_TITLE)}</h2>
                <p class="note">{t(&words::PREVIEW_HINT)}</p>
                {erase::later(move || view! { <SampleTable flow/> }.into_any())}
            </section>
            {erase::later(move || {
                view! {
                    <Policy flow/>
                    <Words flow/>
                    <Controls flow/>
                }
                .into_any()
            })}
            <div class="import-actions">
                <button
                    type="button"
                    class="button primary"
                    disabled=move || lacking.with(Option::is_some)
                    aria-describedby="import-why-not"
                    on:click=move |_| flow.check()
                >
                    {t(&words::CHECK)}
                </button>
                {button("button", &words::OTHER_FILE, move || flow.reset())}
                <p id="import-why-not" class="note">{why_not}</p>
            </div>
        </div>
    }
}

/// What no column says yet and must be said before the file can be checked.
fn lacking(preview: &Preview, mapping: &Mapping) -> Option<String> {
    match &mapping.records {
        None => missing(mapping).first().map(|need| names::need(*need).to_owned()),
        Some(records) => {
            let field = *records.missing().first()?;
            Some(label_of(&preview.fields, records.collection, field))
        }
    }
}

/// Name and size of the file.
#[component]
pub(super) fn Facts(flow: Flow) -> impl IntoView {
    let facts = erase::maybe(move || {
        let preview = flow.preview.get()?;
        let facts = [
            (&words::FACT_SIZE, format::bytes(preview.bytes)),
            (&words::FACT_ROWS, format::integer(preview.rows.into())),
            (&words::FACT_COLUMNS, format::integer(preview.columns.len() as u64)),
        ];
        let fact = |(name, value)| {
            view! {
                <span class="file-fact">
                    <span class="muted">{t(name)}</span>
                    " "
                    <span class="num">{value}</span>
                </span>
            }
            .into_any()
        };
        let skipped = (preview.skipped > 0).then(|| {
            let n = format::integer(preview.skipped.into());
            view! { <span class="muted">{tf(&words::SKIPPED, &[("n", &n)])}</span> }.into_any()
        });
        let facts: Vec<AnyView> = facts.into_iter().map(fact).chain(skipped).collect();
        Some(facts.into_any())
    });
    view! {
        <p class="file-facts">
            <strong class="file-name">{move || flow.name.get()}</strong>
            {facts}
        </p>
    }
}
