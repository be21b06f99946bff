//! How sure the figures of one customer are.

use crate::book::Book;
use crate::clv::parameter_se;
use crate::history::weeks;
use crate::loyalty::LoyaltyFactor;
use crate::special::finite;
use crate::stats::Z95;

impl Book {
    /// Standard error of the loyalty score of customer `c`, points; `None` where the score is absent.
    ///
    /// Two of the four shares are estimates: P(alive) has the error of the model's parameters (delta method), and the order rate, whose posterior is
    /// Gamma(r+x, α+T), has the standard deviation √(r+x)/(α+T), taken to its mid-rank among the book's rates. Spend and tenure are known.
    #[must_use]
    pub fn loyalty_se(&self, c: usize) -> Option<f64> {
        self.explain_loyalty(c)?;
        let (fit, cbs) = (self.fit.chosen()?, self.history.cbs(c)?);
        let model = fit.btyd();
        // That somebody has left is no estimate.
        let of_alive =
            self.living(c).and_then(|cbs| parameter_se(fit, |model| Some(model.p_alive(&cbs)))).unwrap_or(0.0);
        let rate = model.rate(&cbs);
        let spread = rate / (fit.params.r() + cbs.x()).sqrt();
        let (low, high) = (rate - spread, rate + spread);
        let (mut between, mut buyers) = (0.0, 0.0);
        for other in (0..self.customers()).filter_map(|c| self.history.cbs(c)) {
            let rate = model.rate(&other);
            buyers += 1.0;
            if rate > low && rate < high {
                between += 1.0;
            }
        }
        let of_rate = between / (2.0 * buyers);
        let weights: f64 = LoyaltyFactor::ALL.iter().map(|f| f.weight()).sum();
        let parts = [LoyaltyFactor::PAlive.weight() * of_alive, LoyaltyFactor::OrderRate.weight() * of_rate];
        Some(100.0 * (parts[0] * parts[0] + parts[1] * parts[1]).sqrt() / weights)
    }

    /// The 95 % interval of P(an order in the next `days`) of customer `c`, as far as the model's parameters are uncertain: delta method on the scale of log
    /// odds, so that it stays within 0 and 1. `None` where the log leaves a parameter open, the relation was ended, or the figure is 0 or 1.
    #[must_use]
    pub fn p_active_interval(&self, c: usize, days: u32) -> Option<(f64, f64)> {
        let (fit, cbs) = (self.fit.chosen()?, self.living(c)?);
        let p = fit.btyd().p_active(&cbs, weeks(days));
        let se = parameter_se(fit, |model| Some(model.p_active(&cbs, weeks(days))))?;
        let odds = p / (1.0 - p);
        if !(p > 0.0 && odds.is_finite()) {
            return None;
        }
        let factor = libm::exp((Z95 * se / (p * (1.0 - p))).min(700.0));
        let share = |odds: f64| odds / (1.0 + odds);
        finite(share(odds / factor)).zip(finite(share(odds * factor)).or(Some(1.0)))
    }

    /// Orders of customer `c` in the next `days` that are not undercut and not exceeded with a probability of 5 % each (exact predictive distribution); `None`
    /// where the relation was ended.
    #[must_use]
    pub fn orders_interval(&self, c: usize, days: u32) -> Option<(u32, u32)> {
        let (model, cbs) = (self.fit.btyd()?, self.living(c)?);
        let quantile = |q| model.predictive_quantile(&cbs, weeks(days), q);
        Some((quantile(0.05)?, quantile(0.95)?))
    }
}
