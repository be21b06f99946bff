//! Any collection as a list, living or deleted, and one of its records.

use crate::table::Table;
use crate::workspace::{MemoryPart, Workspace};
use hashbrown::HashSet;
use model::schema::{activity, contact, customer, order, order_line, payment};
use model::{CollectionId, FieldId, Part, RecordId, Stamp, Value};
use protocol::{RecordAnswer, RecordRow, RecordsAnswer, RecordsQuery};
use std::cmp::Ordering;

/// Most rows of one window, so that a mistaken request stays cheap.
const WINDOW_MAX: u32 = 500;

/// The order of the list for one query, kept until the query or the book changes.
#[derive(Default)]
pub struct Records {
    key: Option<(RecordsQuery, u64)>,
    rows: Vec<u32>,
}

impl Records {
    /// The answer to `Query::Records`.
    pub fn answer(&mut self, workspace: &Workspace, query: &RecordsQuery) -> RecordsAnswer {
        let (collection, deleted) = (query.collection, query.deleted);
        let Some(table) = workspace.table(collection) else {
            return RecordsAnswer {
                collection,
                deleted,
                all: 0,
                total: 0,
                offset: 0,
                rows: Vec::new(),
                names: Vec::new(),
            };
        };
        let key = (RecordsQuery { offset: 0, len: 0, ..query.clone() }, workspace.version());
        if self.key.as_ref() != Some(&key) {
            self.rows = select(workspace, table, query);
            self.key = Some(key);
        }
        let from = (query.offset as usize).min(self.rows.len());
        let to = (from + query.len.min(WINDOW_MAX) as usize).min(self.rows.len());
        let rows = self.rows[from..to].iter().map(|&row| {
            let cells = query.columns.iter().map(|&field| table.value(row, field, &workspace.ids));
            RecordRow { id: workspace.ids.id(table.handle(row)), cells: cells.collect() }
        });
        let rows: Vec<RecordRow> = rows.collect();
        let names = names(workspace, rows.iter().flat_map(|row| &row.cells));
        let all = if deleted { dead_rows(table).count() as u32 } else { table.live() };
        let total = self.rows.len() as u32;
        RecordsAnswer { collection, deleted, all, total, offset: from as u32, rows, names }
    }
}

/// Rows of records that were deleted.
fn dead_rows(table: &Table) -> impl Iterator<Item = u32> {
    (0..table.len()).filter(|&row| !table.is_alive(row) && table.stamp(row, FieldId::ALIVE) != Stamp::ZERO)
}

fn select(workspace: &Workspace, table: &Table, query: &RecordsQuery) -> Vec<u32> {
    let mut rows: Vec<u32> = if query.deleted { dead_rows(table).collect() } else { table.alive_rows().collect() };
    let words: Vec<String> = query.search.split_whitespace().map(str::to_lowercase).collect();
    if !words.is_empty() {
        let texts = |row: u32| {
            let values = query.columns.iter().map(|&field| table.value(row, field, &workspace.ids));
            let texts = values.map(|value| shown(workspace, value).to_lowercase());
            texts.collect::<Vec<_>>().join("\n")
        };
        rows.retain(|&row| {
            let text = texts(row);
            words.iter().all(|word| text.contains(word.as_str()))
        });
    }
    let Some((field, descending)) = query.sort else {
        // Deleted last comes first.
        if query.deleted {
            rows.sort_by_key(|&row| std::cmp::Reverse(table.stamp(row, FieldId::ALIVE)));
        }
        return rows;
    };
    let mut keyed: Vec<(Value, u32)> = rows
        .iter()
        .map(|&row| match table.value(row, field, &workspace.ids) {
            Value::Text(text) => (Value::Text(text.to_lowercase()), row),
            value @ (Value::Reference(_) | Value::References(_)) => {
                (Value::Text(shown(workspace, value).to_lowercase()), row)
            }
            value => (value, row),
        })
        .collect();
    keyed.sort_by(|a, b| {
        // What is empty comes last in either direction.
        let order = a.0.is_empty().cmp(&b.0.is_empty());
        let ascending = || compare(&a.0, &b.0);
        order.then_with(|| if descending { ascending().reverse() } else { ascending() }).then(a.1.cmp(&b.1))
    });
    keyed.into_iter().map(|(_, row)| row).collect()
}

fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Money(a), Value::Money(b)) => (a.currency, a.minor).cmp(&(b.currency, b.minor)),
        (Value::Day(a), Value::Day(b)) => a.cmp(b),
        (Value::Instant(a), Value::Instant(b)) => a.cmp(b),
        (Value::Option(a), Value::Option(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

/// The name of a record: every collection keeps it in its first field. Empty where that is not a text.
fn name(workspace: &Workspace, id: RecordId) -> String {
    let place = workspace.ids.find(id).and_then(|handle| workspace.ids.place(handle));
    let value = place.map(|(collection, _)| workspace.value(collection, id, customer::NAME.id));
    match value {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    }
}

/// What a reader sees of a value, as far as words may be looked for in it.
fn shown(workspace: &Workspace, value: Value) -> String {
    match value {
        Value::Text(text) => text,
        Value::Reference(id) => name(workspace, id),
        Value::References(ids) => ids.into_iter().map(|id| name(workspace, id)).collect::<Vec<_>>().join("\n"),
        Value::Day(day) => day.iso(),
        Value::Money(money) => money.plain(),
        Value::Number(number) => number.plain(),
        _ => String::new(),
    }
}

/// Names of the records that the values refer to, each once.
pub(crate) fn names<'a>(workspace: &Workspace, values: impl Iterator<Item = &'a Value>) -> Vec<(RecordId, String)> {
    let mut seen = HashSet::new();
    let mut names = Vec::new();
    for value in values {
        let ids = match value {
            Value::Reference(id) => std::slice::from_ref(id),
            Value::References(ids) => ids,
            _ => continue,
        };
        names.extend(ids.iter().filter(|id| seen.insert(**id)).map(|&id| (id, name(workspace, id))));
    }
    names
}

/// The answer to `Query::Record`; `None` where there never was such a record.
pub fn record(workspace: &Workspace, of: CollectionId, id: RecordId) -> Option<RecordAnswer> {
    let (table, row) = workspace.find(of, id)?;
    let facts = table.cells(row, &workspace.ids);
    let names = names(workspace, facts.iter().map(|(_, value)| value));
    Some(RecordAnswer { id, collection: of, deleted: !table.is_alive(row), facts, names })
}

/// The collections whose records hang on those of `of`, by which field: what is deleted and restored along.
fn hanging(of: CollectionId) -> &'static [(CollectionId, FieldId)] {
    match of {
        customer::ID => &[
            (contact::ID, contact::CUSTOMER.id),
            (order::ID, order::CUSTOMER.id),
            (activity::ID, activity::CUSTOMER.id),
        ],
        order::ID => &[(order_line::ID, order_line::ORDER.id), (payment::ID, payment::ORDER.id)],
        _ => &[],
    }
}

/// The parts that delete (`alive` false) or restore these records with what hangs on them. What comes back is what went in the same operation. The
/// first part is of the records themselves.
pub fn along(workspace: &Workspace, of: CollectionId, records: &[RecordId], alive: bool) -> Vec<MemoryPart> {
    let here = |collection: CollectionId, record: &RecordId| {
        workspace.find(collection, *record).is_some_and(|(table, row)| table.is_alive(row) != alive)
    };
    let stamp = |collection, record| workspace.stamp(collection, record, FieldId::ALIVE);
    let own: Vec<RecordId> = records.iter().copied().filter(|record| here(of, record)).collect();
    let stamps: HashSet<Stamp> = own.iter().map(|&record| stamp(of, record)).collect();
    let mut parts = vec![(of, own)];
    let mut at = 0;
    while at < parts.len() {
        let (collection, parents) = parts[at].clone();
        let parents: HashSet<_> = parents.iter().filter_map(|&record| workspace.ids.find(record)).collect();
        for &(child, field) in hanging(collection) {
            let Some(table) = workspace.table(child) else { continue };
            let Some(column) = table.column(field) else { continue };
            let hangs = |row: &u32| column.reference(*row).is_some_and(|parent| parents.contains(&parent));
            let found = (0..table.len()).filter(|&row| table.is_alive(row) != alive).filter(hangs);
            let found = found.filter(|&row| !alive || stamps.contains(&table.stamp(row, FieldId::ALIVE)));
            let found: Vec<RecordId> = found.map(|row| workspace.ids.id(table.handle(row))).collect();
            if !found.is_empty() {
                parts.push((child, found));
            }
        }
        at += 1;
    }
    let parts = parts.into_iter().filter(|(_, records)| !records.is_empty());
    parts.map(|(collection, records)| Part::Alive { collection, records, alive }).collect()
}
