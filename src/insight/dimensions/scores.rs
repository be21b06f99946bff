//! Satisfaction, loyalty and engagement beside the period before; and which traits are known.

use super::super::rules::{self, Days};
use super::super::{head, way};
use super::words;
use crate::fields;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::ScoreBar;
use leptos::prelude::*;
use model::rule::Op;
use model::schema::customer;
use model::{FieldId, Rule};
use protocol::{Answered, DimensionsAnswer};

/// A figure made of answers, with its interval.
pub(super) fn answered(of: Option<Answered>, digits: u32) -> String {
    let Some(of) = of else { return t(&words::NO_ANSWERS).to_owned() };
    head::said(of, &words::INTERVAL, |n| format::fixed(n, digits))
}

/// A share of people with its interval.
fn share(of: Option<Answered>) -> String {
    let Some(of) = of else { return t(&words::NO_ORDERS).to_owned() };
    head::said(of, &words::INTERVAL, |n| format::percent(n / 100.0, 1))
}

/// Dimension, measure, now, before, and who is meant in a period.
type Line = (&'static Msg, &'static Msg, String, String, Option<fn(Days) -> Rule>);

fn lines(answer: &DimensionsAnswer) -> Vec<Line> {
    let two = |of: [Option<Answered>; 2], digits| of.map(|of| answered(of, digits));
    let [csat, csat_before] = two(answer.csat, 0);
    let [ces, ces_before] = two(answer.ces, 1);
    let [nps, nps_before] = two(answer.nps, 0);
    let [repeat, repeat_before] = answer.repeat_share.map(share);
    let [engaged, engaged_before] = answer.engaged_share.map(share);
    let points = |n: f64| format::fixed(n, 1);
    let range = answer.loyalty_range.map(|range| range.map(points));
    let loyalty = answer.loyalty.map_or_else(String::new, |mean| head::with_range(points(mean), range));
    let lines: [Line; 6] = [
        (&words::SATISFACTION, &words::SATISFIED, csat, csat_before, Some(|days| rules::said(days, "csat"))),
        (&words::SATISFACTION, &words::EASY, ces, ces_before, Some(|days| rules::said(days, "ces"))),
        (&words::LOYALTY, &words::NPS, nps, nps_before, Some(|days| rules::said(days, "nps"))),
        (&words::LOYALTY, &words::REPEAT, repeat, repeat_before, Some(rules::again)),
        (&words::LOYALTY, &words::BEHAVIOUR, loyalty, String::new(), None),
        (&words::ENGAGEMENT, &words::ENGAGED, engaged, engaged_before, Some(|days| rules::talked(days, None))),
    ];
    lines.into()
}

pub(super) fn table(answer: &DimensionsAnswer) -> AnyView {
    let rows: Vec<AnyView> = lines(answer)
        .into_iter()
        .map(|(dimension, measure, now, before, who)| {
            let cell = |text: String, back: u32| match who {
                Some(who) if ![t(&words::NO_ANSWERS), t(&words::NO_ORDERS)].contains(&text.as_str()) => {
                    let period = t(if back == 0 { &words::NOW } else { &words::BEFORE });
                    let rule = who(rules::period(answer.as_of, answer.days, back));
                    way::customers(text, &format!("{}, {period}", t(measure)), rule)
                }
                // Behaviour is told on the page of loyalty.
                None if !text.is_empty() => view! { <a href="loyalty">{text}</a> }.into_any(),
                _ => text.into_any(),
            };
            view! {
                <tr>
                    <th scope="row">{t(dimension)}</th>
                    <td>{t(measure)}</td>
                    <td class="num">{cell(now, 0)}</td>
                    <td class="num muted">{cell(before, 1)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let invalid = (answer.invalid > 0)
        .then(|| view! { <p class="note">{tf(&words::INVALID, &[("n", &answer.invalid.to_string())])}</p> }.into_any());
    let ask =
        answer.csat[0].or(answer.nps[0]).or(answer.ces[0]).is_none().then(|| {
            view! { <p class="note"><a href="records?of=survey_response">{t(&words::ASK)}</a></p> }.into_any()
        });
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::SCORES)>
            <table class="table insight-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::DIMENSION)}</th>
                        <th scope="col">{t(&words::MEASURE)}</th>
                        <th class="num" scope="col">{t(&words::NOW)}</th>
                        <th class="num" scope="col">{t(&words::BEFORE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {ask}
        {invalid}
    }
    .into_any()
}

pub(super) fn sheet(answer: &DimensionsAnswer) -> Vec<Vec<String>> {
    let mut first = [&words::DIMENSION, &words::MEASURE].map(|name| t(name).to_owned()).to_vec();
    first.extend([&words::NOW, &words::BEFORE].into_iter().flat_map(|period| head::counted_heads(t(period))));
    let loyalty = answer.loyalty.map(|mean| {
        let [low, high] = head::numbers(answer.loyalty_range);
        vec![format!("{mean:.4}"), low, high, answer.buyers.to_string()]
    });
    let figures = [
        answer.csat.map(head::answered),
        answer.ces.map(head::answered),
        answer.nps.map(head::answered),
        answer.repeat_share.map(head::answered),
        [loyalty.unwrap_or_else(|| head::answered(None)), head::answered(None)],
        answer.engaged_share.map(head::answered),
    ];
    let lines = lines(answer).into_iter().zip(figures).map(|((dimension, measure, ..), [now, before])| {
        [[dimension, measure].map(|name| t(name).to_owned()).to_vec(), now, before].concat()
    });
    std::iter::once(first).chain(lines).collect()
}

fn name(field: FieldId) -> String {
    fields::find(customer::ID, field).map_or_else(String::new, |field| fields::label(customer::ID, field))
}

pub(super) fn traits(answer: &DimensionsAnswer) -> AnyView {
    let rows: Vec<AnyView> = answer
        .traits
        .iter()
        .map(|&(field, n)| {
            let share = f64::from(n) / f64::from(answer.customers.max(1));
            let name = name(field);
            let who = |n: u32, op: Op, told: String| {
                let text = format::integer(n.into());
                let rule = way::test(field, op, Vec::new());
                if n == 0 { text.into_any() } else { way::customers(text, &told, rule) }
            };
            let known = who(n, Op::Filled, name.clone());
            let missing =
                who(answer.customers.saturating_sub(n), Op::Empty, tf(&words::NOT_KNOWN, &[("trait", &name)]));
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="trait-bar"><ScoreBar share=share/></td>
                    <td class="num">{format::percent(share, 0)}</td>
                    <td class="num">{known}</td>
                    <td class="num muted">{missing}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <table class="table insight-table">
            <thead>
                <tr>
                    <th scope="col">{t(&words::TRAIT)}</th>
                    <th class="num" scope="col" colspan="3">{t(&words::KNOWN)}</th>
                    <th class="num" scope="col">{t(&words::MISSING)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

pub(super) fn trait_sheet(answer: &DimensionsAnswer) -> Vec<Vec<String>> {
    let heads = [&words::TRAIT, &words::KNOWN, &words::MISSING, &words::KNOWN_SHARE];
    let mut rows = vec![heads.map(|name| t(name).to_owned()).to_vec()];
    rows.extend(answer.traits.iter().map(|&(field, n)| {
        let share = f64::from(n) / f64::from(answer.customers.max(1));
        let missing = answer.customers.saturating_sub(n);
        vec![name(field), n.to_string(), missing.to_string(), format!("{share:.4}")]
    }));
    rows
}
