//! Single cells: days and amounts.

use model::Day;

/// Days since 1970 that are taken for such: until the year 2243.
const DAYS_MAX: f64 = 100_000.0;
/// Digits an amount may have.
const DIGITS_MAX: usize = 18;
/// Decimals that are kept of an amount.
pub const DECIMALS_MAX: u32 = 6;

/// A cell that says nothing.
pub fn is_missing(cell: &[u8]) -> bool {
    cell.is_empty() || [&b"na"[..], b"n/a", b"nan", b"null", b"none"].iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// Days since 1970-01-01 of a date; `None` if there is no such day.
pub fn civil(year: i32, month: u32, day: u32) -> Option<i32> {
    Day::from_ymd(year, month, day).map(|day| day.0)
}

/// The day as ISO text.
pub fn iso(day: i32) -> String {
    Day(day).iso()
}

/// yyyymmdd, yyyy-mm-dd (also with `/` or `.`, and with a time behind), or days since 1970-01-01.
pub fn day(cell: &[u8]) -> Option<i32> {
    let digits = cell.iter().take_while(|b| b.is_ascii_digit()).count();
    match (digits, cell.get(digits)) {
        (8, None) => civil(number(&cell[..4])? as i32, number(&cell[4..6])?, number(&cell[6..])?),
        (4, Some(separator @ (b'-' | b'/' | b'.'))) if cell.len() > 7 => {
            let mut parts = cell[5..].splitn(2, |b| b == separator);
            let (month, rest) = (parts.next()?, parts.next()?);
            let end = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            let time = rest.get(end);
            if !(1..=2).contains(&month.len())
                || !(1..=2).contains(&end)
                || !matches!(time, None | Some(b'T' | b't' | b' '))
            {
                return None;
            }
            civil(number(&cell[..4])? as i32, number(month)?, number(&rest[..end])?)
        }
        _ => {
            let value: f64 = std::str::from_utf8(cell).ok()?.parse().ok()?;
            (value.abs() <= DAYS_MAX).then(|| value.floor() as i32)
        }
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// A decimal number: `digits · 10^−decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    pub digits: i64,
    pub decimals: u32,
}

/// An amount: `1234.5`, `1,234.50`, `1.234,50`, `12,50`, `$12`, `-3`, `(3.00)`, `1e3`.
pub fn amount(cell: &[u8]) -> Option<Decimal> {
    let text = std::str::from_utf8(cell).ok()?.trim();
    let (text, in_brackets) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let is_sign = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '￥' | ' ' | '\u{a0}');
    let text = text.trim_matches(is_sign);
    let (text, minus) = match text.strip_prefix('-').or_else(|| text.strip_prefix('−')) {
        Some(rest) => (rest, true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    let text = text.trim_matches(is_sign);
    let plain = plain(text).or_else(|| scientific(text))?;
    let sign = if minus != in_brackets { -1 } else { 1 };
    Some(Decimal { digits: sign * plain.digits, ..plain })
}

fn plain(text: &str) -> Option<Decimal> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'\'' | b' ')) {
        return None;
    }
    let point = decimal_point(text);
    let (mut digits, mut decimals, mut seen, mut counting) = (0i64, 0, 0, false);
    for (at, b) in text.bytes().enumerate() {
        if Some(at) == point {
            counting = true;
        } else if b.is_ascii_digit() {
            seen += usize::from(digits > 0 || b > b'0');
            if counting && (decimals >= DECIMALS_MAX || seen > DIGITS_MAX) {
                // Rounded half up at the last decimal that is kept.
                digits += i64::from(b >= b'5');
                break;
            }
            if seen > DIGITS_MAX {
                return None;
            }
            digits = digits * 10 + i64::from(b - b'0');
            decimals += u32::from(counting);
        }
    }
    text.bytes().any(|b| b.is_ascii_digit()).then_some(Decimal { digits, decimals })
}

/// Where the decimals begin: the later of `.` and `,` where both occur; a lone `.`; a lone `,` unless three digits follow it (thousands).
fn decimal_point(text: &str) -> Option<usize> {
    let (dot, comma) = (text.rfind('.'), text.rfind(','));
    match (dot, comma) {
        (Some(d), Some(c)) => Some(d.max(c)),
        (Some(d), None) => (text.matches('.').count() == 1).then_some(d),
        (None, Some(c)) => (text.matches(',').count() == 1 && text.len() - c != 4).then_some(c),
        (None, None) => None,
    }
}

fn scientific(text: &str) -> Option<Decimal> {
    let is_number = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'-' | b'+'));
    let value: f64 = text.parse().ok().filter(|_| is_number)?;
    let scaled = (value * 1e6).round();
    (scaled.abs() < 1e18).then_some(Decimal { digits: scaled as i64, decimals: DECIMALS_MAX })
}
