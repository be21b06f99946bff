//! A customer on the watch.

use super::super::{head, words};
use crate::data;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::StageDot;
use leptos::prelude::*;
use model::schema::customer;
use model::{Day, Money, RecordId, Value};
use protocol::{ChurnAnswer, ChurnReason, ChurnRow, Request};

/// How long a customer is left off the watch.
const SNOOZE_DAYS: i32 = 30;

pub(super) fn row(one: &ChurnRow, answer: &ChurnAnswer) -> AnyView {
    let money = |minor: Option<i64>| {
        minor.map(|minor| {
            let money = Money { minor, currency: answer.currency };
            (format::money_short(money), format::money(money))
        })
    };
    // The whole amount where one looks closer, the interval below.
    let amount = |minor: Option<i64>, range: Option<[i64; 2]>| {
        let (short, whole) = money(minor).unzip();
        let ends = range.map(|range| {
            let [low, high] = range.map(|minor| format::money_short(Money { minor, currency: answer.currency }));
            let text = tf(&words::RANGE, &[("low", &low), ("high", &high)]);
            view! { <span class="figure-range">{text}</span> }.into_any()
        });
        view! {
            <td class="num" title=whole>
                {short} " " {ends}
            </td>
        }
        .into_any()
    };
    let percent = |share: f64| format::percent(share, 0);
    let reasons: Vec<String> = one.reasons.iter().map(reason).collect();
    let comma = t(&words::COMMA);
    view! {
        <tr>
            <th scope="row"><a href=format!("customers?id={}", one.id)>{one.name.clone()}</a></th>
            <td>{one.stage.map(|stage| view! { <StageDot stage=stage/> }.into_any())}</td>
            {head::figure(percent(one.risk), one.risk_range.map(|range| range.map(percent)))}
            {amount(one.at_risk, one.at_risk_range)}
            {amount(one.offer, one.offer_range)}
            <td class="churn-next">{one.next_order.map(format::day)}</td>
            <td class="churn-why">{reasons.join(comma)}</td>
            <td>{snooze(one, answer.as_of)}</td>
        </tr>
    }
    .into_any()
}

/// The button that takes a customer off the watch for a while, or puts them back.
fn snooze(one: &ChurnRow, as_of: Day) -> AnyView {
    let (id, until) = (one.id, Day(as_of.0.saturating_add(SNOOZE_DAYS)));
    let (text, told, value) = match one.snoozed_until {
        None => (&words::SNOOZE, &words::SNOOZE_FOR, Value::Day(until)),
        Some(_) => (&words::WAKE, &words::WAKE_WHO, Value::Empty),
    };
    let told = tf(told, &[("name", &one.name)]);
    view! {
        <button
            type="button"
            class="button quiet"
            title=told.clone()
            aria-label=told
            on:click=move |_| write(id, value.clone())
        >
            {t(text)}
        </button>
    }
    .into_any()
}

fn write(record: RecordId, value: Value) {
    data::act(Request::Edit { collection: customer::ID, record, field: customer::SNOOZED_UNTIL.id, value });
}

/// A sign in words.
pub(crate) fn reason(reason: &ChurnReason) -> String {
    match *reason {
        ChurnReason::Overdue(index) | ChurnReason::LongOverdue(index) => {
            tf(&words::WHY_OVERDUE, &[("share", &format::percent_exceeded(index))])
        }
        ChurnReason::Dropped(before, now) => {
            let (before, now) = (format::percent(before, 0), format::percent(now, 0));
            tf(&words::WHY_DROPPED, &[("before", &before), ("now", &now)])
        }
        ChurnReason::Slowing => t(&words::WHY_SLOWING).to_owned(),
        ChurnReason::SpendFalling => t(&words::WHY_SPEND).to_owned(),
        ChurnReason::Flagged => t(&words::WHY_FLAGGED).to_owned(),
        ChurnReason::Dissatisfied(before, now) => {
            let words = match before {
                Some(before) if before > now => &words::WHY_LESS_SATISFIED,
                _ => &words::WHY_DISSATISFIED,
            };
            tf(words, &[("before", &before.unwrap_or(now).to_string()), ("now", &now.to_string())])
        }
    }
}
