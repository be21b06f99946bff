//! How uncertain a figure of both models is because their parameters are estimates.

use crate::scoring::Scores;
use insight::clv::Shifts;
use insight::stats::Z95;
use insight::{Btyd, GammaGamma, Total};

/// A figure, or the sum of those of many customers, with the moved parameters under which it is worked out. A customer's figure is an amount times a
/// number of orders.
#[derive(Clone)]
pub(crate) struct Uncertainty {
    orders: Shifts<Btyd, 4>,
    amounts: Shifts<GammaGamma, 3>,
    moved: Moved,
}

/// A figure, or a sum of figures, under each of the moved parameters.
#[derive(Clone, Default)]
pub(crate) struct Moved {
    by_orders: [[Total; 2]; 4],
    by_amounts: [[Total; 2]; 3],
    /// By the estimates themselves.
    total: Total,
    /// Some customer had no figure under a moved parameter.
    broken: bool,
}

impl Moved {
    /// Takes those of another in.
    fn join(&mut self, other: &Self) {
        let own = self.by_orders.iter_mut().chain(&mut self.by_amounts).flatten();
        let others = other.by_orders.iter().chain(&other.by_amounts).flatten();
        own.zip(others).for_each(|(sum, more)| sum.join(*more));
        self.total.join(other.total);
        self.broken |= other.broken;
    }
}

impl Uncertainty {
    /// `None` where a model's log leaves a parameter open.
    pub(crate) fn of(scores: &Scores) -> Option<Self> {
        let book = &scores.book;
        Some(Self {
            orders: Shifts::of(book.fit.chosen()?)?,
            amounts: Shifts::of_spend(book.spend.fit()?)?,
            moved: Moved::default(),
        })
    }

    /// Takes a customer in, as [`Uncertainty::moved`] has them.
    pub(crate) fn add(&mut self, figures: (f64, f64), paid: (u32, f64), orders_by: impl Fn(&Btyd) -> Option<f64>) {
        let moved = self.moved(figures, paid, orders_by);
        self.moved.join(&moved);
    }

    /// A customer's figure: the amount of an order and the number of orders, what the amount is told from (see [`insight::History::paid_repeats`]), and
    /// how many orders there are by another model.
    pub(crate) fn moved(
        &self,
        (amount, orders): (f64, f64),
        (paid, mean): (u32, f64),
        orders_by: impl Fn(&Btyd) -> Option<f64>,
    ) -> Moved {
        let mut moved = Moved::default();
        moved.total.add(amount * orders);
        for (sums, models) in moved.by_orders.iter_mut().zip(self.orders.models()) {
            for (sum, model) in sums.iter_mut().zip(models) {
                match orders_by(model) {
                    Some(orders) => sum.add(amount * orders),
                    None => moved.broken = true,
                }
            }
        }
        for (sums, models) in moved.by_amounts.iter_mut().zip(self.amounts.models()) {
            for (sum, model) in sums.iter_mut().zip(models) {
                match model.expected_amount(f64::from(paid), mean) {
                    Some(amount) => sum.add(amount * orders),
                    None => moved.broken = true,
                }
            }
        }
        moved
    }

    /// The 95 % interval around a figure of a customer, or around a sum of which these are a sample.
    pub(crate) fn of_all<'a>(&self, all: impl Iterator<Item = &'a Moved>, total: f64) -> Option<[i64; 2]> {
        let mut sums = Moved::default();
        all.for_each(|moved| sums.join(moved));
        self.interval_of(&sums, total)
    }

    /// The 95 % interval around a figure, or around a sum of which those taken in are a sample. Both models are fitted apart, so their errors add up as
    /// squares. Nothing is less than nothing.
    pub(crate) fn interval(&self, total: f64) -> Option<[i64; 2]> {
        self.interval_of(&self.moved, total)
    }

    fn interval_of(&self, moved: &Moved, total: f64) -> Option<[i64; 2]> {
        let sampled = moved.total.get();
        if moved.broken || sampled <= 0.0 {
            return None;
        }
        let (orders, amounts) = (self.orders.se(&got(&moved.by_orders))?, self.amounts.se(&got(&moved.by_amounts))?);
        let spread = Z95 * (orders * orders + amounts * amounts).sqrt() / sampled * total;
        let bound = |value: f64| value.is_finite().then(|| value.max(0.0).round() as i64);
        Some([bound(total - spread)?, bound(total + spread)?])
    }
}

/// What the sums come to.
fn got<const N: usize>(sums: &[[Total; 2]; N]) -> [[f64; 2]; N] {
    sums.map(|two| two.map(Total::get))
}
