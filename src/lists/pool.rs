//! The elements of the lines on screen, as many as fit, each used again for another line when its own has scrolled away.

use super::grid::show_tracks;
use super::row::{Columns, Common, Flags, Row, class};
use super::state::State;
use crate::data;
use crate::fields;
use crate::i18n::track_labels;
use crate::state::Derived;
use crate::ui::erase;
use leptos::html;
use leptos::prelude::*;
use model::{CollectionId, RecordId};
use std::ptr;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions};

/// Lines made beyond what is visible, so that a flick of the wheel finds them there: ahead of the scroll, and behind it.
const AHEAD: u32 = 6;
const BEHIND: u32 = 2;

struct Pool {
    body: Element,
    rows: Vec<Row>,
    common: Common,
    px: u32,
    /// The width of the list for which the columns were measured.
    width: f64,
    /// The first line that is visible, and whether it went there upwards.
    top: u32,
    upwards: bool,
    /// The first line that has an element.
    from: u32,
    /// The same when the elements were put in order last.
    first: u32,
    /// They will be when the list stands still.
    waiting: bool,
}

/// How long the list must stand still before its elements are put in order: moving them in every frame of a scroll would cost more
/// than drawing them. (The browser's own `scrollend` comes after each step of a scroll that a script or a key makes.)
const STILL: Duration = Duration::from_millis(150);

/// Keeps the lines on screen as the list says.
pub(super) fn follow(list: State, body: NodeRef<html::Div>) {
    let pool = StoredValue::new_local(None::<Pool>);
    let draw = move || {
        pool.try_update_value(|pool| pool.as_mut().map(|pool| pool.draw(list)));
    };
    let as_of = Derived::new(data::as_of);
    // Where cells would be others, the lines are made anew; where the same values would read differently, they are written again into
    // the elements that somebody may be about to press.
    erase::effect(move || {
        let (of, columns) = (list.of.get(), list.columns.get());
        as_of.with(|_| ());
        fields::track();
        track_labels();
        if let Some(body) = body.get() {
            show_tracks(list, &columns);
            let body: Element = body.unchecked_into();
            let shown = columns.iter().filter_map(|column| fields::find(of, column.field));
            let shown: Vec<_> = shown.map(|field| (field, class(of, field), 0)).collect();
            let old = pool.try_update_value(|pool| match pool {
                Some(pool) if pool.is_for(&body, of, &shown) => {
                    pool.width = 0.0;
                    pool.forget();
                    None
                }
                _ => pool.replace(Pool::new(body, of, shown)),
            });
            drop(old);
            untrack(draw);
        }
    });
    erase::effect(move || {
        draw();
        let first = pool.try_with_value(|pool| pool.as_ref().is_some_and(|pool| !pool.waiting && pool.unsettled()));
        if first == Some(true) {
            settle(pool);
        }
    });
}

/// Puts the elements in order once the list stands still.
fn settle(pool: StoredValue<Option<Pool>, LocalStorage>) {
    let before = pool.try_update_value(|pool| {
        let pool = pool.as_mut()?;
        pool.waiting = true;
        Some(pool.from)
    });
    let Some(Some(before)) = before else { return };
    set_timeout(
        move || {
            let still = pool.try_update_value(|pool| {
                let pool = pool.as_mut()?;
                pool.waiting = false;
                let still = pool.from == before;
                if still {
                    pool.settle();
                }
                Some(still)
            });
            if still == Some(Some(false)) {
                settle(pool);
            }
        },
        STILL,
    );
}

impl Pool {
    fn new(body: Element, of: CollectionId, columns: Columns) -> Pool {
        body.set_text_content(None);
        let common = Common { of, columns, href: String::new(), group: None, asked: Vec::new() };
        Pool {
            body,
            rows: Vec::new(),
            common,
            px: 0,
            width: 0.0,
            top: 0,
            upwards: false,
            from: 0,
            first: 0,
            waiting: false,
        }
    }

    /// Whether its elements have just these cells.
    fn is_for(&self, body: &Element, of: CollectionId, columns: &Columns) -> bool {
        let fields = |columns: &Columns| columns.iter().map(|column| ptr::from_ref(column.0)).collect::<Vec<_>>();
        self.common.of == of && self.body.is_same_node(Some(body)) && fields(&self.common.columns) == fields(columns)
    }

    fn forget(&mut self) {
        self.rows.iter_mut().for_each(Row::forget);
    }

    /// Reads everything a line depends on, so that who calls it reactively is called again.
    fn draw(&mut self, list: State) {
        let place = list.place.get();
        let (px, (first, count)) = (list.row_px() as u32, list.visible());
        let (cursor, group) = (list.cursor.get(), list.query.with(|query| query.group));
        let url = place.with_id(Some(RecordId(0))).url();
        let href = url.trim_end_matches('0');
        list.rows.with(|rows| {
            list.picked.with(|picked| {
                let asked = rows.query().map(|query| query.columns.as_slice()).unwrap_or_default();
                if self.common.href != href || self.common.group != group || self.common.asked != asked {
                    (self.common.href, self.common.group) = (href.to_owned(), group);
                    self.common.asked = asked.to_vec();
                    self.forget();
                }
                // Never fewer than before: another number is another element for every line, and the focus would have to go.
                let fit = (count + AHEAD + BEHIND).max(self.rows.len() as u32).min(rows.lines);
                self.fit(fit as usize, px);
                if first != self.top {
                    self.upwards = first < self.top;
                    self.top = first;
                }
                let before = if self.upwards { AHEAD } else { BEHIND };
                let from = first.saturating_sub(before).min(rows.lines - fit);
                self.from = from;
                let reorder = self.first == u32::MAX;
                let active = document().active_element().filter(|active| self.body.contains(Some(active)));
                for index in from..from + fit {
                    let Some(row) = self.rows.get_mut((index % fit) as usize) else { return };
                    let line = rows.row(index);
                    if let Some(active) = &active
                        && row.becomes_another(line.as_ref())
                        && row.node.contains(Some(active))
                    {
                        leave(list);
                    }
                    row.go(index, px);
                    if !row.shows(line.as_ref()) {
                        row.show(line.as_ref(), &self.common);
                    }
                    let id = line.and_then(|line| line.id());
                    row.mark(Flags {
                        open: id.is_some() && id == place.id,
                        picked: id.is_some_and(|id| picked.has(id)),
                        cursor: cursor == Some(index),
                    });
                }
                if reorder {
                    self.settle();
                }
            });
        });
        let width = list.width.get();
        // Two lines are clipped as the style sheet says; and a list that was narrow for a while finds its columns as they were.
        if !list.tall.get() && width != self.width && self.measure() {
            self.width = width;
            self.forget();
            self.draw(list);
        }
    }

    /// Sees how wide the columns are. Only here does drawing wait for a layout: once for each width of the list.
    fn measure(&mut self) -> bool {
        let Some(widths) = self.rows.iter().find_map(Row::widths) else { return false };
        for (column, width) in self.common.columns.iter_mut().zip(widths) {
            column.2 = width;
        }
        true
    }

    /// Has so many elements.
    fn fit(&mut self, count: usize, px: u32) {
        if self.rows.len() != count {
            self.first = u32::MAX;
            self.rows.drain(count.min(self.rows.len())..).for_each(|row| row.node.remove());
            let made = std::iter::from_fn(|| Row::new(&self.body));
            self.rows.extend(made.take(count - self.rows.len()));
            self.rows.iter_mut().for_each(|row| row.index = None);
            self.forget();
        }
        if self.px != px {
            self.px = px;
            // Another place, the same line.
            self.rows.iter_mut().for_each(|row| row.index = None);
        }
    }

    /// Puts the elements in the order of their lines, for those who read them one after the other. Moving an element that has the
    /// focus would take it away, so that waits.
    fn settle(&mut self) {
        let active = document().active_element();
        if !self.unsettled() || active.is_some_and(|active| self.body.contains(Some(&active))) {
            return;
        }
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        // A handful of lines: the library's sort would be three kilobytes of the first load.
        for end in 1..rows.len() {
            let mut at = end;
            while at > 0 && rows[at].index < rows[at - 1].index {
                rows.swap(at, at - 1);
                at -= 1;
            }
        }
        for row in rows {
            let _ = self.body.append_child(&row.node);
        }
        self.first = self.from;
    }

    fn unsettled(&self) -> bool {
        self.first != self.from
    }
}

/// The cursor leaves a line whose element is needed for another: what is typed next is for the list.
fn leave(list: State) {
    if let Some(grid) = list.node.get_untracked() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = grid.focus_with_options(&options);
    }
}
