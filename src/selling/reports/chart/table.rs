//! Figures as a table: each row, and each cell of two groups, leads to its records.

use super::super::frame::Open;
use super::super::{names, words};
use super::{pictured, row_name, series_name};
use crate::i18n::{t, tf};
use leptos::prelude::*;
use model::Report;
use protocol::{Figure, GroupKey, ReportAnswer, ReportRow};
use std::sync::Arc;

pub(super) fn draw(report: &Report, answer: &ReportAnswer, open: &Open) -> AnyView {
    let group = report.groups.first().map_or_else(String::new, |group| names::path(report.of, group.by));
    let head: Vec<AnyView> = match answer.series.is_empty() {
        true => answer.columns.iter().map(|column| heading(names::column(report, answer, column))).collect(),
        false => {
            let series = answer.series.iter().map(|key| heading(series_name(report, answer, key)));
            series.chain([heading(t(&words::TOTAL).to_owned())]).collect()
        }
    };
    let rows: Vec<AnyView> = answer.rows.iter().map(|row| line(report, answer, row, open)).collect();
    let total: Vec<AnyView> = match answer.series.is_empty() {
        true => answer.total.iter().map(|figure| cell(names::figure(*figure, false))).collect(),
        false => {
            let series = answer.series_total.iter().map(|figures| cell(several(answer, figures)));
            series.chain([cell(several(answer, &answer.total))]).collect()
        }
    };
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::AS_TABLE)>
            <table class="table insight-table report-table">
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
        </div>
    }
    .into_any()
}

fn heading(text: String) -> AnyView {
    view! { <th class="num" scope="col">{text}</th> }.into_any()
}

fn cell(text: String) -> AnyView {
    view! { <td class="num">{text}</td> }.into_any()
}

/// The first measure in all its currencies.
fn several(answer: &ReportAnswer, figures: &[Figure]) -> String {
    let told = pictured(answer).into_iter().filter_map(|at| figures.get(at)).filter(|figure| **figure != Figure::Empty);
    let told: Vec<String> = told.map(|figure| names::figure(*figure, false)).collect();
    if told.is_empty() { "–".to_owned() } else { told.join(" + ") }
}

fn line(report: &Report, answer: &ReportAnswer, row: &ReportRow, open: &Open) -> AnyView {
    let name = row_name(report, answer, &row.key);
    let cells: Vec<AnyView> = match answer.series.is_empty() {
        true => row.figures.iter().map(|figure| cell(names::figure(*figure, false))).collect(),
        false => {
            let series = answer.series.iter().zip(&row.series).map(|(series, figures)| {
                let text = several(answer, figures);
                let whose = tf(&words::PART, &[("name", &name), ("figure", &series_name(report, answer, series))]);
                view! { <td class="num">{link(text, whose, Some(&row.key), Some(series), open)}</td> }.into_any()
            });
            series.chain([cell(several(answer, &row.figures))]).collect()
        }
    };
    view! {
        <tr>
            <th scope="row">{link(name.clone(), name, Some(&row.key), None, open)}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// What leads to the records of a row, or of a row and a series.
pub(super) fn link(
    text: String,
    whose: String,
    row: Option<&GroupKey>,
    series: Option<&GroupKey>,
    open: &Open,
) -> AnyView {
    let (open, row, series) = (Arc::clone(open), row.cloned(), series.cloned());
    let said = if text == whose { whose.clone() } else { tf(&words::SAYS, &[("name", &whose), ("figure", &text)]) };
    view! {
        <button type="button" class="report-link" aria-label=said
            on:click=move |_| open(row.clone(), series.clone(), whose.clone())>
            {text}
        </button>
    }
    .into_any()
}
