//! Which columns a list shows, in which order, and by what it is grouped.

use super::words;
use crate::fields;
use crate::i18n::{Msg, t, tf};
use crate::lists::{State, look};
use crate::state::Derived;
use crate::turns;
use crate::ui::{Glyph, Icon, button, erase};
use leptos::prelude::*;
use model::schema::Field;
use model::view::Column;
use model::{CollectionId, FieldId, Kind};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The chooser of a list's columns and groups.
pub(super) fn chooser(list: State) -> AnyView {
    let of = Derived::new(move || list.place.with(|place| place.of));
    // Each field keeps its line while it moves, so that the keyboard stays with it.
    let items = erase::keyed(move || {
        let of = of.get();
        let shown: Vec<FieldId> = look::columns(of).into_iter().map(|column| column.field).collect();
        let hidden = fields::listed(of).into_iter().map(|field| field.id).filter(|field| !shown.contains(field));
        let one =
            |field: FieldId| -> erase::Row { (format!("{}.{}", of.0, field.0), Box::new(move || item(of, field))) };
        shown.iter().copied().chain(hidden).map(one).collect()
    });
    let usual = move || look::set_columns(of.get_untracked(), Vec::new());
    view! {
        {erase::view(move || groups(list))}
        <ul class="column-list" aria-label=t(&words::COLUMNS)>{items}</ul>
        <footer class="list-panel-foot">{button("button quiet", &words::USUAL, usual)}</footer>
    }
    .into_any()
}

fn item(of: CollectionId, field: FieldId) -> AnyView {
    let Some(declared) = fields::find(of, field) else { return erase::nothing() };
    let name = fields::label(of, declared);
    let place = Derived::new(move || {
        let columns = look::columns(of);
        (columns.iter().position(|column| column.field == field), columns.len())
    });
    let checked = erase::flag(move || place.get().0.is_some());
    let toggle = move |event: leptos::ev::Event| {
        let mut columns = untrack(|| look::columns(of));
        match place.get_untracked() {
            // A list without columns would show nothing to open.
            (Some(_), 1) => event_target::<web_sys::HtmlInputElement>(&event).set_checked(true),
            (Some(at), _) => drop(columns.remove(at)),
            (None, _) => columns.push(Column { field, width: 0 }),
        }
        look::set_columns(of, columns);
    };
    let mover = move |by: isize, icon: Glyph, text: &'static Msg, name: &str| {
        let to = move |(at, len): (Option<usize>, usize)| at?.checked_add_signed(by).filter(|to| *to < len);
        let go = move |event: web_sys::MouseEvent| {
            let now = place.get_untracked();
            if let (Some(at), Some(to)) = (now.0, to(now)) {
                let mut columns = untrack(|| look::columns(of));
                columns.swap(at, to);
                look::set_columns(of, columns);
                erase::spawn(hold_cursor(event.target()));
            }
        };
        let name = tf(text, &[("name", name)]);
        view! {
            <button type="button" class="button quiet icon-only" aria-label=name.clone() title=name
                disabled=erase::flag(move || to(place.get()).is_none()) on:click=go>
                <Icon of=icon />
            </button>
        }
        .into_any()
    };
    let movers = {
        let name = name.clone();
        erase::show(
            move || place.get().0.is_some(),
            move || {
                view! {
                    {mover(-1, Glyph::Up, &words::UP, &name)}
                    {mover(1, Glyph::Down, &words::DOWN, &name)}
                }
                .into_any()
            },
        )
    };
    view! {
        <li class="column-item">
            <label class="option">
                <input type="checkbox" prop:checked=checked on:change=toggle />
                <span>{name}</span>
            </label>
            {movers}
        </li>
    }
    .into_any()
}

/// A line that is moved loses the cursor: it goes back to the button that was pressed, or to the box before it where that can go no further.
async fn hold_cursor(pressed: Option<web_sys::EventTarget>) {
    turns::frame().await;
    let button = pressed.and_then(|pressed| pressed.dyn_into::<Element>().ok()?.closest("button").ok()?);
    let is_lost = document().active_element().is_none_or(|now| now.tag_name() == "BODY");
    let Some(button) = button.filter(|_| is_lost) else { return };
    let wanted = match button.has_attribute("disabled") {
        true => button.closest("li").ok().flatten().and_then(|line| line.query_selector("input").ok()?),
        false => Some(button),
    };
    if let Some(Ok(wanted)) = wanted.map(JsCast::dyn_into::<HtmlElement>) {
        let _ = wanted.focus();
    }
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
        view! { <option value=field.id.0.to_string() prop:selected=is_it>{fields::label(of, field)}</option> }
            .into_any()
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
