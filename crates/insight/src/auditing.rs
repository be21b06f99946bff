//! An audit in short steps, so that other work can be done in between.

use crate::areas::Placed;
use crate::audit::{Audit, auc, brier, calibration, count_range, over_share};
use crate::book::Book;
use crate::history::History;
use crate::rank::{mid_ranks, pearson};
use crate::stage::Stage;
use crate::total::Total;

/// Customers looked at in one step: a few milliseconds.
const CUSTOMERS_PER_STEP: usize = 2_000;

/// What is said of a customer, as far as everybody has it.
#[derive(Clone, Copy)]
enum Column {
    Active,
    Alive,
    Recency,
    Loyalty,
    RfmSum,
    Expected,
}

/// What is worked out of whole columns: an area, or a correlation with spend afterwards.
const RANKED: [(Column, bool); 7] = [
    (Column::Active, false),
    (Column::Alive, false),
    (Column::Recency, false),
    (Column::Loyalty, false),
    (Column::RfmSum, false),
    (Column::Loyalty, true),
    (Column::RfmSum, true),
];

/// Whose areas are compared with each other.
const COMPARED: [Column; 3] = [Column::Active, Column::Recency, Column::RfmSum];

/// An [`Audit`] on its way: each [`Auditing::step`] is a few milliseconds of work at 100,000 customers. It is asked with the same book and the same later
/// history each time.
#[derive(Clone, Debug)]
pub struct Auditing {
    at: usize,
    active: Vec<bool>,
    spent: Vec<f64>,
    order_days: usize,
    /// By [`Column`]; `None` where some customer has no such figure.
    columns: [Option<Vec<f64>>; 6],
    /// Customers and active ones per stage.
    stages: [(usize, usize); 6],
    /// By [`RANKED`], and the placements behind those that are compared.
    ranked: Vec<Option<f64>>,
    placed: [Option<Placed>; 3],
}

impl Default for Auditing {
    fn default() -> Self {
        Self {
            at: 0,
            active: Vec::new(),
            spent: Vec::new(),
            order_days: 0,
            columns: std::array::from_fn(|_| Some(Vec::new())),
            stages: [(0, 0); 6],
            ranked: Vec::new(),
            placed: [const { None }; 3],
        }
    }
}

impl Auditing {
    /// Works for a few milliseconds; the audit at the end.
    pub fn step(&mut self, book: &Book, later: &History) -> Option<Audit> {
        if self.at < book.customers() {
            let to = (self.at + CUSTOMERS_PER_STEP).min(book.customers());
            (self.at..to).filter(|&c| book.history.span(c).is_some()).for_each(|c| self.look(c, book, later));
            self.at = to;
            return None;
        }
        let Some(&(column, spend)) = RANKED.get(self.ranked.len()) else { return Some(self.audit()) };
        let scores = self.columns[column as usize].as_deref();
        let compared = COMPARED.iter().position(|one| *one as usize == column as usize);
        self.ranked.push(match (spend, compared.and_then(|at| self.placed.get_mut(at))) {
            (false, Some(placed)) => {
                *placed = scores.and_then(|scores| Placed::of(scores, &self.active));
                placed.as_ref().map(|placed| placed.area)
            }
            (false, None) => scores.and_then(|scores| auc(scores, &self.active)),
            (true, _) => scores.and_then(|scores| pearson(&mid_ranks(scores), &mid_ranks(&self.spent))),
        });
        None
    }

    /// A customer that was known at the end of calibration.
    fn look(&mut self, c: usize, book: &Book, later: &History) {
        let from = later.days(c).partition_point(|&day| day <= book.as_of);
        let spent: i128 = later.amounts(c).iter().skip(from).map(|&m| i128::from(m)).sum();
        let order_days = later.days(c).len() - from;
        let active = order_days > 0;
        self.order_days += order_days;
        self.active.push(active);
        self.spent.push(spent as f64);

        let signals = book.signals(c);
        let rfm = &book.rfm;
        let figures = [
            signals.map(|signals| signals.p_active),
            signals.map(|signals| signals.p_alive),
            book.history.span(c).map(|(_, last)| f64::from(last)),
            book.explain_loyalty(c).map(|reason| reason.score),
            Some(f64::from(rfm.r[c]) + f64::from(rfm.f[c]) + f64::from(rfm.m[c])),
            book.expected_orders(c, book.settings.horizon_days.max(1).unsigned_abs()),
        ];
        for (column, figure) in self.columns.iter_mut().zip(figures) {
            match (column.as_mut(), figure) {
                (Some(column), Some(figure)) => column.push(figure),
                _ => *column = None,
            }
        }
        if let Some(stage) = book.stage[c] {
            self.stages[stage as usize].0 += 1;
            self.stages[stage as usize].1 += usize::from(active);
        }
    }

    fn audit(&self) -> Audit {
        let column = |column: Column| self.columns[column as usize].as_deref();
        let p_active = column(Column::Active);
        let mean = |values: &[f64]| values.iter().copied().collect::<Total>().mean(values.len());
        let ranked = |at: usize| self.ranked.get(at).copied().flatten();
        let [chance, recency, rfm] = [0, 1, 2].map(|at: usize| self.placed[at].as_ref());
        Audit {
            customers: self.active.len(),
            active: self.active.iter().filter(|active| **active).count(),
            order_days: self.order_days,
            auc_p_active: ranked(0),
            auc_p_alive: ranked(1),
            auc_recency: ranked(2),
            auc_ci: [chance, recency, rfm].map(|placed| placed.and_then(Placed::ci)),
            over_recency: chance.zip(recency).and_then(|(chance, recency)| chance.ahead_of(recency)),
            rfm_over: rfm.zip(chance).and_then(|(rfm, chance)| rfm.ahead_of(chance)),
            brier: p_active.and_then(|p| brier(p, &self.active)),
            over_share: p_active.and_then(|p| over_share(p, &self.active)),
            mean_p_active: p_active.and_then(mean),
            active_range: p_active.map(count_range),
            expected_orders: column(Column::Expected).map(|e| e.iter().copied().collect::<Total>().get()),
            calibration: p_active.map_or_else(Vec::new, |p| calibration(p, &self.active)),
            stage_customers: Stage::ALL.map(|s| self.stages[s as usize].0),
            stage_active: self.stages.map(|(n, active)| (n > 0).then(|| active as f64 / n as f64)),
            loyalty_auc: ranked(3),
            rfm_sum_auc: ranked(4),
            loyalty_spearman: ranked(5),
            rfm_sum_spearman: ranked(6),
        }
    }
}
