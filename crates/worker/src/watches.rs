//! Watched queries: answered at once, and again whenever the answer changed.

use crate::service::Service;
use engine::list::Source;
use engine::scoring::Scores;
use engine::{catalogue, customer, find, history, orders, records, scoring, segments};
use model::schema::{activity, customer as customers, order, product};
use protocol::{Answer, BookAnswer, Counts, FromWorker, Query};
use std::cell::Cell;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

/// Operations shown in the history.
const HISTORY_SHOWN_MAX: usize = 50;

/// One watched query and what was last said to it.
pub struct Watch {
    query: Query,
    last: Cell<Option<u64>>,
}

/// All watched queries of the page.
pub type Watches = BTreeMap<u32, Watch>;

impl Service {
    /// Starts (or replaces) a watch and answers it.
    pub fn watch(&self, number: u32, query: Query) {
        self.watches.borrow_mut().insert(number, Watch { query, last: Cell::new(None) });
        self.refresh(number);
    }

    /// Answers all watches whose answer changed.
    pub fn refresh_all(&self) {
        // A list of 100,000 takes longest to answer: what shows the change itself goes first.
        let is_list = |watch: &Watch| matches!(watch.query, Query::Records(_) | Query::Segments);
        let mut numbers: Vec<(bool, u32)> =
            self.watches.borrow().iter().map(|(number, watch)| (is_list(watch), *number)).collect();
        numbers.sort_unstable();
        numbers.into_iter().for_each(|(_, number)| self.refresh(number));
    }

    /// Answers the watched searches whose answer changed.
    pub(crate) fn refresh_search(&self) {
        let is_search = |watch: &Watch| matches!(watch.query, Query::Search(_));
        let numbers: Vec<u32> =
            self.watches.borrow().iter().filter(|(_, watch)| is_search(watch)).map(|(number, _)| *number).collect();
        numbers.into_iter().for_each(|number| self.refresh(number));
    }

    fn refresh(&self, number: u32) {
        let watches = self.watches.borrow();
        let Some(watch) = watches.get(&number) else { return };
        let answer = Box::new(self.answer(&watch.query));
        let message = FromWorker::Answer { watch: number, answer };
        let Ok(bytes) = protocol::encode(&message) else { return };
        let hash = Some(xxh3_64(&bytes));
        if watch.last.replace(hash) != hash {
            crate::service::post_bytes(&bytes);
        }
    }

    fn answer(&self, query: &Query) -> Answer {
        let state = self.book.state();
        let workspace = &state.workspace;
        let scores = self.scores.borrow();
        let scores = scores.as_ref();
        match query {
            Query::Customer { id, timeline_max } => {
                Answer::Customer(customer::answer(workspace, scores, *id, *timeline_max).map(Box::new))
            }
            Query::Records(query) => {
                let source = self.source(workspace, scores);
                Answer::Records(self.lists.borrow_mut().answer(&source, query))
            }
            Query::Record { collection, id } => {
                Answer::Record(records::record(workspace, *collection, *id).map(Box::new))
            }
            Query::Conflicts { collection, id } => {
                let conflicts = history::conflicts(workspace, *collection, *id, state.device());
                Answer::Conflicts(Box::new(conflicts))
            }
            Query::Schema => Answer::Schema(Box::new(catalogue::answer(workspace))),
            Query::FieldUse { collection, field } => Answer::FieldUse(catalogue::used(workspace, *collection, *field)),
            Query::Find { collection, text, limit } => {
                Answer::Find(text.clone(), find::find(workspace, *collection, text, *limit))
            }
            Query::Order { id } => Answer::Order(orders::answer(workspace, *id).map(Box::new)),
            Query::Search(query) => Answer::Search(self.found(query)),
            Query::Segments => {
                let settings = self.settings(workspace);
                Answer::Segments(Box::new(segments::answer(workspace, scores, &settings, self.scoring.get())))
            }
            Query::Book => {
                let settings = self.settings(workspace);
                let live = |collection| workspace.table(collection).map_or(0, |table| table.live());
                let mut history = state.history();
                history.truncate(HISTORY_SHOWN_MAX);
                Answer::Book(Box::new(BookAnswer {
                    counts: Counts {
                        customers: live(customers::ID),
                        orders: live(order::ID),
                        products: live(product::ID),
                        activities: live(activity::ID),
                    },
                    as_of: settings.as_of,
                    horizon_days: settings.horizon_days,
                    currency: settings.currency,
                    scoring: self.scoring.get(),
                    history,
                    undo: state.undoable(),
                    storage: self.storage.get(),
                    trouble: self.trouble.borrow().clone(),
                }))
            }
        }
    }

    /// What lists read.
    pub fn source<'a>(&self, workspace: &'a engine::Workspace, scores: Option<&'a Scores>) -> Source<'a> {
        Source { workspace, scores, scores_version: self.scores_version.get(), today: crate::platform::today() }
    }

    /// The settings in force today.
    pub fn settings(&self, workspace: &engine::Workspace) -> scoring::ScoreSettings {
        scoring::settings(workspace, crate::platform::today(), self.currency)
    }
}
