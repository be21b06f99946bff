//! Reactive parts of a view in few types.
//!
//! Every closure in Rust is a type of its own, and Leptos compiles its rendering and its effects anew for each type: about two
//! kilobytes of WebAssembly for every `{move || …}`. Behind one pointer type they share one copy. So a reactive text, flag or
//! piece of view goes through here (the `view!` macro does the same, but only for closures that stand in it, and it cannot
//! make their results alike: let them be `String`, `bool` or `AnyView`).

use crate::state::{Derived, Slot};
use crate::turns;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

/// A closure that runs again when what it reads changes.
pub type Reactive<T> = SharedReactiveFunction<T>;

/// What is told of something.
pub type Told<T> = Arc<dyn Fn(T) + Send + Sync>;

/// A row of [`keyed`]: what it is, and how it is drawn.
pub type Row = (String, Box<dyn FnOnce() -> AnyView + Send>);

/// A reactive text, as content or as the value of an attribute.
pub fn text(f: impl Fn() -> String + Send + 'static) -> Reactive<String> {
    Arc::new(Mutex::new(f))
}

/// A reactive condition, for `class:`, `disabled` and the like.
pub fn flag(f: impl Fn() -> bool + Send + 'static) -> Reactive<bool> {
    Arc::new(Mutex::new(f))
}

/// A reactive attribute that may be absent.
pub fn attribute(f: impl Fn() -> Option<String> + Send + 'static) -> Reactive<Option<String>> {
    Arc::new(Mutex::new(f))
}

/// A reactive piece of view.
pub fn view(f: impl Fn() -> AnyView + Send + 'static) -> Reactive<AnyView> {
    Arc::new(Mutex::new(f))
}

/// What the closure makes, or nothing where it makes nothing.
pub fn maybe(f: impl Fn() -> Option<AnyView> + Send + 'static) -> Reactive<AnyView> {
    Arc::new(Mutex::new(move || f().unwrap_or_else(nothing)))
}

/// Something while the condition holds; drawn anew only when the condition itself changes.
pub fn show(
    when: impl Fn() -> bool + Send + Sync + 'static,
    then: impl Fn() -> AnyView + Send + 'static,
) -> Reactive<AnyView> {
    shown(Box::new(when), Box::new(then))
}

fn shown(when: Box<dyn Fn() -> bool + Send + Sync>, then: Box<dyn Fn() -> AnyView + Send>) -> Reactive<AnyView> {
    let when = Derived::new(when);
    maybe(move || when.get().then(&then))
}

/// A list whose rows stay what they are while others come and go.
pub fn keyed(rows: impl Fn() -> Vec<Row> + Send + Sync + 'static) -> AnyView {
    keyed_rows(Box::new(rows))
}

fn keyed_rows(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    view! { <For each=rows key=|row| row.0.clone() children=|row| (row.1)() /> }.into_any()
}

/// A piece of view that is drawn in a turn of its own, a moment after what stands around it.
pub fn later(f: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    later_boxed(Box::new(f))
}

fn later_boxed(f: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let ready = Slot::new(false);
    spawn(async move {
        turns::next().await;
        ready.set(true);
    });
    maybe(move || ready.get().then(&f)).into_any()
}

/// No view.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// Runs now and again when what it reads changes.
pub fn effect(f: impl FnMut() + 'static) {
    run_effect(Box::new(f));
}

fn run_effect(mut f: Box<dyn FnMut()>) {
    Effect::new(move |_| f());
}

/// Puts the cursor into an element once it stands on the page.
pub fn focus_once(node: impl Fn() -> Option<web_sys::HtmlElement> + 'static) {
    let mut done = false;
    effect(move || {
        if !done && let Some(element) = node() {
            done = true;
            let _ = element.focus();
        }
    });
}

/// Runs a future on its own.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(future));
}

fn spawn_boxed(future: Pin<Box<dyn Future<Output = ()>>>) {
    leptos::task::spawn_local(future);
}
