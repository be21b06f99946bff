//! Cells as they come to lines of comma-separated values, all of the same width.

use super::{Sheet, cell};
use crate::limits::{CELLS_MAX, COLUMNS_MAX, FILE_BYTES_MAX, SHEET_ROWS_MAX};
use calamine::DataRef;
use protocol::import::FileError;

/// A sheet in the making.
#[derive(Default)]
pub struct Table {
    text: String,
    /// Where each row ends in `text`, and how many fields it has.
    rows: Vec<(u32, u16)>,
    /// The row under way: its number, and its cells that are not empty.
    at: u32,
    row: Vec<(u32, String)>,
    cells: u64,
    errors: u32,
}

impl Table {
    /// Takes a cell at (row, column).
    ///
    /// # Errors
    /// [`FileError::TooManyColumns`], [`FileError::Inflates`], [`FileError::Workbook`].
    pub fn add(&mut self, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), FileError> {
        let mut text = String::new();
        if cell::write(value, &mut text).is_none() {
            self.errors = self.errors.saturating_add(1);
        }
        if text.is_empty() {
            return Ok(());
        }
        let max = u32::try_from(COLUMNS_MAX).unwrap_or(u32::MAX);
        if column >= max {
            return Err(FileError::TooManyColumns { found: column.saturating_add(1), max });
        }
        if row >= SHEET_ROWS_MAX || row < self.at {
            return Err(FileError::Workbook(format!("row {}", u64::from(row) + 1)));
        }
        self.cells += 1;
        if self.cells > CELLS_MAX {
            return Err(FileError::Inflates { max_bytes: FILE_BYTES_MAX });
        }
        while self.at < row {
            self.end_row()?;
        }
        self.row.push((column, text));
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), FileError> {
        // Nearly always in order already.
        self.row.sort_by_key(|(column, _)| *column);
        let mut fields = 0;
        for (column, text) in self.row.drain(..) {
            while fields <= column {
                if fields > 0 {
                    self.text.push(',');
                }
                fields += 1;
            }
            if text.contains([',', '"']) || text.starts_with(' ') {
                self.text.push('"');
                self.text.push_str(&text.replace('"', "\"\""));
                self.text.push('"');
            } else {
                self.text.push_str(&text);
            }
        }
        if self.text.len() as u64 > FILE_BYTES_MAX {
            return Err(FileError::Inflates { max_bytes: FILE_BYTES_MAX });
        }
        self.rows.push((self.text.len() as u32, fields as u16));
        self.at += 1;
        Ok(())
    }

    /// The whole sheet: every row that is not blank gets as many fields as the widest has.
    ///
    /// # Errors
    /// [`FileError::Inflates`] where that is too much.
    pub fn finish(mut self) -> Result<Sheet, FileError> {
        if !self.row.is_empty() {
            self.end_row()?;
        }
        let width = self.rows.iter().map(|(_, fields)| *fields).max().unwrap_or(0);
        let padding = |fields: u16| if fields == 0 { 0 } else { usize::from(width - fields) };
        let total: u64 = self.rows.iter().map(|(_, fields)| padding(*fields) as u64 + 1).sum();
        if self.text.len() as u64 + total > FILE_BYTES_MAX {
            return Err(FileError::Inflates { max_bytes: FILE_BYTES_MAX });
        }
        // From the last row to the first, each moved to its place in the same memory.
        let mut bytes = self.text.into_bytes();
        let mut to = bytes.len() + total as usize;
        let mut from = bytes.len();
        bytes.resize(to, b'\n');
        for index in (0..self.rows.len()).rev() {
            let (_, fields) = self.rows[index];
            let start = index.checked_sub(1).map_or(0, |before| self.rows[before].0 as usize);
            to -= 1;
            bytes[to] = b'\n';
            let commas = padding(fields);
            bytes[to - commas..to].fill(b',');
            to -= commas;
            let len = from - start;
            bytes.copy_within(start..from, to - len);
            to -= len;
            from = start;
        }
        let text = String::from_utf8(bytes).map_err(|error| FileError::Workbook(error.to_string()))?;
        Ok(Sheet { text: if width == 0 { String::new() } else { text }, errors: self.errors })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cells: &[((u32, u32), &str)]) -> Result<Sheet, FileError> {
        let mut table = Table::default();
        for (at, text) in cells {
            table.add(*at, &DataRef::String((*text).to_owned()))?;
        }
        table.finish()
    }

    #[test]
    fn rows_keep_their_numbers_and_have_one_width() {
        let found = sheet(&[((0, 0), "a"), ((0, 2), "c,\"d\""), ((2, 1), "王"), ((3, 1), "y"), ((3, 0), "x")]);
        assert_eq!(found.expect("a sheet").text, "a,,\"c,\"\"d\"\"\"\n\n,王,\nx,y,\n");
    }

    #[test]
    fn nothing_is_set_aside_for_cells_that_are_not_there() {
        let corner = ((1_048_575, 16_383), "x");
        assert_eq!(sheet(&[((0, 0), "a"), corner]), Err(FileError::TooManyColumns { found: 16_384, max: 1_000 }));
        let far = sheet(&[((0, 0), "a"), ((1_048_575, 0), "z")]).expect("a sheet");
        assert_eq!(far.text.len(), 2 + 1_048_576);
        assert!(sheet(&[((5, 0), "a"), ((4, 0), "b")]).is_err(), "rows in another order");
        assert_eq!(sheet(&[]).expect("a sheet").text, "");
    }
}
