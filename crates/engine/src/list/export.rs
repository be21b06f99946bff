//! What a list shows, as a CSV file that every spreadsheet opens without running anything.

use super::{Source, select};
use model::formula::neutral;
use model::{FieldId, OptionId, Value};
use protocol::{Headings, RecordsQuery};

/// Spreadsheets take the file for UTF-8 by this.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The whole list that a query selects, its columns under the given headings.
pub fn csv(source: &Source, query: &RecordsQuery, headings: &Headings) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    // Writing into memory does not fail.
    let _ = writer.write_record(&headings.columns);
    if let Some(table) = source.workspace.table(query.collection) {
        for row in select(source, table, query, usize::MAX) {
            let cells =
                query.columns.iter().map(|&field| cell(source, field, &source.readable(table, row, field), headings));
            let _ = writer.write_record(cells);
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(source: &Source, field: FieldId, value: &Value, headings: &Headings) -> String {
    match value {
        Value::Bool(on) => if *on { &headings.yes } else { &headings.no }.clone(),
        Value::Option(id) => word(headings, field, *id),
        Value::Instant(millis) => instant(*millis),
        // Figures and days begin with what the book says, not with what somebody typed.
        Value::Number(_) | Value::Money(_) | Value::Day(_) => source.shown(value),
        value => neutral(&source.shown(value).replace('\n', "; ").replace('\r', "")),
    }
}

fn word(headings: &Headings, field: FieldId, id: OptionId) -> String {
    let words = headings.options.iter().filter(|(of, ..)| *of == field);
    let word = words.flat_map(|(_, words)| words).find(|(known, _)| *known == id);
    word.map_or_else(|| format!("#{}", id.0), |(_, word)| neutral(word))
}

/// `2026-11-24 09:30`, in universal time.
fn instant(millis: i64) -> String {
    let day = model::Day::of_instant(millis, 0);
    let minutes = millis.div_euclid(60_000).rem_euclid(24 * 60);
    format!("{} {:02}:{:02}", day.iso(), minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn moments_are_told_in_universal_time() {
        assert_eq!(instant(-60_000), "1969-12-31 23:59");
    }
}
