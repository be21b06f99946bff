//! The search index: made in the background after the first scores, kept up to date between messages.

use crate::parts::Search;
use crate::service::{SLICE_MILLIS, Service};
use engine::Workspace;
use engine::list::Sounds;
use model::CollectionId;
use protocol::{SearchAnswer, SearchQuery};
use search::Index;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use worker::platform::{now_millis, pause};

/// The index and how it is worked with, once its part is loaded.
#[derive(Default)]
pub struct Searching {
    held: RefCell<Option<(Search, Index)>>,
    busy: Cell<bool>,
}

impl Sounds for Searching {
    fn rows(&self, workspace: &Workspace, of: CollectionId, word: &str) -> Vec<u32> {
        let mut held = self.held.borrow_mut();
        held.as_mut().map_or(Vec::new(), |(search, index)| (search.sounding)(index, workspace, of, word))
    }

    fn state(&self, workspace: &Workspace) -> u64 {
        let mut held = self.held.borrow_mut();
        held.as_mut().map_or(0, |(search, index)| (search.heard)(index, workspace))
    }

    fn readings(&self) -> Option<Rc<[u16]>> {
        self.held.borrow().as_ref().map(|(search, index)| (search.readings)(index))
    }
}

impl Service {
    /// Brings the index up to date, hearing messages in between; those who wait for an answer get it again at the end.
    pub(crate) fn index(self: &Rc<Self>) {
        if self.searching.busy.replace(true) {
            return;
        }
        let service = self.clone();
        spawn_local(async move {
            if service.searching.held.borrow().is_none() {
                match crate::parts::search().await {
                    Ok(search) => {
                        drop(service.searching.held.replace(Some((search, (search.new)()))));
                        // Names are put in the order of their readings from now on.
                        service.refresh_sorted();
                    }
                    // Tried again after the next change, and when somebody searches.
                    Err(_) => return service.searching.busy.set(false),
                }
            }
            let mut since = now_millis();
            while service.index_step() {
                if now_millis() - since >= SLICE_MILLIS {
                    pause().await;
                    since = now_millis();
                }
            }
            service.searching.busy.set(false);
            service.refresh_search();
        });
    }

    fn index_step(&self) -> bool {
        let mut held = self.searching.held.borrow_mut();
        let Some((search, index)) = held.as_mut() else { return false };
        (search.step)(index, &self.book.state().workspace)
    }

    /// The answer to a search; empty and not ready while the index is not there.
    pub(crate) fn found(&self, query: &SearchQuery) -> SearchAnswer {
        let mut held = self.searching.held.borrow_mut();
        let Some((search, index)) = held.as_mut() else {
            return SearchAnswer { text: query.text.clone(), ..SearchAnswer::default() };
        };
        (search.answer)(index, &self.book.state().workspace, self.scores.borrow().as_ref(), query)
    }
}
