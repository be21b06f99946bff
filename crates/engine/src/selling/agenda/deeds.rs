//! What steps of the agenda change.

use super::super::{Context, NewIds, Plan, new_record};
use super::care;
use super::item::{CANCELLED, COMPLETED, NOT_STARTED, REMINDER, Tasks};
use super::repeat;
use model::schema::{Key, activity, contact, customer, task};
use model::{Cell, Day, Deed, FieldId, Label, OptionId, RecordId, Value};
use protocol::{AgendaDeed, CareKind, Failure, Moment, Zone};

/// A conversation that took place, to the outside.
const HELD: OptionId = OptionId(2);
const OUTBOUND: OptionId = OptionId(2);

fn cell<T: Into<Value>>(record: RecordId, key: Key<T>, value: Option<T>) -> Cell {
    Cell { collection: task::ID, record, field: key.id, value: value.map_or(Value::Empty, Into::into) }
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &AgendaDeed, ids: NewIds<'_>) -> Result<Plan, Failure> {
    match deed {
        AgendaDeed::Complete { tasks, zone } => complete(context, tasks, zone, ids),
        AgendaDeed::Reopen { tasks } => {
            let back = |id: &RecordId| {
                let (table, row) = context.workspace.find_alive(task::ID, *id)?;
                let done = table.value(row, task::STATUS.id, &context.workspace.ids);
                [COMPLETED, CANCELLED]
                    .map(Value::Option)
                    .contains(&done)
                    .then(|| [cell(*id, task::STATUS, Some(NOT_STARTED)), cell(*id, task::DONE_AT, None)])
            };
            let cells: Vec<Cell> = tasks.iter().filter_map(back).flatten().collect();
            planned(Label::EditMany(task::ID, task::STATUS.id, cells.len() as u32 / 2), cells)
        }
        AgendaDeed::Snooze { tasks, until } => {
            let alive = tasks.iter().filter(|id| context.workspace.find_alive(task::ID, **id).is_some());
            let cells: Vec<Cell> = alive.map(|id| cell(*id, task::SNOOZED_UNTIL, Some(*until))).collect();
            planned(Label::Deed(Deed::SnoozeTask, cells.len() as u32), cells)
        }
        AgendaDeed::Move { task, to, zone } => relocate(context, *task, *to, zone),
        AgendaDeed::Cancel { task, series, zone } => cancel(context, *task, *series, zone, ids),
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

fn complete(context: &Context<'_>, ids: &[RecordId], zone: &Zone, new: NewIds<'_>) -> Result<Plan, Failure> {
    let tasks = Tasks::of(context, zone, None).ok_or(Failure::NotFound)?;
    let (mut cells, mut done) = (Vec::new(), 0);
    for &id in ids {
        let Some(row) = open(&tasks, id) else { continue };
        done += 1;
        cells.push(cell(id, task::STATUS, Some(COMPLETED)));
        cells.push(cell(id, task::DONE_AT, Some(context.now_millis)));
        cells.extend(again(&tasks, row, zone, new));
    }
    planned(Label::Deed(Deed::CompleteTask, done), cells)
}

/// The next occurrence of what repeats, as a record of its own. Occurrences that passed meanwhile do not come back one by one: whoever is
/// late is asked once more, today.
fn again(tasks: &Tasks<'_>, row: u32, zone: &Zone, new: NewIds<'_>) -> Vec<Cell> {
    let (Some((first, every, until)), Some(due)) = (tasks.series(row), tasks.due(row)) else { return Vec::new() };
    let after = due.day.max(Day(tasks.context.today.0 - 1));
    let Some(day) = repeat::next(first, every, after).filter(|day| *day <= until) else { return Vec::new() };
    let whole = tasks.is_whole(row);
    let to = zone.kept(Moment { day, minute: if whole { None } else { due.minute } });
    let left = [FieldId::ALIVE, task::STATUS.id, task::DONE_AT.id, task::SNOOZED_UNTIL.id, task::REPEAT_FROM.id];
    let ids = &tasks.context.workspace.ids;
    let mut fields = tasks.table.cells(row, ids);
    fields.retain(|(field, _)| !left.contains(field));
    for (field, value) in &mut fields {
        if *field == task::DUE.id {
            *value = Value::Instant(to);
        } else if *field == task::ENDS.id {
            *value = Value::Instant(later(tasks, row, zone, Moment { day, ..due }).unwrap_or(to));
        }
    }
    fields.push((task::STATUS.id, Value::Option(NOT_STARTED)));
    fields.push((task::REPEAT_FROM.id, Value::Day(first)));
    new_record(task::ID, new(), fields)
}

/// Where the end of a task is kept when it begins at `to`: its length stays, on the clock.
fn later(tasks: &Tasks<'_>, row: u32, zone: &Zone, to: Moment) -> Option<i64> {
    let (due, ends) = (tasks.due(row)?, tasks.ends(row)?);
    let minutes = |moment: Moment| i64::from(moment.day.0) * 1440 + i64::from(moment.minute.unwrap_or(0));
    let end = minutes(to) + (minutes(ends) - minutes(due)).max(0);
    let day = Day(i32::try_from(end.div_euclid(1440)).ok()?);
    let minute = ends.minute.map(|_| end.rem_euclid(1440) as u32);
    Some(zone.kept(Moment { day, minute }))
}

fn relocate(context: &Context<'_>, id: RecordId, to: Moment, zone: &Zone) -> Result<Plan, Failure> {
    let tasks = Tasks::of(context, zone, None).ok_or(Failure::NotFound)?;
    let row = open(&tasks, id).ok_or(Failure::NotFound)?;
    let (whole, minute) = (tasks.is_whole(row), to.minute);
    let mut cells = vec![cell(id, task::DUE, Some(zone.kept(to)))];
    if whole != minute.is_none() {
        cells.push(cell(id, task::ALL_DAY, minute.is_none().then_some(true)));
    }
    if tasks.ends(row).is_some() {
        // A whole day that gets a time has no length that could stay.
        let end = if whole == minute.is_none() { later(&tasks, row, zone, to) } else { None };
        cells.push(cell(id, task::ENDS, end));
    }
    if tasks.get(row, task::SNOOZED_UNTIL).is_some() {
        cells.push(cell(id, task::SNOOZED_UNTIL, None));
    }
    // The series goes on as it was planned: this is one occurrence of it.
    if let Some((first, ..)) = tasks.series(row).filter(|_| tasks.get(row, task::REPEAT_FROM).is_none()) {
        cells.push(cell(id, task::REPEAT_FROM, Some(first)));
    }
    planned(Label::Deed(Deed::PlanTask, 1), cells)
}

fn cancel(context: &Context<'_>, id: RecordId, series: bool, zone: &Zone, new: NewIds<'_>) -> Result<Plan, Failure> {
    let tasks = Tasks::of(context, zone, None).ok_or(Failure::NotFound)?;
    let row = open(&tasks, id).ok_or(Failure::NotFound)?;
    let mut cells = vec![cell(id, task::STATUS, Some(CANCELLED))];
    if !series {
        cells.extend(again(&tasks, row, zone, new));
    }
    planned(Label::Edit(task::ID, task::STATUS.id), cells)
}
