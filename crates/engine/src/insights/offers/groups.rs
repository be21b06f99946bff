//! Next products, by stage and by segment.

use super::{Similar, ground::Ground, is_sold, named, offers, owners::Owners};
use crate::scoring::Scores;
use crate::workspace::Workspace;
use insight::baskets::Offer;
use model::schema::customer;
use protocol::{GroupOffer, GroupOffers, OffersAnswer, Segment, Stage};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Customers looked at in one step.
const CUSTOMERS: usize = 250;
/// Products of a customer that count, and products told of a group.
const BEST: usize = 3;

/// How often each product is among the best, and of how many members.
#[derive(Clone, Default)]
struct Tally {
    members: u32,
    counts: Vec<u32>,
    /// By the item and what speaks most for it: with how many, and the share of orders that goes with it.
    reasons: BTreeMap<(u32, u32), (u32, f64)>,
}

/// The work.
pub struct Groups {
    ground: Ground,
    owners: Option<Owners>,
    ready: bool,
    at: usize,
    sold: Vec<bool>,
    stages: Vec<Tally>,
    segments: Vec<Tally>,
    customers: u32,
    offered: u32,
}

impl Groups {
    pub(in crate::insights) fn new(workspace: &Workspace, scores: &Scores) -> Groups {
        let ground = Ground::new(workspace, scores);
        let items = ground.gather.baskets.n_items();
        let tally = Tally { counts: vec![0; items], ..Tally::default() };
        Groups {
            ground,
            owners: None,
            ready: false,
            at: 0,
            sold: (0..items as u32).map(|item| is_sold(workspace, item)).collect(),
            stages: vec![tally.clone(); Stage::ALL.len()],
            segments: vec![tally; Segment::ALL.len()],
            customers: 0,
            offered: 0,
        }
    }

    pub(in crate::insights) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<OffersAnswer> {
        let similar = self.ground.step(workspace, scores)?;
        let gather = &self.ground.gather;
        let owners = self.owners.get_or_insert_with(|| Owners::new(workspace, gather.orders.len()));
        if !self.ready {
            self.ready = owners.step(workspace, gather);
            return None;
        }
        let all = scores.book.customers();
        let to = (self.at + CUSTOMERS).min(all);
        for row in self.at..to {
            self.look(row as u32, workspace, scores, &similar);
        }
        self.at = to;
        (to == all).then(|| self.answer(workspace))
    }

    fn look(&mut self, row: u32, workspace: &Workspace, scores: &Scores, similar: &Rc<Similar>) {
        let alive = workspace.table(customer::ID).is_some_and(|people| people.is_alive(row));
        let Some(owners) = self.owners.as_ref().filter(|_| alive) else { return };
        let mut bought = Vec::new();
        owners.read(row, &self.ground.gather, &mut bought);
        if bought.is_empty() {
            return;
        }
        let offers = offers(&similar.similarity, &mut bought, scores.book.as_of);
        let sold = |item: u32| self.sold.get(item as usize).copied().unwrap_or(false);
        let best: Vec<&Offer> = offers.new.iter().filter(|offer| sold(offer.item)).take(BEST).collect();
        self.customers += 1;
        self.offered += u32::from(!best.is_empty());
        let stage = scores.stage(row).and_then(|stage| self.stages.get_mut(stage as usize));
        let segment = self.segments.get_mut(scores.segment(row) as usize);
        for tally in [stage, segment].into_iter().flatten() {
            tally.members += 1;
            for offer in &best {
                if let Some(count) = tally.counts.get_mut(offer.item as usize) {
                    *count += 1;
                }
                let reason = tally.reasons.entry((offer.item, offer.because_of)).or_insert((0, offer.share));
                reason.0 += 1;
            }
        }
    }

    fn answer(&self, workspace: &Workspace) -> OffersAnswer {
        let told = |tally: &Tally| {
            let counts = (0..).zip(&tally.counts).filter(|(_, count)| **count > 0);
            let mut best: Vec<(u32, u32)> = counts.map(|(item, count)| (item, *count)).collect();
            best.sort_by_key(|&(item, count)| (Reverse(count), item));
            let best = best.into_iter().take(BEST).filter_map(|(item, count)| {
                let (id, name) = named(workspace, item)?;
                let of_item = tally.reasons.range((item, 0)..=(item, u32::MAX));
                let most = of_item.max_by_key(|((_, because), (n, _))| (*n, Reverse(*because)));
                let because =
                    most.and_then(|(&(_, because), &(n, share))| Some((named(workspace, because)?.1, n, share)));
                Some(GroupOffer { id, name, n: count, because })
            });
            GroupOffers { members: tally.members, products: best.collect() }
        };
        OffersAnswer {
            customers: self.customers,
            offered: self.offered,
            stages: Stage::ALL.iter().copied().zip(self.stages.iter().map(told)).collect(),
            segments: Segment::ALL.iter().copied().zip(self.segments.iter().map(told)).collect(),
        }
    }
}
