//! All rows of a file of records: its chunks put together, and their cells as values.

use model::{CollectionId, Day, Decimal, FieldId, Money, OptionId, Value};
use protocol::import::{Cells, NO_DAY, NO_INT, NO_OPTION, RecordColumn, RecordRows};
use xxhash_rust::xxh3::Xxh3;

/// The rows.
#[derive(Default)]
pub struct Batch {
    pub(super) lines: Vec<u32>,
    pub(super) columns: Vec<RecordColumn>,
}

impl Batch {
    /// Appends a chunk.
    pub fn push(&mut self, chunk: RecordRows) {
        self.lines.extend(chunk.lines);
        if self.columns.is_empty() {
            self.columns = chunk.columns;
            return;
        }
        for (column, more) in self.columns.iter_mut().zip(chunk.columns) {
            column.cells.append(more.cells);
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True for no rows.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The column that fills a field.
    pub(super) fn find(&self, of: CollectionId, field: FieldId) -> Option<usize> {
        self.columns.iter().position(|column| (column.of, column.field) == (of, field))
    }

    /// The words of a column that names records.
    pub(super) fn dictionary(&self, column: usize) -> &[String] {
        match &self.columns[column].cells {
            Cells::Word { new, .. } | Cells::Words { new, .. } => new,
            _ => &[],
        }
    }

    /// The file's number of a column.
    pub(super) fn place(&self, column: usize) -> Option<u32> {
        Some(self.columns[column].column).filter(|column| *column != u32::MAX)
    }

    /// A number for all that a row says.
    pub(super) fn content(&self, row: usize) -> u128 {
        let mut hash = Xxh3::new();
        for (at, column) in self.columns.iter().enumerate() {
            if column.cells.is_empty(row) {
                continue;
            }
            hash.update(&[column.of.0]);
            hash.update(&column.field.0.to_le_bytes());
            match &column.cells {
                Cells::Text { .. } => hash.update(column.cells.text(row).as_bytes()),
                Cells::Word { .. } | Cells::Words { .. } => {
                    for word in column.cells.words(row) {
                        let word = self.dictionary(at).get(*word as usize).map_or("", String::as_str);
                        hash.update(word.to_lowercase().as_bytes());
                        hash.update(&[0]);
                    }
                }
                cells => match plain(cells, row) {
                    Value::Money(money) => {
                        hash.update(&money.minor.to_le_bytes());
                        hash.update(money.currency.code().as_bytes());
                    }
                    Value::Number(number) => hash.update(&number.0.to_le_bytes()),
                    Value::Instant(millis) => hash.update(&millis.to_le_bytes()),
                    Value::Day(day) => hash.update(&day.0.to_le_bytes()),
                    Value::Option(option) => hash.update(&option.0.to_le_bytes()),
                    Value::Bool(on) => hash.update(&[u8::from(on)]),
                    _ => {}
                },
            }
        }
        hash.digest128()
    }
}

/// A cell that names no records as a value.
pub(super) fn plain(cells: &Cells, row: usize) -> Value {
    if cells.is_empty(row) {
        return Value::Empty;
    }
    match cells {
        Cells::Text { .. } => Value::Text(cells.text(row).to_owned()),
        Cells::Bool(cells) => Value::Bool(cells[row] == 2),
        Cells::Number(cells) => Value::Number(Decimal(cells[row])),
        Cells::Money { .. } => money(cells, row).map_or(Value::Empty, Value::Money),
        Cells::Day(cells) => Value::Day(Day(cells[row])),
        Cells::Instant(cells) => Value::Instant(cells[row]),
        Cells::Option(cells) => Value::Option(OptionId(cells[row])),
        Cells::Word { .. } | Cells::Words { .. } => Value::Empty,
    }
}

/// The amount in a row of a money column.
pub(super) fn money(cells: &Cells, row: usize) -> Option<Money> {
    let Cells::Money { minor, index, currencies } = cells else { return None };
    let minor = *minor.get(row).filter(|minor| **minor != NO_INT)?;
    Some(Money { minor, currency: *currencies.get(usize::from(*index.get(row)?))? })
}

/// The yes or no in a row of such a column.
pub(super) fn yes(cells: &Cells, row: usize) -> Option<bool> {
    let Cells::Bool(cells) = cells else { return None };
    cells.get(row).filter(|cell| matches!(cell, 1 | 2)).map(|cell| *cell == 2)
}

/// The instant in a row of an instant column.
pub(super) fn instant(cells: &Cells, row: usize) -> Option<i64> {
    let Cells::Instant(cells) = cells else { return None };
    cells.get(row).copied().filter(|instant| *instant != NO_INT)
}

/// The number in a row of a number column.
pub(super) fn number(cells: &Cells, row: usize) -> Option<i64> {
    let Cells::Number(cells) = cells else { return None };
    cells.get(row).copied().filter(|number| *number != NO_INT)
}

/// The day in a row of a day column.
pub(super) fn day(cells: &Cells, row: usize) -> Option<Day> {
    let Cells::Day(cells) = cells else { return None };
    cells.get(row).copied().filter(|day| *day != NO_DAY).map(Day)
}

/// The option in a row of an option column.
pub(super) fn option(cells: &Cells, row: usize) -> Option<OptionId> {
    let Cells::Option(cells) = cells else { return None };
    cells.get(row).copied().filter(|option| *option != NO_OPTION).map(OptionId)
}
