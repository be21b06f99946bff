//! What a list shows, as a CSV file that every spreadsheet opens without running anything.

use super::{Source, select};
use model::formula::neutral;
use model::{Currency, FieldId, OptionId, Value};
use protocol::{Headings, RecordsQuery, Zone};

/// Spreadsheets take the file for UTF-8 by this.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The whole list that a query selects, its columns under the given headings. Amounts of other currencies than the book's say theirs.
pub fn csv(source: &Source, query: &RecordsQuery, headings: &Headings, own: Currency) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    // Writing into memory does not fail.
    let _ = writer.write_record(&headings.columns);
    if let Some(table) = source.workspace.table(query.collection) {
        let cell = |row: u32, field: FieldId| cell(source, field, source.readable(table, row, field), headings, own);
        for row in select(source, table, query, usize::MAX) {
            let _ = writer.write_record(query.columns.iter().map(|&field| cell(row, field)));
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(source: &Source, field: FieldId, value: Value, headings: &Headings, own: Currency) -> String {
    match value {
        Value::Bool(on) => if on { &headings.yes } else { &headings.no }.clone(),
        Value::Option(id) => word(headings, field, id),
        Value::Instant(millis) => instant(millis, source.zone),
        Value::Money(money) if money.currency != own => format!("{} {}", money.plain(), money.currency.code()),
        // Figures and days begin with what the book says, not with what somebody typed.
        Value::Number(_) | Value::Money(_) | Value::Day(_) => source.shown(&value),
        Value::References(_) => neutral(&source.shown(&value).replace('\n', "; ")),
        value => neutral(&source.shown(&value).replace('\r', "")),
    }
}

fn word(headings: &Headings, field: FieldId, id: OptionId) -> String {
    let words = headings.options.iter().filter(|(of, ..)| *of == field);
    let word = words.flat_map(|(_, words)| words).find(|(known, _)| *known == id);
    word.map_or_else(|| format!("#{}", id.0), |(_, word)| neutral(word))
}

/// `2026-11-24 09:30`, as the reader's clocks show it: an import reads it so.
fn instant(millis: i64, zone: &Zone) -> String {
    let (day, minutes) = zone.local(millis);
    format!("{} {:02}:{:02}", day.iso(), minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::instant;
    use protocol::{GREENWICH, Zone};

    #[test]
    fn moments_are_told_as_clocks_show_them() {
        assert_eq!(instant(-60_000, &GREENWICH), "1969-12-31 23:59");
        assert_eq!(instant(-60_000, &Zone::fixed(480)), "1970-01-01 07:59");
        assert_eq!(instant(0, &Zone::fixed(-330)), "1969-12-31 18:30");
    }
}
