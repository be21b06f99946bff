//! Trust: how the forecasts did on the workspace's own log, and the models in plain words.

mod calibration;
mod card;
mod members;
mod ranking;
pub(super) mod words;

use super::head::{self, Shown};
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::erase;
use leptos::prelude::*;
use protocol::{Answer, AuditAnswer, InsightAnswer, InsightQuery, TrustAnswer};
use std::sync::Arc;

type Figures = Slot<Option<Arc<Answer>>>;

fn read<T>(figures: Figures, f: impl FnOnce(&TrustAnswer) -> T) -> Option<T> {
    head::read(figures, |answer| match answer {
        InsightAnswer::Trust(answer) => Some(f(answer)),
        _ => None,
    })
}

/// What is told of the audit, where there is one.
fn audited<T>(figures: Figures, f: impl FnOnce(&AuditAnswer) -> T) -> Option<T> {
    read(figures, |answer| answer.audit.as_ref().map(f)).flatten()
}

/// The page.
#[component]
pub fn TrustPage() -> impl IntoView {
    let figures: Figures = head::ask(|| InsightQuery::Trust);
    let now = Derived::new(move || {
        let of = |answer: &TrustAnswer| (head::shown(answer.buyers, answer.needed), answer.audit.is_some());
        read(figures, of).unwrap_or((Shown::Working, false))
    });
    let body = move || match now.get() {
        (Shown::Figures, judged) => whole(figures, judged),
        (other, _) => head::instead(other, &words::EMPTY),
    };
    let line = move || read(figures, |a| head::as_of(a.as_of, a.buyers)).unwrap_or_default();
    head::page("trust", &words::TRUST, line, body)
}

fn whole(figures: Figures, judged: bool) -> AnyView {
    let wide = |view: AnyView| view! { <div class="insight-wide">{view}</div> }.into_any();
    let judgement = if judged {
        view! {
            {wide(ranking::frame(figures))}
            {calibration::fifths(figures)}
            {calibration::stages(figures)}
        }
        .into_any()
    } else {
        let why = erase::text(move || read(figures, unjudged).unwrap_or_default());
        wide(view! { <h2>{t(&words::RANKING)}</h2> <p class="note">{why}</p> }.into_any())
    };
    view! {
        <div class="insight-charts">
            {judgement}
            {wide(card::frame(figures))}
        </div>
    }
    .into_any()
}

/// Why there is no audit.
fn unjudged(answer: &TrustAnswer) -> String {
    let (n, needed) = (format::integer(answer.known.into()), answer.needed.to_string());
    match answer.cut {
        None => t(&words::TOO_SHORT).to_owned(),
        Some(_) if answer.known < answer.needed => tf(&words::TOO_FEW, &[("n", &n), ("needed", &needed)]),
        Some((day, _)) => tf(&words::ONE_KIND, &[("day", &format::day(day)), ("n", &n)]),
    }
}

/// A table that may be wider than a phone; `heads` says which columns are numbers.
fn table(name: &str, heads: &[(&'static crate::i18n::Msg, bool)], rows: Vec<AnyView>) -> AnyView {
    let head = |(head, number): &(&'static crate::i18n::Msg, bool)| {
        let class = if *number { "num" } else { "" };
        view! { <th class=class scope="col">{t(head)}</th> }.into_any()
    };
    let heads: Vec<AnyView> = heads.iter().map(head).collect();
    view! {
        <div class="scroll-x" role="group" tabindex="0" aria-label=name.to_owned()>
            <table class="table value-table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A cell of a number.
fn number(text: String) -> AnyView {
    view! { <td class="num">{text}</td> }.into_any()
}
