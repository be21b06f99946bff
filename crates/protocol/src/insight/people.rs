//! Who the customers are: how many have which trait, what they bring, and where they stand.

use model::{Currency, Day, FieldId, OptionId};
use serde::{Deserialize, Serialize};

/// What is set on the page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeopleQuery {
    /// The trait: a field of customers that holds a word or an option, or the birthday for groups of age.
    pub by: FieldId,
    /// The page crosses it with the stages instead of fifths of what customers bring; the answer holds both.
    pub stages: bool,
}

/// The values of a trait: the most frequent first, the rest of them as one, and last those of whom nothing is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeopleAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order.
    pub buyers: u32,
    /// Buyers below which the share of those who leave is not told.
    pub needed: u32,
    /// Currency of the amounts.
    pub currency: Currency,
    /// The trait.
    pub by: FieldId,
    /// Different values there are.
    pub values: u32,
    /// All customers.
    pub all: PeopleFigures,
    /// One for each value.
    pub rows: Vec<PeopleRow>,
}

/// A value and who has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeopleRow {
    /// The value.
    pub value: PeopleValue,
    /// Those who have it.
    pub figures: PeopleFigures,
}

/// A value of a trait.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PeopleValue {
    /// An option.
    Option(OptionId),
    /// A text as it is written first; case does not matter.
    Text(String),
    /// An age in whole years on the as-of day.
    Ages {
        /// The least.
        from: u32,
        /// The greatest, if there is one.
        to: Option<u32>,
        /// First and last birthday of those.
        born: (Day, Day),
    },
    /// So many further values.
    Others(u32),
    /// Nothing is said; of ages, also what cannot be one.
    NotSaid,
}

/// Customers in sum.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PeopleFigures {
    /// How many.
    pub customers: u32,
    /// What they brought, net, minor units.
    pub amount: i64,
    /// The 95 % interval (t) of what one of them brings on average, minor units; `None` for a single one, and where all bring the same.
    pub each_range: Option<[i64; 2]>,
    /// Those whose stage is known, but for exploration: who has not ordered has nothing to leave.
    pub judged: u32,
    /// Of these, how many are in danger or have ended.
    pub leaving: u32,
    /// Their share and its 95 % interval (Wilson); `None` where there are none of these, or of too few buyers.
    pub leaving_share: Option<[f64; 3]>,
    /// Those who have a loyalty.
    pub loyal: u32,
    /// Mean loyalty of these, 0–100.
    pub loyalty: Option<f64>,
    /// The 95 % interval of that mean; `None` for a single one, and where all are the same.
    pub loyalty_range: Option<[f64; 2]>,
    /// Buyers by fifth of net amount, the highest first, and last those without an order.
    pub fifths: [u32; 6],
    /// Their shares of the customers, the 95 % interval of each (Wilson).
    pub fifth_ranges: [Option<[f64; 2]>; 6],
    /// By stage, and last those whose stage is not known.
    pub stages: [u32; 7],
    /// As [`PeopleFigures::fifth_ranges`].
    pub stage_ranges: [Option<[f64; 2]>; 7],
}
