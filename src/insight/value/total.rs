//! The value of the book in one figure, with its interval.

use super::super::way;
use super::what_if::as_set;
use super::{Figures, money, read, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Slot;
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use model::rule::Op;
use model::schema::score;
use protocol::{MarginOf, ValueAnswer, ValueQuery};
use std::sync::Arc;

pub(super) fn frame(figures: Figures, base: Figures, set: Slot<ValueQuery>) -> AnyView {
    let draw: Draw = Arc::new(move || {
        let instead = set.with(|query| *query != as_set(query));
        let instead = instead.then(|| read(base, |answer| answer.total).flatten()).flatten();
        read(figures, |answer| figure(answer, instead)).unwrap_or_else(erase::nothing)
    });
    let sheet: Sheet = ("life-time-value.csv", Arc::new(move || read(figures, rows).unwrap_or_default()));
    view! { <ChartFrame title=&words::TOTAL definition=&words::TOTAL_DEFINITION chart=draw sheet=sheet/> }.into_any()
}

/// The figure; `instead` is what it would be as set.
fn figure(answer: &ValueAnswer, instead: Option<i64>) -> AnyView {
    let whole = |minor: i64| format::money_whole(money(answer, minor));
    let line = tf(
        &words::TOTAL_LINE,
        &[
            ("n", &*format::integer(answer.customers.into())),
            ("days", &answer.horizon_days.to_string()),
            ("margin", &format::percent(answer.margin, 0)),
            ("discount", &format::percent(answer.discount, 0)),
        ],
    );
    let interval = match answer.interval {
        Some([low, high]) => tf(&words::INTERVAL, &[("low", &whole(low)), ("high", &whole(high))]),
        None => t(&words::NO_INTERVAL).to_owned(),
    };
    let note = |text: String| view! { <p class="note">{text}</p> }.into_any();
    let instead = instead.map(|value| note(tf(&words::INSTEAD, &[("value", &whole(value))])));
    let ended = (answer.ended > 0).then(|| note(tf(&words::ENDED, &[("n", &format::integer(answer.ended.into()))])));
    let unknown = answer.buyers.saturating_sub(answer.ended).saturating_sub(answer.customers);
    let unknown = (unknown > 0).then(|| note(tf(&words::NO_AMOUNT, &[("n", &format::integer(unknown.into()))])));
    let margin = margin(answer).map(note);
    let unpaid = (answer.unpaid_days > 0)
        .then(|| note(tf(&words::UNPAID, &[("n", &format::integer(answer.unpaid_days.into()))])));
    let rule = way::test(score::LIFETIME_VALUE, Op::Filled, Vec::new());
    let who = (answer.customers > 0).then(|| way::customers(t(&words::TOTAL_WHO).to_owned(), t(&words::TOTAL), rule));
    view! {
        <div aria-live="polite">
            <p class="value-total">{whole(answer.total.unwrap_or(0))}</p>
            <p>{line} " " {who}</p>
            <p>{interval}</p>
            {instead}
        </div>
        {ended}
        {unknown}
        {unpaid}
        {margin}
    }
    .into_any()
}

/// Where the margin comes from, where none is set and none is tried.
fn margin(answer: &ValueAnswer) -> Option<String> {
    match answer.margin_of {
        MarginOf::Unknown => (answer.margin >= 1.0).then(|| t(&words::MARGIN_UNKNOWN).to_owned()),
        MarginOf::Costs(coverage) if !answer.margin_tried => {
            Some(tf(&words::MARGIN_COSTS, &[("coverage", &format::percent(coverage, 0))]))
        }
        _ => None,
    }
}

fn rows(answer: &ValueAnswer) -> Vec<Vec<String>> {
    let plain = |minor: i64| money(answer, minor).plain();
    let mut rows = vec![vec![t(&words::WHAT).to_owned(), t(&words::AMOUNT).to_owned()]];
    let mut add = |name: &'static crate::i18n::Msg, value: String| rows.push(vec![t(name).to_owned(), value]);
    add(&words::TOTAL, answer.total.map_or_else(String::new, plain));
    let [low, high] = answer.interval.map_or([None; 2], |bounds| bounds.map(Some));
    add(&words::LOW, low.map_or_else(String::new, plain));
    add(&words::HIGH, high.map_or_else(String::new, plain));
    add(&words::CUSTOMERS, answer.customers.to_string());
    add(&words::HORIZON_SLIDER, answer.horizon_days.to_string());
    add(&words::MARGIN, format!("{:.0}", answer.margin * 100.0));
    add(&words::DISCOUNT, format!("{:.0}", answer.discount * 100.0));
    rows
}
