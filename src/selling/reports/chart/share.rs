//! One bar of shares.

use super::super::{names, words};
use super::{caption, pictured, row_name, size, told};
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use model::Report;
use protocol::{GroupKey, ReportAnswer};

/// Parts that can be told apart; the rest together is one more.
const PARTS_MAX: usize = 6;

pub(super) fn draw(report: &Report, answer: &ReportAnswer) -> AnyView {
    let pictures: Vec<AnyView> = pictured(answer).into_iter().map(|column| picture(report, answer, column)).collect();
    pictures.into_any()
}

fn picture(report: &Report, answer: &ReportAnswer, column: usize) -> AnyView {
    let mut parts: Vec<(String, String, i64, bool)> = answer
        .rows
        .iter()
        .map(|row| {
            let is_rest = matches!(row.key, GroupKey::Others(_));
            (row_name(report, answer, &row.key), told(&row.figures, column), size(&row.figures, column), is_rest)
        })
        .filter(|(_, _, size, _)| *size > 0)
        .collect();
    let whole: i128 = parts.iter().map(|(_, _, size, _)| i128::from(*size)).sum::<i128>().max(1);
    if parts.len() > PARTS_MAX + 1 {
        let rest = parts.split_off(PARTS_MAX);
        let size = rest.iter().fold(0_i64, |sum, (_, _, size, _)| sum.saturating_add(*size));
        let name = tf(&words::OTHERS, &[("n", &rest.len().to_string())]);
        parts.push((name, String::new(), size, true));
    }
    let share = |size: i64| size as f64 / whole as f64;
    let mark = |at: usize, is_rest: bool| if is_rest { "others".to_owned() } else { at.to_string() };
    let slice = |(at, (name, _, size, is_rest)): (usize, &(String, String, i64, bool))| {
        let said = tf(&words::PART, &[("name", name), ("figure", &format::percent(share(*size), 1))]);
        view! { <span class="report-slice" data-series=mark(at, *is_rest) title=said style:flex-grow=size.to_string()></span> }
            .into_any()
    };
    let slices: Vec<AnyView> = parts.iter().enumerate().map(slice).collect();
    let row = |(at, (name, figure, size, is_rest)): (usize, &(String, String, i64, bool))| {
        view! {
            <tr>
                <th scope="row">
                    <span class="report-mark" data-series=mark(at, *is_rest) aria-hidden="true"></span>
                    {name.clone()}
                </th>
                <td class="num">{format::percent(share(*size), 1)}</td>
                <td class="num muted">{figure.clone()}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = parts.iter().enumerate().map(row).collect();
    let group = report.groups.first().map_or_else(String::new, |group| names::path(report.of, group.by));
    view! {
        {caption(report, answer, column, String::new())}
        <div class="report-share" aria-hidden="true">{slices}</div>
        <table class="table insight-table">
            <thead>
                <tr>
                    <th scope="col">{group}</th>
                    <th class="num" scope="col">{t(&words::SHARE)}</th>
                    <th class="num" scope="col">{answer.columns.get(column).map(|of| names::column(report, answer, of))}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
