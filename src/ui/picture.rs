//! A piece of the page as a picture: what it looks like now, in its colours and its language, as a PNG file.
//!
//! The piece is copied with the styles it has, the copy becomes a foreign object of an SVG, and that is drawn on a canvas. Nothing is fetched.

use crate::data;
use js_sys::{encode_uri_component, futures::JsFuture};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement, HtmlImageElement, XmlSerializer,
};

/// Pixels of the picture for one of the page.
const SCALE: f64 = 2.0;
/// Around the piece, pixels of the page.
const MARGIN: f64 = 16.0;
/// Widest and highest, pixels of the page: more than that no browser draws.
const SIDE_MAX: f64 = 8_000.0;
/// What a picture has no use for.
pub(super) const LEFT_OUT: &str = ".chart-tools, details, button.quiet";

/// What makes the look of an element; everything else follows from these.
const LOOK: [&str; 58] = [
    "color",
    "background-color",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "font-variant-numeric",
    "line-height",
    "letter-spacing",
    "text-align",
    "text-decoration",
    "white-space",
    "overflow-wrap",
    "vertical-align",
    "list-style-type",
    "padding",
    "margin",
    "border-top",
    "border-right",
    "border-bottom",
    "border-left",
    "border-collapse",
    "border-spacing",
    "border-radius",
    "display",
    "flex-direction",
    "flex-grow",
    "flex-shrink",
    "flex-basis",
    "flex-wrap",
    "gap",
    "align-items",
    "align-content",
    "justify-content",
    "justify-items",
    "place-items",
    "grid-template-columns",
    "grid-column",
    "grid-row",
    "width",
    "height",
    "min-width",
    "min-height",
    "max-width",
    "box-sizing",
    "position",
    "inset",
    "overflow",
    "clip-path",
    "opacity",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "text-anchor",
    "writing-mode",
    "rotate",
    "transform",
];

/// Saves a piece of the page as a picture of that name, and says where that cannot be done.
pub async fn offer(piece: &HtmlElement, name: &str) {
    if save(piece, name).await.is_err() {
        super::toast::problem(crate::i18n::t(&super::words::NO_PICTURE));
    }
}

/// Saves a piece of the page as a picture of that name.
///
/// # Errors
/// What the browser says, where it cannot draw it or make the file.
pub async fn save(piece: &HtmlElement, name: &str) -> Result<(), JsValue> {
    let inner: f64 = wide(piece)?.iter().map(|element| f64::from(element.scroll_width())).fold(0.0, f64::max);
    let width = (f64::from(piece.scroll_width()).max(inner) + 2.0 * MARGIN).min(SIDE_MAX);
    let height = (f64::from(piece.scroll_height()) + 2.0 * MARGIN).min(SIDE_MAX);
    let background = match document().body() {
        Some(body) => style_of(&body)?.get_property_value("background-color")?,
        None => "white".into(),
    };
    let copy = XmlSerializer::new()?.serialize_to_string(&styled_copy(piece)?.into())?;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
         <rect width=\"100%\" height=\"100%\" fill=\"{background}\"/>\
         <foreignObject x=\"{MARGIN}\" y=\"{MARGIN}\" width=\"{width}\" height=\"{height}\">{copy}</foreignObject></svg>"
    );
    let image = HtmlImageElement::new()?;
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", encode_uri_component(&svg)));
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width((width * SCALE) as u32);
    canvas.set_height((height * SCALE) as u32);
    let context = canvas.get_context("2d")?.ok_or("no canvas")?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.scale(SCALE, SCALE)?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0)?;
    data::offer(&blob(&canvas).await?, name)
}

pub(super) fn style_of(element: &Element) -> Result<web_sys::CssStyleDeclaration, JsValue> {
    window().get_computed_style(element)?.ok_or_else(|| "no style".into())
}

/// What scrolls sideways, and is whole on a picture.
fn wide(piece: &Element) -> Result<Vec<Element>, JsValue> {
    let found = piece.query_selector_all(".scroll-x")?;
    Ok((0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect())
}

/// A copy that needs no stylesheet.
fn styled_copy(piece: &HtmlElement) -> Result<Element, JsValue> {
    let copy: Element = piece.clone_node_with_deep(true)?.unchecked_into();
    let (from, to) = (piece.query_selector_all("*")?, copy.query_selector_all("*")?);
    dress(piece, &copy, &LOOK)?;
    for at in 0..from.length().min(to.length()) {
        if let (Some(from), Some(to)) = (from.item(at), to.item(at)) {
            dress(from.unchecked_ref(), to.unchecked_ref(), &LOOK)?;
        }
    }
    let left_out = copy.query_selector_all(LEFT_OUT)?;
    for at in 0..left_out.length() {
        if let Some(node) = left_out.item(at) {
            node.unchecked_into::<Element>().remove();
        }
    }
    Ok(copy)
}

/// Gives a copy the look that its original has.
pub(super) fn dress(from: &Element, to: &Element, properties: &[&str]) -> Result<(), JsValue> {
    let look = style_of(from)?;
    // Elements of HTML and of SVG both have a style.
    let style = to.unchecked_ref::<HtmlElement>().style();
    for property in properties {
        let value = look.get_property_value(property)?;
        if !value.is_empty() {
            style.set_property(property, &value)?;
        }
    }
    if from.class_list().contains("scroll-x") {
        style.set_property("overflow", "visible")?;
        style.set_property("width", &format!("{}px", from.scroll_width()))?;
    }
    Ok(())
}

async fn blob(canvas: &HtmlCanvasElement) -> Result<Blob, JsValue> {
    let (done, made) = futures_channel::oneshot::channel();
    let made_one = Closure::once_into_js(move |blob: Option<Blob>| {
        let _ = done.send(blob);
    });
    canvas.to_blob(made_one.unchecked_ref())?;
    made.await.ok().flatten().ok_or_else(|| "the browser made no picture".into())
}
