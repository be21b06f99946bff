//! What is late, and what stands in the agenda of today.

use super::{Page, section, words};
use crate::selling::agenda::{Tells, back_to_place, line};
use crate::ui::erase;
use leptos::prelude::*;

/// What should have been done before.
pub(super) fn overdue(page: Page) -> AnyView {
    let counted = page.clone();
    page.counts(move || counted.read(|answer| answer.overdue_all));
    erase::maybe(move || {
        back_to_place();
        page.read(|answer| {
            let lines: Vec<AnyView> = answer.overdue.iter().map(|item| line(item, Tells::Day, &page.way)).collect();
            section(&words::OVERDUE, answer.overdue_all, lines.len(), "agenda", lines)
        })
    })
    .into_any()
}

/// What stands there today.
pub(super) fn today(page: Page) -> AnyView {
    let counted = page.clone();
    page.counts(move || counted.read(|answer| answer.today_all));
    erase::maybe(move || {
        back_to_place();
        page.read(|answer| {
            let lines: Vec<AnyView> = answer.today.iter().map(|item| line(item, Tells::Time, &page.way)).collect();
            section(&words::AGENDA, answer.today_all, lines.len(), "agenda?view=day", lines)
        })
    })
    .into_any()
}
