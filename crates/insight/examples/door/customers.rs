//! One line per customer.

use super::cells::iso;
use super::log::Log;
use super::report::models;
use super::score::{Options, Scored};
use insight::{Discounting, Stage};

const HEADER: [&str; 26] = [
    "customer",
    "first_order",
    "last_order",
    "recency_days",
    "order_days",
    "total",
    "r",
    "f",
    "m",
    "segment",
    "x",
    "t_x",
    "T",
    "repeat_mean",
    "p_alive",
    "p_active",
    "p_alive_bg",
    "p_alive_mbg",
    "overdue",
    "expected_orders_bg",
    "expected_orders_mbg",
    "expected_amount",
    "clv",
    "next_order_median",
    "stage",
    "loyalty",
];

/// Weeks that life-time value looks ahead.
const CLV_WEEKS: u32 = 52;

/// Everything as of the day the models are; with a holdout, what came after it too. Empty cells: no such figure.
pub fn csv(log: &Log, scored: &Scored, options: &Options) -> Result<Vec<u8>, csv::Error> {
    let book = &scored.book;
    let mut out = csv::Writer::from_writer(Vec::new());
    let after: &[&str] = if scored.later.is_some() { &["holdout_orders", "holdout_spend"] } else { &[] };
    out.write_record(HEADER.iter().chain(after))?;
    let models = models(&book.fit);
    let chosen = book.fit.chosen().map(insight::Fit::btyd);
    let discounting = Discounting::new(CLV_WEEKS, options.discount);
    let horizon = book.settings.horizon_weeks();
    let number = |value: Option<f64>| value.map_or_else(String::new, |v| v.to_string());
    for (c, name) in log.names.iter().enumerate() {
        let (Some(summary), Some(cbs)) = (book.summary(c), book.history.cbs(c)) else { continue };
        let signals = book.signals(c);
        let (x, mean) = book.history.paid_repeats(c).unwrap_or((0, 0.0));
        let amount = scored.spend.fit().and_then(|fit| fit.model.expected_amount(f64::from(x), mean / log.unit));
        let clv = chosen.and_then(|model| discounting.as_ref()?.value(&model, &cbs, amount?, options.margin));
        let [bg, mbg] = [0, 1].map(|i| models.map(|both| both[i]));
        let mut row = vec![
            name.clone(),
            iso(summary.first_day),
            iso(summary.last_day),
            summary.recency_days.to_string(),
            summary.order_days.to_string(),
            (summary.total as f64 / log.unit).to_string(),
            book.rfm.r[c].to_string(),
            book.rfm.f[c].to_string(),
            book.rfm.m[c].to_string(),
            book.rfm.segment[c].name().to_owned(),
            summary.x.to_string(),
            summary.t_x.to_string(),
            summary.t.to_string(),
            number(summary.repeat_mean.map(|m| m / log.unit)),
            number(signals.map(|s| s.p_alive)),
            number(signals.map(|s| s.p_active)),
            number(bg.map(|model| model.p_alive(&cbs))),
            number(mbg.map(|model| model.p_alive(&cbs))),
            number(signals.map(|s| s.overdue)),
            number(bg.and_then(|model| model.expected(&cbs, horizon))),
            number(mbg.and_then(|model| model.expected(&cbs, horizon))),
            number(amount),
            number(clv),
            book.next_order(c, 0.5).map_or_else(String::new, iso),
            book.stage[c].map_or("", Stage::name).to_owned(),
            number(book.explain_loyalty(c).map(|reason| reason.score)),
        ];
        if let Some(later) = &scored.later {
            let days = later.days(c);
            let from = days.partition_point(|&day| day <= book.as_of);
            let spent: i128 = later.amounts(c)[from..].iter().map(|&m| i128::from(m)).sum();
            row.push((days.len() - from).to_string());
            row.push((spent as f64 / log.unit).to_string());
        }
        out.write_record(&row)?;
    }
    out.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
