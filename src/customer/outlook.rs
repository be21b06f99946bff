//! What to expect: probability of an order, when, how many, and how unusual the silence is.

use super::figure::figure;
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use leptos::prelude::*;
use protocol::ScoreAnswer;
use std::sync::Arc;

pub(super) fn outlook(score: Arc<ScoreAnswer>) -> Option<AnyView> {
    let ScoreAnswer {
        horizon_days,
        p_alive,
        p_active,
        overdue,
        silent_days,
        expected_orders,
        next_order,
        prior_share,
        ..
    } = *score;
    let in_days = |msg: &'static Msg| tf(msg, &[("n", &horizon_days.to_string())]);
    let plain = |msg: &'static Msg| t(msg).to_owned();
    let active =
        p_active.map(|p| figure(in_days(&words::P_ACTIVE), &format::percent(p, 0), t(&words::P_ACTIVE_FORMULA)));
    let next = next_order.map(|[early, middle, late]| {
        let around = tf(&words::NEXT_AROUND, &[("day", &format::day(middle))]);
        let range = tf(&words::NEXT_RANGE, &[("from", &format::day(early)), ("to", &format::day(late))]);
        figure(plain(&words::NEXT_ORDER), &format!("{around}\n{range}"), t(&words::NEXT_FORMULA))
    });
    let expected =
        expected_orders.map(|n| figure(in_days(&words::EXPECTED), &format::number(n), t(&words::EXPECTED_FORMULA)));
    let silence = silent_days.map(|days| {
        let days = format::integer(u64::from(days));
        let value = match overdue {
            Some(share) => tf(&words::SILENCE_VALUE, &[("days", &days), ("share", &format::percent_exceeded(share))]),
            None => tf(&words::SILENCE_DAYS, &[("days", &days)]),
        };
        figure(plain(&words::SILENCE), &value, t(&words::SILENCE_FORMULA))
    });
    let alive = p_alive.map(|p| figure(plain(&words::P_ALIVE), &format::percent(p, 0), t(&words::P_ALIVE_FORMULA)));
    let figures: Vec<AnyView> = [active, next, expected, silence, alive].into_iter().flatten().collect();
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
