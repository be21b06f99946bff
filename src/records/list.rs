//! A page of a list: a table whose first column opens the record.

use super::place::Place;
use super::{PAGE, name_of, words};
use crate::app::go_instead;
use crate::fields;
use crate::format;
use crate::i18n::{label, t, tf};
use crate::state::Derived;
use crate::ui::erase;
use crate::ui::field::value_text;
use leptos::prelude::*;
use model::schema::Field;
use model::{Kind, RecordId, Value};
use protocol::{RecordRow, RecordsAnswer};

fn columns(place: Place) -> Vec<&'static Field> {
    let collection = place.collection();
    collection.columns().into_iter().filter_map(|id| fields::find(collection.id, id)).collect()
}

fn is_figure(field: &Field) -> bool {
    matches!(field.kind, Kind::Number | Kind::Money)
}

/// Numbers of papers and days are not broken into lines.
fn is_short(field: &Field) -> bool {
    matches!(field.kind, Kind::Day) || field.name == "number"
}

/// What a cell reads as; empty for an empty one.
pub(super) fn text(field: &Field, value: &Value, names: &[(RecordId, String)]) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Reference(id) => name_of(names, *id),
        Value::References(ids) => ids.iter().map(|id| name_of(names, *id)).collect::<Vec<_>>().join(", "),
        value => value_text(field.kind, value),
    }
}

pub(super) fn list(place: Derived<Place>, answer: &RecordsAnswer) -> AnyView {
    let here = place.get_untracked();
    let columns = columns(here);
    let heads: Vec<AnyView> = columns.iter().map(|field| head(place, field)).collect();
    let rows: Vec<AnyView> = answer.rows.iter().map(|row| self::row(place, &columns, row, answer)).collect();
    let name = label(&format!("collections.{}", here.of));
    view! {
        <div class="records-scroll">
            <table class="table records-table" aria-label=name>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {pages(here, answer)}
        </div>
    }
    .into_any()
}

fn head(place: Derived<Place>, field: &'static Field) -> AnyView {
    let sort = move || place.with(|place| place.sort);
    let state = erase::text(move || {
        let state = match sort() {
            Some((by, true)) if by == field.id => "descending",
            Some((by, false)) if by == field.id => "ascending",
            _ => "none",
        };
        state.to_owned()
    });
    let click = move |_| {
        let now = place.get_untracked();
        // Figures and days: largest and newest first is what one looks for.
        let largest_first = matches!(field.kind, Kind::Number | Kind::Money | Kind::Day | Kind::Instant);
        let descending = match now.sort {
            Some((by, descending)) if by == field.id => !descending,
            _ => largest_first,
        };
        go_instead(&Place { sort: Some((field.id, descending)), offset: 0, ..now }.url());
    };
    let name = place.with_untracked(|place| fields::label(place.collection().id, field));
    view! {
        <th scope="col" class:num=is_figure(field) aria-sort=state>
            <button type="button" class="sort" on:click=click>
                {name}
            </button>
        </th>
    }
    .into_any()
}

fn row(place: Derived<Place>, columns: &[&'static Field], row: &RecordRow, answer: &RecordsAnswer) -> AnyView {
    let id = row.id;
    let current = erase::attribute(move || (place.with(|place| place.id) == Some(id)).then(|| "true".to_owned()));
    let cell = |(at, (field, value)): (usize, (&&'static Field, &Value))| {
        let text = text(field, value, &answer.names);
        if at == 0 {
            let href = erase::text(move || Place { id: Some(id), ..place.get() }.url());
            let text = if text.is_empty() { t(&words::NO_NAME).to_owned() } else { text };
            view! {
                <th scope="row" class:short=is_short(field)>
                    <a href=href data-noscroll="">{text}</a>
                </th>
            }
            .into_any()
        } else {
            view! { <td class:num=is_figure(field) class:short=is_short(field)>{text}</td> }.into_any()
        }
    };
    let cells: Vec<AnyView> = columns.iter().zip(&row.cells).enumerate().map(cell).collect();
    view! { <tr aria-current=current>{cells}</tr> }.into_any()
}

/// The way to the rest, where a list is longer than a page.
fn pages(place: Place, answer: &RecordsAnswer) -> Option<AnyView> {
    let whole = |n: u32| format::integer(u64::from(n));
    if answer.total <= PAGE {
        return None;
    }
    let to = answer.offset + answer.rows.len() as u32;
    let range =
        tf(&words::RANGE, &[("from", &whole(answer.offset + 1)), ("to", &whole(to)), ("n", &whole(answer.total))]);
    let before = (answer.offset > 0).then(|| {
        let offset = answer.offset.saturating_sub(PAGE);
        view! { <a class="button" href=Place { offset, ..place }.url()>{t(&words::BEFORE)}</a> }.into_any()
    });
    let after = (to < answer.total).then(|| {
        view! { <a class="button" href=Place { offset: to, ..place }.url()>{t(&words::AFTER)}</a> }.into_any()
    });
    let pages = view! {
        <nav class="records-pages" aria-label=t(&words::PAGES)>
            <span class="muted">{range}</span>
            {before}
            {after}
        </nav>
    };
    Some(pages.into_any())
}
