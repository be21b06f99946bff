//! Orders, instalments, payments: questions, answers, deeds.

use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MoneyQuery {}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MoneyAnswer {}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MoneyDeed {}
