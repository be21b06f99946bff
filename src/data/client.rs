//! Messages to and from the worker: requests with numbers, watched queries, progress.

use super::hello;
use crate::state::Slot;
use crate::turns;
use crate::ui::erase;
use futures_channel::oneshot;
use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::*;
use protocol::{Answer, Failure, FromWorker, Phase, Query, Reply, Request, Sealed, ToWorker};
use std::cell::RefCell;
use std::future::Future;
use std::sync::{Arc, LazyLock};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, MessageEvent, Worker, WorkerOptions, WorkerType};

/// Whether the book is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    /// The worker loads or reads the book.
    Starting,
    /// Queries and requests are answered.
    Ready,
    /// The book cannot be opened, or was lost.
    Failed(Failure),
}

type Watched = Slot<Option<Arc<Answer>>>;
type Progress = Option<(Phase, u64, u64)>;

/// A request under way.
#[derive(Clone, Copy)]
pub struct Job {
    /// Its number, for [`cancel`].
    pub id: u32,
    /// What it is busy with, how much is done and how much there is (0 if unknown).
    pub progress: Slot<Progress>,
}

struct Pending {
    reply: oneshot::Sender<Result<Reply, Failure>>,
    progress: Option<Slot<Progress>>,
}

struct Client {
    worker: Option<Worker>,
    ready: bool,
    /// Requests made before the book is open.
    waiting: Vec<(ToWorker, Option<File>)>,
    next: u32,
    pending: Vec<(u32, Pending)>,
    /// The file that came beside the newest reply.
    file: Option<JsValue>,
    watches: Vec<(u32, (Query, Watched))>,
    opening: Slot<Opening>,
    /// Owns what must outlive every page.
    root: Owner,
}

// Whether a request is under way.
static BUSY: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

thread_local! {
    static CLIENT: RefCell<Client> = {
        let root = Owner::new_root(None);
        let opening = root.with(|| Slot::new(Opening::Starting));
        RefCell::new(Client {
            worker: None, ready: false, waiting: Vec::new(), next: 0, pending: Vec::new(), file: None,
            watches: Vec::new(), opening, root,
        })
    };
}

fn with<T>(f: impl FnOnce(&mut Client) -> T) -> T {
    CLIENT.with_borrow_mut(f)
}

// Lists, since there are never more than a few of either.
fn find<T>(all: &[(u32, T)], id: u32) -> Option<&T> {
    all.iter().find(|(other, _)| *other == id).map(|(_, one)| one)
}

fn take<T>(all: &mut Vec<(u32, T)>, id: u32) -> Option<T> {
    let at = all.iter().position(|(other, _)| *other == id)?;
    Some(all.swap_remove(at).1)
}

/// Runs `f` under the owner that is never disposed.
pub(crate) fn at_root<T>(f: impl FnOnce() -> T) -> T {
    let root = with(|client| client.root.clone());
    root.with(f)
}

/// Whether the book is open; reactive.
pub fn opening() -> Opening {
    with(|client| client.opening).get()
}

/// Whether a request is under way; reactive.
pub fn busy() -> bool {
    BUSY.get()
}

/// Starts the worker; called once.
pub fn start() {
    let worker = match crate::boot::worker().map_or_else(hire, Ok) {
        Ok(worker) => worker,
        Err(failure) => return fail(failure),
    };
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| receive(&event.data()));
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let on_error = Closure::<dyn Fn(JsValue)>::new(|_| broken());
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
    with(|client| client.worker = Some(worker));
    crate::boot::listen();
}

fn hire() -> Result<Worker, Failure> {
    let url = hello::url("rapport-worker").ok_or_else(|| Failure::Protocol("no worker named".to_owned()))?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(&url, &options).map_err(|error| Failure::Protocol(format!("{error:?}")))
}

fn fail(failure: Failure) {
    let opening = with(|client| client.opening);
    opening.set(Opening::Failed(failure));
}

/// The worker stopped for good. While it was opening the book, the page says so itself; later the notice of `boot.js` does.
fn broken() {
    let (ready, opening) = with(|client| (client.ready, client.opening));
    if ready {
        crate::boot::fail();
    } else if opening.get_untracked() == Opening::Starting {
        opening.set(Opening::Failed(Failure::Protocol("worker stopped".to_owned())));
    }
}

fn post(worker: &Worker, message: &ToWorker, file: Option<&File>) {
    let Ok(bytes) = protocol::encode(message) else { return };
    let bytes = Uint8Array::from(bytes.as_slice());
    let envelope = Object::new();
    let _ = Reflect::set(&envelope, &"bytes".into(), &bytes);
    if let Some(file) = file {
        let _ = Reflect::set(&envelope, &"file".into(), file);
    }
    let _ = worker.post_message_with_transfer(&envelope, &Array::of1(&bytes.buffer()));
}

fn post_or_wait(client: &mut Client, message: ToWorker, file: Option<File>) {
    match &client.worker {
        Some(worker) if client.ready => post(worker, &message, file.as_ref()),
        _ => client.waiting.push((message, file)),
    }
}

fn receive(data: &JsValue) {
    let bytes = Reflect::get(data, &"bytes".into()).unwrap_or(JsValue::UNDEFINED);
    let Ok(bytes) = bytes.dyn_into::<Uint8Array>() else { return };
    let file = Reflect::get(data, &"file".into()).ok().filter(|file| !file.is_undefined());
    if file.is_some() {
        with(|client| client.file = file);
    }
    match protocol::decode(&bytes.to_vec()) {
        Ok(message) => handle(message),
        Err(failure) => fail(failure),
    }
}

fn handle(message: FromWorker) {
    match message {
        FromWorker::Hello => with(|client| {
            if let Some(worker) = &client.worker {
                post(worker, &ToWorker::Start(hello::start()), None);
            }
        }),
        FromWorker::Ready => {
            let opening = with(ready);
            opening.set(Opening::Ready);
        }
        FromWorker::Failed(failure) | FromWorker::Lost(failure) => fail(failure),
        FromWorker::Reply { id, result } => {
            let (pending, idle) = with(|client| (take(&mut client.pending, id), client.pending.is_empty()));
            if let Some(pending) = pending {
                let _ = pending.reply.send(result);
            }
            if idle {
                BUSY.set(false);
            }
        }
        FromWorker::Progress { id, phase, done, total } => {
            let signal = with(|client| find(&client.pending, id).and_then(|pending| pending.progress));
            if let Some(signal) = signal {
                signal.set(Some((phase, done, total)));
            }
        }
        FromWorker::Answer { watch, answer } => turns::when_seen(move || {
            let signal = with(|client| find(&client.watches, watch).map(|(_, signal)| *signal));
            if let Some(signal) = signal {
                signal.set(Some(Arc::new(*answer)));
            }
        }),
    }
}

fn ready(client: &mut Client) -> Slot<Opening> {
    client.ready = true;
    if let Some(worker) = &client.worker {
        for (watch, (query, _)) in &client.watches {
            post(worker, &ToWorker::Watch { watch: *watch, query: query.clone() }, None);
        }
        for (message, file) in client.waiting.drain(..) {
            post(worker, &message, file.as_ref());
        }
    }
    client.opening
}

/// The answer to a query, kept up to date. The query is reactive: when it changes, the old answer stays until the new one
/// is in; while it is `None`, nothing is asked and the answer is `None`.
pub fn watch(query: impl Fn() -> Option<Query> + 'static) -> Slot<Option<Arc<Answer>>> {
    watch_boxed(Box::new(query))
}

fn watch_boxed(query: Box<dyn Fn() -> Option<Query>>) -> Slot<Option<Arc<Answer>>> {
    let answer = Slot::new(None);
    on_cleanup(move || unwatch(answer));
    let mut asked = None;
    erase::effect(move || {
        let query = query();
        if asked.as_ref() == Some(&query) {
            return;
        }
        match &query {
            Some(query) => ask_watched(query.clone(), answer),
            None => {
                unwatch(answer);
                answer.set(None);
            }
        }
        asked = Some(query);
    });
    answer
}

/// Another query has another number: an answer to the one before, which may be on its way, is nobody's.
fn ask_watched(query: Query, answer: Watched) {
    unwatch(answer);
    with(|client| {
        client.next += 1;
        let watch = client.next;
        client.watches.push((watch, (query.clone(), answer)));
        if let (true, Some(worker)) = (client.ready, &client.worker) {
            post(worker, &ToWorker::Watch { watch, query }, None);
        }
    });
}

fn unwatch(answer: Watched) {
    with(|client| {
        let Some(at) = client.watches.iter().position(|(_, (_, other))| other.is(answer)) else { return };
        let (watch, _) = client.watches.swap_remove(at);
        if let (true, Some(worker)) = (client.ready, &client.worker) {
            post(worker, &ToWorker::Unwatch { watch }, None);
        }
    });
}

/// Sends a request with a file beside it, if any; the job shows how far it is.
pub fn send_job(request: Request, file: Option<File>) -> (Job, impl Future<Output = Result<Reply, Failure>> + 'static) {
    let (reply, outcome) = oneshot::channel();
    let progress = at_root(|| Slot::new(None));
    let job = Job { id: begin(request, file, Pending { reply, progress: Some(progress) }), progress };
    (job, async move { outcome.await.unwrap_or(Err(Failure::Cancelled)) })
}

fn begin(request: Request, file: Option<File>, pending: Pending) -> u32 {
    // Whoever only looks has nothing saved.
    if !request.looks() {
        BUSY.set(true);
    }
    with(|client| {
        client.next += 1;
        let id = client.next;
        client.pending.push((id, pending));
        post_or_wait(client, ToWorker::Request { id, request: Sealed::new(&request) }, file);
        id
    })
}

/// Sends a request; its number, for [`cancel`], and its outcome.
pub fn ask(request: Request) -> (u32, impl Future<Output = Result<Reply, Failure>> + 'static) {
    let (reply, outcome) = oneshot::channel();
    let id = begin(request, None, Pending { reply, progress: None });
    (id, async move { outcome.await.unwrap_or(Err(Failure::Cancelled)) })
}

/// Sends a request and waits for its outcome.
pub async fn send(request: Request) -> Result<Reply, Failure> {
    ask(request).1.await
}

/// Asks the worker to wait with a request, or to go on.
pub fn hold(id: u32, on: bool) {
    with(|client| post_or_wait(client, ToWorker::Hold { id, on }, None));
}

/// The file that came beside a reply just received; once.
pub fn take_file() -> Option<JsValue> {
    with(|client| client.file.take())
}

/// Asks the worker to stop working on a request.
pub fn cancel(id: u32) {
    with(|client| post_or_wait(client, ToWorker::Cancel { id }, None));
}
