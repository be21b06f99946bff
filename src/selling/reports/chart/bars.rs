//! Lying bars: a table whose first figure is also a bar. With series each bar is made of them.

use super::super::frame::Open;
use super::super::{names, words};
use super::table::link;
use super::{legend, mark, pictured, row_name, series_name, size, told};
use crate::format::css_percent;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use model::Report;
use protocol::{GroupKey, ReportAnswer, ReportRow};

pub(super) fn draw(report: &Report, answer: &ReportAnswer, stacked: bool, open: &Open) -> AnyView {
    let bars = pictured(answer);
    let group = report.groups.first().map_or_else(String::new, |group| names::path(report.of, group.by));
    let most: Vec<i64> = bars
        .iter()
        .map(|&at| {
            answer
                .rows
                .iter()
                .filter(|row| is_one(row))
                .map(|row| size(&row.figures, at).saturating_abs())
                .max()
                .unwrap_or(0)
                .max(1)
        })
        .collect();
    let head: Vec<AnyView> = answer
        .columns
        .iter()
        .map(|column| {
            let class = if column.measure == 0 { "report-bars-head" } else { "num report-more" };
            view! { <th class=class scope="col">{names::column(report, answer, column)}</th> }.into_any()
        })
        .collect();
    let line = |row: &ReportRow| {
        let name = row_name(report, answer, &row.key);
        let cells = (0..answer.columns.len()).map(|at| match bars.iter().position(|bar| *bar == at) {
            Some(nth) => {
                let share = size(&row.figures, at) as f64 / most[nth] as f64;
                let parts = if stacked { parts(report, answer, row, at) } else { Vec::new() };
                let class = match share {
                    // Many together would make all others look like nothing.
                    _ if !is_one(row) => "report-bar none",
                    share if share < 0.0 => "report-bar below",
                    _ => "report-bar",
                };
                view! {
                    <td class="report-bar-cell">
                        <span class="report-bar-row">
                            <span class="report-bar-room" aria-hidden="true">
                                <span class=class style:width=css_percent(share.abs())>{parts}</span>
                            </span>
                            <span class="num">{told(&row.figures, at)}</span>
                        </span>
                    </td>
                }
                .into_any()
            }
            None => view! { <td class="num report-more">{told(&row.figures, at)}</td> }.into_any(),
        });
        let cells: Vec<AnyView> = cells.collect();
        view! {
            <tr>
                <th scope="row">{link(name.clone(), name, Some(&row.key), None, open)}</th>
                {cells}
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = answer.rows.iter().map(line).collect();
    let total: Vec<AnyView> = (0..answer.columns.len())
        .map(|at| {
            let class = if bars.contains(&at) { "num" } else { "num report-more" };
            view! { <td class=class>{told(&answer.total, at)}</td> }.into_any()
        })
        .collect();
    let legend = stacked.then(|| legend(report, answer));
    view! {
        {legend}
        <table class="table report-bars">
            <thead>
                <tr>
                    <th scope="col">{group}</th>
                    {head}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{t(&words::TOTAL)}</th>
                    {total}
                </tr>
            </tfoot>
        </table>
    }
    .into_any()
}

/// Whether a row is of one group.
fn is_one(row: &ReportRow) -> bool {
    !matches!(row.key, GroupKey::Others(_))
}

/// The series of a bar.
fn parts(report: &Report, answer: &ReportAnswer, row: &ReportRow, column: usize) -> Vec<AnyView> {
    let one = |((at, key), figures): ((usize, &GroupKey), &Vec<protocol::Figure>)| {
        let size = size(figures, column);
        let figure = told(figures, column);
        let said = tf(&words::PART, &[("name", &series_name(report, answer, key)), ("figure", &figure)]);
        (size > 0).then(|| {
            view! { <span class="report-slice" data-series=mark(key, at) title=said style:flex-grow=size.to_string()></span> }
                .into_any()
        })
    };
    answer.series.iter().enumerate().zip(&row.series).filter_map(one).collect()
}
