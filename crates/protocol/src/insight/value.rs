//! What the relations are worth, and where to spend on them.

use crate::Stage;
use model::{Currency, Day, Money, OptionId, RecordId};
use serde::{Deserialize, Serialize};

/// What is set on the page. What is not set is as the workspace has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ValueQuery {
    /// Share of an amount that is earned, per cent.
    pub margin_percent: Option<u32>,
    /// Discount a year, per cent.
    pub discount_percent: Option<u32>,
    /// Days ahead.
    pub horizon_days: Option<u32>,
    /// What a contact costs, minor units of the book's currency.
    pub contact_cost: i64,
    /// The one corner whose customers are told; `None` for all.
    pub corner: Option<u8>,
    /// How many customers of a corner are told at most; nil for the first ten.
    pub limit: u32,
}

/// Life-time value of the book. Amounts are minor units, after margin unless said otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order, and how many of them a model needs.
    pub buyers: u32,
    /// See there; the spend model needs as many customers with a paid repeat.
    pub needed: u32,
    /// Customers with a paid repeat.
    pub repeaters: u32,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Share of an amount that is earned, 0–1: as asked for, or as the workspace has it.
    pub margin: f64,
    /// It is one asked for.
    pub margin_tried: bool,
    /// Discount a year, 0–1.
    pub discount: f64,
    /// Days ahead.
    pub horizon_days: u32,
    /// Margin of the workspace, 0–1, if somebody said so.
    pub margin_set: Option<f64>,
    /// Where the margin of the workspace comes from, set or not.
    pub margin_of: MarginOf,
    /// Discount of the workspace, 0–1.
    pub discount_set: f64,
    /// Horizon of the workspace, days.
    pub horizon_set: u32,
    /// Buyers whose relation is over: they are worth nothing any more and stand in no group.
    pub ended: u32,
    /// Customers that the value is of.
    pub customers: u32,
    /// Their value together; `None` without both models.
    pub total: Option<i64>,
    /// Its 95 % interval, as far as the models' parameters are uncertain.
    pub interval: Option<[i64; 2]>,
    /// Ten groups of as many customers, most valuable first; empty without models.
    pub tenths: Vec<ValueTenth>,
    /// The split: value to come after contacts, and what was earned. [`ValueAnswer::medians`] parts high from low.
    pub corners: Vec<ValueCorner>,
    /// Median of value to come after contacts, and of what was earned.
    pub medians: [i64; 2],
    /// Customers whose contacts cost more than they will bring, and what they bring after that, together.
    pub losing: (u32, i64),
    /// The buyers by the year of their first order, the latest first; empty without models.
    pub years: Vec<ValueYear>,
    /// What was spent on winning customers, by source, most spent first.
    pub sources: Vec<ValueSource>,
    /// All of it, and the customers that were won in those months.
    pub won: ValueSource,
    /// Spend in other currencies: sums, and how many entries.
    pub spend_elsewhere: Vec<(Money, u32)>,
    /// Entries of spend without a month or an amount, or of a month that has not come.
    pub spend_incomplete: u32,
    /// Days with orders that net to nothing or less: they count in time, but not in mean spend.
    pub unpaid_days: u32,
}

/// Where the share of an amount that is earned comes from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum MarginOf {
    /// Nothing is known of it: whole amounts are counted.
    Unknown,
    /// The workspace has set it.
    Set,
    /// What products cost, known for this share of all that was bought, 0–1.
    Costs(f64),
}

/// A tenth of the customers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueTenth {
    /// How many.
    pub customers: u32,
    /// Their value.
    pub value: i64,
    /// Its 95 % interval, as far as the parameters of both models are uncertain.
    pub value_range: Option<[i64; 2]>,
    /// The least valuable of them, as lists round it.
    pub least: i64,
}

/// Those whose first order fell in one year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueYear {
    /// Which.
    pub year: i32,
    /// How many buyers.
    pub customers: u32,
    /// Their mean value to come, those included whose relation is over.
    pub mean_value: Option<i64>,
    /// The 95 % interval of that mean; `None` for a single one, and where all are the same.
    pub mean_range: Option<[i64; 2]>,
}

/// A corner of the split.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ValueCorner {
    /// Above the median in value to come.
    pub high_value: bool,
    /// Above the median in what was earned.
    pub high_earned: bool,
    /// How many customers.
    pub customers: u32,
    /// Value to come.
    pub value: i64,
    /// Its 95 % interval, likewise.
    pub value_range: Option<[i64; 2]>,
    /// Earned so far.
    pub earned: i64,
    /// Contacts in the last 365 days.
    pub contacts: u32,
    /// Value to come without what contacts cost at that pace.
    pub net: i64,
    /// The first of them: who should be looked at first.
    pub first: Vec<ValueRow>,
}

/// A customer in a corner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueRow {
    /// Who.
    pub id: RecordId,
    /// Their name.
    pub name: String,
    /// Their stage.
    pub stage: Option<Stage>,
    /// Value to come.
    pub value: i64,
    /// Its 95 % interval, likewise.
    pub value_range: Option<[i64; 2]>,
    /// Earned so far.
    pub earned: i64,
    /// Contacts in the last 365 days.
    pub contacts: u32,
    /// Value to come without what contacts cost at that pace.
    pub net: i64,
}

/// A source of customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ValueSource {
    /// Which; `None` where none was said.
    pub source: Option<OptionId>,
    /// Spent on it: acquisition spend, and what is written with customers who came when none was.
    pub spend: i64,
    /// The latter, and with how many of the new customers it is.
    pub told: (i64, u32),
    /// Months with spend.
    pub months: u32,
    /// Customers of the source whose first order fell in these months, or whose cost is written with them.
    pub new: u32,
    /// All buyers of the source.
    pub customers: u32,
    /// Their mean value to come, those included whose relation is over.
    pub mean_value: Option<i64>,
    /// The 95 % interval of that mean; `None` for a single one, and where all are the same.
    pub mean_range: Option<[i64; 2]>,
    /// Spend for each new customer.
    pub cac: Option<i64>,
    /// Mean value over that.
    pub ratio: Option<f64>,
    /// Its 95 % interval, the cost being what it is.
    pub ratio_range: Option<[f64; 2]>,
    /// Months until a customer's margin has paid for it.
    pub payback_months: Option<f64>,
    /// Its 95 % interval, the cost being what it is; `None` for a single customer, or where nothing was earned.
    pub payback_range: Option<[f64; 2]>,
}
