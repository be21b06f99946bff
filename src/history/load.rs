//! Pages of the history, asked for one after the other and anew when something happens.

use crate::data::{self, cancel};
use crate::state::{Derived, Slot};
use crate::ui::erase;
use leptos::prelude::*;
use model::RecordId;
use protocol::{Cursor, Failure, Happened, HistoryQuery, Reply, Request, Sealed};

/// Entries of one page.
const PAGE: u32 = 50;

/// What is known so far.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Read {
    pub(super) entries: Vec<Happened>,
    pub(super) names: Vec<(RecordId, String)>,
    pub(super) next: Option<Cursor>,
}

/// The history as far as it was read.
#[derive(Clone, Copy)]
pub(super) struct Pages {
    pub(super) read: Slot<Option<Read>>,
    pub(super) failed: Slot<Option<Failure>>,
    query: Derived<Option<HistoryQuery>>,
    /// The request under way.
    asking: Slot<Option<u32>>,
    again: Slot<u32>,
}

impl Pages {
    /// Reads what the query asks for (nothing while it is `None`), and again when the book changes.
    pub(super) fn new(query: Derived<Option<HistoryQuery>>) -> Pages {
        let pages = Pages {
            read: Slot::new(None),
            failed: Slot::new(None),
            query,
            asking: Slot::new(None),
            again: Slot::new(0),
        };
        let head = Derived::new(|| {
            data::book().with(|book| book.as_ref().and_then(|book| book.history.first().map(|entry| entry.seq)))
        });
        let mut last = None;
        erase::effect(move || {
            pages.again.with(|_| ());
            head.with(|_| ());
            let query = query.get();
            // The old answer of another question is none.
            if last.replace(query.clone()) != Some(query.clone()) {
                pages.read.set(None);
            }
            let len = pages.read.with_untracked(|read| read.as_ref().map_or(0, |read| read.entries.len() as u32));
            if let Some(query) = query {
                pages.ask(HistoryQuery { len: len.max(PAGE), ..query });
            }
        });
        on_cleanup(move || pages.stop());
        pages
    }

    /// Reads the next page.
    pub(super) fn more(self) {
        let next = self.read.with_untracked(|read| read.as_ref().and_then(|read| read.next.clone()));
        if let (Some(query), Some(next)) = (self.query.get_untracked(), next) {
            self.ask(HistoryQuery { after: Some(next), len: PAGE, ..query });
        }
    }

    /// Tries again what failed.
    pub(super) fn retry(self) {
        self.again.update(|again| *again += 1);
    }

    fn stop(self) {
        if let Some(id) = self.asking.try_get_untracked().flatten() {
            cancel(id);
        }
    }

    fn ask(self, query: HistoryQuery) {
        self.stop();
        let is_more = query.after.is_some();
        let (id, answer) = data::ask(Request::History(Sealed::new(&query)));
        self.asking.set(Some(id));
        erase::spawn(async move {
            let answer = answer.await;
            // Somebody may have asked for something else meanwhile, or left.
            if self.asking.try_get_untracked().flatten() != Some(id) {
                return;
            }
            self.asking.set(None);
            let opened = answer.and_then(|reply| match reply {
                Reply::History(page) => page.open().map(Some),
                _ => Ok(None),
            });
            match opened {
                Ok(Some(page)) => {
                    let mut read = self.read.get_untracked().filter(|_| is_more).unwrap_or_default();
                    read.entries.extend(page.entries);
                    read.names.extend(page.names);
                    read.next = page.next;
                    self.failed.set(None);
                    self.read.set(Some(read));
                }
                Ok(None) | Err(Failure::Cancelled) => {}
                Err(failure) => self.failed.set(Some(failure)),
            }
        });
    }
}
