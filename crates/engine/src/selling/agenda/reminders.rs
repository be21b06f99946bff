//! What is to be reminded of, and when.

use super::super::Context;
use super::item::{EVENT, MORNING, REMINDER, Tasks};
use model::schema::task;
use model::{Decimal, RecordId};
use protocol::{Reminder, RemindersAnswer, Zone};

const MINUTE_MILLIS: i64 = 60_000;
/// How many are told ahead.
const NEXT_MAX: usize = 20;

/// When a task reminds. One that was put off reminds when it comes back; a whole day in the morning; a reminder when it is due.
pub(super) fn at(tasks: &Tasks<'_>, row: u32, zone: &Zone) -> Option<i64> {
    let whole = tasks.is_whole(row);
    if let Some(until) = tasks.snoozed(row) {
        return Some(until);
    }
    let before = tasks.get(row, task::REMIND_MINUTES).map(|Decimal(minutes)| minutes.max(0) / Decimal::ONE);
    let before = before.or_else(|| (tasks.kind(row) == REMINDER).then_some(0))?;
    let due = match whole {
        true => zone.instant(tasks.due(row)?.day, MORNING),
        false => tasks.get(row, task::DUE)?,
    };
    due.checked_sub(before.checked_mul(MINUTE_MILLIS)?)
}

/// The answer.
pub(super) fn answer(context: &Context<'_>, zone: &Zone, owner: Option<RecordId>, after: i64) -> RemindersAnswer {
    let mut answer = RemindersAnswer::default();
    let Some(tasks) = Tasks::of(context, zone, owner) else { return answer };
    let today = context.today;
    let mut next: Vec<(i64, u32)> = Vec::new();
    for row in tasks.rows().filter(|&row| tasks.is_open(row)) {
        if let Some(when) = tasks.when(row) {
            answer.overdue += u32::from(when.day < today && tasks.kind(row) != EVENT);
            answer.today += u32::from(when.day == today);
        }
        next.extend(at(&tasks, row, zone).filter(|at| *at > after).map(|at| (at, row)));
    }
    next.sort_unstable();
    let reminder = |(at, row): (i64, u32)| {
        let item = tasks.item(row);
        Some(Reminder { task: item.id, name: item.name, at, when: item.when? })
    };
    answer.next = next.into_iter().take(NEXT_MAX).filter_map(reminder).collect();
    answer
}
