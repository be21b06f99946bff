//! Who came back, by when they came first.

use model::{Currency, Day};
use serde::{Deserialize, Serialize};

/// What is set on the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CohortsQuery {
    /// Months of a period: 1, 3 or 12.
    pub months: u32,
    /// The page shows amounts instead of shares; the answer holds both.
    pub amount: bool,
    /// All cohorts that have customers, and all ages of them, for a file.
    pub whole: bool,
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
    /// Months of a period.
    pub months: u32,
    /// Older cohorts than those below that have customers.
    pub older: u32,
    /// Ages of the oldest of those below that are left out.
    pub later: u32,
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
    /// The 95 % interval of that mean; `None` for a single one, and where all are the same.
    pub value_range: Option<[i64; 2]>,
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
    /// The 95 % interval of what they net to for a customer of the cohort, minor units; `None` for a single one, and where all
    /// brought the same.
    pub amount_range: Option<[i64; 2]>,
    /// The period is over.
    pub complete: bool,
}

/// How a book reorders.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepeatAnswer {
    /// Share of buyers with a second order day, and its 95 % interval.
    pub rate: [f64; 3],
    /// Gaps between orders.
    pub gaps: u32,
    /// Median days between orders.
    pub median_gap_days: Option<f64>,
    /// The 95 % interval of that median; `None` where fewer than six customers have gaps, or where they do not settle it.
    pub median_gap_range: Option<[f64; 2]>,
    /// Order days of a buyer.
    pub frequency: f64,
}
