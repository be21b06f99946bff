//! What the pages of insight ask and are told. Each page has a file; the enums only grow at the end.

pub mod churn;
pub mod cohorts;
pub mod drivers;
pub mod life_cycle;
pub mod people;

pub use churn::{ChurnAnswer, ChurnQuery, ChurnReason, ChurnRow};
pub use cohorts::{CohortCell, CohortRow, CohortsAnswer, CohortsQuery, RepeatAnswer};
pub use drivers::{
    CorrelationAnswer, DriversAnswer, DriversQuery, EffectAnswer, FACTORS_MAX, Factor, FactorAnswer, FitAnswer,
    Outcome, PartOf,
};
pub use life_cycle::{LifeCycleAnswer, LifeCycleQuery, Mover};
pub use people::{PeopleAnswer, PeopleFigures, PeopleQuery, PeopleRow, PeopleValue};

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
    /// Who the customers are.
    People(PeopleQuery),
    /// What goes along with spend and satisfaction.
    Drivers(DriversQuery),
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
    /// Who the customers are.
    People(PeopleAnswer),
    /// What goes along with spend and satisfaction.
    Drivers(DriversAnswer),
}
