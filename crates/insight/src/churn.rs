//! Early warning: who is about to leave, what is at risk, and which sign says so.

use crate::book::Book;
use crate::btyd::Cbs;
use crate::history::{paid_repeats, weeks};
use crate::spend::GammaGamma;
use crate::stage::Case;
use crate::trend;

/// Band of a churn risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Below 0.33.
    Low,
    /// Below 0.66.
    Medium,
    /// From 0.66 on.
    High,
}

impl Risk {
    /// The band of `risk` = 1 − P(active).
    #[must_use]
    pub fn of(risk: f64) -> Self {
        if risk < 0.33 {
            Self::Low
        } else if risk < 0.66 {
            Self::Medium
        } else {
            Self::High
        }
    }
}

/// From where on a sign is a warning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WarningSettings {
    /// Overdue index of the first warning.
    pub overdue: f64,
    /// Overdue index of the second.
    pub long_overdue: f64,
    /// Loss of P(active) within [`WarningSettings::days`].
    pub drop: f64,
    /// Days that loss is looked for in.
    pub days: i32,
    /// Test statistic (standard normal scale) below −which rhythm or spend counts as falling.
    pub falling: f64,
}

impl Default for WarningSettings {
    fn default() -> Self {
        Self { overdue: 0.80, long_overdue: 0.95, drop: 0.2, days: 30, falling: 1.645 }
    }
}

/// One sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Warning {
    /// Overdue by the own rhythm, but not yet long.
    Overdue {
        /// Overdue index.
        index: f64,
    },
    /// Overdue so long that nearly nobody active would be.
    LongOverdue {
        /// Overdue index.
        index: f64,
    },
    /// P(active) fell within the last days.
    Dropped {
        /// P(active) then.
        before: f64,
        /// P(active) now.
        now: f64,
    },
    /// The rhythm slows down.
    Slowing {
        /// Laplace statistic.
        laplace_u: f64,
    },
    /// The amounts fall.
    SpendFalling {
        /// t statistic of the spend trend.
        spend_trend_t: f64,
    },
    /// An overdue complaint is open or a recent survey answer was a detractor's.
    Flagged,
    /// A recent answer about satisfaction was bad, or much worse than the one before it.
    Dissatisfied {
        /// The one before it, if there is one.
        before: Option<i32>,
        /// The newest answer, 1–5.
        now: i32,
    },
}

/// The best answer about satisfaction, of 1 to 5, that is a bad one.
const DISSATISFIED_MAX: i32 = 2;
/// From one answer to the next, a fall of so much is a warning.
const SATISFACTION_FALL: i32 = 2;
/// For so many days an answer is recent.
const ANSWER_DAYS: i32 = 90;

/// The sign in a customer's answers about satisfaction: the day and the score (1–5) of each until `day`, oldest first.
#[must_use]
pub fn dissatisfied(answers: impl DoubleEndedIterator<Item = (i32, i32)>, day: i32) -> Option<Warning> {
    let mut newest_first = answers.rev();
    let (on, now) = newest_first.next()?;
    let before = newest_first.next().map(|(_, score)| score);
    let is_bad = now <= DISSATISFIED_MAX || before.is_some_and(|before| before - now >= SATISFACTION_FALL);
    (is_bad && day.saturating_sub(on) <= ANSWER_DAYS).then_some(Warning::Dissatisfied { before, now })
}

/// What the models say of a customer as of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Then {
    /// What the purchase model knows of them.
    pub cbs: Cbs,
    /// P(alive).
    pub p_alive: f64,
    /// Paid repeats and their mean, as [`crate::History::paid_repeats`] (none: zeros).
    pub paid_repeats: (u32, f64),
}

/// One customer of the watch list.
#[derive(Clone, Debug, PartialEq)]
pub struct AtRisk {
    /// Customer index.
    pub customer: u32,
    /// 1 − P(active within the horizon).
    pub risk: f64,
    /// Its band.
    pub band: Risk,
    /// Expected spend over the horizon if the customer is still active, in the unit of the spend model; `None` without one.
    pub value_if_active: Option<f64>,
    /// risk · value: what the list is ranked by.
    pub value_at_risk: Option<f64>,
    /// Why, strongest kind first.
    pub warnings: Vec<Warning>,
    /// Days by which the customer, if active, orders again with probability ½ and 0.9.
    pub next_order: [Option<i32>; 2],
}

impl Book {
    /// The signs of customer `c`; empty for a customer without orders, ended, or in a book without a model (but for a flag).
    #[must_use]
    pub fn warnings(&self, c: usize, settings: &WarningSettings) -> Vec<Warning> {
        if self.has_ended(c) {
            return Vec::new();
        }
        self.warnings_on(c, self.as_of, self.in_danger.get(c).copied().unwrap_or(false), settings)
    }

    /// The signs of customer `c` as they stood on a `day`: the orders until then, by the parameters of today. Who had ended then is not known here.
    #[must_use]
    pub fn warnings_on(&self, c: usize, day: i32, in_danger: bool, settings: &WarningSettings) -> Vec<Warning> {
        let mut found = Vec::new();
        let amounts = self.history.amounts(c);
        let case = self.case_on(c, &amounts, day);
        if case.days.is_empty() {
            return found;
        }
        if let Some(now) = self.rule().signals(&case) {
            if now.overdue >= settings.long_overdue {
                found.push(Warning::LongOverdue { index: now.overdue });
            } else if now.overdue >= settings.overdue {
                found.push(Warning::Overdue { index: now.overdue });
            }
            if let Some(before) = self.p_active_at(c, day.saturating_sub(settings.days.max(0)))
                && before - now.p_active > settings.drop
            {
                found.push(Warning::Dropped { before, now: now.p_active });
            }
            if let Some(laplace_u) = trend::laplace_u(case.days).filter(|u| *u < -settings.falling) {
                found.push(Warning::Slowing { laplace_u });
            }
            let spend = trend::spend_trend_t(case.amounts);
            if let Some(spend_trend_t) = spend.filter(|t| *t < -settings.falling) {
                found.push(Warning::SpendFalling { spend_trend_t });
            }
        }
        if in_danger {
            found.push(Warning::Flagged);
        }
        found
    }

    /// Customer `c` as of a `day`, by the parameters of today; `None` without a model or before the first order.
    #[must_use]
    pub fn then(&self, c: usize, day: i32) -> Option<Then> {
        let amounts = self.history.amounts(c);
        let case = self.case_on(c, &amounts, day);
        let (cbs, signals) = (case.cbs()?, self.rule().signals(&case)?);
        Some(Then { cbs, p_alive: signals.p_alive, paid_repeats: paid_repeats(case.amounts).unwrap_or((0, 0.0)) })
    }

    fn case_on<'a>(&'a self, c: usize, amounts: &'a [i64], day: i32) -> Case<'a> {
        let days = self.history.days(c);
        let known = days.partition_point(|d| *d <= day);
        Case { days: &days[..known], amounts: &amounts[..known], as_of: day, ended: false, in_danger: false }
    }

    /// P(active within the horizon) of customer `c` as it stood on an earlier `day`, with today's parameters; `None` before the first order.
    #[must_use]
    pub fn p_active_at(&self, c: usize, day: i32) -> Option<f64> {
        let days = self.history.days(c);
        let days = &days[..days.partition_point(|d| *d <= day)];
        let (first, last) = (*days.first()?, *days.last()?);
        let cbs = Cbs::from_days(days.len() as u32 - 1, last.abs_diff(first), day.abs_diff(first))?;
        Some(self.fit.btyd()?.p_active(&cbs, self.settings.horizon_weeks()))
    }

    /// Customers with a warning who have not ended, most value at risk first (without a spend model: highest risk first).
    /// `spend` is in currency units of `unit` minor units.
    #[must_use]
    pub fn watch_list(&self, settings: &WarningSettings, spend: Option<(&GammaGamma, f64)>) -> Vec<AtRisk> {
        let horizon = self.settings.horizon_days.max(1).unsigned_abs();
        let one = |c: usize| {
            let signals = self.signals(c)?;
            let warnings = self.warnings(c, settings);
            if warnings.is_empty() {
                return None;
            }
            let risk = 1.0 - signals.p_active;
            let value_if_active = spend.and_then(|(model, unit)| {
                let (x, mean) = self.history.paid_repeats(c).unwrap_or((0, 0.0));
                let amount = model.expected_amount(f64::from(x), mean / unit)?;
                let cbs = self.history.cbs(c)?;
                let model = self.fit.btyd()?;
                if_active(amount * model.expected(&cbs, weeks(horizon))?, signals.p_alive)
            });
            Some(AtRisk {
                customer: c as u32,
                risk,
                band: Risk::of(risk),
                value_if_active,
                value_at_risk: value_if_active.map(|value| risk * value),
                warnings,
                next_order: [0.5, 0.9].map(|q| self.next_order(c, q)),
            })
        };
        let mut list: Vec<AtRisk> = (0..self.customers()).filter_map(one).collect();
        let rank = |entry: &AtRisk| entry.value_at_risk.unwrap_or(entry.risk);
        list.sort_by(|p, q| rank(q).total_cmp(&rank(p)).then(p.customer.cmp(&q.customer)));
        list
    }
}

/// What an active customer brings, of what is expected of one who may be gone: E[Y] is P(alive) times that. However small that chance is, it says how
/// much; nothing where there is none. `None` beyond all numbers.
#[must_use]
pub fn if_active(expected: f64, p_alive: f64) -> Option<f64> {
    let value = if p_alive > 0.0 { expected / p_alive } else { 0.0 };
    value.is_finite().then_some(value)
}

/// Whether contacting a customer pays: what is saved times the chance that contact saves it times the risk exceeds the cost of contact.
#[must_use]
pub fn contact_pays(saved_value: f64, p_save: f64, risk: f64, contact_cost: f64) -> bool {
    saved_value * p_save * risk > contact_cost
}

/// Share of contracts lost in a period, and its 95 % interval (Wilson); `None` for none at its start.
#[must_use]
pub fn churn_rate(lost: u64, at_start: u64) -> Option<(f64, (f64, f64))> {
    let ci = crate::stats::wilson(lost, at_start)?;
    Some((lost as f64 / at_start as f64, ci))
}
