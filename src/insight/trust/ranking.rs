//! Whether the forecasts came true, in a sentence and in figures.

use super::{Figures, audited, number, read, table, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use protocol::{AuditAnswer, TrustAnswer};
use std::sync::Arc;

pub(super) fn frame(figures: Figures) -> AnyView {
    let draw: Draw = Arc::new(move || {
        let cut = read(figures, cut).flatten();
        audited(figures, |audit| chart(audit, cut)).unwrap_or_else(erase::nothing)
    });
    let sheet: Sheet = ("trust.csv", Arc::new(move || audited(figures, rows).unwrap_or_default()));
    view! { <ChartFrame title=&words::RANKING definition=&words::RANKING_DEFINITION chart=draw sheet=sheet/> }
        .into_any()
}

/// What was fitted, and what it was judged by.
fn cut(answer: &TrustAnswer) -> Option<String> {
    let (day, days) = answer.cut?;
    let (days, n) = (format::integer(days.into()), format::integer(answer.known.into()));
    Some(tf(&words::CUT_LINE, &[("day", &format::day(day)), ("days", &days), ("n", &n)]))
}

/// A sentence about a difference of ranks with its interval, in points. `turned`: it tells how much better the other one is.
fn by(told: &'static Msg, ahead: [f64; 3], turned: bool) -> String {
    let [difference, low, high] = ahead.map(|share| share * 100.0);
    let [points, low, high] = if turned { [-difference, -high, -low] } else { [difference, low, high] };
    let [points, low, high] = [points, low, high].map(format::number);
    tf(told, &[("points", &points), ("low", &low), ("high", &high)])
}

/// What to make of it, a sentence each.
fn verdict(audit: &AuditAnswer) -> Vec<String> {
    // What chance may have done is no difference.
    let over = audit.over_recency.map(|ahead| match ahead {
        [_, low, _] if low > 0.0 => by(&words::BETTER, ahead, false),
        [_, _, high] if high < 0.0 => by(&words::WORSE, ahead, true),
        _ => by(&words::EQUAL, ahead, false),
    });
    let mut lines: Vec<String> = over.into_iter().collect();
    lines.extend(audit.rfm_over.filter(|ahead| ahead[1] > 0.0).map(|ahead| by(&words::WORSE_RFM, ahead, false)));
    lines.push(skill(audit));
    if audit.prior_share > 0.0 {
        lines.push(tf(&words::PRIOR, &[("share", &format::percent(audit.prior_share, 0))]));
    }
    lines
}

/// Whether its chances say more than the same chance for everybody would.
fn skill(audit: &AuditAnswer) -> String {
    let [less, low, high] = audit.over_plain.unwrap_or([audit.brier_plain - audit.brier; 3]);
    let (told, by) = match () {
        () if low > 0.0 => (&words::SKILL, [less, low, high]),
        () if high < 0.0 => (&words::NO_SKILL, [-less, -high, -low]),
        () => (&words::SKILL_OPEN, [less, low, high]),
    };
    let [error, plain] = [audit.brier, audit.brier_plain].map(|error| format::fixed(error, 3));
    let [by, low, high] = by.map(|by| format::fixed(by, 4));
    tf(told, &[("error", &error), ("plain", &plain), ("by", &by), ("low", &low), ("high", &high)])
}

fn chart(audit: &AuditAnswer, cut: Option<String>) -> AnyView {
    let mut lines = verdict(audit).into_iter();
    let first = lines.next();
    let rest: Vec<AnyView> = lines.map(|line| view! { <p>{line}</p> }.into_any()).collect();
    let row = |(name, forecast, happened): (&'static Msg, Option<String>, String)| {
        let forecast = forecast.unwrap_or_else(|| t(&words::NOT_ENOUGH).to_owned());
        view! {
            <tr>
                <th scope="row">{t(name)}</th>
                {number(forecast)}
                {number(happened)}
            </tr>
        }
        .into_any()
    };
    let figures = figures(audit).into_iter().map(row).collect();
    let heads = [(&words::WHAT, false), (&words::FORECAST, true), (&words::HAPPENED, true)];
    view! {
        <p><strong>{first}</strong></p>
        {rest}
        <p class="note">{cut}</p>
        {table(t(&words::RANKING), &heads, figures)}
    }
    .into_any()
}

/// Name, forecast, and what happened where that is a figure.
fn figures(audit: &AuditAnswer) -> Vec<(&'static Msg, Option<String>, String)> {
    let share = |share: f64| Some(format::percent(share, 1));
    let error = |error: f64| Some(format::fixed(error, 3));
    let none = String::new;
    let known: u32 = audit.fifths.iter().map(|fifth| fifth.customers).sum();
    let whole = |n: u32| format::integer(n.into());
    let round = |n: f64| format::integer(n.max(0.0).round() as u64);
    let ordered = {
        let (figure, [low, high]) = (round(audit.active_expected * f64::from(known)), audit.active_range.map(round));
        tf(&words::RANGE, &[("figure", &figure), ("low", &low), ("high", &high)])
    };
    let [chance, recency, rfm] = audit.ranges;
    let ranged = |figure: f64, range: Option<[f64; 2]>| {
        let Some([low, high]) = range else { return share(figure) };
        let [figure, low, high] = [figure, low, high].map(|share| format::percent(share, 1));
        Some(tf(&words::RANGE, &[("figure", &figure), ("low", &low), ("high", &high)]))
    };
    vec![
        (&words::RANK_CHANCE, ranged(audit.by_chance, chance), none()),
        (&words::RANK_RECENCY, ranged(audit.by_recency, recency), none()),
        (&words::RANK_RFM, audit.by_rfm.and_then(|figure| ranged(figure, rfm)), none()),
        (&words::ERROR, error(audit.brier), none()),
        (&words::ERROR_PLAIN, error(audit.brier_plain), none()),
        (&words::ORDERED, Some(ordered), whole(audit.active)),
        (&words::ORDERS, Some(round(audit.orders_expected)), whole(audit.orders)),
    ]
}

fn rows(audit: &AuditAnswer) -> Vec<Vec<String>> {
    let exact = |figure: f64| format!("{figure:.4}");
    let line = |name: &'static Msg, forecast: f64, range: Option<[f64; 2]>, happened: String| {
        let [low, high] = range.map_or_else(Default::default, |range| range.map(exact));
        vec![t(name).to_owned(), exact(forecast), low, high, happened]
    };
    let known: u32 = audit.fifths.iter().map(|fifth| fifth.customers).sum();
    let none = String::new;
    let [chance, recency, rfm] = audit.ranges;
    let heads = [&words::WHAT, &words::FORECAST, &words::LOW, &words::HIGH, &words::HAPPENED];
    let mut rows = vec![heads.map(|head| t(head).to_owned()).to_vec()];
    rows.push(line(&words::RANK_CHANCE, audit.by_chance, chance, none()));
    rows.push(line(&words::RANK_RECENCY, audit.by_recency, recency, none()));
    rows.extend(audit.by_rfm.map(|figure| line(&words::RANK_RFM, figure, rfm, none())));
    rows.push(line(&words::ERROR, audit.brier, None, none()));
    rows.push(line(&words::ERROR_PLAIN, audit.brier_plain, None, none()));
    let expected = audit.active_expected * f64::from(known);
    rows.push(line(&words::ORDERED, expected, Some(audit.active_range), audit.active.to_string()));
    rows.push(line(&words::ORDERS, audit.orders_expected, None, audit.orders.to_string()));
    rows
}
