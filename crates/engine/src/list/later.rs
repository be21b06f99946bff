//! What a list needs only once somebody filters, searches or groups it, or looks into the trash.
//!
//! The first list is made without it, so it may be compiled into a part of its own that is loaded after that list: nothing here is named by what makes a plain list.

use super::filter::Filter;
use super::group::{self, Line};
use super::source::Source;
use super::{dead_rows, order, words};
use crate::dues;
use crate::figures::Figures;
use crate::table::Table;
use crate::workspace::Workspace;
use model::mention::plain;
use model::schema::{customer, order as of_order, score, standing, task};
use model::{CollectionId, FieldId, Money, Value};
use protocol::{GroupRow, RecordsQuery};
use std::rc::Rc;

type Group = fn(&[u32], &Source, &Table, FieldId, &[FieldId]) -> (Vec<Line>, Vec<GroupRow>);

/// Whose names a word may be the sound of: pinyin, as search reads it.
pub trait Sounds {
    /// The rows of a collection, first to last, whose names the letters of a word stand for.
    fn rows(&self, workspace: &Workspace, of: CollectionId, word: &str) -> Vec<u32>;
    /// Another number whenever the answers may differ though the book does not: names are taken in while one types.
    fn state(&self, workspace: &Workspace) -> u64;
    /// The places of the characters from U+4E00 on among each other, in the order of their readings, once these are there: lists put names in it.
    fn readings(&self) -> Option<Rc<[u16]>>;
}

/// The code for it.
#[derive(Clone, Copy)]
pub struct Later<'a> {
    pub(super) select: fn(&Source, &Table, &RecordsQuery) -> Vec<u32>,
    pub(super) group: Group,
    /// Keys of a field that names other records.
    pub(super) ranks: fn(&[u32], &Source, &Table, FieldId) -> Vec<u64>,
    /// Computed fields that are no scores.
    pub(super) computed: fn(&Source, &Table, u32, FieldId) -> Value,
    /// What they have beside the amount that stands for them, in other currencies.
    pub(super) others: fn(&Workspace, &Table, u32, FieldId) -> Vec<Money>,
    /// Values as they are read: links by their names, whole days without a time.
    pub(super) readable: fn(&Source, &Table, u32, FieldId, Value) -> Value,
    pub(super) sounds: Option<&'a dyn Sounds>,
}

impl<'a> Later<'a> {
    /// Names it, so whoever calls this has it compiled in.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Later<'a> {
        Later {
            select,
            group: group::group,
            ranks: order::ranks,
            computed,
            others: dues::others,
            readable,
            sounds: None,
        }
    }

    /// The same, and words are also heard.
    pub fn hearing<'b>(self, sounds: &'b dyn Sounds) -> Later<'b>
    where
        'a: 'b,
    {
        Later { sounds: Some(sounds), ..self }
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
    let scored = of == customer::ID && is_scored(field);
    !scored && (FieldId::COMPUTED..FieldId::CUSTOM).contains(&field)
}

/// Whether a field of a customer comes from scores.
pub(super) fn is_scored(field: FieldId) -> bool {
    field != score::OUTSTANDING && (FieldId::COMPUTED..FieldId::CUSTOM).contains(&field)
}

fn computed(source: &Source, table: &Table, row: u32, field: FieldId) -> Value {
    match source.scores {
        _ if (table.collection(), field) != (of_order::ID, standing::LEFT_OUT) => {
            dues::computed(source.workspace, table, row, field, source.today)
        }
        Some(Figures::Scored(scores)) => crate::left_out::value(source.workspace, scores, table, row),
        // What is kept of the last visit does not say.
        _ => Value::Empty,
    }
}

fn readable(source: &Source, table: &Table, row: u32, field: FieldId, value: Value) -> Value {
    match value {
        Value::Text(text) if text.contains("@[") => Value::Text(plain(&text)),
        Value::Instant(at) if is_whole(source, table, row, field) => Value::Day(source.zone.moment(at, true).day),
        value => value,
    }
}

/// Whether a moment is one of a task and means its day as a whole.
fn is_whole(source: &Source, table: &Table, row: u32, field: FieldId) -> bool {
    let whole = match field {
        _ if table.collection() != task::ID => return false,
        _ if [task::DUE.id, task::ENDS.id].contains(&field) => task::ALL_DAY.id,
        _ if [task::REPEAT_AT.id, task::REPEAT_ENDS.id].contains(&field) => task::REPEAT_ALL_DAY.id,
        _ => return false,
    };
    table.value(row, whole, &source.workspace.ids) == Value::Bool(true)
}

/// The rows of a query; of the trash those deleted last first, others as they came.
fn select(source: &Source, table: &Table, query: &RecordsQuery) -> Vec<u32> {
    let filter = Filter::of(source.workspace, query.collection, &query.rule, source.today);
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
