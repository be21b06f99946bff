//! Standing columns over time; with series each is made of them. What lies before the first column is in the table only.

use super::super::words;
use super::{caption, legend, mark, pictured, row_name, series_name, size, told};
use crate::format::css_percent;
use crate::i18n::tf;
use leptos::prelude::*;
use model::Report;
use protocol::{GroupKey, ReportAnswer, ReportRow};

/// The rows that have a place on the axis.
pub(super) fn in_time(answer: &ReportAnswer) -> Vec<&ReportRow> {
    answer.rows.iter().filter(|row| matches!(row.key, GroupKey::Value(_))).collect()
}

/// How high the highest is, and what lies before the first.
pub(super) fn scale(answer: &ReportAnswer, rows: &[&ReportRow], column: usize) -> String {
    let highest = rows.iter().max_by_key(|row| size(&row.figures, column));
    let highest = highest.map(|row| tf(&words::HIGHEST, &[("figure", &told(&row.figures, column))]));
    let before = answer.rows.iter().find(|row| matches!(row.key, GroupKey::Others(_)));
    let before = before.map(|row| tf(&words::BEFORE, &[("figure", &told(&row.figures, column))]));
    highest.into_iter().chain(before).collect::<Vec<_>>().join(" · ")
}

/// The first and the last name below a picture.
pub(super) fn axis(report: &Report, answer: &ReportAnswer, rows: &[&ReportRow]) -> AnyView {
    let name = |row: Option<&&ReportRow>| row.map(|row| row_name(report, answer, &row.key));
    let last = if rows.len() > 1 { name(rows.last()) } else { None };
    view! {
        <p class="report-axis" aria-hidden="true">
            <span>{name(rows.first())}</span>
            <span>{last}</span>
        </p>
    }
    .into_any()
}

pub(super) fn draw(report: &Report, answer: &ReportAnswer, stacked: bool) -> AnyView {
    let rows = in_time(answer);
    let picture = |column: usize| {
        let most = rows.iter().map(|row| size(&row.figures, column)).max().unwrap_or(0).max(1);
        let columns: Vec<AnyView> = rows.iter().map(|row| one(report, answer, row, column, most, stacked)).collect();
        view! {
            {caption(report, answer, column, scale(answer, &rows, column))}
            <div class="report-columns" role="group" aria-label=super::names::column(report, answer, &answer.columns[column])>
                {columns}
            </div>
            {axis(report, answer, &rows)}
        }
        .into_any()
    };
    let pictures: Vec<AnyView> = pictured(answer).into_iter().map(picture).collect();
    let legend = stacked.then(|| legend(report, answer));
    view! {
        {pictures}
        {legend}
    }
    .into_any()
}

fn one(report: &Report, answer: &ReportAnswer, row: &ReportRow, column: usize, most: i64, stacked: bool) -> AnyView {
    let name = row_name(report, answer, &row.key);
    let height = css_percent(size(&row.figures, column).max(0) as f64 / most as f64);
    let mut said = tf(&words::SAYS, &[("name", &name), ("figure", &told(&row.figures, column))]);
    let mut parts: Vec<AnyView> = Vec::new();
    if stacked {
        for ((at, key), figures) in answer.series.iter().enumerate().zip(&row.series) {
            let size = size(figures, column);
            if size > 0 {
                let name = series_name(report, answer, key);
                said += &format!(", {}", tf(&words::PART, &[("name", &name), ("figure", &told(figures, column))]));
                parts.push(
                    view! { <span class="report-slice" data-series=mark(key, at) style:flex-grow=size.to_string()></span> }
                        .into_any(),
                );
            }
        }
    }
    view! {
        <div class="report-column" title=said.clone() role="img" aria-label=said>
            <span class="report-pillar" class:parted=stacked style:height=height>{parts}</span>
        </div>
    }
    .into_any()
}
