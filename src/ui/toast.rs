//! Toasts: what was done, with undo; what went wrong.

use super::{Glyph, Icon, button, erase, words};
use crate::data;
use crate::i18n::{Msg, t};
use crate::state::Slot;
use leptos::prelude::*;
use protocol::Request;
use std::cell::Cell;
use std::sync::LazyLock;
use std::time::Duration;

/// How long a toast stays: long enough to read two lines and reach the button.
const SHOWN: Duration = Duration::from_secs(8);
/// Toasts on screen at once; older problems make room.
const SHOWN_MAX: usize = 3;

#[derive(Clone, PartialEq)]
struct Toast {
    id: u32,
    text: String,
    undo: Option<u64>,
    /// A page that says more, and the word for the way there.
    way: Option<(&'static str, &'static str)>,
    problem: bool,
}

static TOASTS: LazyLock<Slot<Vec<Toast>>> = LazyLock::new(|| Slot::lasting(Vec::new()));

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Says what was done; `undo` is the number of the operation in the change log.
pub fn show(text: impl Into<String>, undo: Option<u64>) {
    push(text.into(), undo, None, false);
}

/// Says what was done; the page at this path says more.
pub fn show_with_way(text: impl Into<String>, path: &'static str, word: &'static Msg) {
    push(text.into(), None, Some((path, t(word))), false);
}

/// Says what went wrong. It stays until it is dismissed.
pub fn problem(text: impl Into<String>) {
    push(text.into(), None, None, true);
}

fn push(text: String, undo: Option<u64>, way: Option<(&'static str, &'static str)>, problem: bool) {
    let id = NEXT.replace(NEXT.get().wrapping_add(1));
    TOASTS.update(|all| {
        // One success at a time: the newest is the one that somebody may want to take back, and an older one may be undone already.
        all.retain(|toast| toast.text != text && (problem || toast.problem));
        all.push(Toast { id, text, undo, way, problem });
        let surplus = all.len().saturating_sub(SHOWN_MAX);
        all.drain(..surplus);
    });
    if !problem {
        set_timeout(move || dismiss(id), SHOWN);
    }
}

fn dismiss(id: u32) {
    TOASTS.update(|all| all.retain(|toast| toast.id != id));
}

/// The place where toasts appear; once, in the shell.
#[component]
pub fn Toasts() -> impl IntoView {
    view! {
        <div class="toasts" role="region" aria-label=t(&words::NOTIFICATIONS)>
            <div role="status" aria-live="polite">
                {rows(None)}
            </div>
        </div>
    }
    .into_any()
}

/// What goes wrong from now on, for a dialog: what stands outside of it can neither be read nor dismissed while it is open.
pub(super) fn problems_from_now_on() -> AnyView {
    view! {
        <div class="dialog-problems" role="status">
            {rows(Some(NEXT.get()))}
        </div>
    }
    .into_any()
}

/// All, or the problems from a number on.
fn rows(from: Option<u32>) -> AnyView {
    erase::keyed(move || {
        let row = |toast: Toast| -> erase::Row { (toast.id.to_string(), Box::new(move || one(toast))) };
        let shown = |toast: &Toast| from.is_none_or(|from| toast.problem && toast.id >= from);
        TOASTS.get().into_iter().filter(shown).map(row).collect()
    })
}

fn one(toast: Toast) -> AnyView {
    let id = toast.id;
    let undo = toast.undo.map(|seq| {
        button("button quiet", &words::UNDO, move || {
            dismiss(id);
            data::act(Request::Undo { seq: Some(seq) });
        })
    });
    let way = toast.way.map(|(path, word)| view! { <a class="button quiet" href=path>{word}</a> }.into_any());
    view! {
        <div class="toast" class:problem=toast.problem>
            <span class="toast-text">{toast.text}</span>
            {undo}
            {way}
            <button
                type="button"
                class="button icon-only quiet"
                aria-label=t(&words::DISMISS)
                on:click=move |_| dismiss(id)
            >
                <Icon of=Glyph::Close />
            </button>
        </div>
    }
    .into_any()
}
