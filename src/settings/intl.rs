//! What the browser knows of currencies: their codes and their names in the reader's language.

use crate::i18n::lang;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// All currency codes that the browser knows; none in browsers before 2022.
pub(super) fn currencies() -> Vec<String> {
    let codes = || -> Option<Array> {
        let list: Function = get(&intl()?, "supportedValuesOf")?.dyn_into().ok()?;
        list.call1(&JsValue::UNDEFINED, &"currency".into()).ok()?.dyn_into().ok()
    };
    codes().map(|codes| codes.iter().filter_map(|code| code.as_string()).collect()).unwrap_or_default()
}

/// The names of currencies in a language. Finding where the browser keeps them takes longer than reading one.
pub(super) struct CurrencyNames(Option<(JsValue, Function)>);

impl CurrencyNames {
    /// Those of the language of the page, reactive.
    pub(super) fn new() -> CurrencyNames {
        let names = || -> Option<(JsValue, Function)> {
            let maker: Function = get(&intl()?, "DisplayNames")?.dyn_into().ok()?;
            let options = Object::new();
            Reflect::set(&options, &"type".into(), &"currency".into()).ok()?;
            let arguments = Array::of2(&Array::of1(&lang().tag().into()), &options);
            let names = Reflect::construct(&maker, &arguments).ok()?;
            let of: Function = get(&names, "of")?.dyn_into().ok()?;
            Some((names, of))
        };
        CurrencyNames(names())
    }

    /// The name of a currency; its code where the browser has no name for it.
    pub(super) fn of(&self, code: &str) -> String {
        let name = self.0.as_ref().and_then(|(names, of)| of.call1(names, &code.into()).ok()?.as_string());
        name.unwrap_or_else(|| code.to_owned())
    }
}

fn intl() -> Option<JsValue> {
    get(&js_sys::global(), "Intl")
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}
