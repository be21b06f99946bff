//! How sure values at risk are: that of a customer, and of all who are warned together.

use super::id_of;
use crate::scoring::Scores;
use crate::uncertainty::Uncertainty;
use crate::workspace::Workspace;
use crate::worth::orders_at_risk;
use insight::Btyd;
use insight::clv::WhatIf;

/// Customers whose value is worked out under moved parameters, about: the error of a sum is told from every so many of them.
const SAMPLE: usize = 2_000;
/// Of them, so many in one slice: fourteen looks at a model for each.
const PIECE: usize = 100;

/// On which day, and for how many weeks from then on.
pub(super) type When = (i32, f64);

/// Takes the value at risk of the customer in a row in.
fn add(uncertainty: &mut Uncertainty, row: usize, (day, weeks): When, scores: &Scores) -> Option<()> {
    let book = &scores.book;
    let (then, model) = (book.then(row, day)?, book.fit.chosen()?.btyd());
    let (paid, mean) = then.paid_repeats;
    let amount = book.spend.fit()?.model.expected_amount(f64::from(paid), mean)?;
    let orders = orders_at_risk(&model, &then.cbs, weeks)?;
    uncertainty.add((amount, orders), then.paid_repeats, |model| orders_at_risk(model, &then.cbs, weeks));
    Some(())
}

/// The 95 % interval of what is at risk with the customer in a row; `none` is how uncertain nothing is.
pub(super) fn of_one(none: &Uncertainty, row: usize, when: When, value: f64, scores: &Scores) -> Option<[i64; 2]> {
    let mut own = none.clone();
    add(&mut own, row, when, scores)?;
    own.interval(value)
}

/// The 95 % interval of the most that an offer to the customer in a row may cost, likewise: an order's amount times today's order and those that it brings.
pub(super) fn of_offer(none: &Uncertainty, row: usize, weeks: f64, offer: f64, scores: &Scores) -> Option<[i64; 2]> {
    let book = &scores.book;
    let (cbs, paid) = (book.history.cbs(row)?, book.history.paid_repeats(row).unwrap_or((0, 0.0)));
    let amount = book.spend.fit()?.model.expected_amount(f64::from(paid.0), paid.1)?;
    let orders = |model: &Btyd| Some(1.0 + WhatIf::of(model, &cbs, 1.0, weeks)?.gain_of_an_order);
    let moved = none.moved((amount, orders(&book.fit.chosen()?.btyd())?), paid, orders);
    none.of_all(std::iter::once(&moved), offer)
}

/// The error of a sum of values at risk, on its way.
pub(super) struct Summed {
    uncertainty: Option<Box<Uncertainty>>,
    who: Vec<usize>,
    is_drawn: bool,
}

impl Summed {
    pub(super) fn of(scores: &Scores) -> Self {
        Self { uncertainty: Uncertainty::of(scores).map(Box::new), who: Vec::new(), is_drawn: false }
    }

    /// One whose value at risk is in the sum.
    pub(super) fn add(&mut self, row: usize) {
        if self.uncertainty.is_some() {
            self.who.push(row);
        }
    }

    /// Looks at some of the sample; whether that was the last of them. Who is of it is told by the id: so it is on every device.
    pub(super) fn step(&mut self, when: When, workspace: &Workspace, scores: &Scores) -> bool {
        let Some(uncertainty) = &mut self.uncertainty else { return true };
        if !self.is_drawn {
            self.is_drawn = true;
            let every = self.who.len().div_ceil(SAMPLE).max(1) as u64;
            let is_drawn =
                |row: usize| id_of(workspace, row as u32).is_some_and(|id| (id.0 as u64).is_multiple_of(every));
            self.who.retain(|&row| every == 1 || is_drawn(row));
        }
        let from = self.who.len().saturating_sub(PIECE);
        for row in self.who.drain(from..) {
            // Whoever has no value is not in the sum either.
            let _ = add(uncertainty, row, when, scores);
        }
        self.who.is_empty()
    }

    /// The 95 % interval around the sum; `None` where a model's log leaves a parameter open.
    pub(super) fn interval(&self, total: f64) -> Option<[i64; 2]> {
        self.uncertainty.as_ref()?.interval(total)
    }
}
