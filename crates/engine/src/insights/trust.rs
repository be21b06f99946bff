//! Whether the forecasts can be trusted: the models are fitted to the first two thirds of the log and judged by the last, customer by customer.

mod members;

use crate::scoring::{Scores, ended, word_stage};
use crate::workspace::Workspace;
use insight::areas::Ahead;
use insight::audit::{Auditing, Calibration};
use insight::stats::wilson;
use insight::{Audit, Book, FitState, Model, Progress, Run, Settings, Stage};
use members::Members;
use model::Day;
use protocol::{AuditAnswer, CalibrationRow, PurchaseCard, SpendCard, StageRow, TrustAnswer};

/// Days after the cut below which nothing can be judged.
const AFTER_MIN: u32 = 14;

/// The work.
pub struct Trust {
    cut: Option<(i32, u32)>,
    /// The fit of the first two thirds on its way, and what came of it.
    run: Option<Run>,
    book: Option<Book>,
    auditing: Auditing,
    /// What is told of the audit, and who is behind its groups on their way.
    audit: Option<Option<AuditAnswer>>,
    members: Members,
}

/// The end of the first two thirds of the log, and the days after it. It begins with the first order of one in a hundred customers, at least of a second one: a single
/// wrong date moves no cut.
fn cut(book: &Book) -> Option<(i32, u32)> {
    let mut firsts: Vec<i32> =
        (0..book.customers()).filter_map(|c| book.history.span(c)).map(|(first, _)| first).collect();
    let early = firsts.len().div_ceil(100).min(firsts.len().checked_sub(1)?);
    let (_, &mut first, _) = firsts.select_nth_unstable(early);
    let after = book.as_of.abs_diff(first) / 3;
    (after >= AFTER_MIN).then(|| (book.as_of - after as i32, after))
}

impl Trust {
    pub(super) fn new(workspace: &Workspace, scores: &Scores) -> Trust {
        let book = &scores.book;
        let cut = cut(book);
        let run = cut.map(|(day, after)| {
            let settings = Settings { horizon_days: after as i32, ..book.settings };
            let ended = ended(workspace, book.customers(), Day(day));
            let in_danger = crate::surveys::in_danger(workspace, book.customers(), day);
            Run::new(book.history.until(day), settings, ended, in_danger)
        });
        Trust { cut, run, book: None, auditing: Auditing::default(), audit: None, members: Members::default() }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<TrustAnswer> {
        if let Some(mut run) = self.run.take() {
            match run.step() {
                Progress::Working { .. } => self.run = Some(run),
                Progress::Done => self.book = Some(run.finish()),
            }
            return None;
        }
        if let Some(book) = &self.book {
            match &mut self.audit {
                None => {
                    self.audit = self.auditing.step(book, &scores.book.history).map(|audit| told(&audit, book));
                    return None;
                }
                Some(Some(audit)) => {
                    if !self.members.step(book, workspace, scores, audit) {
                        return None;
                    }
                }
                Some(None) => {}
            }
        }
        Some(self.answer(scores))
    }

    fn answer(&self, scores: &Scores) -> TrustAnswer {
        let book = &scores.book;
        TrustAnswer {
            as_of: Day(book.as_of),
            buyers: book.buyers as u32,
            needed: insight::BUYERS_MIN as u32,
            cut: self.cut.map(|(day, after)| (Day(day), after)),
            known: self.book.as_ref().map_or(0, |book| book.buyers) as u32,
            audit: self.audit.clone().flatten(),
            purchases: purchases(book),
            spend: spend(book),
            repeaters: super::repeaters(book),
        }
    }
}

/// A share of some and its interval.
fn share(some: usize, of: usize) -> Option<[f64; 3]> {
    let (low, high) = wilson(some as u64, of as u64)?;
    Some([some as f64 / of as f64, low, high])
}

fn ahead(ahead: Ahead) -> [f64; 3] {
    [ahead.difference, ahead.ci.0, ahead.ci.1]
}

fn told(audit: &Audit, book: &Book) -> Option<AuditAnswer> {
    let [by_chance, by_recency] = [audit.auc_p_active?, audit.auc_recency?];
    let actual = audit.active as f64 / audit.customers as f64;
    // Two tenths are a fifth.
    let fifth = |two: &[Calibration]| {
        let n: usize = two.iter().map(|group| group.n).sum();
        let sum = |of: fn(&Calibration) -> f64| two.iter().map(|group| of(group) * group.n as f64).sum::<f64>();
        let active = sum(|group| group.actual).round() as usize;
        let predicted = sum(|group| group.predicted) / n as f64;
        Some(CalibrationRow { customers: n as u32, predicted, actual: share(active, n)? })
    };
    let stages = Stage::ALL.into_iter().filter_map(|stage| {
        let n = audit.stage_customers[stage as usize];
        let active = (audit.stage_active[stage as usize]? * n as f64).round() as usize;
        Some(StageRow { stage: word_stage(stage), customers: n as u32, active: share(active, n)? })
    });
    Some(AuditAnswer {
        active: audit.active as u32,
        active_expected: audit.mean_p_active?,
        active_range: audit.active_range?.into(),
        orders: audit.order_days as u32,
        orders_expected: audit.expected_orders?,
        by_chance,
        by_recency,
        by_rfm: audit.rfm_sum_auc,
        ranges: audit.auc_ci.map(|range| range.map(|(low, high)| [low, high])),
        over_recency: audit.over_recency.map(ahead),
        rfm_over: audit.rfm_over.map(ahead),
        brier: audit.brier?,
        brier_plain: actual * (1.0 - actual),
        over_plain: audit.over_share.map(ahead),
        fifths: audit.calibration.chunks(2).filter_map(fifth).collect(),
        stages: stages.collect(),
        fifth_members: Vec::new(),
        stage_members: Vec::new(),
        prior_share: book.fit.chosen().map_or(0.0, |fit| fit.prior_share),
    })
}

fn purchases(book: &Book) -> Option<PurchaseCard> {
    let FitState::Fitted { bg, mbg, chosen, .. } = &book.fit else { return None };
    let modified = *chosen == Model::Mbg;
    let (fit, other) = if modified { (mbg, bg) } else { (bg, mbg) };
    Some(PurchaseCard {
        modified,
        parameters: fit.params.to_array(),
        errors: fit.se,
        log_likelihood: fit.log_likelihood,
        other: other.log_likelihood,
        prior_share: fit.prior_share,
        converged: fit.converged,
    })
}

fn spend(book: &Book) -> Option<SpendCard> {
    let fit = book.spend.fit()?;
    Some(SpendCard {
        parameters: fit.model.to_array(),
        errors: fit.se,
        correlation: fit.spearman,
        dependent: fit.dependent,
        prior_share: fit.prior_share,
        converged: fit.converged,
    })
}
