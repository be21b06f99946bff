//! What changed the book, newest first, each with its way back.

use super::redo::{undoer, undoes_one_of};
use super::{Book, Section, words};
use crate::data;
use crate::format;
use crate::i18n::{Msg, op_label, t, tf};
use crate::state::Derived;
use crate::ui::erase;
use leptos::prelude::*;
use protocol::{HistoryEntry, Request};

/// The list of operations.
#[component]
pub(super) fn History(book: Book) -> impl IntoView {
    let history =
        Derived::new(move || book.with(|book| book.as_ref().map(|book| book.history.clone()).unwrap_or_default()));
    let rows = erase::view(move || {
        history.with(|history| {
            if history.is_empty() {
                return view! { <p class="note">{t(&words::HISTORY_EMPTY)}</p> }.into_any();
            }
            let rows: Vec<AnyView> = history.iter().map(|entry| row(history, entry)).collect();
            view! {
                <p class="note">{t(&words::HISTORY_HINT)}</p>
                <p><a href="history">{t(&words::HISTORY_ALL)}</a></p>
                <ol class="history">{rows}</ol>
            }
            .into_any()
        })
    });
    view! { <Section title=&words::HISTORY>{rows}</Section> }
}

fn row(history: &[HistoryEntry], entry: &HistoryEntry) -> AnyView {
    let what = op_label(&entry.label);
    let when = format::instant(entry.stamp.millis() as f64);
    let button = match entry.undone {
        // What this undid stands below with its own way back.
        false if undoes_one_of(history, entry) => None,
        false => Some(back(entry.seq, &words::HISTORY_UNDO, &words::HISTORY_UNDO_LABEL, &what, &when)),
        true => undoer(history, entry)
            .map(|undo| back(undo.seq, &words::HISTORY_REDO, &words::HISTORY_REDO_LABEL, &what, &when)),
    };
    let what = match entry.undone {
        true => view! {
            <s>{what}</s>
            <span class="visually-hidden">{t(&words::HISTORY_UNDONE)}</span>
        }
        .into_any(),
        false => view! { <span>{what}</span> }.into_any(),
    };
    view! {
        <li class="history-entry" class:undone=entry.undone>
            <span class="history-what">{what}</span>
            <time class="history-when note">{when}</time>
            {button}
        </li>
    }
    .into_any()
}

/// The button that undoes the operation with this number; its name says which, since a list has many of them.
fn back(seq: u64, word: &'static Msg, name: &'static Msg, what: &str, when: &str) -> AnyView {
    let name = tf(name, &[("what", what), ("when", when)]);
    view! {
        <button
            type="button"
            class="button quiet"
            aria-label=name
            on:click=move |_| data::act(Request::Undo { seq: Some(seq) })
        >
            {t(word)}
        </button>
    }
    .into_any()
}
