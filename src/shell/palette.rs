//! Where the palette opens: its code is a part of its own, fetched when it is first asked for or when nothing else is to be done.

use super::words;
use crate::data::{self, Opening};
use crate::i18n::t;
use crate::parts::{self, Page};
use crate::state::Slot;
use crate::ui::{erase, toast};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use std::cell::Cell;
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
    if what == Shown::Palette && SHOWN.get_untracked() != Some(what) {
        take_early();
        AWAITED.set(true);
    }
    SHOWN.set(Some(what));
}

/// What was typed before its code was there, and whether Enter was the last key.
static EARLY: LazyLock<Slot<(String, bool)>> = LazyLock::new(|| Slot::lasting((String::new(), false)));

thread_local! {
    /// It was asked for, and its field does not have the cursor yet: on a busy page some keys come before it.
    static AWAITED: Cell<bool> = const { Cell::new(false) };
}

/// Keeps a key that comes before the field that it is meant for; true where it was one.
pub(super) fn keep(event: &KeyboardEvent) -> bool {
    let awaited = AWAITED.get() && SHOWN.get_untracked() == Some(Shown::Palette);
    if !awaited || event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let key = event.key();
    match key.as_str() {
        "Enter" => EARLY.update(|early| early.1 = true),
        "Backspace" => EARLY.update(|early| {
            early.0.pop();
        }),
        key if key.chars().count() == 1 => EARLY.update(|early| {
            early.0.push_str(key);
            early.1 = false;
        }),
        _ => return false,
    }
    true
}

/// What was typed before, once. Another field takes over, and keys are kept until it has the cursor.
pub fn take_over() -> (String, bool) {
    AWAITED.set(true);
    take_early()
}

/// The field has the cursor: what was typed since it took over.
pub fn arrive() -> (String, bool) {
    AWAITED.set(false);
    take_early()
}

fn take_early() -> (String, bool) {
    let early = EARLY.get_untracked();
    EARLY.set((String::new(), false));
    early
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
    let field = NodeRef::<html::Input>::new();
    let arrived = move |_| {
        AWAITED.set(false);
        if let Some(field) = field.get_untracked() {
            EARLY.with_untracked(|early| field.set_value(&early.0));
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
                    node_ref=field on:focus=arrived on:input=on_input on:keydown=on_key
                    on:compositionstart=move |_| composing.set(true) on:compositionend=move |_| composing.set(false) />
            </div>
        </dialog>
    }
    .into_any()
}
