//! Targets: how far everybody is, and the table in which they are set.

mod grid;
mod progress;

use super::behind::Asked;
use super::builder::choose;
use super::{ask, read, words};
use crate::i18n::{Msg, label, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{Glyph, Icon, Skeleton, erase};
use crate::{fields, format};
use leptos::prelude::*;
use model::rule::Unit;
use model::{Day, Money, OptionId, options};
use protocol::{ReportsAnswer, ReportsQuery, TargetRow, TargetsAnswer, TargetsOf, Who};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An answer that is there.
pub(super) type Targets = Derived<Option<Arc<TargetsAnswer>>>;

/// What was typed and is not saved yet, whatever targets are looked at.
type AllTyped = Slot<BTreeMap<TargetsOf, BTreeMap<(Who, Day), String>>>;

pub(super) fn targets(asked: Asked) -> AnyView {
    let today = format::local_day(js_sys::Date::now());
    let measure = Slot::new(OptionId(1));
    let period = Slot::new(OptionId(1));
    let year = Slot::new(today.ymd().0);
    let of = move || TargetsOf { measure: measure.get(), period: period.get(), year: year.get() };
    let answer = ask(move || Some(ReportsQuery::Targets(of())));
    let now: Targets = Derived::new(move || {
        let found = read(answer, |answer| match answer {
            ReportsAnswer::Targets(targets) => Some(Arc::new(targets.clone())),
            _ => None,
        });
        found.filter(|found| found.of == of())
    });
    let typed: AllTyped = Slot::new(BTreeMap::new());
    let there = Derived::new(move || now.with(|now| now.as_ref().map(|now| now.of)));
    let body = erase::view(move || match there.get() {
        None => view! { <Skeleton lines=8 /> }.into_any(),
        Some(of) => view! {
            {progress::progress(now, of, asked)}
            {grid::grid(now, grid::Typed::new(typed, of))}
        }
        .into_any(),
    });
    let list = |list: &'static options::OptionList| -> Vec<(String, String)> {
        list.values.iter().map(|value| (value.id.0.to_string(), fields::choice(list, value.id).label)).collect()
    };
    let set = |slot: Slot<OptionId>| {
        move |text: String| {
            if let Ok(id) = text.parse() {
                slot.set(OptionId(id));
            }
        }
    };
    let choice = move |name: &'static Msg, of: &'static options::OptionList, slot: Slot<OptionId>| {
        // Options that are renamed change their words, not what was chosen.
        erase::view(move || choose(t(name).to_owned(), list(of), slot.get_untracked().0.to_string(), set(slot)))
    };
    let waiting = erase::maybe(move || {
        let of = of();
        let others: Vec<String> =
            typed.with(|typed| typed.keys().filter(|known| **known != of).map(|of| name(*of)).collect());
        let text = (!others.is_empty()).then(|| tf(&words::NOT_SAVED, &[("what", &others.join(", "))]))?;
        Some(view! { <p class="note" role="status">{text}</p> }.into_any())
    });
    view! {
        <div class="report-controls">
            {choice(&words::TARGET_OF, &options::MEASURE, measure)}
            {choice(&words::PER, &options::PERIOD, period)}
            {years(year)}
        </div>
        {waiting}
        {body}
    }
    .into_any()
}

fn years(year: Slot<i32>) -> AnyView {
    let step = move |by: i32, class: &'static str, name: &'static Msg| {
        let go = move |_| year.set((year.get_untracked() + by).clamp(1, 9998));
        view! {
            <button type="button" class=class aria-label=t(name) title=t(name) on:click=go>
                <Icon of=Glyph::Back />
            </button>
        }
        .into_any()
    };
    view! {
        <div class="report-years" role="group" aria-label=t(&words::YEAR)>
            {step(-1, "button quiet icon-only", &words::YEAR_BEFORE)}
            <output>{erase::text(move || year.get().to_string())}</output>
            {step(1, "button quiet icon-only report-on", &words::YEAR_AFTER)}
        </div>
    }
    .into_any()
}

/// Which targets, in words.
fn name(of: TargetsOf) -> String {
    let measure = fields::choice(&options::MEASURE, of.measure).label;
    format!("{measure} · {} · {}", fields::choice(&options::PERIOD, of.period).label, of.year)
}

/// The unit of the periods of an answer.
fn unit(of: TargetsOf) -> Unit {
    match options::PERIOD.value(of.period).map(|value| value.name) {
        Some("quarter") => Unit::Quarter,
        Some("year") => Unit::Year,
        _ => Unit::Month,
    }
}

fn period_name(of: TargetsOf, start: Day) -> String {
    super::names::period(start, unit(of))
}

/// How a measure is counted.
fn definition(of: TargetsOf) -> &'static Msg {
    match options::MEASURE.value(of.measure).map(|value| value.name) {
        Some("payments") => &words::DEFINED_PAYMENTS,
        Some("won_deals") => &words::DEFINED_WON,
        Some("new_customers") => &words::DEFINED_NEW,
        Some("activities") => &words::DEFINED_ACTIVITIES,
        _ => &words::DEFINED_REVENUE,
    }
}

fn who_name(row: &TargetRow) -> String {
    match row.who {
        Who::Company => t(&words::COMPANY).to_owned(),
        Who::Nobody => t(&words::NOBODY_OWNS).to_owned(),
        Who::Team(_) => format!("{} ({})", row.name, label("collection.team")),
        Who::Person(_) if row.name.is_empty() => t(&words::NO_NAME).to_owned(),
        Who::Person(_) => row.name.clone(),
    }
}

/// An amount or a number of an answer.
fn amount(answer: &TargetsAnswer, n: i64) -> String {
    match answer.currency {
        Some(currency) => format::money_whole(Money { minor: n, currency }),
        None if n < 0 => format!("−{}", format::integer(n.unsigned_abs())),
        None => format::integer(n.unsigned_abs()),
    }
}

/// What was left out, since it is in other currencies.
fn elsewhere(answer: &TargetsAnswer) -> Option<AnyView> {
    if answer.elsewhere.is_empty() {
        return None;
    }
    let amounts: Vec<String> = answer.elsewhere.iter().copied().map(format::money).collect();
    let text = tf(&words::ELSEWHERE, &[("amounts", &amounts.join(", "))]);
    Some(view! { <p class="note">{text}</p> }.into_any())
}
