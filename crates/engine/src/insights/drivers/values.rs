//! What is known of a customer, as a number.

use super::super::ages::Ages;
use super::super::shown;
use crate::catalogue;
use crate::scoring::Scores;
use crate::surveys::Responses;
use crate::workspace::Workspace;
use hashbrown::{HashMap, HashSet};
use model::schema::{customer, product};
use model::{Decimal, OptionId, Value, options, position};
use protocol::{Factor, Outcome, Stage};

/// An amount in whole units of its currency.
pub(super) fn whole_units(scores: &Scores, minor: i64) -> f64 {
    minor as f64 / unit(scores)
}

/// What divides minor units.
fn unit(scores: &Scores) -> f64 {
    f64::from(10_u32.pow(scores.currency.digits()))
}

/// The outcome of the customer in a row, if there is one; of surveys the answer.
pub(super) fn outcome(
    outcome: Outcome,
    answers: &Responses,
    workspace: &Workspace,
    scores: &Scores,
    row: u32,
) -> Option<f64> {
    if !workspace.table(customer::ID)?.is_alive(row) {
        return None;
    }
    let days = scores.order_days(row);
    match outcome {
        Outcome::Satisfaction | Outcome::Recommendation => {
            answers.newest(row, scores.book.as_of).map(|newest| f64::from(newest.score))
        }
        _ if days == 0 => None,
        Outcome::Amount => Some(insight::cluster::of_amount(scores.total(row) as f64, unit(scores))),
        Outcome::Repeat => Some(f64::from(u8::from(days > 1))),
        // Of too few buyers only the stages are known that need no comparison.
        Outcome::Churn if scores.book.buyers < insight::BUYERS_MIN => None,
        Outcome::Churn => {
            let leaving = matches!(scores.stage(row)?, Stage::Danger | Stage::Termination);
            Some(f64::from(u8::from(leaving)))
        }
    }
}

/// What customers are looked up in.
pub(super) struct Values {
    ages: Ages,
    /// The place of each size, from 1.
    sizes: HashMap<OptionId, u32>,
    /// A number for the category of each product's row, if it has one.
    categories: Vec<Option<u32>>,
}

impl Values {
    pub(super) fn new(workspace: &Workspace, scores: &Scores) -> Values {
        Values { ages: Ages::of(shown(scores.book.as_of)), sizes: sizes(workspace), categories: categories(workspace) }
    }

    /// A factor of the customer in a row, of whom these conversations and products are known; `None` where it is not known.
    pub(super) fn of(
        &self,
        factor: Factor,
        workspace: &Workspace,
        scores: &Scores,
        row: u32,
        (talks, products): (u32, &[u32]),
    ) -> Option<f64> {
        let people = workspace.table(customer::ID)?;
        let orders = scores.order_days(row);
        // Orders without lines do not tell what was bought.
        let bought = |n: usize| (n > 0 || orders == 0).then_some(n as f64);
        let days_since = |day: i32| f64::from(scores.book.as_of.saturating_sub(day));
        let is_known = |key| f64::from(u8::from(!people.text(row, key).is_empty()));
        match factor {
            Factor::Talks => Some(f64::from(talks)),
            Factor::Tenure if orders == 0 => None,
            Factor::Tenure => scores.book.history.span(row as usize).map(|(first, _)| days_since(first)),
            Factor::Recency => scores.last_order(row).map(|last| days_since(last.0)),
            Factor::OrderDays => Some(f64::from(orders)),
            Factor::MeanAmount => (orders > 0).then(|| whole_units(scores, scores.total(row)) / f64::from(orders)),
            Factor::Products => bought(products.len()),
            Factor::Categories => {
                let of = |product: &u32| self.categories.get(*product as usize).copied().flatten();
                bought(products.iter().filter_map(of).collect::<HashSet<_>>().len())
            }
            Factor::Age => {
                let born = people.column(customer::BIRTHDAY.id).and_then(|column| column.day(row))?;
                self.ages.age(born).map(f64::from)
            }
            Factor::Size => {
                let size = people.column(customer::SIZE.id).and_then(|column| column.option(row))?;
                self.sizes.get(&size).map(|&place| f64::from(place))
            }
            Factor::Business => {
                let kind = people.column(customer::KIND.id).and_then(|column| column.option(row))?;
                let is = |name| options::CUSTOMER_KIND.id(name) == Some(kind);
                if is("business") { Some(1.0) } else { is("person").then_some(0.0) }
            }
            Factor::Email => Some(is_known(customer::EMAIL)),
            Factor::Phone => Some(is_known(customer::PHONE)),
            Factor::Own(field) => match people.value(row, field, &workspace.ids) {
                Value::Number(number) => Some(number.0 as f64 / Decimal::ONE as f64),
                _ => None,
            },
        }
    }
}

/// The sizes in the order in which the workspace offers them.
fn sizes(workspace: &Workspace) -> HashMap<OptionId, u32> {
    let built_in = options::SIZE.values.iter().enumerate().map(|(at, value)| (value.id, position::nth(at)));
    let mut places: HashMap<OptionId, String> = built_in.collect();
    let own = catalogue::options(workspace).into_iter().filter(|own| own.list == options::SIZE.name && !own.deleted);
    // Two devices may have drawn one number: the first made counts.
    let mut seen = HashSet::new();
    for own in own.filter(|own| seen.insert(own.value)) {
        let named_only = own.position.is_empty();
        let place = if named_only { position::nth(usize::from(own.value.0)) } else { own.position };
        if !named_only || !places.contains_key(&own.value) {
            places.insert(own.value, place);
        }
    }
    let mut order: Vec<(String, OptionId)> = places.into_iter().map(|(value, place)| (place, value)).collect();
    order.sort();
    (1..).zip(order).map(|(place, (_, value))| (value, place)).collect()
}

fn categories(workspace: &Workspace) -> Vec<Option<u32>> {
    let Some(products) = workspace.table(product::ID) else { return Vec::new() };
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let number = |row: u32| {
        let category = products.text(row, product::CATEGORY).to_lowercase();
        let next = numbers.len() as u32;
        (!category.is_empty()).then(|| *numbers.entry(category).or_insert(next))
    };
    (0..products.len()).map(number).collect()
}
