//! The rows that cannot be taken: where, why, and all of them as a file.

use super::failures::failure;
use super::flow::Flow;
use super::names;
use super::words;
use crate::data;
use crate::data::save;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::{button, erase, toast};
use leptos::prelude::*;
use protocol::import::{Reject, Report};
use protocol::{Failure, Reply, Request};

/// The table of rejected rows; nothing where all are good.
#[component]
pub(super) fn Rejects(flow: Flow) -> impl IntoView {
    erase::maybe(move || {
        let report = flow.report.get().filter(|report| report.read.rejected > 0)?;
        let rows: Vec<AnyView> = report.read.rejects.iter().map(|reject| row(flow, reject)).collect();
        let section = view! {
            <section class="import-rejects">
                <h3>{t(&words::REJECTS_TITLE)}</h3>
                {first_only(&report)}
                <div class="sample-scroll" role="region" tabindex="0" aria-label=t(&words::REJECTS_TITLE)>
                    <table class="sample">
                        <thead>
                            <tr>
                                <th class="num" scope="col">{t(&words::LINE)}</th>
                                <th scope="col">{t(&words::REJECTS_COLUMN)}</th>
                                <th scope="col">{t(&words::REJECTS_WHY)}</th>
                                <th scope="col">{t(&words::REJECTS_TEXT)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {button("button", &words::REJECTS_DOWNLOAD, download)}
            </section>
        };
        Some(section.into_any())
    })
}

fn first_only(report: &Report) -> Option<AnyView> {
    let shown = report.read.rejects.len();
    (shown < report.read.rejected as usize).then(|| {
        let (n, all) = (format::integer(shown as u64), format::integer(report.read.rejected.into()));
        view! { <p class="note">{tf(&words::REJECTS_FIRST, &[("n", &n), ("all", &all)])}</p> }.into_any()
    })
}

fn row(flow: Flow, reject: &Reject) -> AnyView {
    let column = reject.column.map(|column| column_name(flow, column as usize)).unwrap_or_default();
    view! {
        <tr>
            <td class="num sample-line">{reject.line.to_string()}</td>
            <td>{column}</td>
            <td class="bad reason">{names::reason(reject.reason)}</td>
            <td>{reject.text.clone()}</td>
        </tr>
    }
    .into_any()
}

/// The header of a column, or its number.
pub(super) fn column_name(flow: Flow, column: usize) -> String {
    let name = flow.preview.with_untracked(|preview| preview.as_ref()?.columns.get(column)?.name.clone());
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| tf(&words::COLUMN_N, &[("n", &(column + 1).to_string())]))
}

fn download() {
    erase::spawn(async {
        let said = match data::send(Request::ImportRejects).await {
            Ok(Reply::Bytes(bytes)) => save(&bytes, t(&words::REJECTS_FILE), "text/csv;charset=utf-8")
                .map_err(|error| Failure::Storage(format!("{error:?}"))),
            Ok(_) => Err(Failure::Protocol("reply of another kind".to_owned())),
            Err(error) => Err(error),
        };
        if let Err(error) = said {
            toast::problem(failure(&error));
        }
    });
}
