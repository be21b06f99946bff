//! The book at a glance, in the four steps of IDIC: identify, differentiate, interact, customise.

use crate::insight::churn::ChurnRow;
use model::{Currency, Day};
use serde::{Deserialize, Serialize};

/// Over which period, and with which one before it that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewQuery {
    /// Days until the as-of day; the period before is as long.
    pub days: u32,
}

/// Customers in a step, and of how many that is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// So many are.
    pub n: u32,
    /// Of so many.
    pub of: u32,
}

/// Orders of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodFigures {
    /// What they net to, minor units.
    pub revenue: i64,
    /// Customers who ordered.
    pub active: u32,
    /// Those of them who had ordered before the period.
    pub returning: u32,
    /// Those of them who ordered for the first time.
    pub new: u32,
}

/// A figure made of answers, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answered {
    /// Answers.
    pub n: u32,
    /// The figure; `None` where there are fewer answers than it needs.
    pub score: Option<f64>,
    /// From and to; `None` where a single answer has no spread.
    pub range: Option<[f64; 2]>,
}

/// Answers below which recommendation has no score.
pub const NPS_ANSWERS_MIN: u32 = 3;

/// The book at a glance. Pairs are now and at the end of the period before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverviewAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order, and how many of them stages need.
    pub buyers: u32,
    /// See there.
    pub needed: u32,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Days of the period.
    pub days: u32,
    /// Who can be reached; of whom a stage is known; with whom there was a conversation in the period; for whom something was made: a tag, or a task that was completed.
    pub steps: [Reached; 4],
    /// Customers by stage, in the order of `Stage::ALL`, now; and before (prospects have no past: nil).
    pub stages: [[u32; 6]; 2],
    /// Customers by segment, in the order of `Segment::ALL`, now and before.
    pub segments: [[u32; 12]; 2],
    /// The period, and the one before.
    pub periods: [PeriodFigures; 2],
    /// Would recommend (−100 to 100), of the answers of each period.
    pub nps: [Option<Answered>; 2],
    /// By how much that changed, and the 95 % interval of the change: on adjusted values, widened to the change where that lies outside.
    pub nps_change: Option<[f64; 3]>,
    /// Satisfied, per cent, of the answers of each period.
    pub csat: [Option<Answered>; 2],
    /// By how many points that changed, and the 95 % interval of the change (Newcombe).
    pub csat_change: Option<[f64; 3]>,
    /// Customers with a warning, and the value at risk of all of them, minor units.
    pub warned: u32,
    /// See there.
    pub at_risk: Option<i64>,
    /// What that would have come to at the end of the period before: today's models over the orders until then.
    pub at_risk_before: Option<i64>,
    /// The 95 % intervals of both, as far as the models' parameters are uncertain; `None` where the log leaves one open.
    pub at_risk_ranges: [Option<[i64; 2]>; 2],
    /// Of those who ordered in each period, who had ordered before it, per cent.
    pub repeat: [Option<Answered>; 2],
    /// By how many points that changed, and the 95 % interval of the change (Newcombe).
    pub repeat_change: Option<[f64; 3]>,
    /// The first of them: those who need attention today.
    pub attention: Vec<ChurnRow>,
}
