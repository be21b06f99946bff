//! The members of a kind, each with why.

use super::{factor_name, kinds, signed, words};
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use model::Money;
use protocol::{LoyalKind, LoyalRow, LoyaltyPageAnswer};

/// Reasons told in the line; the file has all of them.
const REASONS: usize = 3;

pub(super) fn list(answer: &LoyaltyPageAnswer, kind: LoyalKind) -> AnyView {
    let all = answer.kinds[kind as usize].0;
    let title = t(kinds::name(kind));
    if answer.rows.is_empty() {
        return view! { <p class="note">{title} ": " {t(&words::MEMBERS_NONE)}</p> }.into_any();
    }
    let some = (answer.rows.len() < all as usize).then(|| {
        let (n, all) = (format::integer(answer.rows.len() as u64), format::integer(all.into()));
        view! { <p class="note">{tf(&words::MEMBERS_SOME, &[("n", &n), ("all", &all)])}</p> }.into_any()
    });
    let rows: Vec<AnyView> = answer.rows.iter().map(|one| row(one, answer)).collect();
    view! {
        <p><strong>{title}</strong></p>
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
