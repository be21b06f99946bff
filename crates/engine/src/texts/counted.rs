//! Texts that are one prefix and a number, kept as numbers.

use super::Text;
use crate::ints::{NO_INT, Piece as Ints};
use serde::{Deserialize, Serialize};

/// Longest prefix that a number may follow, its most digits, and those of the greatest number there is.
pub(super) const PREFIX_MAX: usize = 22;
pub(super) const DIGITS_MAX: usize = 18;
pub(super) const MADE_MAX: usize = PREFIX_MAX + 19;

/// Numbers with what stands before them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    pub(crate) prefix: Box<str>,
    /// All numbers have so many digits; 0: no number begins with a zero.
    pub(super) digits: u8,
    /// What the prefix is followed by.
    pub(crate) numbers: Ints,
}

/// A prefix, and the digits that a text ends in.
fn split(text: &str) -> (&str, &str) {
    let digits = text.bytes().rev().take(DIGITS_MAX).take_while(u8::is_ascii_digit).count();
    text.split_at(text.len() - digits)
}

impl Counted {
    /// `None` where a text is something else than the prefix of the others and a number, or nothing at all is there.
    pub(super) fn of(texts: &[&str]) -> Option<Counted> {
        let first = texts.iter().find(|text| !text.is_empty())?;
        let (prefix, digits) = split(first);
        if digits.is_empty() || prefix.len() > PREFIX_MAX {
            return None;
        }
        let mut counted = Counted { prefix: prefix.into(), digits: digits.len() as u8, numbers: Ints::of(&[]) };
        // Of different lengths they are told apart from each other only if none begins with a zero.
        if texts.iter().any(|text| !text.is_empty() && text.len() != first.len()) {
            counted.digits = 0;
        }
        let number = |text: &&str| if text.is_empty() { Some(NO_INT) } else { counted.number(text) };
        let numbers: Vec<i64> = texts.iter().map(number).collect::<Option<_>>()?;
        counted.numbers = Ints::of(&numbers);
        Some(counted)
    }

    /// The number of a text that can be made again from it.
    pub(super) fn number(&self, text: &str) -> Option<i64> {
        let digits = text.strip_prefix(&*self.prefix)?;
        let sound = match usize::from(self.digits) {
            0 => digits == "0" || (!digits.is_empty() && !digits.starts_with('0') && digits.len() <= DIGITS_MAX),
            wanted => digits.len() == wanted,
        };
        let read = |number: i64, byte: u8| byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0'));
        if sound { digits.bytes().try_fold(0, read) } else { None }
    }

    pub(super) fn get(&self, at: usize) -> Text<'_> {
        let Ok(mut number) = u64::try_from(self.numbers.get(at)) else { return Text::Kept("") };
        let mut bytes = [b'0'; MADE_MAX];
        let digits = match self.digits {
            0 => number.checked_ilog10().unwrap_or(0) as usize + 1,
            digits => digits.into(),
        };
        let len = self.prefix.len() + digits;
        bytes[..self.prefix.len()].copy_from_slice(self.prefix.as_bytes());
        for place in bytes[self.prefix.len()..len].iter_mut().rev() {
            *place = b'0' + (number % 10) as u8;
            number /= 10;
        }
        Text::Made(bytes, len)
    }

    /// The rows in whose texts one (in ASCII lower case) may stand, first to last; mostly it does stand in all of them. They are found from the numbers:
    /// no text has to be made.
    pub(super) fn rows_that_may_hold(&self, part: &str) -> Vec<usize> {
        let (Some((least, most)), digits) = (self.numbers.span(), u32::from(self.digits)) else { return Vec::new() };
        let most = most.min(i64::MAX - 1);
        let prefix = self.prefix.to_ascii_lowercase();
        let all = 0..self.numbers.len();
        if digits == 0 || prefix.contains(part) {
            return all.collect();
        }
        let mut places = Vec::new();
        // What lies over the end of the prefix is what the number begins with; what lies within the number may stand anywhere in it.
        for at in (0..=part.len().min(prefix.len())).filter(|&at| part.is_char_boundary(at)) {
            let (before, part) = part.split_at(at);
            let (Ok(wanted), len) = (part.parse::<i64>(), part.len() as u32) else { continue };
            if prefix.ends_with(before) && len <= digits && part.bytes().all(|byte| byte.is_ascii_digit()) {
                let from = if at == 0 { 0 } else { digits - len };
                let behind = (from..=digits - len).map(|behind| (10_i64.pow(behind), 10_i64.pow(len), wanted));
                places.extend(behind.filter(|place| first_from(*place, least) <= most));
            }
        }
        if places.is_empty() {
            return Vec::new();
        }
        let Some(base) = self.numbers.counts_from() else {
            let mut numbers = Vec::new();
            self.numbers.read(&mut numbers);
            let holds =
                |number: i64| number >= 0 && places.iter().any(|&(unit, all, wanted)| number / unit % all == wanted);
            return all.filter(|&at| holds(numbers[at])).collect();
        };
        let mut rows: Vec<usize> = Vec::new();
        for place in places {
            let mut first = first_from(place, least);
            while first <= most {
                let end = (first / place.0 + 1).saturating_mul(place.0).min(most + 1);
                rows.extend((first - base) as usize..(end - base) as usize);
                first = first_from(place, end);
            }
        }
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// The first number from `least` on whose digits at a place (what a one there is worth, how many values fit, which is wanted) are these.
fn first_from((unit, all, wanted): (i64, i64, i64), least: i64) -> i64 {
    let above = least / unit;
    let (ahead, there) = (above / all, above % all);
    match there.cmp(&wanted) {
        std::cmp::Ordering::Equal => least,
        std::cmp::Ordering::Less => (ahead * all + wanted).saturating_mul(unit),
        std::cmp::Ordering::Greater => (ahead + 1).saturating_mul(all).saturating_add(wanted).saturating_mul(unit),
    }
}
