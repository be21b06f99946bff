//! What happened, read back from the log: for the whole book, a record, a field; and what an undo leaves alone.

use crate::book::{Book, LOG_SLICE};
use crate::log::{Entry, Place};
use crate::records::{name, names};
use crate::storage::Storage;
use crate::workspace::Workspace;
use hashbrown::{HashMap, HashSet};
use model::{CollectionId, FieldId, Label, Merge, Part, RecordId, Stamp, Value};
use protocol::{
    AddedRows, Changed, ConflictsAnswer, Cursor, Failure, Happened, HistoryAnswer, HistoryQuery, Lost, OperationAnswer,
    OperationKind, Stayed,
};

/// Changes told with an entry of the history: enough for a sentence.
const TOLD_MAX: usize = 6;
/// Changes told of one operation, and cells that stayed.
const LISTED_MAX: usize = 100;
/// Most entries of one page.
const PAGE_MAX: u32 = 200;

/// A page of the history. The log is read in slices; before each `stop` is asked whether anybody still waits.
///
/// # Errors
/// [`Failure::Cancelled`], what storage says, or [`Failure::Damaged`].
pub async fn page<S: Storage>(
    book: &Book<S>,
    query: &HistoryQuery,
    stop: &dyn Fn() -> bool,
) -> Result<HistoryAnswer, Failure> {
    let (device, base, arrival) = {
        let state = book.state();
        (state.device(), state.generation(), state.arrival().cloned())
    };
    // The operation that brought the book as a whole stands after what came with it, though its number is lower.
    let brought = arrival.as_ref().map_or(0, |origin| base + origin.brought);
    let Cursor { seq, undone } =
        query.after.clone().unwrap_or_else(|| Cursor { seq: book.state().head(), undone: Vec::new() });
    let mut undone: HashMap<Stamp, u64> = undone.into_iter().collect();
    let mut answer = HistoryAnswer::default();
    let mut arrived = arrival.is_none() || (query.after.is_some() && base < seq && seq <= brought);
    let mut to = if seq == base && !arrived { brought } else { seq };
    while to > base || !arrived {
        if stop() {
            return Err(Failure::Cancelled);
        }
        let (from, entries) = match to <= brought && !std::mem::replace(&mut arrived, true) {
            true => (to, book.entries(base.saturating_sub(1), base).await?),
            false => {
                let least = if arrived && to <= brought { base } else { brought.max(base) };
                let from = to.saturating_sub(LOG_SLICE).max(least);
                (from, book.entries(from, to).await?)
            }
        };
        for (seq, entry) in entries.into_iter().rev() {
            if answer.entries.len() as u32 >= query.len.clamp(1, PAGE_MAX) {
                answer.next = Some(Cursor { seq, undone: undone.into_iter().collect() });
                return Ok(named(book, answer));
            }
            let undone_by = undone.remove(&entry.operation.stamp);
            if let (Label::Undo(of, _), None) = (&entry.operation.label, undone_by) {
                undone.insert(*of, seq);
            }
            let own = entry.operation.stamp.device() == device;
            if is_wanted(query, &entry, own)
                && let Some(told) = told(&book.state().workspace, query, &entry)
            {
                let Entry { operation, .. } = entry;
                let (stamp, label, Told { changes, records, total }) = (operation.stamp, operation.label, told);
                answer.entries.push(Happened { seq, stamp, label, undone_by, own, changes, records, total });
            }
        }
        to = from;
    }
    Ok(named(book, answer))
}

fn named<S: Storage>(book: &Book<S>, mut answer: HistoryAnswer) -> HistoryAnswer {
    let state = book.state();
    let changes = answer.entries.iter().flat_map(|entry| &entry.changes);
    answer.names = names(&state.workspace, changes.flat_map(|change| [&change.from, &change.to]));
    answer
}

fn is_wanted(query: &HistoryQuery, entry: &Entry, own: bool) -> bool {
    let millis = entry.operation.stamp.millis();
    query.kind.is_none_or(|kind| kind == OperationKind::of(&entry.operation.label))
        && query.own.is_none_or(|wanted| wanted == own)
        && query.from_millis.is_none_or(|from| millis >= from)
        && query.to_millis.is_none_or(|to| millis < to)
}

struct Told {
    changes: Vec<Changed>,
    records: u32,
    total: u32,
}

/// What is told of an entry; `None` where it is none of the record that is asked for.
fn told(workspace: &Workspace, query: &HistoryQuery, entry: &Entry) -> Option<Told> {
    let Some((collection, record)) = query.of else {
        let changes = cells(entry, None).take(TOLD_MAX).map(|cell| changed(workspace, cell)).collect();
        let (records, total) = counts(entry);
        return Some(Told { changes, records, total });
    };
    let is_asked =
        |place: &Place| (place.0, place.1) == (collection, record) && query.field.is_none_or(|field| field == place.2);
    let asked = cells(entry, Some((collection, record))).filter(|(place, ..)| is_asked(place));
    let mut changes: Vec<Changed> = asked.map(|cell| changed(workspace, cell)).collect();
    let came = (collection, record, FieldId::ALIVE);
    if changes.is_empty() && is_asked(&came) && brought(workspace, entry, collection, record) {
        changes.push(changed(workspace, (came, Value::Bool(false), Value::Bool(true))));
    }
    let total = changes.len() as u32;
    (total > 0).then_some(Told { changes, records: 1, total })
}

/// Whether the record came with the rows of this operation.
fn brought(workspace: &Workspace, entry: &Entry, collection: CollectionId, record: RecordId) -> bool {
    entry.operation.parts.iter().any(|part| matches!(part, Part::Rows(_)))
        && workspace.find(collection, record).is_some_and(|(table, row)| table.row_stamp(row) == entry.operation.stamp)
}

/// What was written into a cell in which `from` stood, as it reads then.
fn reads(from: &Value, to: &Value) -> Value {
    let Value::Set(edit) = to else { return to.clone() };
    let before = if let Value::References(list) = from { list.as_slice() } else { &[] };
    match edit.applied_to(before) {
        after if after.is_empty() => Value::Empty,
        after => Value::References(after),
    }
}

/// A cell that was written: what stood there before, and what then.
type Written = (Place, Value, Value);

/// How many records an entry wrote cells of, and how many cells.
fn counts(entry: &Entry) -> (u32, u32) {
    let (mut single, mut many, mut total) = (HashSet::new(), 0, 0);
    for part in &entry.operation.parts {
        match part {
            Part::Cells(cells) => {
                single.extend(cells.iter().map(|cell| (cell.collection, cell.record)));
                total += cells.len();
            }
            Part::Alive { collection, records, .. } => {
                single.extend(records.iter().map(|&record| (*collection, record)));
                total += records.len();
            }
            // One field of each: none is there twice.
            Part::Many(these) => {
                many += these.len();
                total += these.len();
            }
            Part::Rows(_) => {}
        }
    }
    ((single.len() + many) as u32, total as u32)
}

/// The cells that an entry wrote, all of them or those of one record. It may have millions: they are told one by one.
fn cells(entry: &Entry, of: Option<(CollectionId, RecordId)>) -> impl Iterator<Item = Written> {
    let is_of = move |collection, record| of.is_none_or(|of| of == (collection, record));
    let (mut at, mut stood) = (0, entry.stood.iter());
    entry.operation.parts.iter().flat_map(move |part| -> Box<dyn Iterator<Item = Written> + '_> {
        let before = entry.before.get(at..).unwrap_or_default();
        match part {
            Part::Cells(cells) => {
                at += cells.len();
                let cells = cells.iter().zip(before).filter(move |(cell, _)| is_of(cell.collection, cell.record));
                Box::new(cells.map(|(cell, from)| {
                    ((cell.collection, cell.record, cell.field), from.clone(), reads(from, &cell.value))
                }))
            }
            Part::Alive { collection, records, alive } => {
                at += records.len();
                let records = records.iter().zip(before).filter(move |(record, _)| is_of(*collection, **record));
                Box::new(
                    records.map(|(&record, from)| {
                        ((*collection, record, FieldId::ALIVE), from.clone(), Value::Bool(*alive))
                    }),
                )
            }
            Part::Many(many) => {
                let Some(stood) = stood.next() else { return Box::new(std::iter::empty()) };
                let written = |record, from: Value, to: &Value| {
                    let to = reads(&from, to);
                    ((many.collection, record, many.field), from, to)
                };
                match of {
                    None => {
                        let cells = many.cells().zip(stood.iter());
                        Box::new(cells.map(move |(cell, from)| written(cell.record, from, &cell.value)))
                    }
                    Some((collection, record)) => {
                        let at = many.find(record).filter(|_| collection == many.collection);
                        let found = at.and_then(|at| Some((stood.get(at)?, many.values.get(at)?)));
                        Box::new(found.map(|(from, to)| written(record, from, &to)).into_iter())
                    }
                }
            }
            Part::Rows(_) => Box::new(std::iter::empty()),
        }
    })
}

fn changed(workspace: &Workspace, ((collection, record, field), from, to): Written) -> Changed {
    Changed { collection, record, name: name(workspace, record), field, from, to }
}

/// What an operation changed.
pub fn operation(workspace: &Workspace, entry: &Entry) -> OperationAnswer {
    let changes = cells(entry, None).take(LISTED_MAX).map(|cell| changed(workspace, cell)).collect();
    let mut answer = OperationAnswer { total: counts(entry).1, changes, ..OperationAnswer::default() };
    if entry.operation.parts.iter().any(|part| matches!(part, Part::Rows(_))) {
        for table in workspace.tables() {
            let (mut count, mut first) = (0, Vec::new());
            for row in (0..table.len()).filter(|&row| table.row_stamp(row) == entry.operation.stamp) {
                count += 1;
                if first.len() < LISTED_MAX {
                    let id = workspace.ids.id(table.handle(row));
                    first.push((id, name(workspace, id)));
                }
            }
            if count > 0 {
                answer.added.push(AddedRows { collection: table.collection(), count, first });
            }
        }
    }
    answer.names = names(workspace, answer.changes.iter().flat_map(|change| [&change.from, &change.to]));
    answer
}

/// Cells that an undo left alone, with what stands there.
pub fn stayed(workspace: &Workspace, kept: &[Place]) -> Stayed {
    let cell = |place: &Place| {
        let now = workspace.value(place.0, place.1, place.2);
        changed(workspace, (*place, Value::Empty, now))
    };
    let cells: Vec<Changed> = kept.iter().take(LISTED_MAX).map(cell).collect();
    let names = names(workspace, cells.iter().map(|cell| &cell.to));
    Stayed { cells, total: kept.len() as u32, names }
}

/// What was written to a record on several devices at once.
pub fn conflicts(
    workspace: &Workspace,
    collection: CollectionId,
    id: RecordId,
    device: model::DeviceId,
) -> ConflictsAnswer {
    let mut answer = ConflictsAnswer::default();
    let Some((table, row)) = workspace.find(collection, id) else { return answer };
    for field in table.contested(row) {
        let rule = Merge::of(collection, field);
        // What was added to a set on either side stays; whether the record lives is told by the trash.
        if rule == Merge::Set || field == FieldId::ALIVE {
            continue;
        }
        let won = table.stamp(row, field);
        for write in table.state(row, field, &workspace.ids).losers(rule) {
            let stamp = write.stamp;
            let since_millis = won.max(stamp).millis();
            let (value, own) = (write.value.unwrap_or_default(), stamp.device() == device);
            let standing = table.value(row, field, &workspace.ids);
            answer.lost.push(Lost { field, value, standing, stamp, own, since_millis });
        }
    }
    let deleted = table.stamp(row, FieldId::ALIVE);
    if !table.is_alive(row) && deleted != Stamp::ZERO {
        let fields = table.cells(row, &workspace.ids).into_iter().map(|(field, _)| field);
        answer.after_delete = fields.filter(|field| table.stamp(row, *field) > deleted).collect();
    }
    answer.names = names(workspace, answer.lost.iter().map(|lost| &lost.value));
    answer
}
