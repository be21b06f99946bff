//! What customers will bring: life-time value and value at risk, from the purchase and the spend model.

use crate::scoring::Scores;
use crate::uncertainty::Uncertainty;
use insight::churn::if_active;
use insight::{ABSENT, Btyd, Cbs, Discounting, GammaGamma, Signals};
use model::Money;
use protocol::WorthAnswer;

/// Both models of a book and the discounting, ready for many customers.
pub struct Worth {
    /// When they order.
    pub orders: Btyd,
    /// How much.
    pub amounts: GammaGamma,
    discounting: Discounting,
    horizon_weeks: f64,
}

/// One customer's figures, minor units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Expected amount of an order.
    pub amount: f64,
    /// Expected orders within the horizon.
    pub expected: f64,
    /// The same, discounted.
    pub discounted: f64,
}

impl Worth {
    /// `None` where the book is too small for one of the models.
    pub fn of(scores: &Scores) -> Option<Self> {
        Self::over(scores, scores.book.settings.horizon_weeks(), scores.money.discount)
    }

    /// The same over other weeks and at another discount a year.
    pub fn over(scores: &Scores, horizon_weeks: f64, discount: f64) -> Option<Self> {
        let book = &scores.book;
        let discounting = Discounting::over(horizon_weeks, discount)?;
        let orders = book.fit.chosen()?.btyd();
        Some(Self { orders, amounts: book.spend.fit()?.model, discounting, horizon_weeks })
    }

    /// Expected amount of an order of the customer in a row.
    pub fn amount(&self, scores: &Scores, row: usize) -> Option<f64> {
        let (paid, mean) = scores.book.history.paid_repeats(row).unwrap_or((0, 0.0));
        self.amounts.expected_amount(f64::from(paid), mean)
    }

    /// Expected amount and discounted orders; `None` before the first order and for a relation that is over.
    pub fn discounted(&self, scores: &Scores, row: usize) -> Option<(f64, f64)> {
        let cbs = self.living(scores, row)?;
        Some((self.amount(scores, row)?, self.discounting.orders(&self.orders, &cbs)?))
    }

    /// What the customer in a row will bring, before margin: nothing where the relation is over; `None` before the first order.
    pub(crate) fn brings(&self, scores: &Scores, row: usize) -> Option<f64> {
        if scores.book.has_ended(row) {
            return scores.book.history.span(row).map(|_| 0.0);
        }
        self.discounted(scores, row).map(|(amount, orders)| amount * orders)
    }

    /// Discounted orders of the customer in a row by another model.
    pub(crate) fn discounted_by(&self, model: &Btyd, scores: &Scores, row: usize) -> Option<f64> {
        self.discounting.orders(model, &self.living(scores, row)?)
    }

    /// Everything of the customer in a row.
    pub fn figures(&self, scores: &Scores, row: usize) -> Option<Figures> {
        let (amount, discounted) = self.discounted(scores, row)?;
        let expected = self.orders.expected(&self.living(scores, row)?, self.horizon_weeks)?;
        Some(Figures { amount, expected, discounted })
    }

    /// Risk of no order within the horizon times what a customer who is still there brings in it, minor units before margin.
    pub fn at_risk(&self, scores: &Scores, row: usize, figures: &Figures) -> Option<f64> {
        of_signals(scores.book.signals(row)?, figures.amount * figures.expected)
    }

    /// The 95 % interval of the value at risk, as far as the parameters of both models are uncertain.
    fn at_risk_range(&self, scores: &Scores, row: usize, figures: &Figures, value: f64) -> Option<[Money; 2]> {
        let (cbs, weeks) = (self.living(scores, row)?, self.horizon_weeks);
        let paid = scores.book.history.paid_repeats(row).unwrap_or((0, 0.0));
        let mut uncertainty = Uncertainty::of(scores)?;
        let orders = orders_at_risk(&self.orders, &cbs, weeks)?;
        uncertainty.add((figures.amount, orders), paid, |model| orders_at_risk(model, &cbs, weeks));
        Some(uncertainty.interval(value)?.map(|minor| Money { minor, currency: scores.currency }))
    }

    fn living(&self, scores: &Scores, row: usize) -> Option<Cbs> {
        scores.book.history.cbs(row).filter(|_| !scores.book.has_ended(row))
    }
}

/// Value at risk of the customer in a row, as [`Worth::at_risk`] has it. Neither model is made ready for more than this one.
pub(crate) fn at_risk(scores: &Scores, row: u32) -> Option<f64> {
    let (book, row) = (&scores.book, row as usize);
    let cbs = book.history.cbs(row).filter(|_| !book.has_ended(row))?;
    let (paid, mean) = book.history.paid_repeats(row).unwrap_or((0, 0.0));
    let amount = book.spend.fit()?.model.expected_amount(f64::from(paid), mean)?;
    let expected = book.fit.chosen()?.btyd().expected(&cbs, book.settings.horizon_weeks())?;
    of_signals(book.signals(row)?, amount * expected)
}

/// `brings` is what they bring in expectation, gone or not.
fn of_signals(signals: Signals, brings: f64) -> Option<f64> {
    risked((signals.p_alive, signals.p_active), brings)
}

fn risked((p_alive, p_active): (f64, f64), brings: f64) -> Option<f64> {
    Some((1.0 - p_active) * if_active(brings, p_alive)?)
}

/// Orders that are at risk with a customer: the chance of none within `weeks`, times how many one who is still there places in them. Times the amount of
/// an order, that is the value at risk.
pub(crate) fn orders_at_risk(model: &Btyd, customer: &Cbs, weeks: f64) -> Option<f64> {
    let signals = (model.p_alive(customer), model.p_active(customer, weeks));
    risked(signals, model.expected(customer, weeks)?)
}

/// The column behind [`Scores::lifetime_value`].
pub(crate) fn lifetime_values(scores: &Scores) -> Vec<f32> {
    let worth = Worth::of(scores);
    let share = scores.money.share();
    let one = |row: usize| {
        let (amount, orders) = worth.as_ref()?.discounted(scores, row)?;
        Some((share * amount * orders) as f32)
    };
    (0..scores.book.customers()).map(|row| one(row).unwrap_or(ABSENT)).collect()
}

/// The values of these rows anew, where the column is there.
pub(crate) fn follow(scores: &mut Scores, touched: &[u32]) {
    let Some(mut values) = scores.lifetime.take() else { return };
    let customers = scores.book.customers();
    let added = values.len()..customers;
    values.resize(customers, ABSENT);
    if let Some(worth) = Worth::of(scores) {
        let share = scores.money.share();
        for row in added.chain(touched.iter().map(|&row| row as usize)).filter(|&row| row < customers) {
            let value = worth.discounted(scores, row).map(|(amount, orders)| (share * amount * orders) as f32);
            values[row] = value.unwrap_or(ABSENT);
        }
    }
    // Just taken out.
    let _ = scores.lifetime.set(values);
}

/// What the customer in a row will bring.
pub(crate) fn answer(scores: &Scores, row: usize) -> Option<WorthAnswer> {
    let worth = Worth::of(scores)?;
    let figures = worth.figures(scores, row)?;
    let money = |minor: f64| Money { minor: minor.round() as i64, currency: scores.currency };
    let share = scores.money.share();
    // The same discount for few orders as for many.
    let per_order = if figures.expected > 0.0 { figures.discounted / figures.expected } else { 1.0 };
    let at_risk = worth.at_risk(scores, row, &figures);
    let (low, high) = scores.book.orders_interval(row, scores.book.settings.horizon_days.max(1).unsigned_abs())?;
    let range = [low, high].map(|orders| money(share * figures.amount * f64::from(orders) * per_order));
    Some(WorthAnswer {
        value: money(share * figures.amount * figures.discounted),
        range,
        amount: money(figures.amount),
        orders: figures.discounted,
        at_risk: at_risk.map(money),
        at_risk_range: at_risk.and_then(|value| worth.at_risk_range(scores, row, &figures, value)),
        margin: share,
        margin_of: scores.money.of(),
        discount: scores.money.discount,
    })
}

#[cfg(test)]
mod tests {
    use super::orders_at_risk;
    use insight::{Btyd, Cbs, Model, Params};

    #[test]
    fn what_is_at_risk_changes_little_from_day_to_day_however_small_the_chance() {
        let params = Params::new(1.0, 2.0, 0.5, 3.0).expect("parameters");
        let model = Btyd { model: Model::Bg, params };
        let after = |silence: u32| {
            let customer = Cbs::from_days(100, 700, 700 + silence)?;
            Some((model.p_alive(&customer), orders_at_risk(&model, &customer, 13.0)?))
        };
        let told: Vec<(f64, f64)> = (100..400).filter_map(after).collect();
        assert!(told.len() == 300 && told[0].0 > 1e-10 && told[299].0 < 1e-14 && told[299].0 > 0.0, "{told:?}");
        for two in told.windows(2) {
            assert!(two[1].1 > 0.0 && (two[1].1 / two[0].1 - 1.0).abs() < 0.02, "{two:?}");
        }
    }
}
