//! Who needs attention today, and why.

use super::super::churn::reason;
use super::super::head;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use leptos::prelude::*;
use model::Money;
use protocol::{ChurnRow, OverviewAnswer};

fn reasons(one: &ChurnRow) -> String {
    one.reasons.iter().map(reason).collect::<Vec<_>>().join(t(&super::super::words::COMMA))
}

pub(super) fn list(answer: &OverviewAnswer) -> AnyView {
    if answer.attention.is_empty() {
        return view! { <p class="note">{t(&words::ATTENTION_NONE)}</p> }.into_any();
    }
    let rows: Vec<AnyView> = answer
        .attention
        .iter()
        .map(|one| {
            let short = |minor: i64| format::money_short(Money { minor, currency: answer.currency });
            let value = one.at_risk.map_or_else(String::new, short);
            view! {
                <tr>
                    <th scope="row"><a href=format!("customers?id={}", one.id)>{one.name.clone()}</a></th>
                    <td class="churn-why">{reasons(one)}</td>
                    {head::figure(value, one.at_risk_range.map(|range| range.map(short)))}
                </tr>
            }
            .into_any()
        })
        .collect();
    let n = format::integer(answer.warned.into());
    view! {
        <table class="table insight-table">
            <thead>
                <tr>
                    <th scope="col">{t(&words::CUSTOMER)}</th>
                    <th scope="col">{t(&words::WHY)}</th>
                    <th class="num" scope="col">{t(&words::VALUE)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <p><a href="churn">{tf(&words::ATTENTION_ALL, &[("n", &n)])}</a></p>
    }
    .into_any()
}

pub(super) fn sheet(answer: &OverviewAnswer) -> Vec<Vec<String>> {
    let mut first = [&words::CUSTOMER, &words::WHY].map(|name| t(name).to_owned()).to_vec();
    first.extend(head::ranged_heads(t(&words::VALUE)));
    let mut rows = vec![first];
    rows.extend(answer.attention.iter().map(|one| {
        let plain = |minor: i64| Money { minor, currency: answer.currency }.plain();
        let [low, high] = one.at_risk_range.map_or_else(Default::default, |range| range.map(plain));
        vec![one.name.clone(), reasons(one), one.at_risk.map(plain).unwrap_or_default(), low, high]
    }));
    rows
}
