//! The fields that a collection has in this workspace.
//!
//! Lists, forms, filters and exports ask here, not the schema, so that what the workspace adds is everywhere at once.

use crate::i18n;
use model::options::OptionList;
use model::{CollectionId, Field, FieldId, Kind, OptionId, collection, schema};

/// The fields of a collection, in the order in which forms show them.
pub fn of(id: CollectionId) -> Vec<&'static Field> {
    collection(id).map_or(Vec::new(), |collection| collection.fields.iter().collect())
}

/// The fields that a list may show: those of its forms, and what is computed.
pub fn listed(id: CollectionId) -> Vec<&'static Field> {
    let shown = of(id).into_iter().filter(|field| field.kind != Kind::Bytes);
    shown.chain(schema::computed(id)).collect()
}

/// The declaration of a field, if there is one.
pub fn find(id: CollectionId, field: FieldId) -> Option<&'static Field> {
    let declared = collection(id).and_then(|collection| collection.field(field));
    declared.or_else(|| schema::computed(id).iter().find(|computed| computed.id == field))
}

/// The name that people read.
pub fn label(id: CollectionId, field: &Field) -> String {
    let of = collection(id).map_or("", |collection| collection.name);
    i18n::label(&format!("{of}.{}", field.name))
}

/// One value that an option field may take.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its number.
    pub id: OptionId,
    /// What people read.
    pub label: String,
}

/// The values of a list in the order in which they are offered.
pub fn choices(list: &'static OptionList) -> Vec<Choice> {
    let choice = |id| Choice { id, label: crate::ui::field::option_text(list, id) };
    list.values.iter().map(|value| choice(value.id)).collect()
}
