//! Numbers, money and days as the reader's language writes them, by the browser's own `Intl`.

use crate::i18n::{Lang, lang, tf};
use crate::messages;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::window;
use model::{Day, Money};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

messages! {
    TODAY = "today", "今天";
    YESTERDAY = "yesterday", "昨天";
    AGO = "{n} d ago", "{n} 天前";
    AHEAD = "in {n} d", "{n} 天后";
}

// Making a formatter takes far longer than using it, and a list formats hundreds of values a frame.
thread_local! {
    static FORMATTERS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
}

/// The browser's own variant of the page's language ("en-GB"), so that dates look as the reader is used to.
fn locale() -> String {
    let lang = lang();
    let browser = window().navigator().language().unwrap_or_default();
    if lang == Lang::En && browser.starts_with("en") { browser } else { lang.tag().to_owned() }
}

fn formatter(kind: &str, options: &[(&str, JsValue)], dates: bool) -> Function {
    let locale = locale();
    let key = format!("{locale} {kind}");
    let known = FORMATTERS.with_borrow(|all| all.iter().find(|(name, _)| *name == key).map(|(_, made)| made.clone()));
    known.unwrap_or_else(|| {
        let object = Object::new();
        for (name, value) in options {
            let _ = Reflect::set(&object, &JsValue::from_str(name), value);
        }
        let locales = Array::of1(&JsValue::from_str(&locale));
        let made = if dates {
            Intl::DateTimeFormat::new(&locales, &object).format()
        } else {
            Intl::NumberFormat::new(&locales, &object).format()
        };
        FORMATTERS.with_borrow_mut(|all| all.push((key, made.clone())));
        made
    })
}

/// Makes the formatters that most pages use: several milliseconds that the page then has, when somebody waits for it.
pub fn make_ready() {
    let today = local_day(Date::now());
    let _ = (day(today), month(today), instant(Date::now()), number(0.0), fixed(0.0, 1), percent(0.0, 0));
}

fn apply(formatter: &Function, value: &JsValue) -> String {
    formatter.call1(&JsValue::NULL, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// A number with at most one decimal.
pub fn number(n: f64) -> String {
    let formatter = formatter("number", &[("maximumFractionDigits", JsValue::from(1))], false);
    apply(&formatter, &JsValue::from(n))
}

/// A number with exactly so many decimals.
pub fn fixed(n: f64, digits: u32) -> String {
    let options = [("minimumFractionDigits", JsValue::from(digits)), ("maximumFractionDigits", JsValue::from(digits))];
    apply(&formatter(&format!("fixed {digits}"), &options, false), &JsValue::from(n))
}

/// A whole number with separators.
pub fn integer(n: u64) -> String {
    apply(&formatter("integer", &[("maximumFractionDigits", JsValue::from(0))], false), &JsValue::from(n as f64))
}

/// A share as per cent.
pub fn percent(x: f64, digits: u32) -> String {
    let options = [
        ("style", JsValue::from_str("percent")),
        ("minimumFractionDigits", JsValue::from(digits)),
        ("maximumFractionDigits", JsValue::from(digits)),
    ];
    apply(&formatter(&format!("percent {digits}"), &options, false), &JsValue::from(x))
}

/// A share as the style sheet takes it, cut to 0–100 %: "12.5%". Whole numbers, since printing floating-point ones takes much code.
pub fn css_percent(share: f64) -> String {
    let hundredths = (share.clamp(0.0, 1.0) * 10_000.0).round() as u32;
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// A share that a silence exceeds, as per cent: cut off, and never "100 %", since no gap is impossible.
pub fn percent_exceeded(x: f64) -> String {
    percent((x * 100.0).floor().min(99.0) / 100.0, 0)
}

fn currency(money: Money, kind: &str, more: &[(&str, JsValue)]) -> String {
    let code = money.currency.code().to_owned();
    let mut options = vec![
        ("style", JsValue::from_str("currency")),
        ("currency", JsValue::from_str(&code)),
        ("currencyDisplay", JsValue::from_str("narrowSymbol")),
    ];
    options.extend_from_slice(more);
    // As text: beyond 2^53 minor units a JavaScript number would round.
    apply(&formatter(&format!("{kind} {code}"), &options, false), &JsValue::from_str(&money.plain()))
}

/// An amount to the minor unit.
pub fn money(money: Money) -> String {
    currency(money, "money", &[])
}

/// An amount without minor units, for columns.
pub fn money_whole(money: Money) -> String {
    currency(money, "whole", &[("maximumFractionDigits", JsValue::from(0))])
}

/// An amount in few characters: "$12.4K", "¥1.2万".
pub fn money_short(money: Money) -> String {
    let options = [("notation", JsValue::from_str("compact")), ("maximumSignificantDigits", JsValue::from(3))];
    currency(money, "short", &options)
}

/// A day.
pub fn day(day: Day) -> String {
    let options = [("dateStyle", JsValue::from_str("medium")), ("timeZone", JsValue::from_str("UTC"))];
    apply(&formatter("day", &options, true), &Date::new(&JsValue::from(f64::from(day.0) * 86_400_000.0)))
}

/// The month of a day: "November 2026".
pub fn month(day: Day) -> String {
    let options = [
        ("year", JsValue::from_str("numeric")),
        ("month", JsValue::from_str("long")),
        ("timeZone", JsValue::from_str("UTC")),
    ];
    apply(&formatter("month", &options, true), &Date::new(&JsValue::from(f64::from(day.0) * 86_400_000.0)))
}

/// The month of a day in few letters: "Nov", "11月".
pub fn month_short(day: Day) -> String {
    let options = [("month", JsValue::from_str("short")), ("timeZone", JsValue::from_str("UTC"))];
    apply(&formatter("month short", &options, true), &Date::new(&JsValue::from(f64::from(day.0) * 86_400_000.0)))
}

/// The parts of a day that are asked for by the browser's names of them: `&[("weekday", "short")]`. `kind` names the choice.
pub fn day_parts(of: Day, kind: &str, parts: &[(&str, &str)]) -> String {
    let zone = ("timeZone", JsValue::from_str("UTC"));
    let options: Vec<(&str, JsValue)> =
        parts.iter().map(|(name, value)| (*name, JsValue::from_str(value))).chain([zone]).collect();
    apply(&formatter(kind, &options, true), &Date::new(&JsValue::from(f64::from(of.0) * 86_400_000.0)))
}

/// How long before `as_of` the day was.
pub fn days_ago(day: Day, as_of: Day) -> String {
    let days = i64::from(as_of.0) - i64::from(day.0);
    match days {
        0 => tf(&TODAY, &[]),
        1 => tf(&YESTERDAY, &[]),
        days => {
            let n = integer(days.unsigned_abs());
            tf(if days > 0 { &AGO } else { &AHEAD }, &[("n", &n)])
        }
    }
}

/// A moment, in the reader's time zone.
pub fn instant(millis: f64) -> String {
    let options = [("dateStyle", JsValue::from_str("medium")), ("timeStyle", JsValue::from_str("short"))];
    apply(&formatter("instant", &options, true), &Date::new(&JsValue::from(millis)))
}

/// The time of day of a moment, in the reader's time zone.
pub fn time(millis: f64) -> String {
    apply(&formatter("time", &[("timeStyle", JsValue::from_str("short"))], true), &Date::new(&JsValue::from(millis)))
}

/// The day of a moment in the reader's time zone.
pub fn local_day(millis: f64) -> Day {
    let offset_minutes = Date::new(&JsValue::from(millis)).get_timezone_offset();
    Day(((millis - offset_minutes * 60_000.0) / 86_400_000.0).floor() as i32)
}

/// The first and the last moment of a day "2024-01-31" in the reader's time zone, as `from..to`; `None` for what is no day.
pub fn day_span(day: &str) -> Option<(u64, u64)> {
    Day::parse_iso(day)?;
    let moment = |text: String| Date::parse(&text);
    let from = moment(format!("{day}T00:00:00"));
    // A day on which clocks are set may have 23 or 25 hours, but its last second is always there.
    let to = moment(format!("{day}T23:59:59.999")) + 1.0;
    (from.is_finite() && to.is_finite()).then_some((from.max(0.0) as u64, to.max(0.0) as u64))
}

/// A day above what happened on it.
pub fn day_heading(of: Day, today: &str, yesterday: &str) -> String {
    match local_day(Date::now()).0 - of.0 {
        0 => today.to_owned(),
        1 => yesterday.to_owned(),
        _ => day(of),
    }
}

/// The time of day of a moment of today, else the moment.
pub fn clock(millis: f64) -> String {
    let day = |millis: f64| String::from(Date::new(&millis.into()).to_date_string());
    if day(millis) != day(Date::now()) {
        return instant(millis);
    }
    let options = [("timeStyle", JsValue::from_str("short"))];
    apply(&formatter("clock", &options, true), &Date::new(&JsValue::from(millis)))
}

/// A size in decimal units.
pub fn bytes(bytes: u64) -> String {
    const UNITS: [&str; 5] = ["B", "kB", "MB", "GB", "TB"];
    let (mut size, mut unit) = (bytes as f64, 0);
    while size >= 999.5 && unit + 1 < UNITS.len() {
        size /= 1000.0;
        unit += 1;
    }
    let digits = if unit > 0 && size < 9.95 { 1 } else { 0 };
    format!("{} {}", fixed(size, digits), UNITS[unit])
}
