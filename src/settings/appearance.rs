//! Language, theme, and the page to begin with.

use super::{Section, words};
use crate::i18n::{Lang, Msg, lang, set_lang, t};
use crate::selling::{CUSTOMERS, TODAY, set_start, start};
use crate::shell::theme::{Theme, set_theme, theme};
use crate::ui::erase::{self, Reactive};
use leptos::prelude::*;

/// The switches.
#[component]
pub(super) fn Appearance() -> impl IntoView {
    let languages = [(Lang::En, &words::ENGLISH), (Lang::ZhCn, &words::CHINESE)];
    let themes =
        [(Theme::System, &words::THEME_SYSTEM), (Theme::Light, &words::THEME_LIGHT), (Theme::Dark, &words::THEME_DARK)];
    let languages = languages.map(|(value, msg)| {
        choice("language", msg, erase::flag(move || lang() == value), Box::new(move || set_lang(value)))
    });
    let themes = themes.map(|(value, msg)| {
        choice("theme", msg, erase::flag(move || theme() == value), Box::new(move || set_theme(value)))
    });
    let starts = [(TODAY, &words::START_TODAY), (CUSTOMERS, &words::START_CUSTOMERS)];
    let starts = starts.map(|(page, msg)| {
        choice("start", msg, erase::flag(move || start() == page), Box::new(move || set_start(page)))
    });
    view! {
        <Section title=&words::APPEARANCE>
            {choices(&words::LANGUAGE, languages.into())}
            {choices(&words::THEME, themes.into())}
            {choices(&words::START, starts.into())}
        </Section>
    }
}

fn choice(group: &'static str, msg: &'static Msg, chosen: Reactive<bool>, choose: Box<dyn Fn()>) -> AnyView {
    view! {
        <label class="choice">
            <input type="radio" name=group prop:checked=chosen on:change=move |_| choose()/>
            <span>{t(msg)}</span>
        </label>
    }
    .into_any()
}

fn choices(title: &'static Msg, all: Vec<AnyView>) -> AnyView {
    view! {
        <fieldset class="setting choices">
            <legend>{t(title)}</legend>
            {all}
        </fieldset>
    }
    .into_any()
}
