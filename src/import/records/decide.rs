//! How the mapping of a file of records changes. Nothing here touches the page.

use model::CollectionId;
use protocol::import::{
    FieldKind, ImportField, Mapping, MatchKey, OnMatch, Preview, RecordMapping, Target, UnknownOption,
    UnknownReference, is_made,
};

/// The mapping with the file taken for records of `of`, or (`None`) for a purchase log. The importer finds out the rest.
pub(in crate::import) fn with_kind(mapping: &Mapping, of: Option<CollectionId>) -> Mapping {
    let records = of.map(|collection| RecordMapping {
        collection,
        targets: Vec::new(),
        match_by: Vec::new(),
        on_match: OnMatch::Update,
        unknown_option: UnknownOption::Remark,
        unknown_reference: UnknownReference::Create,
        words: Vec::new(),
    });
    Mapping { records, ..mapping.clone() }
}

/// The mapping with `target` given to `column`; no two columns mean the same. Keys that have lost their column go, those that
/// have got one come.
pub(in crate::import) fn with_target(mapping: &Mapping, column: usize, target: Target) -> Mapping {
    with_records(mapping, |records| {
        let before = records.keys();
        for (index, other) in records.targets.iter_mut().enumerate() {
            if index == column {
                *other = target;
            } else if *other == target && target != Target::Ignore {
                *other = Target::Ignore;
            }
        }
        let (now, usual) = (records.keys(), records.usual_keys());
        records.match_by.retain(|key| now.contains(key));
        let come = usual.into_iter().filter(|key| !before.contains(key) && !records.match_by.contains(key));
        let come: Vec<MatchKey> = come.collect();
        records.match_by.extend(come);
    })
}

/// The mapping with its part about records changed.
pub(in crate::import) fn with_records(mapping: &Mapping, change: impl FnOnce(&mut RecordMapping)) -> Mapping {
    let mut mapping = mapping.clone();
    if let Some(records) = &mut mapping.records {
        change(records);
    }
    mapping
}

/// The keys with this one counted or not; a new one counts last.
pub(super) fn toggled(keys: &[MatchKey], key: MatchKey, on: bool) -> Vec<MatchKey> {
    let mut keys: Vec<MatchKey> = keys.iter().copied().filter(|known| *known != key).collect();
    keys.extend(on.then_some(key));
    keys
}

/// The keys with this one a place earlier.
pub(super) fn earlier(keys: &[MatchKey], key: MatchKey) -> Vec<MatchKey> {
    let mut keys = keys.to_vec();
    if let Some(at) = keys.iter().position(|known| *known == key).filter(|at| *at > 0) {
        keys.swap(at - 1, at);
    }
    keys
}

/// Whether a column means a field of which this holds.
pub(super) fn any_field(records: &RecordMapping, fields: &[ImportField], test: impl Fn(&ImportField) -> bool) -> bool {
    let has = |field: &&ImportField| records.has(field.of, field.id);
    fields.iter().filter(has).any(test)
}

/// Whether a field names records that can be made when they are unknown.
pub(super) fn makes(field: &ImportField) -> bool {
    matches!(field.kind, FieldKind::Reference(of) if is_made(of))
}

/// The field that a column means.
pub(in crate::import) fn field_of(preview: &Preview, column: usize) -> Option<&ImportField> {
    match preview.mapping.records.as_ref()?.targets.get(column)? {
        Target::Field(of, id) => preview.fields.iter().find(|field| (field.of, field.id) == (*of, *id)),
        _ => None,
    }
}

/// The first column whose field is of one of these kinds.
pub(in crate::import) fn first_column(preview: &Preview, wanted: impl Fn(FieldKind) -> bool) -> Option<usize> {
    (0..preview.columns.len()).find(|column| field_of(preview, *column).is_some_and(|field| wanted(field.kind)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::decide::tests::mapping as plain;
    use model::schema::customer;

    fn mapping(targets: &[Target]) -> Mapping {
        let mapping = with_kind(&plain(&[]), Some(customer::ID));
        with_records(&mapping, |records| {
            records.targets = targets.to_vec();
            records.match_by = records.usual_keys();
        })
    }

    fn keys(mapping: &Mapping) -> Vec<MatchKey> {
        mapping.records.as_ref().map(|records| records.match_by.clone()).unwrap_or_default()
    }

    #[test]
    fn keys_come_and_go_with_their_columns() {
        let field = |key: model::FieldId| Target::Field(customer::ID, key);
        let named = mapping(&[field(customer::NAME.id), Target::Ignore]);
        assert_eq!(keys(&named), [MatchKey::Name]);
        let with_email = with_target(&named, 1, field(customer::EMAIL.id));
        assert_eq!(keys(&with_email), [MatchKey::Name, MatchKey::Email]);
        let moved = with_target(&with_email, 0, field(customer::EMAIL.id));
        assert_eq!(moved.records.as_ref().map(|records| records.targets[1]), Some(Target::Ignore));
        assert_eq!(keys(&moved), [MatchKey::Email]);
    }

    #[test]
    fn keys_are_switched_and_moved() {
        let keys = [MatchKey::ExternalId, MatchKey::Email];
        assert_eq!(toggled(&keys, MatchKey::ExternalId, false), [MatchKey::Email]);
        assert_eq!(toggled(&keys, MatchKey::Phone, true), [MatchKey::ExternalId, MatchKey::Email, MatchKey::Phone]);
        assert_eq!(earlier(&keys, MatchKey::Email), [MatchKey::Email, MatchKey::ExternalId]);
        assert_eq!(earlier(&keys, MatchKey::ExternalId), keys);
    }
}
