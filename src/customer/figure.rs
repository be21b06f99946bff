//! A figure that explains itself: label, value, and how it is counted one tap further.

use leptos::prelude::*;

/// One line of figures; a tap shows the formula.
pub(super) fn figure(
    label: impl Fn() -> String + Send + 'static,
    value: impl Fn() -> String + Send + 'static,
    formula: impl Fn() -> String + Send + 'static,
) -> AnyView {
    view! {
        <details class="figure">
            <summary>
                <span class="figure-label">{label}</span>
                <span class="figure-value">{value}</span>
            </summary>
            <p class="why-body">{formula}</p>
        </details>
    }
    .into_any()
}
