//! What figures leave out, told below the title of every page of insight and where there is nothing else to tell.

use super::head::read;
use super::way::test;
use super::words;
use crate::data::watch;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::lists::look;
use crate::state::{Derived, Slot};
use crate::ui::{EmptyState, erase};
use leptos::prelude::*;
use model::View;
use model::rule::{Op, Rule};
use model::schema::{order, standing};
use protocol::{Answer, InsightAnswer, InsightQuery, LeftOut, Query, Sealed};
use std::sync::Arc;

/// The way to the orders that do not count: a list of them, by why.
fn way(class: &'static str) -> AnyView {
    let narrow = move |_| {
        let rule = Rule::All(vec![test(standing::LEFT_OUT, Op::Filled, Vec::new())]);
        look::set(order::ID, View { rule, group: Some(standing::LEFT_OUT), ..look::usual(order::ID) }, None);
    };
    view! { <a class=class href="records?of=order" on:click=narrow>{t(&words::OUT_ORDERS)}</a> }.into_any()
}

fn watched() -> Slot<Option<Arc<Answer>>> {
    watch(|| Some(Query::Insight(Sealed::new(&InsightQuery::LeftOut))))
}

fn told(figures: Slot<Option<Arc<Answer>>>) -> Option<LeftOut> {
    read(figures, |answer| match answer {
        InsightAnswer::LeftOut(answer) => Some(*answer),
        _ => None,
    })
}

/// In a sentence or two; `None` where everything counts.
fn sentence(out: &LeftOut) -> Option<String> {
    let kind = |n: u32, words: &'static Msg| {
        let day = format::day(out.as_of);
        (n > 0).then(|| tf(words, &[("n", &format::integer(n.into())), ("day", &day)]))
    };
    let kinds =
        [(out.nobody, &words::OUT_NOBODY), (out.undated, &words::OUT_UNDATED), (out.future, &words::OUT_FUTURE)];
    let kinds: Vec<String> = kinds.into_iter().filter_map(|(n, words)| kind(n, words)).collect();
    let whole = (!kinds.is_empty()).then(|| tf(&words::OUT_WHOLE, &[("kinds", &kinds.join(t(&words::OUT_LIST)))]));
    let elsewhere = (out.elsewhere > 0).then(|| {
        let n = format::integer(out.elsewhere.into());
        tf(&words::OUT_ELSEWHERE, &[("n", &n), ("currency", out.currency.code())])
    });
    match (whole, elsewhere) {
        (Some(whole), Some(elsewhere)) => Some(tf(&words::OUT_BOTH, &[("whole", &whole), ("elsewhere", &elsewhere)])),
        (whole, elsewhere) => whole.or(elsewhere),
    }
}

/// The sentence below a page's title, with the way to the orders.
pub(crate) fn note() -> AnyView {
    let figures = watched();
    let text = Derived::new(move || told(figures).and_then(|out| sentence(&out)));
    let note = move || {
        let text = text.get()?;
        Some(view! { <p class="insight-left-out note">{text} " " {way("")}</p> }.into_any())
    };
    view! { {erase::maybe(note)} }.into_any()
}

/// What stands there while no order counts: there is none, or what is there does not count. Nothing until it is known which.
pub(crate) fn empty(title: &'static Msg, text: &'static Msg, import: &'static Msg) -> AnyView {
    let figures = watched();
    let some = Derived::new(move || told(figures).map(|out| out.whole() > 0));
    let body = move || match some.get()? {
        true => Some(
            view! {
                <EmptyState title=t(&words::OUT_TITLE) text=erase::text(|| t(&words::OUT_TEXT).to_owned())>
                    {way("button primary")}
                </EmptyState>
            }
            .into_any(),
        ),
        false => Some(
            view! {
                <EmptyState title=t(title) text=erase::text(move || t(text).to_owned())>
                    <a class="button primary" href="import">{t(import)}</a>
                </EmptyState>
            }
            .into_any(),
        ),
    };
    view! { {erase::maybe(body)} }.into_any()
}
