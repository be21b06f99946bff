//! Reads days as people write them: `2024-2-3`, `3/2`, `20240203`, `2024年2月3日`, `today`, `昨天`.

use crate::Day;

/// Which number of `3/2/2024` is the month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// Year, month, day (China, Japan, Sweden); a day without its year is month, day.
    #[default]
    YearFirst,
    /// Month, day, year (United States).
    MonthFirst,
    /// Day, month, year (most of the world).
    DayFirst,
}

/// Words for days near today, and how far they are from it.
const WORDS: [(&str, i32); 10] = [
    ("today", 0),
    ("yesterday", -1),
    ("tomorrow", 1),
    ("今天", 0),
    ("今日", 0),
    ("昨天", -1),
    ("昨日", -1),
    ("明天", 1),
    ("后天", 2),
    ("前天", -2),
];

/// How many years ahead of today a year of two digits may lie; the others are of the past.
const YEARS_AHEAD: i32 = 20;

/// The day that the text means; without `today` neither words nor days without a year mean anything.
pub fn read(text: &str, today: Option<Day>, order: DateOrder) -> Option<Day> {
    let text = plain(text);
    if let Some((_, days)) = WORDS.iter().find(|(word, _)| *word == text) {
        return Some(Day(today?.0 + days)).filter(|day| (Day::MIN..=Day::MAX).contains(day));
    }
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    if !parts.iter().all(|part| part.len() <= 8 && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    match (parts.as_slice(), number(0)) {
        ([digits], Some(whole)) if digits.len() == 8 => {
            Day::from_ymd((whole / 10_000) as i32, whole / 100 % 100, whole % 100)
        }
        ([_, _], Some(first)) => {
            let second = number(1)?;
            let year = today?.ymd().0;
            let month_first = order != DateOrder::DayFirst;
            let (month, day) = if month_first { (first, second) } else { (second, first) };
            Day::from_ymd(year, month, day).or_else(|| Day::from_ymd(year, day, month))
        }
        ([a, _, c], Some(first)) => {
            let (second, third) = (number(1)?, number(2)?);
            match (a.len(), c.len(), order) {
                (4, ..) => Day::from_ymd(first as i32, second, third),
                (1 | 2, 4, _) => by_order(third as i32, first, second, order),
                (2, 1 | 2, DateOrder::YearFirst) => Day::from_ymd(whole_year(first, today?)?, second, third),
                (1 | 2, 2, _) => by_order(whole_year(third, today?)?, first, second, order),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Where the order gives no day that exists, the other one may: `13/2/2024` is clear everywhere.
fn by_order(year: i32, first: u32, second: u32, order: DateOrder) -> Option<Day> {
    let (month, day) = if order == DateOrder::MonthFirst { (first, second) } else { (second, first) };
    Day::from_ymd(year, month, day).or_else(|| Day::from_ymd(year, day, month))
}

/// The year that two digits mean: a birthday is in the past, what is planned lies ahead by some years at most.
pub fn whole_year(two_digits: u32, today: Day) -> Option<i32> {
    let two_digits = i32::try_from(two_digits).ok().filter(|year| *year < 100)?;
    let limit = today.ymd().0 + YEARS_AHEAD;
    let year = limit / 100 * 100 + two_digits;
    Some(if year > limit { year - 100 } else { year })
}

/// Lower case, ASCII digits, and separators for the signs of a Chinese date.
fn plain(text: &str) -> String {
    let plain = text.trim().chars().map(|c| match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '年' | '月' | '－' | '／' | '．' | '–' | '—' => '-',
        '日' | '号' | '號' => ' ',
        c => c,
    });
    // The sign for day is also a part of the words for today and yesterday.
    match text.trim() {
        word @ ("今日" | "昨日") => word.to_owned(),
        _ => plain.collect::<String>().trim().to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<Day> {
        Some(Day::from_ymd(year, month, day).expect("a day"))
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let today = day(2024, 2, 28);
        let read = |text, order| super::read(text, today, order);
        for order in [DateOrder::YearFirst, DateOrder::MonthFirst, DateOrder::DayFirst] {
            for text in
                ["2024-2-3", "2024/02/03", "2024.2.3", "20240203", "2024年2月3日", "２０２４-２-３", " 2024-02-03 "]
            {
                assert_eq!(read(text, order), day(2024, 2, 3), "{text}");
            }
            assert_eq!(read("Today", order), today);
            assert_eq!(read("今日", order), today);
            assert_eq!(read("yesterday", order), day(2024, 2, 27));
            assert_eq!(read("后天", order), day(2024, 3, 1), "2024 is a leap year");
            assert_eq!(read("13/2/2024", order), day(2024, 2, 13), "clear in every order");
        }
        assert_eq!(read("3/2", DateOrder::MonthFirst), day(2024, 3, 2));
        assert_eq!(read("3/2", DateOrder::DayFirst), day(2024, 2, 3));
        assert_eq!(read("3月2日", DateOrder::YearFirst), day(2024, 3, 2));
        assert_eq!(read("3/2/24", DateOrder::MonthFirst), day(2024, 3, 2));
        assert_eq!(read("3.2.24", DateOrder::DayFirst), day(2024, 2, 3));
        assert_eq!(read("24-2-3", DateOrder::YearFirst), day(2024, 2, 3));
        assert_eq!(read("1/1/85", DateOrder::DayFirst), day(1985, 1, 1), "a birthday is in the past");
    }

    #[test]
    fn what_is_no_day_is_none() {
        let today = day(2024, 2, 28);
        for text in [
            "2024-02-30",
            "0-1-1",
            "0000-01-01",
            "2024-13-01",
            "31/31/2024",
            "",
            "-",
            "2024",
            "2024-1",
            "1-2-3-4",
            "now",
            "2024-1-1x",
            "99999999",
            "١٢/٣",
            "2024-2-3 10:00",
            "10000-1-1",
            "1e3/2",
            "−1-1-1",
            "=TODAY()",
        ] {
            assert_eq!(read(text, today, DateOrder::MonthFirst), None, "{text}");
        }
        assert_eq!(read("today", None, DateOrder::YearFirst), None);
        assert_eq!(read("3/2", None, DateOrder::DayFirst), None);
        assert_eq!(read("tomorrow", Some(Day::MAX), DateOrder::DayFirst), None, "no day after the last");
    }
}
