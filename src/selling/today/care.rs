//! Birthdays, holidays, and customers nobody has talked with for long.

use super::{Page, words};
use crate::selling::agenda::{back_to_place, care_row};
use crate::ui::erase;
use leptos::prelude::*;

/// The section.
pub(super) fn section(page: Page) -> AnyView {
    let counted = page.clone();
    // Those who are shown are a morning's work; the others wait where the section leads.
    page.counts(move || counted.read(|answer| answer.care.items.len() as u32));
    erase::maybe(move || {
        back_to_place();
        let today = page.today.get();
        page.read(|answer| {
            let lines: Vec<AnyView> = answer.care.items.iter().map(|item| care_row(item, today)).collect();
            super::section(&words::CARE, answer.care.total, lines.len(), "agenda?view=care", lines)
        })
    })
    .into_any()
}
