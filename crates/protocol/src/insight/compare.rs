//! Two groups of customers side by side.

use model::rule::Rule;
use model::{Currency, Day};
use serde::{Deserialize, Serialize};

/// Which groups. A customer may be in both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompareQuery {
    /// The rule of each: a segment, a stage, a level, a source, a tag, a saved view.
    pub groups: [Rule; 2],
    /// The day in the reader's time zone, from which periods in rules are counted.
    pub today: Day,
}

/// Both groups. Amounts are minor units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompareAnswer {
    /// The groups that were asked for.
    pub groups: [Rule; 2],
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order, in the whole book.
    pub buyers: u32,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Customers of each group.
    pub sizes: [u32; 2],
    /// Net amount of each group.
    pub totals: [i64; 2],
    /// Customers in both.
    pub both: u32,
    /// The group in which those in both stand where differences are tested: the smaller one.
    pub both_in: u32,
    /// Line by line.
    pub lines: Vec<CompareLine>,
}

/// One figure of both groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompareLine {
    /// What it tells.
    pub what: CompareWhat,
    /// The figure of each group.
    pub sides: [CompareSide; 2],
    /// Which is higher, beyond chance.
    pub verdict: CompareVerdict,
    /// Two-sided probability without a difference, by Holm over all lines; `None` where it was not tested.
    pub p: Option<f64>,
}

/// A figure of one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CompareSide {
    /// Customers that it is told of.
    pub n: u32,
    /// The figure; `None` where there is nobody to tell it of.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
}

/// What a line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CompareWhat {
    /// Mean net amount of a customer, minor units; Welch's test.
    Amount,
    /// Mean days with an order of a customer; Welch's test.
    OrderDays,
    /// Median of the customers' mean days between orders; Welch's test of their logarithms.
    Gap,
    /// Mean behavioural loyalty, 0–100; Welch's test.
    Loyalty,
    /// Share of those with a stage past exploration who are in danger or terminated, 0–1; two proportions. Of too few buyers there is none.
    Leaving,
    /// Share of buyers with a second order day, 0–1; two proportions.
    Again,
    /// Mean life-time value of a customer, minor units; Welch's test.
    LifetimeValue,
    /// Net promoter score, −100 to 100, of the newest answer of each customer; adjusted Wald.
    Nps,
}

/// Which of two figures is higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CompareVerdict {
    /// The first, beyond chance (p < 0.05).
    First,
    /// The second, beyond chance.
    Second,
    /// Chance alone may make such a difference.
    Unclear,
    /// Too few customers to tell.
    Few,
}
