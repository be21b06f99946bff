//! Where the reader is, asked of the browser, which asks them.

use super::words;
use crate::i18n::t;
use futures_channel::oneshot::channel;
use js_sys::{Function, Object, Reflect};
use leptos::prelude::window;
use protocol::Position;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// How long a position may take: a telephone indoors needs a while.
const TIMEOUT_MILLIS: f64 = 15_000.0;
/// A position this old is still where one is.
const AGE_MILLIS: f64 = 30_000.0;

/// A place, and by how many metres it may be wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fix {
    /// Where.
    pub position: Position,
    /// By how much that may be wrong.
    pub accuracy_m: u32,
}

fn number(of: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(of, &name.into()).ok()?.as_f64()
}

fn fix(found: &JsValue) -> Option<Fix> {
    let coords = Reflect::get(found, &"coords".into()).ok()?;
    let position = Position::of_degrees(number(&coords, "latitude")?, number(&coords, "longitude")?)?;
    let accuracy_m = number(&coords, "accuracy").unwrap_or_default().clamp(0.0, 1e6).ceil() as u32;
    Some(Fix { position, accuracy_m })
}

/// Where the reader is, or in words why that is not known. What works without is said by whoever asks.
pub async fn here() -> Result<Fix, &'static str> {
    let navigator: JsValue = window().navigator().into();
    let geolocation = Reflect::get(&navigator, &"geolocation".into()).unwrap_or(JsValue::UNDEFINED);
    let ask = Reflect::get(&geolocation, &"getCurrentPosition".into());
    let Some(ask) = ask.ok().and_then(|ask| ask.dyn_into::<Function>().ok()) else {
        return Err(t(&words::NO_GEOLOCATION));
    };
    let (sender, answer) = channel::<Result<Fix, &'static str>>();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let told = {
        let sender = sender.clone();
        move |result| {
            if let Some(sender) = sender.borrow_mut().take() {
                let _ = sender.send(result);
            }
        }
    };
    let failed = told.clone();
    let found = Closure::once_into_js(move |position: JsValue| told(fix(&position).ok_or(t(&words::NO_POSITION))));
    let missed = Closure::once_into_js(move |error: JsValue| {
        failed(Err(match number(&error, "code") {
            Some(1.0) => t(&words::DENIED),
            Some(3.0) => t(&words::TIMED_OUT),
            _ => t(&words::NO_POSITION),
        }));
    });
    let options = Object::new();
    for (name, value) in
        [("enableHighAccuracy", JsValue::TRUE), ("timeout", TIMEOUT_MILLIS.into()), ("maximumAge", AGE_MILLIS.into())]
    {
        let _ = Reflect::set(&options, &name.into(), &value);
    }
    if ask.call3(&geolocation, &found, &missed, &options).is_err() {
        return Err(t(&words::NO_GEOLOCATION));
    }
    answer.await.unwrap_or(Err(t(&words::NO_POSITION)))
}
