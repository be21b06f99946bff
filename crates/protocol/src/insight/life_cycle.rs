//! The life cycle over time: who stood where at past month-ends, who went where, how long they stay.

use crate::{Stage, StageReason, StageThresholds};
use model::{Currency, Day, RecordId};
use serde::{Deserialize, Serialize};

/// Places that customers are counted in: the six stages, and none (no order yet, or data do not suffice).
pub const PLACES: usize = 7;

/// What is set on the page. Nil and none are as usual, so that what was saved before a setting existed has it as usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeCycleQuery {
    /// Month-ends before the as-of day.
    pub months: u32,
    /// The one month whose moves are told, counted back from the one that still runs (0); `None` for all of them together.
    pub back: Option<u32>,
    /// Only who moved from this place (a number below [`PLACES`]) is listed. With neither this nor the next, everybody who changed stage.
    pub from: Option<u8>,
    /// Only who moved to this place, or in a month also who stayed there.
    pub to: Option<u8>,
    /// How many are listed at most; nil for as many as a page shows.
    pub limit: u32,
}

/// Stages at month-ends, and the moves between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LifeCycleAnswer {
    /// The day all this is as of.
    pub as_of: Day,
    /// Customers with an order.
    pub buyers: u32,
    /// Buyers from which on stages can be told.
    pub needed: u32,
    /// Currency of amounts.
    pub currency: Currency,
    /// From where on a customer is in danger, or gone.
    pub thresholds: StageThresholds,
    /// Month-ends, oldest first, and the as-of day.
    pub days: Vec<Day>,
    /// Customers in each place on each of these days; in the last place everybody else.
    pub counts: Vec<[u32; PLACES]>,
    /// Customers without an order, today: when they were entered is not an order, so they have no past.
    pub prospects: u32,
    /// Moves from one day to the next, all of them together or those of the month asked for: from (row) to (column).
    pub flows: Vec<[u32; PLACES]>,
    /// The 95 % interval of the share of each in its row, among those who went to a stage.
    pub flow_ranges: Vec<[[f64; 2]; PLACES]>,
    /// Months that a stay in a stage lasts: one over the share that left it from one month-end to the next. `None` where nobody left.
    pub stays: Vec<Option<f64>>,
    /// The 95 % interval of each, a stay being as likely to end in one month as in another.
    pub stay_ranges: Vec<Option<[f64; 2]>>,
    /// Of how many each is told: customers in the stage at a month-end, counted at each month-end after which another came.
    pub stays_of: Vec<u32>,
    /// Who is asked for, those who brought most first; only the first of them. Where no month and no place is asked for, who changed
    /// stage since the last month-end.
    pub movers: Vec<Mover>,
    /// How many there are.
    pub movers_all: u32,
}

/// A customer who changed stage, or stayed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mover {
    /// Who.
    pub id: RecordId,
    /// The name.
    pub name: String,
    /// Where from; `None` for one who had not ordered, and on the first of the days, before which there is none.
    pub from: Option<Stage>,
    /// Where to.
    pub to: Option<Stage>,
    /// By which day: a month-end, or the as-of day.
    pub day: Day,
    /// Why they are in that stage on that day.
    pub reason: StageReason,
    /// Days of silence then, and the share of the own gaps that this exceeds.
    pub silence: Option<(u32, f64)>,
    /// What the customer brought so far, minor units.
    pub total: i64,
    /// Day of the last order.
    pub last_order: Option<Day>,
}
