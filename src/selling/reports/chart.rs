//! Figures as bars, columns, lines, shares or a table. Every picture has the same figures as a table, where each leads to its records.

mod bars;
mod columns;
mod line;
mod share;
mod table;

use super::frame::Open;
use super::names;
use leptos::prelude::*;
use model::Report;
use model::report::Chart;
use protocol::{Figure, GroupKey, ReportAnswer};

/// Draws figures; what a kind of picture cannot show is drawn as one that can.
pub(super) fn draw(report: &Report, answer: &ReportAnswer, chart: Chart, open: &Open) -> AnyView {
    if report.groups.is_empty() {
        return totals(report, answer);
    }
    let in_time = report.groups.first().and_then(|group| names::kind(report.of, group.by)).is_some_and(names::is_day);
    let several = !answer.series.is_empty();
    match chart {
        Chart::Table => table::draw(report, answer, open),
        Chart::Columns if in_time => columns::draw(report, answer, false),
        Chart::Stacked if in_time => columns::draw(report, answer, several),
        Chart::Line if answer.rows.len() > 1 && in_time => line::draw(report, answer),
        Chart::Share if answer.rows.iter().any(|row| size(&row.figures, 0) > 0) => share::draw(report, answer),
        Chart::Stacked if several => bars::draw(report, answer, true, open),
        Chart::Bars | Chart::Columns | Chart::Line | Chart::Stacked | Chart::Share => {
            bars::draw(report, answer, false, open)
        }
    }
}

/// The columns of the first measure: one for each currency.
fn pictured(answer: &ReportAnswer) -> Vec<usize> {
    answer.columns.iter().enumerate().filter(|(_, column)| column.measure == 0).map(|(at, _)| at).collect()
}

/// The name of a row.
fn row_name(report: &Report, answer: &ReportAnswer, key: &GroupKey) -> String {
    report.groups.first().map_or_else(String::new, |group| names::key(report.of, group, key, &answer.names))
}

/// The name of a series.
fn series_name(report: &Report, answer: &ReportAnswer, key: &GroupKey) -> String {
    report.groups.get(1).map_or_else(String::new, |group| names::key(report.of, group, key, &answer.names))
}

/// The mark by which a series has its colour.
fn mark(key: &GroupKey, at: usize) -> String {
    if matches!(key, GroupKey::Others(_)) { "others".to_owned() } else { at.to_string() }
}

fn size(figures: &[Figure], column: usize) -> i64 {
    figures.get(column).map_or(0, |figure| figure.size())
}

fn told(figures: &[Figure], column: usize) -> String {
    figures.get(column).map_or_else(String::new, |figure| names::figure(*figure, true))
}

/// What the series are called, with their colours.
fn legend(report: &Report, answer: &ReportAnswer) -> AnyView {
    let one = |(at, key): (usize, &GroupKey)| {
        view! {
            <li>
                <span class="report-mark" data-series=mark(key, at) aria-hidden="true"></span>
                {series_name(report, answer, key)}
            </li>
        }
        .into_any()
    };
    let all: Vec<AnyView> = answer.series.iter().enumerate().map(one).collect();
    view! { <ul class="report-legend">{all}</ul> }.into_any()
}

/// What a picture of several is of: its measure and currency.
fn caption(report: &Report, answer: &ReportAnswer, column: usize, scale: String) -> AnyView {
    let name = answer.columns.get(column).map_or_else(String::new, |of| names::column(report, answer, of));
    let total = told(&answer.total, column);
    view! {
        <p class="report-caption">
            <span class="muted">{name}</span>
            <span class="muted report-scale">{scale}</span>
            <strong class="num">{total}</strong>
        </p>
    }
    .into_any()
}

/// All records together.
fn totals(report: &Report, answer: &ReportAnswer) -> AnyView {
    let one = |(column, figure): (&protocol::ReportColumn, &Figure)| {
        view! {
            <div>
                <dt>{names::column(report, answer, column)}</dt>
                <dd>{names::figure(*figure, false)}</dd>
            </div>
        }
        .into_any()
    };
    let all: Vec<AnyView> = answer.columns.iter().zip(&answer.total).map(one).collect();
    view! { <dl class="report-totals">{all}</dl> }.into_any()
}
