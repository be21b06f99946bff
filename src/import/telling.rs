//! Which of the dates on screen shows best how two readings differ.

use super::decide::column;
use model::Day;
use protocol::import::{DayFormat, Preview, Role};

/// A value of the day column that the readings of a question take differently, with what each makes of it. The question
/// brings the first value, and `01/01/2023` would ask nothing. `None` where no value on screen tells the readings apart.
pub(super) fn telling_day(preview: &Preview, readings: &[(DayFormat, Day)]) -> Option<(String, Vec<(DayFormat, Day)>)> {
    let column = column(preview, Role::Day)?;
    let texts = preview.sample.iter().filter_map(|row| row.raw.get(column));
    let mut read = texts.filter_map(|text| {
        let days: Option<Vec<_>> = readings.iter().map(|(format, _)| Some((*format, day_of(text, *format)?))).collect();
        Some((text.clone(), days?))
    });
    read.find(|(_, days)| days.windows(2).any(|pair| pair[0].1 != pair[1].1))
}

/// A date of three numbers with a year in full; the importer knows all other forms.
fn day_of(text: &str, format: DayFormat) -> Option<Day> {
    let date = text.split_whitespace().next()?;
    let parts: Option<Vec<u32>> = date.split(['/', '-', '.']).map(|part| part.parse().ok()).collect();
    let &[a, b, c] = parts?.as_slice() else { return None };
    let (year, month, day) = match format {
        DayFormat::Ymd => (a, b, c),
        DayFormat::Dmy => (c, b, a),
        DayFormat::Mdy => (c, a, b),
        _ => return None,
    };
    if year < 1000 { None } else { Day::from_ymd(i32::try_from(year).ok()?, month, day) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::decide::tests::mapping;
    use protocol::import::{Mapping, SampleRow};

    #[test]
    fn a_question_about_days_shows_one_that_the_readings_take_differently() {
        let mapping = Mapping { day: DayFormat::Mdy, ..mapping(&[Role::Day]) };
        let same = Day::from_ymd(2023, 1, 1).expect("day");
        let readings = [(DayFormat::Mdy, same), (DayFormat::Dmy, same)];
        let row = |text: &str| SampleRow { line: 1, raw: vec![text.into()], read: vec![None] };
        let preview = |texts: &[&str]| Preview {
            bytes: 1,
            rows: 1,
            skipped: 0,
            columns: Vec::new(),
            sheets: Vec::new(),
            errors: 0,
            fingerprint: 0,
            fields: Vec::new(),
            mapping: mapping.clone(),
            questions: Vec::new(),
            unknown: Vec::new(),
            sample: texts.iter().map(|text| row(text)).collect(),
        };
        let day = |month, day| Day::from_ymd(2023, month, day).expect("day");
        let told = telling_day(&preview(&["01/01/2023", "02/08/2023 10:00"]), &readings).expect("told");
        assert_eq!(told.1, [(DayFormat::Mdy, day(2, 8)), (DayFormat::Dmy, day(8, 2))]);
        assert_eq!(telling_day(&preview(&["01/01/2023", "1/2/23", "12772.0"]), &readings), None);
    }
}
