//! The columns of the list and the order they sort it in.

use super::place::{Place, sort_name, sort_of};
use super::words;
use crate::app::go_instead;
use crate::i18n::{Msg, t, tf};
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use protocol::{Sort, SortBy};

/// A column that the list can be sorted by.
pub(super) struct Column {
    pub(super) class: &'static str,
    name: &'static Msg,
    by: SortBy,
    /// Largest first at the first click: what one looks for in figures.
    largest_first: bool,
}

pub(super) static COLUMNS: [Column; 7] = [
    Column { class: "name", name: &words::NAME, by: SortBy::Name, largest_first: false },
    Column { class: "stage-cell", name: &words::STAGE, by: SortBy::Stage, largest_first: false },
    Column { class: "segment-cell", name: &words::SEGMENT, by: SortBy::Segment, largest_first: false },
    Column { class: "loyalty num", name: &words::LOYALTY, by: SortBy::Loyalty, largest_first: true },
    Column { class: "last num", name: &words::LAST_ORDER, by: SortBy::LastOrder, largest_first: true },
    Column { class: "orders num", name: &words::ORDERS, by: SortBy::Orders, largest_first: true },
    Column { class: "value num", name: &words::VALUE, by: SortBy::Value, largest_first: true },
];

/// The header row.
pub(super) fn header(place: Derived<Place>) -> AnyView {
    let cell = move |column: &'static Column| {
        let sort = move || place.get().sort;
        let state = erase::text(move || {
            let state = match sort() {
                Sort { by, descending: true } if by == column.by => "descending",
                Sort { by, .. } if by == column.by => "ascending",
                _ => "none",
            };
            state.to_owned()
        });
        let click = move |_| {
            let now = sort();
            let descending = if now.by == column.by { !now.descending } else { column.largest_first };
            go_instead(&Place { sort: Sort { by: column.by, descending }, ..place.get() }.url());
        };
        view! {
            <div role="columnheader" class=column.class aria-sort=state>
                <button type="button" class="sort" tabindex="-1" on:click=click>
                    {t(column.name)}
                </button>
            </div>
        }
        .into_any()
    };
    let cells: Vec<AnyView> = COLUMNS.iter().map(cell).collect();
    view! {
        <div role="row" class="row head" aria-rowindex="1">
            {cells}
        </div>
    }
    .into_any()
}

/// The same choice as a menu, where there is no room for a header.
pub(super) fn menu(place: Derived<Place>) -> AnyView {
    let chosen = move || sort_name(place.get().sort);
    let on_change = move |event| {
        go_instead(&Place { sort: sort_of(&event_target_value(&event)), ..place.get() }.url());
    };
    let option = move |(column, descending): (&'static Column, bool)| {
        let value = sort_name(Sort { by: column.by, descending });
        let text = if descending { &words::SORTED_DOWN } else { &words::SORTED_UP };
        let is_chosen = {
            let value = value.clone();
            erase::flag(move || chosen() == value)
        };
        view! {
            <option value=value selected=is_chosen>
                {tf(text, &[("name", t(column.name))])}
            </option>
        }
        .into_any()
    };
    let options =
        COLUMNS.iter().flat_map(|column| [column.largest_first, !column.largest_first].map(|way| (column, way)));
    let options: Vec<AnyView> = options.map(option).collect();
    view! {
        <label class="chip sort-menu">
            <select aria-label=t(&words::SORT) prop:value=erase::text(chosen) on:change=on_change>
                {options}
            </select>
        </label>
    }
    .into_any()
}
