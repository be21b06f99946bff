//! Seven dimensions of a relation: satisfaction, loyalty, engagement, channel, touchpoint, traits, market feedback.

use crate::insight::overview::{Answered, Reached};
use model::{Day, FieldId, OptionId, RecordId};
use serde::{Deserialize, Serialize};

/// Over which period, and with which one before it that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionsQuery {
    /// Days until the as-of day; the period before is as long.
    pub days: u32,
}

/// The scorecard. Pairs are of the period and of the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DimensionsAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Living customers, and those of them with an order.
    pub customers: u32,
    /// See there.
    pub buyers: u32,
    /// Days of the period.
    pub days: u32,
    /// Satisfied (4 and 5 of 5), per cent.
    pub csat: [Option<Answered>; 2],
    /// Mean of "was it easy", 1–7.
    pub ces: [Option<Answered>; 2],
    /// Recommendation, −100 to 100.
    pub nps: [Option<Answered>; 2],
    /// Customers who ordered in the period, and those of them who had ordered before it: the share is the repeat rate.
    pub repeat: [Reached; 2],
    /// Mean behavioural loyalty of all buyers, points, and its 95 % interval.
    pub loyalty: Option<f64>,
    /// See there; `None` for a single one, and where all are the same.
    pub loyalty_range: Option<[f64; 2]>,
    /// Living customers with a conversation in the period.
    pub engaged: [Reached; 2],
    /// Repeat rate and share engaged with their intervals, per cent; `None` of nobody.
    pub repeat_share: [Option<Answered>; 2],
    /// See there.
    pub engaged_share: [Option<Answered>; 2],
    /// Conversations of the period by kind, the most frequent first.
    pub kinds: Vec<(Option<OptionId>, [u32; 2])>,
    /// Answers of the period by the way they came.
    pub channels: Vec<Place>,
    /// Answers of the period by where customers were asked.
    pub touchpoints: Vec<Place>,
    /// Traits, and of how many customers each is known.
    pub traits: Vec<(FieldId, u32)>,
    /// Answers of the period that came with words, worst first; only the first of them.
    pub comments: Vec<Comment>,
    /// How many there are.
    pub comments_all: u32,
    /// Answers that do not count: outside their range, without a day or a customer.
    pub invalid: u32,
}

/// Answers that have a channel or a touchpoint in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Which; `None` where nobody said.
    pub option: Option<OptionId>,
    /// Answers of any kind.
    pub n: u32,
    /// Satisfied, per cent.
    pub csat: Option<Answered>,
    /// Recommendation, −100 to 100.
    pub nps: Option<Answered>,
}

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// The answer it came with.
    pub response: RecordId,
    /// Who said it.
    pub customer: RecordId,
    /// Their name.
    pub name: String,
    /// When.
    pub day: Day,
    /// What was asked.
    pub kind: OptionId,
    /// The answer.
    pub score: i32,
    /// The words, cut short where they are very long.
    pub text: String,
}
