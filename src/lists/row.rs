//! One line of the list: a line of a table, or two lines where it is narrow; or the head of a group.

use super::rows::Line;
use super::state::State;
use super::{cell, words};
use crate::app::go;
use crate::fields;
use crate::i18n::t;
use crate::state::Derived;
use crate::ui::erase;
use crate::ui::field::option_text;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use model::options::CUSTOMER_KIND;
use model::schema::{Field, customer, score};
use model::{RecordId, Value};
use protocol::{GroupRow, ListRow, RecordRow};
use std::sync::Arc;

pub(super) fn row(index: u32, list: State) -> AnyView {
    let known = Derived::new(move || list.rows.with(|rows| rows.row(index)));
    let id = Derived::new(move || known.with(|line| line.as_ref().and_then(|line| line.id())));
    let open = Derived::new(move || id.get().is_some() && id.get() == list.place.with(|place| place.id));
    let picked = Derived::new(move || id.get().is_some_and(|id| list.picked.with(|picked| picked.has(id))));
    let cursor = erase::flag(move || list.cursor.get() == Some(index));
    let head = erase::flag(move || known.with(|line| line.is_some()) && id.get().is_none());
    let content = erase::view(move || match known.get() {
        Some(line) => match &line.row {
            ListRow::Record(row) => cells(index, list, row, &line, picked),
            ListRow::Group(group) => group_head(list, group, &line),
        },
        None => view! {
            <div role="gridcell" class="pick"></div>
            <div role="gridcell" class="name"><span class="bone"></span></div>
        }
        .into_any(),
    });
    let shift = erase::text(move || format!("translateY({}px)", (f64::from(index) * list.row_px()) as u64));
    view! {
        <div
            role="row"
            class="row"
            class:open=move || open.get()
            class:picked=move || picked.get()
            class:cursor=cursor
            class:group=head
            id=format!("row-{index}")
            aria-rowindex=(index + 2).to_string()
            aria-selected=move || (open.get() || picked.get()).to_string()
            style:transform=shift
        >
            {content}
        </div>
    }
    .into_any()
}

/// Picks a record, or lets go of it; with Shift, also those between it and the cursor.
pub(super) fn pick(list: State, index: u32, pick: bool, range: bool) {
    let from = list.cursor.get_untracked().filter(|_| range).unwrap_or(index);
    let ids = list.rows.with_untracked(|rows| rows.between(from, index));
    list.picked.update(|picked| picked.put(&ids, pick));
    list.cursor.set(Some(index));
}

fn pick_box(index: u32, list: State, name: String, picked: Derived<bool>) -> AnyView {
    let click = move |event: MouseEvent| {
        event.stop_propagation();
        pick(list, index, event_target_checked(&event), event.shift_key());
    };
    view! {
        <div role="gridcell" class="pick">
            <input type="checkbox" tabindex="-1" aria-label=name prop:checked=move || picked.get() on:click=click />
        </div>
    }
    .into_any()
}

fn cells(index: u32, list: State, row: &RecordRow, line: &Arc<Line>, picked: Derived<bool>) -> AnyView {
    let of = list.place.with_untracked(|place| place.of);
    let columns = list.columns.get_untracked();
    let shown: Vec<(&'static Field, &Value)> = columns
        .iter()
        .zip(&row.cells)
        .filter_map(|(column, value)| Some((fields::find(of, column.field)?, value)))
        .collect();
    let name = shown.first().map(|(field, value)| cell::text(field, value, &line.names)).unwrap_or_default();
    let name = if name.is_empty() { t(&words::NO_NAME).to_owned() } else { name };
    let rest = &row.cells[columns.len().min(row.cells.len())..];
    // Until the first scoring run has ended, nobody has a segment, and no order means only that none is counted yet.
    let scored = rest.get(2).is_some_and(|segment| !segment.is_empty());
    let other = |(field, value): &(&'static Field, &Value)| one(list, field, value, line, scored);
    let others: Vec<AnyView> = shown.iter().skip(1).map(other).collect();
    view! {
        {pick_box(index, list, name.clone(), picked)}
        {name_cell(list, row.id, name, about(rest))}
        {others}
    }
    .into_any()
}

/// What stands small beside the name: kind and region of a customer.
fn about(rest: &[Value]) -> String {
    let parts = rest.iter().take(2).filter_map(|value| match value {
        Value::Option(kind) => Some(option_text(&CUSTOMER_KIND, *kind)),
        Value::Text(text) => Some(text.clone()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join(" · ")
}

fn name_cell(list: State, id: RecordId, name: String, about: String) -> AnyView {
    let href = erase::text(move || list.place.get().with_id(Some(id)).url());
    view! {
        <div role="gridcell" class="name">
            <a href=href tabindex="-1" data-noscroll="">{name}</a>
            <span class="about">{about}</span>
        </div>
    }
    .into_any()
}

fn one(list: State, field: &'static Field, value: &Value, line: &Arc<Line>, scored: bool) -> AnyView {
    let of = list.place.with_untracked(|place| place.of);
    let class = match (of == customer::ID, field.id) {
        (true, score::STAGE) => "stage-cell",
        (true, score::SEGMENT) => "segment-cell",
        (true, score::LOYALTY) => "loyalty num",
        (true, score::LAST_ORDER) => "last num",
        (true, score::ORDER_DAYS) => "orders num",
        (true, score::VALUE) => "value num",
        _ if cell::is_figure(of, field) => "num",
        _ => "",
    };
    let content = match (class, value) {
        ("last num", Value::Empty) if scored => t(&words::NO_ORDER).into_any(),
        ("last num", Value::Day(_)) => {
            let value = value.clone();
            erase::view(move || cell::mark(of, field, &value).unwrap_or_else(erase::nothing)).into_any()
        }
        _ => cell::mark(of, field, value).unwrap_or_else(|| cell::view(field, value, &line.names)),
    };
    view! { <div role="gridcell" class=class>{content}</div> }.into_any()
}

fn group_head(list: State, group: &GroupRow, line: &Arc<Line>) -> AnyView {
    let of = list.place.with_untracked(|place| place.of);
    let by = list.query.with_untracked(|query| query.group).and_then(|by| fields::find(of, by));
    let name = by.map(|field| cell::group(field, &group.value, &line.names)).unwrap_or_default();
    let sums: Vec<AnyView> = group
        .sums
        .iter()
        .filter_map(|sum| Some((fields::find(of, sum.field)?, cell::sum(of, sum))))
        .map(|(field, text)| {
            let name = fields::label(of, field);
            view! { <span class="group-sum"><span class="muted">{name}</span> {text}</span> }.into_any()
        })
        .collect();
    view! {
        <div role="gridcell" class="group-head">
            <strong>{name}</strong>
            <span class="muted">{cell::count(group.count)}</span>
            {sums}
        </div>
    }
    .into_any()
}

/// Opens a record by the keyboard.
pub(super) fn open(list: State, index: u32, instead: bool) -> bool {
    let id = list.rows.with_untracked(|rows| rows.row(index)).and_then(|line| line.id());
    let Some(id) = id else { return false };
    let url = list.place.get_untracked().with_id(Some(id)).url();
    if instead {
        crate::app::go_instead(&url)
    } else {
        go(&url)
    }
    true
}
