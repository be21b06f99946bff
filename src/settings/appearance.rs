//! Language and theme.

use super::{Section, words};
use crate::i18n::{Lang, Msg, lang, set_lang, t};
use crate::shell::theme::{Theme, set_theme, theme};
use leptos::prelude::*;

/// The two switches.
#[component]
pub(super) fn Appearance() -> impl IntoView {
    let languages = [(Lang::En, &words::ENGLISH), (Lang::ZhCn, &words::CHINESE)];
    let themes =
        [(Theme::System, &words::THEME_SYSTEM), (Theme::Light, &words::THEME_LIGHT), (Theme::Dark, &words::THEME_DARK)];
    view! {
        <Section title=&words::APPEARANCE>
            {choices("language", &words::LANGUAGE, &languages, lang, set_lang)}
            {choices("theme", &words::THEME, &themes, theme, set_theme)}
        </Section>
    }
}

fn choices<T: Copy + PartialEq + Send + 'static>(
    name: &'static str,
    title: &'static Msg,
    all: &[(T, &'static Msg)],
    get: fn() -> T,
    set: fn(T),
) -> impl IntoView + use<T> {
    let choice = |&(value, msg): &(T, &'static Msg)| {
        view! {
            <label class="choice">
                <input type="radio" name=name prop:checked=move || get() == value on:change=move |_| set(value)/>
                <span>{move || t(msg)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="setting choices">
            <legend>{move || t(title)}</legend>
            {all.iter().map(choice).collect_view()}
        </fieldset>
    }
}
