//! Customers about to leave, most value at risk first: the top of the churn watch.

use super::{Page, words};
use crate::data::{self, watch};
use crate::format;
use crate::i18n::{t, tf};
use crate::insight::churn_reason;
use crate::ui::{Glyph, Icon, StageDot, erase};
use leptos::prelude::*;
use model::schema::customer;
use model::{Day, Money, Value};
use protocol::{
    Answer, ChurnAnswer, ChurnQuery, ChurnRow, InsightAnswer, InsightQuery, Owners, Query, Request, Sealed,
};

/// As on the churn watch when it is opened.
const HORIZON_DAYS: u32 = 90;
const UPLIFT_PERCENT: u32 = 5;
const ROWS: u32 = 5;
/// How long a customer is left off.
const OFF_DAYS: i32 = 30;

/// The section.
pub(super) fn section(page: Page) -> AnyView {
    let whose = page.whose;
    let query = move || {
        let owners = whose.owners()?;
        let [horizon_days, uplift_percent, limit] = [HORIZON_DAYS, UPLIFT_PERCENT, ROWS];
        Some(ChurnQuery { horizon_days, uplift_percent, snoozed: false, limit, owners })
    };
    let answer = watch(move || Some(Query::Insight(Sealed::new(&InsightQuery::Churn(query()?)))));
    let read = move |f: &dyn Fn(&ChurnAnswer) -> AnyView| {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Insight(answer)) => match answer.get()? {
                InsightAnswer::Churn(answer) if answer.buyers >= answer.needed => Some(f(answer)),
                _ => None,
            },
            _ => None,
        })
    };
    // Five are a morning's work; the watch has the others.
    page.counts(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Insight(answer)) => match answer.get()? {
                InsightAnswer::Churn(answer) => Some(answer.rows.len() as u32),
                _ => None,
            },
            _ => None,
        })
    });
    erase::maybe(move || {
        read(&|answer| {
            let lines: Vec<AnyView> = answer.rows.iter().map(|row| line(row, answer)).collect();
            // The watch is everybody's: it has these and the others.
            let all = match whose.owners().is_some_and(|owners| owners == Owners::ALL) {
                true => &words::ALL,
                false => &words::WATCH,
            };
            let (warned, shown) = (answer.warned, lines.len());
            match lines.is_empty() {
                true => erase::nothing(),
                false => super::framed(&words::LEAVING, move || (warned, shown), ("churn", all), lines.into_any()),
            }
        })
    })
    .into_any()
}

fn line(row: &ChurnRow, answer: &ChurnAnswer) -> AnyView {
    let value = row.at_risk.map(|minor| {
        let value = format::money_short(Money { minor, currency: answer.currency });
        view! { <span>{tf(&words::AT_RISK, &[("value", &value)])}</span> }.into_any()
    });
    let why: Vec<String> = row.reasons.iter().map(churn_reason).collect();
    let told = tf(&words::LEAVE_OFF, &[("name", &row.name)]);
    let (id, until) = (row.id, Day(answer.as_of.0.saturating_add(OFF_DAYS)));
    let off = move |_| {
        let value = Value::Day(until);
        data::act(Request::Edit { collection: customer::ID, record: id, field: customer::SNOOZED_UNTIL.id, value });
    };
    view! {
        <li class="agenda-line">
            <div class="agenda-what">
                <a class="agenda-subject" href=format!("customers?id={id}")>{row.name.clone()}</a>
                <p class="agenda-meta">
                    {row.stage.map(|stage| view! { <StageDot stage=stage/> }.into_any())}
                    {value}
                    <span>{why.join(t(&words::SEMICOLON))}</span>
                </p>
            </div>
            <span class="agenda-tools">
                <button type="button" class="button quiet icon-only" title=told.clone() aria-label=told on:click=off>
                    <Icon of=Glyph::Later />
                </button>
            </span>
        </li>
    }
    .into_any()
}
