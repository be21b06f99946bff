//! Fields of the workspace's own, and what it makes of the option lists.

mod add;
mod fields;
mod kinds;
mod options;
mod order;
mod words;

use crate::i18n::t;
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::CollectionId;
use model::schema;
use std::sync::Arc;

/// The page.
#[component]
pub fn CustomisePage() -> impl IntoView {
    let query = use_location().query;
    let of = Derived::new(move || {
        let name = query.with(|query| query.get_str("of").map(str::to_owned)).unwrap_or_default();
        kinds::collections().find(|of| self::name(*of) == name).unwrap_or(schema::customer::ID)
    });
    let list = Derived::new(move || query.with(|query| query.get_str("list").map(str::to_owned)).unwrap_or_default());
    let tabs = erase::view(move || {
        let tab = |one: CollectionId| {
            let current = (one == of.get()).then_some("page");
            view! { <a class="tab" href=address(one, &list.get()) aria-current=current>{kinds::plural(one)}</a> }
                .into_any()
        };
        kinds::collections().map(tab).collect::<Vec<_>>().into_any()
    });
    let own = erase::view(move || fields::section(of.get()));
    let values = erase::view(move || {
        let first = &model::options::SOURCE;
        // Lists that no field has (any more) are not edited here.
        let known =
            |name: &String| model::options::ALL.iter().any(|list| list.name == name) || name.starts_with("own_");
        let list = Some(list.get()).filter(known).and_then(|name| crate::fields::list(&name)).unwrap_or(first);
        options::section(list, Arc::new(move |name| address(of.get_untracked(), name)))
    });
    view! {
        <div class="page settings-page custom-page">
            <header class="page-head">
                <h1>{t(&words::TITLE)}</h1>
            </header>
            <nav class="tabs" aria-label=t(&words::KINDS)>{tabs}</nav>
            {own}
            {values}
        </div>
    }
    .into_any()
}

fn name(of: CollectionId) -> &'static str {
    schema::collection(of).map_or("", |of| of.name)
}

fn address(of: CollectionId, list: &str) -> String {
    let of = name(of);
    if list.is_empty() { format!("fields?of={of}") } else { format!("fields?of={of}&list={list}") }
}
