//! One quiet dot that explains itself when asked: saved, saving, offline, problem.

use super::{nav, words};
use crate::data::{self, Opening};
use crate::format;
use crate::i18n::{failure, t, tf};
use crate::state::Derived;
use crate::ui::erase::{self, Reactive};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

#[derive(Clone, Copy, PartialEq)]
enum State {
    Opening,
    Saved,
    Saving,
    Offline,
    Problem,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            State::Opening => "opening",
            State::Saved => "saved",
            State::Saving => "saving",
            State::Offline => "offline",
            State::Problem => "problem",
        }
    }

    fn word(self) -> &'static str {
        t(match self {
            State::Opening => &words::OPENING,
            State::Saved => &words::SAVED,
            State::Saving => &words::SAVING,
            State::Offline => &words::OFFLINE,
            State::Problem => &words::PROBLEM,
        })
    }
}

/// Whether the browser believes to have a network; reactive while the caller's owner lives.
fn online() -> RwSignal<bool> {
    let online = RwSignal::new(window().navigator().on_line());
    let up = window_event_listener(ev::online, move |_| online.set(true));
    let down = window_event_listener(ev::offline, move |_| online.set(false));
    on_cleanup(move || {
        up.remove();
        down.remove();
    });
    online
}

#[component]
pub(super) fn Status() -> impl IntoView {
    let online = online();
    let book = data::book();
    let trouble = move || match data::opening() {
        Opening::Failed(problem) => Some(problem),
        _ => book.with(|book| book.as_ref().and_then(|book| book.trouble.clone())),
    };
    let state = Derived::new(move || match data::opening() {
        _ if trouble().is_some() => State::Problem,
        Opening::Starting => State::Opening,
        _ if data::busy() => State::Saving,
        _ if !online.get() => State::Offline,
        _ => State::Saved,
    });
    let shown = RwSignal::new(false);
    let close_on_escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            shown.set(false);
        }
    });
    let close_outside = window_event_listener(ev::click, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if target.is_none_or(|target| target.closest(".status").ok().flatten().is_none()) {
            shown.set(false);
        }
    });
    on_cleanup(move || {
        close_on_escape.remove();
        close_outside.remove();
    });
    let text = erase::text(move || match (state.get(), trouble()) {
        (_, Some(problem)) => failure(&problem),
        (State::Offline, _) => t(&words::OFFLINE_TEXT).to_owned(),
        (State::Saving, _) => t(&words::SAVING_TEXT).to_owned(),
        (State::Opening, _) => t(&words::OPENING).to_owned(),
        _ => t(&words::SAVED_TEXT).to_owned(),
    });
    let name = erase::text(move || state.get().name().to_owned());
    let word = erase::text(move || state.get().word().to_owned());
    let popover = erase::maybe(move || {
        let popover = || {
            view! {
                <div class="popover">
                    <p>{text.clone()}</p>
                    {facts()}
                    <div class="popover-end only-narrow">
                        <nav::Switches />
                    </div>
                </div>
            }
        };
        shown.get().then(|| popover().into_any())
    });
    view! {
        <div class="popover-anchor status" data-state=name>
            <button
                type="button"
                class="button quiet status-button"
                aria-expanded=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                <span class="dot" aria-hidden="true"></span>
                <span class="status-word">{word}</span>
            </button>
            {popover}
        </div>
    }
    .into_any()
}

/// What the book holds, and whether the browser keeps it.
fn facts() -> Reactive<AnyView> {
    let book = data::book();
    erase::maybe(move || {
        book.get().map(|book| {
            let args = [
                ("customers", format::integer(u64::from(book.counts.customers))),
                ("orders", format::integer(u64::from(book.counts.orders))),
                ("used", format::bytes(book.storage.used_bytes)),
            ];
            let args = args.each_ref().map(|(key, value)| (*key, value.as_str()));
            let kept = if book.storage.persisted { &words::KEPT } else { &words::NOT_KEPT };
            view! {
                <p class="muted">{tf(&words::HOLDS, &args)}</p>
                <p class="muted">{t(kept)}</p>
            }
            .into_any()
        })
    })
}
