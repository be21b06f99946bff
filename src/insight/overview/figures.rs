//! The figures of the period beside those of the one before.

use super::super::head::{self, signed};
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
    let points = apart(answer.repeat_change, |points| {
        let n = format::fixed(points.abs(), 1);
        tf(&words::POINTS, &[("n", &format!("{}{n}", if points < 0.0 { "−" } else { "+" }))])
    });
    let rounded = |points: f64| signed(points.round() as i64);
    let (nps, csat) = (apart(answer.nps_change, rounded), apart(answer.csat_change, rounded));
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
        (&words::NPS, asked(answer.nps[0]), asked(answer.nps[1]), nps, who(|d| rules::said(d, "nps"))),
        (&words::CSAT, asked(answer.csat[0]), asked(answer.csat[1]), csat, who(|d| rules::said(d, "csat"))),
    ];
    if let Some((now, before)) = answer.at_risk.zip(answer.at_risk_before) {
        let [sure, sure_before] = answer.at_risk_ranges.map(|range| range.map(|range| range.map(money)));
        let told = (head::with_range(money(now), sure), head::with_range(money(before), sure_before));
        lines.push((&words::AT_RISK, told.0, told.1, change(now, before), None));
    }
    lines
}

fn asked(of: Option<Answered>) -> String {
    let Some(of) = of else { return t(&words::NO_ANSWERS).to_owned() };
    head::said(of, &words::INTERVAL, |n| format::fixed(n, 0))
}

fn share(of: Option<Answered>) -> String {
    // Of how many stands two lines above.
    let text = |of: Answered| {
        let [low, high] = of.range?.map(|percent| format::percent(percent / 100.0, 0));
        let score = format::percent(of.score? / 100.0, 1);
        Some(tf(&words::RANGE, &[("score", &score), ("low", &low), ("high", &high)]))
    };
    of.and_then(text).unwrap_or_default()
}

/// A change with its interval.
fn apart(moved: Option<[f64; 3]>, written: impl Fn(f64) -> String) -> String {
    moved.map_or_else(String::new, |moved| {
        let [change, low, high] = moved.map(written);
        tf(&words::CHANGE_RANGE, &[("change", &change), ("low", &low), ("high", &high)])
    })
}

pub(super) fn table(answer: &OverviewAnswer) -> AnyView {
    let rows: Vec<AnyView> = lines(answer)
        .into_iter()
        .map(|(name, now, before, change, who)| {
            let [rule_now, rule_before] = who.map_or([None, None], |rules| rules.map(Some));
            // Today's watch tells nothing of the day before the period.
            let is_watch = rule_now.is_none();
            let cell = |text: String, rule: Option<Rule>, period: &'static Msg| match rule {
                Some(rule) if !text.is_empty() && text != t(&words::NO_ANSWERS) => {
                    way::customers(text, &format!("{}, {}", t(name), t(period)), rule)
                }
                _ => text.into_any(),
            };
            let now = match is_watch && !now.is_empty() {
                true => view! { <a href="churn">{now}</a> }.into_any(),
                false => cell(now, rule_now, &words::NOW),
            };
            view! {
                <tr>
                    <th scope="row">{t(name)}</th>
                    <td class="num">{now}</td>
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

/// The figures as numbers, each with its interval and of how many where it has one; the change is the difference.
pub(super) fn sheet(answer: &OverviewAnswer) -> Vec<Vec<String>> {
    let [now, before] = &answer.periods;
    let money = |minor: i64| Money { minor, currency: answer.currency }.plain();
    let mut first = vec![t(&words::FIGURE).to_owned()];
    first.extend([&words::NOW, &words::BEFORE].into_iter().flat_map(|period| head::counted_heads(t(period))));
    first.extend(head::ranged_heads(t(&words::CHANGE)));
    let bare = |figure: String| vec![figure, String::new(), String::new(), String::new()];
    let line = |name: &'static Msg, now: Vec<String>, before: Vec<String>, change: [String; 3]| {
        [vec![t(name).to_owned()], now, before, change.to_vec()].concat()
    };
    let count = |name: &'static Msg, now: u32, before: u32| {
        let change = i64::from(now) - i64::from(before);
        line(name, bare(now.to_string()), bare(before.to_string()), [change.to_string(), String::new(), String::new()])
    };
    let amount = |name: &'static Msg, now: i64, before: i64| {
        let change = [money(now.saturating_sub(before)), String::new(), String::new()];
        line(name, bare(money(now)), bare(money(before)), change)
    };
    let said = |name: &'static Msg, [now, before]: [Option<Answered>; 2], moved: Option<[f64; 3]>| {
        line(name, head::answered(now), head::answered(before), head::numbers(moved))
    };
    let mut rows = vec![
        first,
        amount(&words::REVENUE, now.revenue, before.revenue),
        count(&words::ACTIVE, now.active, before.active),
        count(&words::NEW, now.new, before.new),
        said(&words::REPEAT, answer.repeat, answer.repeat_change),
        said(&words::NPS, answer.nps, answer.nps_change),
        said(&words::CSAT, answer.csat, answer.csat_change),
    ];
    rows.extend(answer.at_risk.zip(answer.at_risk_before).map(|(now, before)| {
        let [sure, sure_before] = answer.at_risk_ranges;
        let told = |value: i64, range: Option<[i64; 2]>| {
            let [low, high] = range.map_or_else(Default::default, |range| range.map(money));
            vec![money(value), low, high, String::new()]
        };
        let change = [money(now.saturating_sub(before)), String::new(), String::new()];
        line(&words::AT_RISK, told(now, sure), told(before, sure_before), change)
    }));
    rows
}
