//! Photos made smaller before they are kept: a telephone takes four thousand pixels where two thousand tell everything.

use futures_channel::oneshot::channel;
use js_sys::futures::JsFuture;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// The longer side of what is kept, in pixels.
const SIDE_MAX: f64 = 2_000.0;
/// Of JPEG, where nobody sees a difference.
const QUALITY: f64 = 0.85;
/// A photo below this is small enough as it is.
const SMALL_BYTES: f64 = 400_000.0;
/// Formats that are photos. Others lose something: animations, lines that stay sharp at any size.
const PHOTOS: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/heic"];

/// A smaller one, as JPEG; none where it is small already, is no photo, or the browser cannot read it.
pub(super) async fn smaller(file: &Blob) -> Option<Blob> {
    if !PHOTOS.contains(&file.type_().as_str()) || file.size() <= SMALL_BYTES {
        return None;
    }
    let url = Url::create_object_url_with_blob(file).ok()?;
    let made = drawn(&url).await.ok().flatten();
    let _ = Url::revoke_object_url(&url);
    made.filter(|made| made.size() < file.size())
}

async fn drawn(url: &str) -> Result<Option<Blob>, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let scale = (SIDE_MAX / width.max(height)).min(1.0);
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width((width * scale).round() as u32);
    canvas.set_height((height * scale).round() as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or("no canvas")?.unchecked_into();
    context.scale(scale, scale)?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0)?;
    let (done, made) = channel();
    let told = Closure::once_into_js(move |blob: Option<Blob>| {
        let _ = done.send(blob);
    });
    canvas.to_blob_with_type_and_encoder_options(told.unchecked_ref(), "image/jpeg", &QUALITY.into())?;
    Ok(made.await.ok().flatten())
}
