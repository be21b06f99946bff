//! Answers of the pages of insight, made in slices: the worker hears in between.

mod churn;
mod cohorts;
mod life_cycle;
mod trust;
mod value;

use crate::scoring::Scores;
use crate::workspace::Workspace;
use churn::Churn;
use insight::SpendState;
use life_cycle::LifeCycle;
use model::Day;
use protocol::{CohortsQuery, InsightAnswer, InsightQuery};
use trust::Trust;
use value::Value;

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
    /// What the relations are worth.
    Value(Box<Value>),
    /// Whether the forecasts can be trusted.
    Trust(Box<Trust>),
}

/// A day that a page can show.
fn shown(day: i32) -> Day {
    Day(day.min(Day::MAX.0))
}

/// Customers with a paid repeat.
fn repeaters(book: &insight::Book) -> u32 {
    match &book.spend {
        SpendState::NotEnough { repeaters, .. } => *repeaters as u32,
        SpendState::Fitted(fit) => fit.repeaters as u32,
    }
}

impl Work {
    /// Begins.
    pub fn new(query: &InsightQuery, workspace: &Workspace, scores: &Scores) -> Work {
        match query {
            InsightQuery::LifeCycle(query) => Work::LifeCycle(LifeCycle::new(*query, workspace, scores)),
            InsightQuery::Churn(query) => Work::Churn(Churn::new(query, workspace, scores)),
            InsightQuery::Cohorts(query) => Work::Cohorts(query.clone()),
            InsightQuery::Value(query) => Work::Value(Box::new(Value::new(query, workspace, scores))),
            InsightQuery::Trust => Work::Trust(Box::new(Trust::new(workspace, scores))),
        }
    }

    /// Works for a few milliseconds; the answer at the end.
    pub fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<InsightAnswer> {
        match self {
            Work::LifeCycle(work) => work.step(workspace, scores).map(InsightAnswer::LifeCycle),
            Work::Churn(work) => work.step(workspace, scores).map(InsightAnswer::Churn),
            Work::Cohorts(query) => Some(InsightAnswer::Cohorts(cohorts::answer(scores, query))),
            Work::Value(work) => work.step(workspace, scores).map(InsightAnswer::Value),
            Work::Trust(work) => work.step(scores).map(InsightAnswer::Trust),
        }
    }
}
