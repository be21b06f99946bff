//! Visits and check-ins: questions, answers, deeds.

use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FieldQuery {}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FieldAnswer {}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FieldDeed {}
