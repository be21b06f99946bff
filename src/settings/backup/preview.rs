//! What a backup holds, beside what the book holds now.

use super::words;
use crate::format;
use crate::i18n::{label, t, tf};
use leptos::prelude::*;
use model::CollectionId;
use protocol::BackupPreview;

/// One row a kind of record; then the history.
pub(super) fn table(found: &BackupPreview) -> AnyView {
    let number = |n: u64| format::integer(n);
    let when = |millis: u64| match millis {
        0 => t(&words::NO_CHANGE).to_owned(),
        millis => format::instant(millis as f64),
    };
    let mut rows: Vec<(String, String, String)> = Vec::new();
    for (collection, there, here) in &found.counts {
        rows.push((name(*collection), number(u64::from(*there)), number(u64::from(*here))));
    }
    if found.files != (0, 0) {
        rows.push((t(&words::FILES).to_owned(), number(found.files.0.into()), number(found.files.1.into())));
    }
    rows.push((t(&words::CHANGES).to_owned(), number(found.changes.0), number(found.changes.1)));
    rows.push((t(&words::NEWEST).to_owned(), when(found.newest_millis.0), when(found.newest_millis.1)));
    let rows: Vec<AnyView> = rows.into_iter().map(row).collect();
    let size = format::bytes(found.bytes);
    view! {
        <p class="note">{tf(&words::SIZE_FORMAT, &[("size", &size), ("format", &found.format.to_string())])}</p>
        <table class="backup-table">
            <thead>
                <tr>
                    <th scope="col">{t(&words::KIND)}</th>
                    <th scope="col">{t(&words::THERE)}</th>
                    <th scope="col">{t(&words::HERE)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row((what, there, here): (String, String, String)) -> AnyView {
    let differs = there != here;
    view! {
        <tr class:differs=differs>
            <th scope="row">{what}</th>
            <td>{there}</td>
            <td>{here}</td>
        </tr>
    }
    .into_any()
}

/// A kind of record that this version does not know has only its number.
fn name(collection: CollectionId) -> String {
    match model::collection(collection) {
        Some(known) => label(&format!("collections.{}", known.name)),
        None => tf(&words::OTHER, &[("n", &collection.0.to_string())]),
    }
}
