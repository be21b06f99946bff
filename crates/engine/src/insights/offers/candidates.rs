//! What goes with a product, and who should be offered it.

use super::super::id_of;
use super::{Similar, ground::Ground, is_sold, offers, owners::Owners, reason, row};
use crate::records::{may_approach, name_at};
use crate::scoring::Scores;
use crate::workspace::Workspace;
use model::schema::{customer, product};
use protocol::{CandidateRow, NeighbourRow, OfferReason, OffersOfAnswer, OffersOfQuery};
use std::rc::Rc;

/// Customers looked at in one step.
const CUSTOMERS: usize = 500;

struct Candidate {
    row: u32,
    score: f64,
    reason: OfferReason,
}

/// The work.
pub struct OfProduct {
    query: OffersOfQuery,
    ground: Ground,
    owners: Option<Owners>,
    ready: bool,
    /// The products that speak for this one, once they are known.
    near: Option<Vec<bool>>,
    at: usize,
    bought_it: u32,
    /// Those who said that they are not to be called or written to.
    silent: u32,
    list: Vec<Candidate>,
}

impl OfProduct {
    pub(in crate::insights) fn new(query: &OffersOfQuery, workspace: &Workspace, scores: &Scores) -> OfProduct {
        OfProduct {
            query: query.clone(),
            ground: Ground::new(workspace, scores),
            owners: None,
            ready: false,
            near: None,
            at: 0,
            bought_it: 0,
            silent: 0,
            list: Vec::new(),
        }
    }

    pub(in crate::insights) fn step(
        &mut self,
        workspace: &Workspace,
        scores: &Scores,
    ) -> Option<Option<OffersOfAnswer>> {
        let found = workspace.find_alive(product::ID, self.query.product);
        let Some(item) = found.and_then(|(_, row)| self.ground.gather.items.at(row)) else { return Some(None) };
        let similar = self.ground.step(workspace, scores)?;
        let gather = &self.ground.gather;
        let owners = self.owners.get_or_insert_with(|| Owners::new(workspace, gather.orders.len()));
        if !self.ready {
            self.ready = owners.step(workspace, gather);
            return None;
        }
        let speaks = |other: u32| similar.similarity.neighbours(other).iter().any(|near| near.item == item);
        let items = gather.baskets.n_items() as u32;
        self.near.get_or_insert_with(|| (0..items).map(|other| other == item || speaks(other)).collect());
        let all = scores.book.customers();
        let to = (self.at + CUSTOMERS).min(all);
        for row in self.at..to {
            self.look(row as u32, item, workspace, scores, &similar);
        }
        self.at = to;
        (to == all).then(|| self.answer(item, workspace, scores, &similar))
    }

    fn look(&mut self, row: u32, item: u32, workspace: &Workspace, scores: &Scores, similar: &Rc<Similar>) {
        let alive = workspace.table(customer::ID).is_some_and(|people| people.is_alive(row));
        let (Some(owners), Some(near)) = (self.owners.as_ref().filter(|_| alive), &self.near) else { return };
        let mut bought = Vec::new();
        owners.read(row, &self.ground.gather, &mut bought);
        if bought.iter().any(|(own, _)| *own == item) {
            self.bought_it += 1;
            return;
        }
        // Whatever else the customer has adds nothing to this product's score.
        bought.retain(|(own, _)| near.get(*own as usize).copied().unwrap_or(false));
        if bought.is_empty() || scores.book.has_ended(row as usize) {
            return;
        }
        let offers = offers(&similar.similarity, &mut bought, scores.book.as_of);
        let offer = offers.new.iter().find(|offer| offer.item == item);
        if let Some((offer, reason)) =
            offer.and_then(|offer| Some((offer, reason(workspace, &similar.items, offer, &bought)?)))
        {
            if !workspace.table(customer::ID).is_some_and(|people| may_approach(workspace, people, row)) {
                self.silent += 1;
                return;
            }
            self.list.push(Candidate { row, score: offer.score, reason });
        }
    }

    fn answer(
        &mut self,
        item: u32,
        workspace: &Workspace,
        scores: &Scores,
        similar: &Rc<Similar>,
    ) -> Option<OffersOfAnswer> {
        let (similarity, items) = (&similar.similarity, &*similar.items);
        let id = |one: &Candidate| id_of(workspace, one.row);
        self.list.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| id(a).cmp(&id(b))));
        let people = workspace.table(customer::ID);
        let customers = self.list.iter().take(self.query.limit as usize).filter_map(|one| {
            let people = people?;
            Some(CandidateRow {
                id: workspace.ids.id(people.handle(one.row)),
                name: name_at(workspace, people, one.row),
                stage: scores.stage(one.row),
                reason: one.reason.clone(),
            })
        });
        let neighbours = similarity.neighbours(item).iter().filter_map(|near| {
            let product = row(workspace, items, near.item, similarity.count(near.item))?;
            Some(NeighbourRow { product, together: near.together, likeness: near.likeness })
        });
        Some(OffersOfAnswer {
            product: row(workspace, items, item, similarity.count(item))?,
            orders: self.ground.gather.baskets.len() as u32,
            retired: !is_sold(workspace, items, item),
            neighbours: neighbours.collect(),
            owners: self.bought_it,
            candidates: self.list.len() as u32,
            silent: self.silent,
            customers: customers.collect(),
        })
    }
}
