//! Any collection as a list: which records, in which order, in which groups, and the lines on screen.

mod export;
mod filter;
mod group;
mod later;
mod numbers;
mod order;
mod quick;
mod related;
mod source;
mod texts;
mod words;

pub use export::csv;
pub(crate) use filter::Filter;
pub use later::{Later, Sounds};
pub(crate) use order::{placed, sounded};
pub use source::Source;
pub(crate) use source::computed;

use crate::records::{dead_rows, name_at, names};
use crate::table::Table;
use crate::workspace::Workspace;
use group::Line;
use model::{Day, RecordId, Value};
use protocol::{GroupRow, ListRow, RecordRow, RecordsAnswer, RecordsQuery, Sum, Zone};
use std::cmp::Ordering;

/// Most lines of one window, so that a mistaken request stays cheap.
const WINDOW_MAX: u32 = 500;
/// Lines that are put in order at first; when somebody looks further, all are.
const SORTED_FIRST: usize = 2_000;
/// Lists kept ready: the one on screen, and small ones beside it.
const KEPT_MAX: usize = 4;

/// What the lists of a page look like, kept until the query or the book changes.
#[derive(Default)]
pub struct Lists {
    kept: Vec<Kept>,
}

/// The query, the version of the book, that of the scores, what was heard of names, whether names are put in the order of their readings, and the
/// day that is today.
type Key = (RecordsQuery, u64, u64, u64, bool, Day);

struct Kept {
    key: Key,
    list: Selected,
}

/// What a query selects.
#[derive(Default)]
struct Selected {
    lines: Vec<Line>,
    /// How many of the lines are in order.
    sorted: usize,
    heads: Vec<GroupRow>,
    total: u32,
    sums: Vec<Sum>,
}

impl Lists {
    /// The answer to `Query::Records`.
    pub fn answer(&mut self, source: &Source, query: &RecordsQuery) -> RecordsAnswer {
        let (collection, deleted) = (query.collection, query.deleted);
        let Some(table) = source.workspace.table(collection) else {
            return RecordsAnswer {
                collection,
                deleted,
                all: 0,
                total: 0,
                lines: 0,
                offset: 0,
                rows: Vec::new(),
                names: Vec::new(),
                sums: Vec::new(),
            };
        };
        let wanted = query.offset as usize + query.len.min(WINDOW_MAX) as usize;
        let list = self.selected(source, table, query, wanted);
        let from = (query.offset as usize).min(list.lines.len());
        let to = (from + query.len.min(WINDOW_MAX) as usize).min(list.lines.len());
        let row = |line: &Line| match line.row() {
            Ok(row) => {
                let cells = query.columns.iter().map(|&field| source.readable(table, row, field));
                let id = source.workspace.ids.id(table.handle(row));
                Some(ListRow::Record(RecordRow { id, cells: cells.collect() }))
            }
            Err(head) => list.heads.get(head).cloned().map(ListRow::Group),
        };
        let rows: Vec<ListRow> = list.lines[from..to].iter().filter_map(row).collect();
        let values = rows.iter().flat_map(|row| match row {
            ListRow::Record(row) => row.cells.as_slice(),
            ListRow::Group(head) => std::slice::from_ref(&head.value),
        });
        let mut names = names(source.workspace, values);
        names.extend(rows.iter().filter_map(|row| unnamed(source.workspace, table, row)));
        let all = if deleted { dead_rows(table).count() as u32 } else { table.live() };
        let (total, lines) = (list.total, list.lines.len() as u32);
        RecordsAnswer {
            collection,
            deleted,
            all,
            total,
            lines,
            offset: from as u32,
            rows,
            names,
            sums: list.sums.clone(),
        }
    }

    /// The records on the lines of a query's window, however many these are.
    pub fn on_lines(&mut self, source: &Source, query: &RecordsQuery) -> Vec<RecordId> {
        let Some(table) = source.workspace.table(query.collection) else { return Vec::new() };
        let (from, len) = (query.offset as usize, query.len as usize);
        let lines = &self.selected(source, table, query, from.saturating_add(len)).lines;
        let rows = lines.iter().skip(from).take(len).filter_map(|line| line.row().ok());
        rows.map(|row| source.workspace.ids.id(table.handle(row))).collect()
    }

    /// The list of a query, of which at least so many lines are in order.
    fn selected(&mut self, source: &Source, table: &Table, query: &RecordsQuery, wanted: usize) -> &Selected {
        let sounds = source.later.and_then(|later| later.sounds).filter(|_| !query.search.is_empty());
        let heard = sounds.map_or(0, |sounds| sounds.state(source.workspace));
        let asked = RecordsQuery { offset: 0, len: 0, ..query.clone() };
        let key: Key = (
            asked,
            source.workspace.version(),
            source.scores_version,
            heard,
            source.readings().is_some(),
            source.today,
        );
        let enough = |list: &Selected| list.sorted >= wanted.min(list.lines.len());
        let at = match self.kept.iter().position(|kept| kept.key == key) {
            Some(at) if enough(&self.kept[at].list) => at,
            Some(at) => {
                self.kept[at].list.sort(source, table, query);
                at
            }
            None => {
                let list = make(source, table, query, wanted.max(SORTED_FIRST));
                // A list of the book as it was will not be asked for again.
                let state = |(_, book, scores, heard, read, today): &Key| (*book, *scores, *heard, *read, *today);
                self.kept.retain(|kept| state(&kept.key) == state(&key));
                if self.kept.len() == KEPT_MAX {
                    self.kept.remove(0);
                }
                self.kept.push(Kept { key, list });
                self.kept.len() - 1
            }
        };
        &self.kept[at].list
    }
}

impl Selected {
    /// Puts all lines in order: whoever has scrolled so far goes on.
    fn sort(&mut self, source: &Source, table: &Table, query: &RecordsQuery) {
        if let Some((by, descending)) = query.sort {
            // As they were selected: records of equal names are told apart by who comes first.
            let mut there = vec![false; table.len() as usize];
            for row in self.lines.iter().filter_map(|line| line.row().ok()) {
                there[row as usize] = true;
            }
            let mut rows: Vec<u32> = (0..table.len()).filter(|&row| there[row as usize]).collect();
            order::sort(&mut rows, usize::MAX, source, table, by, descending);
            self.lines = rows.into_iter().map(Line::record).collect();
        }
        self.sorted = usize::MAX;
    }
}

/// The records that a query selects, in its order.
pub fn ids(source: &Source, query: &RecordsQuery) -> Vec<RecordId> {
    let Some(table) = source.workspace.table(query.collection) else { return Vec::new() };
    let rows = select(source, table, query, usize::MAX);
    rows.into_iter().map(|row| source.workspace.ids.id(table.handle(row))).collect()
}

/// The list of a query, of which the first so many lines are in order.
fn make(source: &Source, table: &Table, query: &RecordsQuery, first: usize) -> Selected {
    let first = if query.group.is_some() { usize::MAX } else { first };
    let rows = select(source, table, query, first);
    let sums = group::sums(&rows, source, table, &query.columns);
    let total = rows.len() as u32;
    let (lines, heads) = match query.group.zip(source.later) {
        Some((by, later)) => (later.group)(&rows, source, table, by, &query.columns),
        None => (rows.into_iter().map(Line::record).collect(), Vec::new()),
    };
    Selected { lines, sorted: first, heads, total, sums }
}

fn select(source: &Source, table: &Table, query: &RecordsQuery, first: usize) -> Vec<u32> {
    let mut rows = match source.later {
        Some(later) if !later::is_plain(query) => (later.select)(source, table, query),
        _ => table.alive_rows().collect(),
    };
    if let Some((by, descending)) = query.sort {
        order::sort(&mut rows, first, source, table, by, descending);
    }
    rows
}

/// What a record is called whose first field does not say it.
fn unnamed(workspace: &Workspace, table: &Table, row: &ListRow) -> Option<(RecordId, String)> {
    let ListRow::Record(RecordRow { id, .. }) = row else { return None };
    let (_, at) = workspace.find(table.collection(), *id)?;
    let named = !table.text(at, model::schema::customer::NAME).is_empty();
    let name = if named { String::new() } else { name_at(workspace, table, at) };
    (!name.is_empty()).then_some((*id, name))
}

/// Compares values of one kind, and moments with days of the zone; `None` for others. Amounts of different currencies have no order.
fn compare(a: &Value, b: &Value, zone: &Zone) -> Option<Ordering> {
    Some(match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Money(a), Value::Money(b)) if a.currency == b.currency => a.minor.cmp(&b.minor),
        (Value::Day(a), Value::Day(b)) => a.cmp(b),
        (Value::Instant(a), Value::Instant(b)) => a.cmp(b),
        (Value::Instant(a), Value::Day(b)) => zone.local(*a).0.cmp(b),
        (Value::Option(a), Value::Option(b)) => a.cmp(b),
        _ => return None,
    })
}
