//! How uncertain the value of the book is because the models' parameters are estimates.

use crate::scoring::Scores;
use crate::worth::Worth;
use insight::clv::Shifts;
use insight::stats::Z95;
use insight::{Btyd, GammaGamma};

/// Customers whose value is worked out under moved parameters, about: the error of a sum is told from every so many of them.
const SAMPLE: usize = 5_000;

/// Sums of the sample under each of the moved parameters.
pub(super) struct Uncertainty {
    every: usize,
    orders: Shifts<Btyd, 4>,
    amounts: Shifts<GammaGamma, 3>,
    by_orders: [[f64; 2]; 4],
    by_amounts: [[f64; 2]; 3],
    /// The sample's value by the estimates themselves.
    total: f64,
    /// Some customer had no figure under a moved parameter.
    broken: bool,
}

impl Uncertainty {
    /// `None` where a model's log leaves a parameter open.
    pub(super) fn of(scores: &Scores) -> Option<Self> {
        let book = &scores.book;
        Some(Self {
            every: book.buyers.div_ceil(SAMPLE).max(1),
            orders: Shifts::of(book.fit.chosen()?)?,
            amounts: Shifts::of_spend(book.spend.fit()?)?,
            by_orders: [[0.0; 2]; 4],
            by_amounts: [[0.0; 2]; 3],
            total: 0.0,
            broken: false,
        })
    }

    /// A customer, the `nth`, with the amount of an order and discounted orders.
    pub(super) fn look(
        &mut self,
        nth: usize,
        (amount, orders): (f64, f64),
        worth: &Worth,
        scores: &Scores,
        row: usize,
    ) {
        if !nth.is_multiple_of(self.every) {
            return;
        }
        self.total += amount * orders;
        for (sums, models) in self.by_orders.iter_mut().zip(self.orders.models()) {
            for (sum, model) in sums.iter_mut().zip(models) {
                match worth.discounted_by(model, scores, row) {
                    Some(orders) => *sum += amount * orders,
                    None => self.broken = true,
                }
            }
        }
        let (paid, mean) = scores.book.history.paid_repeats(row).unwrap_or((0, 0.0));
        for (sums, models) in self.by_amounts.iter_mut().zip(self.amounts.models()) {
            for (sum, model) in sums.iter_mut().zip(models) {
                match model.expected_amount(f64::from(paid), mean) {
                    Some(amount) => *sum += amount * orders,
                    None => self.broken = true,
                }
            }
        }
    }

    /// The 95 % interval around the value of all customers. Both models are fitted apart, so their errors add up as squares.
    pub(super) fn interval(&self, total: f64) -> Option<[i64; 2]> {
        if self.broken || self.total <= 0.0 {
            return None;
        }
        let (orders, amounts) = (self.orders.se(&self.by_orders)?, self.amounts.se(&self.by_amounts)?);
        let spread = Z95 * (orders * orders + amounts * amounts).sqrt() / self.total * total;
        let bound = |value: f64| value.is_finite().then(|| value.max(0.0).round() as i64);
        Some([bound(total - spread)?, bound(total + spread)?])
    }
}
