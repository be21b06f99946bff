//! Who is about to leave, most value at risk first.

use super::{SLICE, shown};
use crate::records::name_at;
use crate::scoring::{Scores, share};
use crate::surveys::{Asked, Responses};
use crate::workspace::Workspace;
use crate::worth::Worth;
use insight::churn::{Warning, WarningSettings, dissatisfied};
use insight::clv::WhatIf;
use model::Day;
use model::schema::{customer, setting};
use protocol::{ChurnAnswer, ChurnQuery, ChurnReason, ChurnRow};

/// Shortest and longest horizon that can be asked for.
const HORIZON_DAYS: std::ops::RangeInclusive<u32> = 7..=1_095;

/// From where on a sign is a warning in this workspace.
fn thresholds(workspace: &Workspace) -> WarningSettings {
    let usual = WarningSettings::default();
    let overdue = share(workspace, setting::WARN_OVERDUE).unwrap_or(usual.overdue);
    let drop = share(workspace, setting::WARN_DROP).unwrap_or(usual.drop);
    WarningSettings { overdue, long_overdue: usual.long_overdue.max(overdue), drop, ..usual }
}

struct Warned {
    row: usize,
    risk: f64,
    at_risk: Option<f64>,
    warnings: Vec<Warning>,
    until: Option<Day>,
}

/// The work.
pub struct Churn {
    query: ChurnQuery,
    days: u32,
    settings: WarningSettings,
    worth: Option<Worth>,
    satisfied: Responses,
    at: usize,
    snoozed: u32,
    list: Vec<Warned>,
}

impl Churn {
    pub(super) fn new(query: &ChurnQuery, workspace: &Workspace, scores: &Scores) -> Churn {
        Churn {
            query: query.clone(),
            days: query.horizon_days.clamp(*HORIZON_DAYS.start(), *HORIZON_DAYS.end()),
            settings: thresholds(workspace),
            worth: Worth::of(scores),
            satisfied: Responses::of(workspace, Asked::Csat),
            at: 0,
            snoozed: 0,
            list: Vec::new(),
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<ChurnAnswer> {
        let all = scores.book.customers();
        if self.at >= all {
            return Some(self.answer(workspace, scores));
        }
        // Several looks at a model for each.
        let to = (self.at + SLICE / 4).min(all);
        for row in self.at..to {
            self.look(row, workspace, scores);
        }
        self.at = to;
        None
    }

    fn look(&mut self, row: usize, workspace: &Workspace, scores: &Scores) {
        let book = &scores.book;
        if !workspace.table(customer::ID).is_some_and(|people| people.is_alive(row as u32)) || book.has_ended(row) {
            return;
        }
        let mut warnings = book.warnings(row, &self.settings);
        warnings.extend(self.dissatisfied(row, book.as_of));
        let Some((risk, at_risk)) = self.risk(row, book.as_of, scores).filter(|_| !warnings.is_empty()) else { return };
        let until = snoozed_until(row, workspace, scores);
        self.snoozed += u32::from(until.is_some());
        if until.is_some() == self.query.snoozed {
            self.list.push(Warned { row, risk, at_risk, warnings, until });
        }
    }

    fn dissatisfied(&self, row: usize, day: i32) -> Option<Warning> {
        let answers = self.satisfied.of_customer(row as u32, day).iter();
        dissatisfied(answers.map(|answer| (answer.day, answer.score)), day)
    }

    /// The risk of a customer as of a day, and what it is times what an active one brings; by the models of today.
    fn risk(&self, row: usize, day: i32, scores: &Scores) -> Option<(f64, Option<f64>)> {
        let then = scores.book.then(row, day)?;
        let weeks = f64::from(self.days) / 7.0;
        let risk = 1.0 - scores.book.fit.chosen()?.btyd().p_active(&then.cbs, weeks);
        // What an active customer brings: E[Y] is P(alive) times that.
        let at_risk = self.worth.as_ref().and_then(|worth| {
            let (paid, mean) = then.paid_repeats;
            let amount = worth.amounts.expected_amount(f64::from(paid), mean)?;
            let expected = worth.orders.expected(&then.cbs, weeks)?;
            let value = if then.p_alive > 1e-12 { amount * expected / then.p_alive } else { 0.0 };
            Some(risk * value).filter(|value| value.is_finite())
        });
        Some((risk, at_risk))
    }

    /// What the watch would have counted of a customer who had not ended on an earlier day; nothing of whom is snoozed today, for the watch does not either.
    pub(super) fn at_risk_on(
        &self,
        row: usize,
        day: i32,
        flagged: bool,
        workspace: &Workspace,
        scores: &Scores,
    ) -> f64 {
        let is_warned = || {
            let warnings = scores.book.warnings_on(row, day, flagged, &self.settings);
            !warnings.is_empty() || self.dissatisfied(row, day).is_some()
        };
        if snoozed_until(row, workspace, scores).is_some() || !is_warned() {
            return 0.0;
        }
        self.risk(row, day, scores).and_then(|(_, at_risk)| at_risk).unwrap_or(0.0)
    }

    fn answer(&mut self, workspace: &Workspace, scores: &Scores) -> ChurnAnswer {
        let book = &scores.book;
        let rank = |warned: &Warned| warned.at_risk.unwrap_or(warned.risk);
        self.list.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(a.row.cmp(&b.row)));
        let (list, worth) = (&self.list, self.worth.as_ref());
        let at_risk = worth.map(|_| list.iter().filter_map(|warned| warned.at_risk).sum::<f64>().round() as i64);
        let share = scores.money.share();
        let uplift = f64::from(self.query.uplift_percent.min(100)) / 100.0;
        let weeks = f64::from(self.days) / 7.0;
        let people = workspace.table(customer::ID);
        let rows = list.iter().take(self.query.limit as usize).filter_map(|warned| {
            let (people, row) = (people?, warned.row as u32);
            let offer = worth.and_then(|worth| {
                let amount = worth.amount(scores, warned.row)?;
                let what_if = WhatIf::of(&worth.orders, &book.history.cbs(warned.row)?, amount, weeks)?;
                what_if.break_even_offer(amount, share, uplift)
            });
            Some(ChurnRow {
                id: workspace.ids.id(people.handle(row)),
                name: name_at(workspace, people, row),
                stage: scores.stage(row),
                risk: warned.risk,
                at_risk: warned.at_risk.map(|value| value.round() as i64),
                offer: offer.map(|offer| offer.max(0.0).round() as i64),
                last_order: scores.last_order(row)?,
                next_order: book.next_order(warned.row, 0.5).map(shown),
                reasons: warned.warnings.iter().map(reason).collect(),
                snoozed_until: warned.until,
            })
        });
        let percent = |share: f64| (share * 100.0).round() as u32;
        let settings = &book.settings;
        ChurnAnswer {
            as_of: Day(book.as_of),
            buyers: book.buyers as u32,
            needed: insight::BUYERS_MIN as u32,
            currency: scores.currency,
            warned: list.len() as u32,
            snoozed: self.snoozed,
            at_risk,
            warn_overdue: percent(self.settings.overdue),
            warn_drop: percent(self.settings.drop),
            stages: [settings.danger_p_alive, settings.danger_overdue, settings.termination_p_active].map(percent),
            margin: share,
            margin_of: scores.money.of(),
            rows: rows.collect(),
        }
    }
}

fn snoozed_until(row: usize, workspace: &Workspace, scores: &Scores) -> Option<Day> {
    let until = workspace.table(customer::ID)?.column(customer::SNOOZED_UNTIL.id)?.day(row as u32);
    until.filter(|until| until.0 > scores.book.as_of)
}

fn reason(warning: &Warning) -> ChurnReason {
    match *warning {
        Warning::Overdue { index } => ChurnReason::Overdue(index),
        Warning::LongOverdue { index } => ChurnReason::LongOverdue(index),
        Warning::Dropped { before, now } => ChurnReason::Dropped(before, now),
        Warning::Slowing { .. } => ChurnReason::Slowing,
        Warning::SpendFalling { .. } => ChurnReason::SpendFalling,
        Warning::Flagged => ChurnReason::Flagged,
        Warning::Dissatisfied { before, now } => ChurnReason::Dissatisfied(before, now),
    }
}
