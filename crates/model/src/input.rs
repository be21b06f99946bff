//! Reads what people type into a field: kind in what it accepts, exact in what it refuses.

use crate::schema::Kind;
use crate::{Currency, Day, Decimal, Money, Value};
use serde::{Deserialize, Serialize};

/// Longest text a field takes, in bytes: far beyond any name or note, small enough to keep a record cheap.
pub const TEXT_BYTES_MAX: usize = 100_000;

/// Why a typed value cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InputError {
    /// Not a day that exists (30 February, year 0), or not a date at all.
    NotADay,
    /// Not a number.
    NotANumber,
    /// Beyond what can be counted in 64 bits of minor units.
    TooLarge,
    /// More decimal digits than the currency has.
    TooPrecise,
    /// Longer than [`TEXT_BYTES_MAX`].
    TooLong,
    /// Not of the form name@host.
    NotAnEmail,
    /// Not a value of this field's list or kind.
    NotOfThisField,
}

/// Text without control characters and without blanks at its ends; line breaks stay where `lines` says so.
pub fn clean(text: &str, lines: bool) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || (lines && matches!(c, '\n' | '\t'))).collect();
    kept.trim().to_owned()
}

/// The value that `text` means in a field of this kind; an empty text empties the field.
pub fn parse(kind: Kind, text: &str, currency: Currency) -> Result<Value, InputError> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(InputError::TooLong);
    }
    let text = clean(text, matches!(kind, Kind::LongText));
    if text.is_empty() {
        return Ok(Value::Empty);
    }
    match kind {
        Kind::Text | Kind::LongText | Kind::Phone | Kind::Url => Ok(Value::Text(text)),
        Kind::Email => email(&text).map(Value::Text),
        Kind::Number => number(&text).map(Value::Number),
        Kind::Money => money(&text, currency).map(Value::Money),
        Kind::Day => Day::parse_iso(&text.replace(['/', '.'], "-")).map(Value::Day).ok_or(InputError::NotADay),
        Kind::Bool | Kind::Instant | Kind::Option(_) | Kind::Reference(_) | Kind::References(_) | Kind::Bytes => {
            Err(InputError::NotOfThisField)
        }
    }
}

fn email(text: &str) -> Result<String, InputError> {
    let good = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains('@')
    });
    if good && !text.contains(char::is_whitespace) { Ok(text.to_owned()) } else { Err(InputError::NotAnEmail) }
}

/// A number as typed by a person: `1,234.5`, `-3`, `12`; a point before the decimals, commas between thousands.
pub fn number(text: &str) -> Result<Decimal, InputError> {
    scaled(text, 6).map(Decimal)
}

/// An amount as typed by a person, in `currency`.
pub fn money(text: &str, currency: Currency) -> Result<Money, InputError> {
    let text = text.trim_matches(|c: char| matches!(c, '$' | '¥' | '￥' | '€' | '£' | ' '));
    Ok(Money { minor: scaled(text, currency.digits())?, currency })
}

/// `text` times ten to the `digits`, exactly.
fn scaled(text: &str, digits: u32) -> Result<i64, InputError> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let whole: String =
        whole.chars().filter(|c| !matches!(c, ',' | '，' | ' ' | '\u{a0}' | '\u{202f}' | '\'')).collect();
    let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !numeric(&whole) || !numeric(part) {
        return Err(InputError::NotANumber);
    }
    let part = part.trim_end_matches('0');
    if part.len() > digits as usize {
        return Err(InputError::TooPrecise);
    }
    let digits_text = format!("{whole}{part:0<width$}", width = digits as usize);
    let magnitude: i64 = digits_text
        .trim_start_matches('0')
        .parse()
        .or_else(|_| if digits_text.bytes().all(|byte| byte == b'0') { Ok(0) } else { Err(InputError::TooLarge) })?;
    Ok(if negative { -magnitude } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        let usd = |text| money(text, Currency::USD).map(|money| money.minor);
        assert_eq!(usd("1,234.5"), Ok(123_450));
        assert_eq!(usd("-.05"), Ok(-5));
        assert_eq!(usd("¥ 12"), Ok(1200));
        assert_eq!(usd("0"), Ok(0));
        assert_eq!(usd("1.234"), Err(InputError::TooPrecise));
        assert_eq!(usd("99999999999999999999"), Err(InputError::TooLarge));
        assert_eq!(usd("1e5"), Err(InputError::NotANumber));
        assert_eq!(usd(""), Err(InputError::NotANumber));
    }

    #[test]
    fn nonsense_is_named() {
        let read = |kind, text: &str| parse(kind, text, Currency::USD);
        assert_eq!(read(Kind::Day, "2024-02-30"), Err(InputError::NotADay));
        assert_eq!(read(Kind::Day, "2024/2/3"), Ok(Value::Day(Day::from_ymd(2024, 2, 3).expect("day"))));
        assert_eq!(read(Kind::Email, "a b@c.d"), Err(InputError::NotAnEmail));
        assert_eq!(read(Kind::Email, "x@例子.中国"), Ok(Value::Text("x@例子.中国".into())));
        assert_eq!(read(Kind::Text, "\u{0}\u{7}"), Ok(Value::Empty));
        assert_eq!(read(Kind::Text, &"x".repeat(TEXT_BYTES_MAX + 1)), Err(InputError::TooLong));
    }
}
