//! Churn watch: who is about to leave, most value at risk first, and what to do about it.

mod row;
mod sheet;
mod thresholds;

pub(crate) use row::reason;

use super::frame::Whole;
use super::head::{self, Shown};
use super::{tag, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase, more};
use leptos::prelude::*;
use model::Money;
use protocol::{Answer, ChurnAnswer, ChurnQuery, InsightAnswer, InsightQuery, MarginOf, Owners};
use std::sync::Arc;

/// Days ahead at first, and how far the slider goes.
const HORIZON: u32 = 90;
const HORIZON_RANGE: (u32, u32) = (14, 365);
/// Points by which an offer raises the chance of an order.
const UPLIFTS: [u32; 4] = [2, 5, 10, 20];
/// Rows on the page; the rest is told as a number.
const ROWS_MAX: u32 = 200;
/// Rows drawn in one go: a few milliseconds at a quarter of a desk's speed.
const ROWS_PER_PIECE: usize = 20;
/// Pieces of rows that are there at first, and that come with each "Show more": whoever moves the slider waits for what is there.
const PIECES: usize = 2;

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&ChurnAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::Churn(answer) => Some(f(answer)),
        _ => None,
    })
}

/// What is set on the page.
#[derive(Clone, Copy)]
struct Set {
    horizon: Slot<u32>,
    uplift: Slot<u32>,
    snoozed: Slot<bool>,
    /// Names of tags as they are being typed.
    tags: tag::Typed,
}

impl Set {
    fn query(self, limit: u32) -> ChurnQuery {
        ChurnQuery {
            horizon_days: self.horizon.get(),
            uplift_percent: self.uplift.get(),
            snoozed: self.snoozed.get(),
            limit,
            owners: Owners::ALL,
        }
    }
}

/// The page.
#[component]
pub fn ChurnPage() -> impl IntoView {
    let saved = head::opened(|query| match query {
        InsightQuery::Churn(query) => Some((query.horizon_days, query.uplift_percent, query.snoozed)),
        _ => None,
    });
    let (horizon, uplift, snoozed) = saved.unwrap_or((HORIZON, UPLIFTS[1], false));
    let set = Set {
        horizon: Slot::new(horizon),
        uplift: Slot::new(uplift),
        snoozed: Slot::new(snoozed),
        tags: Slot::new(Vec::new()),
    };
    let figures: Figures = head::ask(move || InsightQuery::Churn(set.query(ROWS_MAX)));
    let now = Derived::new(move || {
        read(figures, |answer| head::shown(answer.buyers, answer.needed)).unwrap_or(Shown::Working)
    });
    let body = move || match now.get() {
        Shown::Figures => watched(figures, set),
        other => head::instead(other, &words::CHURN_EMPTY),
    };
    let line = move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default();
    head::page("churn", &words::CHURN, line, body)
}

fn watched(figures: Figures, set: Set) -> AnyView {
    let none = Derived::new(move || read(figures, |answer| answer.rows.is_empty()).unwrap_or(true));
    let draw: Draw = Arc::new(move || if none.get() { nobody(set) } else { list(figures) });
    let sheet: Sheet = ("churn-watch.csv", Arc::new(move || read(figures, sheet::rows).unwrap_or_default()));
    let all = move || untrack(move || InsightQuery::Churn(set.query(u32::MAX)));
    let whole: Whole = (
        Arc::new(move |nth| (nth == 0).then(all)),
        Arc::new(|answer| match answer {
            InsightAnswer::Churn(answer) => sheet::rows(answer),
            _ => Vec::new(),
        }),
    );
    let warned = Derived::new(move || read(figures, |answer| answer.warned).unwrap_or(0));
    let tag = erase::maybe(move || {
        let n = Some(warned.get()).filter(|n| *n > 0)?;
        Some(tag::form(set.tags, t(&words::CHURN_TITLE).to_owned(), n, InsightQuery::Churn(set.query(u32::MAX))))
    });
    view! {
        {controls(figures, set)}
        <div class="insight-charts">
            <div class="insight-wide">
                <ChartFrame title=&words::CHURN_TITLE definition=&words::CHURN_DEFINITION chart=draw sheet=sheet whole=whole/>
                {tag}
            </div>
        </div>
        {thresholds::form(figures)}
    }
    .into_any()
}

fn controls(figures: Figures, set: Set) -> AnyView {
    // Where the hand is, before it lets go.
    let held = Slot::new(None::<u32>);
    let days = move || held.get().unwrap_or_else(|| set.horizon.get());
    let said = erase::text(move || tf(&words::HORIZON_SAID, &[("n", &days().to_string())]));
    let (least, most) = HORIZON_RANGE;
    let tab = move |snoozed: bool| {
        let pressed = erase::attribute(move || Some((set.snoozed.get() == snoozed).to_string()));
        let name = erase::text(move || {
            let n = read(figures, |answer| answer.snoozed).unwrap_or(0);
            match snoozed {
                true => tf(&words::SNOOZED, &[("n", &format::integer(n.into()))]),
                false => t(&words::ON_WATCH).to_owned(),
            }
        });
        view! {
            <button type="button" class="button" aria-pressed=pressed on:click=move |_| set.snoozed.set(snoozed)>
                {name}
            </button>
        }
        .into_any()
    };
    let options = UPLIFTS.iter().map(|n| (n.to_string(), tf(&words::POINTS, &[("n", &n.to_string())])));
    let chosen = move |n: String| {
        if let Ok(n) = n.parse() {
            set.uplift.set(n);
        }
    };
    let uplift = set.uplift.get_untracked().to_string();
    view! {
        <div class="insight-controls">
            <span class="insight-pair">{tab(false)} {tab(true)}</span>
            <label class="insight-choice">
                <span>{said}</span>
                <input
                    type="range"
                    min=least.to_string()
                    max=most.to_string()
                    step="1"
                    aria-label=t(&words::HORIZON)
                    prop:value=set.horizon.get_untracked().to_string()
                    on:input:target=move |event| held.set(event.target().value().parse().ok())
                    on:change:target=move |event| {
                        if let Ok(days) = event.target().value().parse() {
                            set.horizon.set(days);
                        }
                        held.set(None);
                    }
                />
            </label>
            {head::choice(&words::UPLIFT, options.collect(), &uplift, chosen)}
        </div>
    }
    .into_any()
}

fn nobody(set: Set) -> AnyView {
    let none = if set.snoozed.get() { &words::SNOOZED_NONE } else { &words::WATCH_NONE };
    view! { <p class="note">{t(none)}</p> }.into_any()
}

fn list(figures: Figures) -> AnyView {
    let of = move |f: fn(&ChurnAnswer) -> String| erase::text(move || read(figures, f).unwrap_or_default());
    let note = move |f: fn(&ChurnAnswer) -> Option<String>| {
        let text = Derived::new(move || read(figures, f).flatten());
        erase::maybe(move || text.get().map(|text| view! { <p class="note">{text}</p> }.into_any()))
    };
    // Each piece of the rows is drawn in a turn of its own, so that the slider does not wait for all of them.
    let pieces = Slot::new(PIECES);
    let rows = |piece: usize| {
        let draw = move |answer: &ChurnAnswer| {
            let rows = answer.rows.iter().skip(piece * ROWS_PER_PIECE).take(ROWS_PER_PIECE);
            rows.map(|one| row::row(one, answer)).collect::<Vec<_>>().into_any()
        };
        let is_there = Derived::new(move || piece < pieces.get());
        erase::maybe(move || is_there.get().then(|| read(figures, draw).unwrap_or_else(erase::nothing))).into_any()
    };
    let rows: Vec<AnyView> = (0..ROWS_MAX as usize / ROWS_PER_PIECE).map(rows).collect();
    let more = erase::maybe(move || {
        let rows = read(figures, |answer| answer.rows.len()).unwrap_or(0);
        more(pieces.get() * ROWS_PER_PIECE, rows as u32, move || pieces.update(|pieces| *pieces += PIECES))
    });
    view! {
        <p><strong>{of(line)}</strong></p>
        {note(some)}
        {note(margin)}
        <table class="table churn-table">
            <thead>
                <tr>
                    <th scope="col">{t(&words::CUSTOMER)}</th>
                    <th scope="col">{t(&words::STAGE)}</th>
                    <th class="num" scope="col">{t(&words::RISK)}</th>
                    <th class="num" scope="col">{t(&words::AT_RISK)}</th>
                    <th class="num" scope="col">{t(&words::OFFER)}</th>
                    <th class="churn-next" scope="col">{t(&words::NEXT_ORDER)}</th>
                    <th scope="col">{t(&words::REASONS)}</th>
                    <th scope="col"><span class="visually-hidden">{t(&words::SNOOZE)}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {more}
    }
    .into_any()
}

/// How many are warned of, and what is at risk.
fn line(answer: &ChurnAnswer) -> String {
    let n = format::integer(answer.warned.into());
    let money = |minor| format::money_whole(Money { minor, currency: answer.currency });
    match answer.at_risk {
        Some(value) => {
            let value = head::with_range(money(value), answer.at_risk_range.map(|range| range.map(money)));
            tf(&words::WATCH_LINE, &[("n", &n), ("value", &value)])
        }
        None => tf(&words::WATCH_LINE_PLAIN, &[("n", &n)]),
    }
}

/// What margin the offers count, where none is set.
fn margin(answer: &ChurnAnswer) -> Option<String> {
    let [margin, coverage] = match answer.margin_of {
        MarginOf::Set => return None,
        MarginOf::Unknown => return Some(t(&words::MARGIN_UNKNOWN).to_owned()),
        MarginOf::Costs(coverage) => [answer.margin, coverage].map(|share| format::percent(share, 0)),
    };
    Some(tf(&words::MARGIN_COSTS, &[("margin", &margin), ("coverage", &coverage)]))
}

/// That not all of them are shown.
fn some(answer: &ChurnAnswer) -> Option<String> {
    let (shown, n) = (format::integer(answer.rows.len() as u64), format::integer(answer.warned.into()));
    (answer.rows.len() < answer.warned as usize).then(|| tf(&words::MOVERS_SOME_RISK, &[("n", &shown), ("all", &n)]))
}
