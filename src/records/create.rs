//! New records, from their list.

use crate::app::go;
use crate::forms::create;
use crate::lists::Place;
use crate::ui::erase;
use leptos::prelude::*;
use std::sync::Arc;

/// The button and its dialog.
pub(super) fn button(place: Place) -> AnyView {
    if place.collection().is_log() {
        return erase::nothing();
    }
    let added = move |id| go(&Place { id: Some(id), ..Place::list(place.of, false) }.url());
    create("button primary", place.collection(), Arc::new(Vec::new), Arc::new(added))
}
