//! A cell to an exact amount or quantity: no floating point anywhere.

use crate::currency;
use crate::limits::VALUE_BYTES_MAX;
use crate::number::Number;
use crate::text::fold;
use model::Currency;
use model::input::is_grouped;
use protocol::import::{DecimalMark, NO_QUANTITY, RejectReason};

/// An amount as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// In minor units of the currency.
    pub minor: i64,
    /// The currency that the value names, else the usual one.
    pub currency: Currency,
    /// Whether the value was finer than the currency and had to be rounded.
    pub rounded: bool,
}

/// From here on a mantissa takes no more digits.
const MANTISSA_FULL: u128 = 10_u128.pow(36);
/// Exponents beyond this are nonsense rather than large.
const EXPONENT_MAX: i32 = 60;

/// Reads an amount; `base` is the currency of amounts that name none.
///
/// # Errors
/// [`RejectReason::NotANumber`] or [`RejectReason::TooLarge`].
pub fn parse(text: &str, mark: DecimalMark, base: Currency) -> Result<Amount, RejectReason> {
    let (number, currency) = valued(text, mark, base)?;
    Amount::new(number, currency)
}

/// Reads a price, which may be finer than its currency, and that currency.
///
/// # Errors
/// [`RejectReason::NotANumber`] or [`RejectReason::TooLarge`].
pub fn valued(text: &str, mark: DecimalMark, base: Currency) -> Result<(Number, Currency), RejectReason> {
    let (number, before, after) = split(text, mark)?;
    let currency = match (before.as_str(), after.as_str()) {
        ("", "") => base,
        (word, "") | ("", word) => currency::resolve(word, base).ok_or(RejectReason::NotANumber)?,
        (before, after) => {
            let first = currency::resolve(before, base).ok_or(RejectReason::NotANumber)?;
            let second = currency::resolve(after, base).ok_or(RejectReason::NotANumber)?;
            if currency::is_general(before) { second } else { first }
        }
    };
    Ok((number, currency))
}

impl Amount {
    /// Rounds half to even to minor units.
    ///
    /// # Errors
    /// [`RejectReason::TooLarge`].
    pub fn new(number: Number, currency: Currency) -> Result<Amount, RejectReason> {
        let (minor, rounded) = number.units(currency.digits())?;
        Ok(Amount { minor, currency, rounded })
    }
}

/// Reads a quantity in millionths; a unit after it (`2 pcs`, `3件`) is read over.
///
/// # Errors
/// [`RejectReason::NotANumber`] or [`RejectReason::TooLarge`].
pub fn quantity(text: &str, mark: DecimalMark) -> Result<i64, RejectReason> {
    measured(text, mark).map(|(millionths, _)| millionths)
}

/// The same, and whether it was finer than millionths and had to be rounded.
///
/// # Errors
/// [`RejectReason::NotANumber`] or [`RejectReason::TooLarge`].
pub fn measured(text: &str, mark: DecimalMark) -> Result<(i64, bool), RejectReason> {
    let (number, before, after) = split(text, mark)?;
    if !before.is_empty() || !after.chars().all(|c| c.is_alphabetic() || c == '.') {
        return Err(RejectReason::NotANumber);
    }
    let (millionths, rounded) = number.units(6)?;
    if millionths == NO_QUANTITY { Err(RejectReason::TooLarge) } else { Ok((millionths, rounded)) }
}

/// Letters that a cell with a number may hold besides: a currency and an exponent.
const LETTERS_MAX: usize = 6;

/// The number in a cell that may also hold a currency, or `None`.
pub fn number(text: &str, mark: DecimalMark) -> Option<Number> {
    // Most cells that are no numbers are words; they need not be taken apart.
    if text.bytes().filter(u8::is_ascii_alphabetic).nth(LETTERS_MAX).is_some() {
        return None;
    }
    let (number, before, after) = split(text, mark).ok()?;
    let known = |word: &str| word.is_empty() || currency::resolve(word, Currency::USD).is_some() || word == "kr";
    (known(&before) && known(&after)).then_some(number)
}

/// A cell's number and the words before and after it, signs and brackets taken off.
fn split(text: &str, mark: DecimalMark) -> Result<(Number, String, String), RejectReason> {
    if let Some(number) = plain(text, mark) {
        return Ok((number, String::new(), String::new()));
    }
    if text.len() > VALUE_BYTES_MAX {
        return Err(RejectReason::NotANumber);
    }
    let text: String = text.chars().map(fold).collect();
    let is_digit = |c: char| c.is_ascii_digit();
    let first = text.find(is_digit).ok_or(RejectReason::NotANumber)?;
    let last = text.rfind(is_digit).ok_or(RejectReason::NotANumber)?;
    let (before, rest) = text.split_at(first);
    let (core, after) = rest.split_at(last + 1 - first);
    // ".5" and "5." belong to the number as much as "0.5" and "5.0".
    let point = decimal_char(mark);
    let (before, leading) = match before.strip_suffix(point) {
        Some(before) => (before, true),
        None => (before, false),
    };
    let after = after.strip_prefix(point).unwrap_or(after);
    let mut number = core_number(core, mark, leading)?;

    let signs = |part: &str| part.chars().filter(|c| *c == '-').count();
    let words = |part: &str| -> String { part.chars().filter(|c| !matches!(c, '-' | '+' | ' ' | '(' | ')')).collect() };
    let count = |part: &str, c: char| part.chars().filter(|found| *found == c).count();
    let (minus, plus) = (signs(before) + signs(after), count(before, '+') + count(after, '+'));
    let brackets = (count(before, '('), count(before, ')'), count(after, '('), count(after, ')'));
    let bracketed = match brackets {
        (0, 0, 0, 0) => 0,
        (1, 0, 0, 1) => 1,
        _ => return Err(RejectReason::NotANumber),
    };
    if minus + plus + bracketed > 1 {
        return Err(RejectReason::NotANumber);
    }
    number.negative = minus + bracketed == 1;
    Ok((number, words(before), words(after)))
}

/// The quick way for what most cells are: digits, perhaps a minus before and a decimal point within.
fn plain(text: &str, mark: DecimalMark) -> Option<Number> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let point = decimal_char(mark) as u8;
    if digits.is_empty() || digits.len() > 18 || !digits.as_bytes()[digits.len() - 1].is_ascii_digit() {
        return None;
    }
    let (mut mantissa, mut scale, mut in_part) = (0_u64, 0, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u64::from(byte - b'0');
                scale += i32::from(in_part);
            }
            byte if byte == point && !in_part => in_part = true,
            _ => return None,
        }
    }
    Some(Number { negative, mantissa: mantissa.into(), scale, left_out: false })
}

fn decimal_char(mark: DecimalMark) -> char {
    match mark {
        DecimalMark::Point => '.',
        DecimalMark::Comma => ',',
    }
}

/// From the first digit to the last: groups of thousands, decimals, exponent. `in_part`: a decimal mark came before.
fn core_number(core: &str, mark: DecimalMark, in_part: bool) -> Result<Number, RejectReason> {
    let (digits, exponent) = match core.split_once(['e', 'E']) {
        Some((digits, exponent)) => {
            let exponent: i32 = exponent.parse().map_err(|_| RejectReason::NotANumber)?;
            (digits, exponent)
        }
        None => (core, 0),
    };
    let (whole, part) = match (in_part, digits.split_once(decimal_char(mark))) {
        (true, None) => ("", digits),
        (true, Some(_)) => return Err(RejectReason::NotANumber),
        (false, split) => split.unwrap_or((digits, "")),
    };
    let separators = match mark {
        DecimalMark::Point => [',', '\'', ' '],
        DecimalMark::Comma => ['.', '\'', ' '],
    };
    let separator = whole.chars().find(|c| separators.contains(c));
    if separator.is_some_and(|separator| !is_grouped(whole, separator)) {
        return Err(RejectReason::NotANumber);
    }
    let mut number = Number { negative: false, mantissa: 0, scale: 0, left_out: false };
    for c in whole.chars().filter(|c| Some(*c) != separator) {
        let digit = c.to_digit(10).ok_or(RejectReason::NotANumber)?;
        if number.mantissa >= MANTISSA_FULL {
            return Err(RejectReason::TooLarge);
        }
        number.mantissa = number.mantissa * 10 + u128::from(digit);
    }
    for c in part.chars() {
        let digit = c.to_digit(10).ok_or(RejectReason::NotANumber)?;
        if number.mantissa >= MANTISSA_FULL {
            number.left_out |= digit != 0;
        } else {
            number.mantissa = number.mantissa * 10 + u128::from(digit);
            number.scale += 1;
        }
    }
    if exponent.saturating_abs() > EXPONENT_MAX {
        return Err(if exponent > 0 { RejectReason::TooLarge } else { RejectReason::NotANumber });
    }
    number.scale -= exponent;
    Ok(number)
}
