//! Groups of customers that are alike in the figures that somebody chose.

use crate::InsightQuery;
use model::{Currency, Day, RecordId};
use serde::{Deserialize, Serialize};

/// Fewest and most clusters that can be asked for.
pub const CLUSTERS: std::ops::RangeInclusive<u32> = 2..=8;

/// What customers can be alike in. Amounts and counts are compared by their logarithms, shown as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClusterField {
    /// Days since the last order.
    LastOrder,
    /// Days with an order; by logarithm.
    OrderDays,
    /// Net amount, minor units; by logarithm.
    Amount,
    /// Mean net amount of a day with an order, minor units; by logarithm.
    AmountADay,
    /// Mean days from one order day to the next; only of those who ordered again.
    Gap,
    /// Behavioural loyalty, 0–100.
    Loyalty,
    /// Chance of an order within the horizon, 0–1.
    Active,
    /// Life-time value, minor units; by logarithm.
    LifetimeValue,
    /// Days since the first order.
    Tenure,
}

impl ClusterField {
    /// All of them.
    pub const ALL: [ClusterField; 9] = [
        Self::LastOrder,
        Self::OrderDays,
        Self::Amount,
        Self::AmountADay,
        Self::Gap,
        Self::Loyalty,
        Self::Active,
        Self::LifetimeValue,
        Self::Tenure,
    ];
    /// Recency, frequency, monetary value.
    pub const USUAL: [ClusterField; 3] = [Self::LastOrder, Self::OrderDays, Self::Amount];
}

/// What is set on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClustersQuery {
    /// What customers are to be alike in; none for the usual.
    pub fields: Vec<ClusterField>,
    /// How many clusters; `None` for as many as are clearest.
    pub k: Option<u32>,
}

/// The clusters, most net amount first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClustersAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order.
    pub buyers: u32,
    /// Customers that have all the figures, and how many of them are needed: below, there are no clusters.
    pub n: u32,
    /// See there.
    pub needed: u32,
    /// Currency of the amounts.
    pub currency: Currency,
    /// What they are alike in.
    pub fields: Vec<ClusterField>,
    /// Numbers of clusters that were tried, each with its simplified silhouette, −1 to 1.
    pub tried: Vec<(u32, f64)>,
    /// Mean of each field over all of them, in its own unit.
    pub means: Vec<f64>,
    /// The 95 % interval of each of these means; `None` for a single customer.
    pub ranges: Vec<Option<[f64; 2]>>,
    /// The clusters; fewer than asked for where customers are all the same.
    pub clusters: Vec<ClusterRow>,
}

/// One cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterRow {
    /// Customers in it.
    pub size: u32,
    /// What they brought, minor units.
    pub total: i64,
    /// Their share of what all clusters brought; `None` where that is nothing.
    pub amount_share: Option<f64>,
    /// Mean of each field, in its own unit.
    pub means: Vec<f64>,
    /// The 95 % interval of each of these means; `None` for a single customer.
    pub ranges: Vec<Option<[f64; 2]>>,
    /// How far the centre is from the mean of all in each field, in standard deviations of what is compared.
    pub away: Vec<f64>,
    /// Simplified silhouette: how much nearer its customers are to its centre than to the next, −1 to 1.
    pub silhouette: f64,
    /// The first of its customers, nearest to the centre first.
    pub nearest: Vec<(RecordId, String)>,
}

/// Gives all customers whom an answer lists a tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TagListed {
    /// The question whose answer lists all of them.
    pub of: InsightQuery,
    /// How many customers were seen to be there: with another number, nothing is done.
    pub size: u32,
    /// Name of the tag; it is made if there is none of that name.
    pub name: String,
}
