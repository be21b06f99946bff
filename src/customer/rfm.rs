//! The segment with its three scores and what was counted.

use super::words;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::ui::{SegmentPill, Why};
use leptos::prelude::*;
use model::Money;
use protocol::{RfmAnswer, Segment};

pub(super) fn segment(segment: Segment, rfm: RfmAnswer) -> AnyView {
    let names = [&words::RECENCY, &words::FREQUENCY, &words::MONETARY];
    let mark = |(name, score): (&'static Msg, u8)| {
        let dots: Vec<AnyView> = (1..=5).map(|at| view! { <i class:on=at <= score></i> }.into_any()).collect();
        let text = format!("{} {}", t(name), tf(&words::SCORE_OF, &[("n", &score.to_string())]));
        view! {
            <div class="rfm-mark">
                <span>{t(name)}</span>
                <span class="five" role="img" aria-label=text>
                    {dots}
                </span>
            </div>
        }
        .into_any()
    };
    let row = |at: usize| {
        let score = rfm.scores[at];
        view! {
            <tr>
                <th scope="row">{t(names[at])}</th>
                <td>{counted_text(&rfm, at)}</td>
                <td class="num">{tf(&words::SCORE_OF, &[("n", &score.to_string())])}</td>
            </tr>
            <tr class="cuts">
                <td colspan="3">{format!("{}: {}", t(&words::CUTS), cuts_text(&rfm, at))}</td>
            </tr>
        }
        .into_any()
    };
    let marks: Vec<AnyView> = names.into_iter().zip(rfm.scores).map(mark).collect();
    let rows: Vec<AnyView> = (0..3).map(row).collect();
    view! {
        <div class="score-part">
            <h2>{t(&words::SEGMENT)}</h2>
            <p class="score-lead">
                <SegmentPill segment=segment />
            </p>
            <div class="rfm-marks">{marks}</div>
            <Why>
                <table class="table plain">
                    <tbody>{rows}</tbody>
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
