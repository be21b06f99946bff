//! Birthdays, holidays, and customers nobody has talked with for long.

use super::{Page, words};
use crate::selling::agenda::care_rows;
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;

/// The section.
pub(super) fn section(page: Page) -> AnyView {
    // Those who are shown are a morning's work; the others wait where the section leads.
    let care = {
        let page = page.clone();
        Derived::new(move || page.read(|answer| (answer.care.items.clone(), answer.care.total)))
    };
    let items = Derived::new(move || care.with(|care| care.as_ref().map_or_else(Vec::new, |care| care.0.clone())));
    let shown = Derived::new(move || items.with(Vec::len));
    page.counts(move || care.with(Option::is_some).then(|| shown.get() as u32));
    let sizes = move || (care.with(|care| care.as_ref().map_or(0, |care| care.1)), shown.get());
    let today = page.today;
    erase::show(
        move || shown.get() > 0,
        move || super::framed(&words::CARE, sizes, ("agenda?view=care", &words::ALL), care_rows(items, today)),
    )
    .into_any()
}
