//! The members of a kind, or of what was picked on a chart, each with why.

use super::super::tag;
use super::{LAYERS, Set, factor_name, factors, kinds, signed, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use leptos::prelude::*;
use model::Money;
use protocol::{InsightQuery, LoyalListed, LoyalRow, LoyaltyPageAnswer, LoyaltyQuery};

/// Reasons told in the line; the file has all of them.
const REASONS: usize = 3;

/// Who is listed, in words.
fn title(query: &LoyaltyQuery, set: Set) -> String {
    match query.listed {
        None => t(kinds::name(query.kind)).to_owned(),
        Some(LoyalListed::Group) => untrack(|| factors::group_name(query.group, set)),
        Some(LoyalListed::Layer(layer)) => LAYERS.get(usize::from(layer)).map_or(String::new(), |name| observed(name)),
        Some(LoyalListed::Factor(factor)) => observed(factor_name(factor)),
        Some(LoyalListed::Ten(ten)) => {
            let (from, to) = (ten * 10, ten * 10 + 10);
            tf(&words::TEN_OF, &[("from", &from.to_string()), ("to", &to.to_string())])
        }
    }
}

fn observed(name: &'static Msg) -> String {
    tf(&words::OBSERVED_OF, &[("name", t(name))])
}

pub(super) fn list(answer: &LoyaltyPageAnswer, set: Set) -> AnyView {
    let query = untrack(|| set.query());
    let (all, title) = (answer.listed, title(&query, set));
    if answer.rows.is_empty() {
        return view! { <p class="note">{title} ": " {t(&words::MEMBERS_NONE)}</p> }.into_any();
    }
    let some = (answer.rows.len() < all as usize).then(|| {
        let (n, all) = (format::integer(answer.rows.len() as u64), format::integer(all.into()));
        view! { <p class="note">{tf(&words::MEMBERS_SOME, &[("n", &n), ("all", &all)])}</p> }.into_any()
    });
    let rows: Vec<AnyView> = answer.rows.iter().map(|one| row(one, answer)).collect();
    view! {
        <p><strong>{title.clone()}</strong></p>
        {some}
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::MEMBERS)>
            <table class="table insight-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::CUSTOMER)}</th>
                        <th class="num" scope="col">{t(&words::SCORE)}</th>
                        <th class="num" scope="col">{t(&words::BEHAVIOUR)}</th>
                        <th class="num" scope="col">{t(&words::FEELING)}</th>
                        <th class="num" scope="col">{t(&words::KNOWING)}</th>
                        <th class="num" scope="col">{t(&words::BROUGHT)}</th>
                        <th scope="col">{t(&words::WHY)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {tag::form(set.tags, title, all, InsightQuery::Loyalty(LoyaltyQuery { limit: u32::MAX, ..query }))}
    }
    .into_any()
}

fn row(one: &LoyalRow, answer: &LoyaltyPageAnswer) -> AnyView {
    let mut points = one.points.clone();
    points.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let reasons = points.iter().take(REASONS).map(|(factor, points)| {
        tf(&words::FACTOR_POINTS, &[("factor", t(factor_name(*factor))), ("points", &signed(*points))])
    });
    let reasons = reasons.collect::<Vec<_>>().join(t(&super::super::words::COMMA));
    let layer = |layer: usize| one.layers[layer].map(|points| format::fixed(points, 0));
    let average = tf(&words::AVERAGE, &[("n", &format::fixed(one.baseline, 0))]);
    view! {
        <tr>
            <th scope="row"><a href=format!("customers?id={}", one.id)>{one.name.clone()}</a></th>
            <td class="num" title=average>{format::fixed(one.score, 0)}</td>
            <td class="num">{layer(0)}</td>
            <td class="num">{layer(1)}</td>
            <td class="num">{layer(2)}</td>
            <td class="num">{format::money_short(Money { minor: one.total, currency: answer.currency })}</td>
            <td class="churn-why">{reasons}</td>
        </tr>
    }
    .into_any()
}

pub(super) fn sheet(answer: &LoyaltyPageAnswer) -> Vec<Vec<String>> {
    let head = [&words::CUSTOMER, &words::SCORE, &words::BEHAVIOUR, &words::FEELING, &words::KNOWING, &words::BROUGHT];
    let mut rows = vec![head.map(|name| t(name).to_owned()).to_vec()];
    rows[0].extend(protocol::LoyalFactor::ALL.iter().map(|factor| t(factor_name(*factor)).to_owned()));
    let plain = |n: Option<f64>| n.map_or_else(String::new, |n| format!("{n:.2}"));
    for one in &answer.rows {
        let mut line = vec![one.name.clone(), plain(Some(one.score))];
        line.extend(one.layers.map(plain));
        line.push(Money { minor: one.total, currency: answer.currency }.plain());
        let of = |factor| one.points.iter().find(|(of, _)| *of == factor).map(|(_, points)| *points);
        line.extend(protocol::LoyalFactor::ALL.iter().map(|factor| plain(of(*factor))));
        rows.push(line);
    }
    rows
}
