//! The client of the worker: the only way in which the page learns or changes anything about customers.

mod act;
pub mod backups;
mod client;
pub mod drafts;
mod hello;
pub mod prefs;
mod save;

pub use act::{Outcome, act, act_telling, done, stayed};
pub use client::{Job, Opening, ask, busy, cancel, hold, opening, send, send_job, start, take_file, watch};
pub use save::{offer, save};

pub(crate) use client::at_root;

use crate::state::Derived;
use model::Day;
use protocol::{Answer, BookAnswer, Query};
use std::cell::OnceCell;
use std::sync::Arc;

thread_local! {
    static BOOK: OnceCell<Derived<Option<Arc<BookAnswer>>>> = const { OnceCell::new() };
}

/// The state of the book; one watch, shared by everybody.
pub fn book() -> Derived<Option<Arc<BookAnswer>>> {
    BOOK.with(|book| {
        *book.get_or_init(|| {
            client::at_root(|| {
                let answer = watch(|| Some(Query::Book));
                Derived::new(move || {
                    answer.with(|answer| match answer.as_deref() {
                        Some(Answer::Book(book)) => Some(Arc::new((**book).clone())),
                        _ => None,
                    })
                })
            })
        })
    })
}

/// The day that ages and scores are counted to; reactive.
pub fn as_of() -> Option<Day> {
    book().with(|book| book.as_ref().map(|book| book.as_of.day()))
}
