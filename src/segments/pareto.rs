//! The 80/20 curve: how much of the revenue the best buyers bring. A slider asks for any other share.

use super::figures::{SIDE, brings, path};
use super::words;
use crate::format::{self, css_percent};
use crate::i18n::{Msg, t, tf};
use crate::state::{Derived, Slot};
use crate::ui::erase;
use leptos::prelude::*;
use protocol::{ParetoAnswer, SegmentsAnswer};

/// The share that the page asks for first, in per cent.
pub(super) const BEST_PERCENT: usize = 20;
/// Rows of the table: every so many per cent.
const TABLE_STEP: usize = 10;

/// The curve with its figures, or why there is none.
pub(super) fn chart(answer: &SegmentsAnswer, percent: Slot<usize>) -> AnyView {
    match &answer.pareto {
        Some(pareto) => view! {
            <div class="pareto-body">
                <div>{curve(pareto, percent)}</div>
                <div>{facts(answer, pareto)}</div>
            </div>
        }
        .into_any(),
        None => view! {
            <p><strong>{t(&words::PARETO_NONE_TITLE)}</strong></p>
            <p class="note">{tf(&words::PARETO_NONE, &[("currency", answer.currency.code())])}</p>
        }
        .into_any(),
    }
}

/// The curve with its sentence; `percent` is what the slider asks for.
fn curve(pareto: &ParetoAnswer, percent: Slot<usize>) -> AnyView {
    let (area, line) = (path(&pareto.curve, true), path(&pareto.curve, false));
    let brought = {
        let pareto = pareto.clone();
        Derived::new(move || brings(&pareto, percent.get()))
    };
    let sentence = erase::text(move || say(percent.get(), brought.get()));
    let best = erase::text(move || format!("{}%", percent.get()));
    let height = erase::text(move || css_percent(brought.get()));
    let side = format!("0 0 {SIDE} {SIDE}");
    let diagonal = format!("M0 {SIDE}L{SIDE} 0");
    view! {
        <p class="pareto-sentence" aria-live="polite">{sentence.clone()}</p>
        <div class="pareto">
            <div class="pareto-y" aria-hidden="true">
                <span>{format::percent(1.0, 0)}</span>
                <span>{t(&words::PARETO_Y)}</span>
                <span>{format::percent(0.0, 0)}</span>
            </div>
            <div class="pareto-plot" aria-hidden="true">
                <svg viewBox=side preserveAspectRatio="none">
                    <path class="pareto-area" d=area></path>
                    <path class="pareto-diagonal" d=diagonal></path>
                    <path class="pareto-line" d=line></path>
                </svg>
                {super::classes::marks(pareto)}
                <span class="pareto-drop" style:left=best.clone() style:height=height.clone()></span>
                <span class="pareto-dot" style:left=best style:bottom=height></span>
            </div>
            <input
                class="pareto-slider"
                type="range"
                min="0"
                max="100"
                step="1"
                aria-label=t(&words::PARETO_SLIDER)
                aria-valuetext=sentence
                prop:value=move || percent.get().to_string()
                on:input:target=move |event| {
                    if let Ok(value) = event.target().value().parse() {
                        percent.set(value);
                    }
                }
            />
            <div class="pareto-x" aria-hidden="true">
                <span>{format::percent(0.0, 0)}</span>
                <span>{t(&words::PARETO_X)}</span>
                <span>{format::percent(1.0, 0)}</span>
            </div>
        </div>
    }
    .into_any()
}

fn say(best: usize, brings: f64) -> String {
    let best = format::percent(best as f64 / 100.0, 0);
    tf(&words::PARETO_SENTENCE, &[("share", &best), ("revenue", &format::percent(brings, 1))])
}

/// The figures beside the curve, each with what it means.
fn facts(answer: &SegmentsAnswer, pareto: &ParetoAnswer) -> AnyView {
    let balance = format::percent(pareto.balance, 1);
    let rest = format::percent(1.0 - pareto.balance, 1);
    let balance_why = tf(&words::PARETO_BALANCE_WHY, &[("share", &balance), ("rest", &rest)]);
    let clipped = (pareto.clipped > 0).then(|| {
        let n = format::integer(pareto.clipped.into());
        view! { <p class="note">{tf(&words::PARETO_CLIPPED, &[("n", &n)])}</p> }.into_any()
    });
    view! {
        <dl class="pareto-facts">
            {super::classes::facts(answer, pareto)}
            {fact(&words::PARETO_BALANCE, balance, Some(balance_why))}
            {fact(&words::PARETO_GINI, format::fixed(pareto.gini, 2), Some(t(&words::PARETO_GINI_WHY).to_owned()))}
            {fact(&words::PARETO_N, format::integer(answer.buyers.into()), None)}
        </dl>
        {clipped}
    }
    .into_any()
}

fn fact(name: &'static Msg, value: String, why: Option<String>) -> AnyView {
    view! {
        <div>
            <dt>{t(name)}</dt>
            <dd>
                <span class="fact-value">{value}</span>
                {why.map(|why| view! { <span class="note">{why}</span> }.into_any())}
            </dd>
        </div>
    }
    .into_any()
}

/// The curve as a table, every tenth of the buyers.
pub(super) fn table(pareto: &ParetoAnswer) -> AnyView {
    let rows = (0..=100).step_by(TABLE_STEP).map(|percent| {
        view! {
            <tr>
                <td class="num">{format::percent(percent as f64 / 100.0, 0)}</td>
                <td class="num">{format::percent(brings(pareto, percent), 1)}</td>
            </tr>
        }
        .into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th class="num" scope="col">{t(&words::PARETO_TABLE_X)}</th>
                    <th class="num" scope="col">{t(&words::PARETO_TABLE_Y)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
