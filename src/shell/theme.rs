//! Light, dark, or as the system.

use crate::data::prefs;
use crate::state::Slot;
use leptos::prelude::*;
use std::sync::LazyLock;

/// A choice of theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

const KEY: &str = "rapport.theme";

static THEME: LazyLock<Slot<Theme>> = LazyLock::new(|| {
    Slot::lasting(match prefs::get_text(KEY).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    })
});

impl Theme {
    fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// The chosen theme; reactive.
pub fn theme() -> Theme {
    THEME.get()
}

/// Chooses a theme, at once and for the next visit (`boot.js` sets it before the first paint).
pub fn set_theme(theme: Theme) {
    prefs::set(KEY, &theme.name().into());
    if let Some(root) = document().document_element() {
        let _ = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            chosen => root.set_attribute("data-theme", chosen.name()),
        };
    }
    THEME.set(theme);
}
