//! The worker's desk: hears the page, keeps the book, scores in between.

use crate::imports::Import;
use crate::insight::Insights;
use crate::parts::{Answers, Scoring};
use crate::search::Searching;
use crate::selling::SellingPart;
use crate::tabs::Tabs;
use crate::watches::{Watches, searches};
use engine::Book;
use engine::figures::{self, FIGURES, Kept};
use engine::list::Lists;
use engine::scoring::{FITS, Scores, fingerprint};
use engine::storage::Storage;
use futures_channel::oneshot;
use js_sys::{Array, Object, Reflect, Uint8Array};
use model::{Currency, Day};
use protocol::{Failure, FromWorker, Phase, Reply, Start, StorageAnswer, ToWorker};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;
use worker::idb::Idb;
use worker::platform::{new_device_id, now_millis, pause, scope, storage_answer, today, wait};

/// Name of the database; another one for each major format.
const DATABASE: &str = "rapport-1";
/// How often it is asked whether a new day has begun: a timer until midnight would stand still while the machine sleeps.
const DAYS_LOOKED_AT_MILLIS: i32 = 60_000;
/// Work done at once while scoring or indexing, before messages are heard again.
pub(crate) const SLICE_MILLIS: u64 = 8;
/// After so long without scoring, what lists show of scores is set aside for the next visit: megabytes, so not after every edit.
const KEEP_AFTER_MILLIS: i32 = 5_000;
/// A database that does not open within this time is held by something; the page then says so, and goes on if it opens after all.
const OPEN_MILLIS_MAX: i32 = 15_000;

/// Everything the worker knows.
pub struct Service {
    pub(crate) book: Rc<Book<Idb>>,
    /// All of the book is in memory. Before that, lists of customers are answered, and everything else waits.
    pub(crate) whole: Cell<bool>,
    /// Who waits for that.
    for_whole: RefCell<Vec<oneshot::Sender<()>>>,
    /// What lists show of scores until there are any.
    pub(crate) kept: RefCell<Option<Kept>>,
    /// The checksum of the figures that were last set aside.
    kept_sum: Cell<Option<[u8; 8]>>,
    /// Counts scoring runs, so that figures are set aside only after a while without one.
    scored: Cell<u64>,
    pub(crate) importer_url: String,
    pub(crate) currency: Currency,
    pub(crate) watches: RefCell<Watches>,
    /// How the queries of other pages than the list are answered, once that part is loaded.
    pub(crate) answers: Cell<Option<Answers>>,
    pub(crate) answers_coming: Cell<bool>,
    pub(crate) scores: RefCell<Option<Scores>>,
    pub(crate) scores_version: Cell<u64>,
    pub(crate) scoring: Cell<bool>,
    pub(crate) lists: RefCell<Lists>,
    pub(crate) searching: Searching,
    pub(crate) insights: Insights,
    pub(crate) selling: SellingPart,
    pub(crate) storage: Cell<StorageAnswer>,
    pub(crate) trouble: RefCell<Option<Failure>>,
    pub(crate) import: RefCell<Option<Rc<Import>>>,
    /// A file that goes to the page beside the reply of the request that made it.
    pub(crate) made: Cell<Option<JsValue>>,
    cancelled: RefCell<HashSet<u32>>,
    held: RefCell<HashSet<u32>>,
    /// Who waits to be told of a cancellation or that something goes on.
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
    pub(crate) folding: Cell<bool>,
    /// Newest operation that other tabs were told of.
    seen: Cell<u64>,
    /// Which book the scores are of: another one may take its place.
    generation: Cell<u64>,
    tabs: RefCell<Option<Tabs>>,
}

/// A book of which the first part is in memory, what lists show of its scores meanwhile, and the sign that the rest is there.
struct Opened {
    book: Rc<Book<Idb>>,
    /// And their checksum.
    kept: Option<(Kept, [u8; 8])>,
    rest: oneshot::Receiver<Result<(), Failure>>,
}

thread_local! {
    /// The book on its way: read from the first moment on, while the page still draws itself.
    static OPENING: RefCell<Option<oneshot::Receiver<Result<Opened, Failure>>>> = const { RefCell::new(None) };
    static SERVICE: RefCell<Option<Rc<Service>>> = const { RefCell::new(None) };
}

/// Begins to hear the page.
pub fn start() {
    console_error_panic_hook::set_once();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| hear(&event.data()));
    scope().set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // The worker hears for as long as it lives.
    heard.forget();
    let (sender, receiver) = oneshot::channel();
    OPENING.set(Some(receiver));
    spawn_local(async move {
        // Heard only if the page starts this worker.
        match open_first().await {
            Ok((book, kept)) => {
                let (done, rest) = oneshot::channel();
                let _ = sender.send(Ok(Opened { book: book.clone(), kept, rest }));
                let _ = done.send(book.read_rest().await);
            }
            Err(failure) => drop(sender.send(Err(failure))),
        }
    });
    post(&FromWorker::Hello);
}

/// Sends a message to the page.
pub(crate) fn post(message: &FromWorker) {
    if let Ok(bytes) = protocol::encode(message) {
        post_bytes(&bytes);
    }
}

/// Sends an encoded message to the page.
pub(crate) fn post_bytes(bytes: &[u8]) {
    post_with(bytes, None);
}

fn post_with(bytes: &[u8], file: Option<JsValue>) {
    let bytes = Uint8Array::from(bytes);
    let envelope = Object::new();
    if let Some(file) = file {
        let _ = Reflect::set(&envelope, &"file".into(), &file);
    }
    if Reflect::set(&envelope, &"bytes".into(), &bytes).is_ok() {
        let _ = scope().post_message_with_transfer(&envelope, &Array::of1(&bytes.buffer()));
    }
}

fn hear(data: &JsValue) {
    let field = |name: &str| Reflect::get(data, &name.into()).ok();
    let Some(bytes) = field("bytes").and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok()) else { return };
    let message = match protocol::decode::<ToWorker>(&bytes.to_vec()) {
        Ok(message) => message,
        Err(failure) => return post(&FromWorker::Failed(failure)),
    };
    let service = SERVICE.with_borrow(Clone::clone);
    match (message, service) {
        (ToWorker::Start(start), None) => {
            if let Some(opening) = OPENING.take() {
                spawn_local(open(start, opening));
            }
        }
        (ToWorker::Request { id, request }, Some(service)) => {
            let file = field("file").filter(|file| !file.is_undefined());
            spawn_local(async move {
                service.until_whole().await;
                match crate::parts::commands().await {
                    Ok(commands) => (commands.carry_out)(service, id, request, file).await,
                    Err(_) => service.reply(id, Err(Failure::NotLoaded)),
                }
            });
        }
        (ToWorker::Cancel { id }, Some(service)) => {
            service.cancelled.borrow_mut().insert(id);
            service.waiting.borrow_mut().clear();
        }
        (ToWorker::Hold { id, on }, Some(service)) => {
            if on {
                service.held.borrow_mut().insert(id);
            } else {
                service.held.borrow_mut().remove(&id);
                service.waiting.borrow_mut().clear();
            }
        }
        (ToWorker::Watch { watch, query }, Some(service)) => {
            // Whoever searches does not wait for the scores.
            if searches(&query) && service.whole.get() {
                service.index();
            }
            service.watch(watch, query);
        }
        (ToWorker::Unwatch { watch }, Some(service)) => {
            service.watches.borrow_mut().remove(&watch);
        }
        // Before the book is open the page keeps its questions; a second start is nothing new.
        (ToWorker::Start(_), Some(_)) | (_, None) => {}
    }
}

async fn open_first() -> Result<(Rc<Book<Idb>>, Option<(Kept, [u8; 8])>), Failure> {
    let connected = Rc::new(Cell::new(false));
    let seen = connected.clone();
    worker::platform::after(OPEN_MILLIS_MAX, move || {
        if !seen.get() {
            post(&FromWorker::Failed(Failure::Blocked));
        }
    });
    let connection = Idb::open(DATABASE).await;
    connected.set(true);
    let book = Book::open_first(connection?, new_device_id()).await?;
    // Without them the list comes without scores at first.
    let bytes = book.storage().aside(FIGURES).await.ok().flatten();
    let kept = bytes.and_then(|bytes| Some((Kept::from_bytes(&bytes, &book.state(), today())?, *bytes.first_chunk()?)));
    Ok((Rc::new(book), kept))
}

async fn open(start: Start, opening: oneshot::Receiver<Result<Opened, Failure>>) {
    let Opened { book, kept, rest } = match opening.await {
        Ok(Ok(opened)) => opened,
        Ok(Err(failure)) => return post(&FromWorker::Failed(failure)),
        // The task that reads the book never gives up without an answer.
        Err(_) => return,
    };
    let (kept, kept_sum) = kept.unzip();
    let service = Rc::new(Service {
        book,
        whole: Cell::new(false),
        for_whole: RefCell::default(),
        kept: RefCell::new(kept),
        kept_sum: Cell::new(kept_sum),
        scored: Cell::new(0),
        importer_url: start.importer_url,
        currency: start.currency,
        watches: RefCell::default(),
        answers: Cell::new(None),
        answers_coming: Cell::new(false),
        scores: RefCell::default(),
        scores_version: Cell::new(0),
        scoring: Cell::new(false),
        lists: RefCell::default(),
        searching: Searching::default(),
        insights: Insights::default(),
        selling: SellingPart::default(),
        storage: Cell::default(),
        trouble: RefCell::default(),
        import: RefCell::default(),
        made: Cell::default(),
        cancelled: RefCell::default(),
        held: RefCell::default(),
        waiting: RefCell::default(),
        folding: Cell::new(false),
        seen: Cell::new(0),
        generation: Cell::new(0),
        tabs: RefCell::default(),
    });
    SERVICE.set(Some(service.clone()));
    post(&FromWorker::Ready);
    match rest.await {
        Ok(Ok(())) => {}
        Ok(Err(failure)) => return post(&FromWorker::Failed(failure)),
        Err(_) => return,
    }
    service.seen.set(service.book.state().head());
    service.generation.set(service.book.state().generation());
    let poked = Rc::downgrade(&service);
    let tabs = Tabs::join(DATABASE, move || {
        if let Some(service) = poked.upgrade() {
            spawn_local(async move { service.catch_up().await });
        }
    });
    service.tabs.replace(Some(tabs));
    service.whole.set(true);
    service.for_whole.borrow_mut().clear();
    service.refresh_all();
    service.score();
    service.look_at_storage();
    // At hand before they are wanted, and after the list. Where they do not load now, they are asked for again when they are needed.
    service.load_answers();
    service.watch_days(today());
    if let Ok(commands) = crate::parts::commands().await {
        (commands.tidy)(service).await;
    }
}

impl Service {
    /// Returns when all of the book is in memory.
    async fn until_whole(&self) {
        if !self.whole.get() {
            let (sender, receiver) = oneshot::channel();
            self.for_whole.borrow_mut().push(sender);
            // Letting go of the sender is the sign.
            let _ = receiver.await;
        }
    }

    /// Tells the page how far a request is.
    pub(crate) fn progress(&self, id: u32, phase: Phase, done: u64, total: u64) {
        post(&FromWorker::Progress { id, phase, done, total });
    }

    /// Whether the page has cancelled a request.
    pub(crate) fn is_cancelled(&self, id: u32) -> bool {
        self.cancelled.borrow().contains(&id)
    }

    /// Whether the page wants a request to wait.
    pub(crate) fn is_held(&self, id: u32) -> bool {
        self.held.borrow().contains(&id)
    }

    /// Returns when the page has said something about requests under way.
    pub(crate) async fn told(&self) {
        let (sender, receiver) = oneshot::channel();
        self.waiting.borrow_mut().push(sender);
        // Letting go of the sender is the sign.
        let _ = receiver.await;
    }

    /// The outcome of a request goes to the page.
    pub(crate) fn reply(&self, id: u32, result: Result<Reply, Failure>) {
        self.cancelled.borrow_mut().remove(&id);
        self.held.borrow_mut().remove(&id);
        if result == Err(Failure::Removed) {
            post(&FromWorker::Lost(Failure::Removed));
        }
        if let Ok(bytes) = protocol::encode(&FromWorker::Reply { id, result }) {
            post_with(&bytes, self.made.take());
        }
    }

    /// After a change: tells other tabs, answers watches, and scores as needed.
    pub(crate) fn changed(self: &Rc<Self>) {
        let head = self.book.state().head();
        self.forget_replaced();
        if self.seen.replace(head) != head {
            if let Some(tabs) = &*self.tabs.borrow() {
                tabs.poke();
            }
            self.look_at_storage();
        }
        self.follow();
        self.refresh_all();
        self.score();
    }

    /// The customers that a change concerns are judged at once; what depends on all of them follows with the next run.
    fn follow(&self) {
        let state = self.book.state();
        let mut scores = self.scores.borrow_mut();
        let Some(scores) = &mut *scores else { return };
        if (scores.follow)(scores, &state.workspace, &self.settings(&state.workspace)) {
            self.scores_version.set(self.scores_version.get() + 1);
        }
    }

    /// Scores say nothing of a book that took the place of the one they were made from.
    fn forget_replaced(&self) {
        let generation = self.book.state().generation();
        if self.generation.replace(generation) != generation {
            self.scores.take();
            self.kept.take();
            self.scores_version.set(self.scores_version.get() + 1);
        }
    }

    /// Reads what another tab wrote.
    async fn catch_up(self: &Rc<Self>) {
        match self.book.catch_up().await {
            Ok(_) => {
                self.seen.set(self.book.state().head());
                self.trouble.replace(None);
            }
            Err(failure) => {
                self.trouble.replace(Some(failure));
            }
        }
        self.forget_replaced();
        self.follow();
        self.refresh_all();
        self.score();
    }

    fn look_at_storage(self: &Rc<Self>) {
        let service = self.clone();
        spawn_local(async move {
            service.storage.set(storage_answer().await);
            service.refresh_all();
        });
    }

    /// A day ends while the book is open: what is said of today follows within a minute.
    fn watch_days(self: &Rc<Self>, day: Day) {
        let service = Rc::downgrade(self);
        worker::platform::after(DAYS_LOOKED_AT_MILLIS, move || {
            let Some(service) = service.upgrade() else { return };
            let now = today();
            if now != day {
                service.refresh_all();
                service.score();
            }
            service.watch_days(now);
        });
    }

    /// Scores the book if the scores are out of date, hearing messages in between.
    fn score(self: &Rc<Self>) {
        if self.scoring.get() {
            return;
        }
        if self.scores_fresh() {
            return self.index();
        }
        self.scoring.set(true);
        let service = self.clone();
        spawn_local(async move {
            match crate::parts::scoring().await {
                Ok(scoring) => {
                    service.trouble.borrow_mut().take_if(|trouble| *trouble == Failure::NotLoaded);
                    while !service.scores_fresh() {
                        service.score_once(scoring).await;
                    }
                }
                // Told, and tried again after the next change.
                Err(_) => drop(service.trouble.replace(Some(Failure::NotLoaded))),
            }
            service.scoring.set(false);
            service.scores_version.set(service.scores_version.get() + 1);
            service.refresh_all();
            service.index();
            service.keep_figures().await;
        });
    }

    fn scores_fresh(&self) -> bool {
        let state = self.book.state();
        let settings = self.settings(&state.workspace);
        let wanted = fingerprint(state.workspace.scored_version(), &settings);
        self.scores.borrow().as_ref().is_some_and(|scores| scores.input == wanted)
    }

    async fn score_once(&self, scoring: Scoring) {
        let earlier = self.scores.borrow().as_ref().map(|scores| scores.book.fits());
        let known = match earlier {
            Some(fits) => Some(fits),
            // Fitting takes most of the time, and a book that is opened again has mostly the purchases that it had.
            None => self.book.storage().aside(FITS).await.ok().flatten().and_then(|bytes| (scoring.fits_of)(&bytes)),
        };
        let (mut run, mut rest) = {
            let state = self.book.state();
            let settings = self.settings(&state.workspace);
            let input = fingerprint(state.workspace.scored_version(), &settings);
            let earlier = self.scores.borrow();
            (scoring.begin)(&state.workspace, &settings, input, known.clone(), earlier.as_ref())
        };
        let mut since = now_millis();
        while (scoring.step)(&mut run, &mut rest, &self.book.state().workspace) != insight::Progress::Done {
            if now_millis() - since >= SLICE_MILLIS {
                pause().await;
                since = now_millis();
            }
        }
        let scores = (scoring.finish)(run, rest);
        let keep = if known.as_ref() == Some(&scores.book.fits()) { None } else { (scoring.fits_to_keep)(&scores) };
        self.scores.replace(Some(scores));
        self.kept.take();
        if let Some(bytes) = keep {
            // Where there is no room for it, it is fitted again.
            let _ = self.book.storage().set_aside(FITS, bytes).await;
        }
    }

    /// Sets aside what lists show of the scores, when nothing was scored for a while.
    async fn keep_figures(self: &Rc<Self>) {
        let number = self.scored.get() + 1;
        self.scored.set(number);
        wait(KEEP_AFTER_MILLIS).await;
        let Ok(scoring) = crate::parts::scoring().await else { return };
        let is_newest = || self.scored.get() == number && !self.scoring.get() && self.scores_fresh();
        if !is_newest() {
            return;
        }
        let of = figures::of(&self.book.state(), today());
        let mut pieces = Vec::new();
        for nth in 0..of.pieces() {
            pause().await;
            match &*self.scores.borrow() {
                Some(scores) if is_newest() => pieces.push((scoring.figures)(&of, scores, nth)),
                _ => return,
            }
        }
        let bytes = (scoring.figures_to_bytes)(&of, &pieces);
        let sum = bytes.first_chunk().copied();
        if self.kept_sum.replace(sum) != sum {
            // Where there is no room for them, the next list waits for scores.
            let _ = self.book.storage().set_aside(FIGURES, bytes).await;
        }
    }
}
