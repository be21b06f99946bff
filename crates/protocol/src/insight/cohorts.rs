//! Who came back, by when they came first.

use model::{Currency, Day};
use serde::{Deserialize, Serialize};

/// What is set on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CohortsQuery {
    /// Months of a period: 1, 3 or 12.
    pub months: u32,
    /// The page shows amounts instead of shares; the answer holds both.
    pub amount: bool,
}

/// The cohorts, oldest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CohortsAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order.
    pub buyers: u32,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Older cohorts than those below.
    pub older: u32,
    /// The newest of them.
    pub rows: Vec<CohortRow>,
    /// How the book reorders.
    pub repeat: Option<RepeatAnswer>,
}

/// Customers who came in the same period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CohortRow {
    /// First day of the period.
    pub from: Day,
    /// How many.
    pub size: u32,
    /// Mean of what they will still bring, after margin, minor units; those count for nothing whose relation is over. `None` without models.
    pub value: Option<i64>,
    /// By age in periods; an age that has not begun is not there.
    pub cells: Vec<CohortCell>,
}

/// A cohort in one period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CohortCell {
    /// How many of them ordered.
    pub active: u32,
    /// The 95 % interval of their share, 0–1.
    pub range: [f64; 2],
    /// What those orders net to, minor units.
    pub revenue: i64,
    /// The period is over.
    pub complete: bool,
}

/// How a book reorders.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepeatAnswer {
    /// Share of buyers with a second order day, and its 95 % interval.
    pub rate: [f64; 3],
    /// Median days between orders.
    pub median_gap_days: Option<f64>,
    /// Order days of a buyer.
    pub frequency: f64,
}
