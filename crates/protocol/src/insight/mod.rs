//! What the pages of insight ask and are told. Each page has a file; the enums only grow at the end.

pub mod churn;
pub mod clusters;
pub mod cohorts;
pub mod compare;
pub mod dimensions;
pub mod left_out;
pub mod life_cycle;
pub mod loyalty;
pub mod offers;
pub mod overview;
pub mod trust;
pub mod value;

pub use churn::{ChurnAnswer, ChurnQuery, ChurnReason, ChurnRow};
pub use clusters::{ClusterField, ClusterRow, ClustersAnswer, ClustersQuery, TagListed};
pub use cohorts::{CohortCell, CohortRow, CohortsAnswer, CohortsQuery, RepeatAnswer};
pub use compare::{CompareAnswer, CompareLine, CompareQuery, CompareSide, CompareVerdict, CompareWhat};
pub use dimensions::{Comment, DimensionsAnswer, DimensionsQuery, Place};
pub use left_out::LeftOut;
pub use life_cycle::{LifeCycleAnswer, LifeCycleQuery, Mover};
pub use loyalty::{
    FactorRow, LoyalFactor, LoyalGroup, LoyalKind, LoyalListed, LoyalRow, LoyaltyPageAnswer, LoyaltyQuery,
};
pub mod drivers;
pub mod people;
pub use trust::{AuditAnswer, CalibrationRow, PurchaseCard, SpendCard, StageRow, TrustAnswer, TrustRow};
pub use value::{MarginOf, ValueAnswer, ValueCorner, ValueQuery, ValueRow, ValueSource, ValueTenth, ValueYear};

pub use drivers::{
    CorrelationAnswer, DriversAnswer, DriversQuery, EffectAnswer, FACTORS_MAX, Factor, FactorAnswer, FitAnswer,
    Outcome, PartOf,
};
pub use people::{PeopleAnswer, PeopleFigures, PeopleQuery, PeopleRow, PeopleValue};

pub use offers::{
    AgainRow, CandidateRow, GroupOffer, GroupOffers, NeighbourRow, OfferGroups, OfferReason, OffersAnswer,
    OffersForAnswer, OffersOfAnswer, OffersOfQuery, OffersQuery, ProductRow, RuleRow, RulesAnswer, RulesQuery,
};
pub use overview::{Answered, NPS_ANSWERS_MIN, OverviewAnswer, OverviewQuery, PeriodFigures, Reached};

use crate::SegmentsAnswer;
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
    /// Loyalty in three layers.
    Loyalty(LoyaltyQuery),
    /// The book at a glance.
    Overview(OverviewQuery),
    /// Seven dimensions.
    Dimensions(DimensionsQuery),
    /// What is bought together.
    Rules(RulesQuery),
    /// Next products, by group of customers.
    Offers(OffersQuery),
    /// What goes with a product, and who should be offered it.
    OffersOf(OffersOfQuery),
    /// What to offer one customer.
    OffersFor {
        /// Who.
        customer: RecordId,
    },
    /// Who the customers are.
    People(PeopleQuery),
    /// What goes along with spend and satisfaction.
    Drivers(DriversQuery),
    /// Who is alike.
    Clusters(ClustersQuery),
    /// Who is in one of the clusters, by its place in the answer.
    ClusterMembers(ClustersQuery, u32),
    /// Two groups side by side.
    Compare(CompareQuery),
    /// What the relations are worth.
    Value(ValueQuery),
    /// Whether the forecasts can be trusted.
    Trust,
    /// The orders that figures leave out.
    LeftOut,
    /// The groups of the book, to be kept and compared.
    Segments {
        /// The share of the customers that the page's curve is read at, per cent; nil as usual. Figures do not depend on it.
        best_percent: u32,
    },
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
    /// Loyalty in three layers.
    Loyalty(LoyaltyPageAnswer),
    /// The book at a glance.
    Overview(OverviewAnswer),
    /// Seven dimensions.
    Dimensions(DimensionsAnswer),
    /// What is bought together.
    Rules(RulesAnswer),
    /// Next products.
    Offers(OffersAnswer),
    /// What goes with a product; `None` where there is no such product.
    OffersOf(Option<OffersOfAnswer>),
    /// What to offer one customer.
    OffersFor(OffersForAnswer),
    /// Who the customers are.
    People(PeopleAnswer),
    /// What goes along with spend and satisfaction.
    Drivers(DriversAnswer),
    /// Who is alike.
    Clusters(ClustersAnswer),
    /// Who is in one of the clusters.
    ClusterMembers(Vec<RecordId>),
    /// Two groups side by side.
    Compare(CompareAnswer),
    /// What the relations are worth.
    Value(ValueAnswer),
    /// Whether the forecasts can be trusted.
    Trust(TrustAnswer),
    /// The orders that figures leave out.
    LeftOut(LeftOut),
    /// The groups of the book.
    Segments(Box<SegmentsAnswer>),
}

impl InsightAnswer {
    /// The customers whom it lists, each once.
    pub fn listed(&self) -> Vec<RecordId> {
        let mut ids: Vec<RecordId> = match self {
            InsightAnswer::ClusterMembers(ids) => ids.clone(),
            InsightAnswer::Churn(answer) => answer.rows.iter().map(|row| row.id).collect(),
            InsightAnswer::LifeCycle(answer) => answer.movers.iter().map(|mover| mover.id).collect(),
            InsightAnswer::Loyalty(answer) => answer.rows.iter().map(|row| row.id).collect(),
            InsightAnswer::Value(answer) => {
                answer.corners.iter().flat_map(|corner| &corner.first).map(|row| row.id).collect()
            }
            _ => Vec::new(),
        };
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
