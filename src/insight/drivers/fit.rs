//! The regression: its table, and how what is explained is shared out.

use super::super::head;
use super::effect::{p, three_digits, told};
use super::factors::{leading, name, step};
use super::{reading, words};
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::ScoreBar;
use leptos::prelude::*;
use protocol::{DriversAnswer, FactorAnswer};

/// The factors with their shares, the largest first.
fn shared(answer: &DriversAnswer) -> Vec<(&FactorAnswer, f64)> {
    let shares = answer.factors.iter().filter_map(|factor| Some((factor, factor.share?.max(0.0))));
    let mut shares: Vec<(&FactorAnswer, f64)> = shares.collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    shares
}

/// Bars: the share of each factor in what is explained.
pub(super) fn bars(answer: &DriversAnswer) -> AnyView {
    let Some(fit) = answer.fit else { return ().into_any() };
    let of_r2 = |share: f64| if fit.r2 > 0.0 { share / fit.r2 } else { 0.0 };
    let rows: Vec<AnyView> = shared(answer)
        .into_iter()
        .map(|(factor, share)| {
            view! {
                <tr>
                    <th scope="row">{leading(factor.factor, answer.as_of)}</th>
                    <td class="drivers-bar"><ScoreBar share=of_r2(share)/></td>
                    <td class="num">{format::percent(of_r2(share), 0)}</td>
                    <td class="num muted">{format::percent(share, 1)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let adjusted = fit.adjusted_r2.map_or_else(String::new, |r2| format::percent(r2.max(0.0), 1));
    let line = tf(&words::SHARES_LINE, &[("r2", &format::percent(fit.r2, 1)), ("adjusted", &adjusted)]);
    let chance = fit.f.map(|(f, f_p)| {
        let told = tf(&words::F_LINE, &[("f", &format::fixed(f, 2)), ("p", &p(f_p))]);
        view! { <p>{told}</p> }.into_any()
    });
    view! {
        <p>{line}</p>
        {chance}
        <table class="table drivers-shares">
            <thead>
                <tr>
                    <th scope="col">{t(&words::FACTOR)}</th>
                    <td class="drivers-bar"></td>
                    <th class="num" scope="col">{t(&words::SHARE_OF_R2)}</th>
                    <th class="num" scope="col">{t(&words::SHARE_OF_ALL)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The bars as a file.
pub(super) fn bars_sheet(answer: &DriversAnswer) -> Vec<Vec<String>> {
    let mut rows = vec![[&words::FACTOR, &words::SHARE_R2].map(|head| t(head).to_owned()).to_vec()];
    rows.extend(shared(answer).into_iter().map(|(factor, share)| vec![name(factor.factor), format!("{share:.6}")]));
    rows
}

const HEADS: [&Msg; 6] =
    [&words::STEP, &words::EFFECT, &words::COEFFICIENT, &words::P, &words::P_ADJUSTED, &words::VIF];

/// The table of the regression, and what it says.
pub(super) fn table(answer: &DriversAnswer) -> AnyView {
    let Some(fit) = answer.fit else { return ().into_any() };
    let heads: Vec<AnyView> = HEADS
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let is_number = at > 0;
            view! { <th class:num=is_number scope="col">{t(head)}</th> }.into_any()
        })
        .collect();
    let rows: Vec<AnyView> = answer.factors.iter().filter_map(|factor| row(answer, factor)).collect();
    let choice = fit.auc.filter(|_| answer.outcome.is_choice()).map(|auc| {
        let range = fit.auc_range.map(|range| range.map(|auc| format::percent(auc, 0)));
        let (r2, auc) = (format::fixed(fit.r2, 2), head::with_range(format::percent(auc, 0), range));
        view! { <p>{tf(&words::CHOICE_LINE, &[("r2", &r2), ("auc", &auc)])}</p> }.into_any()
    });
    view! {
        {reading::sentences(answer)}
        {choice}
        <div class="scroll-x" role="group" tabindex="0" aria-label=t(&words::FIT_TITLE)>
            <table class="table drivers-fit">
                <thead>
                    <tr>
                        <th scope="col">{t(&words::FACTOR)}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(answer: &DriversAnswer, factor: &FactorAnswer) -> Option<AnyView> {
    let effect = factor.effect?;
    let (units, step) = step(factor, answer.currency);
    let [x, low, high] = told(answer.outcome, &effect, units);
    let cell = tf(&words::EFFECT_CELL, &[("x", &x), ("low", &low), ("high", &high)]);
    let row = view! {
        <tr>
            <th scope="row">{leading(factor.factor, answer.as_of)}</th>
            <td class="muted">{step}</td>
            <td class="num">{cell}</td>
            <td class="num">{three_digits(effect.estimate)}</td>
            <td class="num">{p(effect.p)}</td>
            <td class="num">{p(effect.p_holm)}</td>
            <td class="num">{effect.vif.map(|vif| format::fixed(vif, 1))}</td>
        </tr>
    };
    Some(row.into_any())
}

/// The table as a file: coefficients for one unit.
pub(super) fn table_sheet(answer: &DriversAnswer) -> Vec<Vec<String>> {
    let heads = [
        &words::FACTOR,
        &words::COEFFICIENT,
        &words::LOW,
        &words::HIGH,
        &words::P,
        &words::P_ADJUSTED,
        &words::VIF,
        &words::SHARE_R2,
    ];
    let mut rows = vec![heads.map(|head| t(head).to_owned()).to_vec()];
    let plain = |n: Option<f64>| n.map_or_else(String::new, |n| format!("{n:.9}"));
    rows.extend(answer.factors.iter().map(|factor| {
        let effect = factor.effect;
        vec![
            name(factor.factor),
            plain(effect.map(|effect| effect.estimate)),
            plain(effect.map(|effect| effect.interval.0)),
            plain(effect.map(|effect| effect.interval.1)),
            plain(effect.map(|effect| effect.p)),
            plain(effect.map(|effect| effect.p_holm)),
            plain(effect.and_then(|effect| effect.vif)),
            plain(factor.share),
        ]
    }));
    rows
}
