//! The top bar: search, undo, state.

use super::palette::{self, Shown};
use super::{nav, status, words};
use crate::app::go;
use crate::data;
use crate::i18n::{op_label, t, tf};
use crate::state::Derived;
use crate::ui::{Glyph, Icon, erase, media};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use protocol::Request;
use std::sync::LazyLock;

// Not in the URL: what somebody looks for is nobody's business, least of all the history's.
static SEARCH: LazyLock<ArcRwSignal<String>> = LazyLock::new(|| ArcRwSignal::new(String::new()));

/// What the search field holds.
pub fn search() -> ArcRwSignal<String> {
    SEARCH.clone()
}

/// Puts the cursor into the search field, if there is one.
pub(super) fn focus_search() -> bool {
    use wasm_bindgen::JsCast;
    let field =
        document().get_element_by_id("search").and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(field) = &field {
        let _ = field.focus();
        field.select();
    }
    field.is_some()
}

#[component]
pub(super) fn Top() -> impl IntoView {
    let path = nav::current_path();
    let listed = Derived::new(move || path.get() == "customers");
    view! {
        <header class="top">
            {erase::view(move || if listed.get() { view! { <SearchField /> }.into_any() } else { search_button() })}
            <div class="top-end">
                {erase::show(move || listed.get(), find_anything)}
                <UndoButton />
                <status::Status />
            </div>
        </header>
    }
    .into_any()
}

/// On the list of customers, beside the field that narrows it.
fn find_anything() -> AnyView {
    view! {
        <button
            type="button"
            class="button quiet icon-only"
            title=t(&words::FIND_ANYTHING)
            aria-label=t(&words::FIND_ANYTHING)
            aria-keyshortcuts="Control+K"
            on:click=move |_| palette::open(Shown::Palette)
        >
            <span class="only-wide">
                <Icon of=Glyph::Command />
            </span>
            <span class="only-narrow">
                <Icon of=Glyph::Search />
            </span>
        </button>
    }
    .into_any()
}

/// On all other pages, where the field would stand.
fn search_button() -> AnyView {
    view! {
        <search class="search">
            <button
                type="button"
                class="search-button"
                aria-keyshortcuts="Control+K"
                on:click=move |_| palette::open(Shown::Palette)
            >
                <Icon of=Glyph::Search />
                <span>{t(&words::FIND_ANYTHING)}</span>
                <kbd class="only-keyboard" aria-hidden="true">
                    {if media::is_mac() { "⌘K" } else { "Ctrl K" }}
                </kbd>
            </button>
        </search>
    }
    .into_any()
}

#[component]
fn SearchField() -> impl IntoView {
    let path = nav::current_path();
    let query = use_location().query;
    let node = NodeRef::<html::Input>::new();
    let on_input = move |event| {
        SEARCH.set(event_target_value(&event));
        // The list must be in sight: it is not on other pages, nor on a phone where a customer is open.
        let hidden = !media::wide() && query.with_untracked(|query| query.get_str("id").is_some());
        if path.get_untracked() != "customers" || hidden {
            go("customers");
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            SEARCH.set(String::new());
            if let Some(input) = node.get_untracked() {
                let _ = input.blur();
            }
        }
    };
    view! {
        <search class="search">
            <Icon of=Glyph::Search />
            <input
                id="search"
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                node_ref=node
                aria-label=t(&words::SEARCH)
                placeholder=t(&words::SEARCH_HINT)
                prop:value=|| SEARCH.get()
                on:input=on_input
                on:keydown=on_key
            />
            <kbd class="only-keyboard" aria-hidden="true">
                "/"
            </kbd>
        </search>
    }
    .into_any()
}

#[component]
fn UndoButton() -> impl IntoView {
    let book = data::book();
    let what = move || book.with(|book| book.as_ref().and_then(|book| book.undo.clone()));
    let name = erase::text(move || match what() {
        Some((_, label)) => tf(&words::UNDO_WHAT, &[("what", &op_label(&label))]),
        None => t(&words::UNDO_NOTHING).to_owned(),
    });
    view! {
        <button
            type="button"
            class="button quiet icon-only"
            title=name.clone()
            aria-label=name
            disabled=move || what().is_none()
            on:click=move |_| data::act(Request::Undo { seq: None })
        >
            <Icon of=Glyph::Undo />
        </button>
    }
    .into_any()
}
