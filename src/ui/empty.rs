//! An empty state: a sentence and the next step.

use super::erase::Reactive;
use leptos::prelude::*;

/// Shown where a list has nothing to show.
#[component]
pub fn EmptyState(
    /// What is missing, in a few words.
    title: &'static str,
    /// What to do about it.
    text: Reactive<String>,
    /// The actions.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <h2>{title}</h2>
            <p>{text}</p>
            <div class="empty-actions">{children()}</div>
        </div>
    }
    .into_any()
}
