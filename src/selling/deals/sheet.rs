//! The opportunities behind a number, in a dialog.

use super::card;
use super::desk::{Desk, ask, read};
use super::place::Place;
use super::words;
use crate::format;
use crate::i18n::{t, tf};
use crate::state::{Derived, Slot};
use crate::ui::{Dialog, Skeleton, erase, more};
use leptos::prelude::*;
use model::Day;
use protocol::deals::{DealCard, DealsBehind};
use protocol::{DealsAnswer, DealsQuery};

/// How many more are shown at a time, and at most.
const STEP: u32 = 100;
const SHOWN_MAX: u32 = 1_000;

/// What is shown behind which number.
#[derive(Clone, Copy)]
pub(super) struct Behind {
    which: Slot<Option<DealsBehind>>,
    since: Slot<Option<Day>>,
    shown: Slot<u32>,
    open: RwSignal<bool>,
}

impl Behind {
    pub(super) fn new() -> Behind {
        Behind { which: Slot::new(None), since: Slot::new(None), shown: Slot::new(STEP), open: RwSignal::new(false) }
    }

    /// A number that opens what is behind it.
    pub(super) fn number(self, text: String, name: &str, since: Option<Day>, which: DealsBehind) -> AnyView {
        let show = move |_| {
            self.since.set(since);
            self.shown.set(STEP);
            self.which.set(Some(which));
            self.open.set(true);
        };
        let label = tf(&words::SHOW_DEALS, &[("text", &format!("{text} {name}"))]);
        view! {
            <button type="button" class="deal-number" aria-label=label.clone() title=label on:click=show>{text}</button>
        }
        .into_any()
    }
}

/// The dialog.
pub(super) fn dialog(desk: Desk, behind: Behind) -> AnyView {
    let answer = ask(move || {
        let which = behind.which.get().filter(|_| behind.open.get())?;
        Some(DealsQuery::Behind { scope: desk.scope()?, since: behind.since.get(), which, limit: behind.shown.get() })
    });
    let content = move || {
        let shown = Derived::new(move || {
            read(answer, |answer| match answer {
                DealsAnswer::Cards(cards, n) => Some((cards.clone(), *n)),
                _ => None,
            })
        });
        erase::view(move || match shown.get() {
            None => view! { <Skeleton lines=4 /> }.into_any(),
            Some((cards, n)) => list(desk, behind, &cards, n),
        })
    };
    view! { <Dialog open=behind.open title=t(&words::TITLE)>{content()}</Dialog> }.into_any()
}

fn list(desk: Desk, behind: Behind, cards: &[DealCard], n: u32) -> AnyView {
    let whole = |n: u32| format::integer(n.into());
    let head = match cards.len() as u32 {
        shown if shown < n => tf(&words::BEHIND_FIRST, &[("n", &whole(shown)), ("all", &whole(n))]),
        _ => tf(&words::BEHIND, &[("n", &whole(n))]),
    };
    let place = desk.place.get_untracked();
    let may_grow = (cards.len() as u32) < SHOWN_MAX;
    let more = may_grow.then(|| more(cards.len(), n, move || behind.shown.update(|shown| *shown += STEP)));
    view! {
        <p class="note" role="status">{head}</p>
        {cards_list(cards, &|card| Place { id: Some(card.id), ..place }.url())}
        {more}
    }
    .into_any()
}

/// Opportunities one below the other.
pub(super) fn cards_list(cards: &[DealCard], url: &dyn Fn(&DealCard) -> String) -> AnyView {
    let row = |card: &DealCard| {
        let about =
            [card.customer.as_ref().map(|(_, name)| name.clone()), card.stage.as_ref().map(|(_, name)| name.clone())];
        let about: Vec<String> = about.into_iter().flatten().chain(card::closing(card)).collect();
        view! {
            <li>
                <a href=url(card)>{card.name.clone()}</a>
                <strong class="num">{card.amount.map(format::money_whole)}</strong>
                <p class="note">{about.join(" · ")}</p>
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = cards.iter().map(row).collect();
    view! { <ul class="deal-list">{rows}</ul> }.into_any()
}
