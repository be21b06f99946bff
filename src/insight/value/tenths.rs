//! How the value is spread over the customers: tenths, best first, as bars in a table.

use super::super::head;
use super::super::way::{show, test, way};
use super::what_if::as_set;
use super::{Figures, money, plain, ranged, read, words};
use crate::format::{self, css_percent};
use crate::i18n::{t, tf};
use crate::state::Slot;
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use model::Value;
use model::rule::{Op, Rule};
use model::schema::{customer, score};
use protocol::{ValueAnswer, ValueQuery, ValueTenth};
use std::sync::Arc;

/// Where the rows lead, most valuable first.
const LIST: &str = "customers?sort=-lifetime_value";

pub(super) fn frame(figures: Figures, set: Slot<ValueQuery>) -> AnyView {
    let draw: Draw = Arc::new(move || {
        // The list has the values as they are set; what is only tried, no filter can ask for.
        let leads = set.with(|query| *query == as_set(query));
        read(figures, |answer| table(answer, leads)).unwrap_or_else(erase::nothing)
    });
    let sheet: Sheet = ("life-time-value-tenths.csv", Arc::new(move || read(figures, rows).unwrap_or_default()));
    view! { <ChartFrame title=&words::TENTHS definition=&words::TENTHS_DEFINITION chart=draw sheet=sheet/> }.into_any()
}

/// "0–10%" for the best.
fn name(at: usize) -> String {
    tf(&words::TENTH_NAME, &[("from", &(at * 10).to_string()), ("to", &(at * 10 + 10).to_string())])
}

fn share(answer: &ValueAnswer, tenth: &ValueTenth) -> f64 {
    let total = answer.tenths.iter().map(|tenth| tenth.value as f64).sum::<f64>();
    if total > 0.0 { tenth.value as f64 / total } else { 0.0 }
}

/// The mean of a tenth and its interval: who is in it is taken as it is.
fn mean(tenth: &ValueTenth) -> (i64, Option<[i64; 2]>) {
    let of_one = |minor: i64| (minor as f64 / f64::from(tenth.customers.max(1))).round() as i64;
    (of_one(tenth.value), tenth.value_range.map(|range| range.map(of_one)))
}

/// From the least of a tenth to below the least of the one before: customers who are worth the same are all in both.
fn rule(answer: &ValueAnswer, at: usize, tenth: &ValueTenth) -> Rule {
    let field = score::LIFETIME_VALUE;
    let value = |minor: i64| Value::Money(money(answer, minor));
    let before = at.checked_sub(1).and_then(|before| answer.tenths.get(before));
    match before {
        Some(before) => {
            let below = before.least.saturating_sub(1).max(tenth.least);
            test(field, Op::Between, vec![value(tenth.least), value(below)])
        }
        None => test(field, Op::AtLeast, vec![value(tenth.least)]),
    }
}

fn table(answer: &ValueAnswer, leads: bool) -> AnyView {
    let most = answer.tenths.iter().map(|tenth| share(answer, tenth)).fold(0.0, f64::max);
    let row = |(at, tenth): (usize, &ValueTenth)| {
        let (name, share) = (name(at), share(answer, tenth));
        let told = tf(&words::TENTH_LINK, &[("name", &name)]);
        let width = css_percent(if most > 0.0 { share / most } else { 0.0 });
        let rule = rule(answer, at, tenth);
        let (mean, mean_range) = mean(tenth);
        let head = match leads {
            true => way(name, told, move || show(customer::ID, rule.clone(), LIST)),
            false => name.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{head}</th>
                <td class="num">{format::integer(tenth.customers.into())}</td>
                {ranged(answer, tenth.value, tenth.value_range)}
                <td class="value-share">
                    <span class="value-bar" aria-hidden="true"><span style:width=width></span></span>
                    <span class="num">{format::percent(share, 1)}</span>
                </td>
                {ranged(answer, mean, mean_range)}
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = answer.tenths.iter().enumerate().map(row).collect();
    let tried = (!leads).then(|| view! { <p class="note">{t(&words::TENTHS_TRIED)}</p> }.into_any());
    view! {
        {tried}
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::TENTHS)>
            <table class="table value-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::TENTH)}</th>
                        <th class="num" scope="col">{t(&words::CUSTOMERS)}</th>
                        <th class="num" scope="col">{t(&words::VALUE_SUM)}</th>
                        <th class="value-share" scope="col">{t(&words::SHARE)}</th>
                        <th class="num" scope="col">{t(&words::MEAN)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn rows(answer: &ValueAnswer) -> Vec<Vec<String>> {
    let mut heads = [&words::TENTH, &words::CUSTOMERS].map(|head| t(head).to_owned()).to_vec();
    heads.extend(head::ranged_heads(t(&words::VALUE_SUM)));
    heads.push(t(&words::SHARE).to_owned());
    heads.extend(head::ranged_heads(t(&words::MEAN)));
    heads.push(t(&words::LEAST).to_owned());
    let line = |(at, tenth): (usize, &ValueTenth)| {
        let (mean, mean_range) = mean(tenth);
        let mut line = vec![name(at), tenth.customers.to_string()];
        line.extend(plain(answer, tenth.value, tenth.value_range));
        line.push(format!("{:.4}", share(answer, tenth)));
        line.extend(plain(answer, mean, mean_range));
        line.push(money(answer, tenth.least).plain());
        line
    };
    std::iter::once(heads).chain(answer.tenths.iter().enumerate().map(line)).collect()
}
