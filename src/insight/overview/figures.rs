//! The figures of the period beside those of the one before.

use super::super::head::signed;
use super::super::rules::{self, Days};
use super::super::way;
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use leptos::prelude::*;
use model::{Money, Rule};
use protocol::{Answered, OverviewAnswer};

/// A line: name, now, before, change, and who is meant now and before.
type Line = (&'static Msg, String, String, String, Option<[Rule; 2]>);

fn lines(answer: &OverviewAnswer) -> Vec<Line> {
    let [now, before] = &answer.periods;
    let money = |minor| format::money_short(Money { minor, currency: answer.currency });
    let count = |n: u32| format::integer(n.into());
    let change = |now: i64, before: i64| match before {
        before if before > 0 => {
            let share = now as f64 / before as f64 - 1.0;
            format!("{}{}", if share < 0.0 { "−" } else { "+" }, format::percent(share.abs(), 0))
        }
        _ => String::new(),
    };
    let [rate, rate_before] = answer.repeat;
    let points = rate.zip(rate_before).map_or_else(String::new, |(now, before)| {
        let points = now.score - before.score;
        let n = format::fixed(points.abs(), 1);
        tf(&words::POINTS, &[("n", &format!("{}{n}", if points < 0.0 { "−" } else { "+" }))])
    });
    let differ = |now: u32, before: u32| signed(i64::from(now) - i64::from(before));
    let days = [0, 1].map(|back| rules::period(answer.as_of, answer.days, back));
    let who = |of: fn(Days) -> Rule| Some(days.map(of));
    let change_of = differ(now.active, before.active);
    let mut lines = vec![
        (
            &words::REVENUE,
            money(now.revenue),
            money(before.revenue),
            change(now.revenue, before.revenue),
            who(rules::ordered),
        ),
        (&words::ACTIVE, count(now.active), count(before.active), change_of, who(rules::ordered)),
        (&words::NEW, count(now.new), count(before.new), differ(now.new, before.new), who(rules::first_ordered)),
        (&words::REPEAT, share(rate), share(rate_before), points, who(rules::again)),
        (&words::NPS, asked(answer.nps[0]), asked(answer.nps[1]), apart(answer.nps), who(|d| rules::said(d, "nps"))),
        (
            &words::CSAT,
            asked(answer.csat[0]),
            asked(answer.csat[1]),
            apart(answer.csat),
            who(|d| rules::said(d, "csat")),
        ),
    ];
    if let Some((now, before)) = answer.at_risk.zip(answer.at_risk_before) {
        lines.push((&words::AT_RISK, money(now), money(before), change(now, before), None));
    }
    lines
}

fn asked(of: Option<Answered>) -> String {
    let Some(of) = of else { return t(&words::NO_ANSWERS).to_owned() };
    let fixed = |n: f64| format::fixed(n, 0);
    let (score, low, high) = (fixed(of.score), fixed(of.low), fixed(of.high));
    tf(&words::INTERVAL, &[("score", &score), ("low", &low), ("high", &high), ("n", &format::integer(of.n.into()))])
}

fn share(of: Option<Answered>) -> String {
    // Of how many stands two lines above.
    let text = |of: Answered| {
        let [low, high] = [of.low, of.high].map(|percent| format::percent(percent / 100.0, 0));
        let score = format::percent(of.score / 100.0, 1);
        tf(&words::RANGE, &[("score", &score), ("low", &low), ("high", &high)])
    };
    of.map_or_else(String::new, text)
}

fn apart([now, before]: [Option<Answered>; 2]) -> String {
    now.zip(before).map_or_else(String::new, |(now, before)| signed((now.score - before.score).round() as i64))
}

pub(super) fn table(answer: &OverviewAnswer) -> AnyView {
    let rows: Vec<AnyView> = lines(answer)
        .into_iter()
        .map(|(name, now, before, change, who)| {
            let cell = |text: String, rule: Option<Rule>, period: &'static Msg| match rule {
                Some(rule) if !text.is_empty() && text != t(&words::NO_ANSWERS) => {
                    way::customers(text, &format!("{}, {}", t(name), t(period)), rule)
                }
                // The watch has them.
                None if !text.is_empty() => view! { <a href="churn">{text}</a> }.into_any(),
                _ => text.into_any(),
            };
            let [rule_now, rule_before] = who.map_or([None, None], |rules| rules.map(Some));
            view! {
                <tr>
                    <th scope="row">{t(name)}</th>
                    <td class="num">{cell(now, rule_now, &words::NOW)}</td>
                    <td class="num muted">{cell(before, rule_before, &words::BEFORE)}</td>
                    <td class="num">{change}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::FIGURES)>
            <table class="table insight-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::FIGURE)}</th>
                        <th class="num" scope="col">{t(&words::NOW)}</th>
                        <th class="num" scope="col">{t(&words::BEFORE)}</th>
                        <th class="num" scope="col">{t(&words::CHANGE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

pub(super) fn sheet(answer: &OverviewAnswer) -> Vec<Vec<String>> {
    let head = [&words::FIGURE, &words::NOW, &words::BEFORE, &words::CHANGE];
    let mut rows = vec![head.map(|name| t(name).to_owned()).to_vec()];
    rows.extend(
        lines(answer).into_iter().map(|(name, now, before, change, _)| vec![t(name).to_owned(), now, before, change]),
    );
    rows
}
