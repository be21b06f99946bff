//! How often something comes back, as people type it: `every Monday`, `every 2 weeks`, `monthly on the 1st`, `每周一`, `每两周`, `每月1号`.

use super::{PARTS, WEEKDAYS, blanks, number, starts, weekday, weekday_word, word};
use crate::Day;
use std::ops::Range;

/// A repetition that stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Again {
    /// Where.
    pub(super) range: Range<usize>,
    /// The name of the choice that it is; `None` for one that is none of them.
    pub(super) every: Option<&'static str>,
    /// On which days it may fall.
    pub(super) on: On,
}

/// The days on which a repetition may fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    Any,
    Weekday(i32),
    Weekdays,
    /// The day of a month.
    Day(u32),
    /// The month and its day.
    Date(u32, u32),
}

impl On {
    /// The first such day from a day on.
    pub(super) fn first(self, from: Day) -> Option<Day> {
        (0..=1_500).map(|days| Day(from.0.saturating_add(days))).find(|day| {
            let (_, month, of_month) = day.ymd();
            *day <= Day::MAX
                && match self {
                    On::Any => true,
                    On::Weekday(name) => weekday(*day) == name,
                    On::Weekdays => weekday(*day) < 5,
                    On::Day(wanted) => of_month == wanted,
                    On::Date(in_month, wanted) => (month, of_month) == (in_month, wanted),
                }
        })
    }
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Workday,
    Week,
    Month,
    Quarter,
    Year,
}

fn every(n: u32, unit: Unit) -> Option<&'static str> {
    Some(match (unit, n) {
        (Unit::Day, 1) => "daily",
        (Unit::Workday, 1) => "weekdays",
        (Unit::Week, 1) | (Unit::Day, 7) => "weekly",
        (Unit::Week, 2) | (Unit::Day, 14) => "fortnightly",
        (Unit::Month, 1) => "monthly",
        (Unit::Quarter, 1) | (Unit::Month, 3) => "quarterly",
        (Unit::Year, 1) | (Unit::Month, 12) => "yearly",
        _ => return None,
    })
}

const UNITS: [(Unit, &[&str]); 6] = [
    (Unit::Workday, &["weekday", "weekdays", "workday", "workdays"]),
    (Unit::Day, &["day", "days"]),
    (Unit::Week, &["week", "weeks"]),
    (Unit::Month, &["month", "months"]),
    (Unit::Quarter, &["quarter", "quarters"]),
    (Unit::Year, &["year", "years"]),
];

/// The first repetition of the line.
pub(super) fn find(line: &[char]) -> Option<Again> {
    (0..line.len()).find_map(|at| english(line, at).or_else(|| adverb(line, at)).or_else(|| chinese(line, at)))
}

/// The end of the first of the words that stands there, after blanks.
fn after(line: &[char], at: usize, words: &[&str]) -> Option<usize> {
    let at = blanks(line, at);
    words.iter().find_map(|name| word(line, at, name))
}

/// `1st`, `22nd`.
fn ordinal(line: &[char], at: usize) -> Option<(u32, usize)> {
    let (n, end) = number(line, at).filter(|_| line[at].is_ascii_digit())?;
    let suffix = ["st", "nd", "rd", "th"].iter().find(|suffix| starts(line, end, suffix))?;
    let end = end + suffix.len();
    (!line.get(end).is_some_and(char::is_ascii_alphanumeric)).then_some((n, end))
}

/// A day of the week, also several of them: `Monday`, `mon`, `Mondays`.
fn named(line: &[char], at: usize) -> Option<(usize, i32)> {
    let plural = |long: &str| word(line, at, &format!("{long}s"));
    let plural = (0..).zip(&WEEKDAYS).find_map(|(n, (long, _))| plural(long).map(|end| (end, n)));
    plural.or_else(|| weekday_word(line, at, true))
}

/// Whether another day of the week is named with this one.
fn more_days(line: &[char], at: usize) -> Option<usize> {
    let at = blanks(line, at);
    let sign = line.get(at).filter(|c| matches!(c, ',' | '&' | '/' | '-')).map(|_| at + 1);
    let from = sign.or_else(|| after(line, at, &["and", "to"]))?;
    let (end, _) =
        named(line, after(line, from, &["and"]).map_or_else(|| blanks(line, from), |end| blanks(line, end)))?;
    Some(more_days(line, end).unwrap_or(end))
}

/// What may follow: `on the 1st`, `on Monday`.
fn tail(line: &[char], at: usize, unit: Unit) -> Option<(On, usize)> {
    let on = after(line, at, &["on"]);
    match unit {
        Unit::Week => named(line, blanks(line, on.unwrap_or(at))).map(|(end, name)| (On::Weekday(name), end)),
        Unit::Month | Unit::Quarter => {
            let the = after(line, on?, &["the"]).or(on)?;
            let (n, end) = ordinal(line, blanks(line, the))?;
            let rest = after(line, end, &["of"]).and_then(|of| after(line, of, &["the", "each"]));
            let end = rest.and_then(|the| after(line, the, &["month"])).unwrap_or(end);
            Some((On::Day(n), end)).filter(|_| (1..=31).contains(&n))
        }
        _ => None,
    }
}

fn english(line: &[char], at: usize) -> Option<Again> {
    if let Some(end) = after(line, at, &["every", "each"]).filter(|_| line[at] != ' ') {
        return counted(line, at, blanks(line, end));
    }
    // `on the 1st of every month`.
    let on = word(line, at, "on").map_or(at, |end| blanks(line, end));
    let the = word(line, on, "the").map_or(on, |end| blanks(line, end));
    if let Some((n, end)) = ordinal(line, the).filter(|(n, _)| (1..=31).contains(n)) {
        let end = after(line, after(line, end, &["of"]).unwrap_or(end), &["every", "each"])?;
        let end = after(line, end, &["month"])?;
        return Some(Again { range: at..end, every: Some("monthly"), on: On::Day(n) });
    }
    if let Some(end) = word(line, on, "weekdays").or_else(|| word(line, on, "workdays")) {
        return Some(Again { range: at..end, every: Some("weekdays"), on: On::Weekdays });
    }
    let (end, name) = named(line, on).filter(|(end, _)| line[end - 1].eq_ignore_ascii_case(&'s'))?;
    // "Tues" and "Weds" are no plurals; a plural is the long name with its s.
    let plural = word(line, on, &format!("{}s", WEEKDAYS[usize::try_from(name).ok()?].0)).is_some();
    plural.then(|| week_days(line, at, end, 1, name))
}

/// What follows `every`.
fn counted(line: &[char], at: usize, from: usize) -> Option<Again> {
    let spelt = [("other", 2), ("second", 2), ("two", 2), ("three", 3), ("third", 3)];
    let (n, from, is_ordinal) = match spelt.iter().find_map(|(name, n)| word(line, from, name).map(|end| (*n, end))) {
        Some((n, end)) => (n, end, false),
        None => match (ordinal(line, from), number(line, from)) {
            (Some((n, end)), _) => (n, end, true),
            (None, Some((n, end))) => (n, end, false),
            (None, None) => (1, from, false),
        },
    };
    let unit = UNITS.into_iter().find_map(|(unit, names)| after(line, from, names).map(|end| (unit, end)));
    if let Some((unit, end)) = unit {
        let (on, end) = tail(line, end, unit).unwrap_or((On::Any, end));
        let on = if unit == Unit::Workday { On::Weekdays } else { on };
        return Some(match (every(n, unit), on, more_days(line, end)) {
            (_, On::Weekday(_), Some(end)) => Again { range: at..end, every: None, on: On::Any },
            (every, on, _) => Again { range: at..end, every, on },
        });
    }
    if let Some((end, name)) = named(line, blanks(line, from)) {
        return Some(week_days(line, at, end, n, name));
    }
    // `every 1st`, `every 1st of the month`.
    let of_month = is_ordinal && (1..=31).contains(&n);
    let rest = after(line, from, &["of"]).and_then(|of| after(line, of, &["the", "each", "every"]));
    let end = rest.and_then(|the| after(line, the, &["month"])).unwrap_or(from);
    of_month.then_some(Again { range: at..end, every: Some("monthly"), on: On::Day(n) })
}

/// Every so many weeks on one day of them; Monday to Friday are the working days, and other sets of days are no choice.
fn week_days(line: &[char], at: usize, end: usize, n: u32, name: i32) -> Again {
    let Some(more) = more_days(line, end) else {
        return Again { range: at..end, every: every(n, Unit::Week), on: On::Weekday(name) };
    };
    let text: String = line[end..more].iter().collect::<String>().to_lowercase();
    let to = text.trim_start().trim_start_matches(['-', ' ']).trim_start_matches("to ").trim();
    let workdays = (n, name) == (1, 0) && matches!(to, "friday" | "fri" | "fridays") && !text.contains([',', '&', '/']);
    match workdays && !text.contains("and") {
        true => Again { range: at..more, every: Some("weekdays"), on: On::Weekdays },
        false => Again { range: at..more, every: None, on: On::Any },
    }
}

/// `weekly`, where no noun follows that it could belong to: "weekly review" is a name.
fn adverb(line: &[char], at: usize) -> Option<Again> {
    let adverbs = [
        ("daily", Unit::Day, 1),
        ("weekly", Unit::Week, 1),
        ("fortnightly", Unit::Week, 2),
        ("biweekly", Unit::Week, 2),
        ("monthly", Unit::Month, 1),
        ("quarterly", Unit::Quarter, 1),
        ("yearly", Unit::Year, 1),
        ("annually", Unit::Year, 1),
    ];
    let (end, unit, n) = adverbs.iter().find_map(|(name, unit, n)| word(line, at, name).map(|end| (end, *unit, *n)))?;
    let next = blanks(line, end);
    let apart = line.get(next).is_none_or(|c| c.is_ascii_digit() || matches!(c, ',' | ';'));
    let apart = apart || after(line, end, &["on", "at", "from", "starting"]).is_some() || named(line, next).is_some();
    apart.then(|| {
        let (on, end) = tail(line, end, unit).unwrap_or((On::Any, end));
        Again { range: at..end, every: every(n, unit), on }
    })
}

/// The end of the first of the signs that stands there.
fn sign(line: &[char], at: usize, signs: &[&str]) -> Option<usize> {
    signs.iter().find(|sign| starts(line, at, sign)).map(|sign| at + sign.chars().count())
}

const WEEK: [&str; 3] = ["星期", "礼拜", "周"];

/// `一` to `日` after a week.
fn day_sign(line: &[char], at: usize) -> Option<(i32, usize)> {
    let name = "一二三四五六日天".chars().position(|sign| line.get(at) == Some(&sign))?;
    Some((name.min(6) as i32, at + 1))
}

fn chinese(line: &[char], at: usize) -> Option<Again> {
    let apart = at == 0 || !line[at - 1].is_alphanumeric();
    if let Some(end) = sign(line, at, &["工作日"]).filter(|_| apart) {
        let timed = PARTS.iter().any(|(part, _)| starts(line, end, part));
        let alone = line.get(end).is_none_or(|c| *c == ' ' || c.is_ascii_digit());
        return (timed || alone).then_some(Again { range: at..end, every: Some("weekdays"), on: On::Weekdays });
    }
    if let Some(end) = sign(line, at, &["周一到周五", "周一至周五", "星期一到星期五"]).filter(|_| apart)
    {
        return Some(Again { range: at..end, every: Some("weekdays"), on: On::Weekdays });
    }
    if let Some(end) = sign(line, at, &["隔周"]) {
        return Some(of_weeks(line, at, end, 2));
    }
    let from = sign(line, at, &["每"])?;
    let gap = sign(line, from, &["隔"]);
    let from = sign(line, gap.unwrap_or(from), &["个"]).or(gap).unwrap_or(from);
    let (n, from) = number(line, from).unwrap_or((1, from));
    let n = n + u32::from(gap.is_some());
    let from = sign(line, from, &["个"]).unwrap_or(from);
    if let Some(end) = sign(line, from, &WEEK) {
        return Some(of_weeks(line, at, end, n));
    }
    if let Some(end) = sign(line, from, &["工作日"]) {
        return Some(Again { range: at..end, every: every(n, Unit::Workday), on: On::Weekdays });
    }
    let units = [
        ("天", Unit::Day),
        ("日", Unit::Day),
        ("月", Unit::Month),
        ("季度", Unit::Quarter),
        ("季", Unit::Quarter),
        ("年", Unit::Year),
    ];
    let (unit, end) = units.iter().find_map(|(name, unit)| sign(line, from, &[name]).map(|end| (*unit, end)))?;
    let of = sign(line, end, &["的"]).unwrap_or(end);
    let date = |at: usize| number(line, at).and_then(|(n, end)| Some((n, sign(line, end, &["号", "日"])?)));
    let on = match unit {
        Unit::Month => date(of).filter(|(n, _)| (1..=31).contains(n)).map(|(n, end)| (On::Day(n), end)),
        Unit::Year => number(line, of).and_then(|(month, end)| {
            let (day, end) = date(sign(line, end, &["月"])?)?;
            Some((On::Date(month, day), end)).filter(|_| Day::from_ymd(2024, month, day).is_some())
        }),
        _ => None,
    };
    let (on, end) = on.unwrap_or((On::Any, end));
    Some(Again { range: at..end, every: every(n, unit), on })
}

/// Every so many weeks, and the day of them if one is named.
fn of_weeks(line: &[char], at: usize, from: usize, n: u32) -> Again {
    let week = |range: Range<usize>, on: On| Again { range, every: every(n, Unit::Week), on };
    // "每周一次" is once a week, on whatever day.
    if let Some(end) = sign(line, from, &["一次"]) {
        return week(at..end, On::Any);
    }
    let of = sign(line, from, &["的"]).unwrap_or(from);
    let Some((name, end)) = day_sign(line, sign(line, of, &WEEK).unwrap_or(of)) else {
        return week(at..from, On::Any);
    };
    let named = |at: usize| day_sign(line, sign(line, at, &WEEK).unwrap_or(at));
    let to = sign(line, end, &["到", "至"]).and_then(named);
    if let Some((last, end)) = to {
        let workdays = (n, name, last) == (1, 0, 4);
        let every = workdays.then_some("weekdays");
        return Again { range: at..end, every, on: if workdays { On::Weekdays } else { On::Any } };
    }
    let mut last = end;
    while let Some((_, end)) = named(sign(line, last, &["、", "和", "，"]).unwrap_or(last)) {
        last = end;
    }
    match last > end {
        true => Again { range: at..last, every: None, on: On::Any },
        false => week(at..end, On::Weekday(name)),
    }
}

#[cfg(test)]
mod tests {
    use crate::days::DateOrder;
    use crate::moments::{Line, read};
    use crate::{Day, options};

    /// 2026-11-29 is a Sunday.
    fn line(text: &str) -> Line {
        read(text, Day::parse_iso("2026-11-29").expect("a day"), DateOrder::DayFirst)
    }

    /// What, how often, since when, at what time.
    fn said(text: &str) -> (String, &'static str, String, Option<u32>) {
        let line = line(text);
        assert_eq!((line.wrong, line.odd), (None, None), "{text}");
        let every = line.repeat.and_then(|id| options::REPEAT.value(id)).map_or("", |value| value.name);
        (line.what, every, line.day.map_or(String::new(), Day::iso), line.minute)
    }

    fn is(text: &str, (what, every, day, minute): (&str, &str, &str, Option<u32>)) {
        let (found, how, since, time) = said(text);
        assert_eq!((found.as_str(), how, since.as_str(), time), (what, every, day, minute), "{text}");
    }

    #[test]
    fn english_repetitions_are_read() {
        is("every Monday 9:00 call Li", ("call Li", "weekly", "2026-11-30", Some(540)));
        is("Call Li every mon at 9", ("Call Li", "weekly", "2026-11-30", Some(540)));
        is("Call Li on Mondays", ("Call Li", "weekly", "2026-11-30", None));
        is("Stock every 2 weeks", ("Stock", "fortnightly", "", None));
        is("Stock every other Friday 16:00", ("Stock", "fortnightly", "2026-12-04", Some(960)));
        is("Stock every 2 weeks on Friday", ("Stock", "fortnightly", "2026-12-04", None));
        is("Rent monthly on the 1st", ("Rent", "monthly", "2026-12-01", None));
        is("Rent every month on the 15th at 10:00", ("Rent", "monthly", "2026-12-15", Some(600)));
        is("Rent on the 1st of every month", ("Rent", "monthly", "2026-12-01", None));
        is("Stand-up every weekday 9:15", ("Stand-up", "weekdays", "2026-11-30", Some(555)));
        is("Stand-up every Monday to Friday 9:15", ("Stand-up", "weekdays", "2026-11-30", Some(555)));
        is("Stand-up on weekdays", ("Stand-up", "weekdays", "2026-11-30", None));
        is("Water the plants every day", ("Water the plants", "daily", "", None));
        is("Water the plants daily at 8", ("Water the plants", "daily", "", Some(480)));
        is("Review every 3 months", ("Review", "quarterly", "", None));
        is("Tax return every year 2027-05-31", ("Tax return", "yearly", "2027-05-31", None));
        is("Call Li every Monday from 2026-12-10", ("Call Li", "weekly", "2026-12-14", None));
    }

    #[test]
    fn chinese_repetitions_are_read() {
        is("每周一上午9点给李总打电话", ("给李总打电话", "weekly", "2026-11-30", Some(540)));
        is("每周一例会", ("例会", "weekly", "2026-11-30", None));
        is("每个星期三下午3点半例会", ("例会", "weekly", "2026-12-02", Some(930)));
        is("每两周盘点", ("盘点", "fortnightly", "", None));
        is("每2周周五盘点", ("盘点", "fortnightly", "2026-12-04", None));
        is("隔周五 盘点", ("盘点", "fortnightly", "2026-12-04", None));
        is("每月1号交房租", ("交房租", "monthly", "2026-12-01", None));
        is("每个月十号 对账", ("对账", "monthly", "2026-12-10", None));
        is("每天早上8点晨会", ("晨会", "daily", "", Some(480)));
        is("工作日上午9点晨会", ("晨会", "weekdays", "2026-11-30", Some(540)));
        is("每个工作日 晨会", ("晨会", "weekdays", "2026-11-30", None));
        is("每周一到周五晨会", ("晨会", "weekdays", "2026-11-30", None));
        is("每周一次回访", ("回访", "weekly", "", None));
        is("每季度复盘", ("复盘", "quarterly", "", None));
        is("每年5月1日发祝福", ("发祝福", "yearly", "2027-05-01", None));
    }

    #[test]
    fn names_that_sound_like_it_stay_names() {
        for text in [
            "Weekly review",
            "Daily report for Ann",
            "Send the monthly figures",
            "写工作日报",
            "下个工作日回访",
            "Everyday carry",
        ] {
            let line = line(text);
            assert_eq!((line.what.as_str(), line.repeat, line.odd), (text, None, None));
        }
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        let odd = [
            ("Call every 3 days", "every 3 days"),
            ("Call every Monday and Wednesday", "every Monday and Wednesday"),
            ("Call every Mon, Wed, Fri", "every Mon, Wed, Fri"),
            ("每三天回访", "每三天"),
            ("每周一三五锻炼", "每周一三五"),
            ("每周二、周四锻炼", "每周二、周四"),
        ];
        for (text, told) in odd {
            let line = line(text);
            assert_eq!((line.odd.as_deref(), line.repeat), (Some(told), None), "{text}");
        }
    }

    #[test]
    fn the_time_after_the_first_is_known() {
        let monday = Day::parse_iso("2026-11-30").expect("a day");
        let line = read("every Monday 9:00 call Li", monday, DateOrder::DayFirst);
        assert_eq!((line.day, line.then), (Some(monday), Some(Day(monday.0 + 7))));
    }
}
