//! The windowed list: only the rows on screen exist, the worker is asked only for those and a few around them.

use super::place::Place;
use super::rows::Rows;
use super::{columns, row, words};
use crate::data::watch;
use crate::i18n::t;
use crate::state::{Derived, Slot};
use crate::ui::erase;
use leptos::html;
use leptos::prelude::*;
use protocol::{Answer, ListQuery, Query};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Height of a table row and of a two-line row in CSS pixels; also in `style/customers.css`.
const ROW_PX: f64 = 40.0;
const TALL_ROW_PX: f64 = 56.0;
/// Below this width of the list, rows have two lines; also in `style/customers.css`.
const TABLE_WIDTH_PX: f64 = 720.0;
/// Rows made beyond what is visible, on either side, so that a flick of the wheel finds them there.
const DRAWN_BEYOND: u32 = 8;
/// Rows asked for beyond what is visible, on either side.
const ASKED_BEYOND: u32 = 60;
/// Windows begin at multiples of this, so that scrolling asks now and then, not all the time.
const STEP: u32 = 20;

/// What the list is and where it stands.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) rows: Slot<Rows>,
    pub(super) node: NodeRef<html::Div>,
    /// The row the keyboard is on.
    pub(super) cursor: Slot<Option<u32>>,
    top: Slot<f64>,
    height: Slot<f64>,
    tall: RwSignal<bool>,
    /// What is listed, without the window.
    query: Derived<ListQuery>,
    /// The same as a name, under which the scroll position is remembered.
    name: Derived<String>,
}

thread_local! {
    /// Where each list was scrolled to, for Back.
    static SCROLLED: RefCell<Vec<(String, f64)>> = const { RefCell::new(Vec::new()) };
}

fn scrolled(name: &str) -> Option<f64> {
    SCROLLED.with_borrow(|all| all.iter().find(|(other, _)| other == name).map(|(_, top)| *top))
}

impl State {
    pub(super) fn new(place: Derived<Place>, search: RwSignal<String>) -> State {
        let query = Derived::new(move || {
            let Place { segment, stage, cell, sort, .. } = place.get();
            let search = search.with(|text| text.trim().to_owned());
            ListQuery { search, segment, stage, cell, sort, offset: 0, len: 0 }
        });
        let name =
            Derived::new(move || place.get().with_id(None).url() + " " + &query.with(|query| query.search.clone()));
        let first = name.with_untracked(|name| scrolled(name));
        let state = State {
            rows: Slot::new(Rows::default()),
            node: NodeRef::new(),
            cursor: Slot::new(None),
            top: Slot::new(first.unwrap_or(0.0)),
            height: Slot::new(800.0),
            tall: RwSignal::new(false),
            query,
            name,
        };
        state.ask();
        state
    }

    pub(super) fn row_px(self) -> f64 {
        if self.tall.get() { TALL_ROW_PX } else { ROW_PX }
    }

    /// First visible row and number of visible rows.
    fn visible(self) -> (u32, u32) {
        let row = self.row_px();
        ((self.top.get() / row) as u32, (self.height.get() / row).ceil() as u32 + 1)
    }

    fn ask(self) {
        let asked = Derived::new(move || {
            let (first, count) = self.visible();
            let offset = first.saturating_sub(ASKED_BEYOND) / STEP * STEP;
            let end = (first + count + ASKED_BEYOND).div_ceil(STEP) * STEP;
            ListQuery { offset, len: end - offset, ..self.query.get() }
        });
        let answer = watch(move || Some(Query::Customers(asked.get())));
        erase::effect(move || {
            if let Some(Answer::Customers(answer)) = answer.get().as_deref() {
                self.rows.update(|rows| rows.take(self.query.get_untracked(), answer));
            }
        });
        let mut before = None::<String>;
        erase::effect(move || {
            let name = self.name.get();
            if before.as_ref().is_some_and(|before| *before != name) {
                self.cursor.set(None);
                let top = scrolled(&name).unwrap_or(0.0);
                self.scroll_to(top);
            }
            before = Some(name);
        });
    }

    /// Also called a frame later, when the page may be gone: hence the careful access.
    fn scroll_to(self, top: f64) {
        self.top.set(top);
        if let Some(node) = self.node.try_get_untracked().flatten() {
            node.set_scroll_top(top as i32);
        }
    }

    /// Brings a row into view.
    pub(super) fn reveal(self, index: u32) {
        let (row, top, height) = (untrack(|| self.row_px()), self.top.get_untracked(), self.height.get_untracked());
        let at = f64::from(index) * row;
        // The header covers the first part of the scrolled area.
        let header = if self.tall.get_untracked() { 0.0 } else { ROW_PX };
        if at < top {
            self.scroll_to(at);
        } else if at + row > top + height - header {
            self.scroll_to(at + row - height + header);
        }
    }

    fn on_scroll(self) {
        if let Some(node) = self.node.get_untracked() {
            let top = f64::from(node.scroll_top());
            self.top.set(top);
            let name = self.name.get_untracked();
            SCROLLED.with_borrow_mut(|all| {
                all.retain(|(other, _)| *other != name);
                all.push((name, top));
            });
        }
    }

    /// The list has got another size. What was on top stays on top when rows change their height.
    fn on_resize(self) {
        let Some(node) = self.node.get_untracked() else { return };
        let (width, height) = (f64::from(node.client_width()), f64::from(node.client_height()));
        if width == 0.0 {
            return;
        }
        self.height.set(height);
        let tall = width < TABLE_WIDTH_PX;
        if tall != self.tall.get_untracked() {
            let row = self.top.get_untracked() / untrack(|| self.row_px());
            self.tall.set(tall);
            let top = row * untrack(|| self.row_px());
            // After the new height of the content is in place.
            request_animation_frame(move || self.scroll_to(top));
        }
    }
}

/// The list itself.
#[component]
pub(super) fn List(list: State, place: Derived<Place>) -> impl IntoView {
    let mut observed = None;
    erase::effect(move || {
        if list.node.get().is_some() {
            let top = list.top.get_untracked();
            list.on_resize();
            request_animation_frame(move || list.scroll_to(top));
            drop(std::mem::replace(&mut observed, observe(list)));
        }
    });
    let drawn = Derived::new(move || {
        let (first, count) = list.visible();
        let total = list.rows.with(|rows| rows.total);
        (first.saturating_sub(DRAWN_BEYOND).min(total), (first + count + DRAWN_BEYOND).min(total))
    });
    let total = Derived::new(move || list.rows.with(|rows| rows.total));
    let height = erase::text(move || format!("{}px", (f64::from(total.get()) * list.row_px()) as u64));
    let active = erase::attribute(move || list.cursor.get().map(|index| format!("row-{index}")));
    let rows = erase::keyed(move || {
        let (from, to) = drawn.get();
        let one = |index: u32| -> erase::Row { (index.to_string(), Box::new(move || row::row(index, list, place))) };
        (from..to).map(one).collect()
    });
    view! {
        <div
            id="customer-grid"
            class="grid"
            role="grid"
            tabindex="0"
            node_ref=list.node
            aria-label=t(&words::LIST)
            aria-rowcount=move || (total.get() + 1).to_string()
            aria-activedescendant=active
            on:scroll=move |_| list.on_scroll()
        >
            <div role="rowgroup" class="grid-head">
                {columns::header(place)}
            </div>
            <div role="rowgroup" class="grid-body" style:height=height>
                {rows}
            </div>
        </div>
    }
    .into_any()
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
