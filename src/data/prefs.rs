//! Small choices of this browser, kept in localStorage: never customer data.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

/// Where site data are blocked, touching localStorage throws; then nothing is kept and nothing breaks.
fn available() -> bool {
    leptos::prelude::window().local_storage().is_ok_and(|storage| storage.is_some())
}

/// What is kept under the key, if it can still be read as this type.
pub fn get<T: for<'de> Deserialize<'de>>(key: &str) -> Option<T> {
    if available() { LocalStorage::get(key).ok() } else { None }
}

/// Keeps a value; a full or forbidden storage is not worth a word, since only a preference is lost.
pub fn set<T: Serialize>(key: &str, value: T) {
    if available() {
        let _ = LocalStorage::set(key, value);
    }
}
