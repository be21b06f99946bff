//! Stages over time: a column a month-end, and where they stand now.

use super::super::head::{self, signed};
use super::super::way::{self, way};
use super::super::words;
use super::{Set, stage};
use crate::format;
use crate::i18n::{t, tf};
use crate::segments::list::action;
use crate::ui::marks::stage_label;
use crate::ui::{StageDot, erase};
use leptos::prelude::*;
use protocol::{LifeCycleAnswer, Stage};

/// Columns and, below, each stage with its figures.
pub(super) fn chart(answer: &LifeCycleAnswer, set: Set) -> AnyView {
    let most = answer.counts.iter().map(|counts| counts[..6].iter().sum::<u32>()).max().unwrap_or(0).max(1);
    let last = answer.counts.len().saturating_sub(1);
    let columns: Vec<AnyView> =
        answer.counts.iter().enumerate().map(|(at, counts)| column(answer, at, counts, (most, last), set)).collect();
    view! {
        <div class="stage-columns" role="group" aria-label=t(&words::OVER_TIME)>{columns}</div>
        <p class="stage-axis note" aria-hidden="true">
            <span>{answer.days.first().map(|day| format::month(*day))}</span>
            <span>{answer.days.last().map(|day| format::day(*day))}</span>
        </p>
        {stages(answer)}
    }
    .into_any()
}

/// The column of a day; but for the first, which has none before it, it leads to the moves of its month.
fn column(answer: &LifeCycleAnswer, at: usize, counts: &[u32; 7], (most, last): (u32, usize), set: Set) -> AnyView {
    let all: u32 = counts[..6].iter().sum();
    let day = answer.days.get(at).map_or_else(String::new, |day| format::day(*day));
    let told = Stage::ALL.iter().zip(counts).skip(1).filter(|(_, count)| **count > 0).map(|(stage, count)| {
        tf(&words::PART, &[("stage", &stage_label(*stage)), ("n", &format::integer((*count).into()))])
    });
    let told = tf(&words::COLUMN, &[("day", &day), ("parts", &told.collect::<Vec<_>>().join(", "))]);
    let parts = Stage::ALL.iter().zip(counts).skip(1).rev().filter(|(_, count)| **count > 0).map(|(stage, count)| {
        view! { <span class="stage-slice" data-stage=stage.name() style:flex-grow=count.to_string()></span> }.into_any()
    });
    let parts: Vec<AnyView> = parts.collect();
    let rest = (most - all).to_string();
    let now = at == last;
    if at == 0 {
        return view! {
            <div class="stage-column" class:now=now title=told.clone() role="img" aria-label=told>
                <span class="stage-space" style:flex-grow=rest></span>
                {parts}
            </div>
        }
        .into_any();
    }
    let told = tf(&words::MONTH_OF, &[("told", &told)]);
    let back = (last - at) as u32;
    let pressed = erase::attribute(move || Some((set.back.get() == Some(back)).to_string()));
    let pick = move |_| set.pick((set.back.get_untracked() != Some(back)).then_some(back), (None, None));
    view! {
        <button
            type="button"
            class="stage-column"
            class:now=now
            title=told.clone()
            aria-label=told
            aria-pressed=pressed
            on:click=pick
        >
            <span class="stage-space" style:flex-grow=rest></span>
            {parts}
        </button>
    }
    .into_any()
}

/// The six stages now: how many, how that changed, how long a stay lasts, what to do.
fn stages(answer: &LifeCycleAnswer) -> AnyView {
    let since = answer.days.iter().rev().nth(1).map_or_else(String::new, |day| format::day(*day));
    let rows: Vec<AnyView> = (0..6)
        .filter_map(|number| {
            let stage = stage(number)?;
            // Prospects have no past to compare with.
            let (now, change) = match stage {
                Stage::Exploration => (answer.prospects, None),
                _ => figures(answer, number),
            };
            let stay = answer.stays.get(number).copied().flatten();
            let stay = stay.map(|n| tf(&words::STAY_MONTHS, &[("n", &format::fixed(n, 1))]));
            let sure = answer.stay_ranges.get(number).copied().flatten().map(|range| {
                let n = answer.stays_of.get(number).copied().unwrap_or(0);
                let text = head::range_of(Some(range.map(|n| format::fixed(n, 1))), n);
                view! { <span class="figure-range">{text}</span> }.into_any()
            });
            let row = view! {
                <tr class:none=now == 0>
                    <th scope="row">
                        <a class="group-link" href=format!("customers?stage={}", stage.name()) on:click=way::afresh>
                            <StageDot stage=stage/>
                        </a>
                    </th>
                    <td class="num">{format::integer(now.into())}</td>
                    <td class="num muted">{change.map(signed)}</td>
                    <td class="num muted">
                        {stay} " " {sure}
                    </td>
                    <td class="group-action">{t(action(stage))}</td>
                </tr>
            };
            Some(row.into_any())
        })
        .collect();
    view! {
        <table class="table groups groups-stages">
            <thead>
                <tr>
                    <th scope="col">{t(&words::STAGE)}</th>
                    <th class="num" scope="col">{t(&words::NOW)}</th>
                    <th class="num" scope="col" title=tf(&words::CHANGE_SINCE, &[("day", &since)])>
                        {tf(&words::CHANGE_SINCE, &[("day", &since)])}
                    </th>
                    <th class="num" scope="col">{t(&words::STAY)}</th>
                    <th class="group-action" scope="col">{t(&words::DO)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Customers in a stage now, and how many more than at the last month-end.
fn figures(answer: &LifeCycleAnswer, number: usize) -> (u32, Option<i64>) {
    let mut last = answer.counts.iter().rev().map(|counts| counts[number]);
    let now = last.next().unwrap_or(0);
    (now, last.next().map(|before| i64::from(now) - i64::from(before)))
}

/// The columns as rows of a table; each figure leads to its customers.
pub(super) fn table(answer: &LifeCycleAnswer, set: Set) -> AnyView {
    let heads: Vec<AnyView> = Stage::ALL[1..]
        .iter()
        .map(|stage| view! { <th class="num" scope="col">{stage_label(*stage)}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = answer
        .days
        .iter()
        .zip(&answer.counts)
        .rev()
        .zip(0_u32..)
        .map(|((day, counts), back)| {
            let cell = |number: usize| {
                let n = format::integer(counts[number].into());
                let name = stage(number).map_or_else(String::new, stage_label);
                let told = tf(&words::MOVERS_AT, &[("to", &name), ("day", &format::day(*day))]);
                let cell = match counts[number] {
                    0 => n.into_any(),
                    _ => way(n, told, move || set.pick(Some(back), (None, Some(number as u8)))),
                };
                view! { <td class="num">{cell}</td> }.into_any()
            };
            let cells: Vec<AnyView> = (1..6).map(cell).collect();
            view! {
                <tr>
                    <th scope="row">{format::day(*day)}</th>
                    {cells}
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::OVER_TIME)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::DAY)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The columns as a file.
pub(super) fn sheet(answer: &LifeCycleAnswer) -> Vec<Vec<String>> {
    let mut rows = vec![vec![t(&words::DAY).to_owned()]];
    rows[0].extend(Stage::ALL[1..].iter().map(|stage| stage_label(*stage)));
    for (day, counts) in answer.days.iter().zip(&answer.counts) {
        let mut row = vec![day.iso()];
        row.extend(counts[1..6].iter().map(u32::to_string));
        rows.push(row);
    }
    rows
}
