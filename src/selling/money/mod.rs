//! What is due and what is overdue.

mod words;

use crate::i18n::t;
use leptos::prelude::*;

/// The page.
#[component]
pub fn MoneyPage() -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>{t(&words::TITLE)}</h1>
        </header>
    }
    .into_any()
}
