//! A book that follows a change of some customers' orders at once, before the next run.

use crate::ABSENT;
use crate::book::Book;
use crate::loyalty;
use crate::own::Change;
use crate::rfm::Segment;

/// Customers with orders beside the columns of a history; with more, the columns are made anew.
const CHANGED_MAX: usize = 500;

impl Book {
    /// Takes over what became of the orders of some customers, or that there are more customers now, and judges these by the fits, cuts and shares
    /// in force. `flags` are who has ended and who is in danger, where that may have changed. What depends on all customers (fits, cuts, mid-rank shares,
    /// concentration) stays until the next [`crate::Run`].
    pub fn follow(&mut self, changes: &[(u32, Change)], flags: Option<[Vec<bool>; 2]>, customers: usize) {
        let before = self.customers();
        self.history.change(changes, customers);
        if self.history.changed() > CHANGED_MAX {
            self.history = self.history.settled(customers);
        }
        let customers = self.customers();
        for column in [&mut self.p_alive, &mut self.p_active, &mut self.overdue, &mut self.loyalty] {
            column.resize(customers, ABSENT);
        }
        for column in [&mut self.shares.rate, &mut self.shares.spend, &mut self.shares.tenure] {
            column.resize(customers, ABSENT);
        }
        for column in [&mut self.rfm.r, &mut self.rfm.f, &mut self.rfm.m] {
            column.resize(customers, 0);
        }
        self.rfm.segment.resize(customers, Segment::Prospect);
        self.stage.resize(customers, None);
        let flag = |flags: &[bool], c: usize| flags.get(c).copied().unwrap_or(false);
        let mut judged: Vec<usize> = (before..customers).collect();
        if let Some([ended, in_danger]) = flags {
            let earlier =
                [std::mem::replace(&mut self.ended, ended), std::mem::replace(&mut self.in_danger, in_danger)];
            let now = [&self.ended, &self.in_danger];
            let differs = |c: usize| earlier.iter().zip(now).any(|(earlier, now)| flag(earlier, c) != flag(now, c));
            judged.extend((0..before).filter(|&c| differs(c)));
        }
        judged.extend(changes.iter().map(|(c, _)| *c as usize).filter(|&c| c < customers));
        judged.into_iter().for_each(|c| self.judge_anew(c));
    }

    fn judge_anew(&mut self, c: usize) {
        let signals = self.signals(c);
        let share = |of: Option<f64>| of.map_or(ABSENT, |p| p as f32);
        self.p_alive[c] = share(signals.map(|signals| signals.p_alive));
        self.p_active[c] = share(signals.map(|signals| signals.p_active));
        self.overdue[c] = share(signals.map(|signals| signals.overdue));
        self.stage[c] = self.explain_stage(c).stage();
        self.rfm.place(&self.history, c);
        self.loyalty[c] = self.loyalty_shares(c).map_or(ABSENT, |shares| loyalty::score(shares) as f32);
    }
}
