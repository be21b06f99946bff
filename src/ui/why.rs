//! A disclosure: the reason behind a figure, one tap away.

use super::words;
use crate::i18n::t;
use leptos::prelude::*;

/// Shows its content when asked "why".
#[component]
pub fn Why(
    /// The words to tap; "why" if not given.
    #[prop(optional)]
    summary: Option<String>,
    /// The reason.
    children: Children,
) -> impl IntoView {
    let summary = summary.unwrap_or_else(|| t(&words::WHY).to_owned());
    view! {
        <details class="why">
            <summary>{summary}</summary>
            <div class="why-body">{children()}</div>
        </details>
    }
    .into_any()
}
