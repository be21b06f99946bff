//! The customer's opportunities, and the way to a new one.

use super::words;
use crate::format;
use crate::forms::create;
use crate::i18n::t;
use crate::selling::deals::{ask, read};
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use model::RecordId;
use model::Value;
use model::schema::opportunity;
use protocol::deals::DealCard;
use protocol::{DealsAnswer, DealsQuery};
use std::sync::Arc;

/// The section.
pub(super) fn deals(who: Derived<RecordId>) -> AnyView {
    let answer = ask(move || Some(DealsQuery::OfCustomer { customer: who.get() }));
    let rows = erase::view(move || {
        let cards = read(answer, |answer| match answer {
            DealsAnswer::Cards(cards, _) => Some(cards.clone()),
            _ => None,
        });
        // Until this customer's are here, nobody is shown another's.
        let ours = |card: &&DealCard| card.customer.as_ref().is_some_and(|(id, _)| *id == who.get_untracked());
        let rows: Vec<AnyView> = cards.iter().flatten().filter(ours).map(row).collect();
        (!rows.is_empty()).then(|| view! { <ul class="recommended-list">{rows}</ul> }.into_any()).into_any()
    });
    let given = move || vec![(opportunity::CUSTOMER.id, Value::Reference(who.get_untracked()))];
    let add = create("button quiet", &opportunity::COLLECTION, Arc::new(given), Arc::new(|_| ()));
    view! {
        <section class="contacts" aria-label=t(&words::DEALS)>
            <h2>{t(&words::DEALS)}</h2>
            {rows}
            {add}
        </section>
    }
    .into_any()
}

fn row(card: &DealCard) -> AnyView {
    let day = card.closed.or(card.expected).map(format::day);
    let about: Vec<String> = card.stage.iter().map(|(_, name)| name.clone()).chain(day).collect();
    view! {
        <li>
            <a href=format!("deals?id={}", card.id)>{card.name.clone()}</a>
            " "
            <span class="num">{card.amount.map(format::money_whole)}</span>
            <p class="note">{about.join(" · ")}</p>
        </li>
    }
    .into_any()
}
