//! What it costs to win customers, by source.

use super::super::money_range;
use crate::workspace::Workspace;
use insight::acquisition::{cac, clv_to_cac, payback_months};
use insight::calendar::Period;
use insight::stats::{Ratio, Spread};
use model::schema::acquisition_spend;
use model::{Currency, Money, OptionId};
use protocol::ValueSource;
use std::collections::{BTreeMap, BTreeSet};

/// Days of a month, on average.
const MONTH_DAYS: f64 = 365.25 / 12.0;

/// A source's customers and months with spend.
#[derive(Default)]
struct Source {
    spend: i64,
    /// Part of it that is written with customers, and with how many.
    told: (i64, u32),
    months: BTreeSet<i32>,
    new: u32,
    customers: u32,
    /// The value of those who have one.
    value: Spread,
    /// Earned so far over the months since the first order, of all customers together.
    pace: Ratio,
}

/// All sources; `None` for what has no source.
#[derive(Default)]
pub(super) struct Sources {
    currency: Option<Currency>,
    all: BTreeMap<Option<OptionId>, Source>,
    /// What was spent in other currencies, by their codes.
    pub(super) elsewhere: Vec<(Money, u32)>,
    pub(super) incomplete: u32,
}

impl Sources {
    /// Reads what was spent until `as_of`.
    pub(super) fn of(workspace: &Workspace, currency: Currency, as_of: i32) -> Self {
        let mut sources = Self { currency: Some(currency), ..Self::default() };
        let Some(table) = workspace.table(acquisition_spend::ID) else { return sources };
        let now = Period::Month.of(as_of);
        for row in table.alive_rows() {
            let month = table.column(acquisition_spend::MONTH.id).and_then(|column| column.day(row));
            let month = month.map(|day| Period::Month.of(day.0)).filter(|month| *month <= now);
            let amount = table.column(acquisition_spend::AMOUNT.id).and_then(|column| column.money(row));
            let (Some(month), Some(amount)) = (month, amount) else {
                sources.incomplete += 1;
                continue;
            };
            if amount.currency != currency {
                sources.add_elsewhere(amount);
                continue;
            }
            let source = table.column(acquisition_spend::SOURCE.id).and_then(|column| column.option(row));
            let source = sources.all.entry(source).or_default();
            source.spend = source.spend.saturating_add(amount.minor);
            source.months.insert(month);
        }
        sources
    }

    fn add_elsewhere(&mut self, amount: Money) {
        match self.elsewhere.iter_mut().find(|(sum, _)| sum.currency == amount.currency) {
            Some((sum, n)) => {
                sum.minor = sum.minor.saturating_add(amount.minor);
                *n += 1;
            }
            None => {
                self.elsewhere.push((amount, 1));
                self.elsewhere.sort_by_key(|(sum, _)| sum.currency);
            }
        }
    }

    /// A buyer of a source: the day of the first order, how many days the relation has lasted, value to come if it can be told, earned so far, and what is written
    /// with the customer of what winning them has cost. The latter counts where no spend of the source is written for the month, else it would count twice.
    pub(super) fn add(
        &mut self,
        source: Option<OptionId>,
        first: i32,
        days: u32,
        value: Option<f64>,
        earned: f64,
        cost: Option<Money>,
    ) {
        let is_spent = |source: &Source| source.months.contains(&Period::Month.of(first));
        let cost = cost.filter(|cost| cost.minor > 0 && !self.all.get(&source).is_some_and(is_spent));
        let own = cost.filter(|cost| Some(cost.currency) == self.currency);
        if let (Some(cost), None) = (cost, own) {
            self.add_elsewhere(cost);
        }
        let source = self.all.entry(source).or_default();
        source.customers += 1;
        if let Some(cost) = own {
            source.spend = source.spend.saturating_add(cost.minor);
            source.told = (source.told.0.saturating_add(cost.minor), source.told.1 + 1);
        }
        source.new += u32::from(own.is_some() || source.months.contains(&Period::Month.of(first)));
        if let Some(value) = value {
            source.value.add(value);
        }
        // A relation of a day has lasted a month: else its first order would be earned every day.
        source.pace.add(earned, (f64::from(days) / MONTH_DAYS).max(1.0));
    }

    /// By source, most spent first and then most customers; and all sources with spend together.
    pub(super) fn rows(&self) -> (Vec<ValueSource>, ValueSource) {
        let mut won = Source::default();
        let mut rows = Vec::with_capacity(self.all.len());
        for (&id, source) in &self.all {
            rows.push(source.row(id));
            if source.spend > 0 {
                won.spend = won.spend.saturating_add(source.spend);
                won.told = (won.told.0.saturating_add(source.told.0), won.told.1 + source.told.1);
                won.months.extend(&source.months);
                won.new += source.new;
                won.customers += source.customers;
                won.value.join(source.value);
                won.pace.join(source.pace);
            }
        }
        rows.sort_by_key(|row| (std::cmp::Reverse((row.spend, row.customers)), row.source));
        (rows, won.row(None))
    }
}

impl Source {
    fn row(&self, source: Option<OptionId>) -> ValueSource {
        let value = self.value.mean();
        let (mean, range) = (value.map(|value| value.mean), value.and_then(|value| value.ci));
        // Nothing spent is no price: it may only be that nobody wrote it down.
        let cac = if self.spend > 0 { cac(self.spend as f64, 0.0, self.new.into()) } else { None };
        let (margin, pace) = (self.pace.get(), self.pace.interval());
        ValueSource {
            source,
            spend: self.spend,
            told: self.told,
            months: self.months.len() as u32,
            new: self.new,
            customers: self.customers,
            mean_value: mean.map(|mean| mean.round() as i64),
            mean_range: money_range(range),
            cac: cac.map(|cac| cac.round() as i64),
            ratio: mean.zip(cac).and_then(|(mean, cac)| clv_to_cac(mean, cac)),
            ratio_range: range.zip(cac).map(|((low, high), cac)| [low.max(0.0) / cac, high / cac]),
            payback_months: margin.zip(cac).and_then(|(margin, cac)| payback_months(cac, margin)),
            // The more a month brings, the sooner.
            payback_range: pace
                .zip(cac)
                .and_then(|((low, high), cac)| Some([payback_months(cac, high)?, payback_months(cac, low)?])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods)]
    fn who_has_no_value_is_in_no_mean_and_a_month_is_the_least_of_a_relation() {
        let mut sources = Sources { currency: Some(Currency::CNY), ..Sources::default() };
        let source = Some(OptionId(3));
        let months = BTreeSet::from([Period::Month.of(100)]);
        sources.all.insert(source, Source { spend: 900, months, ..Source::default() });
        sources.add(source, 100, 0, Some(1_200.0), 100.0, None);
        sources.add(source, 99, 1, None, 50.0, None);
        sources.add(source, -3_000, 3_100, Some(0.0), 0.0, None);
        sources.add(None, 100, 0, None, 70.0, None);
        let (rows, won) = sources.rows();
        let [ads, unsaid] = rows[..] else { panic!("two sources") };
        assert_eq!((ads.customers, ads.new, ads.cac, ads.mean_value), (3, 2, Some(450), Some(600)));
        assert!((ads.ratio.unwrap_or(0.0) - 600.0 / 450.0).abs() < 1e-12);
        let months = 2.0 + 3_100.0 / MONTH_DAYS;
        assert!((ads.payback_months.unwrap_or(0.0) - 450.0 / (150.0 / months)).abs() < 1e-9);
        // By hand: what each is off the common pace, squared; t(0.975; 2) = 4.302653, relative to what all have earned.
        let pace = 150.0 / months;
        let rests = [(100.0, 1.0), (50.0, 1.0), (0.0, 3_100.0 / MONTH_DAYS)].map(|(earned, n)| earned - pace * n);
        let squares: f64 = rests.iter().map(|rest| rest * rest).sum();
        let factor = (4.302_652_73 * (1.5 * squares).sqrt() / 150.0).exp();
        let [soonest, latest] = ads.payback_range.unwrap_or_default();
        let payback = 450.0 / pace;
        assert!((soonest / (payback / factor) - 1.0).abs() < 1e-6 && (latest / (payback * factor) - 1.0).abs() < 1e-6);
        assert_eq!((won.payback_range, unsaid.payback_range), (ads.payback_range, None));
        assert_eq!((unsaid.source, unsaid.mean_value, unsaid.cac, unsaid.new), (None, None, None, 0));
        assert_eq!((won.spend, won.customers, won.mean_value), (900, 3, ads.mean_value));
    }

    #[test]
    fn what_is_written_with_a_customer_counts_where_no_spend_is() {
        let mut sources = Sources { currency: Some(Currency::CNY), ..Sources::default() };
        let source = Some(OptionId(3));
        let months = BTreeSet::from([Period::Month.of(100)]);
        sources.all.insert(source, Source { spend: 900, months, ..Source::default() });
        let cost = |minor, currency| Some(Money { minor, currency });
        // Of a month with spend: that is what the customer has cost.
        sources.add(source, 100, 0, None, 0.0, cost(5_000, Currency::CNY));
        sources.add(source, 10, 90, None, 0.0, cost(300, Currency::CNY));
        sources.add(source, 10, 90, None, 0.0, cost(70, Currency::USD));
        sources.add(source, 10, 90, None, 0.0, None);
        sources.add(None, 100, 0, None, 0.0, cost(250, Currency::CNY));
        let (rows, won) = sources.rows();
        let [ads, unsaid] = rows[..] else { panic!("two sources") };
        assert_eq!((ads.spend, ads.told, ads.new, ads.cac), (1_200, (300, 1), 2, Some(600)));
        assert_eq!(
            (unsaid.spend, unsaid.told, unsaid.new, unsaid.cac, unsaid.months),
            (250, (250, 1), 1, Some(250), 0)
        );
        assert_eq!((won.spend, won.told, won.new), (1_450, (550, 2), 3));
        assert_eq!(sources.elsewhere, [(Money { minor: 70, currency: Currency::USD }, 1)]);
    }
}
