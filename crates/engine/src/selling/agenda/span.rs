//! What stands in a span of days.

use super::super::Context;
use super::holidays::holidays;
use super::item::{COMPLETED, EVENT, Tasks};
use super::repeat;
use model::schema::task;
use model::{Day, OptionId, RecordId};
use protocol::{AgendaGroup, AgendaItem, AgendaItems, AgendaSpan, Care, Moment};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Coming occurrences of one task that are shown, at most.
const COMING_MAX: usize = 62;

/// A line before it is made: where it stands, how pressing it is, its row, and whether it is kept yet.
type Sketch = (Option<Moment>, OptionId, u32, bool);

/// The answer.
pub(super) fn answer(context: &Context<'_>, query: &AgendaSpan) -> AgendaItems {
    let span = |day: Day| query.from.is_none_or(|from| from <= day) && query.to.is_none_or(|to| day <= to);
    let holidays = query.from.zip(query.to).map_or(Vec::new(), |(from, to)| holidays(from, to));
    let Some(tasks) = Tasks::of(context, &query.zone, &query.owners) else {
        return AgendaItems { holidays, ..AgendaItems::default() };
    };
    let (mut sketches, mut done): (Vec<Sketch>, Vec<Sketch>) = (Vec::new(), Vec::new());
    let mut groups = [0; AgendaGroup::ALL.len()];
    for row in tasks.rows() {
        let open = tasks.is_open(row);
        if !(open || query.done) || !concerns(&tasks, row, query.customer) {
            continue;
        }
        let when = tasks.when(row);
        let last = when.map(|when| last(&tasks, row, when));
        let stands = match (when, last) {
            (Some(when), Some(last)) => {
                span(when.day) || query.from.is_some_and(|from| when.day < from && from <= last.day)
            }
            _ => query.from.is_none(),
        };
        let priority = tasks.get(row, task::PRIORITY).unwrap_or(OptionId(2));
        if let Some(near) = query.near.filter(|_| stands) {
            let (day, last) = (when.map(|when| when.day), last.map(|last| last.day));
            let group = if open { near.group(day, last, tasks.kind(row) == EVENT) } else { Some(AgendaGroup::Done) };
            let Some(group) = group else { continue };
            groups[group as usize] += 1;
            let list = if open { &mut sketches } else { &mut done };
            list.push((when, priority, row, false));
        } else if stands {
            sketches.push((when, priority, row, false));
        }
        if let (true, true, Some(to)) = (query.coming, open, query.to) {
            let coming = coming(&tasks, row, query.from.unwrap_or(context.today), to);
            sketches.extend(coming.into_iter().map(|when| (Some(when), priority, row, true)));
        }
    }
    sort(&mut sketches);
    // What was done last is what one looks for.
    sort(&mut done);
    sketches.extend(done.into_iter().rev());
    let total = sketches.len() as u32;
    let days = match query.from.zip(query.to) {
        Some(span) => first_of_each_day(&tasks, &mut sketches, span, query.limit),
        None => {
            sketches.truncate(query.limit as usize);
            Vec::new()
        }
    };
    let items = sketches.into_iter().map(|(when, _, row, coming)| {
        let mut item = tasks.item(row);
        if coming {
            (item.ends, item.snoozed, item.coming) = (None, false, true);
        }
        item.when = when;
        item
    });
    AgendaItems { items: items.collect(), total, days, groups, any: true, holidays }
}

/// Until when it stands: its end, where that is later than it begins.
fn last(tasks: &Tasks<'_>, row: u32, when: Moment) -> Moment {
    tasks.ends(row).map_or(when, |ends| when.max(ends))
}

/// Leaves what is among the first few of one of the days on which it stands: so a day at the end of a full month is told as well as one at its
/// beginning. How much stands on each day.
fn first_of_each_day(
    tasks: &Tasks<'_>,
    sketches: &mut Vec<Sketch>,
    (from, to): (Day, Day),
    limit: u32,
) -> Vec<(Day, u32)> {
    let mut days: BTreeMap<Day, u32> = BTreeMap::new();
    sketches.retain(|&(when, _, row, coming)| {
        let Some(when) = when else { return false };
        let last = if coming { when } else { last(tasks, row, when) };
        let mut is_told = false;
        for day in when.day.max(from).0..=last.day.min(to).0 {
            let n = days.entry(Day(day)).or_insert(0);
            is_told |= *n < limit;
            *n += 1;
        }
        is_told
    });
    days.into_iter().collect()
}

/// In the order of days: what has none comes last; a whole day before its times; the most pressing first.
fn sort(sketches: &mut [Sketch]) {
    sketches.sort_by(|(a, pressing, row, _), (b, more, other, _)| {
        (a.is_none(), a, Reverse(pressing), row).cmp(&(b.is_none(), b, Reverse(more), other))
    });
}

/// What should have been done before a day, up to a limit, and how much it is. An event that is over does not wait.
pub(super) fn overdue(context: &Context<'_>, query: &Care, limit: u32) -> (Vec<AgendaItem>, u32) {
    let Some(tasks) = Tasks::of(context, &query.zone, &query.owners) else { return (Vec::new(), 0) };
    let late = tasks.rows().filter(|&row| tasks.is_open(row) && tasks.kind(row) != EVENT).filter_map(|row| {
        let when = tasks.when(row).filter(|when| when.day < query.day)?;
        Some((Some(when), tasks.get(row, task::PRIORITY).unwrap_or(OptionId(2)), row, false))
    });
    let mut late: Vec<Sketch> = late.collect();
    sort(&mut late);
    let all = late.len() as u32;
    (late.into_iter().take(limit as usize).map(|(.., row, _)| tasks.item(row)).collect(), all)
}

fn concerns(tasks: &Tasks<'_>, row: u32, customer: Option<RecordId>) -> bool {
    customer.is_none_or(|customer| tasks.get(row, task::CUSTOMER) == Some(customer))
}

/// When an open task comes back within the days, after the time it stands at now.
fn coming(tasks: &Tasks<'_>, row: u32, from: Day, to: Day) -> Vec<Moment> {
    let (Some((first, every, until)), Some(planned)) = (tasks.series(row), tasks.planned(row)) else {
        return Vec::new();
    };
    let mut after = tasks.until(row).unwrap_or(planned.day).max(Day(from.0.saturating_sub(1)));
    let mut found = Vec::new();
    while found.len() < COMING_MAX
        && let Some(day) = repeat::next(first, every, after).filter(|day| *day <= to.min(until))
    {
        found.push(Moment { day, ..planned });
        after = day;
    }
    found
}

/// How much was done on a day.
pub(super) fn done_on(context: &Context<'_>, query: &Care) -> u32 {
    let Some(tasks) = Tasks::of(context, &query.zone, &query.owners) else { return 0 };
    let done = tasks.rows().filter(|&row| {
        let at = tasks.get(row, task::DONE_AT);
        tasks.status(row) == COMPLETED && at.is_some_and(|at| query.zone.local(at).0 == query.day)
    });
    done.count() as u32
}
