//! Life-time value: what the relations are worth, where to spend on them and where to let go, and what a new customer costs.

mod corners;
mod first;
mod sources;
mod tenths;
mod total;
mod what_if;
pub(super) mod words;
mod years;

use super::head::{self, Shown};
use super::setting::percent;
use crate::data::watch;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{EmptyState, erase};
use leptos::prelude::*;
use model::Money;
use model::schema::setting;
use protocol::{Answer, InsightAnswer, InsightQuery, Query, Sealed, ValueAnswer, ValueQuery};
use std::sync::Arc;

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&ValueAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::Value(answer) => Some(f(answer)),
        _ => None,
    })
}

/// An amount of the answer's currency.
fn money(answer: &ValueAnswer, minor: i64) -> Money {
    Money { minor, currency: answer.currency }
}

/// An amount in a cell: short, and whole where one looks closer.
fn amount(answer: &ValueAnswer, minor: i64) -> AnyView {
    let money = money(answer, minor);
    view! { <td class="num" title=format::money(money)>{format::money_short(money)}</td> }.into_any()
}

/// The same with its interval below.
fn ranged(answer: &ValueAnswer, minor: i64, range: Option<[i64; 2]>) -> AnyView {
    let [whole, short] = [format::money, format::money_short].map(|say| say(money(answer, minor)));
    view! {
        <td class="num" title=whole>
            {short} " " {ends(answer, range)}
        </td>
    }
    .into_any()
}

/// An interval of amounts, as it stands below its figure.
fn ends(answer: &ValueAnswer, range: Option<[i64; 2]>) -> Option<AnyView> {
    let [low, high] = range?.map(|minor| format::money_short(money(answer, minor)));
    let text = tf(&super::words::RANGE, &[("low", &low), ("high", &high)]);
    Some(view! { <span class="figure-range">{text}</span> }.into_any())
}

/// An amount and its interval in a file.
fn plain(answer: &ValueAnswer, minor: i64, range: Option<[i64; 2]>) -> [String; 3] {
    let said = |minor: i64| money(answer, minor).plain();
    let [low, high] = range.map_or_else(|| [String::new(), String::new()], |range| range.map(said));
    [said(minor), low, high]
}

/// The page.
#[component]
pub fn ValuePage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::Value(query) => Some(query.clone()),
        _ => None,
    });
    let saved: ValueQuery = saved.unwrap_or_default();
    // Whose customers are listed: the answer has those of every corner.
    let corner = Slot::new(saved.corner.map_or(0, usize::from));
    let set = Slot::new(ValueQuery { corner: None, ..saved });
    let ask = |query: ValueQuery| Some(Query::Insight(Sealed::new(&InsightQuery::Value(query))));
    let kept = move || ValueQuery { corner: Some(corner.get() as u8), ..set.get() };
    let figures: Figures = head::ask_saving(
        Arc::new(move || InsightQuery::Value(set.get())),
        Arc::new(move || InsightQuery::Value(kept())),
    );
    // What the sliders are compared with; the same answer while they are not moved.
    let base: Figures = watch(move || ask(ValueQuery::default()));
    let now = Derived::new(move || {
        let of = |answer: &ValueAnswer| (head::shown(answer.buyers, answer.needed), answer.total.is_some());
        read(figures, of).unwrap_or((Shown::Working, false))
    });
    let body = move || match now.get() {
        (Shown::Figures, true) => whole(figures, base, set, corner),
        (Shown::Figures, false) => without_value(figures, base),
        (other, _) => head::instead(other, &words::EMPTY),
    };
    let line = move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default();
    head::page("value", &words::VALUE, line, body)
}

fn whole(figures: Figures, base: Figures, set: Slot<ValueQuery>, corner: Slot<usize>) -> AnyView {
    view! {
        {what_if::controls(figures, set)}
        <div class="insight-charts">
            {total::frame(figures, base, set)}
            {tenths::frame(figures, set)}
            <div class="insight-wide">{years::frame(figures)}</div>
            <div class="insight-wide">{corners::frame(figures, set, corner)}</div>
            <div class="insight-wide">{sources::frame(figures)}</div>
        </div>
        {settings(base)}
    }
    .into_any()
}

/// Enough buyers, but too few of them paid again.
fn without_value(figures: Figures, base: Figures) -> AnyView {
    let text = erase::text(move || {
        let told = |answer: &ValueAnswer| {
            let (n, needed) = (format::integer(answer.repeaters.into()), answer.needed.to_string());
            tf(&words::FEW_REPEATS, &[("n", &n), ("needed", &needed)])
        };
        read(figures, told).unwrap_or_default()
    });
    view! {
        <EmptyState title=t(&words::FEW_REPEATS_TITLE) text=text>{erase::nothing()}</EmptyState>
        {sources::frame(figures)}
        {settings(base)}
    }
    .into_any()
}

fn settings(base: Figures) -> AnyView {
    let share = |share: f64| (share * 100.0).round() as u32;
    let margin = move || read(base, |answer| answer.margin_set.map(share)).flatten();
    let discount = move || read(base, |answer| share(answer.discount_set));
    view! {
        <details class="why churn-thresholds">
            <summary>{t(&words::SETTINGS)}</summary>
            <div class="insight-controls">
                {percent(&words::MARGIN, setting::MARGIN.id, (1, 100), margin)}
                {percent(&words::DISCOUNT, setting::DISCOUNT.id, (0, 100), discount)}
            </div>
        </details>
    }
    .into_any()
}
