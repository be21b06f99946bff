//! Where the palette opens: its code is a part of its own, fetched when it is first asked for or when nothing else is to be done.

use super::words;
use crate::data::{self, Opening};
use crate::i18n::t;
use crate::parts::{self, Page};
use crate::state::Slot;
use crate::turns;
use crate::ui::{erase, toast};
use leptos::ev::KeyboardEvent;
use leptos::html;
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

/// Opens it. Its field is there before the next key, which is meant for it.
pub fn open(what: Shown) {
    turns::at_once();
    SHOWN.set(Some(what));
}

/// Opens search with this text in it.
pub fn search_for(text: String) {
    EARLY.set((text, false));
    open(Shown::Palette);
}

/// What was typed before its code was there, and whether Enter was the last key.
static EARLY: LazyLock<Slot<(String, bool)>> = LazyLock::new(|| Slot::lasting((String::new(), false)));

/// What was typed before, once.
pub fn take_early() -> (String, bool) {
    let early = EARLY.get_untracked();
    EARLY.set((String::new(), false));
    early
}

pub(super) fn palette() -> AnyView {
    let part = Slot::new(None::<Page>);
    let load = move || {
        erase::spawn(async move {
            match parts::palette().await {
                Ok(page) if part.try_get_untracked() == Some(None) => {
                    if SHOWN.get_untracked().is_some() {
                        // The field that goes and the one that comes change places before the next key.
                        turns::at_once();
                    }
                    part.set(Some(page));
                }
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
            let ahead = move || {
                load();
                parts::customer_ahead();
            };
            set_timeout(ahead, PREFETCH_AFTER);
        }
    });
    // While a Chinese word is being composed, the field must stay the one it is.
    let composing = RwSignal::new(false);
    erase::maybe(move || match part.get().filter(|_| !composing.get()) {
        Some(draw) => Some(draw()),
        None => (SHOWN.get() == Some(Shown::Palette)).then(|| early(composing)),
    })
    .into_any()
}

/// A field to type in until the code has come.
fn early(composing: RwSignal<bool>) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    erase::effect(move || {
        if let Some(dialog) = node.get() {
            let _ = dialog.show_modal();
        }
    });
    let on_input = move |event| EARLY.set((event_target_value(&event), false));
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            EARLY.update(|early| early.1 = true);
        }
    };
    let close = move |_: web_sys::Event| {
        composing.set(false);
        take_early();
        SHOWN.set(None);
    };
    view! {
        <dialog class="palette" node_ref=node on:cancel=close on:close=close aria-label=t(&words::FIND_ANYTHING)>
            <div class="palette-field">
                <input type="text" autocomplete="off" spellcheck="false" autofocus=true aria-label=t(&words::FIND_ANYTHING)
                    on:input=on_input on:keydown=on_key
                    on:compositionstart=move |_| composing.set(true) on:compositionend=move |_| composing.set(false) />
            </div>
        </dialog>
    }
    .into_any()
}
