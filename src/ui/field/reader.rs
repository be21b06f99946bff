//! How this reader writes days and amounts.

use crate::i18n::input_error;
use crate::ui::toast;
use js_sys::Date;
use leptos::prelude::window;
use model::days::DateOrder;
use model::input::{Reader, parse};
use model::{Currency, Day, Kind, Value};

/// The currency of amounts that name none.
pub fn currency() -> Currency {
    crate::data::book().with_untracked(|book| book.as_ref().map_or(Currency::USD, |book| book.currency))
}

/// Today where the reader is.
pub fn today() -> Day {
    Day::of_instant(Date::now() as i64, -(Date::new_0().get_timezone_offset() as i32))
}

/// Reads what is typed here.
pub fn reader(currency: Currency) -> Reader {
    Reader { currency, today: Some(today()), order: order() }
}

fn order() -> DateOrder {
    let browser = window().navigator().language().unwrap_or_default().to_ascii_lowercase();
    let tag = match crate::i18n::lang() {
        crate::i18n::Lang::ZhCn => "zh".to_owned(),
        crate::i18n::Lang::En => browser,
    };
    match tag.as_str() {
        "en" | "en-us" | "en-ph" => DateOrder::MonthFirst,
        "en-ca" | "en-za" => DateOrder::YearFirst,
        tag => match tag.split('-').next().unwrap_or_default() {
            "zh" | "ja" | "ko" | "sv" | "hu" | "lt" | "mn" => DateOrder::YearFirst,
            _ => DateOrder::DayFirst,
        },
    }
}

/// A name that was typed, as the book keeps it; `None` where nothing is left of it, or where it cannot be kept, which is said.
pub fn typed_name(text: &str) -> Option<Value> {
    match parse(Kind::Text, text, Currency::USD) {
        Ok(name) => Some(name).filter(|name| !name.is_empty()),
        Err(error) => {
            toast::problem(input_error(error));
            None
        }
    }
}

/// A moment as the browser's input for local times takes it: `2024-02-03T14:30`.
pub fn local_text(millis: i64) -> String {
    let date = Date::new(&(millis as f64).into());
    let two = |number: u32| format!("{number:02}");
    format!(
        "{:04}-{}-{}T{}:{}",
        date.get_full_year(),
        two(date.get_month() + 1),
        two(date.get_date()),
        two(date.get_hours()),
        two(date.get_minutes())
    )
}

/// The moment that the browser's input for local times means.
pub fn local_instant(text: &str) -> Option<i64> {
    let millis = Date::new(&text.into()).get_time();
    millis.is_finite().then_some(millis as i64)
}
