//! What other collections say of customers: answers to surveys, conversations, what was bought.

use super::NOWHERE;
use crate::scoring::counts;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::schema::{activity, customer, order, order_line, product, survey_response};
use model::{Day, Decimal, OptionId, RecordId, options};
use protocol::Outcome;
use std::ops::Range;

/// Days that a conversation is of the last year.
const YEAR_DAYS: i32 = 365;

/// The newest answer of each customer.
pub(super) struct Answers {
    /// The kind of survey, and the least and greatest score.
    kind: Option<(OptionId, Range<f64>)>,
    as_of: Day,
    newest: HashMap<u32, (Day, RecordId, f64)>,
}

impl Answers {
    pub(super) fn new(outcome: Outcome, as_of: Day) -> Answers {
        let kind = |name, scores| options::SURVEY_KIND.id(name).map(|kind| (kind, scores));
        let kind = match outcome {
            Outcome::Satisfaction => kind("csat", 1.0..5.0),
            Outcome::Recommendation => kind("nps", 0.0..10.0),
            _ => None,
        };
        Answers { kind, as_of, newest: HashMap::new() }
    }

    pub(super) fn are_asked(&self) -> bool {
        self.kind.is_some()
    }

    pub(super) fn of(&self, customer: u32) -> Option<f64> {
        self.newest.get(&customer).map(|newest| newest.2)
    }

    /// Takes these rows in. Of two answers of one day the one with the higher id counts, so that every device takes the same.
    pub(super) fn read(&mut self, workspace: &Workspace, rows: Range<u32>) {
        let (Some((kind, range)), Some(table)) = (&self.kind, workspace.table(survey_response::ID)) else { return };
        let column = |field| table.column(field);
        for row in rows.filter(|&row| table.is_alive(row)) {
            if column(survey_response::KIND.id).and_then(|column| column.option(row)) != Some(*kind) {
                continue;
            }
            let who = column(survey_response::CUSTOMER.id).and_then(|column| column.reference(row));
            let who = who.and_then(|who| workspace.ids.row(who, customer::ID));
            let day = column(survey_response::DAY.id).and_then(|column| column.day(row));
            let score = column(survey_response::SCORE.id).and_then(|column| column.ints()?.find(row));
            let (Some(who), Some(day), Some(score)) = (who, day, score) else { continue };
            let score = score as f64 / Decimal::ONE as f64;
            if day > self.as_of || score < range.start || score > range.end {
                continue;
            }
            let found = (day, workspace.ids.id(table.handle(row)), score);
            let newest = self.newest.entry(who).or_insert(found);
            if (found.0, found.1) > (newest.0, newest.1) {
                *newest = found;
            }
        }
    }
}

/// Conversations of the year before a day.
pub(super) struct Talks {
    year: (Day, Day),
    counts: Vec<u32>,
}

impl Talks {
    pub(super) fn new(as_of: Day) -> Talks {
        Talks { year: (Day(as_of.0.saturating_sub(YEAR_DAYS)), as_of), counts: Vec::new() }
    }

    pub(super) fn make_room(&mut self, customers: usize) {
        self.counts = vec![0; customers];
    }

    pub(super) fn of(&self, place: usize) -> u32 {
        self.counts.get(place).copied().unwrap_or(0)
    }

    /// Counts these rows. Notes are no conversations, nor are those that are planned or did not take place.
    pub(super) fn read(&mut self, workspace: &Workspace, rows: Range<u32>, places: &[u32]) {
        let Some(table) = workspace.table(activity::ID) else { return };
        let (note, held) = (options::ACTIVITY_KIND.id("note"), options::ACTIVITY_STATUS.id("held"));
        let option = |field, row| table.column(field).and_then(|column| column.option(row));
        for row in rows.filter(|&row| table.is_alive(row)) {
            let at = table.column(activity::AT.id).and_then(|column| column.ints()?.find(row));
            let day = at.map(|at| Day::of_instant(at, 0));
            let in_year = day.is_some_and(|day| day > self.year.0 && day <= self.year.1);
            let status = option(activity::STATUS.id, row);
            if !in_year || option(activity::KIND.id, row) == note || (status.is_some() && status != held) {
                continue;
            }
            let who = table.column(activity::CUSTOMER.id).and_then(|column| column.reference(row));
            let place = who.and_then(|who| workspace.ids.row(who, customer::ID)).map(|who| place(places, who));
            if let Some(count) = place.and_then(|place| self.counts.get_mut(place as usize)) {
                *count += 1;
            }
        }
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
