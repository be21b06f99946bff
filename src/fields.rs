//! The fields and options that collections have in this workspace.
//!
//! Lists, forms, filters and exports ask here, not the schema, so that what the workspace adds or renames is everywhere at once:
//! all of it is reactive.

mod catalogue;

use crate::i18n;
use catalogue::CATALOGUE;
use model::options::OptionList;
use model::{CollectionId, Field, FieldId, Kind, OptionId, collection, schema};

pub use catalogue::{list, own_fields, own_option, start};

/// The fields of a collection, in the order in which forms show them; the workspace's own come last.
pub fn of(id: CollectionId) -> Vec<&'static Field> {
    let declared = collection(id).map_or(&[][..], |collection| collection.fields);
    let own = CATALOGUE.with(|catalogue| catalogue.fields(id).map(|own| own.field).collect::<Vec<_>>());
    declared.iter().chain(own).collect()
}

/// Makes the caller run again when the workspace's fields or options change.
pub fn track() {
    CATALOGUE.with(|_| ());
}

/// The fields that a list may show: those of its forms, and what is computed.
pub fn listed(id: CollectionId) -> Vec<&'static Field> {
    let shown = of(id).into_iter().filter(|field| field.kind != Kind::Bytes);
    shown.chain(schema::computed(id)).collect()
}

/// The declaration of a field, if there is one; none for a deleted field.
pub fn find(id: CollectionId, field: FieldId) -> Option<&'static Field> {
    let declared = collection(id).and_then(|collection| collection.field(field));
    let declared = declared.or_else(|| schema::computed(id).iter().find(|computed| computed.id == field));
    let own =
        |catalogue: &catalogue::Catalogue| catalogue.fields(id).find(|own| own.field.id == field).map(|own| own.field);
    declared.or_else(|| CATALOGUE.with(own))
}

/// The name that people read.
pub fn label(id: CollectionId, field: &Field) -> String {
    if field.id >= FieldId::CUSTOM {
        let own = |catalogue: &catalogue::Catalogue| {
            catalogue.fields(id).find(|own| own.field.id == field.id).map(|own| own.name.clone())
        };
        return CATALOGUE.with(own).unwrap_or_else(|| format!("#{}", field.id.0));
    }
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
    /// The name of its colour, if it has one: for `data-hue`.
    pub hue: Option<&'static str>,
    /// Its place among the others (`model::position`).
    pub position: String,
    /// Old records may have it; it is not offered for new ones.
    pub retired: bool,
}

/// The values of a list in the order in which they are offered.
pub fn choices(list: &'static OptionList) -> Vec<Choice> {
    all_choices(list).into_iter().filter(|choice| !choice.retired).collect()
}

/// The values of a list, retired ones included, in their order.
pub fn all_choices(list: &'static OptionList) -> Vec<Choice> {
    CATALOGUE.with(|catalogue| catalogue.choices(list, false))
}

/// Every value that a record may still have, deleted ones included: for words in a file.
pub fn known_choices(list: &'static OptionList) -> Vec<Choice> {
    CATALOGUE.with(|catalogue| catalogue.choices(list, true))
}

/// One value of a list as it is read; a number where nothing else is known of it.
pub fn choice(list: &'static OptionList, id: OptionId) -> Choice {
    CATALOGUE.with(|catalogue| catalogue.choice(list, id))
}
