//! Reads a task as people type it in one line: what, and on which day and at what time: `Call Li tomorrow 15:00`, `明天下午3点给李总打电话`.

mod again;

use crate::days::{self, DateOrder};
use crate::{Day, OptionId, options};
use std::ops::Range;

/// Minutes before its time that something with a time reminds, where nobody says otherwise.
pub const REMIND_MINUTES: i64 = 10;

/// What the line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The rest of it: what is to be done.
    pub what: String,
    /// The day, if one is named.
    pub day: Option<Day>,
    /// Minutes after midnight, if a time is named.
    pub minute: Option<u32>,
    /// How often it comes back, of [`options::REPEAT`].
    pub repeat: Option<OptionId>,
    /// Of what comes back on certain days: when it does after [`Line::day`].
    pub then: Option<Day>,
    /// What looks like a day or a time, and is none.
    pub wrong: Option<String>,
    /// A way to come back that is none of those to choose from.
    pub odd: Option<String>,
}

/// Something found in the line: where, and what it means (`None` for what looks like it and is none).
type Found<T> = (Range<usize>, Option<T>);

/// Parts of the day, and whether hours from 1 to 11 after them are of the afternoon.
const PARTS: [(&str, bool); 8] = [
    ("凌晨", false),
    ("早上", false),
    ("上午", false),
    ("中午", true),
    ("下午", true),
    ("傍晚", true),
    ("晚上", true),
    ("今晚", true),
];
/// Words for days, and how far they are from today; longer ones first where they hold others.
const DAYS: [(&str, i32); 10] = [
    ("大后天", 3),
    ("后天", 2),
    ("明天", 1),
    ("明日", 1),
    ("今天", 0),
    ("今日", 0),
    ("今晚", 0),
    ("today", 0),
    ("tonight", 0),
    ("tomorrow", 1),
];
const WEEKDAYS: [(&str, &str); 7] = [
    ("monday", "mon"),
    ("tuesday", "tue"),
    ("wednesday", "wed"),
    ("thursday", "thu"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
];
/// Words before a day or a time that go with it; the last two where it is the first of many.
const BEFORE: [&str; 5] = ["on", "at", "by", "from", "starting"];

/// Which day of the week it is, Monday 0 to Sunday 6.
pub fn weekday(day: Day) -> i32 {
    (day.0 + 3).rem_euclid(7)
}

/// Reads the line on the day `today`.
pub fn read(text: &str, today: Day, order: DateOrder) -> Line {
    let mut line: Vec<char> = text.chars().map(plain).collect();
    let mut read = Line::default();
    let again = again::find(&line);
    if let Some(again) = &again {
        read.repeat = again.every.and_then(|name| options::REPEAT.id(name));
        read.odd = read.repeat.is_none().then(|| line[again.range.clone()].iter().collect());
        take(&mut line, again.range.clone(), &BEFORE[..3]);
    }
    let before = if again.is_some() { &BEFORE[..] } else { &BEFORE[..3] };
    let day = find(&line, |rest, at| word_day(rest, at, today).or_else(|| date(rest, at, today, order)));
    // "今晚" is a day and a part of one: it stays for the time.
    let evening = day.as_ref().is_some_and(|(range, _)| line[range.clone()] == ['今', '晚']);
    if let Some((range, meant)) = day {
        read.day = meant;
        read.wrong = meant.is_none().then(|| line[range.clone()].iter().collect());
        if !evening {
            take(&mut line, range, before);
        }
    }
    if let Some((range, meant)) = find(&line, time) {
        read.minute = meant;
        if meant.is_none() {
            read.wrong = Some(line[range.clone()].iter().collect());
        }
        take(&mut line, range, &BEFORE[..3]);
    }
    if let Some(on) = again.map(|again| again.on).filter(|on| *on != again::On::Any) {
        read.day = on.first(read.day.unwrap_or(today));
        read.then = read.day.and_then(|day| on.first(Day(day.0 + 1)));
    }
    let what: String = line.iter().collect();
    let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
    read.what = what.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；')).to_owned();
    read
}

/// Digits and colons of Chinese keyboards are those of others.
fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '：' => ':',
        '\u{3000}' => ' ',
        c => c,
    }
}

/// The first thing in the line that `reads`.
fn find<T>(line: &[char], reads: impl Fn(&[char], usize) -> Option<Found<T>>) -> Option<Found<T>> {
    (0..line.len()).find_map(|at| reads(line, at))
}

/// Takes a piece out of the line, with the small word before it.
fn take(line: &mut Vec<char>, mut range: Range<usize>, before: &[&str]) {
    for word in before {
        let from = range.start.saturating_sub(word.len() + 1);
        let begins = from == 0 || !line[from - 1].is_alphanumeric();
        if range.start > word.len() && starts(line, from, word) && line[range.start - 1] == ' ' && begins {
            range.start = from;
        }
    }
    line.splice(range, [' ']);
}

/// Whether `word` (in lower case) stands there.
fn starts(line: &[char], at: usize, word: &str) -> bool {
    let mut chars = line.get(at..).unwrap_or_default().iter();
    word.chars().all(|c| chars.next().is_some_and(|other| other.to_ascii_lowercase() == c))
}

/// The word as a whole: in a language that puts blanks between words it may not be a part of another one.
fn word(line: &[char], at: usize, word: &str) -> Option<usize> {
    let end = at + word.chars().count();
    let latin = |at: usize| line.get(at).is_some_and(char::is_ascii_alphanumeric);
    let apart = !word.is_ascii() || !(latin(end) || at > 0 && latin(at - 1));
    (apart && starts(line, at, word)).then_some(end)
}

/// A number of one or two digits, or a Chinese one up to twelve, and where it ends.
fn number(line: &[char], at: usize) -> Option<(u32, usize)> {
    const SIGNS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let digit = |at: usize| line.get(at).and_then(|c| c.to_digit(10));
    if let Some(first) = digit(at) {
        return match (digit(at + 1), digit(at + 2)) {
            (Some(_), Some(_)) => None,
            (Some(second), None) => Some((first * 10 + second, at + 2)),
            _ => Some((first, at + 1)),
        };
    }
    let sign = |at: usize| match line.get(at)? {
        '两' => Some(2),
        c => SIGNS.iter().position(|sign| sign == c).map(|n| n as u32 + 1),
    };
    match (sign(at)?, sign(at + 1)) {
        (10, Some(ones @ 1..=2)) => Some((10 + ones, at + 2)),
        (n, _) => Some((n, at + 1)),
    }
}

fn blanks(line: &[char], at: usize) -> usize {
    at + line.get(at..).unwrap_or_default().iter().take_while(|c| **c == ' ').count()
}

/// `15:00`, `3pm`, `at 9`, `下午3点半`.
fn time(line: &[char], from: usize) -> Option<Found<u32>> {
    let part = PARTS.iter().find(|(part, _)| starts(line, from, part));
    let at = part.map_or(from, |(part, _)| blanks(line, from + part.chars().count()));
    let joined = |c: &char| c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '/' | '-' | '月' | '年');
    if part.is_none() && from > 0 && line.get(from - 1).is_some_and(joined) {
        return None;
    }
    let (hour, after) = number(line, at)?;
    let is_latin = line[at].is_ascii_digit();
    let (minute, end) = match line.get(after) {
        Some(':') if is_latin => {
            let (minute, end) = number(line, after + 1).filter(|(_, end)| *end == after + 3)?;
            (minute, end)
        }
        Some('点' | '时') => match line.get(after + 1) {
            Some('半') => (30, after + 2),
            Some('一') if line.get(after + 2) == Some(&'刻') => (15, after + 3),
            Some('三') if line.get(after + 2) == Some(&'刻') => (45, after + 3),
            Some(c) if c.is_ascii_digit() => {
                let (minute, end) = number(line, after + 1)?;
                (minute, end + usize::from(line.get(end) == Some(&'分')))
            }
            Some('整' | '钟') => (0, after + 2),
            _ => (0, after + 1),
        },
        _ => (0, after),
    };
    let clock = end > after;
    let suffix = blanks(line, end);
    let half =
        ["am", "pm"].iter().find_map(|half| word(line, suffix, half).filter(|_| is_latin).map(|end| (*half, end)));
    let half = half.or_else(|| {
        let glued = ["am", "pm"].iter().find(|half| starts(line, end, half));
        glued.map(|half| (*half, end + 2)).filter(|(_, end)| !line.get(*end).is_some_and(char::is_ascii_alphanumeric))
    });
    let said_at = from >= 3 && word(line, from - 3, "at").is_some() && line[from - 1] == ' ';
    let ends = !line.get(end).is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '/' | '.' | '%'));
    if !clock && half.is_none() && !(said_at && ends && is_latin) {
        return None;
    }
    let afternoon = part.map(|(_, afternoon)| *afternoon).or_else(|| half.map(|(half, _)| half == "pm"));
    let end = half.map_or(end, |(_, end)| end);
    let noon = part.is_some_and(|(part, _)| *part == "中午");
    let hour = match (afternoon, hour) {
        (Some(true), 1..=11) if !(noon && hour > 3) => hour + 12,
        (Some(false), 12) => 0,
        _ => hour,
    };
    Some((from..end, (hour < 24 && minute < 60).then_some(hour * 60 + minute)))
}

/// `tomorrow`, `next Friday`, `下周三`, `in 3 days`, `3天后`.
fn word_day(line: &[char], at: usize, today: Day) -> Option<Found<Day>> {
    let found = |end: usize, days: i32| Some((at..end, Some(Day(today.0 + days)).filter(|day| *day <= Day::MAX)));
    if let Some((end, days)) = DAYS.iter().find_map(|(name, days)| word(line, at, name).map(|end| (end, *days))) {
        return found(end, days);
    }
    let (monday, behind) = (7 - weekday(today), |name: i32| (name - weekday(today) + 6).rem_euclid(7) + 1);
    if let Some(end) = word(line, at, "next") {
        let from = blanks(line, end);
        if let Some(end) = word(line, from, "week") {
            return found(end, monday);
        }
        let (end, name) = weekday_word(line, from, true)?;
        return found(end, monday + name);
    }
    let said_on = at >= 3 && word(line, at - 3, "on").is_some();
    if let Some((end, name)) = weekday_word(line, at, said_on) {
        return found(end, behind(name));
    }
    if let Some(end) = word(line, at, "in") {
        let (n, end) = number(line, blanks(line, end))?;
        let unit = blanks(line, end);
        let units = [("days", 1), ("day", 1), ("weeks", 7), ("week", 7)];
        let (end, days) = units.iter().find_map(|(name, days)| word(line, unit, name).map(|end| (end, *days)))?;
        return found(end, n as i32 * days);
    }
    // "每周一" is every Monday, not the next one.
    if at > 0 && matches!(line[at - 1], '每' | '上') {
        return None;
    }
    let weeks = ["下下", "下", "这", "本", ""].iter().find(|word| starts(line, at, word))?;
    let from = at + weeks.chars().count();
    let week = ["星期", "礼拜", "周"].iter().find(|word| starts(line, from, word));
    if let Some(week) = week {
        let from = from + week.chars().count();
        let name = line.get(from).and_then(|c| "一二三四五六日天".chars().position(|sign| sign == *c));
        let name = name.map(|name| name.min(6) as i32);
        return match (*weeks, name) {
            ("下下", name) => found(from + usize::from(name.is_some()), monday + 7 + name.unwrap_or(0)),
            ("下", name) => found(from + usize::from(name.is_some()), monday + name.unwrap_or(0)),
            ("这" | "本", Some(name)) => found(from + 1, monday - 7 + name),
            ("", Some(name)) => found(from + 1, behind(name)),
            _ => None,
        };
    }
    if !line[at].is_ascii_digit() || (at > 0 && line[at - 1].is_ascii_digit()) {
        return None;
    }
    let (n, end) = number(line, at)?;
    let unit = [("天后", 1), ("天之后", 1), ("周后", 7)].iter().find(|(unit, _)| starts(line, end, unit))?;
    found(end + unit.0.chars().count(), n as i32 * unit.1)
}

fn weekday_word(line: &[char], at: usize, short: bool) -> Option<(usize, i32)> {
    (0..).zip(&WEEKDAYS).find_map(|(n, (long, abbreviation))| {
        let end = word(line, at, long).or_else(|| word(line, at, abbreviation).filter(|_| short));
        end.map(|end| (end, n))
    })
}

/// `2026-12-01`, `1/12`, `12月1日`.
fn date(line: &[char], at: usize, today: Day, order: DateOrder) -> Option<Found<Day>> {
    let part = |c: &char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '号');
    if !line[at].is_ascii_digit() || (at > 0 && (part(&line[at - 1]) || line[at - 1].is_ascii_alphanumeric())) {
        return None;
    }
    let run = line[at..].iter().take_while(|c| part(c)).count();
    let chinese = line[at..at + run].contains(&'月');
    // A sentence may end here.
    let end = at + run - line[at..at + run].iter().rev().take_while(|c| matches!(c, '.' | '-' | '/')).count();
    let text: String = line[at..end].iter().collect();
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let separated = text.contains(['-', '/', '.']) || chinese;
    let looks = match numbers {
        3 => separated,
        // "24/7" is a way to say always, and "3.5" or "10-12" are numbers.
        2 => (chinese || text.contains('/')) && text != "24/7",
        1 => text.len() == 8 && (text.starts_with("19") || text.starts_with("20")),
        _ => false,
    };
    let glued = line.get(end).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '%'));
    if !looks || glued {
        return None;
    }
    // A fraction is a number, too: only a date that does not exist with all its parts is told.
    let order = if chinese { DateOrder::YearFirst } else { order };
    let meant = days::read(&text, Some(today), order);
    // Without its year it is the next one.
    let passed = meant.filter(|meant| numbers == 2 && *meant < today);
    let meant = passed.map(Day::ymd).and_then(|(year, month, day)| Day::from_ymd(year + 1, month, day)).or(meant);
    (meant.is_some() || numbers == 3 || chinese).then_some((at..end, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        Some(Day::parse_iso(text).expect("a day"))
    }

    /// 2026-11-29 is a Sunday.
    fn read(text: &str) -> (String, Option<Day>, Option<u32>) {
        let read = super::read(text, Day::parse_iso("2026-11-29").expect("a day"), DateOrder::DayFirst);
        assert_eq!(read.wrong, None, "{text}");
        (read.what, read.day, read.minute)
    }

    fn said(what: &str, day: Option<Day>, minute: Option<u32>) -> (String, Option<Day>, Option<u32>) {
        (what.to_owned(), day, minute)
    }

    #[test]
    fn english_lines_are_read() {
        assert_eq!(read("Call Li tomorrow 15:00"), said("Call Li", day("2026-11-30"), Some(900)));
        assert_eq!(read("tomorrow at 9 Call Li"), said("Call Li", day("2026-11-30"), Some(540)));
        assert_eq!(read("Send the offer"), said("Send the offer", None, None));
        assert_eq!(read("Lunch with Ann at 12:30pm today"), said("Lunch with Ann", day("2026-11-29"), Some(750)));
        assert_eq!(read("Review 3 pm"), said("Review", None, Some(900)));
        assert_eq!(read("Gym 12am Monday"), said("Gym", day("2026-11-30"), Some(0)));
        assert_eq!(read("Visit on Friday"), said("Visit", day("2026-12-04"), None));
        assert_eq!(read("Visit on fri 10:15"), said("Visit", day("2026-12-04"), Some(615)));
        assert_eq!(read("Plan next Tuesday"), said("Plan", day("2026-12-01"), None));
        assert_eq!(read("Plan next week"), said("Plan", day("2026-11-30"), None));
        assert_eq!(read("Invoice in 2 weeks"), said("Invoice", day("2026-12-13"), None));
        assert_eq!(read("Pay 2026-12-05"), said("Pay", day("2026-12-05"), None));
        assert_eq!(read("Pay by 5/12"), said("Pay", day("2026-12-05"), None));
        assert_eq!(read("Pay by 5/1"), said("Pay", day("2027-01-05"), None));
    }

    #[test]
    fn chinese_lines_are_read() {
        assert_eq!(read("明天 15:00 给李总打电话"), said("给李总打电话", day("2026-11-30"), Some(900)));
        assert_eq!(read("明天下午3点给李总打电话"), said("给李总打电话", day("2026-11-30"), Some(900)));
        assert_eq!(read("下周三上午十点半开会"), said("开会", day("2026-12-02"), Some(630)));
        assert_eq!(read("周五拜访"), said("拜访", day("2026-12-04"), None));
        assert_eq!(read("今晚8点吃饭"), said("吃饭", day("2026-11-29"), Some(1200)));
        assert_eq!(read("12月5日交报价"), said("交报价", day("2026-12-05"), None));
        assert_eq!(read("3天后回访"), said("回访", day("2026-12-02"), None));
        assert_eq!(read("大后天１５：３０ 面谈"), said("面谈", day("2026-12-02"), Some(930)));
        assert_eq!(read("中午12点见面"), said("见面", None, Some(720)));
    }

    #[test]
    fn what_is_no_day_and_no_time_stays_in_the_text() {
        for text in [
            "24/7 support",
            "Order 3.5 kg",
            "Room 10-12",
            "sun cream",
            "Atlas 9",
            "ISO 9001:2015 audit",
            "1234567890",
            "by the way",
            "Buy 2 boxes",
        ] {
            assert_eq!(read(text), said(text, None, None));
        }
    }

    #[test]
    fn days_and_times_that_do_not_exist_are_told() {
        for (text, wrong) in [("Pay 2026-02-30", "2026-02-30"), ("2月30日付款", "2月30日"), ("Call 25:00", "25:00")]
        {
            let read = super::read(text, Day(20_000), DateOrder::YearFirst);
            assert_eq!(read.wrong.as_deref(), Some(wrong), "{text}");
        }
    }

    #[test]
    fn any_text_is_read_without_harm() {
        let pieces = [
            "at",
            " ",
            "明天",
            "今晚",
            "下",
            "周",
            "2026-",
            "12:",
            "3",
            "点",
            "半",
            "/",
            "on",
            "in",
            "天后",
            "９",
            "pm",
            "王",
            "every ",
            "每",
            "隔",
            "一",
            "、",
            "1st",
            "month",
            "\u{1f600}",
        ];
        let mut state = 7_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..8 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text += pieces[(state >> 33) as usize % pieces.len()];
            }
            super::read(&text, Day(20_000), DateOrder::MonthFirst);
        }
    }
}
