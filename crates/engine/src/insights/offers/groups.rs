//! Next products, by stage, by segment and by saved view.

use super::super::views::{self, Chosen};
use super::{Similar, ground::Ground, is_sold, named, offers, owners::Owners};
use crate::records::may_approach;
use crate::scoring::Scores;
use crate::workspace::Workspace;
use insight::baskets::Offer;
use model::schema::customer;
use model::{Day, RecordId};
use protocol::{GroupOffer, GroupOffers, OffersAnswer, OffersQuery, Segment, Stage, Zone};
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

/// A saved view.
struct View {
    id: RecordId,
    name: String,
    chosen: Chosen,
    tally: Tally,
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
    today: Day,
    zone: &'static Zone,
    /// Where they are asked for.
    views: Option<Vec<View>>,
    customers: u32,
    offered: u32,
    /// Those who said that they are not to be called or written to, but for whom something speaks.
    silent: u32,
}

impl Groups {
    pub(in crate::insights) fn new(
        query: OffersQuery,
        workspace: &Workspace,
        scores: &Scores,
        zone: &'static Zone,
    ) -> Groups {
        let ground = Ground::new(workspace, scores);
        let items = ground.gather.baskets.n_items();
        let tally = Tally { counts: vec![0; items], ..Tally::default() };
        let views = query.views.map(|today| views::all(workspace, today));
        let view = |(id, name, chosen)| View { id, name, chosen, tally: tally.clone() };
        let sold = (0..items as u32).map(|item| is_sold(workspace, &ground.gather.items, item)).collect();
        Groups {
            zone,
            today: query.views.unwrap_or(Day(scores.book.as_of)),
            views: views.map(|views| views.into_iter().map(view).collect()),
            ground,
            owners: None,
            ready: false,
            at: 0,
            sold,
            stages: vec![tally.clone(); Stage::ALL.len()],
            segments: vec![tally; Segment::ALL.len()],
            customers: 0,
            offered: 0,
            silent: 0,
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
        let Some(people) = workspace.table(customer::ID).filter(|people| people.is_alive(row)) else { return };
        let Some(owners) = self.owners.as_ref() else { return };
        let mut bought = Vec::new();
        owners.read(row, &self.ground.gather, &mut bought);
        if bought.is_empty() || scores.book.has_ended(row as usize) {
            return;
        }
        let offers = offers(&similar.similarity, &mut bought, scores.book.as_of);
        let sold = |item: u32| self.sold.get(item as usize).copied().unwrap_or(false);
        let best: Vec<&Offer> = offers.new.iter().filter(|offer| sold(offer.item)).take(BEST).collect();
        if !may_approach(workspace, people, row) {
            self.silent += u32::from(!best.is_empty());
            return;
        }
        self.customers += 1;
        self.offered += u32::from(!best.is_empty());
        let stage = scores.stage(row).and_then(|stage| self.stages.get_mut(stage as usize));
        let segment = self.segments.get_mut(scores.segment(row) as usize);
        let source = views::source(workspace, scores, self.today, self.zone);
        let views = self
            .views
            .iter_mut()
            .flatten()
            .filter_map(|view| view.chosen.holds(&source, people, row).then_some(&mut view.tally));
        for tally in stage.into_iter().chain(segment).chain(views) {
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
        let items = &*self.ground.gather.items;
        let told = |tally: &Tally| {
            let counts = (0..).zip(&tally.counts).filter(|(_, count)| **count > 0);
            let mut best: Vec<(u32, u32)> = counts.map(|(item, count)| (item, *count)).collect();
            best.sort_by_key(|&(item, count)| (Reverse(count), item));
            let best = best.into_iter().take(BEST).filter_map(|(item, count)| {
                let (id, name) = named(workspace, items, item)?;
                let of_item = tally.reasons.range((item, 0)..=(item, u32::MAX));
                let most = of_item.max_by_key(|((_, because), (n, _))| (*n, Reverse(*because)));
                let because =
                    most.and_then(|(&(_, because), &(n, share))| Some((named(workspace, items, because)?.1, n, share)));
                Some(GroupOffer { id, name, n: count, because })
            });
            GroupOffers { members: tally.members, products: best.collect() }
        };
        OffersAnswer {
            customers: self.customers,
            offered: self.offered,
            silent: self.silent,
            stages: Stage::ALL.iter().copied().zip(self.stages.iter().map(told)).collect(),
            segments: Segment::ALL.iter().copied().zip(self.segments.iter().map(told)).collect(),
            views: self
                .views
                .as_ref()
                .map(|views| views.iter().map(|view| (view.id, view.name.clone(), told(&view.tally))).collect()),
        }
    }
}
