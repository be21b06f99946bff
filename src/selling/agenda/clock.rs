//! Time where the reader is: the rules of their zone, the present minute, and days as the agenda writes them.

use super::words;
use crate::format;
use crate::i18n::{Lang, lang, t};
use crate::state::{Derived, Slot};
use js_sys::Date;
use leptos::prelude::*;
use model::Day;
use model::moments::weekday;
use protocol::{Moment, NearDays, Zone};
use std::cell::{Cell, OnceCell};
use std::sync::LazyLock;
use std::time::Duration;

const MINUTE_MILLIS: i64 = 60_000;
/// How far back and ahead clocks that are set are known: the agenda shows little beyond, and there the last rule holds on.
const BACK_DAYS: i64 = 800;
const AHEAD_DAYS: i64 = 2_200;
/// Minutes east of Greenwich at a moment.
fn offset(millis: i64) -> i32 {
    -(Date::new(&(millis as f64).into()).get_timezone_offset() as i32)
}

/// The reader's zone around now.
pub fn zone() -> Zone {
    thread_local! { static ZONE: OnceCell<Zone> = const { OnceCell::new() } }
    let made = || Zone::around(Date::now() as i64, [BACK_DAYS, AHEAD_DAYS], offset);
    ZONE.with(|zone| zone.get_or_init(made).clone())
}

// Global: the minute is the same on every page.
static NOW: LazyLock<Slot<i64>> = LazyLock::new(|| Slot::lasting(Date::now() as i64));

/// Now, to the minute; reactive.
pub(in crate::selling) fn now() -> i64 {
    thread_local! { static TICKING: Cell<bool> = const { Cell::new(false) } }
    if !TICKING.replace(true) {
        tick();
    }
    NOW.get()
}

fn tick() {
    let left = MINUTE_MILLIS - (Date::now() as i64).rem_euclid(MINUTE_MILLIS);
    set_timeout(
        || {
            NOW.set(Date::now() as i64);
            tick();
        },
        Duration::from_millis(left.unsigned_abs() + 50),
    );
}

/// Today; reactive.
pub(in crate::selling) fn today() -> Derived<Day> {
    Derived::new(|| zone().local(now()).0)
}

/// The first day of the week of a day, as the reader's calendar prints it.
pub(super) fn week_start(day: Day) -> Day {
    let first = i32::from(starts_on_sunday()) * 6;
    Day(day.0 - (weekday(day) - first).rem_euclid(7))
}

/// What is near today.
pub(super) fn near_days(today: Day) -> NearDays {
    NearDays { today, next_week: Day(week_start(today).0 + 7) }
}

fn starts_on_sunday() -> bool {
    let browser = window().navigator().language().unwrap_or_default();
    const SUNDAY: [&str; 7] = ["en", "en-US", "en-CA", "en-IN", "en-ZA", "en-PH", "en-SG"];
    lang() == Lang::En && SUNDAY.contains(&browser.as_str())
}

/// The month of a day as its first day, moved by some months.
pub(super) fn month_start(day: Day, months: i32) -> Day {
    let (year, month, _) = day.ymd();
    let count = year * 12 + month as i32 - 1 + months;
    Day::from_ymd(count.div_euclid(12), count.rem_euclid(12) as u32 + 1, 1).unwrap_or(day)
}

/// "Mon 30 Nov".
pub(in crate::selling) fn day_name(day: Day) -> String {
    format::day_parts(day, "day name", &[("weekday", "short"), ("day", "numeric"), ("month", "short")])
}

/// "Monday".
pub(super) fn weekday_name(day: Day, kind: &'static str) -> String {
    format::day_parts(day, kind, &[("weekday", kind)])
}

/// "Today", "Tomorrow", "Yesterday", else the day.
pub(in crate::selling) fn near_day(day: Day, today: Day) -> String {
    match day.0 - today.0 {
        0 => t(&words::TODAY).to_owned(),
        1 => t(&words::TOMORROW).to_owned(),
        -1 => t(&words::YESTERDAY).to_owned(),
        _ if day.ymd().0 == today.ymd().0 => day_name(day),
        _ => format::day(day),
    }
}

/// The minute of the day that a field of a time holds: "14:30".
pub fn typed(time: &str) -> Option<u32> {
    let (hour, minute) = time.split_once(':')?;
    Some(hour.parse::<u32>().ok()? * 60 + minute.get(..2)?.parse::<u32>().ok()?)
}

/// The time of day.
pub(in crate::selling) fn time(day: Day, minute: u32) -> String {
    format::time(zone().instant(day, minute) as f64)
}

/// A day and its time, near days by their words.
pub(in crate::selling) fn near(moment: Moment, today: Day) -> String {
    let day = near_day(moment.day, today);
    moment.minute.map_or(day.clone(), |minute| format!("{day} {}", time(moment.day, minute)))
}
