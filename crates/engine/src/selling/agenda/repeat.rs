//! When something comes back.
//!
//! Occurrences are counted from the first one, so that the end of a month stays the end of the month: 31 January, 28 February, 31 March.
//! That is where this differs from a plain `FREQ=MONTHLY` of RFC 5545, which leaves out months without a 31st; [`rule`] says it in the words
//! that calendars understand.

use model::moments::weekday;
use model::{Day, OptionId, options};

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// So many days.
    Days(i32),
    /// Monday to Friday.
    Weekdays,
    /// So many months.
    Months(i32),
}

/// What an option of the list means; `None` for one that a workspace added.
pub fn every(option: OptionId) -> Option<Every> {
    Some(match options::REPEAT.value(option)?.name {
        "daily" => Every::Days(1),
        "weekdays" => Every::Weekdays,
        "weekly" => Every::Days(7),
        "fortnightly" => Every::Days(14),
        "monthly" => Every::Months(1),
        "quarterly" => Every::Months(3),
        _ => Every::Months(12),
    })
}

/// The day of that month that is nearest to the day of the month `day`, months counted from year 0.
fn in_month(months: i32, day: u32) -> Option<Day> {
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
    (day.saturating_sub(3)..=day).rev().find_map(|day| Day::from_ymd(year, month, day))
}

/// The first occurrence after a day of what first was on `first`; `None` where the calendar ends.
pub fn next(first: Day, every: Every, after: Day) -> Option<Day> {
    if after < first {
        return Some(first);
    }
    let found = match every {
        Every::Days(step) => Day(first.0.checked_add(((after.0 - first.0) / step + 1).checked_mul(step)?)?),
        Every::Weekdays => (1..=3).map(|days| Day(after.0 + days)).find(|day| weekday(*day) < 5)?,
        Every::Months(step) => {
            let (year, month, day) = first.ymd();
            let start = year * 12 + month as i32 - 1;
            let (year, month, _) = after.ymd();
            let steps = (year * 12 + month as i32 - 1 - start) / step;
            (steps..=steps + 1).filter_map(|steps| in_month(start + steps * step, day)).find(|day| *day > after)?
        }
    };
    (found <= Day::MAX).then_some(found)
}

/// The rule as RFC 5545 writes it, without its end.
pub fn rule(first: Day, every: Every) -> String {
    let (_, month, day) = first.ymd();
    // The last of the days that the month has.
    let last = |days: std::ops::RangeInclusive<u32>| {
        let days: Vec<String> = days.map(|day| day.to_string()).collect();
        format!(";BYMONTHDAY={};BYSETPOS=-1", days.join(","))
    };
    match every {
        Every::Days(1) => "FREQ=DAILY".to_owned(),
        Every::Days(7) => "FREQ=WEEKLY".to_owned(),
        Every::Days(days) if days % 7 == 0 => format!("FREQ=WEEKLY;INTERVAL={}", days / 7),
        Every::Days(days) => format!("FREQ=DAILY;INTERVAL={days}"),
        Every::Weekdays => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned(),
        Every::Months(12) if (month, day) == (2, 29) => format!("FREQ=YEARLY;BYMONTH=2{}", last(28..=29)),
        Every::Months(12) => "FREQ=YEARLY".to_owned(),
        Every::Months(step) => {
            let interval = if step == 1 { String::new() } else { format!(";INTERVAL={step}") };
            let days = if day > 28 { last(28..=day) } else { String::new() };
            format!("FREQ=MONTHLY{interval}{days}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).expect("a day")
    }

    fn series(first: &str, every: Every, count: usize) -> Vec<String> {
        let first = day(first);
        let mut at = first;
        let mut days = vec![at.iso()];
        while days.len() < count {
            at = next(first, every, at).expect("a next one");
            days.push(at.iso());
        }
        days
    }

    #[test]
    fn the_end_of_a_month_stays_the_end_of_the_month() {
        let ends = ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"];
        assert_eq!(series("2027-01-31", Every::Months(1), 5), ends);
        assert_eq!(series("2027-12-30", Every::Months(1), 4), ["2027-12-30", "2028-01-30", "2028-02-29", "2028-03-30"]);
        assert_eq!(series("2026-11-30", Every::Months(3), 3), ["2026-11-30", "2027-02-28", "2027-05-30"]);
        let leap = ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"];
        assert_eq!(series("2024-02-29", Every::Months(12), 5), leap);
    }

    #[test]
    fn days_and_weeks_are_counted() {
        assert_eq!(series("2026-11-27", Every::Weekdays, 4), ["2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02"]);
        assert_eq!(series("2026-12-20", Every::Days(14), 3), ["2026-12-20", "2027-01-03", "2027-01-17"]);
        assert_eq!(next(day("2026-11-02"), Every::Days(7), day("2026-11-29")), Some(day("2026-11-30")));
        assert_eq!(next(day("2026-11-02"), Every::Days(7), day("2026-10-01")), Some(day("2026-11-02")));
        assert_eq!(next(Day::MAX, Every::Days(1), Day::MAX), None);
    }

    #[test]
    fn whatever_the_day_the_next_one_is_later_and_of_the_series() {
        let kinds = [
            Every::Days(1),
            Every::Days(7),
            Every::Days(14),
            Every::Weekdays,
            Every::Months(1),
            Every::Months(3),
            Every::Months(12),
        ];
        for every in kinds {
            for first in (10_000..12_000).step_by(7) {
                for gap in [0, 1, 6, 13, 27, 28, 30, 31, 59, 364, 365, 366, 1461] {
                    let (first, after) = (Day(first), Day(first + gap));
                    let found = next(first, every, after).expect("a next one");
                    assert!(found > after, "{first:?} {every:?} {after:?}");
                    // Nothing lies between: asked a day before, the answer is the same or one in between that is later than `after`.
                    assert_eq!(next(first, every, Day(found.0 - 1)), Some(found), "{first:?} {every:?} {after:?}");
                }
            }
        }
    }

    #[test]
    fn rules_are_those_of_calendars() {
        assert_eq!(rule(day("2027-01-15"), Every::Months(1)), "FREQ=MONTHLY");
        assert_eq!(rule(day("2027-01-31"), Every::Months(1)), "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1");
        assert_eq!(
            rule(day("2026-11-30"), Every::Months(3)),
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1"
        );
        assert_eq!(rule(day("2024-02-29"), Every::Months(12)), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1");
        assert_eq!(rule(day("2026-11-30"), Every::Days(14)), "FREQ=WEEKLY;INTERVAL=2");
    }
}
