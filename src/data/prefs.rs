//! Small choices of this browser, kept in localStorage as JSON: never customer data.
//!
//! Read and written by the browser's own JSON: `serde_json`, which prints and parses floating-point numbers, too, would be
//! forty kilobytes of WebAssembly for three small values.

use gloo_storage::{LocalStorage, Storage};
use js_sys::JSON;
use wasm_bindgen::JsValue;

/// Where site data are blocked, touching localStorage throws; then nothing is kept and nothing breaks.
fn storage() -> Option<web_sys::Storage> {
    let available = leptos::prelude::window().local_storage().is_ok_and(|storage| storage.is_some());
    available.then(LocalStorage::raw)
}

/// The value kept under the key, if there is one that can still be read.
pub fn get(key: &str) -> Option<JsValue> {
    JSON::parse(&storage()?.get_item(key).ok()??).ok()
}

/// The text kept under the key.
pub fn get_text(key: &str) -> Option<String> {
    get(key)?.as_string()
}

/// Keeps a value; a full or forbidden storage is not worth a word, since only a preference is lost.
pub fn set(key: &str, value: &JsValue) {
    if let (Some(storage), Ok(json)) = (storage(), JSON::stringify(value)) {
        let _ = storage.set_item(key, &String::from(json));
    }
}
