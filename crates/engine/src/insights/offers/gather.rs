//! From orders and their lines to baskets, piece by piece.

use super::items::Items;
use crate::ids::Handle;
use crate::ints::NO_INT;
use crate::scoring::{Pieces, void_statuses};
use crate::table::Table;
use crate::workspace::Workspace;
use insight::baskets::Baskets;
use model::schema::{order, order_line, product};
use std::rc::Rc;

/// Pieces of a table gone through in one step: some ten thousand rows.
const PIECES: usize = 4;
/// Orders made baskets of in one step.
const ORDERS: usize = 20_000;
/// Stands for "no line".
const NONE: u32 = u32::MAX;
/// Stands for "does not count".
const NEVER: i32 = i32::MIN;

enum At {
    Orders(usize),
    Lines(usize),
    Baskets(usize),
    Done,
}

/// The orders that count until a day, as baskets.
pub(super) struct Gather {
    as_of: i32,
    at: At,
    pub items: Rc<Items>,
    /// The day of each order, or [`NEVER`].
    days: Vec<i32>,
    /// The last line of each order, and for each line what it holds and the one before it.
    last: Vec<u32>,
    lines: Vec<(u32, u32)>,
    /// The baskets, and the row of the order of each.
    pub baskets: Baskets,
    pub orders: Vec<u32>,
    /// Orders that count and hold no product.
    pub without: u32,
}

impl Gather {
    pub fn new(workspace: &Workspace, as_of: i32) -> Gather {
        let items = Rc::new(Items::of(workspace));
        let orders = workspace.table(order::ID).map_or(0, Table::len) as usize;
        Gather {
            as_of,
            at: At::Orders(0),
            days: Vec::with_capacity(orders),
            last: Vec::new(),
            lines: Vec::new(),
            baskets: Baskets::new(items.len(), []),
            items,
            orders: Vec::new(),
            without: 0,
        }
    }

    /// The day of a basket.
    pub fn day(&self, basket: usize) -> i32 {
        let order = self.orders.get(basket).copied().unwrap_or(NONE);
        self.days.get(order as usize).copied().unwrap_or(NEVER)
    }

    /// Works for a few milliseconds; whether all is gathered.
    pub fn step(&mut self, workspace: &Workspace) -> bool {
        match self.at {
            At::Orders(piece) => self.read_orders(workspace, piece),
            At::Lines(piece) => self.read_lines(workspace, piece),
            At::Baskets(order) => self.fill_baskets(order),
            At::Done => {}
        }
        matches!(self.at, At::Done)
    }

    fn read_orders(&mut self, workspace: &Workspace, piece: usize) {
        let void = void_statuses().map(|status| status.map_or(NO_INT, |status| status.0.into()));
        let (as_of, days) = (i64::from(self.as_of), &mut self.days);
        let more = workspace.table(order::ID).is_some_and(|orders| {
            let pieces = Pieces::of(orders, [order::DAY.id, order::STATUS.id]);
            pieces.some(piece..piece + PIECES, |row, [day, status]| {
                let counts = day != NO_INT
                    && day <= as_of
                    && (status == NO_INT || !void.contains(&status))
                    && orders.is_alive(row);
                days.push(if counts { day as i32 } else { NEVER });
            })
        });
        self.at = if more { At::Orders(piece + PIECES) } else { At::Lines(0) };
        if !more {
            self.last = vec![NONE; self.days.len()];
        }
    }

    fn read_lines(&mut self, workspace: &Workspace, piece: usize) {
        let (days, last, kept, items) = (&self.days, &mut self.last, &mut self.lines, &self.items);
        let tables = workspace.table(order_line::ID).zip(workspace.table(product::ID));
        let more = tables.is_some_and(|(lines, products)| {
            let fields = [order_line::ORDER.id, order_line::PRODUCT.id, order_line::QUANTITY.id];
            Pieces::of(lines, fields).some(piece..piece + PIECES, |row, [of, sold, quantity]| {
                // What is given back is not bought.
                let nothing = quantity != NO_INT && quantity <= 0;
                if of == NO_INT || sold == NO_INT || nothing || !lines.is_alive(row) {
                    return;
                }
                let of = workspace.ids.row(Handle(of as u32), order::ID);
                let Some(order) = of.filter(|&of| days.get(of as usize).is_some_and(|day| *day != NEVER)) else {
                    return;
                };
                let item = items.sold(sold, workspace, products);
                if let (Some(item), Some(last)) = (item, last.get_mut(order as usize)) {
                    kept.push((item, *last));
                    *last = kept.len() as u32 - 1;
                }
            })
        });
        self.at = if more { At::Lines(piece + PIECES) } else { At::Baskets(0) };
    }

    fn fill_baskets(&mut self, from: usize) {
        let to = (from + ORDERS).min(self.last.len());
        let mut basket = Vec::new();
        for order in from..to {
            let mut line = self.last.get(order).copied().unwrap_or(NONE);
            basket.clear();
            while let Some(&(item, before)) = self.lines.get(line as usize) {
                basket.push(item);
                line = before;
            }
            if !basket.is_empty() {
                self.baskets.push(&mut basket);
                self.orders.push(order as u32);
            } else if self.days.get(order).is_some_and(|day| *day != NEVER) {
                self.without += 1;
            }
        }
        self.at = At::Baskets(to);
        if to == self.last.len() {
            self.at = At::Done;
            (self.lines, self.last) = (Vec::new(), Vec::new());
        }
    }
}
