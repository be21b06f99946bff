//! Language and theme.

use super::{Section, words};
use crate::i18n::{Lang, Msg, lang, set_lang, t};
use leptos::prelude::*;

/// The two switches.
#[component]
pub(super) fn Appearance() -> impl IntoView {
    let language = |(value, msg): (Lang, &'static Msg)| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="language"
                    prop:checked=move || lang() == value
                    on:change=move |_| set_lang(value)
                />
                <span lang=value.tag()>{t(msg)}</span>
            </label>
        }
    };
    let languages = [(Lang::En, &words::ENGLISH), (Lang::ZhCn, &words::CHINESE)];
    view! {
        <Section title=&words::APPEARANCE>
            <fieldset class="setting choices">
                <legend>{move || t(&words::LANGUAGE)}</legend>
                {languages.map(language).collect_view()}
            </fieldset>
        </Section>
    }
}
