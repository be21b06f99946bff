//! The list of all keys: those of commands from the commands themselves, the rest here.

use super::{general, words};
use crate::commands::offered;
use crate::i18n::{Msg, t};
use crate::ui::media;
use leptos::prelude::*;

/// A key as it is written on the keyboard at hand.
pub(super) fn key(key: &'static str) -> &'static str {
    match key {
        "Ctrl" if media::is_mac() => "⌘",
        "Shift" if media::is_mac() => "⇧",
        key => key,
    }
}

/// Keys beside each other.
pub(super) fn shown(keys: &[&'static str]) -> Vec<AnyView> {
    keys.iter().map(|name| view! { <kbd>{key(name)}</kbd> }.into_any()).collect()
}

pub(super) fn list() -> AnyView {
    let row = |keys: &[&'static str], text: String| {
        view! {
            <div class="shortcut">
                <dt>{shown(keys)}</dt>
                <dd>{text}</dd>
            </div>
        }
        .into_any()
    };
    let fixed = |keys: &[&'static str], text: &'static Msg| row(keys, t(text).to_owned());
    let commands = offered().into_iter().chain(general::pages()).chain(general::actions());
    let commands = commands.filter(|command| !command.keys.is_empty() && command.id != "keys");
    let commands: Vec<AnyView> = commands.map(|command| row(command.keys, command.name)).collect();
    view! {
        <h3 class="shortcuts-title">{t(&words::KEYS_EVERYWHERE)}</h3>
        <dl class="shortcuts">
            {fixed(&["Ctrl", "K"], &words::KEY_PALETTE)}
            {fixed(&["/"], &words::KEY_SEARCH)}
            {commands}
            {fixed(&["Esc"], &words::KEY_CLOSE)}
            {fixed(&["?"], &words::KEY_HELP)}
        </dl>
        <h3 class="shortcuts-title">{t(&words::KEYS_LIST)}</h3>
        <dl class="shortcuts">
            {fixed(&["J", "K"], &words::KEY_MOVE)}
            {fixed(&["↓", "↑"], &words::KEY_ROWS)}
            {fixed(&["PgDn", "PgUp"], &words::KEY_PAGES)}
            {fixed(&["Home", "End"], &words::KEY_ENDS)}
            {fixed(&["Enter"], &words::KEY_OPEN)}
            {fixed(&["X"], &words::KEY_PICK)}
            {fixed(&["Ctrl", "A"], &words::KEY_PICK_ALL)}
            {fixed(&["Tab", "←", "→"], &words::KEY_COLUMNS)}
            {fixed(&["Shift", "←", "→"], &words::KEY_WIDTH)}
            {fixed(&["F"], &words::KEY_FILTER)}
        </dl>
    }
    .into_any()
}
