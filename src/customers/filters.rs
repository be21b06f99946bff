//! Filters: chips that read as what they select.

use super::place::Place;
use super::{columns, words};
use crate::app::go_instead;
use crate::i18n::{Msg, t, tf};
use crate::ui::marks::{segment_label, stage_label};
use crate::ui::{Glyph, Icon};
use leptos::prelude::*;
use protocol::{Segment, Stage};

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

#[component]
pub(super) fn Filters(place: Memo<Place>, search: RwSignal<String>) -> impl IntoView {
    let stages = Stage::ALL.iter().map(|stage| Choice { name: stage.name(), label: stage_word });
    let segments = Segment::ALL.iter().map(|segment| Choice { name: segment.name(), label: segment_word });
    let stage = Filter {
        name: &words::FILTER_STAGE,
        any: &words::ANY_STAGE,
        is: &words::IS_STAGE,
        value: Signal::derive(move || place.get().stage.map(Stage::name)),
        set: Callback::new(move |name: Option<String>| {
            let stage = name.and_then(|name| Stage::from_name(&name));
            go_instead(&Place { stage, ..place.get() }.url());
        }),
    };
    let segment = Filter {
        name: &words::FILTER_SEGMENT,
        any: &words::ANY_SEGMENT,
        is: &words::IS_SEGMENT,
        value: Signal::derive(move || place.get().segment.map(Segment::name)),
        set: Callback::new(move |name: Option<String>| {
            let segment = name.and_then(|name| Segment::from_name(&name));
            go_instead(&Place { segment, ..place.get() }.url());
        }),
    };
    view! {
        <div class="filters">
            {chip(stage, stages.collect())}
            {chip(segment, segments.collect())}
            {cell_chip(place)}
            {search_chip(search)}
            {columns::menu(place)}
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Filter {
    name: &'static Msg,
    any: &'static Msg,
    is: &'static Msg,
    value: Signal<Option<&'static str>>,
    set: Callback<Option<String>>,
}

fn chip(filter: Filter, choices: Vec<Choice>) -> AnyView {
    let Filter { name, any, is, value, set } = filter;
    let on_change = move |event| {
        let chosen = event_target_value(&event);
        set.run((!chosen.is_empty()).then_some(chosen));
    };
    let option = move |choice: Choice| {
        let is_chosen = move || value.get() == Some(choice.name);
        // The chosen one carries the filter's name, since a chip has no other place for it.
        let text = move || {
            let word = (choice.label)(choice.name);
            if is_chosen() { tf(is, &[("name", &word)]) } else { word }
        };
        view! {
            <option value=choice.name selected=is_chosen>
                {text}
            </option>
        }
    };
    view! {
        <span class="chip" class:on=move || value.get().is_some()>
            <select aria-label=move || t(name) prop:value=move || value.get().unwrap_or("") on:change=on_change>
                <option value="">{move || t(any)}</option>
                {choices.into_iter().map(option).collect_view()}
            </select>
            {move || value.get().map(|_| remove(move || set.run(None)))}
        </span>
    }
    .into_any()
}

fn remove(act: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" aria-label=t(&words::REMOVE_FILTER) on:click=move |_| act()>
            <Icon of=Glyph::Close />
        </button>
    }
}

fn cell_chip(place: Memo<Place>) -> impl IntoView {
    move || {
        place.get().cell.map(|(recency, frequency)| {
            let text = move || tf(&words::IS_CELL, &[("r", &recency.to_string()), ("f", &frequency.to_string())]);
            view! {
                <span class="chip on">
                    <span>{text}</span>
                    {remove(move || go_instead(&Place { cell: None, ..place.get_untracked() }.url()))}
                </span>
            }
        })
    }
}

fn search_chip(search: RwSignal<String>) -> impl IntoView {
    move || {
        let text = search.with(|text| text.trim().to_owned());
        (!text.is_empty()).then(|| {
            view! {
                <span class="chip on">
                    <span>{tf(&words::IS_SEARCH, &[("text", &text)])}</span>
                    {remove(move || search.set(String::new()))}
                </span>
            }
        })
    }
}
