//! The page's own work in turns: after some milliseconds of it the browser gets its turn, so that no tap waits for a page that is being drawn.
//!
//! Leptos runs every effect as a future. Many of them may be ready at once (an answer comes, and the page, its list and its head draw anew), and a browser runs
//! all of them before it looks at anything else. Here each one asks first whether there is time left in this turn; else it goes on in the next.

use any_spawner::{CustomExecutor, Executor};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;

/// Work of one turn after which nothing more is begun.
const TURN_MILLIS: f64 = 4.0;

/// What can wait for a frame.
type Held = Box<dyn FnOnce()>;

/// How long a frame may keep others waiting.
const UNSEEN: Duration = Duration::from_millis(200);

/// What leptos hands over to be run.
type Work = Pin<Box<dyn Future<Output = ()>>>;

thread_local! {
    /// Milliseconds worked in this turn.
    static SPENT: Cell<f64> = const { Cell::new(0.0) };
    /// The end of the turn is on its way.
    static ENDS: Cell<bool> = const { Cell::new(false) };
    /// What goes on in the next turn.
    static WAITING: RefCell<Vec<Waker>> = const { RefCell::new(Vec::new()) };
    /// What waits for the frame that shows what somebody did; `None` while there is no such frame to come.
    static HELD: RefCell<Option<Vec<Held>>> = const { RefCell::new(None) };
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Lets the browser have its turn once the work at hand is done; then a new one begins.
fn end_turn() {
    if ENDS.replace(true) {
        return;
    }
    let next = || {
        ENDS.set(false);
        SPENT.set(0.0);
        WAITING.take().into_iter().for_each(Waker::wake);
    };
    set_timeout(next, Duration::ZERO);
}

/// A future that is polled while there is time.
struct InTurn(Work);

impl Future for InTurn {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        end_turn();
        if SPENT.get() >= TURN_MILLIS {
            WAITING.with_borrow_mut(|waiting| waiting.push(context.waker().clone()));
            return Poll::Pending;
        }
        let since = now();
        let polled = self.0.as_mut().poll(context);
        SPENT.set(SPENT.get() + now() - since);
        polled
    }
}

/// The rest of this turn is as long as it takes: for what somebody's next key is meant for, which may come before the next turn.
pub fn at_once() {
    SPENT.set(f64::NEG_INFINITY);
}

struct Turns;

impl CustomExecutor for Turns {
    fn spawn(&self, work: Pin<Box<dyn Future<Output = ()> + Send>>) {
        self.spawn_local(work);
    }

    fn spawn_local(&self, work: Work) {
        spawn_local(InTurn(work));
    }

    fn poll_local(&self) {}
}

/// What somebody does begins a new turn: what it changes is there before the next key, which may be meant for it. And it is to be seen before anything else.
fn listen() {
    for event in ["keydown", "pointerdown", "click", "input"] {
        let heard = Closure::<dyn Fn()>::new(|| {
            SPENT.set(0.0);
            let first = HELD.with_borrow_mut(|held| held.is_none() && held.replace(Vec::new()).is_none());
            if first {
                spawn_local(async {
                    frame().await;
                    HELD.take().into_iter().flatten().for_each(|held| held());
                });
            }
        });
        // Before anybody else hears of it.
        let _ = window().add_event_listener_with_callback_and_bool(event, heard.as_ref().unchecked_ref(), true);
        heard.forget();
    }
}

/// From now on effects run in turns. To be called before anything is drawn.
pub fn begin() {
    listen();
    // Only the first executor of a page is taken; there is no other.
    let _ = Executor::init_custom_executor(Turns);
}

/// Ends the turn and goes on in a later one: what is drawn after it is drawn by itself.
pub async fn next() {
    waited(|done| set_timeout(done, Duration::ZERO)).await;
}

/// Goes on when the browser has drawn what stands there now. A page that nobody sees is not drawn: then after a while.
pub async fn frame() {
    waited(|done| {
        let done = Rc::new(Cell::new(Some(done)));
        let drawn = Rc::clone(&done);
        let seen = move || drawn.take().into_iter().for_each(|done| set_timeout(done, Duration::ZERO));
        request_animation_frame(seen);
        set_timeout(move || done.take().into_iter().for_each(|done| done()), UNSEEN);
    })
    .await;
}

/// Does this now, or after the frame that shows what somebody just did: what comes from the worker is drawn by itself, not in the frame of a click.
pub fn when_seen(what: impl FnOnce() + 'static) {
    let what: Held = Box::new(what);
    let now = HELD.with_borrow_mut(|held| match held {
        Some(held) => {
            held.push(what);
            None
        }
        None => Some(what),
    });
    if let Some(what) = now {
        what();
    }
}

/// Waits until what `begin` is given is called.
async fn waited(begin: impl FnOnce(Held)) {
    let (done, called) = futures_channel::oneshot::channel::<()>();
    begin(Box::new(move || {
        let _ = done.send(());
    }));
    let _ = called.await;
}
