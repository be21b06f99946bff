//! One cell of a sheet as text, as a person would write it into a CSV file.

use super::BREAK;
use calamine::{DataRef, ExcelDateTime};

/// Digits that Excel shows and computes with; what its files hold beyond them is noise (`310.10000000000002`).
const DIGITS: usize = 15;
/// A number with fewer characters than this has no noise.
const SHORT: usize = 16;

/// The text of a cell; `None` where it holds an error.
pub fn write(value: &DataRef<'_>, into: &mut String) -> Option<()> {
    match value {
        DataRef::Empty => {}
        DataRef::Int(number) => into.push_str(&number.to_string()),
        DataRef::Float(number) => into.push_str(&plain(*number)),
        DataRef::String(text) => lines(text, into),
        DataRef::SharedString(text) => lines(text, into),
        DataRef::Bool(true) => into.push_str("TRUE"),
        DataRef::Bool(false) => into.push_str("FALSE"),
        DataRef::DateTime(moment) => into.push_str(&moment_of(moment)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => lines(text, into),
        DataRef::Error(_) => return None,
    }
    Some(())
}

/// A number without exponent and without noise.
fn plain(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let text = number.to_string();
    if text.len() <= SHORT {
        return text;
    }
    format!("{number:.*e}", DIGITS - 1).parse().map_or(text, |rounded: f64| rounded.to_string())
}

/// A date as ISO, with the time of day if it has one; a time alone as such; a span in hours.
fn moment_of(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if moment.is_duration() {
        let seconds = (value * 86_400.0).round();
        return format!(
            "{}:{:02}:{:02}",
            (seconds / 3600.0).trunc(),
            (seconds / 60.0) as i64 % 60,
            seconds as i64 % 60
        );
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (value.fract() == 0.0, (0.0..1.0).contains(&value)) {
        (false, true) => time,
        (true, _) => format!("{year:04}-{month:02}-{day:02}"),
        (false, false) => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}

fn lines(text: &str, into: &mut String) {
    if !text.contains(['\n', '\r']) {
        return into.push_str(text);
    }
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => into.push(BREAK),
            c => into.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_written_as_excel_shows_them() {
        assert_eq!(plain(0.1 + 0.2), "0.3");
        assert_eq!(plain(17_850.0), "17850");
        assert_eq!(plain(1e21), "1000000000000000000000");
        assert_eq!(plain(f64::NAN), "");
    }

    #[test]
    fn the_epoch_of_1904_is_another_day() {
        let date = |value, is_1904| moment_of(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904));
        assert_eq!(date(45_658.0, false), "2025-01-01");
        assert_eq!(date(44_196.0, true), "2025-01-01");
        assert_eq!(date(45_658.5, false), "2025-01-01 12:00:00");
        assert_eq!(date(0.25, false), "06:00:00");
    }
}
