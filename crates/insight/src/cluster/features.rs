//! The numbers customers are grouped by.

use crate::history::History;

/// A count as it is compared: its natural logarithm.
#[must_use]
pub fn of_count(n: f64) -> f64 {
    libm::log(n)
}

/// An amount as it is compared: ln(1 + amount in currency). Negative amounts count as nothing; `unit` is what divides minor units (100 for cents).
#[must_use]
pub fn of_amount(minor: f64, unit: f64) -> f64 {
    let amount = minor.max(0.0) / unit;
    libm::log1p(if amount.is_finite() { amount } else { 0.0 })
}

/// Recency in days, ln(order days) and ln(1 + net amount in currency) of every customer with an order: their indices, and an n × 3 table.
/// Negative totals count as nothing; `unit` is what divides minor units (100 for cents).
#[must_use]
pub fn rfm_features(history: &History, unit: f64) -> (Vec<u32>, Vec<f64>) {
    let (mut who, mut table) = (Vec::new(), Vec::new());
    for c in 0..history.customers() {
        if let Some((_, last)) = history.span(c) {
            who.push(c as u32);
            table.push(f64::from(history.as_of().abs_diff(last)));
            table.push(of_count(history.days(c).len() as f64));
            table.push(of_amount(history.total(c) as f64, unit));
        }
    }
    (who, table)
}

/// Subtracts the mean of each of `d` columns and divides by its standard deviation over the population (ddof 0); a column that does not vary becomes 0.
pub fn standardise(table: &mut [f64], d: usize) {
    let Some(n) = table.len().checked_div(d).filter(|n| *n > 0) else { return };
    for column in 0..d {
        let values = || (0..n).map(|i| i * d + column);
        let moments = |table: &[f64]| {
            let mean = values().map(|at| table[at]).sum::<f64>() / n as f64;
            (mean, (values().map(|at| (table[at] - mean) * (table[at] - mean)).sum::<f64>() / n as f64).sqrt())
        };
        let (mut mean, mut spread) = moments(table);
        if !spread.is_finite() {
            // Numbers too large to be squared: their unit does not matter here.
            let largest = values().map(|at| table[at].abs()).fold(0.0, f64::max);
            values().for_each(|at| table[at] /= largest);
            (mean, spread) = moments(table);
        }
        // Equal values differ from their mean by rounding alone.
        let varies = spread > 1e-12 * mean.abs();
        for at in values() {
            table[at] = if varies { (table[at] - mean) / spread } else { 0.0 };
        }
    }
}

/// Draws values beyond the quantiles `share` and 1 − `share` (type 7) of each of `d` columns in to them. 0 ≤ `share` < ½.
pub fn winsorise(table: &mut [f64], d: usize, share: f64) {
    let Some(n) = table.len().checked_div(d).filter(|n| *n > 0) else { return };
    if !(0.0..0.5).contains(&share) {
        return;
    }
    for column in 0..d {
        let mut sorted: Vec<f64> = (0..n).map(|i| table[i * d + column]).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let (low, high) = (crate::rank::quantile(&sorted, share), crate::rank::quantile(&sorted, 1.0 - share));
        for i in 0..n {
            let value = &mut table[i * d + column];
            *value = value.max(low).min(high);
        }
    }
}
