//! What customers answered when asked: read from the book for scores and pages.

use crate::scoring::Pieces;
use crate::workspace::Workspace;
use model::schema::{customer, survey_response};
use model::{Decimal, OptionId, options};

/// How long a bad answer to "would you recommend us" keeps a customer in danger, days (insight 1.4).
const DETRACTOR_DAYS: i32 = 90;
/// The best answer of a detractor.
const DETRACTOR_MAX: i32 = 6;

/// A question that can be asked, and what answers it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Would recommend, 0–10.
    Nps,
    /// Satisfied, 1–5.
    Csat,
    /// Was easy, 1–7.
    Ces,
}

impl Asked {
    /// Its number in the option list.
    pub fn option(self) -> Option<OptionId> {
        options::SURVEY_KIND.id(match self {
            Asked::Nps => "nps",
            Asked::Csat => "csat",
            Asked::Ces => "ces",
        })
    }

    /// The worst and the best answer.
    pub fn range(self) -> (i32, i32) {
        match self {
            Asked::Nps => (0, 10),
            Asked::Csat => (1, 5),
            Asked::Ces => (1, 7),
        }
    }
}

/// One answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Response {
    /// Row of the customer.
    pub customer: u32,
    /// When.
    pub day: i32,
    /// The answer, rounded to a whole number.
    pub score: i32,
    /// Row of the response.
    pub row: u32,
}

/// The answers to one question, by customer and day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Responses {
    /// Those that count, sorted.
    pub all: Vec<Response>,
    /// Those that do not: outside the range, without a day or a customer.
    pub invalid: u32,
}

impl Responses {
    /// Reads them from the book. Two answers of a customer on one day stand in the order of their ids, which every replica has.
    pub fn of(workspace: &Workspace, asked: Asked) -> Responses {
        let mut found = Responses::default();
        let (Some(table), Some(people)) = (workspace.table(survey_response::ID), workspace.table(customer::ID)) else {
            return found;
        };
        let kind = asked.option().map_or(i64::MIN, |option| option.0.into());
        let (least, most) = asked.range();
        use survey_response::{CUSTOMER, DAY, KIND, SCORE};
        Pieces::of(table, [KIND.id, CUSTOMER.id, DAY.id, SCORE.id]).each(|row, [of, who, day, score]| {
            if of != kind || !table.is_alive(row) {
                return;
            }
            let who = u32::try_from(who).ok().and_then(|who| workspace.ids.row(crate::ids::Handle(who), customer::ID));
            let score = score.checked_add(Decimal::ONE / 2).map(|score| score.div_euclid(Decimal::ONE));
            let score = score.filter(|score| (i64::from(least)..=i64::from(most)).contains(score));
            match (who, i32::try_from(day), score) {
                (Some(customer), Ok(day), Some(score)) => {
                    if people.is_alive(customer) {
                        found.all.push(Response { customer, day, score: score as i32, row });
                    }
                }
                _ => found.invalid += 1,
            }
        });
        let id = |row: u32| workspace.ids.id(table.handle(row));
        found.all.sort_unstable_by_key(|response| (response.customer, response.day, id(response.row)));
        found
    }

    /// The newest answer of a customer until a day.
    pub fn newest(&self, customer: u32, until: i32) -> Option<Response> {
        let end = self.all.partition_point(|response| (response.customer, response.day) <= (customer, until));
        self.all[..end].last().copied().filter(|response| response.customer == customer)
    }

    /// The answers of a customer until a day, oldest first.
    pub fn of_customer(&self, customer: u32, until: i32) -> &[Response] {
        let from = self.all.partition_point(|response| response.customer < customer);
        let end = self.all.partition_point(|response| (response.customer, response.day) <= (customer, until));
        self.all.get(from..end).unwrap_or_default()
    }

    /// Whether the newest answer until that day is bad, and not long ago.
    pub fn is_detractor(&self, customer: u32, on: i32) -> bool {
        self.newest(customer, on)
            .is_some_and(|newest| newest.score <= DETRACTOR_MAX && on.saturating_sub(newest.day) <= DETRACTOR_DAYS)
    }
}

/// Per customer whether what they answered puts them in danger; empty where nobody answered.
pub(crate) fn in_danger(workspace: &Workspace, customers: usize, as_of: i32) -> Vec<bool> {
    let answers = Responses::of(workspace, Asked::Nps);
    if answers.all.is_empty() {
        return Vec::new();
    }
    (0..customers as u32).map(|row| answers.is_detractor(row, as_of)).collect()
}
