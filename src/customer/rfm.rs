//! The segment with its three scores and what was counted.

use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::{SegmentPill, Why};
use leptos::prelude::*;
use model::Money;
use protocol::{RfmAnswer, Segment};
use std::sync::Arc;

pub(super) fn segment(segment: Segment, rfm: RfmAnswer) -> AnyView {
    let rfm = Arc::new(rfm);
    let names = [&words::RECENCY, &words::FREQUENCY, &words::MONETARY];
    let mark = |(name, score): (&'static Msg, u8)| {
        let dots = (1..=5).map(|at| view! { <i class:on=at <= score></i> }).collect_view();
        let text = move || format!("{} {}", t(name), tf(&words::SCORE_OF, &[("n", &score.to_string())]));
        view! {
            <div class="rfm-mark">
                <span>{move || t(name)}</span>
                <span class="five" role="img" aria-label=text>
                    {dots}
                </span>
            </div>
        }
    };
    let scores = rfm.scores;
    let row = move |at: usize| {
        let (counted, cuts) = (Arc::clone(&rfm), Arc::clone(&rfm));
        let score = rfm.scores[at];
        view! {
            <tr>
                <th scope="row">{move || t(names[at])}</th>
                <td>{move || counted_text(&counted, at)}</td>
                <td class="num">{move || tf(&words::SCORE_OF, &[("n", &score.to_string())])}</td>
            </tr>
            <tr class="cuts">
                <td colspan="3">{move || format!("{}: {}", t(&words::CUTS), cuts_text(&cuts, at))}</td>
            </tr>
        }
    };
    view! {
        <div class="score-part">
            <h2>{t(&words::SEGMENT)}</h2>
            <p class="score-lead">
                <SegmentPill segment=segment />
            </p>
            <div class="rfm-marks">{names.into_iter().zip(scores).map(mark).collect_view()}</div>
            <Why>
                <table class="table plain">
                    <tbody>{(0..3).map(row).collect_view()}</tbody>
                </table>
                <p>{t(&words::CUTS_TEXT)}</p>
            </Why>
        </div>
    }
    .into_any()
}

fn counted_text(rfm: &RfmAnswer, at: usize) -> String {
    let whole = |n: u32| format::integer(u64::from(n));
    match at {
        0 => tf(&words::RECENCY_VALUE, &[("n", &whole(rfm.recency_days))]),
        1 => tf(&words::FREQUENCY_VALUE, &[("n", &whole(rfm.frequency))]),
        _ => tf(&words::MONETARY_VALUE, &[("amount", &format::money(rfm.monetary))]),
    }
}

fn cuts_text(rfm: &RfmAnswer, at: usize) -> String {
    let one = |cut: f64| match at {
        2 => format::money_short(Money { minor: cut.round() as i64, currency: rfm.monetary.currency }),
        _ => format::number(cut),
    };
    rfm.cuts[at].map(one).join(" · ")
}
