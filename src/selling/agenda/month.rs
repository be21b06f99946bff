//! The agenda of a month: six weeks, a cell a day.

use super::clock;
use super::grid::{count, holidays, more, of_day, target};
use super::line::{At, Way, chip};
use super::place::{Place, View};
use leptos::prelude::*;
use model::Day;
use protocol::AgendaItems;

/// Weeks shown: enough for every month.
pub(super) const WEEKS: i32 = 6;
/// Lines in a cell; the rest is told as a number.
pub(super) const CELL_MAX: usize = 3;

pub(super) fn month(items: &AgendaItems, month: Day, today: Day, way: &Way) -> AnyView {
    let start = clock::week_start(month);
    let heads: Vec<AnyView> = (0..7)
        .map(|n| {
            let day = Day(start.0 + n);
            view! { <p class="agenda-weekday" aria-hidden="true">{clock::weekday_name(day, "short")}</p> }.into_any()
        })
        .collect();
    let cells: Vec<AnyView> = (0..WEEKS * 7).map(|n| cell(items, Day(start.0 + n), (month, today), way)).collect();
    view! { <div class="agenda-month">{heads}{cells}</div> }.into_any()
}

fn cell(items: &AgendaItems, day: Day, (month, today): (Day, Day), way: &Way) -> AnyView {
    let n = count(items, day);
    let chips: Vec<AnyView> =
        of_day(items, day).into_iter().take(CELL_MAX).map(|item| chip(item, way, At::default())).collect();
    let to = Place { view: View::Day, day: Some(day), task: None }.url();
    let more = more(day, n.saturating_sub(CELL_MAX));
    let other = day.ymd().1 != month.ymd().1;
    let count = (n > 0).then(|| view! { <span class="agenda-count">{n.to_string()}</span> }.into_any());
    let date = view! { <time datetime=day.iso()>{day.ymd().2.to_string()}</time> };
    let inside = view! {
        <a class="agenda-date" href=to aria-current=(day == today).then_some("date")>
            {date}
            <span class="visually-hidden">{clock::day_name(day)}</span>
            {count}
        </a>
        {holidays(items, day)}
        <ul class="agenda-chips">{chips}</ul>
        {more}
    };
    let class = if other { "agenda-cell other" } else { "agenda-cell" };
    target(day, None, class, inside.into_any())
}
