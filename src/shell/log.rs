//! What is to be logged, from wherever it was asked for. The composer is a part of its own, fetched with the first wish.

use super::words;
use crate::i18n::t;
use crate::parts::{self, Page};
use crate::state::Slot;
use crate::ui::{Glyph, Icon, erase};
use leptos::prelude::*;
use model::{CollectionId, RecordId};
use std::sync::LazyLock;

/// What is known of a conversation that is to be logged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// With whom; else with whoever is on the page.
    pub with: Option<(CollectionId, RecordId)>,
    /// What kind: a name of `ACTIVITY_KIND`.
    pub kind: Option<&'static str>,
    /// They called.
    pub inbound: bool,
    /// What was written already.
    pub text: String,
}

impl Wanted {
    /// A conversation of a kind, with whoever is on the page.
    pub fn of_kind(kind: &'static str) -> Wanted {
        Wanted { kind: Some(kind), ..Wanted::default() }
    }

    /// A conversation with somebody.
    pub fn with(of: CollectionId, id: RecordId) -> Wanted {
        Wanted { with: Some((of, id)), ..Wanted::default() }
    }
}

static WANTED: LazyLock<Slot<Option<Wanted>>> = LazyLock::new(|| Slot::lasting(None));

/// What is to be logged; emptied by the composer when it closes.
pub fn wanted() -> Slot<Option<Wanted>> {
    *WANTED
}

/// Opens the composer.
pub fn open(what: Wanted) {
    WANTED.set(Some(what));
}

/// Where the composer stands once it is loaded.
pub(super) fn host() -> AnyView {
    let part = Slot::new(None::<Page>);
    erase::effect(move || {
        if WANTED.with(Option::is_some) && part.get_untracked().is_none() {
            erase::spawn(async move {
                let page = parts::composer().await;
                if page.is_none() {
                    WANTED.set(None);
                }
                part.set(page);
            });
        }
    });
    erase::maybe(move || part.get().map(|draw| draw())).into_any()
}

/// The button in the bar of a phone and at the side of a wide screen.
pub(super) fn button() -> AnyView {
    view! {
        <li class="nav-log">
            <button type="button" class="nav-link" aria-keyshortcuts="L" on:click=|_| open(Wanted::default())>
                <Icon of=Glyph::Plus />
                <span>{t(&words::LOG)}</span>
            </button>
        </li>
    }
    .into_any()
}
