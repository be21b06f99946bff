//! The declared fields as the importer is told of them, with every word by which people may call them.

use crate::i18n::{Lang, both, lang};
use model::{CollectionId, Field, FieldId, Kind, collection};
use protocol::import::{FieldKind, IMPORTED, ImportField, MatchKey, OptionWords, collections_of, keys_of};

/// Every field that a file can hold; the worker adds the workspace's own.
pub(in crate::import) fn all() -> Vec<ImportField> {
    let mut known: Vec<ImportField> = Vec::new();
    for of in IMPORTED.into_iter().flat_map(collections_of) {
        for field in collection(*of).map_or(&[][..], |of| of.fields) {
            let is_new = !known.iter().any(|other| (other.of, other.id) == (*of, field.id));
            known.extend(is_new.then(|| declared(*of, field)).flatten());
        }
    }
    known
}

fn declared(of: CollectionId, field: &Field) -> Option<ImportField> {
    let kind = FieldKind::of(field.kind)?;
    let group = collection(of).map_or("", |collection| collection.name);
    let options = match field.kind {
        Kind::Option(list) => list.values,
        _ => &[],
    };
    let option = |value: &model::options::OptionValue| {
        let Kind::Option(list) = field.kind else { return None };
        let words = [value.name.to_owned()].into_iter().chain(labels(&format!("{}.{}", list.name, value.name)));
        Some(OptionWords { id: value.id, words: words.collect() })
    };
    Some(ImportField {
        of,
        id: field.id,
        name: field.name.to_owned(),
        labels: labels(&format!("{group}.{}", field.name)),
        kind,
        options: options.iter().filter_map(option).collect(),
    })
}

fn labels(key: &str) -> Vec<String> {
    both(key).map_or(Vec::new(), |(en, zh)| vec![en.to_owned(), zh.to_owned()])
}

/// The label of a field in the language of the page.
pub(in crate::import) fn label(field: &ImportField) -> String {
    let at = usize::from(lang() == Lang::ZhCn);
    field.labels.get(at).or(field.labels.first()).unwrap_or(&field.name).clone()
}

/// The label of a field by its number, where it is among these.
pub(in crate::import) fn label_of(fields: &[ImportField], of: CollectionId, id: FieldId) -> String {
    fields.iter().find(|field| (field.of, field.id) == (of, id)).map_or(String::new(), label)
}

/// What a key is called: as the field that holds it.
pub(super) fn key_label(fields: &[ImportField], of: CollectionId, key: MatchKey) -> String {
    let held = keys_of(of).iter().find(|(known, _)| *known == key).and_then(|(_, fields)| fields.first());
    held.map_or(String::new(), |field| label_of(fields, of, *field))
}

/// The word of an option in the language of the page: its own name in the workspace, else the label.
pub(super) fn option_label(field: &ImportField, id: u16) -> Option<String> {
    let option = field.options.iter().find(|option| option.id.0 == id)?;
    let at = match (option.words.len(), lang()) {
        (0..=2, _) => 0,
        (3, Lang::En) => 1,
        (3, Lang::ZhCn) => 2,
        (more, _) => more - 1,
    };
    option.words.get(at).cloned()
}
