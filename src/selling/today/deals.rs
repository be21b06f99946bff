//! Opportunities that want somebody: overdue, closing within a week, rotting, large.

use super::{Page, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::selling::deals::{ask, read};
use crate::shell::log::{self, Wanted};
use crate::ui::erase;
use leptos::prelude::*;
use model::schema::opportunity;
use protocol::deals::DealCard;
use protocol::{DealsAnswer, DealsQuery};

const ROWS: u32 = 6;

/// The section.
pub(super) fn section(page: Page) -> AnyView {
    let whose = page.whose;
    let answer = ask(move || Some(DealsQuery::AtRisk { owners: whose.owners()?, limit: ROWS }));
    let cards = move || {
        read(answer, |answer| match answer {
            DealsAnswer::Cards(cards, count) => Some((cards.clone(), *count)),
            _ => None,
        })
    };
    page.counts(move || cards().map(|(_, count)| count));
    erase::maybe(move || {
        let (cards, count) = cards()?;
        let lines: Vec<AnyView> = cards.iter().map(line).collect();
        Some(super::section(&words::DEALS, count, lines.len(), "deals", lines))
    })
    .into_any()
}

fn line(card: &DealCard) -> AnyView {
    let id = card.id;
    let mut told: Vec<String> = Vec::new();
    told.extend(card.customer.as_ref().map(|(_, name)| name.clone()));
    told.extend(card.amount.map(format::money_short));
    told.extend(card.stage.as_ref().map(|(_, name)| name.clone()));
    let day = card.expected.map(format::day).unwrap_or_default();
    let mut marks: Vec<String> = Vec::new();
    match card.overdue {
        true => marks.push(tf(&words::CLOSE_OVERDUE, &[("day", &day)])),
        false if !day.is_empty() => told.push(tf(&words::CLOSES, &[("day", &day)])),
        false => {}
    }
    if card.rotting {
        let days = card.days.unwrap_or_default();
        marks.push(tf(&words::ROTTING, &[("n", &format::integer(days.into()))]));
    }
    if card.large {
        marks.push(t(&words::LARGE).to_owned());
    }
    let next = (!card.next_step.is_empty()).then(|| view! { <span>{card.next_step.clone()}</span> }.into_any());
    view! {
        <li class="agenda-line">
            <div class="agenda-what">
                <a class="agenda-subject" href=format!("deals?id={}", card.id)>{card.name.clone()}</a>
                <p class="agenda-meta">
                    {marks.into_iter().map(|mark| view! { <span class="today-mark">{mark}</span> }.into_any()).collect::<Vec<_>>()}
                    <span>{told.join(" · ")}</span>
                    {next}
                </p>
            </div>
            <span class="agenda-tools">
                <button type="button" class="button quiet" aria-label=tf(&words::LOG_FOR, &[("name", &card.name)])
                    on:click=move |_| log::open(Wanted::with(opportunity::ID, id))>
                    {t(&words::LOG)}
                </button>
            </span>
        </li>
    }
    .into_any()
}
