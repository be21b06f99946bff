//! The lines of the palette. There may be a hundred: they are drawn once, and one listener and one effect serve them all.

use super::items::{Group, Item};
use super::search::State;
use super::{result, words};
use crate::i18n::t;
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

pub(super) const LIST: &str = "palette-list";

/// What a line is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Part {
    /// Something to do.
    Commands,
    /// A record.
    Records,
}

impl Part {
    fn prefix(self) -> &'static str {
        match self {
            Part::Commands => "palette-command-",
            Part::Records => "palette-record-",
        }
    }
}

/// The element of a line, by its place in its part.
pub(super) fn option_id((part, at): (Part, usize)) -> String {
    format!("{}{at}", part.prefix())
}

/// The line in which something happened.
fn place_of(event: &web_sys::Event) -> Option<(Part, usize)> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let id = target.closest("[role=option]").ok().flatten()?.id();
    [Part::Commands, Part::Records]
        .into_iter()
        .find_map(|part| Some((part, id.strip_prefix(part.prefix())?.parse().ok()?)))
}

fn element(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Scrolls to the first line.
pub(super) fn to_top() {
    if let Some(list) = element(LIST) {
        list.set_scroll_top(0);
    }
}

/// Scrolls the list so that a line is seen whole, and no further; what stands above the first line with it.
pub(super) fn in_sight(first: bool, id: &str) {
    if first {
        return to_top();
    }
    let (Some(list), Some(option)) = (element(LIST), element(id)) else { return };
    let (top, bottom) = (option.offset_top(), option.offset_top() + option.offset_height());
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if bottom > list.scroll_top() + list.client_height() {
        list.set_scroll_top(bottom - list.client_height());
    }
}

/// All lines; hidden while there are none.
pub(super) fn list(state: State, empty: Derived<bool>) -> AnyView {
    let chosen = Derived::new(move || state.chosen());
    let commands = Derived::new(move || state.commands.with(|(groups, _)| groups.clone()));
    let first = Derived::new(move || state.commands.with(|(_, first)| *first));
    let draw = move |part: Part| {
        // Once they stand on the page.
        erase::spawn(async move { mark(chosen) });
        match part {
            Part::Commands => commands.with(|groups| drawn(part, groups)),
            Part::Records => state.records.with(|groups| drawn(part, groups)),
        }
    };
    // The field is there before the next key; what can be chosen may come a moment later.
    let lines = erase::later(move || {
        let before = erase::maybe(move || first.get().then(|| draw(Part::Commands)));
        let records = erase::view(move || draw(Part::Records));
        let after = erase::maybe(move || (!first.get()).then(|| draw(Part::Commands)));
        view! { {before} {records} {after} }.into_any()
    });
    erase::effect(move || {
        chosen.with(|_| ());
        mark(chosen);
    });
    let hidden = erase::flag(move || empty.get());
    let on_move = move |event: web_sys::MouseEvent| {
        if let Some(there) = place_of(&event) {
            state.point_at(there);
        }
    };
    let on_click = move |event: web_sys::MouseEvent| {
        if let Some(there) = place_of(&event) {
            state.run_there(there);
        }
    };
    // A list box holds options and nothing else: what is said instead stands beside it.
    view! {
        <div
            class="palette-list"
            id=LIST
            role="listbox"
            aria-label=t(&words::RESULTS)
            tabindex="-1"
            hidden=hidden
            on:mousemove=on_move
            on:click=on_click
        >
            {lines}
        </div>
    }
    .into_any()
}

/// Marks the chosen line, and no other: which one it is is not drawn, since lines that are drawn anew may be those of before with another number.
fn mark(chosen: Derived<Option<String>>) {
    let (Some(list), Some(chosen)) = (element(LIST), chosen.try_get_untracked()) else { return };
    let marked = list.query_selector_all("[aria-selected=true]").ok();
    let marked = marked.iter().flat_map(|all| (0..all.length()).filter_map(|at| all.item(at)));
    let marked = marked.filter_map(|node| node.dyn_into::<web_sys::Element>().ok());
    let wanted = chosen.and_then(|id| element(&id)).map(web_sys::Element::from);
    for (line, selected) in marked.map(|line| (line, "false")).chain(wanted.map(|line| (line, "true"))) {
        let _ = line.set_attribute("aria-selected", selected);
    }
}

fn drawn(part: Part, groups: &[Group]) -> AnyView {
    let mut at = 0;
    let mut drawn: Vec<AnyView> = Vec::with_capacity(groups.len());
    for (nth, group) in groups.iter().enumerate() {
        let lines = group.items.iter().enumerate();
        let options: Vec<AnyView> = lines.map(|(nth, item)| option(option_id((part, at + nth)), item)).collect();
        at += group.items.len();
        let heading = format!("{}group-{nth}", part.prefix());
        let named_by = heading.clone();
        let group = view! {
            <div role="group" aria-labelledby=named_by>
                <p class="palette-group" id=heading role="presentation">
                    {group.title.clone()}
                </p>
                {options}
            </div>
        };
        drawn.push(group.into_any());
    }
    drawn.into_any()
}

fn option(id: String, item: &Item) -> AnyView {
    view! {
        <div class="palette-option" role="option" id=id aria-selected="false">
            {result::content(item)}
        </div>
    }
    .into_any()
}
