//! What an import of records adds and changes.

use super::kind::plural;
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::import::flow::Flow;
use crate::import::words as import_words;
use crate::ui::erase;
use leptos::prelude::*;
use protocol::import::{RejectReason, Report, UnknownName, UnknownOption, UnknownText};

/// Something would be added or changed.
pub(in crate::import) fn brings_anything(report: &Report) -> bool {
    let records = &report.records;
    records.created > 0 || records.updated > 0 || records.cells > 0 || !records.along.is_empty()
}

/// The figures; those that are nothing and would only ask to be understood are left out.
pub(in crate::import) fn figures(report: &Report) -> Vec<(String, String)> {
    let count = |n: u32| format::integer(n.into());
    let records = &report.records;
    let of = records.collection.map_or(String::new(), plural);
    let mut facts = vec![(tf(&words::CREATED, &[("of", &of)]), count(records.created))];
    if records.updated > 0 || records.cells > 0 {
        let cells = tf(&words::CELLS, &[("n", &count(records.updated)), ("cells", &count(records.cells))]);
        facts.push((tf(&words::UPDATED, &[("of", &of)]), cells));
    }
    let optional: [(&'static Msg, u32); 3] = [
        (&words::UNCHANGED, records.unchanged),
        (&words::SKIPPED, records.skipped),
        (&words::REPEATED, records.repeated),
    ];
    facts.extend(optional.into_iter().filter(|(_, n)| *n > 0).map(|(msg, n)| (t(msg).to_owned(), count(n))));
    let along = records.along.iter();
    facts.extend(along.map(|(of, n)| (tf(&words::ALONG, &[("of", &plural(*of))]), count(*n))));
    if records.names_all > 0 {
        facts.push((t(&words::NAMELESS).to_owned(), count(records.names_all)));
    }
    facts.push((t(&import_words::REPORT_ROWS).to_owned(), count(report.read.good)));
    if report.read.rejected > 0 {
        facts.push((t(&import_words::REPORT_REJECTED).to_owned(), count(report.read.rejected)));
    }
    facts
}

/// The texts that are no options, and what becomes of them.
#[component]
pub(in crate::import) fn UnknownTexts(flow: Flow) -> impl IntoView {
    erase::maybe(move || {
        let report = flow.report.get().filter(|report| report.read.unknown_cells > 0)?;
        let kept = flow.mapping.with_untracked(|mapping| {
            mapping.as_ref().and_then(|known| Some(known.records.as_ref()?.unknown_option == UnknownOption::Remark))
        });
        let n = format::integer(report.read.unknown_cells.into());
        let said = if kept == Some(true) { &words::UNKNOWN_KEPT } else { &words::UNKNOWN_EMPTIED };
        let row = |text: &UnknownText| (text.column, text.text.clone(), None, text.rows);
        let rows = report.read.unknown.iter().map(row).collect();
        Some(table(flow, &words::UNKNOWN_TITLE, tf(said, &[("n", &n)]), rows))
    })
}

/// The names that nobody goes by: their cells stay empty, their rows are taken.
#[component]
pub(in crate::import) fn Nameless(flow: Flow) -> impl IntoView {
    erase::maybe(move || {
        let report = flow.report.get().filter(|report| report.records.nameless > 0)?;
        let n = format::integer(report.records.nameless.into());
        let row = |name: &UnknownName| (name.column, name.text.clone(), Some(name.reason), name.rows);
        let rows = report.records.names.iter().map(row).collect();
        Some(table(flow, &words::NAMELESS, tf(&words::NAMELESS_TEXT, &[("n", &n)]), rows))
    })
}

/// Words of the file with their columns, what is wrong with them where that differs, and how many rows have them.
fn table(
    flow: Flow,
    title: &'static Msg,
    said: String,
    words_of: Vec<(u32, String, Option<RejectReason>, u32)>,
) -> AnyView {
    let name = |column: u32| crate::import::rejects::column_name(flow, column as usize);
    let with_why = words_of.iter().any(|(_, _, why, _)| why.is_some());
    let row = |(column, text, why, rows): (u32, String, Option<RejectReason>, u32)| {
        let why = why.map(|why| view! { <td>{super::reason(why)}</td> }.into_any());
        view! {
            <tr>
                <td>{name(column)}</td>
                <td>{text}</td>
                {why}
                <td class="num">{format::integer(rows.into())}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = words_of.into_iter().map(row).collect();
    let why = with_why.then(|| view! { <th scope="col">{t(&import_words::REJECTS_WHY)}</th> }.into_any());
    view! {
        <section class="import-rejects">
            <h3>{t(title)}</h3>
            <p class="note">{said}</p>
            <div class="sample-scroll" role="region" tabindex="0" aria-label=t(title)>
                <table class="sample">
                    <thead>
                        <tr>
                            <th scope="col">{t(&import_words::REJECTS_COLUMN)}</th>
                            <th scope="col">{t(&import_words::REJECTS_TEXT)}</th>
                            {why}
                            <th class="num" scope="col">{t(&words::UNKNOWN_ROWS)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
