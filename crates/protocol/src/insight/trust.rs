//! Whether the forecasts can be trusted: how they did on the workspace's own log, and the models in short.

use crate::Stage;
use model::{Day, RecordId};
use serde::{Deserialize, Serialize};

/// The audit and the models.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrustAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order, and how many of them a model needs.
    pub buyers: u32,
    /// See there.
    pub needed: u32,
    /// End of the first two thirds of the log, and the days after it; `None` where the log is too short to cut.
    pub cut: Option<(Day, u32)>,
    /// Buyers known by then.
    pub known: u32,
    /// How forecasts from the first two thirds did in the last; `None` where those were too few, or nobody or everybody ordered.
    pub audit: Option<AuditAnswer>,
    /// The purchase model in force.
    pub purchases: Option<PurchaseCard>,
    /// The spend model in force.
    pub spend: Option<SpendCard>,
    /// Customers with a paid repeat: the spend model needs as many as [`TrustAnswer::needed`].
    pub repeaters: u32,
}

/// What was forecast against what happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditAnswer {
    /// Customers that ordered afterwards, of [`TrustAnswer::known`].
    pub active: u32,
    /// Share that was expected to.
    pub active_expected: f64,
    /// The 95 % interval of how many order, were each chance right.
    pub active_range: [f64; 2],
    /// Orders (distinct days) afterwards.
    pub orders: u32,
    /// How many were expected.
    pub orders_expected: f64,
    /// How often a customer who ordered was ranked above one who did not, 0–1: by the chance of an order.
    pub by_chance: f64,
    /// By recency alone.
    pub by_recency: f64,
    /// By the sum of the RFM scores.
    pub by_rfm: Option<f64>,
    /// The 95 % intervals of these three; `None` where there were too few to tell, or nothing was ranked wrong.
    pub ranges: [Option<[f64; 2]>; 3],
    /// By how much the chance of an order ranks better than recency, with the 95 % interval.
    pub over_recency: Option<[f64; 3]>,
    /// By how much the RFM sum ranks better than the chance of an order, likewise.
    pub rfm_over: Option<[f64; 3]>,
    /// Mean squared error of the chance of an order.
    pub brier: f64,
    /// The same of a forecast that gives everybody the share that ordered.
    pub brier_plain: f64,
    /// By how much the first is below the second, with the 95 % interval; `None` where no customer differs from another in that.
    pub over_plain: Option<[f64; 3]>,
    /// Fifths of the customers by the chance of an order, from the lowest.
    pub fifths: Vec<CalibrationRow>,
    /// Stages at the cut, those with customers.
    pub stages: Vec<StageRow>,
    /// Of each fifth the first customers: who brought most.
    pub fifth_members: Vec<Vec<TrustRow>>,
    /// Of each of the stages likewise.
    pub stage_members: Vec<Vec<TrustRow>>,
    /// Share of the prior in the fit of the first two thirds.
    pub prior_share: f64,
}

/// Customers with similar forecasts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalibrationRow {
    /// How many.
    pub customers: u32,
    /// Mean chance of an order.
    pub predicted: f64,
    /// Share that ordered, and its 95 % interval.
    pub actual: [f64; 3],
}

/// Customers of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageRow {
    /// Which.
    pub stage: Stage,
    /// How many.
    pub customers: u32,
    /// Share that ordered afterwards, and its 95 % interval.
    pub active: [f64; 3],
}

/// A customer who was known at the cut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrustRow {
    /// Who.
    pub id: RecordId,
    /// Their name.
    pub name: String,
    /// The chance of an order that was forecast.
    pub chance: f64,
    /// Their stage at the cut.
    pub stage: Option<Stage>,
    /// Whether they ordered afterwards.
    pub ordered: bool,
}

/// The purchase model.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PurchaseCard {
    /// MBG/NBD rather than BG/NBD.
    pub modified: bool,
    /// r, α (weeks), a, b.
    pub parameters: [f64; 4],
    /// Their standard errors, where the log determines them.
    pub errors: Option<[f64; 4]>,
    /// Log-likelihood.
    pub log_likelihood: f64,
    /// Of the model that was not chosen.
    pub other: f64,
    /// Share of the prior, 0–1.
    pub prior_share: f64,
    /// The search came to an end.
    pub converged: bool,
}

/// The spend model.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpendCard {
    /// p, q, v (minor units).
    pub parameters: [f64; 3],
    /// Their standard errors, where the log determines them.
    pub errors: Option<[f64; 3]>,
    /// Spearman's correlation of number and mean amount of repeats.
    pub correlation: Option<f64>,
    /// It is so strong that the model's assumption does not hold.
    pub dependent: bool,
    /// Share of the prior, 0–1.
    pub prior_share: f64,
    /// The search came to an end.
    pub converged: bool,
}
