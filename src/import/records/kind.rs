//! What the file holds, and which of its sheets is read.

use super::decide::with_kind;
use super::words;
use crate::i18n::{label, t};
use crate::import::flow::Flow;
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use model::{CollectionId, collection};
use protocol::import::{IMPORTED, Mapping};

/// The menus.
#[component]
pub(in crate::import) fn KindMenu(flow: Flow) -> impl IntoView {
    let now = Derived::new(move || {
        flow.mapping.with(|mapping| mapping.as_ref().and_then(|known| Some(known.records.as_ref()?.collection)))
    });
    let choose = move |text: String| {
        let of = text.parse().ok().and_then(|at: usize| IMPORTED.get(at.checked_sub(1)?).copied());
        flow.remap(|mapping| with_kind(mapping, of));
    };
    let option = move |(at, of): (usize, Option<CollectionId>)| {
        let selected = erase::flag(move || now.get() == of);
        let name = of.map_or_else(|| t(&words::PURCHASES).to_owned(), plural);
        view! { <option value=at.to_string() prop:selected=selected>{name}</option> }.into_any()
    };
    let kinds = [None].into_iter().chain(IMPORTED.into_iter().map(Some)).enumerate();
    let options: Vec<AnyView> = kinds.map(option).collect();
    let sheets = erase::maybe(move || {
        let sheets =
            flow.preview.with(|preview| preview.as_ref().map(|known| known.sheets.clone()).unwrap_or_default());
        (sheets.len() > 1).then(|| sheet_menu(flow, sheets))
    });
    let as_before = erase::show(
        move || flow.remembered.get(),
        || view! { <p class="note" role="status">{t(&words::AS_LAST_TIME)}</p> }.into_any(),
    );
    let errors = erase::maybe(move || {
        let errors = flow.preview.with(|preview| preview.as_ref().map_or(0, |known| known.errors));
        let n = crate::format::integer(errors.into());
        (errors > 0)
            .then(|| view! { <p class="note">{crate::i18n::tf(&words::ERROR_CELLS, &[("n", &n)])}</p> }.into_any())
    });
    view! {
        <div class="import-kind">
            <div class="import-control">
                <label for="import-kind">{t(&words::KIND)}</label>
                <select id="import-kind" on:change:target=move |event| choose(event.target().value())>
                    {options}
                </select>
            </div>
            {sheets}
            {as_before}
            {errors}
        </div>
    }
    .into_any()
}

fn sheet_menu(flow: Flow, sheets: Vec<String>) -> AnyView {
    let now = Derived::new(move || flow.mapping.with(|mapping| mapping.as_ref().map_or(0, |known| known.sheet)));
    let choose = move |text: String| {
        if let Ok(sheet) = text.parse() {
            flow.remap(|mapping| Mapping { sheet, ..mapping.clone() });
        }
    };
    let option = move |(at, name): (usize, String)| {
        let selected = erase::flag(move || now.get() as usize == at);
        view! { <option value=at.to_string() prop:selected=selected>{name}</option> }.into_any()
    };
    let options: Vec<AnyView> = sheets.into_iter().enumerate().map(option).collect();
    view! {
        <div class="import-control">
            <label for="import-sheet">{t(&words::SHEET)}</label>
            <select id="import-sheet" on:change:target=move |event| choose(event.target().value())>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// What the records of a collection are called.
pub(super) fn plural(of: CollectionId) -> String {
    collection(of).map_or(String::new(), |known| label(&format!("collections.{}", known.name)))
}
