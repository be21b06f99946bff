//! What to offer one customer: from what is kept of all baskets, and the customer's own orders.

use super::{Similar, ground::Ground, is_sold, items::Items, named, offers, reason};
use crate::records::may_approach;
use crate::scoring::{Scores, counts};
use crate::workspace::Workspace;
use model::schema::{customer, order, order_line, product};
use model::{Day, RecordId};
use protocol::{AgainRow, OffersForAnswer};
use std::rc::Rc;

/// Products told of each kind.
const MOST: usize = 3;

/// The work.
pub struct One {
    customer: RecordId,
    similar: Option<Rc<Similar>>,
    ground: Option<Ground>,
}

impl One {
    pub(in crate::insights) fn new(customer: RecordId, workspace: &Workspace, scores: &Scores) -> One {
        let similar = Similar::kept(workspace, scores);
        let ground = similar.is_none().then(|| Ground::new(workspace, scores));
        One { customer, similar, ground }
    }

    pub(in crate::insights) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<OffersForAnswer> {
        if let Some(ground) = &mut self.ground {
            self.similar = Some(ground.step(workspace, scores)?);
            self.ground = None;
            return None;
        }
        let similar = self.similar.as_ref()?;
        let as_of = scores.book.as_of;
        let items = &*similar.items;
        let mut bought = bought(workspace, items, self.customer, as_of);
        let offers = offers(&similar.similarity, &mut bought, as_of);
        let new =
            offers.new.iter().filter(|offer| is_sold(workspace, items, offer.item)).take(MOST).filter_map(|offer| {
                let (id, name) = named(workspace, items, offer.item)?;
                Some((id, name, reason(workspace, items, offer, &bought)?))
            });
        let again =
            offers.again.iter().filter(|own| is_sold(workspace, items, own.item)).take(MOST).filter_map(|own| {
                let (id, name) = named(workspace, items, own.item)?;
                Some(AgainRow { id, name, interval_days: own.interval_days, since_days: own.since_days })
            });
        let found = workspace.find_alive(customer::ID, self.customer);
        Some(OffersForAnswer {
            customer: self.customer,
            as_of: Day(as_of),
            silent: found.is_some_and(|(people, row)| !may_approach(workspace, people, row)),
            ended: found.is_some_and(|(_, row)| scores.book.has_ended(row as usize)),
            new: new.collect(),
            again: again.collect(),
        })
    }
}

/// What a customer bought, and when: one look at the orders, and at those lines that can be of theirs.
fn bought(workspace: &Workspace, items: &Items, id: RecordId, as_of: i32) -> Vec<(u32, i32)> {
    let mut bought = Vec::new();
    let Some((people, row)) = workspace.find_alive(customer::ID, id) else { return bought };
    let tables = workspace.table(order::ID).zip(workspace.table(order_line::ID)).zip(workspace.table(product::ID));
    let Some(((orders, lines), products)) = tables else { return bought };
    let Some(buyers) = orders.column(order::CUSTOMER.id).and_then(|column| column.ints()) else { return bought };
    let mut days: Vec<(u32, i32)> = Vec::new();
    buyers.search(&[people.handle(row).0.into()], |at, _| {
        let day = counts(orders, at).filter(|day| day.0 <= as_of);
        days.extend(day.map(|day| (orders.handle(at).0, day.0)));
    });
    days.sort_unstable();
    let column = |field| lines.column(field).and_then(|column| column.ints());
    let (Some(of), Some(sold)) = (column(order_line::ORDER.id), column(order_line::PRODUCT.id)) else { return bought };
    let quantity = column(order_line::QUANTITY.id);
    let wanted: Vec<i64> = days.iter().map(|(handle, _)| i64::from(*handle)).collect();
    of.search(&wanted, |line, order| {
        let given_back = quantity.and_then(|quantity| quantity.find(line)).is_some_and(|quantity| quantity <= 0);
        let item = sold.find(line).and_then(|to| items.sold(to, workspace, products));
        let item = item.filter(|_| lines.is_alive(line) && !given_back);
        let day = days.binary_search_by_key(&order, |(handle, _)| i64::from(*handle)).ok().and_then(|at| days.get(at));
        if let (Some(item), Some((_, day))) = (item, day) {
            bought.push((item, *day));
        }
    });
    bought
}
