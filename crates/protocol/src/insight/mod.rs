//! What the pages of insight ask and are told. Each page has a file; the enums only grow at the end.

pub mod churn;
pub mod cohorts;
pub mod life_cycle;
pub mod trust;
pub mod value;

pub use churn::{ChurnAnswer, ChurnQuery, ChurnReason, ChurnRow};
pub use cohorts::{CohortCell, CohortRow, CohortsAnswer, CohortsQuery, RepeatAnswer};
pub use life_cycle::{LifeCycleAnswer, LifeCycleQuery, Mover};
pub use trust::{AuditAnswer, CalibrationRow, PurchaseCard, SpendCard, StageRow, TrustAnswer};
pub use value::{ValueAnswer, ValueCorner, ValueQuery, ValueRow, ValueSource, ValueTenth};

use serde::{Deserialize, Serialize};

/// A question of a page of insight. Answers take longer than a list's, so they are made in slices and kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum InsightQuery {
    /// Stages over time.
    LifeCycle(LifeCycleQuery),
    /// Who is about to leave.
    Churn(ChurnQuery),
    /// Who came back, by when they came first.
    Cohorts(CohortsQuery),
    /// What the relations are worth.
    Value(ValueQuery),
    /// Whether the forecasts can be trusted.
    Trust,
}

/// The answer to [`InsightQuery`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum InsightAnswer {
    /// Stages over time.
    LifeCycle(LifeCycleAnswer),
    /// Who is about to leave.
    Churn(ChurnAnswer),
    /// Who came back.
    Cohorts(CohortsAnswer),
    /// What the relations are worth.
    Value(ValueAnswer),
    /// Whether the forecasts can be trusted.
    Trust(TrustAnswer),
}
