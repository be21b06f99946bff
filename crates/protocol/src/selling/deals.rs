//! Opportunities: questions, answers, deeds.

use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DealsQuery {}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DealsAnswer {}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum DealsDeed {}
