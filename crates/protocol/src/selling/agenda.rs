//! Tasks, events and reminders: questions, answers, deeds.

use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AgendaQuery {}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AgendaAnswer {}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AgendaDeed {}
