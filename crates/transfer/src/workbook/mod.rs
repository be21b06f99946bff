//! Workbooks (XLSX): their sheets as the text of a table, one line a row, so that all that is known about text files holds for them.

mod bound;
mod cell;
mod table;

use calamine::{Reader, Xlsx, XlsxError};
use protocol::import::FileError;
use std::io::Cursor;
use std::rc::Rc;

/// Stands for a line break within a cell, so that every row of a sheet stays one line of text.
pub const BREAK: char = '\u{2028}';

/// An open workbook.
pub struct Workbook {
    xlsx: Xlsx<Cursor<Rc<[u8]>>>,
    names: Vec<String>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its rows as comma-separated values.
    pub text: String,
    /// Cells that hold an error and are left empty.
    pub errors: u32,
}

impl Workbook {
    /// Reads what all sheets share. Nothing is unpacked before it is known to how much.
    ///
    /// # Errors
    /// [`FileError::Locked`], [`FileError::Inflates`], [`FileError::Workbook`] or [`FileError::NoSheet`].
    pub fn open(bytes: Vec<u8>) -> Result<Workbook, FileError> {
        let bytes: Rc<[u8]> = bytes.into();
        bound::check(&bytes)?;
        let xlsx = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let names = xlsx.sheet_names();
        if names.is_empty() { Err(FileError::NoSheet) } else { Ok(Workbook { xlsx, names }) }
    }

    /// The names of its sheets.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The first sheet in which something stands.
    ///
    /// # Errors
    /// As [`Workbook::sheet`]; [`FileError::NoSheet`] where all are empty.
    pub fn first_with_data(&mut self) -> Result<(usize, Sheet), FileError> {
        let mut failed = None;
        for at in 0..self.names.len() {
            match self.sheet(at) {
                Ok(sheet) if !sheet.text.is_empty() => return Ok((at, sheet)),
                Ok(_) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        Err(failed.unwrap_or(FileError::NoSheet))
    }

    /// Reads one sheet.
    ///
    /// # Errors
    /// [`FileError::TooManyColumns`], [`FileError::Inflates`], [`FileError::Workbook`] or, where there is no such sheet,
    /// [`FileError::NoSheet`].
    pub fn sheet(&mut self, at: usize) -> Result<Sheet, FileError> {
        let name = self.names.get(at).ok_or(FileError::NoSheet)?;
        let mut cells = match self.xlsx.worksheet_cells_reader(name) {
            Ok(cells) => cells,
            // A sheet that is a chart has no cells.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(Sheet::default()),
            Err(error) => return Err(damaged(&error)),
        };
        let mut table = table::Table::default();
        while let Some(found) = cells.next_cell().map_err(|error| damaged(&error))? {
            table.add(found.get_position(), found.get_value())?;
        }
        table.finish()
    }
}

fn damaged(error: &XlsxError) -> FileError {
    match error {
        XlsxError::Password => FileError::Locked,
        other => FileError::Workbook(other.to_string()),
    }
}
