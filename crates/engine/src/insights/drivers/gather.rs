//! What other collections say of customers: conversations, what was bought.

use super::super::talks;
use super::NOWHERE;
use crate::scoring::counts;
use crate::workspace::Workspace;
use model::Day;
use model::schema::{customer, order, order_line, product};
use protocol::Zone;
use std::ops::Range;

/// Days that a conversation is of the last year.
const YEAR_DAYS: i32 = 365;

/// Conversations of the year before a day.
pub(super) struct Talks {
    zone: &'static Zone,
    year: (Day, Day),
    counts: Vec<u32>,
}

impl Talks {
    pub(super) fn new(as_of: Day, zone: &'static Zone) -> Talks {
        Talks { zone, year: (Day(as_of.0.saturating_sub(YEAR_DAYS)), as_of), counts: Vec::new() }
    }

    pub(super) fn make_room(&mut self, customers: usize) {
        self.counts = vec![0; customers];
    }

    pub(super) fn of(&self, place: usize) -> u32 {
        self.counts.get(place).copied().unwrap_or(0)
    }

    /// Counts those of these pieces of the table; whether there are more.
    pub(super) fn read(&mut self, workspace: &Workspace, pieces: Range<usize>, places: &[u32]) -> bool {
        let (year, counts) = (self.year, &mut self.counts);
        talks::some(workspace, self.zone, pieces, |who, day, _| {
            let place = who.filter(|_| day > year.0 && day <= year.1).map(|who| place(places, who));
            if let Some(count) = place.and_then(|place| counts.get_mut(place as usize)) {
                *count += 1;
            }
        })
    }
}

/// The place of a customer among those chosen.
fn place(places: &[u32], customer: u32) -> u32 {
    places.get(customer as usize).copied().unwrap_or(NOWHERE)
}

/// The different products that each customer bought.
#[derive(Default)]
pub(super) struct Bought {
    /// Rows of products, ascending.
    products: Vec<Vec<u32>>,
}

impl Bought {
    pub(super) fn make_room(&mut self, customers: usize) {
        self.products = vec![Vec::new(); customers];
    }

    pub(super) fn of(&self, place: usize) -> &[u32] {
        self.products.get(place).map_or(&[], Vec::as_slice)
    }

    /// Takes these lines in, where their order counts.
    pub(super) fn read(&mut self, workspace: &Workspace, rows: Range<u32>, places: &[u32]) {
        let (Some(lines), Some(orders)) = (workspace.table(order_line::ID), workspace.table(order::ID)) else { return };
        for row in rows.filter(|&row| lines.is_alive(row)) {
            let reference = |field| lines.column(field).and_then(|column| column.reference(row));
            let of = reference(order_line::ORDER.id).and_then(|of| workspace.ids.row(of, order::ID));
            let sold = reference(order_line::PRODUCT.id).and_then(|sold| workspace.ids.row(sold, product::ID));
            let (Some(of), Some(sold)) = (of, sold) else { continue };
            let buyer = orders.column(order::CUSTOMER.id).and_then(|column| column.reference(of));
            let buyer = buyer.and_then(|buyer| workspace.ids.row(buyer, customer::ID));
            let Some(into) = buyer.and_then(|buyer| self.products.get_mut(place(places, buyer) as usize)) else {
                continue;
            };
            if counts(orders, of).is_some()
                && let Err(at) = into.binary_search(&sold)
            {
                into.insert(at, sold);
            }
        }
    }
}
