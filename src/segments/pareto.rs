//! The 80/20 curve: how much of the revenue the best buyers bring. A slider asks for any other share.

use super::figures::{brings, path};
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use leptos::prelude::*;
use protocol::{ParetoAnswer, SegmentsAnswer};

/// The share that the page asks for first, in per cent.
pub(super) const BEST_PERCENT: usize = 20;
/// Rows of the table: every so many per cent.
const TABLE_STEP: usize = 10;

/// The curve with its figures, or why there is none.
pub(super) fn chart(answer: &SegmentsAnswer, percent: RwSignal<usize>) -> AnyView {
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
fn curve(pareto: &ParetoAnswer, percent: RwSignal<usize>) -> impl IntoView + use<> {
    let (area, line) = (path(&pareto.curve, true), path(&pareto.curve, false));
    let read = {
        let pareto = pareto.clone();
        move || (percent.get(), brings(&pareto, percent.get()))
    };
    let (sentence, text) = (read.clone(), read.clone());
    let (dot_x, dot_y, drop_y) = (read.clone(), read.clone(), read);
    let of_100 = |value: f64| format!("{:.2}%", value.clamp(0.0, 1.0) * 100.0);
    view! {
        <p class="pareto-sentence" aria-live="polite">{move || { let (best, brings) = sentence(); say(best, brings) }}</p>
        <div class="pareto">
            <div class="pareto-y" aria-hidden="true">
                <span>{format::percent(1.0, 0)}</span>
                <span>{t(&words::PARETO_Y)}</span>
                <span>{format::percent(0.0, 0)}</span>
            </div>
            <div class="pareto-plot" aria-hidden="true">
                <svg viewBox="0 0 100 100" preserveAspectRatio="none">
                    <path class="pareto-area" d=area></path>
                    <path class="pareto-diagonal" d="M0 100L100 0"></path>
                    <path class="pareto-line" d=line></path>
                </svg>
                <span
                    class="pareto-drop"
                    style:left=move || format!("{}%", dot_x().0)
                    style:height=move || of_100(drop_y().1)
                ></span>
                <span class="pareto-dot" style:left={
                    let dot = dot_y.clone();
                    move || format!("{}%", dot().0)
                } style:bottom=move || of_100(dot_y().1)></span>
            </div>
            <input
                class="pareto-slider"
                type="range"
                min="0"
                max="100"
                step="1"
                aria-label=t(&words::PARETO_SLIDER)
                aria-valuetext=move || { let (best, brings) = text(); say(best, brings) }
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
}

fn say(best: usize, brings: f64) -> String {
    let best = format::percent(best as f64 / 100.0, 0);
    tf(&words::PARETO_SENTENCE, &[("share", &best), ("revenue", &format::percent(brings, 1))])
}

/// The figures beside the curve, each with what it means.
fn facts(answer: &SegmentsAnswer, pareto: &ParetoAnswer) -> impl IntoView + use<> {
    let balance = format::percent(pareto.balance, 1);
    let rest = format::percent(1.0 - pareto.balance, 1);
    let balance_why = tf(&words::PARETO_BALANCE_WHY, &[("share", &balance), ("rest", &rest)]);
    let clipped = (pareto.clipped > 0).then(|| {
        let n = format::integer(pareto.clipped.into());
        view! { <p class="note">{tf(&words::PARETO_CLIPPED, &[("n", &n)])}</p> }
    });
    view! {
        <dl class="pareto-facts">
            {fact(&words::PARETO_BALANCE, balance, Some(balance_why))}
            {fact(&words::PARETO_GINI, format::fixed(pareto.gini, 2), Some(t(&words::PARETO_GINI_WHY).to_owned()))}
            {fact(&words::PARETO_N, format::integer(answer.buyers.into()), None)}
        </dl>
        {clipped}
    }
}

fn fact(name: &'static Msg, value: String, why: Option<String>) -> impl IntoView {
    view! {
        <div>
            <dt>{t(name)}</dt>
            <dd>
                <span class="fact-value">{value}</span>
                {why.map(|why| view! { <span class="note">{why}</span> })}
            </dd>
        </div>
    }
}

/// The curve as a table, every tenth of the buyers.
pub(super) fn table(pareto: &ParetoAnswer) -> impl IntoView + use<> {
    let rows = (0..=100).step_by(TABLE_STEP).map(|percent| {
        view! {
            <tr>
                <td class="num">{format::percent(percent as f64 / 100.0, 0)}</td>
                <td class="num">{format::percent(brings(pareto, percent), 1)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
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
}
