//! What to expect: probability of an order, when, how many, and how unusual the silence is.

use super::figure::figure;
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use leptos::prelude::*;
use protocol::{MarginOf, ScoreAnswer, WorthAnswer};
use std::sync::Arc;

pub(super) fn outlook(score: Arc<ScoreAnswer>) -> Option<AnyView> {
    let ScoreAnswer {
        horizon_days,
        p_alive,
        p_active,
        p_active_range,
        overdue,
        silent_days,
        expected_orders,
        expected_range,
        next_order,
        prior_share,
        ref worth,
        ..
    } = *score;
    let in_days = |msg: &'static Msg| tf(msg, &[("n", &horizon_days.to_string())]);
    let plain = |msg: &'static Msg| t(msg).to_owned();
    let range = p_active_range.map_or_else(String::new, |range| {
        let [low, high] = range.map(|share| format::percent(share, 0));
        tf(&words::RANGE_95, &[("low", &low), ("high", &high)])
    });
    let active = p_active.map(|p| {
        let value = format!("{}\n{range}", format::percent(p, 0));
        figure(in_days(&words::P_ACTIVE), &value, t(&words::P_ACTIVE_FORMULA))
    });
    let next = next_order.map(|[early, middle, late]| {
        let around = tf(&words::NEXT_AROUND, &[("day", &format::day(middle))]);
        let range = tf(&words::NEXT_RANGE, &[("from", &format::day(early)), ("to", &format::day(late))]);
        figure(plain(&words::NEXT_ORDER), &format!("{around}\n{range}"), t(&words::NEXT_FORMULA))
    });
    let expected = expected_orders.map(|n| {
        let range = expected_range.map_or_else(String::new, |range| {
            let [low, high] = range.map(|n| format::integer(n.into()));
            tf(&words::WORTH_RANGE, &[("from", &low), ("to", &high)])
        });
        figure(in_days(&words::EXPECTED), &format!("{}\n{range}", format::number(n)), t(&words::EXPECTED_FORMULA))
    });
    let silence = silent_days.map(|days| {
        let days = format::integer(u64::from(days));
        let value = match overdue {
            Some(share) => tf(&words::SILENCE_VALUE, &[("days", &days), ("share", &format::percent_exceeded(share))]),
            None => tf(&words::SILENCE_DAYS, &[("days", &days)]),
        };
        figure(plain(&words::SILENCE), &value, t(&words::SILENCE_FORMULA))
    });
    let alive = p_alive.map(|p| figure(plain(&words::P_ALIVE), &format::percent(p, 0), t(&words::P_ALIVE_FORMULA)));
    let worth = worth.as_ref().map(|worth| worth_figures(worth, &in_days)).unwrap_or_default();
    let figures: Vec<AnyView> = [active, next, expected]
        .into_iter()
        .flatten()
        .chain(worth)
        .chain([silence, alive].into_iter().flatten())
        .collect();
    if figures.is_empty() {
        return None;
    }
    // Below one per cent it changes no figure that is shown.
    let prior = (prior_share >= 0.01).then(|| {
        let text = tf(&words::PRIOR, &[("share", &format::percent(prior_share, 0))]);
        view! { <p class="note">{text}</p> }.into_any()
    });
    let view = view! {
        <div class="score-part outlook">
            <h2>{t(&words::FORECAST)}</h2>
            {figures}
            {prior}
        </div>
    };
    Some(view.into_any())
}

/// What the customer will bring, and what of it is at risk.
fn worth_figures(worth: &WorthAnswer, in_days: &dyn Fn(&'static Msg) -> String) -> Vec<AnyView> {
    let [low, high] = worth.range.map(format::money_whole);
    let value =
        format!("{}\n{}", format::money_whole(worth.value), tf(&words::WORTH_RANGE, &[("from", &low), ("to", &high)]));
    let parts = [
        ("orders", format::number(worth.orders)),
        ("amount", format::money(worth.amount)),
        ("margin", format::percent(worth.margin, 0)),
        ("discount", format::percent(worth.discount, 0)),
    ];
    let parts = parts.each_ref().map(|(name, value)| (*name, value.as_str()));
    let formula = match worth.margin_of {
        MarginOf::Unknown => &words::WORTH_FORMULA_GROSS,
        MarginOf::Set | MarginOf::Costs(_) => &words::WORTH_FORMULA,
    };
    let formula = tf(formula, &parts);
    let range = worth.at_risk_range.map_or_else(String::new, |range| {
        let [low, high] = range.map(format::money_whole);
        tf(&words::RANGE_95, &[("low", &low), ("high", &high)])
    });
    let at_risk = worth.at_risk.map(|at_risk| {
        let value = format!("{}\n{range}", format::money_whole(at_risk));
        figure(in_days(&words::AT_RISK), &value, t(&words::AT_RISK_FORMULA))
    });
    [Some(figure(in_days(&words::WORTH), &value, formula)), at_risk].into_iter().flatten().collect()
}
