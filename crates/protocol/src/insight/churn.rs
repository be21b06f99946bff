//! Who is about to leave.

use crate::{MarginOf, Owners, Stage, StageThresholds};
use model::{Currency, Day, RecordId};
use serde::{Deserialize, Serialize};

/// What is set on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChurnQuery {
    /// Days ahead.
    pub horizon_days: u32,
    /// By how many points in a hundred an offer raises the chance of an order today.
    pub uplift_percent: u32,
    /// Those that are snoozed instead of those that are not.
    pub snoozed: bool,
    /// Rows at most.
    pub limit: u32,
    /// Whose customers; those of nobody concern everybody.
    pub owners: Owners,
}

/// Customers with a warning, most value at risk first. Amounts are minor units, before margin unless said otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChurnAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order, and how many of them a model needs: below, nothing can be told.
    pub buyers: u32,
    /// See there.
    pub needed: u32,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Customers with a warning: the rows, and those beyond them.
    pub warned: u32,
    /// Customers that are snoozed.
    pub snoozed: u32,
    /// Value at risk of all who are warned; `None` without a spend model.
    pub at_risk: Option<i64>,
    /// Its 95 % interval, as far as the models' parameters are uncertain; `None` where the log leaves one open.
    pub at_risk_range: Option<[i64; 2]>,
    /// Overdue index from which on it is a warning, per cent.
    pub warn_overdue: u32,
    /// Fall of the chance of an order within a month from which on it is a warning, points.
    pub warn_drop: u32,
    /// From where on a customer is in danger, or gone.
    pub stages: StageThresholds,
    /// Share of an amount that is earned, 0–1.
    pub margin: f64,
    /// Where that comes from.
    pub margin_of: MarginOf,
    /// The first of them.
    pub rows: Vec<ChurnRow>,
}

/// One customer with a warning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChurnRow {
    /// Who.
    pub id: RecordId,
    /// Their name.
    pub name: String,
    /// Their stage.
    pub stage: Option<Stage>,
    /// Chance of no order within the horizon, 0–1.
    pub risk: f64,
    /// Its 95 % interval, as far as the model's parameters are uncertain; `None` where the log leaves one open.
    pub risk_range: Option<[f64; 2]>,
    /// Risk times what an active customer like this one brings within the horizon.
    pub at_risk: Option<i64>,
    /// Its 95 % interval, likewise.
    pub at_risk_range: Option<[i64; 2]>,
    /// The most that an offer may cost that raises the chance of an order today, after margin.
    pub offer: Option<i64>,
    /// Its 95 % interval, likewise.
    pub offer_range: Option<[i64; 2]>,
    /// Their last order.
    pub last_order: Day,
    /// If active, half of such customers order by this day.
    pub next_order: Option<Day>,
    /// Why they are here.
    pub reasons: Vec<ChurnReason>,
    /// Until when they are snoozed.
    pub snoozed_until: Option<Day>,
}

/// A sign that a customer is about to leave.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum ChurnReason {
    /// Silent for longer than this share of the own gaps.
    Overdue(f64),
    /// The same, so long that nearly nobody active would be.
    LongOverdue(f64),
    /// The chance of an order fell within a month: then, now.
    Dropped(f64, f64),
    /// The gaps get longer.
    Slowing,
    /// The amounts get smaller.
    SpendFalling,
    /// A complaint is overdue, or they rated badly.
    Flagged,
    /// They are not satisfied: their answer before the newest, if there is one, and the newest, 1–5.
    Dissatisfied(Option<i32>, i32),
}
