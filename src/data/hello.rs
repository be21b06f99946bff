//! What the worker is told when it starts.

use js_sys::Date;
use leptos::prelude::*;
use model::Currency;
use protocol::Start;

/// The content of `<meta name=…>`, made absolute: the worker's own URL is another base.
pub(super) fn url(name: &str) -> Option<String> {
    let meta = document().query_selector(&format!("meta[name=\"{name}\"]")).ok()??;
    let base = document().base_uri().ok()??;
    web_sys::Url::new_with_base(&meta.get_attribute("content")?, &base).ok().map(|url| url.href())
}

/// The first message to the worker.
pub(super) fn start() -> Start {
    Start {
        importer_url: url("rapport-transfer").unwrap_or_default(),
        offset_minutes: -(Date::new_0().get_timezone_offset() as i32),
        currency: currency(&window().navigator().language().unwrap_or_default()),
    }
}

/// The currency in which a reader of this locale most likely keeps a book: only the default of a new one.
fn currency(locale: &str) -> Currency {
    let locale = locale.to_ascii_lowercase();
    let code = match locale.as_str() {
        "zh-tw" => "TWD",
        "zh-hk" | "en-hk" => "HKD",
        "zh-sg" | "en-sg" => "SGD",
        "en-gb" => "GBP",
        "en-au" => "AUD",
        "en-ca" | "fr-ca" => "CAD",
        "en-nz" => "NZD",
        "en-in" => "INR",
        "pt-br" => "BRL",
        "es-mx" => "MXN",
        "de-ch" | "fr-ch" | "it-ch" => "CHF",
        _ => match locale.split('-').next().unwrap_or("") {
            "zh" => "CNY",
            "ja" => "JPY",
            "ko" => "KRW",
            "hi" => "INR",
            "de" | "fr" | "es" | "it" | "nl" | "pt" | "fi" | "el" | "ga" | "sk" | "sl" | "et" | "lv" | "lt" => "EUR",
            "pl" => "PLN",
            "cs" => "CZK",
            "sv" => "SEK",
            "da" => "DKK",
            "nb" | "no" => "NOK",
            "ru" => "RUB",
            "tr" => "TRY",
            "th" => "THB",
            "vi" => "VND",
            "id" => "IDR",
            _ => "USD",
        },
    };
    Currency::from_code(code).unwrap_or(Currency::USD)
}
