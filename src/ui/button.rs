//! A button that says in words what it does.

use crate::i18n::{Msg, t};
use leptos::prelude::*;

/// With a fixed text.
pub fn button(class: &'static str, msg: &'static Msg, act: impl Fn() + 'static) -> AnyView {
    drawn(class, t(msg).to_owned(), Box::new(act))
}

/// With a text made for it.
pub fn button_saying(class: &'static str, text: String, act: impl Fn() + 'static) -> AnyView {
    drawn(class, text, Box::new(act))
}

fn drawn(class: &'static str, text: String, act: Box<dyn Fn()>) -> AnyView {
    view! {
        <button type="button" class=class on:click=move |_| act()>
            {text}
        </button>
    }
    .into_any()
}
