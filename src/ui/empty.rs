//! An empty state: a sentence and the next step.

use leptos::prelude::*;

/// Shown where a list has nothing to show.
#[component]
pub fn EmptyState(
    /// What is missing, in a few words.
    #[prop(into)]
    title: Signal<String>,
    /// What to do about it.
    #[prop(into, optional)]
    text: Option<Signal<String>>,
    /// The actions.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <h2>{title}</h2>
            {text.map(|text| view! { <p>{text}</p> }.into_any())}
            <div class="empty-actions">{children()}</div>
        </div>
    }
    .into_any()
}
