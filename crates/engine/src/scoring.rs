//! From orders to scores: picks the orders that count, chooses the as-of day, and words the insight in answers.

use crate::costs::Costs;
pub use crate::costs::KnownMargin;
use crate::counted::Counted;
pub(crate) use crate::counted::{Pieces, counts, void_statuses};
use crate::insights::offers::Similar;
use crate::ints::{Ints, NO_INT, PIECE_ROWS};
use crate::records::has_ended;
use crate::rows::{sealed, unsealed};
use crate::workspace::Workspace;
use core::cell::{OnceCell, RefCell};
use insight::{Fits, History, Progress, Run, Settings};
use model::schema::{THE_SETTINGS, customer, order, order_line, product, setting, survey_response};
use model::{Currency, Day, Decimal, FieldId, Operation, Part, RecordId};
use protocol::{AsOf, MarginOf, ScoreAnswer, Segment, Stage};
use std::rc::Rc;

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
    /// What the input was: equal fingerprints give equal scores.
    pub input: Fingerprint,
    /// How money that is still to come is counted.
    pub money: MoneySettings,
    /// Life-time values, once somebody asked for them: see [`Scores::lifetime_value`].
    pub(crate) lifetime: OnceCell<Vec<f32>>,
    /// Figures as columns, once a rule asked about them: see `list::numbers`.
    pub(crate) columns: RefCell<Vec<(FieldId, Rc<Ints>)>>,
    /// Which products go together, once somebody asked: see [`crate::insights`].
    pub(crate) similar: RefCell<Option<Rc<Similar>>>,
    /// Scores of the customer in a row, with reasons. Part of the scores because it comes with the code that made them.
    pub explain: fn(&Scores, u32) -> ScoreAnswer,
    /// Life-time values of all customers, for [`Scores::lifetime_value`]; here for the same reason.
    pub lifetime_values: fn(&Scores) -> Vec<f32>,
    /// Value at risk of the customer in a row, minor units; for [`Scores::value_at_risk`].
    pub at_risk: fn(&Scores, u32) -> Option<f64>,
    /// Judges the customers that a change concerns at once, by the fits in force; false where only a run can tell.
    pub follow: fn(&mut Scores, &Workspace, &ScoreSettings) -> bool,
    /// The customers by their ids, once somebody asked: see [`Scores::by_id`].
    pub(crate) by_id: RefCell<Rc<[u32]>>,
    /// The version of the book that the history is of.
    pub(crate) history_version: u64,
}

/// How money that is still to come is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MoneySettings {
    /// Share of an amount that is earned, if somebody said so.
    pub margin: Option<f64>,
    /// Else what the costs of products say of it, if they do.
    pub known: Option<KnownMargin>,
    /// Discount a year.
    pub discount: f64,
}

impl MoneySettings {
    /// The share of an amount that counts: all of it where nothing is known of what is earned.
    pub fn share(&self) -> f64 {
        self.margin.or(self.known.map(|known| known.margin)).unwrap_or(1.0)
    }

    /// Where that comes from.
    pub fn of(&self) -> MarginOf {
        match (self.margin, self.known) {
            (Some(_), _) => MarginOf::Set,
            (None, Some(known)) => MarginOf::Costs(known.coverage),
            (None, None) => MarginOf::Unknown,
        }
    }
}

/// Discount a year unless the workspace chose another, in per cent.
pub const DISCOUNT_PERCENT: f64 = 10.0;

/// A setting in per cent, as a share.
pub(crate) fn share(workspace: &Workspace, key: model::schema::Key<Decimal>) -> Option<f64> {
    let percent: Decimal = workspace.get(setting::ID, THE_SETTINGS, key)?;
    Some((percent.0 as f64 / Decimal::ONE as f64 / 100.0).clamp(0.0, 1.0))
}

/// How the workspace counts money that is still to come.
pub fn money_settings(workspace: &Workspace) -> MoneySettings {
    let margin = share(workspace, setting::MARGIN);
    MoneySettings {
        margin,
        known: None,
        discount: share(workspace, setting::DISCOUNT).unwrap_or(DISCOUNT_PERCENT / 100.0),
    }
}

/// What scores depend on, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    version: u64,
    as_of: Day,
    horizon_days: u32,
}

/// From where on a customer is in danger, or gone: per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageSettings {
    /// In danger: the chance that the relation lives is below.
    pub danger_alive: u32,
    /// In danger: silent for longer than so many of the own gaps.
    pub danger_overdue: u32,
    /// Gone, of those in danger: the chance of an order within the horizon is below.
    pub gone_active: u32,
}

/// As [`insight::Settings`] has them.
pub const STAGES: StageSettings = StageSettings { danger_alive: 50, danger_overdue: 95, gone_active: 15 };
/// What can be chosen, in the order of [`StageSettings`]: beyond it nobody would be in danger, or everybody.
pub const STAGES_RANGE: [std::ops::RangeInclusive<u32>; 3] = [5..=95, 50..=99, 1..=90];

/// The thresholds in force.
pub fn stage_settings(workspace: &Workspace) -> StageSettings {
    let percent = |key, usual: u32, range: &std::ops::RangeInclusive<u32>| {
        let set: Option<Decimal> = workspace.get(setting::ID, THE_SETTINGS, key);
        let set = set.and_then(|set| u32::try_from(set.0 / Decimal::ONE).ok());
        set.map_or(usual, |set| set.clamp(*range.start(), *range.end()))
    };
    let [alive, overdue, active] = &STAGES_RANGE;
    StageSettings {
        danger_alive: percent(setting::STAGE_ALIVE, STAGES.danger_alive, alive),
        danger_overdue: percent(setting::STAGE_OVERDUE, STAGES.danger_overdue, overdue),
        gone_active: percent(setting::STAGE_ACTIVE, STAGES.gone_active, active),
    }
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

/// The newest day of an order that counts and is not in the future; of those that are no old log any day will do. This is asked often: the newest
/// orders mostly stand at the end, and pieces that cannot hold a newer one are passed over.
fn newest_order(workspace: &Workspace, today: Day) -> Option<Day> {
    let orders = workspace.table(order::ID)?;
    let days = orders.column(order::DAY.id)?.ints()?;
    let (void, statuses) = (void_statuses(), orders.column(order::STATUS.id));
    let is_void =
        |row| statuses.and_then(|column| column.option(row)).is_some_and(|status| void.contains(&Some(status)));
    let (today, mut newest) = (i64::from(today.0), NO_INT);
    for (piece, span) in days.spans().enumerate().rev() {
        if span.is_none_or(|(least, most)| least > today || most <= newest) {
            continue;
        }
        for row in (piece * PIECE_ROWS..days.len().min((piece + 1) * PIECE_ROWS)).rev() {
            let day = days.get(row);
            if day > newest && day <= today && orders.is_alive(row as u32) && !is_void(row as u32) {
                newest = day;
                if today - newest.max(0) <= OLD_LOG_DAYS.into() {
                    return Some(Day(newest as i32));
                }
            }
        }
    }
    (newest != NO_INT).then_some(Day(newest as i32))
}

/// What scores computed now would depend on. `orders_version` counts changes that concern scores.
pub fn fingerprint(orders_version: u64, settings: &ScoreSettings) -> Fingerprint {
    Fingerprint { version: orders_version, as_of: settings.as_of.day(), horizon_days: settings.horizon_days }
}

/// The name under which the fits of a book are set aside ([`crate::Storage::set_aside`]).
pub const FITS: &str = "fits";

/// Fits that were set aside.
pub fn fits_of(bytes: &[u8]) -> Option<Fits> {
    Fits::from_bytes(unsealed(bytes)?)
}

/// What to set aside after a run that fitted.
pub fn fits_to_keep(scores: &Scores) -> Option<Vec<u8>> {
    scores.book.fits().to_bytes().map(sealed)
}

/// A scoring run over the orders as they are now, with what [`finish`] needs. Fits that are `known` are taken over where the purchases are the same.
/// From `earlier` scores the history is taken where all that changed since is known.
pub fn begin(
    workspace: &Workspace,
    settings: &ScoreSettings,
    input: Fingerprint,
    known: Option<Fits>,
    earlier: Option<&Scores>,
) -> (Run, Scores0) {
    let customers = workspace.table(customer::ID).map_or(0, |table| table.len()) as usize;
    let as_of = settings.as_of.day();
    let followed = earlier.and_then(|earlier| {
        let changes = crate::live::changes(workspace, settings, earlier)?;
        let mut history = earlier.book.history.clone();
        history.change(&changes, customers);
        Some((history.settled(customers), earlier))
    });
    let (history, currency) = match followed {
        Some((history, earlier)) => (history, earlier.currency),
        None => history(workspace, settings),
    };
    let ended = ended(workspace, customers, as_of);
    let stages = stage_settings(workspace);
    let share = |percent: u32| f64::from(percent) / 100.0;
    let numbers = Settings {
        horizon_days: settings.horizon_days as i32,
        danger_p_alive: share(stages.danger_alive),
        danger_overdue: share(stages.danger_overdue),
        termination_p_active: share(stages.gone_active),
        ..Settings::default()
    };
    let money = money_settings(workspace);
    let costs = if money.margin.is_some() { None } else { Costs::of(workspace, currency, as_of.0) };
    let rest = Scores0 { currency, input, money, costs };
    let in_danger = crate::surveys::in_danger(workspace, customers, as_of.0);
    (Run::new(history, numbers, ended, in_danger).knowing(known), rest)
}

/// The history of the orders as they are now, and the currency of its amounts.
pub fn history(workspace: &Workspace, settings: &ScoreSettings) -> (History, Currency) {
    let customers = workspace.table(customer::ID).map_or(0, |table| table.len()) as usize;
    let counted = Counted::of(workspace);
    let currency = counted.currency().unwrap_or(settings.currency);
    let as_of = settings.as_of.day().0;
    let history = History::of_blocks(&|whole, each| counted.each(currency, whole, as_of, each), customers, as_of);
    (history, currency)
}

/// What a run does not carry itself.
pub struct Scores0 {
    currency: Currency,
    input: Fingerprint,
    money: MoneySettings,
    costs: Option<Costs>,
}

/// Works for a few milliseconds on a run and on what goes with it. A run that is stepped by itself knows nothing of what products cost.
pub fn step(run: &mut Run, rest: &mut Scores0, workspace: &Workspace) -> Progress {
    if rest.costs.as_mut().is_some_and(|costs| costs.step(workspace)) {
        return Progress::Working { done: 0, total: 1000 };
    }
    run.step()
}

/// The scores of a run that is done.
pub fn finish(run: Run, rest: Scores0) -> Scores {
    let Scores0 { currency, input, mut money, costs } = rest;
    let lifetime = OnceCell::new();
    let book = run.finish();
    money.known = costs.and_then(|costs| costs.found(&book.history));
    Scores {
        book,
        currency,
        input,
        money,
        lifetime,
        columns: RefCell::default(),
        similar: RefCell::default(),
        by_id: RefCell::default(),
        explain: crate::explain::score,
        lifetime_values: crate::worth::lifetime_values,
        at_risk: crate::worth::at_risk,
        follow: crate::live::follow,
        history_version: input.version,
    }
}

pub(crate) fn ended(workspace: &Workspace, customers: usize, as_of: Day) -> Vec<bool> {
    let table = workspace.table(customer::ID);
    let Some(column) = table.and_then(|table| table.column(customer::ENDED_AT.id)) else { return Vec::new() };
    (0..customers as u32).map(|row| has_ended(column.day(row), as_of)).collect()
}

/// Whether a changed cell concerns scores.
pub fn concerns(collection: model::CollectionId, field: FieldId) -> bool {
    match collection {
        order::ID => {
            [FieldId::ALIVE, order::CUSTOMER.id, order::DAY.id, order::TOTAL.id, order::STATUS.id].contains(&field)
        }
        customer::ID => [FieldId::ALIVE, customer::ENDED_AT.id].contains(&field),
        survey_response::ID => {
            use survey_response::{CUSTOMER, DAY, KIND, SCORE};
            [FieldId::ALIVE, KIND.id, CUSTOMER.id, SCORE.id, DAY.id].contains(&field)
        }
        // What is earned of an amount, where no margin is set.
        product::ID => field == product::UNIT_COST.id,
        order_line::ID => {
            use order_line::{AMOUNT, ORDER, PRODUCT, QUANTITY};
            [FieldId::ALIVE, ORDER.id, PRODUCT.id, QUANTITY.id, AMOUNT.id].contains(&field)
        }
        setting::ID => true,
        _ => false,
    }
}

/// Whether an operation concerns scores, as far as can be told without the rows that it added.
pub(crate) fn concerned_by<R>(operation: &Operation<R>) -> bool {
    operation.parts.iter().any(|part| match part {
        Part::Rows(_) => true,
        Part::Cells(cells) => cells.iter().any(|cell| concerns(cell.collection, cell.field)),
        Part::Alive { collection, .. } => concerns(*collection, FieldId::ALIVE),
        Part::Many(many) => concerns(many.collection, many.field),
    })
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

    /// Probability that the relation still lives.
    pub fn alive(&self, row: u32) -> Option<f32> {
        self.book.p_alive.get(row as usize).copied().filter(|&p| p >= 0.0)
    }

    /// Overdue index: the share of the customer's own rhythm that the present silence exceeds.
    pub fn overdue(&self, row: u32) -> Option<f32> {
        self.book.overdue.get(row as usize).copied().filter(|&share| share >= 0.0)
    }

    /// Value at risk within the horizon, minor units before margin. Worked out for each who is asked about, and not kept.
    pub fn value_at_risk(&self, row: u32) -> Option<i64> {
        (self.at_risk)(self, row).map(|value| value.round() as i64)
    }

    /// Rows of all customers that are scored, in the order of their ids. Rows differ from device to device, ids do not: a sum of fractions, or a choice of
    /// every so many, goes by these, so that every device has the same. The first to ask waits for the order.
    pub(crate) fn by_id(&self, workspace: &Workspace) -> Rc<[u32]> {
        let mut kept = self.by_id.borrow_mut();
        let people = workspace.table(customer::ID);
        if let Some(people) = people.filter(|_| kept.len() != self.book.customers()) {
            let scored = 0..(self.book.customers() as u32).min(people.len());
            let mut ids: Vec<(RecordId, u32)> = scored.map(|row| (workspace.ids.id(people.handle(row)), row)).collect();
            ids.sort_unstable();
            *kept = ids.into_iter().map(|(_, row)| row).collect();
        }
        kept.clone()
    }

    /// Distinct order days of a customer's row.
    pub fn order_days(&self, row: u32) -> u32 {
        self.days(row).len() as u32
    }

    /// Day of the last order.
    pub fn last_order(&self, row: u32) -> Option<Day> {
        self.book.history.last_day(row as usize).map(Day)
    }

    /// Net amount, minor units.
    pub fn total(&self, row: u32) -> i64 {
        if (row as usize) < self.book.customers() { self.book.history.total(row as usize) } else { 0 }
    }

    /// Life-time value of a customer's row, minor units. The first to ask waits for the whole column.
    pub fn lifetime_value(&self, row: u32) -> Option<i64> {
        let values = self.lifetime.get_or_init(|| (self.lifetime_values)(self));
        values.get(row as usize).filter(|&&value| value >= 0.0).map(|&value| f64::from(value).round() as i64)
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
