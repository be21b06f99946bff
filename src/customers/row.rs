//! One row of the list: a line of a table, or two lines where it is narrow.

use super::list::State;
use super::place::Place;
use super::words;
use crate::data;
use crate::format;
use crate::i18n::{label, t};
use crate::state::Derived;
use crate::ui::field::option_text;
use crate::ui::{ScoreBar, SegmentPill, StageDot, erase};
use leptos::prelude::*;
use model::options::CUSTOMER_KIND;
use protocol::CustomerRow;
use std::sync::Arc;

pub(super) fn row(index: u32, list: State, place: Derived<Place>) -> AnyView {
    let known = Derived::new(move || list.rows.with(|rows| rows.row(index)));
    let open = Derived::new(move || {
        let id = place.with(|place| place.id);
        id.is_some() && known.with(|row| row.as_ref().map(|row| row.id)) == id
    });
    let cursor = erase::flag(move || list.cursor.get() == Some(index));
    let content = erase::view(move || match known.get() {
        Some(row) => cells(row, place),
        None => view! { <div role="gridcell" class="name"><span class="bone"></span></div> }.into_any(),
    });
    let shift = erase::text(move || format!("translateY({}px)", (f64::from(index) * list.row_px()) as u64));
    view! {
        <div
            role="row"
            class="row"
            class:open=move || open.get()
            class:cursor=cursor
            id=format!("row-{index}")
            aria-rowindex=(index + 2).to_string()
            aria-selected=move || open.get().to_string()
            style:transform=shift
        >
            {content}
        </div>
    }
    .into_any()
}

fn cells(row: Arc<CustomerRow>, place: Derived<Place>) -> AnyView {
    let id = row.id;
    let kind = row.kind.map(|kind| option_text(&CUSTOMER_KIND, kind));
    let about: Vec<String> = kind.into_iter().chain((!row.region.is_empty()).then(|| row.region.clone())).collect();
    let (last_order, order_days) = (row.last_order, row.order_days);
    // Until the first scoring run has ended, nobody has a segment, and no order means only that none is counted yet.
    let counted = row.segment.is_some();
    let last = erase::text(move || match (last_order, data::as_of()) {
        (Some(day), Some(as_of)) => format::days_ago(day, as_of),
        (Some(day), None) => format::day(day),
        (None, _) if counted => t(&words::NO_ORDER).to_owned(),
        (None, _) => String::new(),
    });
    let orders = if counted || order_days > 0 { format::integer(order_days.into()) } else { String::new() };
    let loyalty = row.loyalty.map(|loyalty| {
        view! {
            <span>{format::fixed(loyalty.into(), 0)}</span>
            <ScoreBar share=f64::from(loyalty) / 100.0 />
        }
        .into_any()
    });
    let href = erase::text(move || place.get().with_id(Some(id)).url());
    view! {
        <div role="gridcell" class="name">
            <a href=href tabindex="-1" data-noscroll="">{name_or_id(&row)}</a>
            <span class="about">{about.join(" · ")}</span>
        </div>
        <div role="gridcell" class="stage-cell">
            {row.stage.map(|stage| view! { <StageDot stage=stage /> }.into_any())}
        </div>
        <div role="gridcell" class="segment-cell">
            {row.segment.map(|segment| view! { <SegmentPill segment=segment /> }.into_any())}
        </div>
        <div role="gridcell" class="loyalty num">{loyalty}</div>
        <div role="gridcell" class="last num">{last}</div>
        <div role="gridcell" class="orders num">{orders}</div>
        <div role="gridcell" class="value num">{row.value.map(format::money_whole).unwrap_or_default()}</div>
    }
    .into_any()
}

/// A customer without a name still needs words to click on.
fn name_or_id(row: &CustomerRow) -> String {
    if row.name.is_empty() { label("customer.name") + " —" } else { row.name.clone() }
}
