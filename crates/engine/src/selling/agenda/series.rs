//! What comes back: a series is one open record, and what follows once it is over. Whichever way a task is completed or opened again (a step,
//! an edit in place, many at once, an import), the operation that does it is completed here.

use super::super::{Context, new_record};
use super::item::{COMPLETED, NOT_STARTED, Tasks, is_over};
use super::repeat;
use crate::import::derived;
use crate::rows::Rows;
use crate::workspace::Workspace;
use hashbrown::HashSet;
use model::schema::{lead, task};
use model::{Cell, Currency, Day, FieldId, Label, Operation, OptionId, Part, RecordId, Value};
use protocol::{Moment, Owners, Zone};

/// What an occurrence has of its own: the next one begins without it.
const OWN: [FieldId; 10] = [
    FieldId::ALIVE,
    task::STATUS.id,
    task::DONE_AT.id,
    task::SNOOZED_UNTIL.id,
    task::ALL_DAY.id,
    task::REPEAT_FROM.id,
    task::REPEAT_ON.id,
    task::REPEAT_AT.id,
    task::REPEAT_ALL_DAY.id,
    task::REPEAT_ENDS.id,
];

/// Which occurrence of a series a record is: none of it is left where the series begins anew.
const OF_SERIES: [FieldId; 5] =
    [task::REPEAT_FROM.id, task::REPEAT_ON.id, task::REPEAT_AT.id, task::REPEAT_ALL_DAY.id, task::REPEAT_ENDS.id];

/// The record that follows a task: whoever completes it, on whichever device, makes the same one.
fn follower(of: RecordId) -> RecordId {
    derived("again", &[&of.0.to_le_bytes()])
}

/// The next occurrence of what repeats, as a record of its own. Occurrences that passed meanwhile do not come back one by one: whoever is
/// late is asked once more, today.
pub(super) fn again(tasks: &Tasks<'_>, row: u32, zone: &Zone) -> Vec<Cell> {
    let (Some((first, every, until)), Some(planned)) = (tasks.series(row), tasks.planned(row)) else {
        return Vec::new();
    };
    let after = tasks.until(row).unwrap_or(planned.day).max(Day(tasks.context.today.0 - 1));
    let Some(day) = repeat::next(first, every, after).filter(|day| *day <= until) else { return Vec::new() };
    let workspace = tasks.context.workspace;
    let record = follower(workspace.ids.id(tasks.table.handle(row)));
    let known = tasks.table_row(record);
    if known.is_some_and(|row| tasks.table.is_alive(row)) {
        // It came when the task was over before, and somebody made something of it since.
        return Vec::new();
    }
    let to = Moment { day, ..planned };
    let whole = to.minute.is_none();
    let ends = later(tasks.planned_length(row), to).map(|ends| Value::Instant(zone.kept(ends)));
    let mut fields = tasks.table.cells(row, &workspace.ids);
    fields.retain(|(field, _)| !OWN.contains(field) && ![task::DUE.id, task::ENDS.id].contains(field));
    fields.push((task::DUE.id, Value::Instant(zone.kept(to))));
    fields.extend(ends.map(|ends| (task::ENDS.id, ends)));
    fields.extend(whole.then_some((task::ALL_DAY.id, Value::Bool(true))));
    fields.push((task::STATUS.id, Value::Option(NOT_STARTED)));
    fields.push((task::REPEAT_FROM.id, Value::Day(first)));
    fields.push((task::REPEAT_ON.id, Value::Day(day)));
    // What stood in it before it was taken back.
    let before = known.map_or_else(Vec::new, |row| tasks.table.cells(row, &workspace.ids));
    let gone = before
        .into_iter()
        .map(|(field, _)| field)
        .filter(|field| *field != FieldId::ALIVE && fields.iter().all(|(written, _)| written != field));
    let gone = gone.map(|field| Cell { collection: task::ID, record, field, value: Value::Empty });
    let gone: Vec<Cell> = gone.collect();
    new_record(task::ID, record, fields).into_iter().chain(gone).collect()
}

/// Where something that has a beginning and an end ends when it begins at `to`: its length stays, on the clock. A whole day that gets a time,
/// and what had one and takes the whole day, have no length that could stay.
pub(super) fn later(length: Option<(Moment, Moment)>, to: Moment) -> Option<Moment> {
    let (due, ends) = length?;
    if due.minute.is_some() != to.minute.is_some() {
        return None;
    }
    let minutes = |moment: Moment| i64::from(moment.day.0) * 1440 + i64::from(moment.minute.unwrap_or(0));
    let end = minutes(to) + (minutes(ends) - minutes(due)).max(0);
    let day = Day(i32::try_from(end.div_euclid(1440)).ok()?);
    let minute = ends.minute.map(|_| end.rem_euclid(1440) as u32);
    Some(Moment { day, minute })
}

/// Takes back the occurrence that came when a task was over, where nobody touched it since.
pub(super) fn taken_back(workspace: &Workspace, of: RecordId) -> Option<Cell> {
    let record = follower(of);
    let (table, row) = workspace.find_alive(task::ID, record)?;
    let came = table.stamp(row, FieldId::ALIVE);
    let is_touched = table.cells(row, &workspace.ids).iter().any(|(field, _)| table.stamp(row, *field) != came);
    let gone = Cell { collection: task::ID, record, field: FieldId::ALIVE, value: Value::Bool(false) };
    (!is_touched).then_some(gone)
}

/// Completes an operation that was planned here.
pub(crate) fn complete(workspace: &Workspace, operation: &mut Operation<Vec<Rows>>, zone: &Zone) {
    if matches!(operation.label, Label::Undo(..)) {
        return;
    }
    let cells = || operation.parts.iter().filter_map(cells_of).flatten();
    let chosen = |cell: &Cell| match (cell.collection, cell.field, &cell.value) {
        (task::ID, field, Value::Option(to)) if field == task::STATUS.id => Some((cell.record, *to)),
        _ => None,
    };
    let statuses: Vec<(RecordId, OptionId)> = cells().filter_map(chosen).collect();
    let mut more: Vec<Cell> = cells().flat_map(|cell| begun_anew(workspace, cell)).collect();
    if statuses.is_empty() && more.is_empty() {
        return;
    }
    let mut written: HashSet<(RecordId, FieldId)> = cells().map(|cell| (cell.record, cell.field)).collect();
    more.retain(|cell| written.insert((cell.record, cell.field)));
    let now = operation.stamp.millis() as i64;
    let today = zone.local(now).0;
    let context =
        Context { workspace, scores: None, today, now_millis: now, zone, currency: Currency::CNY, sounds: None };
    let tasks = Tasks::of(&context, zone, &Owners::ALL);
    for (record, to) in statuses {
        let was_over = workspace.get(task::ID, record, task::STATUS).is_some_and(is_over);
        let done = |value| Cell { collection: task::ID, record, field: task::DONE_AT.id, value };
        let mut follows: Vec<Cell> = Vec::new();
        if to == COMPLETED && !was_over {
            follows.push(done(Value::Instant(now)));
            follows.extend(contacted(workspace, record, zone));
            let row = workspace.find_alive(task::ID, record).map(|(_, row)| row);
            if let Some((tasks, row)) = tasks.as_ref().zip(row)
                && !written.contains(&(follower(record), FieldId::ALIVE))
            {
                follows.extend(again(tasks, row, zone));
            }
        } else if was_over && !is_over(to) {
            follows.push(done(Value::Empty));
            follows.extend(taken_back(workspace, record));
        }
        // What the operation says itself holds.
        more.extend(follows.into_iter().filter(|cell| written.insert((cell.record, cell.field))));
    }
    if !more.is_empty() {
        operation.parts.push(Part::Cells(more));
    }
}

/// A series that comes back otherwise than before begins with the task as it stands.
fn begun_anew(workspace: &Workspace, cell: &Cell) -> Vec<Cell> {
    let (collection, record) = (cell.collection, cell.record);
    let repeats = (collection, cell.field) == (task::ID, task::REPEAT.id);
    if !repeats || workspace.value(task::ID, record, cell.field) == cell.value {
        return Vec::new();
    }
    let held = OF_SERIES.into_iter().filter(|field| !workspace.value(task::ID, record, *field).is_empty());
    held.map(|field| Cell { collection, record, field, value: Value::Empty }).collect()
}

/// What was to be done about a lead by that day is done: it waits for no contact of that day or before.
fn contacted(workspace: &Workspace, of: RecordId, zone: &Zone) -> Option<Cell> {
    let record = workspace.get(task::ID, of, task::LEAD)?;
    let whole = workspace.get(task::ID, of, task::ALL_DAY).unwrap_or(false);
    let due = zone.moment(workspace.get(task::ID, of, task::DUE)?, whole).day;
    let next = zone.local(workspace.get(lead::ID, record, lead::NEXT_CONTACT_AT)?).0;
    let (collection, field) = (lead::ID, lead::NEXT_CONTACT_AT.id);
    (next <= due).then_some(Cell { collection, record, field, value: Value::Empty })
}

fn cells_of(part: &Part<Vec<Rows>>) -> Option<&[Cell]> {
    if let Part::Cells(cells) = part { Some(cells) } else { None }
}
