//! A cell to a day, by a format that is known.

use crate::limits::VALUE_BYTES_MAX;
use crate::text::fold;
use model::Day;
use model::days::whole_year;
use protocol::import::{DayFormat, RejectReason};
use std::iter::Peekable;

/// First day taken: 1900-01-01.
pub const FIRST: Day = Day::TAKEN_MIN;
/// Last day taken: 2199-12-31.
pub const LAST: Day = Day::TAKEN_MAX;

/// Excel's number of 1970-01-01.
const EXCEL_EPOCH: i64 = 25_569;
/// Excel's number of 1900-02-29, which never was.
const EXCEL_PHANTOM: i64 = 60;
/// Seconds and milliseconds since 1970 are only believed from here on (March 1973); smaller numbers count days.
const SECONDS_MIN: i64 = 100_000_000;

/// A cell looked at once, to be read by any format.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    text: &'a str,
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    /// A number and nothing else, by its whole part: only the formats that count can read it.
    Bare(i64),
    /// Three parts.
    Written([Part; 3]),
    /// Neither.
    Other,
}

impl<'a> Cell<'a> {
    /// Looks at a cell (without blanks at its ends).
    pub fn new(text: &'a str) -> Cell<'a> {
        let form = if text.len() > VALUE_BYTES_MAX {
            Form::Other
        } else if let Some(number) = bare_number(text) {
            Form::Bare(number)
        } else {
            parts(text).map_or(Form::Other, Form::Written)
        };
        Cell { text, form }
    }

    /// The day it is by `format`; a time of day after the date is read over. A year of two digits is told from `today`, as where days are typed.
    ///
    /// # Errors
    /// [`RejectReason::NotADay`] or [`RejectReason::DayOutOfRange`].
    pub fn day(&self, format: DayFormat, today: Day) -> Result<Day, RejectReason> {
        let day = match (format, self.form) {
            (DayFormat::YmdDigits, _) => digits(self.text)?,
            (DayFormat::Ymd | DayFormat::Dmy | DayFormat::Mdy, Form::Written(parts)) => written(parts, format, today)?,
            (DayFormat::EpochDays, Form::Bare(number)) => number,
            (DayFormat::EpochSeconds, Form::Bare(number)) => instant(number, 1)?,
            (DayFormat::EpochMillis, Form::Bare(number)) => instant(number, 1_000)?,
            (DayFormat::ExcelSerial, Form::Bare(number)) => match number {
                i64::MIN..=0 | EXCEL_PHANTOM => return Err(RejectReason::NotADay),
                1..EXCEL_PHANTOM => number - EXCEL_EPOCH + 1,
                _ => number.saturating_sub(EXCEL_EPOCH),
            },
            _ => return Err(RejectReason::NotADay),
        };
        match i32::try_from(day) {
            Ok(day) if (FIRST.0..=LAST.0).contains(&day) => Ok(Day(day)),
            _ => Err(RejectReason::DayOutOfRange),
        }
    }
}

/// Reads `text` by `format`, see [`Cell::day`].
///
/// # Errors
/// [`RejectReason::NotADay`] or [`RejectReason::DayOutOfRange`].
pub fn parse(text: &str, format: DayFormat, today: Day) -> Result<Day, RejectReason> {
    Cell::new(text).day(format, today)
}

/// The whole part of `12772`, `12772.0` or `45658,5`, rounded down: the rest is a time of day.
pub(crate) fn bare_number(text: &str) -> Option<i64> {
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 17 || !is_digits(whole) || !is_digits(part) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    Some(match negative {
        true => -number - i64::from(part.bytes().any(|byte| byte != b'0')),
        false => number,
    })
}

fn instant(number: i64, per_second: i64) -> Result<i64, RejectReason> {
    if number.saturating_abs() < SECONDS_MIN * per_second {
        return Err(RejectReason::NotADay);
    }
    Ok(number.div_euclid(86_400 * per_second))
}

/// `20240131`, also with a time of day after it (`20240131T1000`, `20240131100000`) or as a number with decimals.
fn digits(text: &str) -> Result<i64, RejectReason> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let (date, rest) = text.split_at(count);
    let rest_is_time = match count {
        8 => is_zero_part(rest) || is_time(rest.chars()),
        12 | 14 => rest.is_empty() || is_zero_part(rest),
        _ => false,
    };
    let (Some(year), Some(month), Some(day)) = (date.get(..4), date.get(4..6), date.get(6..8)) else {
        return Err(RejectReason::NotADay);
    };
    let number = |text: &str| text.parse::<u32>().unwrap_or(0);
    if rest_is_time { of_ymd(number(year), number(month), number(day)) } else { Err(RejectReason::NotADay) }
}

fn is_zero_part(text: &str) -> bool {
    text.strip_prefix('.').is_some_and(|part| part.bytes().all(|byte| byte == b'0'))
}

/// The day as a count, out of range where the calendar has it but we do not.
fn of_ymd(year: u32, month: u32, day: u32) -> Result<i64, RejectReason> {
    let year = i32::try_from(year).map_err(|_| RejectReason::NotADay)?;
    Day::from_ymd(year, month, day).map(|day| day.0.into()).ok_or(RejectReason::NotADay)
}

/// One of the three parts of a written date.
#[derive(Clone, Copy)]
enum Part {
    /// Value and number of digits.
    Number(u32, u32),
    /// A month's name.
    Month(u32),
}

fn written([first, second, third]: [Part; 3], format: DayFormat, today: Day) -> Result<i64, RejectReason> {
    let (year, month, day) = match format {
        DayFormat::Dmy => (third, second, first),
        DayFormat::Mdy => (third, first, second),
        _ => (first, second, third),
    };
    let year = match (year, format) {
        (Part::Number(year, 4), _) => year,
        (Part::Number(year, 2), DayFormat::Dmy | DayFormat::Mdy) => {
            let year = whole_year(year, today).and_then(|year| u32::try_from(year).ok());
            year.ok_or(RejectReason::NotADay)?
        }
        _ => return Err(RejectReason::NotADay),
    };
    match (month, day) {
        (Part::Month(month) | Part::Number(month, 1 | 2), Part::Number(day, 1 | 2)) => of_ymd(year, month, day),
        _ => Err(RejectReason::NotADay),
    }
}

/// The three parts of a date; whatever follows them must be a time of day or a weekday.
fn parts(text: &str) -> Option<[Part; 3]> {
    let (parts, rest) = parts_and_rest(text)?;
    is_time(rest).then_some(parts)
}

/// What follows a date that is written so, in half-width signs: its time of day, perhaps. Nothing follows a day that is only counted.
pub fn rest(text: &str, format: DayFormat) -> String {
    let written = || parts_and_rest(text).map(|(_, rest)| rest.collect::<String>());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match format {
        DayFormat::YmdDigits if digits >= 8 => {
            let rest = text.get(8..).unwrap_or_default();
            if is_zero_part(rest) { String::new() } else { rest.chars().map(fold).collect() }
        }
        DayFormat::YmdDigits | DayFormat::Ymd | DayFormat::Dmy | DayFormat::Mdy => written().unwrap_or_default(),
        _ => String::new(),
    }
}

/// How much of its day has passed at a number that counts days, in milliseconds.
pub fn passed(text: &str) -> i64 {
    let part = text.split_once(['.', ',']).and_then(|(_, part)| format!("0.{part}").parse::<f64>().ok());
    (part.unwrap_or(0.0) * 86_400.0).round() as i64 * 1000
}

/// The three parts of a date and the signs after them.
fn parts_and_rest(text: &str) -> Option<([Part; 3], impl Iterator<Item = char>)> {
    let mut chars = text.chars().map(fold as fn(char) -> char).peekable();
    let mut parts = [Part::Month(0); 3];
    let mut filled = 0;
    while filled < 3 {
        let part = match chars.peek()? {
            '0'..='9' => number(&mut chars)?,
            c if c.is_ascii_alphabetic() => match (name(&mut chars)?, filled) {
                (Name::Month(month), _) => Part::Month(month),
                // "Wed, 31 Jan 2024"
                (Name::Weekday, 0) => {
                    skip_separators(&mut chars);
                    continue;
                }
                (Name::Weekday, _) => return None,
            },
            _ => return None,
        };
        *parts.get_mut(filled)? = part;
        filled += 1;
        if filled < 3 && !skip_separators(&mut chars) {
            // "31Jan2024": where digits meet letters nothing need stand between.
            let letters_next = chars.peek()?.is_ascii_alphabetic();
            if letters_next == matches!(part, Part::Month(_)) {
                return None;
            }
        }
    }
    let _ = chars.next_if(|c| matches!(c, '日' | '号'));
    Some((parts, chars))
}

fn number(chars: &mut Peekable<impl Iterator<Item = char>>) -> Option<Part> {
    let (mut value, mut digits) = (0, 0);
    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
        chars.next();
        (value, digits) = (value * 10 + digit, digits + 1);
        if digits > 4 {
            return None;
        }
    }
    Some(Part::Number(value, digits))
}

enum Name {
    Month(u32),
    Weekday,
}

fn name(chars: &mut Peekable<impl Iterator<Item = char>>) -> Option<Name> {
    let (mut letters, mut length) = ([0_u8; 9], 0);
    while let Some(c) = chars.next_if(char::is_ascii_alphabetic) {
        *letters.get_mut(length)? = u8::try_from(c).ok()?.to_ascii_lowercase();
        length += 1;
    }
    let word = std::str::from_utf8(letters.get(..length)?).ok()?;
    let is = |name: &&str| word.len() >= 3 && name.starts_with(word);
    let month = ["january", "february", "march", "april", "may", "june", "july", "august", "september"];
    let month = month.into_iter().chain(["october", "november", "december"]).position(|name| is(&name));
    if let Some(month) = month {
        return u32::try_from(month + 1).ok().map(Name::Month);
    }
    let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    weekdays.iter().any(is).then_some(Name::Weekday)
}

/// Passes over what may stand between the parts of a date; whether there was anything.
fn skip_separators(chars: &mut Peekable<impl Iterator<Item = char>>) -> bool {
    let mut any = false;
    while chars.next_if(|c| matches!(c, '-' | '/' | '.' | ',' | ' ' | '年' | '月' | '\\')).is_some() {
        any = true;
    }
    any
}

/// Whether what follows a date is nothing or may be a time of day, a zone or a weekday: it is set apart and made of
/// their signs.
fn is_time(mut rest: impl Iterator<Item = char>) -> bool {
    let Some(first) = rest.next() else { return true };
    let sign = |c: char| match c {
        ' ' | ':' | '.' | ',' | '+' | '-' | '_' | '(' | ')' | '/' | '[' | ']' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => "上下午中晚早凌晨时点分秒星期周礼拜一二三四五六日天".contains(c),
    };
    matches!(first, 'T' | 't' | ' ' | ',' | '_' | '(' | '星' | '周' | '上' | '下') && rest.all(sign)
}
