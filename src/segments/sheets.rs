//! The figures of the page as files: counts and amounts as plain numbers, shares in per cent.

use super::figures::{brings, customers, revenue_share, share, stages};
use super::{classes, grid, words};
use crate::i18n::{Msg, t};
use crate::ui::marks::{segment_label, stage_label};
use model::Money;
use protocol::{Group, SegmentsAnswer};

type Rows = Vec<Vec<String>>;

fn heads(names: &[&'static Msg]) -> Rows {
    vec![names.iter().map(|name| t(name).to_owned()).collect()]
}

fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

fn figures(answer: &SegmentsAnswer, name: String, group: Group, all: u32) -> Vec<String> {
    let money = Money { minor: group.revenue, currency: answer.currency };
    let of_revenue = percent(revenue_share(group.revenue, answer.revenue));
    vec![name, group.customers.to_string(), percent(share(group.customers, all)), money.plain(), of_revenue]
}

const FIGURES: [&Msg; 4] = [&words::CUSTOMERS, &words::SHARE, &words::REVENUE, &words::REVENUE_SHARE];

/// A line for each cell of recency and frequency.
pub(super) fn grid(answer: &SegmentsAnswer) -> Rows {
    let all = customers(answer);
    let mut rows = heads(&[&[&words::GRID_RECENCY, &words::GRID_FREQUENCY, &words::SEGMENT], &FIGURES[..]].concat());
    for (r, groups) in answer.grid.iter().enumerate().rev() {
        for (f, group) in groups.iter().enumerate() {
            let cell = figures(answer, segment_label(grid::MAP[r][f]), *group, all);
            rows.push([vec![(r + 1).to_string(), (f + 1).to_string()], cell].concat());
        }
    }
    rows
}

/// A line for each segment.
pub(super) fn segments(answer: &SegmentsAnswer) -> Rows {
    let all = customers(answer);
    let mut rows = heads(&[&[&words::SEGMENT], &FIGURES[..]].concat());
    let line = |&(segment, group): &(_, Group)| figures(answer, segment_label(segment), group, all);
    rows.extend(answer.segments.iter().map(line));
    rows
}

/// A line for each stage; none where there is no telling.
pub(super) fn stages_of(answer: &SegmentsAnswer) -> Rows {
    let groups = if answer.stages.is_empty() { Vec::new() } else { stages(answer) };
    let all = groups.iter().map(|(_, group)| group.customers).sum();
    let mut rows = heads(&[&[&words::STAGE], &FIGURES[..]].concat());
    rows.extend(groups.into_iter().map(|(stage, group)| figures(answer, stage_label(stage), group, all)));
    rows
}

/// The curve, a line for each hundredth of the buyers.
pub(super) fn curve(answer: &SegmentsAnswer) -> Rows {
    let mut rows = heads(&[&words::PARETO_TABLE_X, &words::PARETO_TABLE_Y]);
    if let Some(pareto) = &answer.pareto {
        rows.extend((0..=100).map(|best| vec![best.to_string(), percent(brings(pareto, best))]));
        rows.extend(heads(&[&words::CLASS, &words::CUSTOMERS, &words::SHARE, &words::REVENUE_SHARE]));
        rows.extend(classes::rows(pareto));
    }
    rows
}
