//! The baskets and what is alike in them, made piece by piece; what is alike is kept with the scores until an order, a line or a product changes.

use super::gather::Gather;
use super::items::Items;
use crate::scoring::Scores;
use crate::table::Table;
use crate::workspace::Workspace;
use insight::baskets::{BEYOND_CHANCE, Likeness, Likening, Similarity};
use model::schema::{order, order_line, product};
use std::rc::Rc;

/// Products that are near another at most.
const NEAREST: usize = 20;
/// Baskets looked at in one step.
const BASKETS: usize = 20_000;

/// Which products go together, as of a version of the book.
pub struct Similar {
    version: u64,
    records: [(u32, u64); 3],
    pub(super) items: Rc<Items>,
    /// By Dunning's G², without what may be chance.
    pub similarity: Similarity,
}

/// Records of each kind that baskets are made of: how many, and how often some were deleted or came back.
fn records(workspace: &Workspace) -> [(u32, u64); 3] {
    let of = |table: &Table| (table.len(), table.turns());
    [order::ID, order_line::ID, product::ID].map(|id| workspace.table(id).map_or((0, 0), of))
}

impl Similar {
    fn holds(&self, workspace: &Workspace) -> bool {
        let concerns = |change: &crate::changes::Change| match change.collection {
            order::ID => [order::DAY.id, order::STATUS.id].contains(&change.field),
            // An amount does not change what was bought.
            order_line::ID => {
                ![order_line::UNIT_PRICE.id, order_line::DISCOUNT.id, order_line::AMOUNT.id].contains(&change.field)
            }
            _ => false,
        };
        let mut changes = workspace.changed_since(self.version);
        self.records == records(workspace)
            && changes.as_mut().is_some_and(|changes| !changes.any(|change| concerns(&change)))
    }

    /// What is kept, if it still holds.
    pub(super) fn kept(workspace: &Workspace, scores: &Scores) -> Option<Rc<Similar>> {
        scores.similar.borrow().clone().filter(|similar| similar.holds(workspace))
    }
}

/// The work, and what comes of it.
pub(super) struct Ground {
    pub gather: Gather,
    gathered: bool,
    likening: Option<Likening>,
    pub similar: Option<Rc<Similar>>,
}

impl Ground {
    pub fn new(workspace: &Workspace, scores: &Scores) -> Ground {
        Ground {
            gather: Gather::new(workspace, scores.book.as_of),
            gathered: false,
            likening: None,
            similar: Similar::kept(workspace, scores),
        }
    }

    /// Works for a few milliseconds; what is alike, once baskets and that are there.
    pub fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<Rc<Similar>> {
        if !self.gathered {
            self.gathered = self.gather.step(workspace);
            return None;
        }
        if self.similar.is_none() {
            let baskets = &self.gather.baskets;
            let begin = || Likening::new(baskets, Likeness::LogLikelihood, NEAREST);
            let mut work = self.likening.take().unwrap_or_else(begin);
            if !work.step(baskets, BASKETS) {
                self.likening = Some(work);
                return None;
            }
            let similarity = work.finish(baskets).at_least(BEYOND_CHANCE);
            let (version, records) = (workspace.version(), records(workspace));
            self.similar = Some(Rc::new(Similar { version, records, items: self.gather.items.clone(), similarity }));
            scores.similar.borrow_mut().clone_from(&self.similar);
        }
        self.similar.clone()
    }
}
