//! The groups of a trait by what they bring, or by where they stand: a heat table.

use super::value::{rule, test, way, word};
use super::{name, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::marks::stage_label;
use leptos::prelude::*;
use model::rule::{Op, Rule};
use model::schema::score;
use model::{Decimal, Value};
use protocol::{PeopleAnswer, PeopleFigures, PeopleRow, Stage};

/// Steps of the heat ramp.
const HEAT_STEPS: f64 = 5.0;

const FIFTHS: [&Msg; 6] =
    [&words::FIFTH_1, &words::FIFTH_2, &words::FIFTH_3, &words::FIFTH_4, &words::FIFTH_5, &words::NO_ORDER];

/// A column: its name, its place among the counts, and the way to its customers: a rule and a URL.
struct Column {
    name: String,
    at: usize,
    rule: Option<Rule>,
    url: String,
}

/// The columns in which somebody is, in their order.
fn columns(answer: &PeopleAnswer, stages: bool) -> Vec<Column> {
    let list = || "customers".to_owned();
    let all: Vec<Column> = if stages {
        let known = Stage::ALL.iter().enumerate().map(|(at, stage)| Column {
            name: stage_label(*stage),
            at,
            rule: None,
            url: format!("customers?stage={}", stage.name()),
        });
        let no_stage = test(score::STAGE, Op::Empty, Vec::new());
        let unknown = Column { name: t(&words::NO_STAGE).to_owned(), at: 6, rule: Some(no_stage), url: list() };
        known.chain([unknown]).collect()
    } else {
        // The highest fifth has the highest score; who has not ordered has none.
        let rule = |at: usize| match 5_i64 - at as i64 {
            0 => test(score::MONETARY, Op::Empty, Vec::new()),
            n => test(score::MONETARY, Op::Is, vec![Value::Number(Decimal(n * Decimal::ONE))]),
        };
        let named = |(at, name): (usize, &&'static Msg)| Column {
            name: t(name).to_owned(),
            at,
            rule: Some(rule(at)),
            url: list(),
        };
        FIFTHS.iter().enumerate().map(named).collect()
    };
    all.into_iter().filter(|column| counts(&answer.all, stages).get(column.at).is_some_and(|&n| n > 0)).collect()
}

fn counts(figures: &PeopleFigures, stages: bool) -> &[u32] {
    if stages { &figures.stages } else { &figures.fifths }
}

/// The intervals of their shares.
fn ranges(figures: &PeopleFigures, stages: bool) -> &[Option<[f64; 2]>] {
    if stages { &figures.stage_ranges } else { &figures.fifth_ranges }
}

/// The heat table.
pub(super) fn table(answer: &PeopleAnswer, stages: bool) -> AnyView {
    let columns = columns(answer, stages);
    let heads: Vec<AnyView> =
        columns.iter().map(|column| view! { <th scope="col">{column.name.clone()}</th> }.into_any()).collect();
    let rows: Vec<AnyView> = answer
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<AnyView> = columns.iter().map(|column| cell(answer, row, column, stages)).collect();
            view! {
                <tr>
                    <th scope="row">{word(answer.by, &row.value)}</th>
                    {cells}
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::CROSS_TITLE)>
            <table class="table flow-table people-cross">
                <thead>
                    <tr>
                        <th scope="col">{name(answer.by)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell(answer: &PeopleAnswer, row: &PeopleRow, column: &Column, stages: bool) -> AnyView {
    let n = counts(&row.figures, stages).get(column.at).copied().unwrap_or(0);
    let share = f64::from(n) / f64::from(row.figures.customers.max(1));
    let heat = if n == 0 { 0 } else { (share * HEAT_STEPS).ceil().clamp(1.0, HEAT_STEPS) as u32 };
    let (number, percent) = (format::integer(n.into()), format::percent(share, 0));
    let text = tf(&words::CELL, &[("n", &number), ("share", &percent)]);
    let inside = match (n, rule(answer, &row.value)) {
        (0, _) => view! { "0" }.into_any(),
        (_, Some(of_row)) => {
            let row_name = word(answer.by, &row.value);
            let range = ranges(&row.figures, stages).get(column.at).copied().flatten().unwrap_or([share; 2]);
            let [low, high] = range.map(|share| format::percent(share, 0));
            let told = [
                ("n", &*number),
                ("share", &percent),
                ("low", &low),
                ("high", &high),
                ("row", &row_name),
                ("column", &column.name),
            ];
            let rules = [Some(of_row), column.rule.clone()].into_iter().flatten().collect();
            way(text, tf(&words::CELL_TOLD, &told), rules, column.url.clone())
        }
        _ => view! { {text} }.into_any(),
    };
    view! { <td class="num flow-cell" data-heat=heat.to_string()>{inside}</td> }.into_any()
}

/// The heat table as a file: numbers of customers.
pub(super) fn sheet(answer: &PeopleAnswer, stages: bool) -> Vec<Vec<String>> {
    let columns = columns(answer, stages);
    let mut head = vec![name(answer.by)];
    head.extend(columns.iter().map(|column| column.name.clone()));
    let mut rows = vec![head];
    rows.extend(answer.rows.iter().map(|row| {
        let mut line = vec![word(answer.by, &row.value)];
        let counts = counts(&row.figures, stages);
        line.extend(columns.iter().map(|column| counts.get(column.at).copied().unwrap_or(0).to_string()));
        line
    }));
    rows
}
