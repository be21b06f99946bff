//! What `public/boot.js` lends to the page: the build's id, updates, the notice for the worst case.

use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Worker;

fn lent() -> JsValue {
    Reflect::get(&window(), &"rapportBoot".into()).unwrap_or(JsValue::UNDEFINED)
}

fn get(name: &str) -> JsValue {
    Reflect::get(&lent(), &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn call(name: &str) {
    if let Ok(function) = get(name).dyn_into::<Function>() {
        let _ = function.call0(&lent());
    }
}

/// The id of this build.
pub fn build() -> String {
    get("build").as_string().unwrap_or_default()
}

/// Whether nobody was in the book when it was last seen.
pub fn empty() -> bool {
    get("empty").as_bool().unwrap_or(false)
}

/// The worker, where it was started already; [`listen`] gives what it has said so far to its handlers.
pub fn worker() -> Option<Worker> {
    get("worker").dyn_into().ok()
}

/// From now on the worker's messages go to its handlers.
pub fn listen() {
    call("listen");
}

/// A new build is installed and waits.
pub fn update_ready() -> bool {
    get("updateReady").as_bool().unwrap_or(false)
}

/// Lets the waiting build take over; every tab reloads.
pub fn apply_update() {
    call("applyUpdate");
}

/// Says that something broke, without help from this wasm instance.
pub fn fail() {
    call("fail");
}
