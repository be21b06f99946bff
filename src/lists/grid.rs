//! The list on screen: a header, the lines in sight, and what the columns add up to.

use super::state::State;
use super::{cell, head, keys, pool, words};
use crate::fields;
use crate::i18n::{label, t};
use crate::state::Derived;
use crate::ui::erase;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use model::schema::{contact, customer, product, score, tag};
use model::view::Column;
use model::{CollectionId, Kind, collection};
use protocol::Sum;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlInputElement;

/// Narrowest and widest column, in CSS pixels.
pub(super) const WIDTH_PX: std::ops::RangeInclusive<u16> = 56..=800;

/// Between columns, and what a line has beside them: its margins and the box it is picked by.
const GAP_PX: u32 = 16;
const BESIDE_PX: u32 = 76;

/// Whether the first column is a name that people gave, which may be long; other records begin with a number.
fn named(of: CollectionId) -> bool {
    [customer::ID, contact::ID, product::ID, tag::ID].contains(&of)
}

/// The width of a column: what was chosen, or what its kind needs; with what it may take of the room left.
fn track(of: CollectionId, at: usize, column: Column) -> (u16, String) {
    if column.width > 0 {
        let width = column.width.clamp(*WIDTH_PX.start(), *WIDTH_PX.end());
        return (width, format!("{width}px"));
    }
    let kind = fields::find(of, column.field).map_or(Kind::Text, |field| field.kind);
    let (least, share) = match (column.field, kind) {
        _ if at == 0 && named(of) => (180, "2.4fr"),
        _ if at == 0 => (120, "1fr"),
        (score::SEGMENT, _) if of == customer::ID => (124, "1fr"),
        (score::LOYALTY, _) if of == customer::ID => (84, ".7fr"),
        (score::ORDER_DAYS, _) if of == customer::ID => (64, ".5fr"),
        (_, Kind::Bool | Kind::Number) => (72, ".6fr"),
        (_, Kind::Day) => (96, ".8fr"),
        (_, Kind::Money) => (100, ".9fr"),
        (_, Kind::Instant) => (140, "1fr"),
        (_, Kind::LongText) => (180, "2.4fr"),
        (_, Kind::Email | Kind::Reference(_) | Kind::References(_)) => (140, "1.4fr"),
        _ => (110, "1fr"),
    };
    (least, format!("minmax({least}px, {share})"))
}

/// Columns and their least width reach the style sheet as custom properties: one place for all lines.
pub(super) fn show_tracks(list: State, columns: &[Column]) {
    let of = list.place.with_untracked(|place| place.of);
    let tracks: Vec<(u16, String)> = columns.iter().enumerate().map(|(at, column)| track(of, at, *column)).collect();
    let least: u32 = tracks.iter().map(|(least, _)| u32::from(*least) + GAP_PX).sum();
    let tracks: Vec<String> = tracks.into_iter().map(|(_, track)| track).collect();
    if let Some(node) = list.node.get_untracked() {
        let style = web_sys::HtmlElement::style(&node);
        let _ = style.set_property("--tracks", &tracks.join(" "));
        let _ = style.set_property("--least", &format!("{}px", least + BESIDE_PX));
    }
}

/// The list itself.
pub fn grid(list: State) -> AnyView {
    // Goes with the list, not with the effect, which may end a turn later: by then there is nothing to tell of a size.
    let observed = StoredValue::new_local(None);
    erase::effect(move || {
        if list.node.get().is_some() {
            let top = list.top.get_untracked();
            list.on_resize();
            request_animation_frame(move || list.scroll_to(top));
            observed.set_value(observe(list));
        }
    });
    let lines = Derived::new(move || list.rows.with(|rows| rows.lines));
    let body = NodeRef::<html::Div>::new();
    pool::follow(list, body);
    let sums = Derived::new(move || list.rows.with(|rows| if rows.total > 1 { rows.sums.clone() } else { Vec::new() }));
    let height = erase::text(move || format!("{}px", (f64::from(lines.get()) * list.row_px()) as u64));
    let active = erase::attribute(move || list.cursor.get().map(|index| format!("row-{index}")));
    let of = move || collection(list.of.get()).map_or("", |of| of.name);
    let name = erase::text(move || label(&format!("collections.{}", of())));
    view! {
        <div
            id="grid"
            class="grid"
            class:picking=move || list.picking.get()
            role="grid"
            data-of=of
            tabindex="0"
            node_ref=list.node
            aria-label=name
            aria-multiselectable="true"
            aria-rowcount=move || (lines.get() + 1).to_string()
            aria-activedescendant=active
            on:scroll=move |_| list.on_scroll()
        >
            <div role="rowgroup" class="grid-head">
                {erase::view(move || head::header(list))}
            </div>
            <div role="rowgroup" class="grid-body" node_ref=body style:height=height on:click=move |event| pick(list, &event)></div>
            {erase::maybe(move || foot(list, sums.get()))}
        </div>
    }
    .into_any()
}

/// A box was clicked: its record is picked or let go of. One listener for all lines, whose elements show one record after the other.
fn pick(list: State, event: &MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let row = target.closest("[role=row]").ok().flatten();
    let index = row.and_then(|row| row.get_attribute("aria-rowindex")).and_then(|index| index.parse::<u32>().ok());
    if let Some(index) = index {
        keys::pick(list, index.saturating_sub(2), target.checked(), event.shift_key());
    }
}

/// What the columns add up to, each under its own.
fn foot(list: State, sums: Vec<Sum>) -> Option<AnyView> {
    if sums.is_empty() {
        return None;
    }
    let of = list.of.get();
    let cell = |(at, column): (usize, Column)| {
        let sum = sums.iter().find(|sum| sum.field == column.field);
        let text = sum.map(|sum| cell::sum(of, sum)).unwrap_or_default();
        let text = if at == 0 && text.is_empty() { t(&words::SUM).to_owned() } else { text };
        view! { <div role="gridcell" class="num">{text}</div> }.into_any()
    };
    let cells: Vec<AnyView> = list.columns.get().into_iter().enumerate().map(cell).collect();
    let foot = view! {
        <div role="rowgroup" class="grid-foot">
            <div role="row" class="row">
                <div role="gridcell" class="pick"></div>
                {cells}
            </div>
        </div>
    };
    Some(foot.into_any())
}

/// Tells the list its size for as long as it stands.
struct Observed {
    observer: web_sys::ResizeObserver,
    _on_resize: Closure<dyn Fn()>,
}

impl Drop for Observed {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn observe(list: State) -> Option<Observed> {
    let node = list.node.get_untracked()?;
    let on_resize = Closure::<dyn Fn()>::new(move || list.on_resize());
    let observer = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok()?;
    observer.observe(&node);
    Some(Observed { observer, _on_resize: on_resize })
}
