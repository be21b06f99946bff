//! Who bought what: the baskets of each customer.

use super::gather::Gather;
use crate::table::Table;
use crate::workspace::Workspace;
use model::schema::{customer, order};

/// Baskets given to their customers in one step.
const BASKETS: usize = 50_000;
/// Stands for "no basket".
const NONE: u32 = u32::MAX;

/// The baskets of each customer, as chains from the last to the first.
pub(super) struct Owners {
    last: Vec<u32>,
    before: Vec<u32>,
}

impl Owners {
    pub fn new(workspace: &Workspace, baskets: usize) -> Owners {
        let customers = workspace.table(customer::ID).map_or(0, Table::len) as usize;
        Owners { last: vec![NONE; customers], before: Vec::with_capacity(baskets) }
    }

    /// Works for a few milliseconds; whether every basket has its customer.
    pub fn step(&mut self, workspace: &Workspace, gather: &Gather) -> bool {
        let buyers = workspace.table(order::ID).and_then(|orders| orders.column(order::CUSTOMER.id));
        let from = self.before.len();
        for (basket, &row) in gather.orders.iter().enumerate().skip(from).take(BASKETS) {
            let buyer = buyers.and_then(|buyers| buyers.reference(row));
            let buyer = buyer.and_then(|buyer| workspace.ids.row(buyer, customer::ID));
            let last = buyer.and_then(|buyer| self.last.get_mut(buyer as usize));
            // A basket without a customer ends a chain that nothing begins.
            self.before.push(last.map_or(NONE, |last| std::mem::replace(last, basket as u32)));
        }
        self.before.len() == gather.orders.len()
    }

    /// What a customer bought, and when, in place of what is in `bought`.
    pub fn read(&self, customer: u32, gather: &Gather, bought: &mut Vec<(u32, i32)>) {
        bought.clear();
        let mut basket = self.last.get(customer as usize).copied().unwrap_or(NONE);
        while let Some(&before) = self.before.get(basket as usize) {
            let day = gather.day(basket as usize);
            bought.extend(gather.baskets.basket(basket as usize).iter().map(|&item| (item, day)));
            basket = before;
        }
    }
}
