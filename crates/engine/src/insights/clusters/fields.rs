//! What customers can be alike in: a figure in its own unit, and as it is compared.

use crate::scoring::Scores;
use crate::worth::Worth;
use insight::cluster::{of_amount, of_count};
use protocol::ClusterField;

/// The figure of the customer in a row, in the unit of the answer; `None` where there is none.
pub(super) fn figure(field: ClusterField, scores: &Scores, worth: Option<&Worth>, row: usize) -> Option<f64> {
    let history = &scores.book.history;
    let (first, last) = history.span(row)?;
    let (days, total) = (history.days(row).len() as f64, history.total(row) as f64);
    let value = match field {
        ClusterField::LastOrder => f64::from(history.as_of().abs_diff(last)),
        ClusterField::OrderDays => days,
        ClusterField::Amount => total,
        ClusterField::AmountADay => total / days,
        ClusterField::Gap => Some(f64::from(last.abs_diff(first)) / (days - 1.0)).filter(|_| days > 1.0)?,
        ClusterField::Loyalty => scores.loyalty(row as u32)?.into(),
        ClusterField::Active => scores.active(row as u32)?.into(),
        ClusterField::LifetimeValue => {
            let (amount, orders) = worth?.discounted(scores, row)?;
            scores.money.share() * amount * orders
        }
        ClusterField::Tenure => f64::from(history.as_of().abs_diff(first)),
    };
    Some(value).filter(|value| value.is_finite())
}

/// The figure as it is compared; `unit` is what divides minor units. As `insight::cluster::rfm_features` has it.
pub(super) fn compared(field: ClusterField, figure: f64, unit: f64) -> f64 {
    match field {
        ClusterField::OrderDays => of_count(figure),
        ClusterField::Amount | ClusterField::AmountADay | ClusterField::LifetimeValue => of_amount(figure, unit),
        _ => figure,
    }
}
