//! Payments that are overdue, and those whose reminder is due.

use super::{Page, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::selling::money::ask::{ask, read};
use crate::selling::money::pay::{self, Pay};
use crate::selling::money::words as money;
use crate::state::Slot;
use crate::ui::erase;
use leptos::prelude::*;
use model::Day;
use protocol::money::DueRow;
use protocol::{MoneyAnswer, MoneyQuery};

const ROWS: u32 = 6;

/// The section.
pub(super) fn section(page: Page) -> AnyView {
    let (whose, today) = (page.whose, page.today);
    let answer = ask(move || Some(MoneyQuery::Due { owners: whose.owners()?, limit: ROWS }));
    let due = move || {
        read(answer, |answer| match answer {
            MoneyAnswer::Due(due) => {
                let rows = due.overdue.rows.iter().chain(&due.reminders.rows);
                Some((rows.take(ROWS as usize).cloned().collect::<Vec<_>>(), due.overdue.count + due.reminders.count))
            }
            _ => None,
        })
    };
    page.counts(move || due().map(|(_, count)| count));
    let paying = (Slot::new(None::<Pay>), RwSignal::new(false));
    let lines = erase::maybe(move || {
        let (rows, count) = due()?;
        let lines: Vec<AnyView> = rows.iter().map(|row| line(row, today.get(), paying)).collect();
        Some(super::section(&words::DUES, count, lines.len(), "money", lines))
    });
    view! {
        {lines}
        {pay::dialog(paying.0, paying.1, false)}
    }
    .into_any()
}

fn line(row: &DueRow, today: Day, (pay, paying): (Slot<Option<Pay>>, RwSignal<bool>)) -> AnyView {
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
    let what = format!("{} {}", row.order.1, format::money(row.remaining));
    let one = Pay { order: row.order.0, plan: row.plan, amount: Some(row.remaining), back: false };
    let record = move |_| {
        pay.set(Some(one));
        paying.set(true);
    };
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
            <span class="agenda-tools">
                <button type="button" class="button quiet" aria-label=tf(&money::PAY_FOR, &[("what", &what)])
                    on:click=record>
                    {t(&money::PAY)}
                </button>
            </span>
        </li>
    }
    .into_any()
}
