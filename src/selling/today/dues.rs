//! Payments that are overdue, and those whose reminder is due.

use super::{Page, words};
use crate::format;
use crate::i18n::tf;
use crate::selling::agenda::owner;
use crate::selling::money::ask::{ask, read};
use crate::ui::erase;
use leptos::prelude::*;
use model::Day;
use protocol::money::DueRow;
use protocol::{MoneyAnswer, MoneyQuery};

const ROWS: u32 = 6;

/// The section.
pub(super) fn section(page: Page) -> AnyView {
    let (everybody, today) = (page.everybody, page.today);
    let answer = ask(move || Some(MoneyQuery::Due { owner: owner(everybody), limit: ROWS }));
    let due = move || {
        read(answer, |answer| match answer {
            MoneyAnswer::Due(due) => {
                let soon = due.upcoming.rows.iter().take(due.reminders as usize);
                let rows: Vec<DueRow> = due.overdue.rows.iter().chain(soon).take(ROWS as usize).cloned().collect();
                Some((rows, due.overdue.count + due.reminders))
            }
            _ => None,
        })
    };
    page.counts(move || due().map(|(_, count)| count));
    erase::maybe(move || {
        let (rows, count) = due()?;
        let lines: Vec<AnyView> = rows.iter().map(|row| line(row, today.get())).collect();
        Some(super::section(&words::DUES, count, lines.len(), "money", lines))
    })
    .into_any()
}

fn line(row: &DueRow, today: Day) -> AnyView {
    let late = row.day.map_or(0, |day| today.0 - day.0);
    let when = match row.day {
        Some(_) if late > 0 => tf(&words::DAYS_LATE, &[("n", &format::integer(late.unsigned_abs().into()))]),
        Some(day) => tf(&words::DUE_ON, &[("day", &format::day(day))]),
        None => String::new(),
    };
    let who = row
        .customer
        .as_ref()
        .map(|(id, name)| view! { <a href=format!("customers?id={id}")>{name.clone()}</a> }.into_any());
    view! {
        <li class="agenda-line">
            <div class="agenda-what">
                <a class="agenda-subject" href=format!("records?of=order&id={}", row.order.0)>
                    {format!("{} · {}", row.order.1, format::money(row.remaining))}
                </a>
                <p class="agenda-meta">
                    <span class:today-mark=late.is_positive()>{when}</span>
                    {who}
                </p>
            </div>
        </li>
    }
    .into_any()
}
