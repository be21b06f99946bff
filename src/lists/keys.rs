//! The list by keyboard: J and K or the arrows move, Enter opens, X picks, Ctrl and A picks all, F filters, Escape closes.

use super::picked::Picked;
use super::state::State;
use super::{Panel, set_panel, words};
use crate::app::{go, go_instead};
use crate::commands::offer_said;
use crate::parts;
use crate::shell::is_typing;
use crate::ui::{Glyph, erase, media};
use leptos::ev;
use leptos::prelude::*;

/// Hears the keys for as long as the list's page stands.
pub fn listen(list: State) {
    offer_said("filter", &words::FILTER, "shaixuan sx", Glyph::Filter, || set_panel(Panel::Filter));
    offer_said("columns", &words::DISPLAY, "lie fenzu lfz", Glyph::Columns, || set_panel(Panel::Display));
    offer_said("save-view", &words::SAVE_VIEW, "baocun shitu bcst", Glyph::Plus, || set_panel(Panel::Views));
    let export = move || erase::spawn(parts::export_list(list));
    offer_said("export-list", &words::EXPORT_HINT, "export daochu dc", Glyph::Export, export);
    let pick_all = move || list.picked.set(Picked::everything());
    offer_said("pick-all", &words::PICK_ALL, "quanxuan qx", Glyph::Pick, pick_all);
    let listener = window_event_listener(ev::keydown, move |event| {
        if is_typing(&event) || event.alt_key() {
            return;
        }
        // A focused link or button takes Enter and the arrows itself.
        let on_grid = on_grid(&event);
        if event.ctrl_key() || event.meta_key() {
            // Beside an open record it is that record's text.
            let free = on_grid && list.place.with_untracked(|place| place.id.is_none());
            if free && !event.shift_key() && event.key() == "a" {
                list.picked.set(Picked::everything());
                event.prevent_default();
            }
            return;
        }
        let handled = match event.key().as_str() {
            "j" => step(list, 1),
            "k" => step(list, -1),
            "ArrowDown" if on_grid => step(list, 1),
            "ArrowUp" if on_grid => step(list, -1),
            "PageDown" if on_grid => step(list, 15),
            "PageUp" if on_grid => step(list, -15),
            "Home" if on_grid => step(list, i64::from(i32::MIN)),
            "End" if on_grid => step(list, i64::from(i32::MAX)),
            "Enter" if on_grid => open(list),
            "x" => pick_cursor(list),
            "f" => super::open_filter(),
            "Escape" => close(list),
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
    target.is_none_or(|target| matches!(target.id().as_str(), "grid" | "main") || target.tag_name() == "BODY")
}

fn step(list: State, by: i64) -> bool {
    let lines = list.rows.with_untracked(|rows| rows.lines);
    if lines == 0 {
        return false;
    }
    let open = list.place.with_untracked(|place| place.id);
    let from =
        list.cursor.get_untracked().or_else(|| open.and_then(|id| list.rows.with_untracked(|rows| rows.index_of(id))));
    let last = i64::from(lines) - 1;
    let to = |from: i64| (from + by).clamp(0, last);
    let mut at = match from {
        Some(from) => to(from.into()),
        None if by.abs() <= 1 => 0,
        None => by.clamp(0, last),
    };
    // The heads of groups are passed over.
    let is_head =
        |at: i64| list.rows.with_untracked(|rows| rows.row(at as u32)).is_some_and(|line| line.id().is_none());
    if is_head(at) && (0..=last).contains(&(at + by.signum())) {
        at += by.signum();
    }
    let at = at as u32;
    list.cursor.set(Some(at));
    list.reveal(at);
    // With a record open beside the list, moving leafs through the records.
    if open.is_some() && media::wide() {
        open_line(list, at, true);
    }
    true
}

fn open(list: State) -> bool {
    list.cursor.get_untracked().is_some_and(|index| open_line(list, index, false))
}

fn open_line(list: State, index: u32, instead: bool) -> bool {
    let id = list.rows.with_untracked(|rows| rows.row(index)).and_then(|line| line.id());
    let Some(id) = id else { return false };
    let url = list.place.get_untracked().with_id(Some(id)).url();
    if instead {
        go_instead(&url);
    } else {
        go(&url);
    }
    true
}

/// Picks a record, or lets go of it; with Shift, also those between it and the cursor.
pub(super) fn pick(list: State, index: u32, pick: bool, range: bool) {
    let from = list.cursor.get_untracked().filter(|_| range).unwrap_or(index);
    let ids = list.rows.with_untracked(|rows| rows.between(from, index));
    list.picked.update(|picked| picked.put(&ids, pick));
    list.cursor.set(Some(index));
    if !list.rows.with_untracked(|rows| rows.all_seen(from, index)) {
        erase::spawn(parts::pick_unseen(list, from.min(index), from.abs_diff(index) + 1, pick));
    }
}

fn pick_cursor(list: State) -> bool {
    let Some(index) = list.cursor.get_untracked() else { return false };
    let id = list.rows.with_untracked(|rows| rows.row(index)).and_then(|line| line.id());
    let Some(id) = id else { return false };
    pick(list, index, !list.picked.with_untracked(|picked| picked.has(id)), false);
    true
}

/// Lets go of what is picked; if nothing is, closes the open record.
fn close(list: State) -> bool {
    if list.picked.with_untracked(|picked| *picked != Picked::default()) {
        list.picked.set(Picked::default());
        return true;
    }
    let now = list.place.get_untracked();
    if now.id.is_some() {
        go(&now.with_id(None).url());
    }
    now.id.is_some()
}
