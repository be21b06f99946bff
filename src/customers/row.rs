//! One row of the list: a line of a table, or two lines where it is narrow.

use super::list::State;
use super::place::Place;
use super::words;
use crate::data;
use crate::format;
use crate::i18n::{label, t};
use crate::ui::field::option_text;
use crate::ui::{ScoreBar, SegmentPill, StageDot};
use leptos::prelude::*;
use model::options::CUSTOMER_KIND;
use protocol::CustomerRow;
use std::sync::Arc;

pub(super) fn row(index: u32, list: State, place: Memo<Place>, row_px: Signal<f64>) -> impl IntoView {
    let known = Memo::new(move |_| list.rows.with(|rows| rows.row(index)));
    let open = Memo::new(move |_| {
        let id = place.with(|place| place.id);
        id.is_some() && known.with(|row| row.as_ref().map(|row| row.id)) == id
    });
    let cursor = move || list.cursor.get() == Some(index);
    let content = move || match known.get() {
        Some(row) => cells(row, place).into_any(),
        None => view! { <div role="gridcell" class="name"><span class="bone"></span></div> }.into_any(),
    };
    view! {
        <div
            role="row"
            class="row"
            class:open=open
            class:cursor=cursor
            id=format!("row-{index}")
            aria-rowindex=index + 2
            aria-selected=move || open.get().to_string()
            style:transform=move || format!("translateY({}px)", f64::from(index) * row_px.get())
        >
            {content}
        </div>
    }
    .into_any()
}

fn cells(row: Arc<CustomerRow>, place: Memo<Place>) -> impl IntoView {
    let id = row.id;
    let (kind, region) = (row.kind, row.region.clone());
    let about = move || {
        let kind = kind.map(|kind| option_text(&CUSTOMER_KIND, kind));
        let parts = kind.into_iter().chain((!region.is_empty()).then(|| region.clone()));
        parts.collect::<Vec<_>>().join(" · ")
    };
    let (last_order, value, order_days) = (row.last_order, row.value, row.order_days);
    // Until the first scoring run has ended, nobody has a segment, and no order means only that none is counted yet.
    let counted = row.segment.is_some();
    let last = move || match (last_order, data::as_of()) {
        (Some(day), Some(as_of)) => format::days_ago(day, as_of),
        (Some(day), None) => format::day(day),
        (None, _) if counted => t(&words::NO_ORDER).to_owned(),
        (None, _) => String::new(),
    };
    let value_text = move || value.map(format::money_whole).unwrap_or_default();
    let orders = move || (counted || order_days > 0).then(|| format::integer(u64::from(order_days)));
    let loyalty = row.loyalty.map(f64::from);
    let href = move || place.get().with_id(Some(id)).url();
    view! {
        <div role="gridcell" class="name">
            <a href=href tabindex="-1" data-noscroll="">{name_or_id(&row)}</a>
            <span class="about">{about}</span>
        </div>
        <div role="gridcell" class="stage-cell">
            {row.stage.map(|stage| view! { <StageDot stage=stage /> })}
        </div>
        <div role="gridcell" class="segment-cell">
            {row.segment.map(|segment| view! { <SegmentPill segment=segment /> })}
        </div>
        <div role="gridcell" class="loyalty num">
            {loyalty.map(|loyalty| view! {
                <span>{move || format::fixed(loyalty, 0)}</span>
                <ScoreBar share=loyalty / 100.0 />
            })}
        </div>
        <div role="gridcell" class="last num">{last}</div>
        <div role="gridcell" class="orders num">{orders}</div>
        <div role="gridcell" class="value num">{value_text}</div>
    }
}

/// A customer without a name still needs words to click on.
fn name_or_id(row: &CustomerRow) -> String {
    if row.name.is_empty() { label("customer.name") + " —" } else { row.name.clone() }
}
