//! Numbers and days by how they begin when they are written out: arithmetic instead of a text for each of a million rows.

use crate::find::{START, WORD};
use crate::literal::SHORT_BELOW;
use model::Day;

/// The numbers, in units of which `digits` make up one, that begin as was typed (`72`, `72.5`, `-0.05`), and how well: one that is all of it better than
/// a longer one. Of very short ones only those that are all of it: one digit is how a tenth of all numbers begins.
pub(crate) fn begun(typed: &str, digits: u32) -> Vec<(i64, i64, u8)> {
    begun_exactly(typed, digits).unwrap_or_default()
}

fn begun_exactly(typed: &str, digits: u32) -> Option<Vec<(i64, i64, u8)>> {
    let (negative, plain) = typed.strip_prefix('-').map_or((false, typed), |plain| (true, plain));
    let (whole, part) = plain.split_once('.').map_or((plain, None), |(whole, part)| (whole, Some(part)));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = all_digits(whole) && part.is_none_or(all_digits) && !whole.is_empty();
    let is_written_so = whole == "0" || !whole.starts_with('0');
    let places = part.map_or(0, str::len) as u32;
    if !is_number || !is_written_so || places > digits || whole.len() > 18 {
        return None;
    }
    let typed_number: i128 = format!("{whole}{}", part.unwrap_or("")).parse().ok()?;
    let one = 10_i128.pow(digits - places);
    let mut ranges = vec![(typed_number * one, typed_number * one, START)];
    let is_long = plain.len() >= SHORT_BELOW;
    if is_long {
        ranges.push((typed_number * one + 1, (typed_number + 1) * one - 1, WORD));
    }
    // More digits may follow as long as no point was typed.
    let mut longer = (typed_number, typed_number + 1);
    while is_long && part.is_none() && typed_number > 0 && longer.0 * one <= i128::from(i64::MAX) {
        longer = (longer.0 * 10, longer.1 * 10);
        ranges.push((longer.0 * one, longer.1 * one - 1, WORD));
    }
    let within = |number: i128| i64::try_from(number.min(i64::MAX.into())).ok();
    let signed = |(first, last, level): (i128, i128, u8)| {
        let (first, last) = (within(first)?, within(last)?);
        if negative { Some((-last, -first, level)) } else { Some((first, last, level)) }
    };
    Some(
        ranges
            .into_iter()
            .filter(|(first, last, _)| first <= last && *first <= i64::MAX.into())
            .filter_map(signed)
            .collect(),
    )
}

/// The days that begin as was typed (`2026`, `2026-11`, `2026-11-30`), from the first to the last, and whether these are all.
pub(crate) fn days(typed: &str) -> Option<(Day, Day, bool)> {
    let bytes = typed.as_bytes();
    let fits = |(at, byte): (usize, &u8)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() };
    if bytes.len() < 4 || bytes.len() > 10 || !bytes.iter().enumerate().all(fits) {
        return None;
    }
    let day = |year: &str, rest: &str| Day::parse_iso(&format!("{year}-{rest}"));
    let year = &typed[..4];
    let whole_year = || Some((day(year, "01-01")?, day(year, "12-31")?));
    let month = || {
        let first = Day::parse_iso(&format!("{}-01", &typed[..7]))?;
        let last = (28..=31).rev().find_map(|last| Day::parse_iso(&format!("{}-{last}", &typed[..7])))?;
        Some((first, last))
    };
    match bytes.len() {
        4 | 5 => whole_year().map(|(first, last)| (first, last, true)),
        6 => whole_year().map(|(first, last)| (first, last, false)),
        7 | 8 => month().map(|(first, last)| (first, last, true)),
        9 => month().map(|(first, last)| (first, last, false)),
        _ => Day::parse_iso(typed).map(|day| (day, day, true)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Decimal;

    #[test]
    fn numbers_that_begin_so_are_those_that_are_written_so() {
        let numbers: Vec<i64> = (0..2_000)
            .flat_map(|n| [n * Decimal::ONE, n * Decimal::ONE + 500_000, n * 10_000, -n * Decimal::ONE - 50_000])
            .chain([i64::MAX, i64::MIN + 1, 1, -1])
            .collect();
        for typed in
            ["725", "72.5", "0.0", "0.05", "-5.0", "-19.", "100", "19.", "19.0", "0.000001", "922", "-922", "1999.5"]
        {
            let ranges = begun(typed, 6);
            for &number in &numbers {
                let text = Decimal(number).plain();
                let found = ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&number));
                // Noughts and a point at the end are typed and not written.
                let padded = if text.contains('.') { format!("{text}000000") } else { format!("{text}.000000") };
                let begins = text.starts_with(typed) || typed.contains('.') && padded.starts_with(typed);
                assert_eq!(found.is_some(), begins, "{typed} {text}");
            }
        }
        assert_eq!(begun("42", 2), [(4_200, 4_200, START)]);
        for nonsense in ["", "-", ".", "1.2.3", "12a", "007", "1e3", "12.345", "99999999999999999999"] {
            assert_eq!(begun(nonsense, 2), [], "{nonsense}");
        }
    }

    #[test]
    fn days_are_found_by_their_beginning() {
        let iso = |typed| days(typed).map(|(first, last, exact)| (first.iso(), last.iso(), exact));
        let all = |first: &str, last: &str, exact| Some((first.to_owned(), last.to_owned(), exact));
        assert_eq!(iso("2026"), all("2026-01-01", "2026-12-31", true));
        assert_eq!(iso("2026-1"), all("2026-01-01", "2026-12-31", false));
        assert_eq!(iso("2024-02"), all("2024-02-01", "2024-02-29", true));
        assert_eq!(iso("2026-11-3"), all("2026-11-01", "2026-11-30", false));
        assert_eq!(iso("2026-11-30"), all("2026-11-30", "2026-11-30", true));
        for nonsense in ["202", "2026-13", "2026-02-30", "2026-11-301", "2026/11", "20261130", "二〇二六", "2026-é"]
        {
            assert_eq!(days(nonsense), None, "{nonsense}");
        }
    }
}
