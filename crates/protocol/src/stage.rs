//! Why a customer is in a stage of the life cycle.

use serde::{Deserialize, Serialize};

/// From where on a customer is in danger, or gone: per cent, as the workspace has set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageThresholds {
    /// In danger: the chance that the relation lives is below.
    pub alive: u32,
    /// In danger: silent for longer than so many of the own gaps.
    pub overdue: u32,
    /// Gone, of those in danger: the chance of an order within the horizon is below.
    pub active: u32,
}

/// The rule that put a customer into a stage, with its numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StageReason {
    /// No purchase yet.
    NoPurchase,
    /// The relation was ended by hand.
    Ended,
    /// Too few buyers in the book for a purchase model.
    NotEnoughData {
        /// Buyers in the book.
        buyers: u32,
        /// Buyers needed.
        needed: u32,
    },
    /// Hardly a chance of another order: termination.
    Silent,
    /// Danger: one of these at least.
    InDanger {
        /// The chance that the relation lives is below its threshold.
        gone: bool,
        /// Silent for longer than the threshold has it of the own gaps.
        overdue: bool,
        /// An open overdue complaint or a recent detractor.
        unhappy: bool,
    },
    /// One purchase so far: socialisation.
    FirstOrder,
    /// Rhythm and spend no longer rise: maturity.
    Steady,
    /// Few orders yet, or rhythm or spend rising: growth.
    Growing {
        /// The gaps get shorter.
        rhythm: bool,
        /// The amounts get larger.
        spend: bool,
    },
}
