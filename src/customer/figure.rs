//! A figure that explains itself: label, value, and how it is counted one tap further.

use leptos::prelude::*;

/// One line of figures; a tap shows the formula. A second line of the value is a remark to the first.
pub(super) fn figure(
    label: impl Fn() -> String + Send + 'static,
    value: impl Fn() -> String + Send + 'static,
    formula: impl Fn() -> String + Send + 'static,
) -> AnyView {
    let value = move || {
        let value = value();
        let (first, remark) = value.split_once('\n').unwrap_or((&value, ""));
        let remark = (!remark.is_empty()).then(|| view! { <span>{remark.to_owned()}</span> });
        view! {
            {first.to_owned()}
            {remark}
        }
    };
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
