//! Which columns a list shows, in which order, and by what it is grouped.

use super::words;
use crate::fields;
use crate::i18n::{Msg, t, tf};
use crate::lists::{State, look};
use crate::ui::{Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::schema::Field;
use model::view::Column;
use model::{CollectionId, FieldId, Kind};

/// The chooser of a list's columns and groups.
pub(super) fn chooser(list: State) -> AnyView {
    let content = erase::view(move || {
        let of = list.place.with(|place| place.of);
        let columns = look::columns(of);
        let shown: Vec<AnyView> =
            columns.iter().enumerate().map(|(at, column)| item(of, &columns, Some(at), column.field)).collect();
        let hidden = fields::listed(of).into_iter().filter(|field| columns.iter().all(|shown| shown.field != field.id));
        let hidden: Vec<AnyView> = hidden.map(|field| item(of, &columns, None, field.id)).collect();
        view! {
            <ul class="column-list" aria-label=t(&words::COLUMNS)>{shown}</ul>
            <ul class="column-list">{hidden}</ul>
        }
        .into_any()
    });
    let usual = move || look::set_columns(list.place.with_untracked(|place| place.of), Vec::new());
    view! {
        {erase::view(move || groups(list))}
        {content}
        <footer class="list-panel-foot">{button("button quiet", &words::USUAL, usual)}</footer>
    }
    .into_any()
}

fn item(of: CollectionId, columns: &[Column], at: Option<usize>, field: FieldId) -> AnyView {
    let Some(declared) = fields::find(of, field) else { return erase::nothing() };
    let name = fields::label(of, declared);
    let held = columns.to_vec();
    let toggle = move |_| {
        let mut columns = held.clone();
        match at {
            // A list without columns would show nothing to open.
            Some(_) if columns.len() == 1 => {}
            Some(at) => drop(columns.remove(at)),
            None => columns.push(Column { field, width: 0 }),
        }
        look::set_columns(of, columns);
    };
    let mover = |by: isize, icon: Glyph, text: &'static Msg| {
        let columns = columns.to_vec();
        let to = at.and_then(|at| at.checked_add_signed(by)).filter(|to| *to < columns.len());
        let go = move |_| {
            if let (Some(at), Some(to)) = (at, to) {
                let mut columns = columns.clone();
                columns.swap(at, to);
                look::set_columns(of, columns);
            }
        };
        let name = tf(text, &[("name", &name)]);
        view! {
            <button type="button" class="button quiet icon-only" aria-label=name.clone() title=name disabled=to.is_none()
                on:click=go>
                <Icon of=icon />
            </button>
        }
        .into_any()
    };
    let movers = at.map(|_| [mover(-1, Glyph::Up, &words::UP), mover(1, Glyph::Down, &words::DOWN)]).map(Vec::from);
    view! {
        <li class="column-item">
            <label class="option">
                <input type="checkbox" prop:checked=at.is_some() on:change=toggle />
                <span>{name}</span>
            </label>
            {movers}
        </li>
    }
    .into_any()
}

/// Fields that several records share a value of.
fn groupable(field: &&'static Field) -> bool {
    matches!(
        field.kind,
        Kind::Option(_)
            | Kind::Bool
            | Kind::Reference(_)
            | Kind::References(_)
            | Kind::Day
            | Kind::Instant
            | Kind::Text
    )
}

fn groups(list: State) -> AnyView {
    let of = list.place.with(|place| place.of);
    let now = look::look(of).group;
    let change = move |event| {
        let chosen = event_target_value(&event).parse().ok().map(FieldId);
        look::update(of, |look| look.group = chosen);
    };
    let option = |field: &'static Field| {
        let is_it = now == Some(field.id);
        view! { <option value=field.id.0.to_string() selected=is_it>{fields::label(of, field)}</option> }.into_any()
    };
    let options: Vec<AnyView> = fields::listed(of).into_iter().filter(groupable).map(option).collect();
    view! {
        <label class="form-row list-group">
            <span>{t(&words::GROUP_BY)}</span>
            <select class="select" on:change=change>
                <option value="">{t(&words::NO_GROUPS)}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}
