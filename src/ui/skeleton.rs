//! Grey lines where content comes; only before the first answer.

use leptos::prelude::*;

/// So many grey lines.
#[component]
pub fn Skeleton(
    /// How many.
    #[prop(default = 3)]
    lines: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton" aria-hidden="true">
            {(0..lines).map(|_| view! { <span></span> }.into_any()).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}
