//! The agenda as a file that calendars read (RFC 5545).
//!
//! What happens once stands in UTC. What repeats stands in local time without a zone: at nine every Monday is at nine in winter and in summer.
//! All texts are escaped and lines are folded, so nothing that somebody typed becomes a property.

use super::super::Context;
use super::super::owned::Whose;
use super::item::{COMPLETED, Tasks};
use super::{reminders, repeat, series};
use crate::records;
use model::schema::{FromValue, Key, contact, customer, task};
use model::{Day, OptionId, RecordId};
use protocol::{Moment, Owners, Zone};

/// Longest line, in bytes.
const LINE_BYTES_MAX: usize = 75;
/// Minutes after midnight at which a whole day reminds.
const MORNING: i64 = super::item::MORNING as i64;
/// How long what is done stays in the file.
const DONE_MILLIS: i64 = 30 * 86_400_000;
/// Birthdays and anniversaries in the file, at most: calendars are slow with more.
const DATES_MAX: usize = 2_000;

/// What is to be in the file.
pub(super) struct Asked<'a> {
    /// This task alone.
    pub(super) only: Option<RecordId>,
    /// What is this one's; everybody's otherwise.
    pub(super) owners: &'a Owners,
    /// Summaries, with `{name}`.
    pub(super) birthday: &'a str,
    pub(super) anniversary: &'a str,
}

/// Lines of a file, folded.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, line: &str) {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > LINE_BYTES_MAX {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property with a text; none for an empty one.
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.add(&format!("{name}:{}", escaped(text)));
        }
    }
}

/// A text as a value: without signs that end it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn date(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}{month:02}{day:02}")
}

fn wall(day: Day, minute: u32) -> String {
    format!("{}T{:02}{:02}00", date(day), minute / 60, minute % 60)
}

/// A moment in UTC.
fn utc(millis: i64) -> String {
    let seconds = millis.div_euclid(1000).rem_euclid(60);
    let (day, minute) = Zone::default().local(millis);
    format!("{}T{:02}{:02}{seconds:02}Z", date(day), minute / 60, minute % 60)
}

/// A property that is a time: a day, local time, or UTC.
fn moment(name: &str, at: Moment, zone: &Zone, floating: bool) -> String {
    match at.minute {
        None => format!("{name};VALUE=DATE:{}", date(at.day)),
        Some(minute) if floating => format!("{name}:{}", wall(at.day, minute)),
        Some(minute) => format!("{name}:{}", utc(zone.instant(at.day, minute))),
    }
}

/// The file: one task, or everything that is open and what was done lately, with birthdays and anniversaries.
pub(super) fn file(context: &Context<'_>, zone: &Zone, asked: &Asked<'_>) -> String {
    let only = asked.only;
    let mut lines = Lines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//Rapport//Agenda//EN");
    lines.add("CALSCALE:GREGORIAN");
    let owners = if only.is_some() { &Owners::ALL } else { asked.owners };
    if let Some(tasks) = Tasks::of(context, zone, owners) {
        let row = only.and_then(|id| Some(context.workspace.find_alive(task::ID, id)?.1));
        let since = context.look_at_clock() - DONE_MILLIS;
        let stands = |row: &u32| match only {
            Some(_) => true,
            None => tasks.is_open(*row) || tasks.get(*row, task::DONE_AT).is_some_and(|at| at >= since),
        };
        let rows: Vec<u32> = if only.is_some() { row.into_iter().collect() } else { tasks.rows().collect() };
        rows.into_iter().filter(stands).for_each(|row| entry(&mut lines, &tasks, row, zone));
    }
    if only.is_none() {
        dates(&mut lines, context, asked);
    }
    lines.add("END:VCALENDAR");
    lines.0
}

/// A task. An occurrence that was moved away from its series stands for itself, with the series behind it.
fn entry(lines: &mut Lines, tasks: &Tasks<'_>, row: u32, zone: &Zone) {
    let due = tasks.due(row);
    let series = tasks.series(row).zip(due.zip(tasks.planned(row))).filter(|_| tasks.is_open(row));
    let Some(((first, every, until), (due, planned))) = series else {
        return component(lines, tasks, row, zone, due, None, "");
    };
    let end = if until == Day::MAX {
        String::new()
    } else {
        let until = if planned.minute.is_some() { wall(until, 24 * 60 - 1) } else { date(until) };
        format!(";UNTIL={until}")
    };
    let rule = format!("RRULE:{}{end}", repeat::rule(first, every));
    let after = tasks.until(row).unwrap_or(due.day);
    let is_moved = planned.minute != due.minute || tasks.get(row, task::REPEAT_ON).is_some_and(|on| on != due.day);
    let is_as_long = series::later(tasks.planned_length(row), due) == series::later(tasks.length(row), due);
    if !is_moved && is_as_long && repeat::next(first, every, Day(due.day.0 - 1)) == Some(due.day) {
        return component(lines, tasks, row, zone, Some(due), Some(&rule), "");
    }
    component(lines, tasks, row, zone, Some(due), None, "");
    if let Some(day) = repeat::next(first, every, after).filter(|day| *day <= until) {
        component(lines, tasks, row, zone, Some(Moment { day, ..planned }), Some(&rule), "-series");
    }
}

fn component(
    lines: &mut Lines,
    tasks: &Tasks<'_>,
    row: u32,
    zone: &Zone,
    due: Option<Moment>,
    rule: Option<&str>,
    suffix: &str,
) {
    let (context, kind, status) = (tasks.context, tasks.kind(row), tasks.status(row));
    let todo = kind == OptionId(1);
    // Nothing can stand in a calendar without a day.
    if due.is_none() && !todo {
        return;
    }
    let name = if todo { concat!("VTO", "DO") } else { "VEVENT" };
    let (text, id) = (|key| tasks.table.text(row, key).to_owned(), context.workspace.ids.id(tasks.table.handle(row)));
    lines.add(&format!("BEGIN:{name}"));
    lines.add(&format!("UID:{id}{suffix}@rapport"));
    lines.add(&format!("DTSTAMP:{}", utc(context.look_at_clock())));
    let repeats = rule.is_some();
    if let Some(due) = due {
        // A repetition is counted from its beginning; what is to be done once has none.
        let when = if todo && !repeats { "DUE" } else { "DTSTART" };
        lines.add(&moment(when, due, zone, repeats));
        let length = if suffix.is_empty() { tasks.length(row) } else { tasks.planned_length(row) };
        if let Some(ends) = series::later(length, due).filter(|_| !todo) {
            lines.add(&moment("DTEND", end(ends), zone, repeats));
        }
    }
    if let Some(rule) = rule {
        lines.add(rule);
    }
    lines.text("SUMMARY", &text(task::NAME));
    let customer = tasks.get(row, task::CUSTOMER).map(|id| records::name(context.workspace, id));
    let about = [customer.unwrap_or_default(), text(task::REMARK)];
    let about: Vec<&str> = about.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    lines.text("DESCRIPTION", &about.join("\n"));
    lines.text("LOCATION", &text(task::PLACE));
    if let Some(n) = tasks.get(row, task::PRIORITY).and_then(priority) {
        lines.add(&format!("PRIORITY:{n}"));
    }
    lines.add(&format!("STATUS:{}", status_word(todo, status)));
    if let Some(at) = tasks.get(row, task::DONE_AT).filter(|_| todo && status == COMPLETED) {
        lines.add(&format!("COMPLETED:{}", utc(at)));
    }
    if let Some(due) = due.filter(|_| tasks.is_open(row)) {
        let name = tasks.table.text(row, task::NAME);
        let what: &str = if name.is_empty() { "-" } else { &name };
        // Only the occurrence that stands in the agenda was put off, not the series behind one that was moved.
        let snoozed = tasks.snoozed(row).filter(|_| suffix.is_empty());
        if let Some(before) = reminders::before(tasks, row).filter(|_| repeats || snoozed.is_none()) {
            reminder(lines, &trigger(due, before, todo && !repeats), what);
        }
        if let Some(until) = snoozed {
            reminder(lines, &format!("TRIGGER;VALUE=DATE-TIME:{}", utc(until)), what);
        }
    }
    lines.add(&format!("END:{name}"));
}

/// The end as calendars have it: of whole days the day after the last.
fn end(ends: Moment) -> Moment {
    let after = i32::from(ends.minute.is_none());
    Moment { day: Day(ends.day.0 + after), ..ends }
}

fn status_word(todo: bool, status: OptionId) -> &'static str {
    match (todo, status.0) {
        (true, 2) => "IN-PROCESS",
        (true, 3) => "COMPLETED",
        (_, 5) => "CANCELLED",
        (true, _) => "NEEDS-ACTION",
        (false, _) => "CONFIRMED",
    }
}

/// From 1 for what is most pressing to 9.
fn priority(option: OptionId) -> Option<u8> {
    [9, 5, 3, 1].get(usize::from(option.0).checked_sub(1)?).copied()
}

/// So many minutes before what begins at `due`, counted from its beginning or its end; a whole day reminds in the morning.
fn trigger(due: Moment, before: i64, from_end: bool) -> String {
    let minutes = if due.minute.is_none() { MORNING - before } else { -before };
    let sign = if minutes < 0 { "-" } else { "" };
    format!("TRIGGER{}:{sign}PT{}M", if from_end { ";RELATED=END" } else { "" }, minutes.unsigned_abs())
}

fn reminder(lines: &mut Lines, trigger: &str, what: &str) {
    lines.add("BEGIN:VALARM");
    lines.add("ACTION:DISPLAY");
    lines.add(trigger);
    lines.text("DESCRIPTION", what);
    lines.add("END:VALARM");
}

/// What is celebrated every year: by customers whose relationship goes on and by their contacts, where they want to hear from us.
fn dates(lines: &mut Lines, context: &Context<'_>, asked: &Asked<'_>) {
    let workspace = context.workspace;
    let Some(people) = workspace.table(customer::ID) else { return };
    let whose = Whose::of(workspace, asked.owners);
    let owner = people.column(customer::OWNER.id);
    let concerned = |row: u32| {
        let ends = Day::from_value(people.value(row, customer::ENDED_AT.id, &workspace.ids));
        // What is nobody's concerns everybody, as in the list of whom to think of.
        !records::has_ended(ends, context.today) && whose.is_or_nobodys(owner.and_then(|owner| owner.reference(row)))
    };
    let born = (customer::BIRTHDAY, asked.birthday, "birthday");
    let own = people.alive_rows().filter(|&row| concerned(row) && records::may_approach(workspace, people, row));
    let own =
        own.filter_map(|row| Some((people, row, born, Day::from_value(people.value(row, born.0.id, &workspace.ids))?)));
    let contacts = workspace.table(contact::ID).into_iter().flat_map(|table| {
        let whose = table.column(contact::CUSTOMER.id);
        let buyer = move |row| whose?.reference(row).and_then(|id| workspace.ids.row(id, customer::ID));
        let rows = table.alive_rows().filter(move |&row| buyer(row).is_some_and(concerned));
        let rows = rows.filter(move |&row| records::may_approach(workspace, table, row));
        rows.flat_map(move |row| {
            let kinds = [
                (contact::BIRTHDAY, asked.birthday, "birthday"),
                (contact::ANNIVERSARY, asked.anniversary, "anniversary"),
            ];
            let day = move |key: Key<Day>| Day::from_value(table.value(row, key.id, &workspace.ids));
            kinds.into_iter().filter_map(move |kind| Some((table, row, kind, day(kind.0)?)))
        })
    });
    for (table, row, (_, summary, word), day) in own.chain(contacts).take(DATES_MAX) {
        let summary = summary.replace("{name}", &records::name_at(workspace, table, row));
        lines.add("BEGIN:VEVENT");
        lines.add(&format!("UID:{}-{word}@rapport", workspace.ids.id(table.handle(row))));
        lines.add(&format!("DTSTAMP:{}", utc(context.look_at_clock())));
        lines.add(&format!("DTSTART;VALUE=DATE:{}", date(day)));
        lines.add(&format!("RRULE:{}", repeat::rule(day, repeat::Every::Months(12))));
        lines.text("SUMMARY", &summary);
        lines.add("TRANSP:TRANSPARENT");
        reminder(lines, &format!("TRIGGER:PT{MORNING}M"), &summary);
        lines.add("END:VEVENT");
    }
}
