//! The frame around every page.

mod banners;
pub mod log;
pub mod nav;
pub mod palette;
mod sentinel;
mod shortcuts;
mod status;
pub mod theme;
mod top;
mod words;

pub use shortcuts::is_typing;
pub use top::search;

use crate::i18n::t;
use crate::ui::toast::Toasts;
use leptos::prelude::*;

/// The frame.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    shortcuts::listen();
    view! {
        <a class="skip-link" href="#main" rel="external">
            {t(&words::SKIP)}
        </a>
        <div class="shell">
            <nav::Nav />
            <top::Top />
            <div class="shell-banners">
                <banners::Banners />
            </div>
            <main class="shell-main" id="main" tabindex="-1">
                {children()}
            </main>
        </div>
        {palette::palette()}
        {log::host()}
        <Toasts />
    }
    .into_any()
}
