//! Filters: chips that read as what they select.

use super::words;
use crate::app::go_instead;
use crate::i18n::{Msg, t, tf};
use crate::lists::{Place, State};
use crate::state::Derived;
use crate::ui::erase::{self, Reactive, Told};
use crate::ui::marks::{segment_label, stage_label};
use crate::ui::{Glyph, Icon};
use leptos::prelude::*;
use protocol::{Segment, Stage};
use std::sync::Arc;

/// A value of an option list with a stable name and a label.
struct Choice {
    name: &'static str,
    label: fn(&'static str) -> String,
}

fn stage_word(name: &'static str) -> String {
    Stage::from_name(name).map(stage_label).unwrap_or_default()
}

fn segment_word(name: &'static str) -> String {
    Segment::from_name(name).map(segment_label).unwrap_or_default()
}

/// Stage, segment, cell of the RFM grid and the words of the search.
pub(super) fn chips(list: State) -> AnyView {
    let (place, search) = (list.place, list.search);
    let stages = Stage::ALL.iter().map(|stage| Choice { name: stage.name(), label: stage_word });
    let segments = Segment::ALL.iter().map(|segment| Choice { name: segment.name(), label: segment_word });
    let stage = Filter {
        name: &words::FILTER_STAGE,
        any: &words::ANY_STAGE,
        is: &words::IS_STAGE,
        value: Derived::new(move || place.get().stage.map(Stage::name)),
        set: Arc::new(move |name: Option<String>| {
            let stage = name.and_then(|name| Stage::from_name(&name));
            go_instead(&Place { stage, ..place.get() }.url());
        }),
    };
    let segment = Filter {
        name: &words::FILTER_SEGMENT,
        any: &words::ANY_SEGMENT,
        is: &words::IS_SEGMENT,
        value: Derived::new(move || place.get().segment.map(Segment::name)),
        set: Arc::new(move |name: Option<String>| {
            let segment = name.and_then(|name| Segment::from_name(&name));
            go_instead(&Place { segment, ..place.get() }.url());
        }),
    };
    view! {
        {chip(stage, stages.collect())}
        {chip(segment, segments.collect())}
        {cell_chip(place)}
        {search_chip(search)}
    }
    .into_any()
}

struct Filter {
    name: &'static Msg,
    any: &'static Msg,
    is: &'static Msg,
    value: Derived<Option<&'static str>>,
    set: Told<Option<String>>,
}

fn chip(filter: Filter, choices: Vec<Choice>) -> AnyView {
    let Filter { name, any, is, value, set } = filter;
    let clear = Arc::clone(&set);
    let on_change = move |event| {
        let chosen = event_target_value(&event);
        set((!chosen.is_empty()).then_some(chosen));
    };
    let option = move |choice: Choice| {
        let name = choice.name;
        let is_chosen = move || value.get() == Some(name);
        // The chosen one carries the filter's name, since a chip has no other place for it.
        let text = erase::text(move || {
            let word = (choice.label)(name);
            if is_chosen() { tf(is, &[("name", &word)]) } else { word }
        });
        view! {
            <option value=name selected=erase::flag(is_chosen)>
                {text}
            </option>
        }
        .into_any()
    };
    let options: Vec<AnyView> = choices.into_iter().map(option).collect();
    let chosen = erase::text(move || value.get().unwrap_or("").to_owned());
    let end = erase::maybe(move || {
        let clear = Arc::clone(&clear);
        value.get().map(|_| remove(Box::new(move || clear(None))))
    });
    view! {
        <span class="chip" class:on=move || value.get().is_some()>
            <select aria-label=t(name) prop:value=chosen on:change=on_change>
                <option value="">{t(any)}</option>
                {options}
            </select>
            {end}
        </span>
    }
    .into_any()
}

fn remove(act: Box<dyn Fn()>) -> AnyView {
    view! {
        <button type="button" aria-label=t(&words::REMOVE_FILTER) on:click=move |_| act()>
            <Icon of=Glyph::Close />
        </button>
    }
    .into_any()
}

fn cell_chip(place: Derived<Place>) -> Reactive<AnyView> {
    erase::maybe(move || {
        let (recency, frequency) = place.get().cell?;
        let text = tf(&words::IS_CELL, &[("r", &recency.to_string()), ("f", &frequency.to_string())]);
        let remove = move || go_instead(&Place { cell: None, ..place.get_untracked() }.url());
        Some(chip_on(text, Box::new(remove)))
    })
}

fn search_chip(search: RwSignal<String>) -> Reactive<AnyView> {
    erase::maybe(move || {
        let text = search.with(|text| text.trim().to_owned());
        let chip = || chip_on(tf(&words::IS_SEARCH, &[("text", &text)]), Box::new(move || search.set(String::new())));
        (!text.is_empty()).then(chip)
    })
}

fn chip_on(text: String, act: Box<dyn Fn()>) -> AnyView {
    view! {
        <span class="chip on">
            <span>{text}</span>
            {remove(act)}
        </span>
    }
    .into_any()
}
