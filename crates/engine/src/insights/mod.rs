//! Answers of the pages of insight, made in slices: the worker hears in between.

mod churn;
pub mod clusters;
mod cohorts;
pub mod compare;
mod life_cycle;

use crate::scoring::Scores;
use crate::workspace::Workspace;
use churn::Churn;
use clusters::Clusters;
use compare::Compare;
use life_cycle::LifeCycle;
use model::Day;
use protocol::{CohortsQuery, InsightAnswer, InsightQuery};

/// Customers looked at in one slice: a few milliseconds.
pub(crate) const SLICE: usize = 10_000;

/// An answer on its way. It holds for the scores it was begun with; with others it is begun anew.
pub enum Work {
    /// Stages over time.
    LifeCycle(LifeCycle),
    /// Who is about to leave.
    Churn(Churn),
    /// Who came back: one pass over the history, a few milliseconds.
    Cohorts(CohortsQuery),
    /// Who is alike.
    Clusters(Box<Clusters>),
    /// Two groups side by side.
    Compare(Box<Compare>),
}

/// A day that a page can show.
fn shown(day: i32) -> Day {
    Day(day.min(Day::MAX.0))
}

impl Work {
    /// Begins.
    pub fn new(query: &InsightQuery, workspace: &Workspace, scores: &Scores) -> Work {
        match query {
            InsightQuery::LifeCycle(query) => Work::LifeCycle(LifeCycle::new(*query, workspace, scores)),
            InsightQuery::Churn(query) => Work::Churn(Churn::new(query, workspace, scores)),
            InsightQuery::Cohorts(query) => Work::Cohorts(query.clone()),
            InsightQuery::Clusters(query) => Work::Clusters(Box::new(Clusters::new(query, None, scores))),
            InsightQuery::Compare(query) => Work::Compare(Box::new(Compare::new(query, scores))),
            InsightQuery::ClusterMembers(query, nth) => {
                Work::Clusters(Box::new(Clusters::new(query, Some(*nth), scores)))
            }
        }
    }

    /// Works for a few milliseconds; the answer at the end.
    pub fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<InsightAnswer> {
        match self {
            Work::LifeCycle(work) => work.step(workspace, scores).map(InsightAnswer::LifeCycle),
            Work::Churn(work) => work.step(workspace, scores).map(InsightAnswer::Churn),
            Work::Cohorts(query) => Some(InsightAnswer::Cohorts(cohorts::answer(scores, query))),
            Work::Clusters(work) => work.step(workspace, scores),
            Work::Compare(work) => work.step(workspace, scores).map(InsightAnswer::Compare),
        }
    }
}
