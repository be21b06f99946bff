//! What goes together: correlations as a heat table.

use super::super::head;
use super::effect::p;
use super::factors::name;
use super::{outcome_name, words};
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use protocol::{CorrelationAnswer, DriversAnswer};

/// Steps of the heat ramp.
const HEAT_STEPS: f64 = 5.0;

/// The outcome and the factors.
fn columns(answer: &DriversAnswer) -> Vec<String> {
    let factors = answer.factors.iter().map(|factor| name(factor.factor));
    std::iter::once(outcome_name(answer.outcome)).chain(factors).collect()
}

/// The heat table; the lower half says the same as the upper and is left out.
pub(super) fn table(answer: &DriversAnswer) -> AnyView {
    let columns = columns(answer);
    let heads: Vec<AnyView> =
        columns.iter().skip(1).map(|name| view! { <th scope="col">{name.clone()}</th> }.into_any()).collect();
    let last = columns.len().saturating_sub(1);
    let rows: Vec<AnyView> = columns
        .iter()
        .zip(&answer.correlations)
        .enumerate()
        .take(last)
        .map(|(at, (row_name, correlations))| {
            let cells: Vec<AnyView> = columns
                .iter()
                .zip(correlations)
                .enumerate()
                .skip(1)
                .map(|(column, (column_name, known))| match known {
                    Some(known) if column > at => cell(known, row_name, column_name),
                    _ => view! { <td></td> }.into_any(),
                })
                .collect();
            view! {
                <tr>
                    <th scope="row">{row_name.clone()}</th>
                    {cells}
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::MATRIX_TITLE)>
            <table class="table flow-table drivers-matrix">
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell(known: &CorrelationAnswer, a: &str, b: &str) -> AnyView {
    let number = |r: f64| format::fixed(r, 2);
    let (r, p) = (number(known.r), p(known.p));
    let told = match known.interval {
        Some((low, high)) => {
            let (low, high) = (number(low), number(high));
            let args = [("r", &*r), ("a", a), ("b", b), ("low", &low), ("high", &high), ("p", &p)];
            tf(&words::MATRIX_CELL, &args)
        }
        None => tf(&words::MATRIX_CELL_BARE, &[("r", &r), ("a", a), ("b", b), ("p", &p)]),
    };
    let heat = (known.r.abs() * HEAT_STEPS).round().clamp(0.0, HEAT_STEPS) as u32;
    // Not by mouse only: whoever hears the page hears the interval, too; the file has it for everybody.
    let title = told.clone();
    view! {
        <td class="num flow-cell" data-heat=heat.to_string() title=title>
            {head::spoken(r, told)}
        </td>
    }
    .into_any()
}

/// The heat table as a file: a line for each pair.
pub(super) fn sheet(answer: &DriversAnswer) -> Vec<Vec<String>> {
    let columns = columns(answer);
    let heads = [&words::FACTOR, &words::WITH, &words::CORRELATION, &words::LOW, &words::HIGH, &words::P];
    let mut rows = vec![heads.map(|head| t(head).to_owned()).to_vec()];
    let exact = |n: f64| format!("{n:.6}");
    for (at, (name, correlations)) in columns.iter().zip(&answer.correlations).enumerate() {
        for (other, known) in columns.iter().zip(correlations).skip(at + 1) {
            let Some(known) = known else { continue };
            let [low, high] = known.interval.map_or_else(Default::default, |(low, high)| [low, high].map(exact));
            rows.push(vec![name.clone(), other.clone(), exact(known.r), low, high, exact(known.p)]);
        }
    }
    rows
}
