//! Who is about to leave, most value at risk first.

use super::at_risk::{self, Summed};
use super::{SLICE, id_of, shown};
use crate::explain;
use crate::records::name_at;
use crate::scoring::{Scores, share};
use crate::selling::Whose;
use crate::surveys::{Asked, Responses};
use crate::table::Table;
use crate::uncertainty::Uncertainty;
use crate::workspace::Workspace;
use crate::worth::Worth;
use insight::Total;
use insight::churn::{Warning, WarningSettings, dissatisfied, if_active};
use insight::clv::WhatIf;
use model::Day;
use model::schema::{customer, setting};
use protocol::{ChurnAnswer, ChurnQuery, ChurnReason, ChurnRow};

/// Rows told in one slice: each has three intervals, and an offer.
const ROWS: usize = 100;
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
    whose: Whose,
    at: usize,
    snoozed: u32,
    list: Vec<Warned>,
    summed: Summed,
    /// Of nothing, once the list is ranked: where the errors of the rows begin.
    ranked: Option<Option<Box<Uncertainty>>>,
    told: usize,
    rows: Vec<ChurnRow>,
}

impl Churn {
    pub(super) fn new(query: &ChurnQuery, workspace: &Workspace, scores: &Scores) -> Churn {
        Churn {
            query: query.clone(),
            days: query.horizon_days.clamp(*HORIZON_DAYS.start(), *HORIZON_DAYS.end()),
            settings: thresholds(workspace),
            worth: Worth::of(scores),
            satisfied: Responses::of(workspace, Asked::Csat),
            whose: Whose::of(workspace, &query.owners),
            at: 0,
            snoozed: 0,
            list: Vec::new(),
            summed: Summed::of(scores),
            ranked: None,
            told: 0,
            rows: Vec::new(),
        }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<ChurnAnswer> {
        let all = scores.book.customers();
        if self.at >= all {
            if !self.summed.step((scores.book.as_of, self.weeks()), workspace, scores) {
                return None;
            }
            return self.tell(workspace, scores).then(|| self.answer(scores));
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
        let concerns = |people: &Table| {
            let owner = || people.column(customer::OWNER.id)?.reference(row as u32);
            people.is_alive(row as u32) && self.whose.is_or_nobodys(owner())
        };
        if !workspace.table(customer::ID).is_some_and(concerns) || book.has_ended(row) {
            return;
        }
        let mut warnings = book.warnings(row, &self.settings);
        warnings.extend(self.dissatisfied(row, book.as_of));
        let Some((risk, at_risk)) = self.risk(row, book.as_of, scores).filter(|_| !warnings.is_empty()) else { return };
        let until = snoozed_until(row, workspace, scores);
        self.snoozed += u32::from(until.is_some());
        if until.is_some() == self.query.snoozed {
            self.list.push(Warned { row, risk, at_risk, warnings, until });
            if at_risk.is_some() {
                self.summed.add(row);
            }
        }
    }

    /// The horizon.
    pub(super) fn weeks(&self) -> f64 {
        f64::from(self.days) / 7.0
    }

    fn dissatisfied(&self, row: usize, day: i32) -> Option<Warning> {
        let answers = self.satisfied.of_customer(row as u32, day).iter();
        dissatisfied(answers.map(|answer| (answer.day, answer.score)), day)
    }

    /// The risk of a customer as of a day, and what it is times what an active one brings; by the models of today.
    fn risk(&self, row: usize, day: i32, scores: &Scores) -> Option<(f64, Option<f64>)> {
        let then = scores.book.then(row, day)?;
        let weeks = self.weeks();
        let risk = 1.0 - scores.book.fit.chosen()?.btyd().p_active(&then.cbs, weeks);
        let at_risk = self.worth.as_ref().and_then(|worth| {
            let (paid, mean) = then.paid_repeats;
            let amount = worth.amounts.expected_amount(f64::from(paid), mean)?;
            let expected = worth.orders.expected(&then.cbs, weeks)?;
            Some(risk * if_active(amount * expected, then.p_alive)?)
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

    /// Tells some rows, most at risk first; whether those were the last.
    fn tell(&mut self, workspace: &Workspace, scores: &Scores) -> bool {
        if self.ranked.is_none() {
            let rank = |warned: &Warned| warned.at_risk.unwrap_or(warned.risk);
            let id = |warned: &Warned| id_of(workspace, warned.row as u32);
            self.list.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then_with(|| id(a).cmp(&id(b))));
            self.ranked = Some(Uncertainty::of(scores).map(Box::new));
        }
        let most = self.list.len().min(self.query.limit as usize);
        let to = (self.told + ROWS).min(most);
        let rows = self.list.get(self.told..to).unwrap_or_default().iter();
        let rows: Vec<ChurnRow> = rows.filter_map(|warned| self.row(warned, workspace, scores)).collect();
        self.rows.extend(rows);
        self.told = to;
        to >= most
    }

    fn row(&self, warned: &Warned, workspace: &Workspace, scores: &Scores) -> Option<ChurnRow> {
        let (book, weeks) = (&scores.book, self.weeks());
        let (people, row) = (workspace.table(customer::ID)?, warned.row as u32);
        let uplift = f64::from(self.query.uplift_percent.min(100)) / 100.0;
        let offer = self.worth.as_ref().and_then(|worth| {
            let amount = worth.amount(scores, warned.row)?;
            let what_if = WhatIf::of(&worth.orders, &book.history.cbs(warned.row)?, amount, weeks)?;
            what_if.break_even_offer(amount, scores.money.share(), uplift)
        });
        let none = self.ranked.as_ref().and_then(Option::as_deref);
        Some(ChurnRow {
            id: workspace.ids.id(people.handle(row)),
            name: name_at(workspace, people, row),
            stage: scores.stage(row),
            risk: warned.risk,
            risk_range: book.p_active_interval(warned.row, self.days).map(|(low, high)| [1.0 - high, 1.0 - low]),
            at_risk: warned.at_risk.map(|value| value.round() as i64),
            at_risk_range: none
                .zip(warned.at_risk)
                .and_then(|(none, value)| at_risk::of_one(none, warned.row, (book.as_of, weeks), value, scores)),
            offer: offer.map(|offer| offer.max(0.0).round() as i64),
            offer_range: none
                .zip(offer)
                .and_then(|(none, offer)| at_risk::of_offer(none, warned.row, weeks, offer, scores)),
            last_order: scores.last_order(row)?,
            next_order: book.next_order(warned.row, 0.5).map(shown),
            reasons: warned.warnings.iter().map(reason).collect(),
            snoozed_until: warned.until,
        })
    }

    fn answer(&mut self, scores: &Scores) -> ChurnAnswer {
        let book = &scores.book;
        let at_risk = self.list.iter().filter_map(|warned| warned.at_risk).collect::<Total>().get();
        let at_risk = self.worth.as_ref().map(|_| at_risk);
        let percent = |share: f64| (share * 100.0).round() as u32;
        ChurnAnswer {
            as_of: Day(book.as_of),
            buyers: book.buyers as u32,
            needed: insight::BUYERS_MIN as u32,
            currency: scores.currency,
            warned: self.list.len() as u32,
            snoozed: self.snoozed,
            at_risk: at_risk.map(|value| value.round() as i64),
            at_risk_range: at_risk.and_then(|value| self.summed.interval(value)),
            warn_overdue: percent(self.settings.overdue),
            warn_drop: percent(self.settings.drop),
            stages: explain::thresholds(&book.settings),
            margin: scores.money.share(),
            margin_of: scores.money.of(),
            rows: std::mem::take(&mut self.rows),
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
