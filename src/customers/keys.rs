//! The list by keyboard: J and K or the arrows move, Enter opens, Escape closes.

use super::list::State;
use super::place::Place;
use crate::app::{go, go_instead};
use crate::shell::is_typing;
use crate::state::Derived;
use crate::ui::media;
use leptos::ev;
use leptos::prelude::*;

pub(super) fn listen(list: State, place: Derived<Place>) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if is_typing(&event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        // A focused link or button takes Enter and the arrows itself.
        let on_grid = on_grid(&event);
        let handled = match event.key().as_str() {
            "j" => step(list, place, 1),
            "k" => step(list, place, -1),
            "ArrowDown" if on_grid => step(list, place, 1),
            "ArrowUp" if on_grid => step(list, place, -1),
            "PageDown" if on_grid => step(list, place, 15),
            "PageUp" if on_grid => step(list, place, -15),
            "Home" if on_grid => step(list, place, i64::from(i32::MIN)),
            "End" if on_grid => step(list, place, i64::from(i32::MAX)),
            "Enter" if on_grid => open(list, place),
            "Escape" => close(place),
            _ => false,
        };
        if handled {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Keys pressed with the focus on the list, or nowhere in particular.
fn on_grid(event: &web_sys::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_none_or(|target| matches!(target.id().as_str(), "customer-grid" | "main") || target.tag_name() == "BODY")
}

fn step(list: State, place: Derived<Place>, by: i64) -> bool {
    let total = list.rows.with_untracked(|rows| rows.total);
    if total == 0 {
        return false;
    }
    let open = place.with_untracked(|place| place.id);
    let from =
        list.cursor.get_untracked().or_else(|| open.and_then(|id| list.rows.with_untracked(|rows| rows.index_of(id))));
    let last = i64::from(total) - 1;
    let to = match from {
        Some(from) => (i64::from(from) + by).clamp(0, last),
        None if by.abs() <= 1 => 0,
        None => by.clamp(0, last),
    } as u32;
    list.cursor.set(Some(to));
    list.reveal(to);
    // With a customer open beside the list, moving leafs through the customers.
    if open.is_some() && media::wide() {
        show(list, place, to, true);
    }
    true
}

fn open(list: State, place: Derived<Place>) -> bool {
    match list.cursor.get_untracked() {
        Some(index) => show(list, place, index, false),
        None => false,
    }
}

fn show(list: State, place: Derived<Place>, index: u32, instead: bool) -> bool {
    let Some(row) = list.rows.with_untracked(|rows| rows.row(index)) else { return false };
    let url = place.get_untracked().with_id(Some(row.id)).url();
    if instead {
        go_instead(&url)
    } else {
        go(&url)
    }
    true
}

fn close(place: Derived<Place>) -> bool {
    let now = place.get_untracked();
    if now.id.is_some() {
        go(&now.with_id(None).url());
    }
    now.id.is_some()
}
