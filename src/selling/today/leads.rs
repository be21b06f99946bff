//! Leads whose next contact is due.

use super::{Page, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::selling::agenda::{call, near_day, zone};
use crate::selling::leads::{ask, read};
use crate::shell::log::{self, Wanted};
use crate::ui::erase;
use leptos::prelude::*;
use model::Day;
use model::schema::lead;
use protocol::selling::leads::DueLead;
use protocol::{LeadsAnswer, LeadsQuery};

const ROWS: u32 = 6;

/// The section.
pub(super) fn section(page: Page) -> AnyView {
    let (whose, today) = (page.whose, page.today);
    let answer = ask(move || Some(LeadsQuery::Due { owners: whose.owners()?, limit: ROWS }));
    let leads = move || {
        read(answer, |answer| match answer {
            LeadsAnswer::Due(leads, all) => Some((leads.clone(), *all)),
            _ => None,
        })
    };
    page.counts(move || leads().map(|(_, all)| all));
    erase::maybe(move || {
        let (leads, all) = leads()?;
        let lines: Vec<AnyView> = leads.iter().map(|one| line(one, today.get())).collect();
        Some(super::section(&words::LEADS, all, lines.len(), "leads", lines))
    })
    .into_any()
}

fn line(one: &DueLead, today: Day) -> AnyView {
    let id = one.id;
    let day = zone().local(one.at).0;
    let late = day < today;
    let when = if late { near_day(day, today) } else { format::time(one.at as f64) };
    let company = (one.company != one.name).then(|| one.company.clone());
    let call = call(&one.phone, tf(&words::CALL_LEAD, &[("name", &one.name)]));
    view! {
        <li class="agenda-line">
            <div class="agenda-what">
                <a class="agenda-subject" href=format!("leads?id={id}")>{one.name.clone()}</a>
                <p class="agenda-meta">
                    <span class="agenda-when" class:late=late>{when}</span>
                    <span>{company}</span>
                </p>
            </div>
            <span class="agenda-tools">
                {call}
                <button type="button" class="button quiet" aria-label=tf(&words::LOG_FOR, &[("name", &one.name)])
                    on:click=move |_| log::open(Wanted::with(lead::ID, id))>
                    {t(&words::LOG)}
                </button>
            </span>
        </li>
    }
    .into_any()
}
