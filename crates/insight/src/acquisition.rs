//! What a customer costs to win, and how soon that comes back.

use crate::special::finite;

/// Cost of acquisition per new customer: `(marketing + sales) / new customers`; `None` without a new customer.
#[must_use]
pub fn cac(marketing: f64, sales: f64, new_customers: u64) -> Option<f64> {
    (new_customers > 0).then(|| (marketing + sales) / new_customers as f64).and_then(finite)
}

/// Life-time value over cost of acquisition, both in margin or both in revenue; `None` for no cost.
#[must_use]
pub fn clv_to_cac(clv: f64, cac: f64) -> Option<f64> {
    (cac > 0.0).then(|| clv / cac).and_then(finite)
}

/// Months until a customer's margin has paid for the acquisition; `None` without a margin.
#[must_use]
pub fn payback_months(cac: f64, margin_per_month: f64) -> Option<f64> {
    (margin_per_month > 0.0).then(|| cac / margin_per_month).and_then(finite)
}

/// Value of a contract that is paid at the start of each period: `m (1+d)/(1+d−retention)`, m the margin of a period, d the discount of a period.
/// `None` where the sum has no end (retention ≥ 1+d).
#[must_use]
pub fn contract_value(margin: f64, retention: f64, discount: f64) -> Option<f64> {
    let lost = 1.0 + discount - retention;
    (lost > 0.0 && (0.0..=1.0).contains(&retention)).then(|| margin * (1.0 + discount) / lost).and_then(finite)
}
