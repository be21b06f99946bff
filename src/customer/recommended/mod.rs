//! The next products for the customer, each with its reason, and what it is time to buy again.

mod words;

use crate::data::watch;
use crate::format;
use crate::i18n::{Msg, t, tf};
use crate::state::Derived;
use crate::ui::{Why, erase};
use leptos::prelude::*;
use model::RecordId;
use protocol::{AgainRow, Answer, InsightAnswer, InsightQuery, OfferReason, OffersForAnswer, Query, Sealed};

/// Nothing while it is worked out, and where there is nothing to recommend.
pub(super) fn recommended(who: Derived<RecordId>) -> AnyView {
    let answer = watch(move || Some(Query::Insight(Sealed::new(&InsightQuery::OffersFor { customer: who.get() }))));
    let offers = Derived::new(move || {
        answer.with(|answer| match answer.as_deref() {
            Some(Answer::Insight(answer)) => match answer.get() {
                // The one before stands until this customer's is here: nobody is told of another's purchases.
                Some(InsightAnswer::OffersFor(offers)) => {
                    Some(offers.clone()).filter(|told| told.customer == who.get())
                }
                _ => None,
            },
            _ => None,
        })
    });
    erase::maybe(move || offers.with(|offers| offers.as_ref().and_then(section))).into_any()
}

fn section(offers: &OffersForAnswer) -> Option<AnyView> {
    if offers.new.is_empty() && offers.again.is_empty() {
        return None;
    }
    let new: Vec<AnyView> = offers.new.iter().map(|(id, name, reason)| item(*id, name, why(reason))).collect();
    let again: Vec<AnyView> = offers.again.iter().map(|own| item(own.id, &own.name, every(own))).collect();
    let list = |items: Vec<AnyView>| view! { <ul class="recommended-list">{items}</ul> }.into_any();
    let new = (!new.is_empty()).then(|| {
        view! {
            {list(new)}
            <Why><p>{t(&words::FORMULA)}</p></Why>
        }
        .into_any()
    });
    let again = (!again.is_empty()).then(|| {
        view! {
            <h3>{t(&words::AGAIN)}</h3>
            {list(again)}
        }
        .into_any()
    });
    let note = |text: &'static Msg| view! { <p class="note">{t(text)}</p> }.into_any();
    let silent = offers.silent.then(|| note(&words::SILENT));
    let ended = offers.ended.then(|| note(&words::ENDED));
    let view = view! {
        <section class="recommended" aria-label=t(&words::TITLE)>
            <h2>{t(&words::TITLE)}</h2>
            {silent}
            {ended}
            {new}
            {again}
        </section>
    };
    Some(view.into_any())
}

fn item(id: RecordId, name: &str, why: String) -> AnyView {
    view! {
        <li>
            <a href=format!("records?of=product&id={id}")>{name.to_owned()}</a>
            <p class="note">{why}</p>
        </li>
    }
    .into_any()
}

fn why(reason: &OfferReason) -> String {
    let (day, share) = (format::day(reason.on), format::percent(reason.share, 0));
    tf(&words::WHY, &[("name", &reason.bought), ("day", &day), ("share", &share)])
}

fn every(own: &AgainRow) -> String {
    let [n, since] = [own.interval_days, own.since_days].map(|days| format::integer(days.into()));
    tf(&words::EVERY, &[("n", &n), ("since", &since)])
}
