//! The grid of recency and frequency: where the buyers are, each cell a way to its customers.

use super::figures::{fullest, heat, revenue_share};
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::marks::segment_label;
use leptos::prelude::*;
use protocol::{Group, Segment, SegmentsAnswer};

/// The segment of each cell, `MAP[recency − 1][frequency − 1]`: the partition of insight 1.1. The worker counts by it; the
/// grid needs it to name cells in which nobody is.
pub(super) const MAP: [[Segment; 5]; 5] = {
    use Segment::*;
    [
        [Lost, Lost, AtRisk, AtRisk, CantLose],
        [Hibernating, Hibernating, AtRisk, AtRisk, CantLose],
        [AboutToSleep, AboutToSleep, NeedAttention, Loyal, Loyal],
        [Promising, PotentialLoyalist, PotentialLoyalist, Loyal, Loyal],
        [New, PotentialLoyalist, PotentialLoyalist, Champions, Champions],
    ]
};

/// The 25 cells as links, recency upwards and frequency to the right.
pub(super) fn grid(answer: &SegmentsAnswer) -> AnyView {
    let max = fullest(&answer.grid);
    let revenue = answer.revenue;
    let columns: Vec<AnyView> = (1..=5).map(tick).collect();
    let mut rows = Vec::new();
    for (r, groups) in answer.grid.iter().enumerate().rev() {
        rows.push(tick(r + 1));
        rows.extend(groups.iter().enumerate().map(|(f, group)| cell(r, f, *group, max, revenue)));
    }
    view! {
        <div class="rfm">
            <p class="rfm-axis rfm-axis-y" aria-hidden="true">
                <span>{t(&words::GRID_LONG_AGO)}</span>
                <strong>{t(&words::GRID_RECENCY)}</strong>
                <span>{t(&words::GRID_LATELY)}</span>
            </p>
            <div class="rfm-grid" role="group" aria-label=t(&words::GRID_TITLE)>
                {rows}
                <span></span>
                {columns}
            </div>
            <p class="rfm-axis" aria-hidden="true">
                <span>{t(&words::GRID_SELDOM)}</span>
                <strong>{t(&words::GRID_FREQUENCY)}</strong>
                <span>{t(&words::GRID_OFTEN)}</span>
            </p>
        </div>
    }
    .into_any()
}

fn tick(n: usize) -> AnyView {
    view! { <span class="rfm-tick" aria-hidden="true">{n.to_string()}</span> }.into_any()
}

/// A cell says its whole sentence to a screen reader; the eye has the axes for what is hidden here.
fn cell(r: usize, f: usize, group: Group, max: u32, revenue: i64) -> AnyView {
    let count = format::integer(group.customers.into());
    let (recency, frequency) = ((r + 1).to_string(), (f + 1).to_string());
    let place = tf(&words::GRID_WHERE, &[("r", &recency), ("f", &frequency)]);
    let unit = tf(&words::GRID_CUSTOMERS, &[("n", &count)]);
    let share = (group.customers > 0).then(|| {
        let share = format::percent(revenue_share(group.revenue, revenue), 1);
        view! {
            <span class="rfm-share">{share}</span>
            <span class="visually-hidden">{t(&words::GRID_OF_REVENUE)}</span>
        }
        .into_any()
    });
    view! {
        <a
            class="rfm-cell"
            href=format!("customers?cell={recency}-{frequency}")
            data-heat=heat(group.customers, max).to_string()
            on:click=crate::insight::way::afresh
        >
            <span class="rfm-segment">{breakable(&segment_label(MAP[r][f]))}</span>
            <span class="visually-hidden">{place}</span>
            <span class="rfm-count">{count}</span>
            <span class="visually-hidden">{unit}</span>
            {share}
        </a>
    }
    .into_any()
}

fn breakable(name: &str) -> String {
    words::BREAKS.iter().fold(name.to_owned(), |name, (word, parts)| name.replace(word, parts))
}

/// The same as rows of a table: recency, frequency, segment, customers, share of revenue.
pub(super) fn table(answer: &SegmentsAnswer) -> AnyView {
    let revenue = answer.revenue;
    let row = |r: usize, f: usize, group: Group| {
        view! {
            <tr>
                <td class="num">{(r + 1).to_string()}</td>
                <td class="num">{(f + 1).to_string()}</td>
                <td>{segment_label(MAP[r][f])}</td>
                <td class="num">{format::integer(group.customers.into())}</td>
                <td class="num">{format::percent(revenue_share(group.revenue, revenue), 1)}</td>
            </tr>
        }
        .into_any()
    };
    let mut rows = Vec::new();
    for (r, groups) in answer.grid.iter().enumerate().rev() {
        rows.extend(groups.iter().enumerate().map(|(f, group)| row(r, f, *group)));
    }
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th class="num" scope="col">{t(&words::GRID_RECENCY)}</th>
                    <th class="num" scope="col">{t(&words::GRID_FREQUENCY)}</th>
                    <th scope="col">{t(&words::SEGMENT)}</th>
                    <th class="num" scope="col">{t(&words::CUSTOMERS)}</th>
                    <th class="num" scope="col">{t(&words::REVENUE_SHARE)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
