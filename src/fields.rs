//! The fields that a collection has in this workspace.
//!
//! Lists, forms, filters and exports ask here, not the schema, so that what the workspace adds is everywhere at once.

use crate::i18n;
use model::{CollectionId, Field, FieldId, collection};

/// The fields of a collection, in the order in which forms show them.
pub fn of(id: CollectionId) -> Vec<&'static Field> {
    collection(id).map_or(Vec::new(), |collection| collection.fields.iter().collect())
}

/// The declaration of a field, if there is one.
pub fn find(id: CollectionId, field: FieldId) -> Option<&'static Field> {
    collection(id)?.field(field)
}

/// The name that people read.
pub fn label(id: CollectionId, field: &Field) -> String {
    let of = collection(id).map_or("", |collection| collection.name);
    i18n::label(&format!("{of}.{}", field.name))
}
