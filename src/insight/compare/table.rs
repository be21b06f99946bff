//! Line by line: the figure of each group, and which is clearly higher.

use super::super::head;
use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use leptos::prelude::*;
use model::Money;
use protocol::{CompareAnswer, CompareLine, CompareSide, CompareVerdict, CompareWhat, NPS_ANSWERS_MIN};

pub(super) fn label(what: CompareWhat) -> &'static Msg {
    match what {
        CompareWhat::Amount => &words::AMOUNT,
        CompareWhat::OrderDays => &words::ORDER_DAYS,
        CompareWhat::Gap => &words::GAP,
        CompareWhat::Loyalty => &words::LOYALTY,
        CompareWhat::Leaving => &words::LEAVING,
        CompareWhat::Again => &words::AGAIN,
        CompareWhat::LifetimeValue => &words::LIFETIME_VALUE,
        CompareWhat::Nps => &words::NPS,
    }
}

fn is_money(what: CompareWhat) -> bool {
    matches!(what, CompareWhat::Amount | CompareWhat::LifetimeValue)
}

fn money(value: f64, answer: &CompareAnswer) -> Money {
    Money { minor: value.round() as i64, currency: answer.currency }
}

/// A figure as it is read.
fn figure(what: CompareWhat, value: f64, answer: &CompareAnswer) -> String {
    match what {
        what if is_money(what) => format::money_short(money(value, answer)),
        CompareWhat::Leaving | CompareWhat::Again => format::percent(value, 1),
        CompareWhat::OrderDays => format::fixed(value, 2),
        CompareWhat::Loyalty | CompareWhat::Gap => format::fixed(value, 1),
        _ => format::fixed(value, 0),
    }
}

/// What stands in place of a figure.
fn missing(what: CompareWhat, n: u32) -> String {
    match (what, n) {
        (CompareWhat::Nps, 0) => t(&words::NO_ANSWERS).to_owned(),
        (CompareWhat::Nps, n) => {
            let needed = NPS_ANSWERS_MIN.to_string();
            tf(&super::super::words::FEW_ANSWERS, &[("n", &n.to_string()), ("needed", &needed)])
        }
        _ => t(&words::NO_DATA).to_owned(),
    }
}

fn side(line: &CompareLine, side: &CompareSide, answer: &CompareAnswer) -> AnyView {
    let Some(value) = side.value else {
        return view! { <td class="muted">{missing(line.what, side.n)}</td> }.into_any();
    };
    let range = side.interval.map(|(low, high)| [low, high].map(|end| figure(line.what, end, answer)));
    let range = head::range_of(range, side.n);
    view! {
        <td>
            <span class="compare-value">{figure(line.what, value, answer)}</span>
            <span class="figure-range">{range}</span>
        </td>
    }
    .into_any()
}

/// Which is clearly higher.
fn verdict(line: &CompareLine, names: &[String; 2]) -> String {
    let [first, second] = names;
    match line.verdict {
        CompareVerdict::First => tf(&words::CLEARLY, &[("name", first)]),
        CompareVerdict::Second => tf(&words::CLEARLY, &[("name", second)]),
        CompareVerdict::Unclear => t(&words::UNCLEAR).to_owned(),
        CompareVerdict::Few => t(&words::FEW).to_owned(),
    }
}

fn chance(p: f64) -> String {
    match p {
        p if p < 0.001 => t(&words::P_BELOW).to_owned(),
        p => tf(&words::P_IS, &[("p", &format::fixed(p, 3))]),
    }
}

/// The table.
pub(super) fn table(answer: &CompareAnswer, names: &[String; 2]) -> AnyView {
    let rows: Vec<AnyView> = answer
        .lines
        .iter()
        .map(|line| {
            let sides: Vec<AnyView> = line.sides.iter().map(|one| side(line, one, answer)).collect();
            let is_clear = matches!(line.verdict, CompareVerdict::First | CompareVerdict::Second);
            view! {
                <tr>
                    <th scope="row">{t(label(line.what))}</th>
                    {sides}
                    <td>
                        <span class:compare-clear=is_clear>{verdict(line, names)}</span>
                        <span class="figure-range">{line.p.map(chance)}</span>
                    </td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let heads: Vec<AnyView> =
        names.iter().map(|name| view! { <th scope="col">{name.clone()}</th> }.into_any()).collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::TITLE)>
            <table class="table compare-table">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::FIGURE)}</th>
                        {heads}
                        <th scope="col">{t(&words::DIFFERENCE)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The table as a file.
pub(super) fn sheet(answer: &CompareAnswer, names: &[String; 2]) -> Vec<Vec<String>> {
    let mut first = vec![t(&words::FIGURE).to_owned()];
    for name in names {
        first.push(name.clone());
        for head in [&words::LOW, &words::HIGH, &words::COUNT] {
            first.push(tf(&words::OF_GROUP, &[("name", name), ("figure", t(head))]));
        }
    }
    first.extend([t(&words::DIFFERENCE).to_owned(), t(&words::P).to_owned()]);
    let mut rows = vec![first];
    for line in &answer.lines {
        let plain = |value: Option<f64>| match value {
            Some(value) if is_money(line.what) => money(value, answer).plain(),
            Some(value) => format!("{value:.4}"),
            None => String::new(),
        };
        let mut row = vec![t(label(line.what)).to_owned()];
        for side in &line.sides {
            let (low, high) = side.interval.unzip();
            row.extend([plain(side.value), plain(low), plain(high), side.n.to_string()]);
        }
        row.push(verdict(line, names));
        row.push(line.p.map_or_else(String::new, |p| format!("{p:.6}")));
        rows.push(row);
    }
    rows
}
