//! Scores that follow a change at once: the customers whose orders changed are netted anew and judged by the fits in force. A scoring
//! run then begins from that history instead of going through all orders. Whatever cannot be followed exactly is not followed.

use crate::ids::Handle;
use crate::scoring::{Pieces, ScoreSettings, Scores, counts, ended};
use crate::table::Table;
use crate::workspace::Workspace;
use insight::Change;
use model::schema::{customer, order};
use model::{Currency, Day, Money};
use std::collections::{BTreeMap, VecDeque};

/// Touches remembered. More of them in one go is a bulk edit, after which everything is gone through.
const TOUCHES_MAX: usize = 4_096;
/// Customers followed in one go.
const CUSTOMERS_MAX: usize = 1_000;

/// What an order is to the history: whose, when, how much. `None` where it does not count.
pub(crate) type Counting = Option<(Handle, Day, Option<Money>)>;

/// What happened to a customer.
#[derive(Clone, Copy)]
enum Touch {
    /// An order came to a day, or its amount there was another one before.
    Order { day: Day, new: bool, before: Option<Money>, after: Option<Money> },
    /// Anything else: only the customer's orders can tell.
    Other,
}

/// Customers whose orders changed lately.
#[derive(Default)]
pub(crate) struct Touched {
    /// All touches with a later version are in the list.
    complete_since: u64,
    list: VecDeque<(u64, Handle, Touch)>,
    /// The newest change that concerns scores and is not of an order.
    others: u64,
}

/// What an order's row is to the history now.
pub(crate) fn counting(orders: &Table, row: u32) -> Counting {
    let day = counts(orders, row)?;
    let buyer = orders.column(order::CUSTOMER.id)?.reference(row)?;
    Some((buyer, day, orders.column(order::TOTAL.id).and_then(|total| total.money(row))))
}

impl Touched {
    /// An order's row counted as `before` and does as `after`.
    pub(crate) fn order(&mut self, version: u64, before: Counting, after: Counting) {
        match (before, after) {
            (None, None) => {}
            (None, Some((buyer, day, after))) => {
                self.push(version, buyer, Touch::Order { day, new: true, before: None, after });
            }
            (Some((was, on, before)), Some((buyer, day, after))) if (was, on) == (buyer, day) => {
                self.push(version, buyer, Touch::Order { day, new: false, before, after });
            }
            _ => [before, after].into_iter().flatten().for_each(|(buyer, ..)| self.push(version, buyer, Touch::Other)),
        }
    }

    /// Something else that concerns scores, of a customer if it is known whose.
    pub(crate) fn other(&mut self, version: u64, customer: Option<Handle>) {
        self.others = version;
        if let Some(customer) = customer {
            self.push(version, customer, Touch::Other);
        }
    }

    fn push(&mut self, version: u64, customer: Handle, touch: Touch) {
        if self.list.len() >= TOUCHES_MAX
            && let Some((lost, ..)) = self.list.pop_front()
        {
            self.complete_since = lost;
        }
        self.list.push_back((version, customer, touch));
    }

    pub(crate) fn lose(&mut self, version: u64) {
        self.complete_since = version;
        self.others = version;
        self.list.clear();
    }

    fn since(&self, version: u64) -> Option<impl Iterator<Item = (Handle, Touch)>> {
        let from = self.list.partition_point(|(of, ..)| *of <= version);
        let touch = |&(_, customer, touch): &(u64, Handle, Touch)| (customer, touch);
        (version >= self.complete_since).then(|| self.list.range(from..).map(touch))
    }
}

/// What became of the customers whose orders changed since `scores`, by row; `None` where only a pass through all orders can tell.
pub(crate) fn changes(workspace: &Workspace, settings: &ScoreSettings, scores: &Scores) -> Option<Vec<(u32, Change)>> {
    if settings.as_of.day().0 != scores.book.as_of || !same_currency(workspace, settings, scores) {
        return None;
    }
    let mut touched: BTreeMap<u32, Vec<Touch>> = BTreeMap::new();
    for (customer, touch) in workspace.touched().since(scores.history_version)? {
        touched.entry(customer.0).or_default().push(touch);
    }
    if touched.len() > CUSTOMERS_MAX {
        return None;
    }
    let people = workspace.table(customer::ID)?;
    let (mut changes, mut unknown) = (Vec::new(), BTreeMap::new());
    for (handle, touches) in touched {
        let Some(row) = workspace.ids.row(Handle(handle), customer::ID) else { continue };
        match more(scores, row, &touches).filter(|_| people.is_alive(row)) {
            Some(more) => changes.push((row, Change::More(more))),
            None => drop(unknown.insert(handle, (row, Vec::new()))),
        }
    }
    if let (Some(orders), false) = (workspace.table(order::ID), unknown.is_empty()) {
        let mut own = Vec::new();
        Pieces::of(orders, [order::CUSTOMER.id]).each(|row, [buyer]| {
            if u32::try_from(buyer).is_ok_and(|buyer| unknown.contains_key(&buyer)) {
                own.push((row, buyer as u32));
            }
        });
        let total = orders.column(order::TOTAL.id);
        for (at, buyer) in own {
            let (Some(day), Some((person, all))) = (counts(orders, at), unknown.get_mut(&buyer)) else { continue };
            if people.is_alive(*person) {
                all.push((day.0, amount(scores, total.and_then(|total| total.money(at)))));
            }
        }
    }
    changes.extend(unknown.into_values().map(|(row, all)| (row, Change::All(all))));
    Some(changes)
}

/// An amount as the history counts it.
fn amount(scores: &Scores, money: Option<Money>) -> i64 {
    money.filter(|money| money.currency == scores.currency).map_or(0, |money| money.minor)
}

/// What came to the days of a customer, if that is all that happened.
fn more(scores: &Scores, row: u32, touches: &[Touch]) -> Option<Vec<(i32, i64)>> {
    let mut more = Vec::new();
    for touch in touches {
        match *touch {
            Touch::Order { day, new: true, after, .. } => more.push((day.0, amount(scores, after))),
            Touch::Order { day, new: false, before, after } => {
                let grown = amount(scores, after).checked_sub(amount(scores, before))?;
                // What grew by nothing still stands on its day.
                more.push((day.0, grown));
            }
            Touch::Other => return None,
        }
    }
    scores.book.history.can_add(row as usize, &more).then_some(more)
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
    let Some(changes) = changes(workspace, settings, scores) else { return false };
    let customers = workspace.table(customer::ID).map_or(0, |table| table.len()) as usize;
    let flags = (workspace.touched().others > scores.history_version).then(|| {
        let day = settings.as_of.day();
        [ended(workspace, customers, day), crate::surveys::in_danger(workspace, customers, day.0)]
    });
    scores.book.follow(&changes, flags, customers);
    scores.columns.get_mut().clear();
    scores.history_version = workspace.scored_version();
    crate::worth::follow(scores, &changes.iter().map(|(row, _)| *row).collect::<Vec<_>>());
    true
}
