//! The groups of a trait and their figures.

use super::super::{head, words as common};
use super::value::{rule, way, word};
use super::{name, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use leptos::prelude::*;
use model::Money;
use protocol::{PeopleAnswer, PeopleFigures, PeopleRow, PeopleValue};

const HEADS: [&Msg; 6] =
    [&words::CUSTOMERS, &words::SHARE, &words::AMOUNT, &words::PER_CUSTOMER, &words::LEAVING, &words::LOYALTY];

/// Net amount of a customer of the group, minor units.
fn per_customer(figures: &PeopleFigures) -> i64 {
    (figures.amount as f64 / f64::from(figures.customers.max(1))).round() as i64
}

fn share(figures: &PeopleFigures, all: &PeopleFigures) -> f64 {
    f64::from(figures.customers) / f64::from(all.customers.max(1))
}

/// The table.
pub(super) fn table(answer: &PeopleAnswer) -> AnyView {
    let heads: Vec<AnyView> =
        HEADS.iter().map(|head| view! { <th class="num" scope="col">{t(head)}</th> }.into_any()).collect();
    let rows: Vec<AnyView> = answer.rows.iter().map(|row| group(answer, row)).collect();
    let nobody = (answer.values == 0).then(|| view! { <p class="note">{t(&words::NOBODY)}</p> }.into_any());
    let few = (answer.buyers < answer.needed).then(|| {
        let (n, needed) = (format::integer(answer.buyers.into()), answer.needed.to_string());
        view! { <p class="note">{tf(&words::FEW_STAGES, &[("n", &n), ("needed", &needed)])}</p> }.into_any()
    });
    view! {
        {nobody}
        {few}
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::TABLE_TITLE)>
            <table class="table people-table">
                <thead>
                    <tr>
                        <th scope="col">{name(answer.by)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{t(&words::ALL)}</th>
                        {cells(answer, &answer.all)}
                    </tr>
                </tfoot>
            </table>
        </div>
    }
    .into_any()
}

fn group(answer: &PeopleAnswer, row: &PeopleRow) -> AnyView {
    let text = word(answer.by, &row.value);
    let head = match rule(answer, &row.value) {
        Some(rule) => {
            let told = tf(&words::SHOW_WHO, &[("who", &text)]);
            way(text, told, vec![rule], "customers".to_owned())
        }
        None => view! { {text} }.into_any(),
    };
    let apart = matches!(row.value, PeopleValue::Others(_) | PeopleValue::NotSaid);
    view! {
        <tr class:apart=apart>
            <th scope="row">{head}</th>
            {cells(answer, &row.figures)}
        </tr>
    }
    .into_any()
}

fn cells(answer: &PeopleAnswer, figures: &PeopleFigures) -> AnyView {
    let money = |minor: i64| Money { minor, currency: answer.currency };
    let (amount, each) = (money(figures.amount), money(per_customer(figures)));
    let each_sure = figures.each_range.map(|range| {
        let [low, high] = range.map(|minor| format::money_short(money(minor)));
        let text = tf(&common::RANGE, &[("low", &low), ("high", &high)]);
        view! { <span class="figure-range">{text}</span> }.into_any()
    });
    let leaving = figures.leaving_share.map(|shares| {
        let [share, low, high] = shares.map(|share| format::percent(share, 0));
        tf(&words::LEAVING_CELL, &[("share", &share), ("low", &low), ("high", &high)])
    });
    let (n, all) = (format::integer(figures.leaving.into()), format::integer(figures.judged.into()));
    let of = leaving.is_some().then(|| {
        let text = tf(&words::LEAVING_OF, &[("n", &n), ("all", &all)]);
        view! { <span class="figure-range">{text}</span> }.into_any()
    });
    let points = |points: f64| format::fixed(points, 1);
    let loyalty = figures.loyalty.map(points);
    let sure = loyalty.is_some().then(|| {
        let text = head::range_of(figures.loyalty_range.map(|range| range.map(points)), figures.loyal);
        view! { <span class="figure-range">{text}</span> }.into_any()
    });
    view! {
        <td class="num">{format::integer(figures.customers.into())}</td>
        <td class="num muted">{format::percent(share(figures, &answer.all), 1)}</td>
        <td class="num" title=format::money(amount)>{format::money_short(amount)}</td>
        <td class="num" title=format::money(each)>
            {format::money_short(each)} " " {each_sure}
        </td>
        <td class="num">
            {leaving} " " {of}
        </td>
        <td class="num">
            {loyalty} " " {sure}
        </td>
    }
    .into_any()
}

/// The table as a file.
pub(super) fn sheet(answer: &PeopleAnswer) -> Vec<Vec<String>> {
    let mut first = vec![name(answer.by)];
    first.extend(HEADS[..3].iter().map(|head| t(head).to_owned()));
    first.extend(head::ranged_heads(t(&words::PER_CUSTOMER)));
    first.extend(head::counted_heads(t(&words::LEAVING)));
    first.extend(head::counted_heads(t(&words::LOYALTY)));
    let mut rows = vec![first];
    let plain = |n: Option<f64>| n.map_or_else(String::new, |n| format!("{n:.4}"));
    let money = |minor: i64| Money { minor, currency: answer.currency }.plain();
    rows.extend(answer.rows.iter().map(|row| {
        let figures = &row.figures;
        let [leaving, low, high] = figures.leaving_share.map_or([None; 3], |shares| shares.map(Some));
        let [each_low, each_high] = figures.each_range.map_or_else(Default::default, |range| range.map(money));
        let [loyalty_low, loyalty_high] = head::numbers(figures.loyalty_range);
        vec![
            word(answer.by, &row.value),
            figures.customers.to_string(),
            plain(Some(share(figures, &answer.all))),
            money(figures.amount),
            money(per_customer(figures)),
            each_low,
            each_high,
            plain(leaving),
            plain(low),
            plain(high),
            figures.judged.to_string(),
            plain(figures.loyalty),
            loyalty_low,
            loyalty_high,
            figures.loyal.to_string(),
        ]
    }));
    rows
}
