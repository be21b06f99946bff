//! What a new customer costs, by source, beside what one is worth.

use super::super::{head, rules, way};
use super::{Figures, amount, money, read, words};
use crate::fields;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use model::rule::Rule;
use model::schema::customer;
use model::{Day, options};
use protocol::{MarginOf, ValueAnswer, ValueSource};
use std::sync::Arc;

pub(super) fn frame(figures: Figures) -> AnyView {
    let draw: Draw = Arc::new(move || read(figures, chart).unwrap_or_else(erase::nothing));
    let sheet: Sheet = ("cost-of-customers.csv", Arc::new(move || read(figures, rows).unwrap_or_default()));
    view! { <ChartFrame title=&words::SOURCES definition=&words::SOURCES_DEFINITION chart=draw sheet=sheet/> }
        .into_any()
}

fn name(row: &ValueSource) -> String {
    match row.source {
        Some(id) => fields::choice(&options::SOURCE, id).label,
        None => t(&words::NO_SOURCE).to_owned(),
    }
}

fn chart(answer: &ValueAnswer) -> AnyView {
    let note = |text: String| view! { <p class="note">{text}</p> }.into_any();
    let elsewhere: Vec<AnyView> = answer
        .spend_elsewhere
        .iter()
        .map(|(sum, n)| {
            let (value, n) = (format::money(*sum), format::integer((*n).into()));
            note(tf(&words::ELSEWHERE, &[("value", &value), ("n", &n)]))
        })
        .collect();
    let incomplete = (answer.spend_incomplete > 0)
        .then(|| note(tf(&words::INCOMPLETE, &[("n", &format::integer(answer.spend_incomplete.into()))])));
    let (told, with) = answer.won.told;
    let told = (with > 0).then(|| {
        let (value, n) = (format::money(money(answer, told)), format::integer(with.into()));
        note(tf(&words::TOLD, &[("value", &value), ("n", &n)]))
    });
    let none = (answer.won.spend <= 0).then(|| {
        view! {
            <p class="note">
                {t(&words::NO_SPEND)} " "
                <a href="records?of=acquisition_spend">{t(&words::ADD_SPEND)}</a>
            </p>
        }
        .into_any()
    });
    let gross = is_gross(answer).then(|| note(t(&words::PAYBACK_GROSS).to_owned()));
    view! {
        {none}
        {table(answer)}
        {gross}
        {told}
        {elsewhere}
        {incomplete}
    }
    .into_any()
}

/// Whether payback counts whole amounts: it is told, and nothing says what of them is earned.
fn is_gross(answer: &ValueAnswer) -> bool {
    let is_told = answer.sources.iter().any(|row| row.payback_months.is_some());
    let is_whole = answer.margin_of == MarginOf::Unknown && answer.margin >= 1.0;
    is_told && is_whole
}

/// Without spend there is nothing to count new customers by.
fn has_new(row: &ValueSource) -> bool {
    row.months > 0 || row.told.1 > 0
}

fn table(answer: &ValueAnswer) -> AnyView {
    let mut rows: Vec<AnyView> =
        answer.sources.iter().map(|row| line(answer, row, name(row), of_source(row))).collect();
    if answer.won.spend > 0 {
        let with_spend = answer.sources.iter().filter(|row| row.spend > 0).map(of_source).collect();
        rows.push(line(answer, &answer.won, t(&words::ALL_SPEND).to_owned(), Rule::Any(with_spend)));
    }
    let heads = [
        &words::CUSTOMERS,
        &words::SPEND,
        &words::NEW,
        &words::CAC,
        &words::MEAN_VALUE,
        &words::RATIO,
        &words::PAYBACK,
    ];
    let heads: Vec<AnyView> =
        heads.iter().map(|head| view! { <th class="num" scope="col">{t(head)}</th> }.into_any()).collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::SOURCES)>
            <table class="table value-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::SOURCE)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The customers of a source.
fn of_source(row: &ValueSource) -> Rule {
    rules::has(customer::SOURCE.id, row.source)
}

fn line(answer: &ValueAnswer, row: &ValueSource, name: String, of: Rule) -> AnyView {
    let short = |minor: i64| format::money_short(money(answer, minor));
    let buyers = format::integer(row.customers.into());
    // Buyers are those with an order until the day of the figures.
    let buyers = match row.customers {
        0 => buyers.into_any(),
        _ => way::customers(
            buyers,
            &name,
            Rule::All(vec![of, rules::ordered_before(Day(answer.as_of.0.saturating_add(1)))]),
        ),
    };
    let value = |minor: i64| head::figure(short(minor), row.mean_range.map(|range| range.map(short)));
    let ratio = |n: f64| head::figure(format::number(n), row.ratio_range.map(|range| range.map(format::number)));
    let or_not = |cell: Option<AnyView>| {
        cell.unwrap_or_else(|| view! { <td class="num muted">{t(&words::NOT_ENOUGH)}</td> }.into_any())
    };
    let text = |text: String| view! { <td class="num">{text}</td> }.into_any();
    let months = |n: f64| {
        let text = tf(&words::PAYBACK_MONTHS, &[("n", &format::number(n))]);
        head::figure(text, row.payback_range.map(|range| range.map(format::number)))
    };
    let new = has_new(row).then(|| text(format::integer(row.new.into())));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{buyers}</td>
            {amount(answer, row.spend)}
            {or_not(new)}
            {or_not(row.cac.map(|cac| amount(answer, cac)))}
            {or_not(row.mean_value.map(value))}
            {or_not(row.ratio.map(ratio))}
            {or_not(row.payback_months.map(months))}
        </tr>
    }
    .into_any()
}

fn rows(answer: &ValueAnswer) -> Vec<Vec<String>> {
    let heads = [&words::SOURCE, &words::CUSTOMERS, &words::SPEND, &words::NEW, &words::CAC];
    let mut first = heads.map(|head| t(head).to_owned()).to_vec();
    let payback = if is_gross(answer) { &words::PAYBACK_WHOLE } else { &words::PAYBACK };
    first.extend([&words::MEAN_VALUE, &words::RATIO, payback].into_iter().flat_map(|head| head::ranged_heads(t(head))));
    let plain = |minor: Option<i64>| minor.map_or_else(String::new, |minor| money(answer, minor).plain());
    let number = |n: Option<f64>| n.map_or_else(String::new, |n| format!("{n:.2}"));
    let line = |row: &ValueSource, name: String| {
        let [low, high] = row.mean_range.map_or([None; 2], |range| range.map(Some));
        let [least, most] = row.ratio_range.map_or([None; 2], |range| range.map(Some));
        let [soonest, latest] = row.payback_range.map_or([None; 2], |range| range.map(Some));
        vec![
            name,
            row.customers.to_string(),
            plain(Some(row.spend)),
            if has_new(row) { row.new.to_string() } else { String::new() },
            plain(row.cac),
            plain(row.mean_value),
            plain(low),
            plain(high),
            number(row.ratio),
            number(least),
            number(most),
            number(row.payback_months),
            number(soonest),
            number(latest),
        ]
    };
    let all = (answer.won.spend > 0).then(|| line(&answer.won, t(&words::ALL_SPEND).to_owned()));
    let sources = answer.sources.iter().map(|row| line(row, name(row)));
    std::iter::once(first).chain(sources).chain(all).collect()
}
