//! What those are worth who came in the same year: the value to come by the year of the first order.

use super::super::rules::{Days, first_ordered};
use super::super::{head, way};
use super::{Figures, money, read, words};
use crate::format;
use crate::i18n::t;
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use model::Day;
use protocol::{ValueAnswer, ValueYear};
use std::sync::Arc;

pub(super) fn frame(figures: Figures) -> AnyView {
    let draw: Draw = Arc::new(move || read(figures, table).unwrap_or_else(erase::nothing));
    let sheet: Sheet = ("life-time-value-years.csv", Arc::new(move || read(figures, rows).unwrap_or_default()));
    view! { <ChartFrame title=&words::YEARS definition=&words::YEARS_DEFINITION chart=draw sheet=sheet/> }.into_any()
}

/// The days of a year that the figures know.
fn days(answer: &ValueAnswer, year: i32) -> Option<Days> {
    Some((Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?.min(answer.as_of)))
}

fn table(answer: &ValueAnswer) -> AnyView {
    let short = |minor: i64| format::money_short(money(answer, minor));
    let row = |of: &ValueYear| {
        let (name, n) = (of.year.to_string(), format::integer(of.customers.into()));
        let who = match days(answer, of.year) {
            Some(days) => way::customers(n, &name, first_ordered(days)),
            None => n.into_any(),
        };
        let value = |minor: i64| head::figure(short(minor), of.mean_range.map(|range| range.map(short)));
        let none = || view! { <td class="num muted">{t(&words::NOT_ENOUGH)}</td> }.into_any();
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">{who}</td>
                {of.mean_value.map_or_else(none, value)}
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = answer.years.iter().map(row).collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::YEARS)>
            <table class="table value-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::YEAR)}</th>
                        <th class="num" scope="col">{t(&words::CUSTOMERS)}</th>
                        <th class="num" scope="col">{t(&words::MEAN_VALUE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="note">
            <a href="cohorts">{t(&words::TO_COHORTS)}</a>
        </p>
    }
    .into_any()
}

fn rows(answer: &ValueAnswer) -> Vec<Vec<String>> {
    let mut heads = [&words::YEAR, &words::CUSTOMERS].map(|head| t(head).to_owned()).to_vec();
    heads.extend(head::ranged_heads(t(&words::MEAN_VALUE)));
    let plain = |minor: Option<i64>| minor.map_or_else(String::new, |minor| money(answer, minor).plain());
    let line = |of: &ValueYear| {
        let [low, high] = of.mean_range.map_or([None; 2], |range| range.map(Some));
        vec![of.year.to_string(), of.customers.to_string(), plain(of.mean_value), plain(low), plain(high)]
    };
    std::iter::once(heads).chain(answer.years.iter().map(line)).collect()
}
