//! How uncertain a figure of both models is because their parameters are estimates.

use crate::scoring::Scores;
use insight::clv::Shifts;
use insight::stats::Z95;
use insight::{Btyd, GammaGamma, Total};

/// A figure, or the sum of those of many customers, under each of the moved parameters. A customer's figure is an amount times a number of orders.
#[derive(Clone)]
pub(crate) struct Uncertainty {
    orders: Shifts<Btyd, 4>,
    amounts: Shifts<GammaGamma, 3>,
    by_orders: [[Total; 2]; 4],
    by_amounts: [[Total; 2]; 3],
    /// By the estimates themselves.
    total: Total,
    /// Some customer had no figure under a moved parameter.
    broken: bool,
}

impl Uncertainty {
    /// `None` where a model's log leaves a parameter open.
    pub(crate) fn of(scores: &Scores) -> Option<Self> {
        let book = &scores.book;
        Some(Self {
            orders: Shifts::of(book.fit.chosen()?)?,
            amounts: Shifts::of_spend(book.spend.fit()?)?,
            by_orders: Default::default(),
            by_amounts: Default::default(),
            total: Total::default(),
            broken: false,
        })
    }

    /// Takes a customer in: the amount of an order and the number of orders, what the amount is told from (see [`insight::History::paid_repeats`]), and
    /// how many orders there are by another model.
    pub(crate) fn add(
        &mut self,
        (amount, orders): (f64, f64),
        (paid, mean): (u32, f64),
        orders_by: impl Fn(&Btyd) -> Option<f64>,
    ) {
        self.total.add(amount * orders);
        for (sums, models) in self.by_orders.iter_mut().zip(self.orders.models()) {
            for (sum, model) in sums.iter_mut().zip(models) {
                match orders_by(model) {
                    Some(orders) => sum.add(amount * orders),
                    None => self.broken = true,
                }
            }
        }
        for (sums, models) in self.by_amounts.iter_mut().zip(self.amounts.models()) {
            for (sum, model) in sums.iter_mut().zip(models) {
                match model.expected_amount(f64::from(paid), mean) {
                    Some(amount) => sum.add(amount * orders),
                    None => self.broken = true,
                }
            }
        }
    }

    /// The 95 % interval around a figure, or around a sum of which those taken in are a sample. Both models are fitted apart, so their errors add up as
    /// squares. Nothing is less than nothing.
    pub(crate) fn interval(&self, total: f64) -> Option<[i64; 2]> {
        let sampled = self.total.get();
        if self.broken || sampled <= 0.0 {
            return None;
        }
        let (orders, amounts) = (self.orders.se(&got(&self.by_orders))?, self.amounts.se(&got(&self.by_amounts))?);
        let spread = Z95 * (orders * orders + amounts * amounts).sqrt() / sampled * total;
        let bound = |value: f64| value.is_finite().then(|| value.max(0.0).round() as i64);
        Some([bound(total - spread)?, bound(total + spread)?])
    }
}

/// What the sums come to.
fn got<const N: usize>(sums: &[[Total; 2]; N]) -> [[f64; 2]; N] {
    sums.map(|two| two.map(Total::get))
}
