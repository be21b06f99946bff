//! The record that is open beside its list. It is there, or gone, with the next frame, and the list makes room for it, or takes it back, in the one after: to
//! lay all lines out anew takes longer than to show who is open. It is taken apart then, too.

use super::place::Place;
use crate::state::{Derived, Slot};
use crate::turns;
use crate::ui::erase::{self, Reactive};
use leptos::prelude::*;

/// What is open beside a list.
pub struct Beside {
    /// Whether something is.
    pub open: Derived<bool>,
    /// Whether the list has made room for it.
    pub room: Derived<bool>,
    /// The open record.
    pub view: Reactive<AnyView>,
}

/// What is open of a place, drawn for as long as it is. It is told of the place with the record that is open, or was last.
pub fn beside(place: Derived<Place>, draw: impl Fn(Derived<Place>) -> AnyView + Send + 'static) -> Beside {
    let open = Derived::new(move || place.with(|place| place.id.is_some()));
    // As it was in the last frame.
    let stood = Slot::new(open.get_untracked());
    erase::effect(move || {
        if open.get() != stood.get_untracked() {
            erase::spawn(async move {
                turns::frame().await;
                if let Some(open) = open.try_get_untracked() {
                    stood.set(open);
                }
            });
        }
    });
    let room = Derived::new(move || stood.get());
    let last = StoredValue::new(place.get_untracked());
    let shown = Derived::new(move || {
        let now = place.get();
        if now.id.is_some() {
            last.set_value(now);
        }
        last.get_value()
    });
    let here = move || {
        let stood = stood.get();
        open.get() || stood
    };
    Beside { open, room, view: erase::show(here, move || draw(shown)) }
}
