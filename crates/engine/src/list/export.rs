//! What a list shows, as a CSV file that every spreadsheet opens without running anything.

use super::{Source, select};
use crate::records::{dead_rows, hanging};
use crate::table::Table;
use model::formula::neutral;
use model::names;
use model::schema::{Key, customer, opportunity_line, order_line};
use model::{CollectionId, Currency, FieldId, OptionId, RecordId, Value, collection};
use protocol::{Headings, RecordsQuery, Zone};

/// Spreadsheets take the file for UTF-8 by this.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The whole list that a query selects, or the lines of its orders or opportunities, its columns under the given headings. Amounts of other currencies than the book's say theirs.
pub fn csv(source: &Source, query: &RecordsQuery, headings: &Headings, own: Currency) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    // Writing into memory does not fail.
    let _ = writer.write_record(headings.columns.iter().map(|heading| neutral(heading)));
    let listed = source.workspace.table(query.collection);
    let listed = listed.map(|table| (table, select(source, table, query, usize::MAX)));
    let written = match headings.lines {
        true => listed.and_then(|(table, rows)| lines(source, table, &rows, query.deleted)),
        false => listed,
    };
    if let Some((table, rows)) = written {
        let cell = |row: u32, field: FieldId| cell(source, field, source.readable(table, row, field), headings, own);
        for row in rows {
            let _ = writer.write_record(query.columns.iter().map(|&field| cell(row, field)));
        }
    }
    writer.into_inner().unwrap_or_default()
}

/// The lines of these orders or opportunities, in the order of these; those that were deleted along with the deleted ones.
fn lines<'a>(source: &Source<'a>, of: &Table, rows: &[u32], deleted: bool) -> Option<(&'a Table, Vec<u32>)> {
    let are_lines = |(part, _): &&(CollectionId, FieldId)| [order_line::ID, opportunity_line::ID].contains(part);
    let (part, field) = hanging(of.collection()).iter().find(are_lines)?;
    let workspace = source.workspace;
    let table = workspace.table(*part)?;
    let names = table.column(*field)?;
    let mut place = vec![None; of.len() as usize];
    for (at, &row) in rows.iter().enumerate() {
        if let Some(place) = place.get_mut(row as usize) {
            *place = Some(at);
        }
    }
    let of_row = |row: u32| {
        let named = names.reference(row).and_then(|named| workspace.ids.row(named, of.collection()))?;
        // What was taken out before does not come back with them either.
        if deleted && table.stamp(row, FieldId::ALIVE) != of.stamp(named, FieldId::ALIVE) {
            return None;
        }
        Some((*place.get(named as usize)?.as_ref()?, row))
    };
    let mut found: Vec<(usize, u32)> = match deleted {
        true => dead_rows(table).filter_map(of_row).collect(),
        false => table.alive_rows().filter_map(of_row).collect(),
    };
    found.sort_unstable();
    Some((table, found.into_iter().map(|(_, row)| row).collect()))
}

fn cell(source: &Source, field: FieldId, value: Value, headings: &Headings, own: Currency) -> String {
    match value {
        Value::Bool(on) => if on { &headings.yes } else { &headings.no }.clone(),
        Value::Option(id) => word(headings, field, id),
        Value::Instant(millis) => instant(millis, source.zone),
        Value::Money(money) if money.currency != own => format!("{} {}", money.plain(), money.currency.code()),
        // Figures and days begin with what the book says, not with what somebody typed.
        Value::Number(_) | Value::Money(_) | Value::Day(_) => source.shown(&value),
        Value::Reference(id) => neutral(&named(source, id).replace('\r', "")),
        Value::References(_) => names::join(source.shown(&value).replace('\r', "").split('\n')),
        value => neutral(&source.shown(&value).replace('\r', "")),
    }
}

/// A record as a file names it: what has no name of its own by the id that another system gave, which means nobody else.
fn named(source: &Source, id: RecordId) -> String {
    let foreign = || {
        let ids = &source.workspace.ids;
        let (of, _) = ids.place(ids.find(id)?)?;
        let (table, row) = source.workspace.find(of, id)?;
        let external = collection(of)?.external_id().filter(|_| table.text(row, customer::NAME).is_empty())?;
        Some(table.text(row, Key::new(external.0)).to_string()).filter(|text| !text.is_empty())
    };
    foreign().unwrap_or_else(|| source.shown(&Value::Reference(id)))
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
