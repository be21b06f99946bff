//! The six-stage life cycle: one rule over the purchase model and the known events, with the reason for each answer.
//!
//! First match wins:
//! 1. no order yet → exploration;
//! 2. ended by a known event (contract ended, opted out, refused) → termination;
//! 3. P(active) < 0.15 and (P(alive) < 0.5 or overdue ≥ 0.95) → termination, silent;
//! 4. P(alive) < 0.5, or overdue ≥ 0.95, or a flag (overdue complaint, recent detractor) → danger;
//! 5. one order → socialisation;
//! 6. three repeats or more, neither rhythm nor spend rising → maturity;
//! 7. else → growth.
//!
//! Who has ended is known to be gone, so nothing is forecast of them: the chances are 0, and no next order is expected. How long they have been silent is
//! told as of anybody; the purchase model is fitted with their orders, which happened.
//!
//! Without a model (fewer than 30 buyers) only what is known is said: no order, ended, flagged, or a single order within the horizon.
//! For the others there is no stage rather than a guess.

use crate::BUYERS_MIN;
use crate::btyd::{Btyd, Cbs};
use crate::settings::Settings;
use crate::trend;

/// Stage of the customer life cycle.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// No order yet.
    Exploration,
    /// First order made.
    Socialisation,
    /// Ordering again, rhythm or spend still rising or too young to tell.
    Growth,
    /// Steady rhythm and spend.
    Maturity,
    /// Overdue by the own rhythm, probably lost, or known to be unhappy.
    Danger,
    /// Ended, or silent for too long.
    Termination,
}

impl Stage {
    /// All stages, in the order of their numbers.
    pub const ALL: [Self; 6] =
        [Self::Exploration, Self::Socialisation, Self::Growth, Self::Maturity, Self::Danger, Self::Termination];

    /// Its English name, for files and tests; pages have their own words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exploration => "Exploration",
            Self::Socialisation => "Socialisation",
            Self::Growth => "Growth",
            Self::Maturity => "Maturity",
            Self::Danger => "Danger",
            Self::Termination => "Termination",
        }
    }
}

/// What the model says of a customer who has ordered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signals {
    /// Days since the newest order.
    pub gap_days: u32,
    /// Probability of being still active; 0 where the relation was ended.
    pub p_alive: f64,
    /// Probability of an order within the horizon; 0 where the relation was ended.
    pub p_active: f64,
    /// 1 − probability that an active customer with this history is silent for so long.
    pub overdue: f64,
}

/// Why a repeat customer counts as growing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GrowthSign {
    /// Fewer than three repeats: too young for a trend.
    FewOrders {
        /// Repeat order days.
        x: u32,
    },
    /// The rhythm quickens.
    Accelerating {
        /// Laplace statistic.
        laplace_u: f64,
    },
    /// The amounts rise.
    SpendRising {
        /// t statistic of the spend trend.
        spend_trend_t: f64,
    },
}

/// The rule that fired, with the numbers behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StageReason {
    /// No order yet.
    NoPurchase,
    /// A known event ended the relation.
    Ended,
    /// Silent for so long that an order within the horizon is improbable.
    Silent {
        /// What the model says.
        signals: Signals,
    },
    /// At least one of the three causes of danger.
    InDanger {
        /// What the model says, if there is one.
        signals: Option<Signals>,
        /// P(alive) is below its threshold.
        probably_lost: bool,
        /// The overdue index has reached its threshold.
        overdue: bool,
        /// An overdue complaint is open or a recent survey answer was a detractor's.
        flagged: bool,
    },
    /// One order so far.
    FirstOrder {
        /// What the model says, if there is one.
        signals: Option<Signals>,
    },
    /// Steady: neither rhythm nor spend rises.
    Steady {
        /// What the model says.
        signals: Signals,
        /// Laplace statistic of the rhythm.
        laplace_u: Option<f64>,
        /// t statistic of the spend trend; `None` below five paid days.
        spend_trend_t: Option<f64>,
    },
    /// Still developing.
    Growing {
        /// What the model says.
        signals: Signals,
        /// The sign of it.
        sign: GrowthSign,
    },
    /// Too few buyers for a model, and nothing else is known.
    NotEnoughData {
        /// Buyers in the book.
        buyers: usize,
        /// Buyers from which a model is fitted.
        needed: usize,
    },
}

impl StageReason {
    /// What the model said, where it was asked.
    #[must_use]
    pub fn signals(&self) -> Option<Signals> {
        match *self {
            Self::Silent { signals } | Self::Steady { signals, .. } | Self::Growing { signals, .. } => Some(signals),
            Self::InDanger { signals, .. } | Self::FirstOrder { signals } => signals,
            Self::NoPurchase | Self::Ended | Self::NotEnoughData { .. } => None,
        }
    }

    /// The stage this reason stands for; `None` where data do not suffice.
    #[must_use]
    pub fn stage(&self) -> Option<Stage> {
        Some(match self {
            Self::NoPurchase => Stage::Exploration,
            Self::Ended | Self::Silent { .. } => Stage::Termination,
            Self::InDanger { .. } => Stage::Danger,
            Self::FirstOrder { .. } => Stage::Socialisation,
            Self::Steady { .. } => Stage::Maturity,
            Self::Growing { .. } => Stage::Growth,
            Self::NotEnoughData { .. } => return None,
        })
    }
}

/// What would move a customer to another stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageOutlook {
    /// Without another order the stage changes to this one on this day; `None` if not within ten years.
    pub if_silent: Option<(i32, Stage)>,
    /// The stage after an order on the as-of day, other things equal.
    pub if_orders: Option<Stage>,
}

/// Days an outlook looks ahead.
const OUTLOOK_DAYS: i32 = 3_653;

/// All the rule looks at for one customer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case<'a> {
    pub(crate) days: &'a [i32],
    pub(crate) amounts: &'a [i64],
    pub(crate) as_of: i32,
    pub(crate) ended: bool,
    pub(crate) in_danger: bool,
}

/// The rule of a book: settings and the model, if there is one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) model: Option<Btyd>,
    pub(crate) buyers: usize,
}

impl Case<'_> {
    pub(crate) fn cbs(&self) -> Option<Cbs> {
        let (first, last) = (*self.days.first()?, *self.days.last()?);
        Cbs::from_days(self.days.len() as u32 - 1, last.abs_diff(first), self.as_of.abs_diff(first))
    }

    fn gap_days(&self) -> u32 {
        self.days.last().map_or(0, |&last| self.as_of.abs_diff(last))
    }
}

impl Rule<'_> {
    pub(crate) fn signals(&self, case: &Case<'_>) -> Option<Signals> {
        let (model, cbs) = (self.model?, case.cbs()?);
        let p_alive = if case.ended { 0.0 } else { model.p_alive(&cbs) };
        let if_alive = model.p_order_if_alive(&cbs, self.settings.horizon_weeks());
        Some(Signals { gap_days: case.gap_days(), p_alive, p_active: p_alive * if_alive, overdue: model.overdue(&cbs) })
    }

    pub(crate) fn judge(&self, case: &Case<'_>) -> StageReason {
        self.judge_with(case, self.signals(case))
    }

    /// `signals` are those of `case`.
    pub(crate) fn judge_with(&self, case: &Case<'_>, signals: Option<Signals>) -> StageReason {
        let Some(x) = case.days.len().checked_sub(1) else { return StageReason::NoPurchase };
        if case.ended {
            return StageReason::Ended;
        }
        let flagged = case.in_danger;
        let Some(signals) = signals else { return self.judge_without_model(case, x) };
        let settings = self.settings;
        let probably_lost = signals.p_alive < settings.danger_p_alive;
        let overdue = signals.overdue >= settings.danger_overdue;
        if signals.p_active < settings.termination_p_active && (probably_lost || overdue) {
            return StageReason::Silent { signals };
        }
        if probably_lost || overdue || flagged {
            return StageReason::InDanger { signals: Some(signals), probably_lost, overdue, flagged };
        }
        if x == 0 {
            return StageReason::FirstOrder { signals: Some(signals) };
        }
        if x < 3 {
            return StageReason::Growing { signals, sign: GrowthSign::FewOrders { x: x as u32 } };
        }
        let laplace_u = trend::laplace_u(case.days);
        if let Some(laplace_u) = laplace_u.filter(|&u| u >= settings.rising) {
            return StageReason::Growing { signals, sign: GrowthSign::Accelerating { laplace_u } };
        }
        let spend_trend_t = trend::spend_trend_t(case.amounts);
        if let Some(spend_trend_t) = spend_trend_t.filter(|&t| t >= settings.rising) {
            return StageReason::Growing { signals, sign: GrowthSign::SpendRising { spend_trend_t } };
        }
        StageReason::Steady { signals, laplace_u, spend_trend_t }
    }

    fn judge_without_model(&self, case: &Case<'_>, x: usize) -> StageReason {
        if case.in_danger {
            return StageReason::InDanger { signals: None, probably_lost: false, overdue: false, flagged: true };
        }
        if x == 0 && i64::from(case.gap_days()) <= i64::from(self.settings.horizon_days.max(1)) {
            return StageReason::FirstOrder { signals: None };
        }
        StageReason::NotEnoughData { buyers: self.buyers, needed: BUYERS_MIN }
    }

    /// Silence only ever makes a stage worse, so the day of the change is found by bisection.
    pub(crate) fn outlook(&self, case: &Case<'_>) -> StageOutlook {
        let now = self.judge(case).stage();
        let after = |days: i32| {
            let as_of = case.as_of.checked_add(days)?;
            Some((as_of, self.judge(&Case { as_of, ..*case }).stage()?))
        };
        let moved = |days: i32| after(days).is_some_and(|(_, stage)| Some(stage) != now);
        let if_silent = (!case.days.is_empty() && moved(OUTLOOK_DAYS)).then(|| {
            let (mut same, mut other) = (0, OUTLOOK_DAYS);
            while other - same > 1 {
                let middle = same + (other - same) / 2;
                if moved(middle) { other = middle } else { same = middle }
            }
            after(other)
        });
        let mut days = case.days.to_vec();
        if days.last() != Some(&case.as_of) {
            days.push(case.as_of);
        }
        StageOutlook { if_silent: if_silent.flatten(), if_orders: self.judge(&Case { days: &days, ..*case }).stage() }
    }
}
