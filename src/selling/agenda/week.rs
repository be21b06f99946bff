//! The agenda of a week, a column a day, and of one day, a row an hour. What is dragged onto a day or an hour goes there; without a pointer
//! the same is done where the task is open.

use super::care::holiday_name;
use super::line::{Tells, Way, chip, dropped, is_dragging, line};
use super::place::{Place, View};
use super::{act, clock, words};
use crate::i18n::t;
use leptos::prelude::*;
use model::Day;
use protocol::{AgendaDeed, AgendaItem, AgendaItems, Moment};

/// Hours that are always shown.
const HOURS: std::ops::RangeInclusive<u32> = 8..=18;

/// The lines of a day: what begins on it, and what lasts on.
pub(super) fn of_day(items: &AgendaItems, day: Day) -> Vec<&AgendaItem> {
    let stands = |item: &&AgendaItem| {
        item.when.is_some_and(|when| {
            let last = item.ends.filter(|_| !item.snoozed).map_or(when.day, |ends| ends.day);
            when.day == day || (when.day < day && day <= last)
        })
    };
    items.items.iter().filter(stands).collect()
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

/// Seven columns.
pub(super) fn week(items: &AgendaItems, start: Day, today: Day, way: &Way) -> AnyView {
    let columns: Vec<AnyView> = (0..7)
        .map(|n| {
            let day = Day(start.0 + n);
            let chips: Vec<AnyView> = of_day(items, day).into_iter().map(|item| chip(item, way)).collect();
            let nothing =
                chips.is_empty().then(|| view! { <p class="agenda-nothing">{t(&words::NOTHING_HERE)}</p> }.into_any());
            let to = Place { view: View::Day, day: Some(day), task: None }.url();
            let current = (day == today).then_some("date");
            let inside = view! {
                <h2><a href=to aria-current=current>{clock::day_name(day)}</a></h2>
                {holidays(items, day)}
                <ul class="agenda-chips">{chips}</ul>
                {nothing}
            };
            target(day, None, "agenda-column", inside.into_any())
        })
        .collect();
    view! { <div class="agenda-week">{columns}</div> }.into_any()
}

/// The hours of a day.
pub(super) fn day(items: &AgendaItems, day: Day, way: &Way) -> AnyView {
    let all = of_day(items, day);
    let hour = |item: &AgendaItem| {
        item.when.filter(|when| when.day == day).and_then(|when| when.minute).map(|minute| minute / 60)
    };
    let first = all.iter().filter_map(|item| hour(item)).min().map_or(*HOURS.start(), |hour| hour.min(*HOURS.start()));
    let last = all.iter().filter_map(|item| hour(item)).max().map_or(*HOURS.end(), |hour| hour.max(*HOURS.end()));
    let lines = |wanted: Option<u32>| -> Vec<AnyView> {
        all.iter().filter(|item| hour(item) == wanted).map(|item| line(item, Tells::Hour, way)).collect()
    };
    let row = |at: Option<u32>| {
        let name = at.map_or_else(|| t(&words::WHOLE_DAY).to_owned(), |hour| clock::time(day, hour * 60));
        let inside = view! {
            <h2>{name}</h2>
            <ul class="agenda-lines">{lines(at)}</ul>
        };
        target(day, at.map(|hour| hour * 60), "agenda-hour", inside.into_any())
    };
    let rows: Vec<AnyView> = [None].into_iter().chain((first..=last).map(Some)).map(row).collect();
    view! { <div class="agenda-day">{holidays(items, day)}{rows}</div> }.into_any()
}
