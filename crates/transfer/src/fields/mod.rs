//! Files of records: which field each column means, and the rows as columns of typed cells.

pub mod aliases;
pub mod guess;
pub mod options;
pub mod read;
pub mod slot;

use model::{CollectionId, FieldId};
use protocol::import::{ImportField, collections_of};

/// The fields that a file of `of` can hold, in the order of the forms.
pub fn within(fields: &[ImportField], of: CollectionId) -> impl Iterator<Item = &ImportField> {
    let collections = collections_of(of);
    // The order of a line is the order in whose row it stands.
    let implied = move |field: &ImportField| {
        of == model::schema::order::ID
            && (field.of, field.id) == (model::schema::order_line::ID, model::schema::order_line::ORDER.id)
    };
    collections.iter().flat_map(move |of| fields.iter().filter(move |field| field.of == *of && !implied(field)))
}

/// One field.
pub fn find(fields: &[ImportField], of: CollectionId, id: FieldId) -> Option<&ImportField> {
    fields.iter().find(|field| field.of == of && field.id == id)
}
