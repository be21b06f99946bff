//! What the workspace adds to the fields that a file can hold: fields of its own, values of its own, other words for values.

use crate::workspace::Workspace;
use model::custom::{OPTION, parse_kind};
use model::schema::{FromValue, Key, custom_field, option};
use model::{CollectionId, Decimal, FieldId, Kind, OptionId, collection, options};
use protocol::import::{FieldKind, ImportField, OptionWords};

/// Adds them. `fields` are the declared ones.
pub fn own(workspace: &Workspace, fields: &mut Vec<ImportField>) {
    for field in fields.iter_mut() {
        let declared = collection(field.of).and_then(|of| of.field(field.id));
        if let Some(Kind::Option(list)) = declared.map(|field| field.kind) {
            values(workspace, list.name, &mut field.options);
        }
    }
    let Some(table) = workspace.table(custom_field::ID) else { return };
    // The field that was made first keeps a number that two devices drew.
    let mut rows: Vec<u32> = table.alive_rows().collect();
    rows.sort_by_key(|row| workspace.ids.id(table.handle(*row)));
    for row in rows {
        let of = number(workspace, custom_field::ID, row, custom_field::OF).map(CollectionId);
        let id = number(workspace, custom_field::ID, row, custom_field::FIELD).map(FieldId);
        let (Some(of), Some(id)) = (of, id.filter(|id| *id >= FieldId::CUSTOM)) else { continue };
        let kind = table.text(row, custom_field::KIND);
        let Some(found) = kind_of(&kind).filter(|_| !fields.iter().any(|field| (field.of, field.id) == (of, id)))
        else {
            continue;
        };
        let mut words = Vec::new();
        if let Some(name) = kind.strip_prefix(OPTION) {
            let built_in = options::ALL.iter().find(|list| list.name == name);
            let word = |value: &options::OptionValue| OptionWords { id: value.id, words: vec![value.name.to_owned()] };
            words.extend(built_in.iter().flat_map(|list| list.values).map(word));
            values(workspace, name, &mut words);
        }
        let labels = vec![table.text(row, custom_field::NAME).to_owned()];
        fields.push(ImportField { of, id, name: String::new(), labels, kind: found, options: words });
    }
}

fn number<T: TryFrom<i64>>(workspace: &Workspace, of: CollectionId, row: u32, key: Key<Decimal>) -> Option<T> {
    let table = workspace.table(of)?;
    let number = Decimal::from_value(table.value(row, key.id, &workspace.ids))?.0;
    (number % Decimal::ONE == 0).then(|| T::try_from(number / Decimal::ONE).ok()).flatten()
}

/// The words of the workspace for values of a list, and values that it added.
fn values(workspace: &Workspace, list: &str, options: &mut Vec<OptionWords>) {
    let Some(table) = workspace.table(option::ID) else { return };
    for row in table.alive_rows().filter(|row| &*table.text(*row, option::LIST) == list) {
        let Some(id) = number(workspace, option::ID, row, option::VALUE).map(OptionId) else { continue };
        let word = table.text(row, option::NAME);
        if word.is_empty() {
            continue;
        }
        match options.iter_mut().find(|known| known.id == id) {
            Some(known) => known.words.push(word.to_owned()),
            None => options.push(OptionWords { id, words: vec![word.to_owned()] }),
        }
    }
}

/// The kind of a field of the workspace's own, as the book names it; `None` for one of a newer version.
fn kind_of(text: &str) -> Option<FieldKind> {
    // Which list it is does not matter here: its values are looked up by its name.
    parse_kind(text, |_| Some(&options::SOURCE)).and_then(FieldKind::of)
}
