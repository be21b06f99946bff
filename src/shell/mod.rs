//! The frame around every page.

use crate::ui::toast::Toasts;
use leptos::prelude::*;

/// The frame.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    view! { <main class="page">{children()}</main> <Toasts /> }.into_any()
}
