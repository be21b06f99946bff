//! Lines over time: one, or one for each series.

use super::super::words;
use super::columns::{axis, in_time, scale};
use super::{caption, legend, mark, pictured, row_name, size, told};
use crate::i18n::tf;
use leptos::prelude::*;
use model::Report;
use protocol::{GroupKey, ReportAnswer, ReportRow};

/// Width and height of the picture in units of its own.
const WIDTH: i64 = 1_000;
const HEIGHT: i64 = 300;

pub(super) fn draw(report: &Report, answer: &ReportAnswer) -> AnyView {
    let rows = in_time(answer);
    let pictures: Vec<AnyView> =
        pictured(answer).into_iter().map(|column| picture(report, answer, &rows, column)).collect();
    let legend = (!answer.series.is_empty()).then(|| legend(report, answer));
    view! {
        {pictures}
        {legend}
    }
    .into_any()
}

fn picture(report: &Report, answer: &ReportAnswer, rows: &[&ReportRow], column: usize) -> AnyView {
    let lines: Vec<(String, Vec<i64>)> = match answer.series.is_empty() {
        true => vec![("0".to_owned(), rows.iter().map(|row| size(&row.figures, column)).collect())],
        false => {
            let series = answer.series.iter().enumerate().map(|(at, key): (usize, &GroupKey)| {
                let sizes = rows.iter().map(|row| row.series.get(at).map_or(0, |figures| size(figures, column)));
                (mark(key, at), sizes.collect())
            });
            series.collect()
        }
    };
    let most = lines.iter().flat_map(|(_, sizes)| sizes).copied().max().unwrap_or(0).max(1);
    let least = lines.iter().flat_map(|(_, sizes)| sizes).copied().min().unwrap_or(0).min(0);
    let drawn: Vec<AnyView> = lines
        .into_iter()
        .map(|(mark, sizes)| {
            let points = points(&sizes, least, most);
            view! { <polyline class="report-line" data-series=mark points=points></polyline> }.into_any()
        })
        .collect();
    let said: Vec<String> = rows
        .iter()
        .map(|row| {
            let name = row_name(report, answer, &row.key);
            tf(&words::SAYS, &[("name", &name), ("figure", &told(&row.figures, column))])
        })
        .collect();
    view! {
        {caption(report, answer, column, scale(answer, rows, column))}
        <svg class="report-lines" viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" role="img"
            aria-label=said.join(", ")>
            {drawn}
        </svg>
        {axis(report, answer, rows)}
    }
    .into_any()
}

/// The corners of a line from the left to the right.
fn points(sizes: &[i64], least: i64, most: i64) -> String {
    let steps = (sizes.len().max(2) - 1) as i128;
    let span = (i128::from(most) - i128::from(least)).max(1);
    let point = |(at, size): (usize, &i64)| {
        let x = i128::from(WIDTH) * at as i128 / steps;
        let y = i128::from(HEIGHT) - i128::from(HEIGHT) * (i128::from(*size) - i128::from(least)) / span;
        format!("{x},{y}")
    };
    sizes.iter().enumerate().map(point).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn a_line_goes_from_corner_to_corner() {
        assert_eq!(points(&[0, 5, 10], 0, 10), "0,300 500,150 1000,0");
        assert_eq!(points(&[i64::MIN, i64::MAX], i64::MIN, i64::MAX), "0,300 1000,0");
        assert_eq!(points(&[7], 0, 7), "0,0");
    }
}
