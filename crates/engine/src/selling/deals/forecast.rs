//! What is to come: weighted sums by month and category, with how sure they are.

use super::reading::{Deals, WHOLE, minor_of, rounded};
use insight::funnel;
use model::schema::opportunity;
use model::{Currency, Day, Money, OptionId, options};
use protocol::DealScope;
use protocol::deals::{DealOutcome, ForecastAnswer, ForecastCell, ForecastOf, ForecastRow, ForecastWhen};
use std::collections::BTreeMap;

/// Of a normal distribution, four fifths lie within so many standard deviations.
const FOUR_FIFTHS: f64 = 1.281_551_565_544_600_4;
/// Open opportunities up to which the interval is exact: every outcome is looked at.
const EXACT_MAX: usize = 12;

/// Categories of the forecast: those that count, in the order of the columns.
pub(super) fn categories() -> Vec<OptionId> {
    ["commit", "best_case", "pipeline"].into_iter().filter_map(|name| options::FORECAST_CATEGORY.id(name)).collect()
}

/// The category that somebody chose, else the one that the probability says: of [`categories`], from the surest on.
fn category(deals: &Deals<'_>, row: u32, categories: &[OptionId]) -> Option<OptionId> {
    let likely = || match deals.probability(row) {
        likely if likely >= WHOLE * 4 / 5 => 0,
        likely if likely >= WHOLE / 2 => 1,
        _ => 2,
    };
    let chosen = deals.option(row, opportunity::FORECAST_CATEGORY);
    chosen.or_else(|| categories.get(likely()).copied()).filter(|category| categories.contains(category))
}

fn first_of_month(day: Day) -> Day {
    let (year, month, _) = day.ymd();
    Day::from_ymd(year, month, 1).unwrap_or(day)
}

fn when(deals: &Deals<'_>, day: Option<Day>) -> ForecastWhen {
    match day.map(first_of_month) {
        None => ForecastWhen::Undated,
        Some(month) if month < first_of_month(deals.today) => ForecastWhen::Overdue,
        Some(month) => ForecastWhen::Month(month),
    }
}

/// An opportunity that counts: open, with an amount, not left out by hand.
struct Counted {
    row: u32,
    when: ForecastWhen,
    currency: Currency,
    minor: i64,
    category: OptionId,
    probability: i64,
}

fn counted(deals: &Deals<'_>, scope: &DealScope) -> Vec<Counted> {
    let categories = categories();
    let one = |row: u32| {
        let amount = deals.amount(row).filter(|_| deals.outcome(row) == DealOutcome::Open)?;
        let category = category(deals, row, &categories)?;
        let when = when(deals, deals.day(row, opportunity::EXPECTED_CLOSE_DATE));
        let (currency, minor) = (amount.currency, amount.minor);
        Some(Counted { row, when, currency, minor, category, probability: deals.probability(row) })
    };
    deals.scoped(scope).into_iter().filter_map(one).collect()
}

#[derive(Default)]
struct Line {
    by: Vec<(i64, i128, i128)>,
    open: Vec<(f64, f64)>,
    won: i128,
}

/// The answer.
pub(super) fn answer(deals: &Deals<'_>, scope: &DealScope) -> ForecastAnswer {
    let categories = categories();
    let counted = counted(deals, scope);
    let mut lines: BTreeMap<Currency, BTreeMap<ForecastWhen, Line>> = BTreeMap::new();
    for deal in &counted {
        let place = categories.iter().position(|category| *category == deal.category).unwrap_or(0);
        for when in [deal.when, ForecastWhen::Total] {
            let line = lines.entry(deal.currency).or_default().entry(when).or_default();
            line.by.resize(categories.len(), (0, 0, 0));
            let cell = &mut line.by[place];
            cell.0 += 1;
            cell.1 += i128::from(deal.minor);
            cell.2 += i128::from(deal.minor) * i128::from(deal.probability);
            line.open.push((deal.probability as f64 / WHOLE as f64, deal.minor as f64));
        }
    }
    let scoped = deals.scoped(scope);
    for (_, amount, month) in won_since(deals, &scoped) {
        let line = lines.entry(amount.currency).or_default().entry(ForecastWhen::Month(month)).or_default();
        line.won += i128::from(amount.minor);
    }
    let mut currencies: Vec<ForecastOf> =
        lines.into_iter().map(|(currency, lines)| of(currency, lines, &categories)).collect();
    currencies.sort_by_key(|of| std::cmp::Reverse(of.rows.last().map_or(0, |row| row.all.total)));
    let bare = |row: &&u32| deals.outcome(**row) == DealOutcome::Open && deals.amount(**row).is_none();
    let without_amount = scoped.iter().filter(bare).count() as u32;
    ForecastAnswer { categories, currencies, without_amount }
}

/// What of these was won in this month or later: row, amount, month.
fn won_since(deals: &Deals<'_>, rows: &[u32]) -> Vec<(u32, Money, Day)> {
    let this_month = first_of_month(deals.today);
    let won = rows.iter().copied().filter(|&row| deals.outcome(row) == DealOutcome::Won);
    let one = |row| {
        let month = deals.day(row, opportunity::CLOSED_AT).map(first_of_month).filter(|month| *month >= this_month)?;
        Some((row, deals.amount(row)?, month))
    };
    won.filter_map(one).collect()
}

/// Rows of what was won already in a month of the forecast.
pub(super) fn won(deals: &Deals<'_>, scope: &DealScope, when: ForecastWhen, currency: Currency) -> Vec<u32> {
    let meant =
        |(_, amount, month): &(u32, Money, Day)| amount.currency == currency && when == ForecastWhen::Month(*month);
    won_since(deals, &deals.scoped(scope)).into_iter().filter(meant).map(|(row, ..)| row).collect()
}

fn of(currency: Currency, lines: BTreeMap<ForecastWhen, Line>, categories: &[OptionId]) -> ForecastOf {
    let row = |(when, mut line): (ForecastWhen, Line)| {
        line.by.resize(categories.len(), (0, 0, 0));
        let cell = |&(count, total, weighted): &(i64, i128, i128)| ForecastCell {
            count: count as u32,
            total: minor_of(total),
            weighted: minor_of(rounded(weighted)),
        };
        let sum = line.by.iter().fold((0, 0, 0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1, sum.2 + cell.2));
        let forecast = funnel::forecast(&line.open);
        let deviation = forecast.variance.max(0.0).sqrt();
        ForecastRow {
            when,
            by: line.by.iter().map(cell).collect(),
            all: cell(&sum),
            deviation: deviation.round() as i64,
            between: between(&line.open, forecast.expected, deviation),
            won: minor_of(line.won),
        }
    };
    ForecastOf { currency, rows: lines.into_iter().map(row).collect() }
}

/// Between what it lies four times of five: of a few opportunities exactly, of many by the normal distribution, cut where there is nothing to win.
fn between(open: &[(f64, f64)], expected: f64, deviation: f64) -> (i64, i64) {
    if open.len() > EXACT_MAX {
        let most: f64 = open.iter().map(|(_, amount)| amount.max(0.0)).sum();
        let least: f64 = open.iter().map(|(_, amount)| amount.min(0.0)).sum();
        let at = |by: f64| (expected + by * deviation).clamp(least, most).round() as i64;
        return (at(-FOUR_FIFTHS), at(FOUR_FIFTHS));
    }
    let mut outcomes = vec![(0.0, 1.0)];
    for &(chance, amount) in open {
        let won: Vec<(f64, f64)> = outcomes.iter().map(|(sum, p)| (sum + amount, p * chance)).collect();
        outcomes.iter_mut().for_each(|outcome| outcome.1 *= 1.0 - chance);
        outcomes.extend(won);
    }
    outcomes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let quantile = |share: f64| {
        let mut below = 0.0;
        let found = outcomes.iter().find(|(_, p)| {
            below += p;
            // Sums of many small shares may miss the exact one by a hair.
            below >= share - 1e-12
        });
        found.or(outcomes.last()).map_or(0, |(sum, _)| sum.round() as i64)
    };
    (quantile(0.1), quantile(0.9))
}

/// Rows behind a number of the forecast.
pub(super) fn rows(
    deals: &Deals<'_>,
    scope: &DealScope,
    when: ForecastWhen,
    currency: Currency,
    category: Option<OptionId>,
) -> Vec<u32> {
    let meant = |deal: &Counted| {
        deal.currency == currency
            && (when == ForecastWhen::Total || deal.when == when)
            && category.is_none_or(|category| deal.category == category)
    };
    counted(deals, scope).into_iter().filter(meant).map(|deal| deal.row).collect()
}
