//! What the pages of insight ask and are told. Each page has a file; the enums only grow at the end.

pub mod churn;
pub mod clusters;
pub mod cohorts;
pub mod compare;
pub mod life_cycle;

pub use churn::{ChurnAnswer, ChurnQuery, ChurnReason, ChurnRow};
pub use clusters::{ClusterField, ClusterRow, ClustersAnswer, ClustersQuery, TagCluster};
pub use cohorts::{CohortCell, CohortRow, CohortsAnswer, CohortsQuery, RepeatAnswer};
pub use compare::{CompareAnswer, CompareLine, CompareQuery, CompareSide, CompareVerdict, CompareWhat};
pub use life_cycle::{LifeCycleAnswer, LifeCycleQuery, Mover};

use model::RecordId;
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
    /// Who is alike.
    Clusters(ClustersQuery),
    /// Who is in one of the clusters, by its place in the answer.
    ClusterMembers(ClustersQuery, u32),
    /// Two groups side by side.
    Compare(CompareQuery),
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
    /// Who is alike.
    Clusters(ClustersAnswer),
    /// Who is in one of the clusters.
    ClusterMembers(Vec<RecordId>),
    /// Two groups side by side.
    Compare(CompareAnswer),
}
