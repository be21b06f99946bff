//! What a new customer costs, by source, beside what one is worth.

use super::{Figures, amount, money, read, words};
use crate::fields;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use model::options;
use protocol::{ValueAnswer, ValueSource};
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
    view! {
        {none}
        {table(answer)}
        {told}
        {elsewhere}
        {incomplete}
    }
    .into_any()
}

/// Without spend there is nothing to count new customers by.
fn has_new(row: &ValueSource) -> bool {
    row.months > 0 || row.told.1 > 0
}

fn table(answer: &ValueAnswer) -> AnyView {
    let mut rows: Vec<AnyView> = answer.sources.iter().map(|row| line(answer, row, name(row))).collect();
    if answer.won.spend > 0 {
        rows.push(line(answer, &answer.won, t(&words::ALL_SPEND).to_owned()));
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

fn line(answer: &ValueAnswer, row: &ValueSource, name: String) -> AnyView {
    let or_not = |cell: Option<AnyView>| {
        cell.unwrap_or_else(|| view! { <td class="num muted">{t(&words::NOT_ENOUGH)}</td> }.into_any())
    };
    let text = |text: String| view! { <td class="num">{text}</td> }.into_any();
    let months = |n: f64| tf(&words::PAYBACK_MONTHS, &[("n", &format::number(n))]);
    let new = has_new(row).then(|| text(format::integer(row.new.into())));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{format::integer(row.customers.into())}</td>
            {amount(answer, row.spend)}
            {or_not(new)}
            {or_not(row.cac.map(|cac| amount(answer, cac)))}
            {or_not(row.mean_value.map(|value| amount(answer, value)))}
            {or_not(row.ratio.map(|ratio| text(format::number(ratio))))}
            {or_not(row.payback_months.map(|n| text(months(n))))}
        </tr>
    }
    .into_any()
}

fn rows(answer: &ValueAnswer) -> Vec<Vec<String>> {
    let heads = [
        &words::SOURCE,
        &words::CUSTOMERS,
        &words::SPEND,
        &words::NEW,
        &words::CAC,
        &words::MEAN_VALUE,
        &words::RATIO,
        &words::PAYBACK,
    ];
    let plain = |minor: Option<i64>| minor.map_or_else(String::new, |minor| money(answer, minor).plain());
    let number = |n: Option<f64>| n.map_or_else(String::new, |n| format!("{n:.2}"));
    let mut rows = vec![heads.map(|head| t(head).to_owned()).to_vec()];
    rows.extend(answer.sources.iter().map(|row| {
        vec![
            name(row),
            row.customers.to_string(),
            plain(Some(row.spend)),
            if has_new(row) { row.new.to_string() } else { String::new() },
            plain(row.cac),
            plain(row.mean_value),
            number(row.ratio),
            number(row.payback_months),
        ]
    }));
    rows
}
