//! The fields of the builder.

use crate::i18n::{Msg, t};
use leptos::prelude::*;

/// A choice among several; `chosen` hears which.
pub(in crate::selling::reports) fn choose(
    name: String,
    choices: Vec<(String, String)>,
    now: String,
    chosen: impl Fn(String) + 'static,
) -> AnyView {
    drawn(name, choices, now, Box::new(chosen))
}

fn drawn(name: String, choices: Vec<(String, String)>, now: String, chosen: Box<dyn Fn(String)>) -> AnyView {
    view! {
        <label class="report-field">
            <span>{name.clone()}</span>
            <select class="select" aria-label=name on:change=move |event| chosen(event_target_value(&event))>
                {options(choices, &now)}
            </select>
        </label>
    }
    .into_any()
}

/// The options of a choice.
pub(in crate::selling::reports) fn options(choices: Vec<(String, String)>, now: &str) -> Vec<AnyView> {
    let option = |(value, text): (String, String)| {
        let is_it = value == now;
        view! { <option value=value prop:selected=is_it>{text}</option> }.into_any()
    };
    choices.into_iter().map(option).collect()
}

/// Something that is so or not.
pub(super) fn check(text: &'static Msg, now: bool, set: impl Fn(bool) + 'static) -> AnyView {
    checked(text, now, Box::new(set))
}

fn checked(text: &'static Msg, now: bool, set: Box<dyn Fn(bool)>) -> AnyView {
    view! {
        <label class="report-check">
            <input type="checkbox" prop:checked=now on:change=move |event| set(event_target_checked(&event)) />
            <span>{t(text)}</span>
        </label>
    }
    .into_any()
}
