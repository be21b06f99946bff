//! The records behind a figure, in a dialog.

use super::{ask, names, read, words};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::Slot;
use crate::ui::field::address;
use crate::ui::{Dialog, Skeleton, erase};
use leptos::prelude::*;
use model::CollectionId;
use protocol::{BehindAnswer, BehindRow, Figure, ReportsAnswer, ReportsQuery};
use std::sync::Arc;

/// Records that are listed at most.
pub(super) const LIMIT: u32 = 200;

/// What is looked at: its title, and the question for it.
pub(super) type Asked = Slot<Option<(String, ReportsQuery)>>;

/// The dialog, while something is looked at.
pub(super) fn sheet(asked: Asked) -> AnyView {
    erase::maybe(move || {
        let (title, query) = asked.get()?;
        let open = RwSignal::new(true);
        erase::effect(move || {
            if !open.get() {
                asked.set(None);
            }
        });
        Some(view! { <Dialog open=open title=title wide=true>{records(query.clone())}</Dialog> }.into_any())
    })
    .into_any()
}

fn records(query: ReportsQuery) -> AnyView {
    let answer = ask(move || Some(query.clone()));
    erase::view(move || {
        let found = read(answer, |answer| match answer {
            ReportsAnswer::Behind(behind) => Some(Arc::new(behind.clone())),
            _ => None,
        });
        found.map_or_else(|| view! { <Skeleton lines=6 /> }.into_any(), |found| table(&found))
    })
    .into_any()
}

fn table(answer: &BehindAnswer) -> AnyView {
    let (shown, all) = (format::integer(answer.rows.len() as u64), format::integer(u64::from(answer.total)));
    let said = match answer.rows.len() as u32 == answer.total {
        true => tf(&words::BEHIND_ALL, &[("n", &all)]),
        false => tf(&words::BEHIND_SOME, &[("n", &shown), ("all", &all)]),
    };
    let weighed = answer.rows.iter().any(|row| row.figure != Figure::Empty);
    let of = CollectionId(answer.of);
    let row = |row: &BehindRow| {
        let url = address(of, row.id);
        let name = if row.name.is_empty() { t(&words::NO_NAME).to_owned() } else { row.name.clone() };
        let figure = weighed.then(|| view! { <td class="num">{names::figure(row.figure, false)}</td> }.into_any());
        view! {
            <tr>
                <th scope="row"><a class="group-link" href=url>{name}</a></th>
                <td class="num muted">{row.day.map(format::day)}</td>
                {figure}
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = answer.rows.iter().map(row).collect();
    let head = weighed.then(|| view! { <th class="num" scope="col">{t(&words::FIGURE)}</th> }.into_any());
    view! {
        <p class="note" role="status">{said}</p>
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::BEHIND)>
            <table class="table insight-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::RECORD)}</th>
                        <th class="num" scope="col">{t(&words::DAY)}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
