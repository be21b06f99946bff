//! New records of the collections that stand by themselves.

use crate::app::go;
use crate::lists::Place;
use crate::ui::create;
use leptos::prelude::*;
use model::schema::{product, tag};
use std::sync::Arc;

/// The button and its dialog; none for records that belong to a customer or an order: those are made there.
pub(super) fn button(place: Place) -> Option<AnyView> {
    let collection = place.collection();
    if ![product::ID, tag::ID].contains(&collection.id) {
        return None;
    }
    let added = move |id| go(&Place { id: Some(id), ..Place::list(place.of, false) }.url());
    Some(create("button primary", collection, Arc::new(Vec::new), Arc::new(added)))
}
