//! The header of a list: names of its columns, the order they sort it in, and how wide they are.

use super::grid::WIDTH_PX;
use super::picked::Picked;
use super::state::State;
use super::{cell, look, words};
use crate::app::go_instead;
use crate::fields;
use crate::i18n::{t, tf};
use crate::ui::erase;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use model::schema::Field;
use model::view::Column;
use model::{FieldId, Kind};
use wasm_bindgen::JsCast;

use super::place::{Place, Sort};

/// Figures and days: largest and newest first is what one looks for.
fn largest_first(field: &Field) -> bool {
    matches!(field.kind, Kind::Number | Kind::Money | Kind::Day | Kind::Instant)
}

fn sort_by(list: State, sort: Sort) {
    let place = list.place.get_untracked();
    go_instead(&Place { sort: Some(sort), ..place }.url());
}

/// The header row.
pub(super) fn header(list: State) -> AnyView {
    let of = list.of.get();
    let one = |column: Column| fields::find(of, column.field).map(|field| (column, field));
    let cells: Vec<AnyView> = list
        .columns
        .get()
        .into_iter()
        .filter_map(one)
        .enumerate()
        .map(|(at, (column, field))| head(list, at, column, field))
        .collect();
    let checked = erase::flag(move || list.picked.with(|picked| picked.all));
    let pick_all = move |event| {
        let all = event_target_checked(&event);
        list.picked.set(if all { Picked::everything() } else { Picked::default() });
    };
    let key = move |event: KeyboardEvent| {
        if key(list, &event) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <div role="row" class="row head" aria-rowindex="1" on:keydown=key>
            <div role="columnheader" class="pick">
                <input type="checkbox" tabindex="-1" aria-label=t(&words::PICK_ALL) prop:checked=checked on:change=pick_all />
            </div>
            {cells}
        </div>
    }
    .into_any()
}

fn head(list: State, at: usize, column: Column, field: &'static Field) -> AnyView {
    let of = list.of.get_untracked();
    let state = erase::text(move || {
        let state = match list.sort.get() {
            Some((by, true)) if by == field.id => "descending",
            Some((by, _)) if by == field.id => "ascending",
            _ => "none",
        };
        state.to_owned()
    });
    let click = move |_| {
        let descending = match list.sort.get_untracked() {
            Some((by, descending)) if by == field.id => !descending,
            _ => largest_first(field),
        };
        sort_by(list, (field.id, descending));
    };
    let name = fields::label(of, field);
    // One stop for all of them; the arrows go on from there.
    let tabindex = if at == 0 { "0" } else { "-1" };
    view! {
        <div role="columnheader" class:num=cell::is_figure(of, field) aria-sort=state>
            <button type="button" class="sort" tabindex=tabindex data-field=field.id.0.to_string() on:click=click>
                {name.clone()}
            </button>
            {handle(list, column, name)}
        </div>
    }
    .into_any()
}

/// The header by keyboard: one stop of Tab, from which the arrows go from column to column and, with Shift, make one wider.
fn key(list: State, event: &KeyboardEvent) -> bool {
    const STEP_PX: i32 = 16;
    let by = match event.key().as_str() {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        _ => return false,
    };
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
    let Some((button, field)) = target.and_then(|button| Some((button.clone(), field_of(&button)?))) else {
        return false;
    };
    if event.shift_key() {
        let Some(width) = width_of(&button) else { return false };
        // The header is made anew, at once, so that the cursor finds it.
        crate::turns::at_once();
        resize(list, field, width + by * STEP_PX, true);
        request_animation_frame(move || focus(field));
        return true;
    }
    let columns = list.columns.get_untracked();
    let at = columns.iter().position(|column| column.field == field);
    let to = at.and_then(|at| columns.get(at.checked_add_signed(by as isize)?));
    to.inspect(|column| focus(column.field)).is_some()
}

fn field_of(button: &web_sys::Element) -> Option<FieldId> {
    button.get_attribute("data-field")?.parse().ok().map(FieldId)
}

fn focus(field: FieldId) {
    let button = document().query_selector(&format!("#grid .sort[data-field='{}']", field.0)).ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

/// What a column is made wider by with a pointer.
fn handle(list: State, column: Column, name: String) -> AnyView {
    let from = StoredValue::new(None::<(i32, i32)>);
    let down = move |event: PointerEvent| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
        event.prevent_default();
        let _ = target.set_pointer_capture(event.pointer_id());
        from.set_value(width_of(&target).map(|width| (event.client_x(), width)));
    };
    let moved = move |event: PointerEvent| {
        if let Some((x, width)) = from.get_value() {
            resize(list, column.field, width + event.client_x() - x, false);
        }
    };
    let up = move |event: PointerEvent| {
        if let Some((x, width)) = from.try_update_value(Option::take).flatten()
            && event.client_x() != x
        {
            resize(list, column.field, width + event.client_x() - x, true);
        }
    };
    let reset = move |_| resize(list, column.field, 0, true);
    view! {
        <span
            class="resize"
            role="separator"
            aria-orientation="vertical"
            aria-label=tf(&words::RESIZE, &[("name", &name)])
            title=t(&words::RESIZE_HINT)
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:dblclick=reset
        ></span>
    }
    .into_any()
}

fn width_of(handle: &web_sys::Element) -> Option<i32> {
    handle.parent_element().map(|cell| cell.client_width())
}

/// Makes a column as wide as that; 0 for what fits. The columns are made anew only at the end of a drag.
fn resize(list: State, field: FieldId, width: i32, done: bool) {
    let of = list.place.with_untracked(|place| place.of);
    let width = if width == 0 { 0 } else { width.clamp((*WIDTH_PX.start()).into(), (*WIDTH_PX.end()).into()) as u16 };
    let mut columns = untrack(|| look::columns(of));
    columns.iter_mut().filter(|column| column.field == field).for_each(|column| column.width = width);
    if let Some(grid) = list.node.get_untracked() {
        // What fitted may not fit for as long as the edge is held.
        let _ = if done { grid.remove_attribute("data-resizing") } else { grid.set_attribute("data-resizing", "") };
    }
    if done {
        look::set_columns(of, columns);
    } else {
        super::grid::show_tracks(list, &columns);
    }
}

/// The same choice as a menu, where there is no room for a header.
pub(super) fn menu(list: State) -> AnyView {
    let place = list.place.get_untracked();
    let name = move |sort: Sort| place.sort_name(sort);
    let chosen = move || list.sort.get().map(name).unwrap_or_default();
    let on_change = move |event| {
        if let Some(sort) = place.read_sort(&event_target_value(&event)) {
            sort_by(list, sort);
        }
    };
    let first = list.sort.get_untracked();
    let option = move |sort: Sort, field: &'static Field| {
        let value = name(sort);
        let text = if sort.1 { &words::SORTED_DOWN } else { &words::SORTED_UP };
        // Later the list itself is told what is chosen.
        view! {
            <option value=value selected=first == Some(sort)>
                {tf(text, &[("name", &fields::label(place.of, field))])}
            </option>
        }
        .into_any()
    };
    let shown = list.columns.get().into_iter().filter_map(|column| fields::find(place.of, column.field));
    let options = shown.flat_map(|field| {
        let usual = largest_first(field);
        [option((field.id, usual), field), option((field.id, !usual), field)]
    });
    let options: Vec<AnyView> = options.collect();
    let unsorted = first.is_none().then(|| {
        let text = if place.trash { &words::LAST_DELETED } else { &words::AS_ENTERED };
        view! { <option value="" selected=true>{t(text)}</option> }.into_any()
    });
    view! {
        <label class="chip sort-menu">
            <select aria-label=t(&words::SORT) prop:value=erase::text(chosen) on:change=on_change>
                {unsorted}
                {options}
            </select>
        </label>
    }
    .into_any()
}
