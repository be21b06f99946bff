//! The agenda of a week and of a day as a grid of hours: what has a time stands at it and is as long as it lasts. What is dragged onto a day
//! or an hour goes there; without a pointer the same is done where the task is open.

use super::care::holiday_name;
use super::line::{At, Way, chip, dropped, is_dragging};
use super::place::{Place, View};
use super::{act, clock, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::erase;
use leptos::prelude::*;
use model::Day;
use model::lanes::lanes;
use protocol::{AgendaDeed, AgendaItem, AgendaItems, Moment};
use std::ops::Range;

/// Hours that are always shown.
const HOURS: Range<u32> = 8..19;

/// The lines of a day: what begins on it, and what lasts on.
pub(super) fn of_day(items: &AgendaItems, day: Day) -> Vec<&AgendaItem> {
    let stands = |item: &&AgendaItem| {
        item.when.is_some_and(|when| {
            let last = item.ends.map_or(when.day, |ends| ends.day);
            when.day == day || (when.day < day && day <= last)
        })
    };
    items.items.iter().filter(stands).collect()
}

/// How much stands on a day, be it shown or not.
pub(super) fn count(items: &AgendaItems, day: Day) -> usize {
    items.days.iter().find(|(of, _)| *of == day).map_or(0, |(_, n)| *n as usize)
}

/// How many of a day are not shown, and the way to them.
pub(super) fn more(day: Day, n: usize) -> Option<AnyView> {
    (n > 0).then(|| {
        let to = Place { view: View::Day, day: Some(day), task: None }.url();
        let text = tf(&words::MORE, &[("n", &format::integer(n as u64))]);
        view! { <a class="agenda-more" href=to>{text}</a> }.into_any()
    })
}

/// Sends what was dropped to a moment; without a minute it keeps its own.
fn drop_on(day: Day, minute: Option<u32>) {
    let Some(item) = dropped() else { return };
    let Some(when) = item.when else { return };
    let to = Moment { day, minute: minute.or(when.minute) };
    if to != when {
        act(AgendaDeed::Move { task: item.id, to, zone: clock::zone() });
    }
}

/// Lets something be dropped here.
pub(super) fn target(day: Day, minute: Option<u32>, class: &'static str, inside: AnyView) -> AnyView {
    let over = RwSignal::new(false);
    let on_over = move |event: web_sys::DragEvent| {
        if is_dragging() {
            event.prevent_default();
            over.set(true);
        }
    };
    let on_drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        drop_on(day, minute);
    };
    view! {
        <div class=class class:over=move || over.get() on:dragover=on_over on:dragleave=move |_| over.set(false) on:drop=on_drop>
            {inside}
        </div>
    }
    .into_any()
}

pub(super) fn holidays(items: &AgendaItems, day: Day) -> Vec<AnyView> {
    let of = items.holidays.iter().filter(|holiday| holiday.day == day);
    of.map(|holiday| view! { <p class="agenda-holiday">{holiday_name(holiday.kind)}</p> }.into_any()).collect()
}

/// Shorter things are drawn as long as this, so that they can be read and hit.
const SHORTEST: u32 = 30;
const DAY: u32 = 24 * 60;

/// The minutes that something takes of the day on which it begins; `None` for what has no time on that day.
fn minutes(item: &AgendaItem, day: Day) -> Option<(u32, u32)> {
    let from = item.when.filter(|when| when.day == day)?.minute?;
    let ends = item.ends.filter(|_| !item.snoozed);
    let to = match ends {
        Some(ends) if ends.day > day => DAY,
        Some(ends) => ends.minute.unwrap_or(from),
        None => from,
    };
    let to = to.max(from + SHORTEST).min(DAY);
    Some((from.min(DAY - SHORTEST), to))
}

/// The hours of the days from `start` on, seven of them: in a week all, else that of `chosen` below the names of its week. A phone has room
/// for one day, whichever it is.
pub(super) fn grid(items: &AgendaItems, (view, chosen): (View, Day), today: Day, way: &Way) -> AnyView {
    let start = clock::week_start(chosen);
    let days: Vec<Day> = (0..7).map(|n| Day(start.0 + n)).collect();
    let shown = |day: Day| view == View::Week || day == chosen;
    let of = |day: Day| items.items.iter().filter_map(move |item| minutes(item, day));
    let spans: Vec<(u32, u32)> = days.iter().copied().filter(|day| shown(*day)).flat_map(of).collect();
    let first = spans.iter().map(|(from, _)| from / 60).chain([HOURS.start]).min().unwrap_or_default();
    let last = spans.iter().map(|(_, to)| to.div_ceil(60)).chain([HOURS.end]).max().unwrap_or_default();
    let hours = first..last;
    let names: Vec<AnyView> = hours
        .clone()
        .map(|hour| view! { <span class="agenda-hour-name">{clock::time(chosen, hour * 60)}</span> }.into_any())
        .collect();
    let columns: Vec<AnyView> = days
        .iter()
        .map(|&day| {
            let to = Place { view: View::Day, day: Some(day), task: None }.url();
            let head = view! {
                <h2>
                    <a href=to aria-current=(day == today).then_some("date")>
                        <span>{clock::weekday_name(day, "short")}</span>
                        " "
                        <span class="agenda-day-number">{day.ymd().2.to_string()}</span>
                    </a>
                </h2>
            };
            let body = shown(day).then(|| body(items, (view, day), &hours, way));
            view! {
                <section class="agenda-column" class:chosen=day == chosen aria-label=clock::day_name(day)>
                    {head}
                    {body}
                </section>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="agenda-grid" class:one=view == View::Day>
            <div class="agenda-hours-names" aria-hidden="true">
                <span></span>
                <span>{t(&words::WHOLE_DAY)}</span>
                <div>{names}</div>
            </div>
            {columns}
        </div>
    }
    .into_any()
}

/// A day: what takes the whole of it, and its hours with what stands in them.
fn body(items: &AgendaItems, (view, day): (View, Day), hours: &Range<u32>, way: &Way) -> AnyView {
    let all = of_day(items, day);
    // The day itself has a way to more of its own.
    let rest = if view == View::Day { None } else { more(day, count(items, day).saturating_sub(all.len())) };
    let (timed, whole): (Vec<_>, Vec<_>) = all.into_iter().partition(|item| minutes(item, day).is_some());
    let whole_day: Vec<AnyView> =
        whole.into_iter().map(|item| chip(item, way, At { tick: true, ..At::default() })).collect();
    let spans: Vec<(u32, u32)> = timed.iter().filter_map(|item| minutes(item, day)).collect();
    let long = f64::from((hours.end - hours.start) * 60);
    let share = |minutes: u32| format::css_percent(f64::from(minutes) / long);
    let from = hours.start * 60;
    let blocks: Vec<AnyView> = timed
        .iter()
        .zip(spans.iter().zip(lanes(&spans)))
        .map(|(item, ((start, end), lane))| {
            let part = |n: u32| format::css_percent(f64::from(n) / f64::from(lane.of));
            let (top, height) = (share(start - from), share(end - start));
            let at = At { tick: true, top, height, left: part(lane.at), width: part(1) };
            chip(item, way, at)
        })
        .collect();
    let slots: Vec<AnyView> =
        hours.clone().map(|hour| target(day, Some(hour * 60), "agenda-slot", erase::nothing())).collect();
    let inside = view! {
        {holidays(items, day)}
        <ul class="agenda-chips">{whole_day}</ul>
        {rest}
    };
    view! {
        {target(day, None, "agenda-whole", inside.into_any())}
        <div class="agenda-hours">
            {slots}
            <ul class="agenda-chips">{blocks}</ul>
            {now_line(day, hours.clone())}
        </div>
    }
    .into_any()
}

/// Where the clock stands, on its day.
fn now_line(day: Day, hours: Range<u32>) -> AnyView {
    erase::maybe(move || {
        let (today, minute) = clock::zone().local(clock::now());
        let past = minute.checked_sub(hours.start * 60).filter(|_| today == day && minute < hours.end * 60)?;
        let top = format::css_percent(f64::from(past) / f64::from((hours.end - hours.start) * 60));
        Some(view! { <div class="agenda-now" aria-hidden="true" style:top=top></div> }.into_any())
    })
    .into_any()
}
