//! Dragging a card with the pointer: at once with a mouse, after holding still with a finger, so that lists still scroll.

use super::desk::Desk;
use crate::state::Slot;
use crate::ui::erase;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use model::RecordId;
use protocol::deals::DealCard;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Pixels that a mouse moves before a press becomes a drag.
const SLACK: i32 = 6;
/// How long a finger holds still before it drags.
const HOLD: Duration = Duration::from_millis(350);
/// At this distance from its edge the board scrolls.
const EDGE: i32 = 48;
/// Pixels that it scrolls with each move there.
const SCROLL: i32 = 14;

/// A card that is pressed or dragged.
#[derive(Clone)]
pub(super) struct Held {
    pub(super) card: Arc<DealCard>,
    /// It is dragged.
    pub(super) on: bool,
    from: (i32, i32),
    touch: bool,
    press: u32,
}

/// A drag.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    pub(super) held: Slot<Option<Held>>,
    at: Slot<(i32, i32)>,
    /// The stage below the pointer.
    pub(super) over: Slot<Option<RecordId>>,
    /// The click that ends a drag opens nothing.
    dropped: Slot<bool>,
    presses: Slot<u32>,
}

/// A press on a card.
pub(super) fn press(drag: Drag, card: &Arc<DealCard>, event: &web_sys::PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let on_control = target.is_some_and(|target| target.closest("select, button, label").ok().flatten().is_some());
    drag.dropped.set(false);
    if event.button() != 0 || on_control {
        return;
    }
    let press = drag.presses.get_untracked().wrapping_add(1);
    drag.presses.set(press);
    let touch = event.pointer_type() == "touch";
    let from = (event.client_x(), event.client_y());
    drag.at.set(from);
    drag.held.set(Some(Held { card: Arc::clone(card), on: false, from, touch, press }));
    if touch {
        set_timeout(
            move || {
                if drag.held.try_get_untracked().flatten().is_some_and(|held| held.press == press) {
                    start(drag);
                }
            },
            HOLD,
        );
    }
}

fn start(drag: Drag) {
    if let Some(held) = drag.held.get_untracked() {
        drag.held.set(Some(Held { on: true, ..held }));
    }
}

fn is_on(drag: Drag) -> bool {
    drag.held.with_untracked(|held| held.as_ref().is_some_and(|held| held.on))
}

/// While a finger drags, the page does not scroll.
pub(super) fn hold_still(drag: Drag, event: &web_sys::TouchEvent) {
    if is_on(drag) && event.cancelable() {
        event.prevent_default();
    }
}

/// A finger that holds still drags; it asks for no menu.
pub(super) fn no_menu(drag: Drag, event: &web_sys::MouseEvent) {
    if drag.held.with_untracked(|held| held.as_ref().is_some_and(|held| held.touch)) {
        event.prevent_default();
    }
}

/// The click at the end of a drag.
pub(super) fn swallow(drag: Drag, event: &web_sys::MouseEvent) {
    if drag.dropped.get_untracked() {
        drag.dropped.set(false);
        event.prevent_default();
        event.stop_propagation();
    }
}

fn stage_at((x, y): (i32, i32)) -> Option<RecordId> {
    let below = document().element_from_point(x as f32, y as f32)?;
    below.closest("[data-stage]").ok()??.get_attribute("data-stage")?.parse().ok()
}

fn scroll(board: NodeRef<html::Div>, x: i32) {
    let Some(board) = board.get_untracked() else { return };
    let place = board.get_bounding_client_rect();
    let by = match x {
        x if x > place.right() as i32 - EDGE => SCROLL,
        x if x < place.left() as i32 + EDGE => -SCROLL,
        _ => 0,
    };
    if by != 0 {
        board.set_scroll_left(board.scroll_left() + by);
    }
}

/// Follows the pointer for as long as the board stands.
pub(super) fn listen(desk: Desk, board: NodeRef<html::Div>) -> Drag {
    let drag = Drag {
        held: Slot::new(None),
        at: Slot::new((0, 0)),
        over: Slot::new(None),
        dropped: Slot::new(false),
        presses: Slot::new(0),
    };
    let end = move || {
        drag.held.set(None);
        drag.over.set(None);
    };
    let moved = window_event_listener(ev::pointermove, move |event| {
        let Some(held) = drag.held.get_untracked() else { return };
        let at = (event.client_x(), event.client_y());
        let far = (at.0 - held.from.0).abs().max((at.1 - held.from.1).abs()) > SLACK;
        match (held.on, held.touch, far) {
            (true, ..) => {
                drag.at.set(at);
                let over = stage_at(at);
                if over != drag.over.get_untracked() {
                    drag.over.set(over);
                }
                scroll(board, at.0);
            }
            // A finger that moves at once scrolls.
            (false, true, true) => end(),
            (false, false, true) => start(drag),
            _ => {}
        }
    });
    let up = window_event_listener(ev::pointerup, move |event| {
        let Some(held) = drag.held.get_untracked() else { return };
        let to = held.on.then(|| stage_at((event.client_x(), event.client_y()))).flatten();
        drag.dropped.set(held.on);
        end();
        let stages = untrack(|| desk.stages());
        if let Some(stage) = to.and_then(|to| stages.into_iter().find(|stage| stage.id == to)) {
            desk.go(&held.card, &stage);
        }
    });
    let cancelled = window_event_listener(ev::pointercancel, move |_| end());
    let escaped = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && is_on(drag) {
            end();
        }
    });
    on_cleanup(move || {
        moved.remove();
        up.remove();
        cancelled.remove();
        escaped.remove();
    });
    drag
}

/// What follows the pointer.
pub(super) fn ghost(drag: Drag) -> AnyView {
    let place = erase::text(move || {
        let (x, y) = drag.at.get();
        format!("translate({x}px, {y}px)")
    });
    let name = erase::text(move || {
        let name = |held: &Held| held.card.name.clone();
        drag.held.with(|held| held.as_ref().filter(|held| held.on).map(name).unwrap_or_default())
    });
    let on = erase::flag(move || drag.held.with(|held| held.as_ref().is_some_and(|held| held.on)));
    view! { <div class="deal-ghost" class:on=on aria-hidden="true" style:transform=place>{name}</div> }.into_any()
}
