//! What is to be done today: questions, answers, deeds.

use super::{AgendaItem, Care, CareAnswer};
use serde::{Deserialize, Serialize};

/// A question: the reader's day and time, and whose work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TodayQuery {
    /// Whom to think of; the agenda is asked for the same day and owners.
    pub care: Care,
    /// Lines of the agenda, at most.
    pub limit: u32,
}

/// Its answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TodayAnswer {
    /// What should have been done before today.
    pub overdue: Vec<AgendaItem>,
    /// How much that is.
    pub overdue_all: u32,
    /// What stands in the agenda of today.
    pub today: Vec<AgendaItem>,
    /// How much that is.
    pub today_all: u32,
    /// What was done today.
    pub done: u32,
    /// What comes next after today.
    pub next: Option<Box<AgendaItem>>,
    /// Whom to think of.
    pub care: CareAnswer,
}

/// A step. What is done from this page are steps of other areas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TodayDeed {}
