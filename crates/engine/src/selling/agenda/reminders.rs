//! What is to be reminded of, and when.

use super::super::Context;
use super::item::{EVENT, MORNING, REMINDER, Tasks};
use model::schema::task;
use model::{Day, Decimal};
use protocol::{Owners, Reminder, RemindersAnswer, Zone};

const MINUTE_MILLIS: i64 = 60_000;
/// How many are told ahead, and beyond them those of the same moment: who was told up to then asks for what follows it.
const NEXT_MAX: usize = 20;

/// How many minutes before it begins a task reminds, if it is to; a reminder does so when it is due.
pub(super) fn before(tasks: &Tasks<'_>, row: u32) -> Option<i64> {
    let said = tasks.get(row, task::REMIND_MINUTES).map(|Decimal(minutes)| minutes.max(0) / Decimal::ONE);
    said.or_else(|| (tasks.kind(row) == REMINDER).then_some(0))
}

/// When a task reminds. One that was put off reminds when it comes back; a whole day in the morning.
pub(super) fn at(tasks: &Tasks<'_>, row: u32, zone: &Zone) -> Option<i64> {
    let whole = tasks.is_whole(row);
    if let Some(until) = tasks.snoozed(row) {
        return Some(until);
    }
    let before = before(tasks, row)?;
    let due = match whole {
        true => zone.instant(tasks.due(row)?.day, MORNING),
        false => tasks.get(row, task::DUE)?,
    };
    due.checked_sub(before.checked_mul(MINUTE_MILLIS)?)
}

/// When it is to be told: when it reminds; where that was past when it was written, when it begins, if it does so later: whoever plans something for
/// in five minutes need not be told of it now. Whose it is says nothing of when.
fn told_at(tasks: &Tasks<'_>, row: u32, at: i64) -> i64 {
    let says = [task::DUE.id, task::ALL_DAY.id, task::REMIND_MINUTES.id, task::SNOOZED_UNTIL.id];
    let stamps = says.into_iter().map(|field| tasks.table.stamp(row, field).millis());
    let written = stamps.max().and_then(|millis| i64::try_from(millis).ok()).filter(|written| *written > at);
    let begins = tasks.get(row, task::DUE).filter(|_| !tasks.is_whole(row) && tasks.snoozed(row).is_none());
    written.zip(begins).map_or(at, |(written, begins)| if begins > written { begins } else { at })
}

/// The answer.
pub(super) fn answer(context: &Context<'_>, zone: &Zone, owners: &Owners, after: i64, today: Day) -> RemindersAnswer {
    let mut answer = RemindersAnswer::default();
    let Some(tasks) = Tasks::of(context, zone, owners) else { return answer };
    let mut next: Vec<(i64, i64, u32)> = Vec::new();
    for row in tasks.rows().filter(|&row| tasks.is_open(row)) {
        if let Some(when) = tasks.when(row) {
            answer.overdue += u32::from(when.day < today && tasks.kind(row) != EVENT);
            answer.today += u32::from(when.day == today);
        }
        if let Some(at) = at(&tasks, row, zone) {
            let told = told_at(&tasks, row, at);
            next.extend((told > after).then_some((told, at, row)));
        }
    }
    next.sort_unstable();
    let reminder = |(told, at, row): (i64, i64, u32)| {
        let item = tasks.item(row);
        Some(Reminder { task: item.id, name: item.name, at, told, when: item.when? })
    };
    let last = next.get(NEXT_MAX - 1).map_or(i64::MAX, |(told, ..)| *told);
    answer.next = next.into_iter().take_while(|(told, ..)| *told <= last).filter_map(reminder).collect();
    answer
}
