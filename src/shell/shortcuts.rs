//! Keys that work everywhere, and the list of all keys.

use super::nav::SECTIONS;
use super::{top, words};
use crate::app::go;
use crate::data;
use crate::i18n::{Msg, t, tf};
use crate::ui::Dialog;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use protocol::Request;
use std::cell::Cell;
use std::sync::LazyLock;
use wasm_bindgen::JsCast;

static SHOWN: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

/// Shows the list of keys.
pub(super) fn show() {
    SHOWN.set(true);
}

/// Whether keys go into a field or a dialog, so that shortcuts must keep still.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    event.is_composing()
        || target.is_some_and(|target| {
            target.closest("input, textarea, select, dialog, [contenteditable]").ok().flatten().is_some()
        })
}

#[component]
pub(super) fn Shortcuts() -> impl IntoView {
    let after_g = Cell::new(false);
    let listener = window_event_listener(ev::keydown, move |event| {
        let g = after_g.replace(false);
        if is_typing(&event) {
            return;
        }
        let key = event.key();
        if event.ctrl_key() || event.meta_key() {
            let redo = (key.eq_ignore_ascii_case("z") && event.shift_key()) || key.eq_ignore_ascii_case("y");
            if redo && !event.alt_key() {
                event.prevent_default();
                data::act(Request::Redo);
            } else if key.eq_ignore_ascii_case("z") && !event.alt_key() {
                event.prevent_default();
                data::act(Request::Undo { seq: None });
            }
            return;
        }
        match key.as_str() {
            _ if event.alt_key() => {}
            key if g && SECTIONS.iter().any(|section| section.key == key) => {
                if let Some(section) = SECTIONS.iter().find(|section| section.key == key) {
                    go(section.path);
                }
            }
            "g" => after_g.set(true),
            "/" => {
                event.prevent_default();
                top::focus_search();
            }
            "?" => show(),
            _ => {}
        }
    });
    on_cleanup(move || listener.remove());
    let open = RwSignal::from(SHOWN.clone());
    view! {
        <Dialog open=open title=t(&words::SHORTCUTS)>
            {list()}
        </Dialog>
    }
    .into_any()
}

fn list() -> AnyView {
    let row = |keys: &'static [&'static str], text: String| {
        let keys: Vec<AnyView> = keys.iter().map(|key| view! { <kbd>{*key}</kbd> }.into_any()).collect();
        view! {
            <div class="shortcut">
                <dt>{keys}</dt>
                <dd>{text}</dd>
            </div>
        }
        .into_any()
    };
    let plain = |msg: &'static Msg| t(msg).to_owned();
    let page = |at: usize| tf(&words::KEY_GO, &[("page", t(SECTIONS[at].name))]);
    view! {
        <dl class="shortcuts">
            {row(&["/"], plain(&words::KEY_SEARCH))}
            {row(&["J", "K"], plain(&words::KEY_MOVE))}
            {row(&["Enter"], plain(&words::KEY_OPEN))}
            {row(&["Esc"], plain(&words::KEY_CLOSE))}
            {row(&["G", "C"], page(0))}
            {row(&["G", "S"], page(1))}
            {row(&["G", "R"], page(2))}
            {row(&["G", "I"], page(3))}
            {row(&["G", ","], page(4))}
            {row(&["Ctrl", "Z"], plain(&words::KEY_UNDO))}
            {row(&["Ctrl", "Shift", "Z"], plain(&words::KEY_REDO))}
            {row(&["?"], plain(&words::KEY_HELP))}
        </dl>
    }
    .into_any()
}
