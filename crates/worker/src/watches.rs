//! Watched queries: answered at once, and again whenever the answer changed.

use crate::service::Service;
use engine::few::Few;
use engine::figures::Figures;
use engine::list::Source;
use engine::{bulk, catalogue, customer, find, history, orders, records, scoring, segments};
use model::CollectionId;
use model::schema::{ALL, customer as customers, order, pipeline, pipeline_stage, setting};
use protocol::{Answer, BookAnswer, Counts, Failure, FindAnswer, FromWorker, Query, Sealed, SellingQuery, Target};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use xxhash_rust::xxh3::xxh3_64;

/// What a book has before anybody wrote into it.
const GIVEN: [CollectionId; 3] = [setting::ID, pipeline::ID, pipeline_stage::ID];

/// Operations shown in the history.
const HISTORY_SHOWN_MAX: usize = 50;

/// One watched query and what was last said to it.
pub struct Watch {
    query: Query,
    last: Cell<Option<u64>>,
}

/// Whether a query can be answered from what is read of a book first.
fn comes_first(query: &Query) -> bool {
    match query {
        Query::Schema => true,
        Query::Records(query) => !engine::state::comes_late(query.collection) && !query.rule.relates(),
        _ => false,
    }
}

/// Whether the index of search has to do with a query.
pub(crate) fn searches(query: &Query) -> bool {
    match query {
        Query::Search(_) => true,
        Query::Records(query) => !query.search.is_empty(),
        Query::Meant(Target::List(query, ..)) => !query.search.is_empty(),
        _ => false,
    }
}

/// All watched queries of the page.
pub type Watches = Few<u32, Watch>;

impl Service {
    /// Starts (or replaces) a watch and answers it.
    pub fn watch(self: &Rc<Self>, number: u32, query: Query) {
        self.watches.borrow_mut().put(number, Watch { query, last: Cell::new(None) });
        self.refresh(number);
    }

    /// Answers all watches whose answer changed.
    pub fn refresh_all(self: &Rc<Self>) {
        // A list of 100,000 takes longest to answer: what shows the change itself goes first.
        let is_list = |watch: &Watch| matches!(watch.query, Query::Records(_) | Query::Meant(_) | Query::Segments);
        let watches = self.watches.borrow();
        let these = |lists: bool| watches.iter().filter(move |(_, watch)| is_list(watch) == lists);
        let numbers: Vec<u32> = these(false).chain(these(true)).map(|(number, _)| *number).collect();
        drop(watches);
        numbers.into_iter().for_each(|number| self.refresh(number));
    }

    /// Answers the watched searches whose answer changed, and the lists that are searched.
    pub(crate) fn refresh_search(self: &Rc<Self>) {
        self.refresh_those(searches);
    }

    /// Answers the watched lists that are in some order, and the questions of selling that put names into one.
    pub(crate) fn refresh_sorted(self: &Rc<Self>) {
        self.refresh_those(|query| match query {
            Query::Records(query) => query.sort.is_some() || query.group.is_some(),
            Query::Selling(_) => true,
            _ => false,
        });
    }

    /// Answers the watched pages of insight whose answer changed.
    pub(crate) fn refresh_insights(self: &Rc<Self>) {
        self.refresh_those(|query| matches!(query, Query::Insight(_)));
    }

    /// Whether anybody watches a question of selling.
    pub(crate) fn is_asked(&self, question: &Sealed<SellingQuery>) -> bool {
        let watches = self.watches.borrow();
        watches.iter().any(|(_, watch)| matches!(&watch.query, Query::Selling(asked) if asked == question))
    }

    /// Answers those who watch a question of selling.
    pub(crate) fn refresh_asking(self: &Rc<Self>, question: &Sealed<SellingQuery>) {
        let watches = self.watches.borrow();
        let asks = |watch: &Watch| matches!(&watch.query, Query::Selling(asked) if asked == question);
        let numbers: Vec<u32> = watches.iter().filter(|(_, watch)| asks(watch)).map(|(number, _)| *number).collect();
        drop(watches);
        numbers.into_iter().for_each(|number| self.refresh(number));
    }

    pub(crate) fn refresh_those(self: &Rc<Self>, these: fn(&Query) -> bool) {
        let watches = self.watches.borrow();
        let numbers = watches.iter().filter(|(_, watch)| these(&watch.query)).map(|(number, _)| *number);
        let numbers: Vec<u32> = numbers.collect();
        drop(watches);
        numbers.into_iter().for_each(|number| self.refresh(number));
    }

    fn refresh(self: &Rc<Self>, number: u32) {
        let watches = self.watches.borrow();
        let Some(watch) = watches.get(&number) else { return };
        if !self.whole.get() && !comes_first(&watch.query) {
            return;
        }
        let answer = match (self.answered(&watch.query), self.answers.get()) {
            (Some(answer), _) => answer,
            (None, Some(answers)) => match (answers.answer)(self, &watch.query) {
                Some(answer) => answer,
                None => return,
            },
            // Answered when the part is there.
            (None, None) => return self.load_answers(),
        };
        let message = FromWorker::Answer { watch: number, answer: Box::new(answer) };
        let Ok(bytes) = protocol::encode(&message) else { return };
        let hash = Some(xxh3_64(&bytes));
        if watch.last.replace(hash) != hash {
            crate::service::post_bytes(&bytes);
        }
    }

    /// Loads what answers the queries of other pages than the list, and answers those that wait for it.
    pub(crate) fn load_answers(self: &Rc<Self>) {
        if self.answers.get().is_some() || self.answers_coming.replace(true) {
            return;
        }
        let service = self.clone();
        spawn_local(async move {
            match crate::parts::answers().await {
                Ok(answers) => {
                    service.answers.set(Some(answers));
                    service.trouble.borrow_mut().take_if(|trouble| *trouble == Failure::NotLoaded);
                }
                // Told, and tried again with the next such query.
                Err(_) => drop(service.trouble.replace(Some(Failure::NotLoaded))),
            }
            service.refresh_all();
            // Only now: telling of the failure is no reason to try again.
            service.answers_coming.set(false);
        });
    }

    /// The answer, if it is one that the first list needs.
    fn answered(&self, query: &Query) -> Option<Answer> {
        let state = self.book.state();
        let workspace = &state.workspace;
        Some(match query {
            Query::Records(query) => {
                let scores = self.scores.borrow();
                let kept = self.kept.borrow();
                let source = self.source(workspace, Figures::of(&scores, &kept));
                if !source.can_list(query) {
                    return None;
                }
                Answer::Records(self.lists.borrow_mut().answer(&source, query))
            }
            Query::Schema => Answer::Schema(Box::new(catalogue::answer(workspace))),
            Query::Book => {
                let settings = self.settings(workspace);
                let live = |collection| workspace.table(collection).map_or(0, |table| table.live());
                let mut history = state.history();
                history.truncate(HISTORY_SHOWN_MAX);
                Answer::Book(Box::new(BookAnswer {
                    counts: Counts {
                        customers: live(customers::ID),
                        orders: live(order::ID),
                        records: ALL.iter().filter(|of| !GIVEN.contains(&of.id)).map(|of| live(of.id)).sum(),
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
            _ => return None,
        })
    }

    /// What lists read.
    pub fn source<'a>(&'a self, workspace: &'a engine::Workspace, scores: Option<Figures<'a>>) -> Source<'a> {
        let answers = self.answers.get();
        Source {
            workspace,
            scores,
            scores_version: self.scores_version.get(),
            today: worker::platform::today(),
            zone: answers.map_or(&protocol::GREENWICH, |answers| (answers.zone)()),
            later: answers.map(|answers| answers.later.hearing(&self.searching)),
        }
    }

    /// The settings in force today.
    pub fn settings(&self, workspace: &engine::Workspace) -> scoring::ScoreSettings {
        scoring::settings(workspace, worker::platform::today(), self.currency)
    }
}

/// The answer to a query of another page than the list; `None` for the others, which [`Service::answered`] knows.
pub(crate) fn answer(service: &Rc<Service>, query: &Query) -> Option<Answer> {
    let state = service.book.state();
    let workspace = &state.workspace;
    let scores = service.scores.borrow();
    let scores = scores.as_ref();
    Some(match query {
        Query::Customer { id, timeline_max } => {
            Answer::Customer(Sealed::new(&customer::answer(workspace, scores, *id, *timeline_max)))
        }
        Query::Record { collection, id } => Answer::Record(Sealed::new(&records::record(workspace, *collection, *id))),
        Query::Conflicts { collection, id } => {
            Answer::Conflicts(Sealed::new(&history::conflicts(workspace, *collection, *id, state.device())))
        }
        Query::FieldUse { collection, field } => Answer::FieldUse(catalogue::used(workspace, *collection, *field)),
        Query::Find { collection, text, near, limit } => {
            let found = find::find(workspace, *collection, text, *near, *limit);
            Answer::Find(Sealed::new(&FindAnswer { text: text.clone(), found }))
        }
        Query::Meant(target) => {
            let (scores, kept) = (service.scores.borrow(), service.kept.borrow());
            let source = service.source(workspace, Figures::of(&scores, &kept));
            Answer::Meant(bulk::records(&source, target).ok()?.1.len() as u32)
        }
        Query::Named { collection, records } => {
            let found = find::named(workspace, *collection, records);
            Answer::Find(Sealed::new(&FindAnswer { found, ..FindAnswer::default() }))
        }
        Query::Order { id } => Answer::Order(Sealed::new(&orders::answer(workspace, *id, worker::platform::today()))),
        Query::Search(query) => Answer::Search(Sealed::new(&service.found(query))),
        Query::Segments => {
            let settings = service.settings(workspace);
            Answer::Segments(Sealed::new(&segments::answer(workspace, scores, &settings, service.scoring.get())))
        }
        Query::Insight(query) => return service.insight(query),
        Query::Selling(query) => return service.sold(query),
        Query::Records(_) | Query::Schema | Query::Book => return None,
    })
}
