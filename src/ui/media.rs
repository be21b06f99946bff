//! What the screen is like.

use leptos::prelude::*;
use std::sync::LazyLock;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// From this width on, a customer opens beside the list. Also in `style/layout.css`.
const WIDE: &str = "(min-width: 1024px)";

static IS_WIDE: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| {
    let query = window().match_media(WIDE).ok().flatten();
    let signal = ArcRwSignal::new(query.as_ref().is_some_and(|query| query.matches()));
    if let Some(query) = query {
        let changed = signal.clone();
        let watched = query.clone();
        let on_change = Closure::<dyn Fn()>::new(move || changed.set(watched.matches()));
        let _ = query.add_event_listener_with_callback("change", on_change.as_ref().unchecked_ref());
        on_change.forget();
    }
    signal
});

/// Whether there is room for two things side by side; reactive.
pub fn wide() -> bool {
    IS_WIDE.get()
}

/// Whether the keyboard has ⌘ where others have Ctrl.
pub fn is_mac() -> bool {
    let platform = window().navigator().platform().unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}
