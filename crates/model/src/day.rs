//! A day as people mean it: a date without a time or a zone.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Days since 1970-01-01 in the proleptic Gregorian calendar; negative before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i32);

/// 1970-01-01 counted from the day 0001-01-01 = 1, as chrono counts.
const EPOCH_FROM_CE: i32 = 719_163;

impl Day {
    /// The first day a record may carry: 0001-01-01.
    pub const MIN: Day = Day(1 - EPOCH_FROM_CE);
    /// The last day a record may carry: 9999-12-31.
    pub const MAX: Day = Day(2_932_896);
    /// The first day that is taken from a file, or on which a moment may lie: 1900-01-01. Before it spreadsheets have no dates and purchase logs no
    /// purchases, and a year such as 0002 is one that somebody has not typed to its end.
    pub const TAKEN_MIN: Day = Day(-25_567);
    /// The last such day: 2199-12-31.
    pub const TAKEN_MAX: Day = Day(84_005);

    /// The day of that year, month (1–12) and day of month (1–31), if there is one and its year is 1–9999.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(|date| Day(date.num_days_from_ce() - EPOCH_FROM_CE))
    }

    /// The day in UTC that holds the instant `millis` (since 1970-01-01 UTC), moved by the zone's offset in
    /// minutes east of Greenwich.
    pub fn of_instant(millis: i64, offset_minutes: i32) -> Day {
        let local = millis.saturating_add(i64::from(offset_minutes) * 60_000);
        Day(local.div_euclid(86_400_000).clamp(Day::MIN.0.into(), Day::MAX.0.into()) as i32)
    }

    /// The calendar date; days outside `MIN..=MAX` are clamped to it.
    pub fn date(self) -> NaiveDate {
        let day = self.0.clamp(Day::MIN.0, Day::MAX.0);
        NaiveDate::from_num_days_from_ce_opt(day + EPOCH_FROM_CE).unwrap_or(NaiveDate::MIN)
    }

    /// Year, month, day of month.
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// `YYYY-MM-DD`.
    pub fn iso(self) -> String {
        let (year, month, day) = self.ymd();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Reads `YYYY-MM-DD` (one or two digits for month and day).
    pub fn parse_iso(text: &str) -> Option<Day> {
        let mut parts = text.trim().split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if parts.next().is_some() || year.len() != 4 || ![year, month, day].into_iter().all(digits) {
            return None;
        }
        Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_ymd(1998, 7, 1), Some(Day(10_408)));
        assert_eq!(Day(10_408).iso(), "1998-07-01");
        assert_eq!(Day::from_ymd(9999, 12, 31), Some(Day::MAX));
        assert_eq!(Day::from_ymd(1, 1, 1), Some(Day::MIN));
        assert_eq!(Day::from_ymd(1900, 1, 1), Some(Day::TAKEN_MIN));
        assert_eq!(Day::from_ymd(2199, 12, 31), Some(Day::TAKEN_MAX));
    }

    #[test]
    fn impossible_days_are_none() {
        assert_eq!(Day::from_ymd(2024, 2, 30), None);
        assert_eq!(Day::from_ymd(0, 1, 1), None);
        assert_eq!(Day::parse_iso("2024-13-01"), None);
        assert_eq!(Day::parse_iso("24-1-1"), None);
        assert_eq!(Day::parse_iso("2024-1-1"), Day::from_ymd(2024, 1, 1));
    }

    #[test]
    fn an_instant_falls_on_the_day_of_its_zone() {
        assert_eq!(Day::of_instant(-1, 0), Day(-1));
        assert_eq!(Day::of_instant(-1, 60), Day(0));
    }
}
