//! The frame of a report: its name, its picture or its table, and both as files.

use super::behind::{Asked, LIMIT};
use super::{ask, chart, names, read, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::insight::frame::offer;
use crate::state::Derived;
use crate::ui::{Glyph, Icon, Skeleton, erase, picture_of};
use leptos::html;
use leptos::prelude::*;
use model::Report;
use model::report::Chart;
use protocol::{Behind, GroupKey, ReportAnswer, ReportsAnswer, ReportsQuery};
use std::sync::Arc;

/// Opens the records behind a row and a series.
pub(super) type Open = Arc<dyn Fn(Option<GroupKey>, Option<GroupKey>, String) + Send + Sync>;

/// A report drawn: `title` above it, `more` among its tools.
pub(super) fn frame(
    title: Derived<String>,
    report: Derived<Option<Report>>,
    asked: Asked,
    heading: AnyView,
    more: AnyView,
) -> AnyView {
    let answer = ask(move || report.get().map(|report| ReportsQuery::Run(Box::new(report))));
    let figures = move || {
        read(answer, |answer| match answer {
            ReportsAnswer::Run(answer) => Some(Arc::new(answer.clone())),
            _ => None,
        })
    };
    let as_table = RwSignal::new(false);
    let node = NodeRef::<html::Section>::new();
    let open: Open = Arc::new(move |row, series, name| {
        let Some(report) = report.get_untracked() else { return };
        let title = tf(&words::RECORDS_OF, &[("name", &name)]);
        let query = ReportsQuery::Behind(Box::new(Behind { report, row, series, limit: LIMIT }));
        asked.set(Some((title, query)));
    });
    let seen_from = erase::maybe(move || {
        let day = figures()?.seen_from?;
        let text = tf(&words::SEEN_FROM, &[("day", &format::day(day))]);
        Some(view! { <p class="note">{text}</p> }.into_any())
    });
    let content = erase::view(move || match (report.get(), figures()) {
        (None, _) => view! { <p class="note">{t(&words::NEWER)}</p> }.into_any(),
        (_, None) => view! { <Skeleton lines=5 /> }.into_any(),
        (_, Some(answer)) if answer.records == 0 => view! { <p class="note">{t(&words::NO_RECORDS)}</p> }.into_any(),
        (Some(report), Some(answer)) => {
            let drawn = if as_table.get() { Chart::Table } else { report.chart };
            chart::draw(&report, &answer, drawn, &open)
        }
    });
    let save = move || {
        if let Some((report, answer)) = report.get_untracked().zip(untrack(figures)) {
            offer(&format!("{}.csv", file_name(&title.get_untracked())), &sheet(&report, &answer));
        }
    };
    let paint = move || {
        let name = format!("{}.png", file_name(&title.get_untracked()));
        erase::spawn(async move {
            if let Some(piece) = node.get_untracked() {
                picture_of(&piece, &name).await;
            }
        });
    };
    let is_table =
        Derived::new(move || report.with(|report| report.as_ref().is_none_or(|of| of.chart == Chart::Table)));
    let switch = erase::show(
        move || !is_table.get(),
        move || {
            let words =
                erase::text(move || t(if as_table.get() { &words::AS_CHART } else { &words::AS_TABLE }).to_owned());
            view! {
                <button type="button" class="button quiet" on:click=move |_| as_table.update(|on| *on = !*on)>{words}</button>
            }
            .into_any()
        },
    );
    view! {
        <section class="chart-frame report-frame" node_ref=node>
            <header class="chart-head report-head">
                {heading}
                <span class="chart-tools">
                    {switch}
                    {tool("CSV", save)}
                    {tool("PNG", paint)}
                    {more}
                </span>
            </header>
            <div class="chart-content">
                {seen_from}
                {content}
            </div>
        </section>
    }
    .into_any()
}

fn tool(text: &'static str, act: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="button quiet report-file" on:click=move |_| act()>
            <Icon of=Glyph::Export />
            {text}
        </button>
    }
    .into_any()
}

/// A name that every system takes for a file.
fn file_name(name: &str) -> String {
    let kept: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let parts: Vec<&str> = kept.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "report".to_owned() } else { parts.join("-") }
}

/// The figures as rows of a file: a line for each row and series.
pub(super) fn sheet(report: &Report, answer: &ReportAnswer) -> Vec<Vec<String>> {
    let columns = answer.columns.iter().map(|column| match column.currency {
        Some(currency) => format!("{} {}", names::column(report, answer, column), currency.code()),
        None => names::column(report, answer, column),
    });
    let mut head: Vec<String> = report.groups.iter().map(|group| names::path(report.of, group.by)).collect();
    head.extend(columns);
    let mut rows = vec![head];
    let plain = |figures: &[protocol::Figure]| figures.iter().copied().map(names::plain).collect::<Vec<_>>();
    for row in &answer.rows {
        let Some(group) = report.groups.first() else { continue };
        let key = names::key(report.of, group, &row.key, &answer.names);
        match report.groups.get(1) {
            Some(second) => {
                for (series, figures) in answer.series.iter().zip(&row.series) {
                    let name = names::key(report.of, second, series, &answer.names);
                    rows.push([vec![key.clone(), name], plain(figures)].concat());
                }
            }
            None => rows.push([vec![key], plain(&row.figures)].concat()),
        }
    }
    let mut total = vec![String::new(); report.groups.len()];
    if let Some(first) = total.first_mut() {
        *first = t(&words::TOTAL).to_owned();
    }
    rows.push([total, plain(&answer.total)].concat());
    rows
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn files_bear_the_name_of_their_report() {
        assert_eq!(file_name("Sales by month"), "Sales-by-month");
        assert_eq!(file_name("按月销售额 / 2026"), "按月销售额-2026");
        assert_eq!(file_name("…"), "report");
    }
}
