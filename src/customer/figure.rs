//! A figure that explains itself: label, value, and how it is counted one tap further.

use leptos::prelude::*;

/// One line of figures; a tap shows the formula. A second line of the value is a remark to the first.
pub(super) fn figure(label: String, value: &str, formula: impl Into<String>) -> AnyView {
    let (first, remark) = value.split_once('\n').unwrap_or((value, ""));
    let remark = (!remark.is_empty()).then(|| view! { <span>{remark.to_owned()}</span> }.into_any());
    view! {
        <details class="figure">
            <summary>
                <span class="figure-label">{label}</span>
                <span class="figure-value">
                    {first.to_owned()}
                    {remark}
                </span>
            </summary>
            <p class="why-body">{formula.into()}</p>
        </details>
    }
    .into_any()
}
