//! What steps of the agenda change.

use super::super::{Context, NewIds, Plan, new_record};
use super::care;
use super::item::{CANCELLED, COMPLETED, NOT_STARTED, REMINDER, Tasks, is_over};
use super::series;
use model::schema::{FromValue, Key, activity, contact, customer, task};
use model::{Cell, Deed, Label, OptionId, RecordId, Value};
use protocol::{AgendaDeed, CareKind, Failure, Moment, Owners, Zone};

/// A conversation that took place, to the outside.
const HELD: OptionId = OptionId(2);
const OUTBOUND: OptionId = OptionId(2);

fn cell<T: Into<Value>>(record: RecordId, key: Key<T>, value: Option<T>) -> Cell {
    Cell { collection: task::ID, record, field: key.id, value: value.map_or(Value::Empty, Into::into) }
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &AgendaDeed, ids: NewIds<'_>) -> Result<Plan, Failure> {
    match deed {
        AgendaDeed::Complete { tasks, zone } => complete(context, tasks, zone),
        AgendaDeed::Reopen { tasks } => reopen(context, tasks),
        AgendaDeed::Snooze { tasks, until } => {
            let alive = tasks.iter().filter(|id| context.workspace.find_alive(task::ID, **id).is_some());
            let cells: Vec<Cell> = alive.map(|id| cell(*id, task::SNOOZED_UNTIL, Some(*until))).collect();
            planned(Label::Deed(Deed::SnoozeTask, cells.len() as u32), cells)
        }
        AgendaDeed::Move { task, to, zone } => relocate(context, *task, *to, zone),
        AgendaDeed::Cancel { task, series, zone } => cancel(context, *task, *series, zone),
        AgendaDeed::Cared { kind, day, customer: of, contact: with, how, text, owner } => {
            alive(context, *of, *with)?;
            let record = care::done_id(*kind, *day, *of, *with);
            // Of a silence every conversation is a new one.
            let record = if *kind == CareKind::Silence { ids() } else { record };
            let optional = |id: &Option<RecordId>| id.map_or(Value::Empty, Value::Reference);
            let fields = vec![
                (activity::KIND.id, Value::Option(*how)),
                (activity::CUSTOMER.id, Value::Reference(*of)),
                (activity::CONTACT.id, optional(with)),
                (activity::AT.id, Value::Instant(context.now_millis)),
                (activity::TEXT.id, Value::Text(text.clone())),
                (activity::DIRECTION.id, Value::Option(OUTBOUND)),
                (activity::STATUS.id, Value::Option(HELD)),
                (activity::OWNER.id, optional(owner)),
            ];
            planned(Label::Deed(Deed::LogTalk, 1), new_record(activity::ID, record, fields))
        }
        AgendaDeed::CareLater { kind, day, customer: of, contact: with, name, until, owner } => {
            alive(context, *of, *with)?;
            let record = care::later_id(*kind, *day, *of, *with);
            let optional = |id: &Option<RecordId>| id.map_or(Value::Empty, Value::Reference);
            let fields = vec![
                (task::NAME.id, Value::Text(name.clone())),
                (task::KIND.id, Value::Option(REMINDER)),
                (task::DUE.id, Value::Instant(*until)),
                (task::STATUS.id, Value::Option(NOT_STARTED)),
                (task::CUSTOMER.id, Value::Reference(*of)),
                (task::CONTACT.id, optional(with)),
                (task::OWNER.id, optional(owner)),
            ];
            planned(Label::Deed(Deed::PlanTask, 1), new_record(task::ID, record, fields))
        }
    }
}

/// Nothing to change is told as such.
fn planned(label: Label, cells: Vec<Cell>) -> Result<Plan, Failure> {
    if cells.is_empty() { Err(Failure::NotFound) } else { Ok(Plan { label, cells, created: None }) }
}

fn alive(context: &Context<'_>, of: RecordId, with: Option<RecordId>) -> Result<(), Failure> {
    let with = with.is_none_or(|with| context.workspace.find_alive(contact::ID, with).is_some());
    let there = with && context.workspace.find_alive(customer::ID, of).is_some();
    if there { Ok(()) } else { Err(Failure::NotFound) }
}

/// The open task, where it is.
fn open<'a>(tasks: &Tasks<'a>, id: RecordId) -> Option<u32> {
    let (_, row) = tasks.context.workspace.find_alive(task::ID, id)?;
    tasks.is_open(row).then_some(row)
}

fn complete(context: &Context<'_>, ids: &[RecordId], zone: &Zone) -> Result<Plan, Failure> {
    let tasks = Tasks::of(context, zone, &Owners::ALL).ok_or(Failure::NotFound)?;
    let (mut cells, mut done) = (Vec::new(), 0);
    for &id in ids {
        let Some(row) = open(&tasks, id) else { continue };
        done += 1;
        cells.push(cell(id, task::STATUS, Some(COMPLETED)));
        cells.push(cell(id, task::DONE_AT, Some(context.now_millis)));
        cells.extend(series::again(&tasks, row, zone));
    }
    planned(Label::Deed(Deed::CompleteTask, done), cells)
}

fn reopen(context: &Context<'_>, ids: &[RecordId]) -> Result<Plan, Failure> {
    let (mut cells, mut reopened) = (Vec::new(), 0);
    for &id in ids {
        let Some((table, row)) = context.workspace.find_alive(task::ID, id) else { continue };
        if OptionId::from_value(table.value(row, task::STATUS.id, &context.workspace.ids)).is_some_and(is_over) {
            reopened += 1;
            cells.push(cell(id, task::STATUS, Some(NOT_STARTED)));
            cells.push(cell(id, task::DONE_AT, None));
            cells.extend(series::taken_back(context.workspace, id));
        }
    }
    planned(Label::EditMany(task::ID, task::STATUS.id, reopened), cells)
}

fn relocate(context: &Context<'_>, id: RecordId, to: Moment, zone: &Zone) -> Result<Plan, Failure> {
    let tasks = Tasks::of(context, zone, &Owners::ALL).ok_or(Failure::NotFound)?;
    let row = open(&tasks, id).ok_or(Failure::NotFound)?;
    let (whole, minute) = (tasks.is_whole(row), to.minute);
    let mut cells = vec![cell(id, task::DUE, Some(zone.kept(to)))];
    if whole != minute.is_none() {
        cells.push(cell(id, task::ALL_DAY, minute.is_none().then_some(true)));
    }
    if tasks.ends(row).is_some() {
        cells.push(cell(id, task::ENDS, series::later(tasks.length(row), to).map(|ends| zone.kept(ends))));
    }
    if tasks.get(row, task::SNOOZED_UNTIL).is_some() {
        cells.push(cell(id, task::SNOOZED_UNTIL, None));
    }
    // The series goes on as it was planned: this is one occurrence of it.
    if let Some(((first, ..), due)) = tasks.series(row).zip(tasks.due(row)) {
        let on = tasks.get(row, task::REPEAT_ON).unwrap_or(due.day);
        for (key, day) in [(task::REPEAT_FROM, first), (task::REPEAT_ON, on)] {
            if tasks.get(row, key).is_none() {
                cells.push(cell(id, key, Some(day)));
            }
        }
        let mut planned = tasks.planned(row).unwrap_or(due);
        if tasks.get(row, task::REPEAT_AT).is_none() {
            planned.day = on;
            cells.push(cell(id, task::REPEAT_AT, Some(zone.kept(planned))));
            cells.push(cell(id, task::REPEAT_ALL_DAY, whole.then_some(true)));
        }
        if tasks.get(row, task::REPEAT_ENDS).is_none() {
            let ends = series::later(tasks.length(row), planned);
            cells.extend(ends.map(|ends| cell(id, task::REPEAT_ENDS, Some(zone.kept(ends)))));
        }
    }
    planned(Label::Deed(Deed::PlanTask, 1), cells)
}

fn cancel(context: &Context<'_>, id: RecordId, whole: bool, zone: &Zone) -> Result<Plan, Failure> {
    let tasks = Tasks::of(context, zone, &Owners::ALL).ok_or(Failure::NotFound)?;
    let row = open(&tasks, id).ok_or(Failure::NotFound)?;
    let mut cells = vec![cell(id, task::STATUS, Some(CANCELLED))];
    if !whole {
        cells.extend(series::again(&tasks, row, zone));
    }
    planned(Label::Edit(task::ID, task::STATUS.id), cells)
}
