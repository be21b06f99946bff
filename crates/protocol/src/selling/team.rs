//! Users and teams: questions, answers, deeds.

use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TeamQuery {}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TeamAnswer {}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TeamDeed {}
