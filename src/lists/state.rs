//! A windowed list: only the lines on screen exist, the worker is asked only for those and a few around them.

use super::look;
use super::picked::Picked;
use super::place::{Place, Sort};
use super::rows::Rows;
use crate::data::watch;
use crate::fields;
use crate::state::{Derived, Slot};
use crate::ui::erase;
use leptos::html;
use leptos::prelude::*;
use model::rule::Test;
use model::schema::{customer, score};
use model::view::Column;
use model::{CollectionId, FieldId, Rule};
use protocol::{Answer, Query, RecordsQuery};
use std::cell::RefCell;

/// Height of a table row and of a two-line row in CSS pixels; also in `style/lists.css`.
const ROW_PX: f64 = 40.0;
const TALL_ROW_PX: f64 = 56.0;
/// Below this width of the list, rows have two lines; also in `style/lists.css`.
const TABLE_WIDTH_PX: f64 = 720.0;
/// Rows asked for beyond what is visible, on either side.
const ASKED_BEYOND: u32 = 60;
/// Windows begin at multiples of this, so that scrolling asks now and then, not all the time.
const STEP: u32 = 20;

/// What the list is and where it stands.
#[derive(Clone, Copy)]
pub struct State {
    /// Which list.
    pub place: Derived<Place>,
    /// Whose: what is drawn for a collection is not drawn anew for another order or an open record.
    pub(super) of: Derived<CollectionId>,
    /// Words typed above it.
    pub search: RwSignal<String>,
    /// The lines seen.
    pub rows: Slot<Rows>,
    pub(super) node: NodeRef<html::Div>,
    /// The line the keyboard is on.
    pub(super) cursor: Slot<Option<u32>>,
    /// The records picked.
    pub picked: Slot<Picked>,
    /// Boxes to pick records by are shown where there is no pointer to reveal them.
    pub picking: RwSignal<bool>,
    /// The columns on screen.
    pub columns: Derived<Vec<Column>>,
    /// What is listed, without the window.
    pub query: Derived<RecordsQuery>,
    /// The order of now, wherever it is said.
    pub(super) sort: Derived<Option<Sort>>,
    pub(super) top: Slot<f64>,
    height: Slot<f64>,
    /// Its inner width in CSS pixels; 0 until it is known.
    pub(super) width: Slot<f64>,
    pub(super) tall: RwSignal<bool>,
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

/// Fields that a row shows beside its columns.
pub(super) fn beside(of: CollectionId) -> &'static [FieldId] {
    if of == customer::ID { &[customer::KIND.id, customer::REGION.id, score::SEGMENT] } else { &[] }
}

impl State {
    /// The list of a place, narrowed by what is typed into `search`.
    pub fn new(place: Derived<Place>, search: RwSignal<String>) -> State {
        State::narrowed(place, search, None)
    }

    /// The same, of the records that a page means.
    pub fn narrowed(place: Derived<Place>, search: RwSignal<String>, narrow: Option<Derived<Rule>>) -> State {
        let of = Derived::new(move || place.with(|place| place.of));
        let columns = Derived::new(move || look::columns(of.get()));
        let query = Derived::new(move || {
            let place = place.get();
            let look = look::look(place.of);
            let known = |field| fields::find(place.of, field).is_some();
            let whole = |of, test: &Test| test.is_whole() && fields::find(of, test.field).is_some();
            let rule = look.rule.pruned(place.of, &whole).unwrap_or_default();
            let shown = columns.get().into_iter().map(|column| column.field);
            RecordsQuery {
                deleted: place.trash,
                search: search.with(|text| text.trim().to_owned()),
                rule: place.rule().and(narrow.map(Derived::get).unwrap_or_default()).and(rule),
                sort: place.sort.or(look.sort.filter(|(field, _)| known(*field))).or_else(|| place.usual_sort()),
                group: look.group.filter(|field| known(*field)),
                columns: shown.chain(beside(place.of).iter().copied()).collect(),
                ..RecordsQuery::of(place.of)
            }
        });
        let name = Derived::new(move || {
            let look = look::look(place.get().of);
            let (narrow, url) = (narrow.map(Derived::get), place.get().with_id(None).url());
            format!("{url} {narrow:?} {:?} {:?} {}", look.rule, look.group, search.get().trim())
        });
        let first = name.with_untracked(|name| scrolled(name));
        let state = State {
            place,
            of,
            sort: Derived::new(move || query.with(|query| query.sort)),
            search,
            rows: Slot::new(Rows::default()),
            node: NodeRef::new(),
            cursor: Slot::new(None),
            picked: Slot::new(Picked::default()),
            picking: RwSignal::new(false),
            columns,
            query,
            top: Slot::new(first.unwrap_or(0.0)),
            height: Slot::new(800.0),
            width: Slot::new(0.0),
            tall: RwSignal::new(false),
            name,
        };
        state.ask();
        state
    }

    /// Whether there was an answer to the query of now, whatever its window and its columns.
    pub fn answered(self) -> bool {
        let asked = self.place.with(|place| (place.of, place.trash));
        self.rows.with(|rows| rows.query().is_some_and(|query| (query.collection, query.deleted) == asked))
    }

    pub(super) fn row_px(self) -> f64 {
        if self.tall.get() { TALL_ROW_PX } else { ROW_PX }
    }

    /// First visible row and number of visible rows.
    pub(super) fn visible(self) -> (u32, u32) {
        let row = self.row_px();
        ((self.top.get() / row) as u32, (self.height.get() / row).ceil() as u32 + 1)
    }

    fn ask(self) {
        // Scrolling changes it now and then; only then is the query made.
        let window = Derived::new(move || {
            let (first, count) = self.visible();
            let offset = first.saturating_sub(ASKED_BEYOND) / STEP * STEP;
            (offset, (first + count + ASKED_BEYOND).div_ceil(STEP) * STEP - offset)
        });
        let asked = Derived::new(move || {
            let (offset, len) = window.get();
            RecordsQuery { offset, len, ..self.query.get() }
        });
        let answer = watch(move || Some(Query::Records(asked.get())));
        erase::effect(move || {
            if let Some(Answer::Records(answer)) = answer.get().as_deref() {
                let query = self.query.get_untracked();
                // Until the answer to a new place comes, the old one is of another list.
                if (answer.collection, answer.deleted) == (query.collection, query.deleted) {
                    self.rows.update(|rows| rows.take(query, answer));
                }
            }
        });
        let mut before = None::<String>;
        erase::effect(move || {
            let name = self.name.get();
            if before.as_ref().is_some_and(|before| *before != name) {
                self.cursor.set(None);
                self.picked.set(Picked::default());
                let top = scrolled(&name).unwrap_or(0.0);
                self.scroll_to(top);
            }
            before = Some(name);
        });
    }

    /// Also called a frame later, when the page may be gone: hence the careful access.
    pub(super) fn scroll_to(self, top: f64) {
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

    pub(super) fn on_scroll(self) {
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
    pub(super) fn on_resize(self) {
        let Some(node) = self.node.get_untracked() else { return };
        let (width, height) = (f64::from(node.client_width()), f64::from(node.client_height()));
        if width == 0.0 {
            return;
        }
        self.height.set(height);
        self.width.set(width);
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
