//! Answers of the pages of insight, made in slices: the worker hears in between.

mod life_cycle;

use crate::scoring::Scores;
use crate::workspace::Workspace;
use life_cycle::LifeCycle;
use protocol::{InsightAnswer, InsightQuery};

/// Customers looked at in one slice: a few milliseconds.
pub(crate) const SLICE: usize = 10_000;

/// An answer on its way. It holds for the scores it was begun with; with others it is begun anew.
pub enum Work {
    /// Stages over time.
    LifeCycle(LifeCycle),
}

impl Work {
    /// Begins.
    pub fn new(query: &InsightQuery, workspace: &Workspace, scores: &Scores) -> Work {
        match query {
            InsightQuery::LifeCycle(query) => Work::LifeCycle(LifeCycle::new(*query, workspace, scores)),
        }
    }

    /// Works for a few milliseconds; the answer at the end.
    pub fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<InsightAnswer> {
        match self {
            Work::LifeCycle(work) => work.step(workspace, scores).map(InsightAnswer::LifeCycle),
        }
    }
}
