//! Keys that work everywhere. The palette lists them.

use super::log;
use super::nav::SECTIONS;
use super::palette::{self, Shown};
use super::top;
use crate::app::go;
use crate::data;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use protocol::Request;
use std::cell::Cell;
use wasm_bindgen::JsCast;

/// Whether keys go into a field or a dialog, so that shortcuts must keep still. A dialog that was just closed
/// keeps the focus until the next frame is drawn; keys that still go there are meant for the page.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let within = |what: &str| target.as_ref().is_some_and(|target| target.closest(what).ok().flatten().is_some());
    event.is_composing()
        || (within("input, textarea, select, dialog, [contenteditable]") && !within("dialog:not([open])"))
}

/// Ctrl K or ⌘K, in a field, too; but a dialog is finished first.
fn is_palette(event: &KeyboardEvent) -> bool {
    let key = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && event.key().eq_ignore_ascii_case("k");
    key && document().query_selector("dialog[open]").ok().flatten().is_none()
}

/// Listens for as long as the frame stands.
pub(super) fn listen() {
    let after_g = Cell::new(false);
    let listener = window_event_listener(ev::keydown, move |event| {
        let g = after_g.replace(false);
        if is_palette(&event) {
            event.prevent_default();
            return palette::open(Shown::Palette);
        }
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
                // The list of customers has a field of its own.
                if !top::focus_search() {
                    palette::open(Shown::Palette);
                }
            }
            "l" => {
                event.prevent_default();
                log::open(log::Wanted::default());
            }
            "?" => {
                event.prevent_default();
                palette::open(Shown::Keys);
            }
            _ => {}
        }
    });
    on_cleanup(move || listener.remove());
}
