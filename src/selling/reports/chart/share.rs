//! One bar of shares.

use super::super::{names, words};
use super::{caption, mark, pictured, row_name, size};
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use model::report::Calc;
use model::{Money, Report};
use protocol::{Figure, GroupKey, ReportAnswer, ReportRow};

/// Parts that can be told apart; the rest together is one more.
const PARTS_MAX: usize = 6;

pub(super) fn draw(report: &Report, answer: &ReportAnswer) -> AnyView {
    let pictures: Vec<AnyView> = pictured(answer).into_iter().map(|column| picture(report, answer, column)).collect();
    pictures.into_any()
}

/// A part of the bar.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    key: GroupKey,
    figure: Figure,
    size: i64,
}

/// The rows that have a share; of more than can be told apart the last together, of periods the first.
fn parts(rows: &[ReportRow], column: usize, in_time: bool, adds_up: bool) -> Vec<Part> {
    let part = |row: &ReportRow| Part {
        key: row.key.clone(),
        figure: row.figures.get(column).copied().unwrap_or(Figure::Empty),
        size: size(&row.figures, column),
    };
    let mut parts: Vec<Part> = rows.iter().map(part).filter(|part| part.size > 0).collect();
    if parts.len() <= PARTS_MAX + 1 {
        return parts;
    }
    let rest: Vec<Part> = match in_time {
        true => parts.drain(..parts.len() - PARTS_MAX).collect(),
        false => parts.split_off(PARTS_MAX),
    };
    let groups = rest.iter().map(|part| if let GroupKey::Others(n) = part.key { n } else { 1 });
    let figures = rest.iter().map(|part| part.figure);
    let together = Part {
        key: GroupKey::Others(groups.fold(0, u32::saturating_add)),
        figure: if adds_up { figures.fold(Figure::Empty, sum) } else { Figure::Empty },
        size: rest.iter().fold(0, |sum, part| sum.saturating_add(part.size)),
    };
    parts.insert(if in_time { 0 } else { parts.len() }, together);
    parts
}

/// Two figures of a column together.
fn sum(one: Figure, other: Figure) -> Figure {
    let sum = match (one, other) {
        (Figure::Empty, figure) | (figure, Figure::Empty) => Some(figure),
        (Figure::Count(one), Figure::Count(other)) => one.checked_add(other).map(Figure::Count),
        (Figure::Number(one), Figure::Number(other)) => one.checked_add(other).map(Figure::Number),
        (Figure::Money(one), Figure::Money(other)) => {
            let minor = one.minor.checked_add(other.minor);
            minor.map(|minor| Figure::Money(Money { minor, ..one }))
        }
        _ => None,
    };
    sum.unwrap_or(Figure::TooLarge)
}

fn picture(report: &Report, answer: &ReportAnswer, column: usize) -> AnyView {
    let in_time = report.groups.first().and_then(|group| names::kind(report.of, group.by)).is_some_and(names::is_day);
    let adds_up =
        report.measures.first().is_none_or(|measure| matches!(measure.calc, Calc::Count | Calc::Sum | Calc::Filled));
    let parts = parts(&answer.rows, column, in_time, adds_up);
    let whole: i128 = parts.iter().map(|part| i128::from(part.size)).sum::<i128>().max(1);
    let share = |size: i64| size as f64 / whole as f64;
    let slice = |(at, part): (usize, &Part)| {
        let name = row_name(report, answer, &part.key);
        let said = tf(&words::PART, &[("name", &name), ("figure", &format::percent(share(part.size), 1))]);
        view! { <span class="report-slice" data-series=mark(&part.key, at) title=said style:flex-grow=part.size.to_string()></span> }
            .into_any()
    };
    let slices: Vec<AnyView> = parts.iter().enumerate().map(slice).collect();
    let row = |(at, part): (usize, &Part)| {
        view! {
            <tr>
                <th scope="row">
                    <span class="report-mark" data-series=mark(&part.key, at) aria-hidden="true"></span>
                    {row_name(report, answer, &part.key)}
                </th>
                <td class="num">{format::percent(share(part.size), 1)}</td>
                <td class="num muted">{names::figure(part.figure, true)}</td>
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

#[cfg(test)]
mod tests {
    use super::{Part, parts};
    use model::{Currency, Day, Money, Value};
    use protocol::{Figure, GroupKey, ReportRow};

    fn yuan(n: i64) -> Figure {
        Figure::Money(Money { minor: n * 100, currency: Currency::CNY })
    }

    fn row(key: GroupKey, n: i64) -> ReportRow {
        ReportRow { key, figures: vec![yuan(n)], series: Vec::new() }
    }

    fn of(day: i32) -> GroupKey {
        GroupKey::Value(Value::Day(Day(day)))
    }

    #[test]
    fn what_is_told_together_counts_every_group_in_it_and_has_its_figure() {
        let mut rows: Vec<ReportRow> = (0..10).map(|n| row(of(n), 20 - i64::from(n))).collect();
        rows.push(row(GroupKey::Others(5), 7));
        let together = |n, yuan_of| Part { key: GroupKey::Others(n), figure: yuan(yuan_of), size: yuan_of * 100 };
        let told = parts(&rows, 0, false, true);
        assert_eq!(told.len(), 7);
        assert_eq!((told[0].key.clone(), told.last()), (of(0), Some(&together(9, 14 + 13 + 12 + 11 + 7))));
        assert_eq!(
            parts(&rows, 0, false, false).last().map(|part| part.figure),
            Some(Figure::Empty),
            "averages do not add up"
        );
        assert_eq!(parts(&rows[..7], 0, false, true).len(), 7, "as many as can be told apart");
    }

    #[test]
    fn of_periods_the_newest_stay() {
        let mut rows = vec![row(GroupKey::Others(3), 30)];
        rows.extend((0..8).map(|n| row(of(n), 1)));
        let told = parts(&rows, 0, true, true);
        assert_eq!((told[0].key.clone(), told[0].figure, told.len()), (GroupKey::Others(5), yuan(32), 7));
        assert_eq!(told[1].key, of(2));
    }
}
