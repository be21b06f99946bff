//! The models in plain words: which were chosen and why, what was found, what they take for granted, where they are weak.

use super::{Figures, number, read, table, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::chart_frame::{Draw, Sheet};
use crate::ui::{ChartFrame, erase};
use leptos::prelude::*;
use protocol::{PurchaseCard, SpendCard, TrustAnswer};
use std::sync::Arc;

/// A parameter: its sign, what it means, the estimate, its standard error.
type Parameter = (&'static str, &'static Msg, f64, Option<f64>);

const PURCHASES: [(&str, &Msg); 4] =
    [("r", &words::MEANS_R), ("α", &words::MEANS_ALPHA), ("a", &words::MEANS_A), ("b", &words::MEANS_B)];
const SPEND: [(&str, &Msg); 3] = [("p", &words::MEANS_P), ("q", &words::MEANS_Q), ("v", &words::MEANS_V)];

pub(super) fn frame(figures: Figures) -> AnyView {
    let draw: Draw = Arc::new(move || read(figures, card).unwrap_or_else(erase::nothing));
    let sheet: Sheet = ("model-card.csv", Arc::new(move || read(figures, rows).unwrap_or_default()));
    view! { <ChartFrame title=&words::CARD definition=&words::CARD_DEFINITION chart=draw sheet=sheet/> }.into_any()
}

fn parameters(answer: &TrustAnswer) -> Vec<Parameter> {
    let mut all = Vec::new();
    if let Some(card) = &answer.purchases {
        let errors = card.errors.map_or([None; 4], |errors| errors.map(Some));
        let figures = card.parameters.into_iter().zip(errors);
        all.extend(PURCHASES.iter().zip(figures).map(|((sign, means), (at, error))| (*sign, *means, at, error)));
    }
    if let Some(card) = &answer.spend {
        let errors = card.errors.map_or([None; 3], |errors| errors.map(Some));
        let figures = card.parameters.into_iter().zip(errors);
        all.extend(SPEND.iter().zip(figures).map(|((sign, means), (at, error))| (*sign, *means, at, error)));
    }
    all
}

/// Which models, and why.
fn chosen(answer: &TrustAnswer) -> Vec<String> {
    let (n, needed) = (format::integer(answer.buyers.into()), answer.needed.to_string());
    let repeats = format::integer(answer.repeaters.into());
    let mut lines = vec![tf(&words::CARD_N, &[("n", &n), ("repeats", &repeats)])];
    match &answer.purchases {
        Some(card) => {
            lines.push(t(if card.modified { &words::CHOSEN_MBG } else { &words::CHOSEN_BG }).to_owned());
            lines.push(why(card));
        }
        None => lines.push(tf(&words::NO_PURCHASES, &[("n", &n), ("needed", &needed)])),
    }
    lines.push(match &answer.spend {
        Some(_) => t(&words::SPEND_MODEL).to_owned(),
        None => tf(&words::NO_SPEND, &[("n", &repeats), ("needed", &needed)]),
    });
    lines
}

fn why(card: &PurchaseCard) -> String {
    let [this, other] = [card.log_likelihood, card.other].map(|value| format::fixed(value, 2));
    let told = if this == other { &words::WHY_EQUAL } else { &words::WHY };
    tf(told, &[("this", &this), ("other", &other)])
}

fn weaknesses(answer: &TrustAnswer) -> Vec<String> {
    let mut lines = Vec::new();
    let share = |share: f64| format::percent(share, 0);
    if let Some(card) = &answer.purchases {
        if card.prior_share > 0.0 {
            lines.push(tf(&words::WEAK_PRIOR, &[("share", &share(card.prior_share))]));
        }
        fit(&mut lines, card.errors.is_none(), card.converged);
    }
    if let Some(card) = &answer.spend {
        spend(&mut lines, card);
    }
    lines.extend([&words::WEAK_ONE, &words::WEAK_REGULAR, &words::WEAK_COMEBACK].map(|line| t(line).to_owned()));
    lines
}

fn spend(lines: &mut Vec<String>, card: &SpendCard) {
    if card.prior_share > 0.0 {
        lines.push(tf(&words::WEAK_SPEND_PRIOR, &[("share", &format::percent(card.prior_share, 0))]));
    }
    fit(lines, card.errors.is_none(), card.converged);
    if let Some(n) = card.correlation.filter(|_| card.dependent) {
        lines.push(tf(&words::WEAK_DEPENDENT, &[("n", &format::fixed(n, 2))]));
    }
}

/// What a fit leaves to be wished, each said once.
fn fit(lines: &mut Vec<String>, open: bool, converged: bool) {
    for (is, line) in [(open, &words::WEAK_OPEN), (!converged, &words::WEAK_SEARCH)] {
        let line = t(line).to_owned();
        if is && !lines.contains(&line) {
            lines.push(line);
        }
    }
}

fn card(answer: &TrustAnswer) -> AnyView {
    let digits = |value: f64| format::fixed(value, 3);
    let row = |(sign, means, at, error): Parameter| {
        view! {
            <tr>
                <th scope="row">{sign}</th>
                {number(digits(at))}
                {number(error.map_or_else(|| t(&words::OPEN).to_owned(), digits))}
                <td>{t(means)}</td>
            </tr>
        }
        .into_any()
    };
    let all = parameters(answer);
    let heads =
        [(&words::PARAMETER, false), (&words::ESTIMATE, true), (&words::STANDARD_ERROR, true), (&words::MEANS, false)];
    let parameters = (!all.is_empty()).then(|| table(t(&words::PARAMETER), &heads, all.into_iter().map(row).collect()));
    let paragraphs: Vec<AnyView> = chosen(answer).into_iter().map(|line| view! { <p>{line}</p> }.into_any()).collect();
    let list = |lines: Vec<String>| {
        let items: Vec<AnyView> = lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
        view! { <ul class="trust-list">{items}</ul> }.into_any()
    };
    let assumed = [&words::ASSUMES_PACE, &words::ASSUMES_LEAVE, &words::ASSUMES_DAY, &words::ASSUMES_SPEND];
    view! {
        {paragraphs}
        {parameters}
        <h3>{t(&words::ASSUMES)}</h3>
        {list(assumed.map(|line| t(line).to_owned()).to_vec())}
        <h3>{t(&words::WEAK)}</h3>
        {list(weaknesses(answer))}
    }
    .into_any()
}

fn rows(answer: &TrustAnswer) -> Vec<Vec<String>> {
    let heads = [&words::PARAMETER, &words::ESTIMATE, &words::STANDARD_ERROR, &words::MEANS];
    let mut rows = vec![heads.map(|head| t(head).to_owned()).to_vec()];
    rows.extend(parameters(answer).into_iter().map(|(sign, means, at, error)| {
        let error = error.map_or_else(String::new, |error| format!("{error:.6}"));
        vec![sign.to_owned(), format!("{at:.6}"), error, t(means).to_owned()]
    }));
    rows
}
