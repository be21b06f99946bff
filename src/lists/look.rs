//! How each list is looked at now: its filter, columns and groups. Kept while the page is open; columns, which are nobody's data, for
//! the next visit, too.

use crate::data::prefs;
use crate::fields;
use crate::state::Slot;
use leptos::prelude::untrack;
use model::view::Column;
use model::{CollectionId, FieldId, RecordId, View, collection};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How a list is looked at, and the saved view that this began with.
type Look = (View, Option<RecordId>);

static LOOKS: LazyLock<Slot<BTreeMap<CollectionId, Look>>> = LazyLock::new(|| Slot::lasting(BTreeMap::new()));

fn key(of: CollectionId) -> String {
    format!("rapport.columns.{}", collection(of).map_or("", |of| of.name))
}

/// How the list is looked at; reactive.
pub fn look(of: CollectionId) -> View {
    LOOKS.with(|looks| looks.get(&of).map(|look| look.0.clone())).unwrap_or_else(|| usual(of))
}

/// The saved view that this began with.
pub fn origin(of: CollectionId) -> Option<RecordId> {
    LOOKS.with_untracked(|looks| looks.get(&of).and_then(|look| look.1))
}

/// How it is looked at unless somebody said otherwise: everything, in the columns of the last visit.
pub fn usual(of: CollectionId) -> View {
    let columns = prefs::get_text(&key(of)).map(|text| read(&text)).unwrap_or_default();
    View { columns, ..View::default() }
}

/// Looks at it as a saved view says, or as usual.
pub fn set(of: CollectionId, look: View, origin: Option<RecordId>) {
    LOOKS.update(|looks| {
        looks.insert(of, (look, origin));
    });
}

/// Changes how it is looked at.
pub fn update(of: CollectionId, change: impl FnOnce(&mut View)) {
    let mut now = untrack(|| look(of));
    change(&mut now);
    set(of, now, origin(of));
}

/// Chooses columns for now and the next visit.
pub fn set_columns(of: CollectionId, columns: Vec<Column>) {
    // A saved view has columns of its own.
    if origin(of).is_none() {
        prefs::set(&key(of), &write(&columns).into());
    }
    update(of, |look| look.columns = columns);
}

/// The columns on screen; reactive.
pub fn columns(of: CollectionId) -> Vec<Column> {
    let known = |column: &Column| fields::find(of, column.field).is_some();
    let chosen: Vec<Column> = look(of).columns.into_iter().filter(known).collect();
    if !chosen.is_empty() {
        return chosen;
    }
    let usual = collection(of).map(|of| of.columns()).unwrap_or_default();
    usual.into_iter().map(|field| Column { field, width: 0 }).collect()
}

fn write(columns: &[Column]) -> String {
    columns.iter().map(|column| format!("{}:{}", column.field.0, column.width)).collect::<Vec<_>>().join(",")
}

fn read(text: &str) -> Vec<Column> {
    let column = |part: &str| {
        let (field, width) = part.split_once(':')?;
        Some(Column { field: FieldId(field.parse().ok()?), width: width.parse().ok()? })
    };
    text.split(',').filter_map(column).take(model::view::COLUMNS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_read_what_they_wrote_and_skip_nonsense() {
        let columns = vec![Column { field: FieldId(1), width: 0 }, Column { field: FieldId(0x7001), width: 240 }];
        assert_eq!(read(&write(&columns)), columns);
        assert_eq!(read("1:0,x,2,99999999:1,:"), columns[..1]);
    }
}
