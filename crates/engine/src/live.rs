//! Scores that follow a change at once: the customers whose orders changed are netted anew from their own orders and judged by the fits in force. A scoring
//! run then begins from that history instead of going through all orders. Whatever cannot be followed exactly is not followed.

use crate::ids::Handle;
use crate::scoring::{Pieces, ScoreSettings, Scores, counts, ended};
use crate::workspace::Workspace;
use insight::History;
use model::Currency;
use model::schema::{customer, order};
use std::collections::VecDeque;

/// Touches remembered. More of them in one go is a bulk edit, after which everything is gone through.
const TOUCHES_MAX: usize = 4_096;
/// Customers followed in one go.
const CUSTOMERS_MAX: usize = 1_000;

/// Customers whose orders changed lately.
#[derive(Default)]
pub(crate) struct Touched {
    /// All touches with a later version are in the list.
    complete_since: u64,
    list: VecDeque<(u64, Handle)>,
}

impl Touched {
    pub(crate) fn push(&mut self, version: u64, customer: Handle) {
        if self.list.back() == Some(&(version, customer)) {
            return;
        }
        if self.list.len() >= TOUCHES_MAX
            && let Some((lost, _)) = self.list.pop_front()
        {
            self.complete_since = lost;
        }
        self.list.push_back((version, customer));
    }

    pub(crate) fn lose(&mut self, version: u64) {
        self.complete_since = version;
        self.list.clear();
    }

    fn since(&self, version: u64) -> Option<impl Iterator<Item = Handle>> {
        let from = self.list.partition_point(|(of, _)| *of <= version);
        (version >= self.complete_since).then(|| self.list.range(from..).map(|(_, customer)| *customer))
    }
}

/// The history as it is now, made from that of `scores`, and the rows of the customers it differs in; `None` where only a pass through all orders can tell.
pub(crate) fn history(workspace: &Workspace, settings: &ScoreSettings, scores: &Scores) -> Option<(History, Vec<u32>)> {
    if settings.as_of.day().0 != scores.book.as_of || !same_currency(workspace, settings, scores) {
        return None;
    }
    let mut handles: Vec<u32> = workspace.touched().since(scores.history_version)?.map(|handle| handle.0).collect();
    handles.sort_unstable();
    handles.dedup();
    if handles.len() > CUSTOMERS_MAX {
        return None;
    }
    let people = workspace.table(customer::ID)?;
    let row = |handle: u32| workspace.ids.row(Handle(handle), customer::ID);
    let touched: Vec<u32> = handles.iter().filter_map(|&handle| row(handle)).collect();
    let mut changed = Vec::new();
    if let (Some(orders), false) = (workspace.table(order::ID), handles.is_empty()) {
        let mut own = Vec::new();
        Pieces::of(orders, [order::CUSTOMER.id]).each(|row, [buyer]| {
            if u32::try_from(buyer).is_ok_and(|buyer| handles.binary_search(&buyer).is_ok()) {
                own.push((row, buyer as u32));
            }
        });
        let total = orders.column(order::TOTAL.id);
        for (at, buyer) in own {
            let (Some(day), Some(person)) = (counts(orders, at), row(buyer)) else { continue };
            if people.is_alive(person) {
                let amount = total.and_then(|total| total.money(at)).filter(|money| money.currency == scores.currency);
                changed.push((person, day.0, amount.map_or(0, |money| money.minor)));
            }
        }
    }
    Some((scores.book.history.with(&touched, &changed, people.len() as usize), touched))
}

/// Whether amounts are still counted in the currency of `scores`; for certain, or false.
fn same_currency(workspace: &Workspace, settings: &ScoreSettings, scores: &Scores) -> bool {
    let Some(orders) = workspace.table(order::ID) else { return scores.currency == settings.currency };
    let total = orders.column(order::TOTAL.id);
    let known: &[Currency] = total.map_or(&[], |total| total.currencies());
    match known {
        [] => scores.currency == settings.currency,
        [one] if *one == scores.currency && *one == settings.currency => true,
        // With no order that counts it would be that of the settings.
        [one] => {
            *one == scores.currency && scores.book.history.order_days() > 0 && {
                let counted = |row: u32| total.is_some_and(|total| total.has(row)) && is_of_somebody(workspace, row);
                (0..orders.len()).any(counted)
            }
        }
        _ => false,
    }
}

fn is_of_somebody(workspace: &Workspace, row: u32) -> bool {
    let (Some(orders), Some(people)) = (workspace.table(order::ID), workspace.table(customer::ID)) else {
        return false;
    };
    let buyer = orders.column(order::CUSTOMER.id).and_then(|column| column.reference(row));
    let person = buyer.and_then(|buyer| workspace.ids.row(buyer, customer::ID));
    counts(orders, row).is_some() && person.is_some_and(|person| people.is_alive(person))
}

/// Judges the customers that a change concerns, at once. False where the change cannot be followed, or is none.
pub(crate) fn follow(scores: &mut Scores, workspace: &Workspace, settings: &ScoreSettings) -> bool {
    if scores.history_version == workspace.scored_version() {
        return false;
    }
    let Some((history, touched)) = history(workspace, settings, scores) else { return false };
    let (customers, day) = (history.customers(), settings.as_of.day());
    let in_danger = crate::surveys::in_danger(workspace, customers, day.0);
    scores.book.follow(history, ended(workspace, customers, day), in_danger, &touched);
    scores.history_version = workspace.scored_version();
    crate::worth::follow(scores, &touched);
    true
}
