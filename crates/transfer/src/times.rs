//! The time of day that stands after a date: hours in either count, words of either language, and how far a zone is from UTC.

use protocol::import::RejectReason;
use std::iter::Peekable;
use std::str::Chars;

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Time {
    /// Minutes since midnight.
    pub minutes: u32,
    /// And seconds.
    pub seconds: u32,
    /// Minutes by which its clocks are ahead of UTC; `None` where it does not say.
    pub ahead: Option<i32>,
}

/// Half of a day, as people say which.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Noon,
    Afternoon,
}

/// Words that say which half of the day is meant.
const HALVES: [(&str, Half); 8] = [
    ("上午", Half::Morning),
    ("早上", Half::Morning),
    ("早晨", Half::Morning),
    ("凌晨", Half::Morning),
    ("中午", Half::Noon),
    ("下午", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("晚上", Half::Afternoon),
];

/// Minutes that any zone is from UTC, at most.
const AHEAD_MAX: u32 = 14 * 60;

/// Reads what follows a date, in half-width signs; midnight where nothing does.
///
/// # Errors
/// [`RejectReason::NotATime`] for whatever is no time of day, or a zone that it does not say how far from UTC it is: a time that is not understood must
/// not be taken for another one.
pub fn parse(text: &str) -> Result<Time, RejectReason> {
    read(text).ok_or(RejectReason::NotATime)
}

fn read(text: &str) -> Option<Time> {
    let mut clock: Option<(u32, u32, u32)> = None;
    let (mut half, mut ahead): (Option<Half>, Option<i32>) = (None, None);
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', ',', '_']);
        let Some(first) = rest.chars().next() else { break };
        if let Some((word, which)) = HALVES.iter().find(|(word, _)| rest.starts_with(word)) {
            half.is_none().then_some(())?;
            (half, rest) = (Some(*which), rest.strip_prefix(word)?);
        } else if let Some(after) = weekday(rest) {
            rest = after;
        } else if first.is_ascii_digit() && clock.is_none() {
            let mut chars = rest.chars().peekable();
            clock = Some(hours(&mut chars)?);
            rest = left(rest, chars);
        } else if matches!(first, '+' | '-') {
            (clock.is_some() && ahead.is_none()).then_some(())?;
            let mut chars = rest.chars().peekable();
            ahead = Some(offset(&mut chars)?);
            rest = left(rest, chars);
        } else if matches!(first, '(' | '[') {
            // The name of the zone, after what it means, or a weekday.
            let close = rest.find([')', ']'])?;
            let inner = rest.get(1..close)?;
            (ahead.is_some() || weekday(inner).is_some_and(str::is_empty)).then_some(())?;
            rest = rest.get(close + 1..)?;
        } else {
            let end = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '.').unwrap_or(rest.len());
            let word = rest.get(..end)?.replace('.', "").to_ascii_lowercase();
            rest = rest.get(end..)?;
            match word.as_str() {
                "t" if clock.is_none() => {}
                "am" | "a" if half.is_none() => half = Some(Half::Morning),
                "pm" | "p" if half.is_none() => half = Some(Half::Afternoon),
                "z" | "utc" | "gmt" if clock.is_some() && ahead.is_none() => {
                    // "GMT+0800" says more.
                    ahead = (!rest.starts_with(['+', '-'])).then_some(0);
                }
                _ => return None,
            }
        }
    }
    let Some((hour, minute, seconds)) = clock else { return (half, ahead).eq(&(None, None)).then(Time::default) };
    let hour = match (half, hour) {
        (None | Some(Half::Afternoon), 13..) => hour,
        (None, _) | (Some(Half::Morning), 0..=11) | (Some(Half::Noon), 11 | 12) => hour,
        (Some(Half::Morning), 12) => 0,
        (Some(Half::Afternoon), 12) => 12,
        (Some(Half::Afternoon), 1..=11) | (Some(Half::Noon), 1 | 2) => hour + 12,
        _ => return None,
    };
    Some(Time { minutes: hour * 60 + minute, seconds, ahead })
}

/// What is left of `text` when `chars` has read its beginning.
fn left<'a>(text: &'a str, chars: Peekable<Chars<'_>>) -> &'a str {
    let left: usize = chars.map(char::len_utf8).sum();
    text.get(text.len() - left..).unwrap_or_default()
}

/// A weekday at the beginning, and what follows it.
fn weekday(text: &str) -> Option<&str> {
    for name in ["星期", "礼拜", "周"] {
        if let Some(rest) = text.strip_prefix(name) {
            return rest.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天']);
        }
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let word = word.to_ascii_lowercase();
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    (word.len() >= 3 && names.iter().any(|name| name.starts_with(&word))).then_some(rest)
}

/// Digits, and how many.
fn digits(chars: &mut Peekable<Chars<'_>>) -> Option<(u32, u32)> {
    let (mut value, mut count) = (0_u32, 0);
    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
        chars.next();
        (value, count) = (value.checked_mul(10)?.checked_add(digit)?, count + 1);
    }
    (count > 0).then_some((value, count))
}

/// `10:05`, `10:05:30.123`, `10时05分30秒`, `10点`, `1005`, `100530`; of "10 AM" the hour.
fn hours(chars: &mut Peekable<Chars<'_>>) -> Option<(u32, u32, u32)> {
    let (first, count) = digits(chars)?;
    let (mut hour, mut minute, mut second) = (first, 0, 0);
    match (count, chars.peek()) {
        (4, _) => (hour, minute) = (first / 100, first % 100),
        (6, _) => (hour, minute, second) = (first / 10_000, first / 100 % 100, first % 100),
        (1 | 2, Some(':')) => {
            chars.next();
            minute = two(chars)?;
            if chars.next_if_eq(&':').is_some() {
                second = two(chars)?;
            }
        }
        (1 | 2, Some('时' | '点')) => {
            chars.next();
            if chars.peek().is_some_and(char::is_ascii_digit) {
                minute = two(chars)?;
                chars.next_if_eq(&'分')?;
                if chars.peek().is_some_and(char::is_ascii_digit) {
                    second = two(chars)?;
                    chars.next_if_eq(&'秒')?;
                }
            }
        }
        // An hour alone is one only with its half of the day.
        (1 | 2, Some(' ' | 'A' | 'a' | 'P' | 'p')) => {
            let mut after = chars.clone().filter(|c| *c != ' ');
            matches!(after.next(), Some('A' | 'a' | 'P' | 'p')).then_some(())?;
        }
        _ => return None,
    }
    if chars.peek().is_some_and(|c| matches!(c, '.' | ',')) {
        let mut after = chars.clone();
        after.next();
        if after.peek().is_some_and(char::is_ascii_digit) {
            while after.next_if(char::is_ascii_digit).is_some() {}
            *chars = after;
        }
    }
    (hour <= 23 && minute <= 59 && second <= 60).then_some((hour, minute, second))
}

/// One or two digits.
fn two(chars: &mut Peekable<Chars<'_>>) -> Option<u32> {
    digits(chars).filter(|(_, count)| *count <= 2).map(|(value, _)| value)
}

/// `+08:00`, `+0800`, `-5`.
fn offset(chars: &mut Peekable<Chars<'_>>) -> Option<i32> {
    let back = chars.next()? == '-';
    let (value, count) = digits(chars)?;
    let (hour, minute) = match count {
        1 | 2 if chars.next_if_eq(&':').is_some() => (value, two(chars)?),
        1 | 2 => (value, 0),
        4 => (value / 100, value % 100),
        _ => return None,
    };
    let minutes = i32::try_from(hour * 60 + minute).ok()?;
    let known = minute <= 59 && hour * 60 + minute <= AHEAD_MAX;
    known.then_some(if back { -minutes } else { minutes })
}
