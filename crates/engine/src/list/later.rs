//! What a list needs only once somebody filters, searches or groups it, or looks into the trash.
//!
//! The first list is made without it, so it may be compiled into a part of its own that is loaded after that list: nothing here is named by what makes a plain list.

use super::filter::Filter;
use super::group::{self, Line};
use super::source::Source;
use super::{dead_rows, order, words};
use crate::table::Table;
use crate::workspace::Workspace;
use model::mention::plain;
use model::schema::{customer, score};
use model::{CollectionId, Day, FieldId, Value};
use protocol::{GroupRow, RecordsQuery};

type Group = fn(&[u32], &Source, &Table, FieldId, &[FieldId]) -> (Vec<Line>, Vec<GroupRow>);

/// The code for it.
#[derive(Clone, Copy)]
pub struct Later {
    pub(super) select: fn(&Source, &Table, &RecordsQuery) -> Vec<u32>,
    pub(super) group: Group,
    /// Keys of a field that names other records.
    pub(super) ranks: fn(&[u32], &Source, &Table, FieldId) -> Vec<u64>,
    /// Computed fields that are no scores.
    pub(super) computed: fn(&Workspace, &Table, u32, FieldId, Day) -> Value,
    /// Texts as they are read: links by their names.
    pub(super) readable: fn(Value) -> Value,
}

impl Later {
    /// Names it, so whoever calls this has it compiled in.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Later {
        Later { select, group: group::group, ranks: order::ranks, computed: crate::dues::computed, readable }
    }
}

/// Whether a list is made without any of it.
pub(super) fn is_plain(query: &RecordsQuery) -> bool {
    let computed = |field: &FieldId| is_computed(query.collection, *field);
    let sorted = query.sort.as_ref().map(|(by, _)| by);
    let is_made = !query.columns.iter().chain(sorted).any(computed);
    let refers = query.sort.is_some_and(|(by, _)| order::refers(query.collection, by));
    is_made && !refers && !query.deleted && query.group.is_none() && query.search.is_empty() && !query.rule.narrows()
}

/// Whether a field is computed from something else than scores.
pub(super) fn is_computed(of: CollectionId, field: FieldId) -> bool {
    let scored = of == customer::ID && field != score::OUTSTANDING;
    !scored && (FieldId::COMPUTED..FieldId::CUSTOM).contains(&field)
}

fn readable(value: Value) -> Value {
    match value {
        Value::Text(text) if text.contains("@[") => Value::Text(plain(&text)),
        value => value,
    }
}

/// The rows of a query; of the trash those deleted last first, others as they came.
fn select(source: &Source, table: &Table, query: &RecordsQuery) -> Vec<u32> {
    let narrows = query.rule.narrows() && query.rule.is_sound();
    let filter = narrows.then(|| Filter::new(&query.rule, source.today));
    let mut rows: Vec<u32> = match (&filter, query.deleted) {
        (Some(filter), true) => dead_rows(table).filter(|&row| filter.holds(source, table, row)).collect(),
        (Some(filter), false) => filter.rows(source, table),
        (None, true) => dead_rows(table).collect(),
        (None, false) => table.alive_rows().collect(),
    };
    words::narrow(&mut rows, source, table, &query.search);
    if query.deleted && query.sort.is_none() {
        rows.sort_by_key(|&row| std::cmp::Reverse(table.stamp(row, FieldId::ALIVE)));
    }
    rows
}
