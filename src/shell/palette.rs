//! Where the palette opens: its code is a part of its own, fetched when it is first asked for or when nothing else is to be done.

use super::words;
use crate::data::{self, Opening};
use crate::i18n::t;
use crate::parts::{self, Page};
use crate::state::Slot;
use crate::ui::{erase, toast};
use leptos::prelude::*;
use std::sync::LazyLock;
use std::time::Duration;

/// What of it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Search and commands.
    Palette,
    /// The list of keys.
    Keys,
}

/// After the book is open and the first list drawn, the network and the processor are free.
const PREFETCH_AFTER: Duration = Duration::from_secs(1);

static SHOWN: LazyLock<Slot<Option<Shown>>> = LazyLock::new(|| Slot::lasting(None));

/// What is open; written by whoever closes it.
pub fn shown() -> Slot<Option<Shown>> {
    *SHOWN
}

/// Opens it.
pub fn open(what: Shown) {
    SHOWN.set(Some(what));
}

pub(super) fn palette() -> AnyView {
    let part = Slot::new(None::<Page>);
    let load = move || {
        erase::spawn(async move {
            match parts::palette().await {
                Ok(page) if part.try_get_untracked() == Some(None) => part.set(Some(page)),
                Err(_) if SHOWN.get_untracked().is_some() => {
                    SHOWN.set(None);
                    toast::problem(t(&words::NOT_LOADED));
                }
                _ => {}
            }
        });
    };
    erase::effect(move || {
        if SHOWN.get().is_some() && part.get_untracked().is_none() {
            load();
        }
    });
    erase::effect(move || {
        if data::opening() == Opening::Ready {
            set_timeout(load, PREFETCH_AFTER);
        }
    });
    erase::maybe(move || part.get().map(|draw| draw())).into_any()
}
