//! From orders to scores: picks the orders that count, chooses the as-of day, and words the insight in answers.

use crate::workspace::Workspace;
use insight::{History, Run, Settings};
use model::schema::{THE_SETTINGS, customer, order, setting};
use model::{Currency, Day, Decimal, FieldId, OptionId, options};
use protocol::{AsOf, ScoreAnswer, Segment, Stage};

/// An order this many days before today, or more, as the newest one: an old log was imported, and scores are as
/// of its end.
pub const OLD_LOG_DAYS: i32 = 60;

/// Horizon of scores unless the workspace chose another.
pub const HORIZON_DAYS: u32 = 365;
/// Shortest and longest horizon that can be chosen.
pub const HORIZON_DAYS_RANGE: std::ops::RangeInclusive<u32> = 30..=1095;

/// The scores of a book, and what they were computed from.
pub struct Scores {
    /// All columns, indexed by the customer's row.
    pub book: insight::Book,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Orders in other currencies, whose amounts count as zero.
    pub other_currency_orders: u32,
    /// What the input was: equal fingerprints give equal scores.
    pub input: Fingerprint,
    /// Scores of the customer in a row, with reasons. Part of the scores because it comes with the code that made them.
    pub explain: fn(&Scores, u32) -> ScoreAnswer,
}

/// What scores depend on, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    version: u64,
    as_of: Day,
    horizon_days: u32,
}

/// The settings that scores depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreSettings {
    /// The day.
    pub as_of: AsOf,
    /// The horizon.
    pub horizon_days: u32,
    /// Currency of amounts that name none.
    pub currency: Currency,
}

/// Option numbers of orders that do not count: drafts, cancelled, returned.
fn void_statuses() -> [Option<OptionId>; 3] {
    ["draft", "cancelled", "returned"].map(|name| options::ORDER_STATUS.id(name))
}

/// The settings in force. `today` is the day in the reader's time zone, `currency` the one of a new book.
pub fn settings(workspace: &Workspace, today: Day, currency: Currency) -> ScoreSettings {
    let chosen = workspace.get(setting::ID, THE_SETTINGS, setting::AS_OF);
    let as_of = match chosen {
        Some(day) => AsOf::Chosen(day),
        None => match newest_order(workspace, today) {
            Some(day) if today.0.saturating_sub(day.0) > OLD_LOG_DAYS => AsOf::NewestOrder(day),
            _ => AsOf::Today(today),
        },
    };
    let horizon: Option<Decimal> = workspace.get(setting::ID, THE_SETTINGS, setting::HORIZON_DAYS);
    let horizon = horizon.and_then(|days| u32::try_from(days.0 / Decimal::ONE).ok());
    let horizon_days =
        horizon.map_or(HORIZON_DAYS, |days| days.clamp(*HORIZON_DAYS_RANGE.start(), *HORIZON_DAYS_RANGE.end()));
    let code = workspace.get(setting::ID, THE_SETTINGS, setting::CURRENCY);
    let currency = code.and_then(|code: String| Currency::from_code(&code)).unwrap_or(currency);
    ScoreSettings { as_of, horizon_days, currency }
}

/// The newest day of a counted order that is not in the future.
fn newest_order(workspace: &Workspace, today: Day) -> Option<Day> {
    let orders = workspace.table(order::ID)?;
    let days = orders.column(order::DAY.id)?;
    orders.alive_rows().filter_map(|row| days.day(row)).filter(|&day| day <= today).max()
}

/// What scores computed now would depend on. `orders_version` counts changes that concern scores.
pub fn fingerprint(orders_version: u64, settings: &ScoreSettings) -> Fingerprint {
    Fingerprint { version: orders_version, as_of: settings.as_of.day(), horizon_days: settings.horizon_days }
}

/// A scoring run over the orders as they are now, with what [`finish`] needs.
pub fn begin(workspace: &Workspace, settings: &ScoreSettings, input: Fingerprint) -> (Run, Scores0) {
    let customers = workspace.table(customer::ID).map_or(0, |table| table.len()) as usize;
    let buyers = buyers(workspace);
    let orders = workspace.table(order::ID);
    let (day, total) =
        (orders.and_then(|table| table.column(order::DAY.id)), orders.and_then(|table| table.column(order::TOTAL.id)));
    // Read where they stand: a copy of a million orders would be the most that is ever in memory.
    let rows = || (0..).zip(&buyers).filter(|(_, buyer)| **buyer != NOBODY);
    let money = |row: u32| total.and_then(|column| column.money(row));
    let mut counts: Vec<(Currency, u32)> = Vec::new();
    for money in rows().filter_map(|(row, _)| money(row)) {
        match counts.iter_mut().find(|(known, _)| *known == money.currency) {
            Some((_, count)) => *count += 1,
            None => counts.push((money.currency, 1)),
        }
    }
    // The currency that most orders are in; of equals the first by code, so that every replica chooses the same.
    let most = counts.iter().min_by_key(|&&(currency, count)| (std::cmp::Reverse(count), currency));
    let currency = most.map_or(settings.currency, |(currency, _)| *currency);
    let other_currency_orders = counts.iter().filter(|(other, _)| *other != currency).map(|(_, count)| count).sum();
    let as_of = settings.as_of.day();
    let amount = |row: u32| money(row).filter(|money| money.currency == currency).map_or(0, |money| money.minor);
    let of = |(row, &buyer): (u32, &u32)| Some((buyer, day.and_then(|column| column.day(row))?.0, amount(row)));
    let history = History::of_rows(|| rows().filter_map(of), customers, as_of.0);
    drop(buyers);
    let ended = ended(workspace, customers, as_of);
    let numbers = Settings { horizon_days: settings.horizon_days as i32, ..Settings::default() };
    (Run::new(history, numbers, ended, Vec::new()), Scores0 { currency, other_currency_orders, input })
}

/// What a run does not carry itself.
pub struct Scores0 {
    currency: Currency,
    other_currency_orders: u32,
    input: Fingerprint,
}

/// The scores of a run that is done.
pub fn finish(run: Run, rest: Scores0) -> Scores {
    let Scores0 { currency, other_currency_orders, input } = rest;
    Scores { book: run.finish(), currency, other_currency_orders, input, explain: crate::explain::score }
}

/// Stands for "does not count" among [`buyers`].
const NOBODY: u32 = u32::MAX;

/// The row of each order's customer, if the order counts.
fn buyers(workspace: &Workspace) -> Vec<u32> {
    let (Some(orders), Some(people)) = (workspace.table(order::ID), workspace.table(customer::ID)) else {
        return Vec::new();
    };
    let (buyer, day) = (orders.column(order::CUSTOMER.id), orders.column(order::DAY.id));
    let status = orders.column(order::STATUS.id);
    let void = void_statuses();
    let of = |row: u32| {
        let person = workspace.ids.row(buyer?.reference(row)?, customer::ID)?;
        let status = status.and_then(|column| column.option(row));
        let counts = orders.is_alive(row)
            && day?.has(row)
            && people.is_alive(person)
            && (status.is_none() || !void.contains(&status));
        counts.then_some(person)
    };
    (0..orders.len()).map(|row| of(row).unwrap_or(NOBODY)).collect()
}

fn ended(workspace: &Workspace, customers: usize, as_of: Day) -> Vec<bool> {
    let table = workspace.table(customer::ID);
    let Some(column) = table.and_then(|table| table.column(customer::ENDED_AT.id)) else { return Vec::new() };
    (0..customers as u32).map(|row| column.day(row).is_some_and(|day| day <= as_of)).collect()
}

/// Whether a changed cell concerns scores.
pub fn concerns(collection: model::CollectionId, field: FieldId) -> bool {
    match collection {
        order::ID => {
            [FieldId::ALIVE, order::CUSTOMER.id, order::DAY.id, order::TOTAL.id, order::STATUS.id].contains(&field)
        }
        customer::ID => [FieldId::ALIVE, customer::ENDED_AT.id].contains(&field),
        setting::ID => true,
        _ => false,
    }
}

impl Scores {
    /// The segment of a customer's row.
    pub fn segment(&self, row: u32) -> Segment {
        let segment = self.book.rfm.segment.get(row as usize).copied().unwrap_or(insight::Segment::Prospect);
        Segment::ALL[segment as usize]
    }

    /// The stage of a customer's row; `None` where data do not suffice.
    pub fn stage(&self, row: u32) -> Option<Stage> {
        match self.book.stage.get(row as usize) {
            Some(stage) => stage.map(word_stage),
            None => Some(Stage::Exploration),
        }
    }

    /// Loyalty of a customer's row.
    pub fn loyalty(&self, row: u32) -> Option<f32> {
        self.book.loyalty.get(row as usize).copied().filter(|&score| score >= 0.0)
    }

    /// Probability of an order within the horizon.
    pub fn active(&self, row: u32) -> Option<f32> {
        self.book.p_active.get(row as usize).copied().filter(|&p| p >= 0.0)
    }

    /// Distinct order days of a customer's row.
    pub fn order_days(&self, row: u32) -> u32 {
        self.days(row).len() as u32
    }

    /// Day of the last order.
    pub fn last_order(&self, row: u32) -> Option<Day> {
        self.days(row).last().map(|&day| Day(day))
    }

    /// Net amount, minor units.
    pub fn total(&self, row: u32) -> i64 {
        if (row as usize) < self.book.customers() { self.book.history.total(row as usize) } else { 0 }
    }

    fn days(&self, row: u32) -> &[i32] {
        if (row as usize) < self.book.customers() { self.book.history.days(row as usize) } else { &[] }
    }
}

/// The protocol's stage for the one of insight.
pub fn word_stage(stage: insight::Stage) -> Stage {
    Stage::ALL[stage as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_crates_mean_the_same_by_a_number() {
        let name = |text: String| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        for (at, segment) in insight::Segment::ALL.into_iter().enumerate() {
            assert_eq!(at, segment as usize);
            assert_eq!(name(format!("{segment:?}")), name(format!("{:?}", Segment::ALL[at])));
        }
        for (at, stage) in insight::Stage::ALL.into_iter().enumerate() {
            assert_eq!(at, stage as usize);
            assert_eq!(name(format!("{stage:?}")), name(format!("{:?}", Stage::ALL[at])));
        }
    }
}
