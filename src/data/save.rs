//! Hands a file to the browser as a download.

use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers `bytes` as a file of that name and type.
///
/// # Errors
/// What the browser says, where it cannot make the file (no memory left).
pub fn save(bytes: &[u8], name: &str, kind: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    offer(&Blob::new_with_u8_array_sequence_and_options(&parts, &options)?, name)
}

/// Offers a file that the browser holds already.
///
/// # Errors
/// As [`save`].
pub fn offer(file: &Blob, name: &str) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(file)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The download has its own hold on the bytes once the click was handled.
    Url::revoke_object_url(&url)
}
