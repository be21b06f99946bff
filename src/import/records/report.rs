//! What an import of records adds and changes.

use super::kind::plural;
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::import::flow::Flow;
use crate::import::words as import_words;
use crate::ui::erase;
use leptos::prelude::*;
use protocol::import::{Report, UnknownOption};

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
        let name = |column: u32| crate::import::rejects::column_name(flow, column as usize);
        let row = |text: &protocol::import::UnknownText| {
            view! {
                <tr>
                    <td>{name(text.column)}</td>
                    <td>{text.text.clone()}</td>
                    <td class="num">{format::integer(text.rows.into())}</td>
                </tr>
            }
            .into_any()
        };
        let rows: Vec<AnyView> = report.read.unknown.iter().map(row).collect();
        let section = view! {
            <section class="import-rejects">
                <h3>{t(&words::UNKNOWN_TITLE)}</h3>
                <p class="note">{tf(said, &[("n", &n)])}</p>
                <div class="sample-scroll" role="region" tabindex="0" aria-label=t(&words::UNKNOWN_TITLE)>
                    <table class="sample">
                        <thead>
                            <tr>
                                <th scope="col">{t(&import_words::REJECTS_COLUMN)}</th>
                                <th scope="col">{t(&import_words::REJECTS_TEXT)}</th>
                                <th class="num" scope="col">{t(&words::UNKNOWN_ROWS)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        };
        Some(section.into_any())
    })
}
