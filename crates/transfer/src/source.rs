//! A file as the text of a table, be it text or a workbook.

use crate::encoding::{Content, Decode};
use crate::kind_of_file;
use crate::limits::FILE_BYTES_MAX;
use crate::workbook::{Sheet, Workbook};
use protocol::import::{Delimiter, Encoding, FileError, Mapping};

/// An open file.
pub struct Source {
    content: Content,
    /// Bytes of the file.
    pub size: u64,
    /// Cells of the sheet that hold an error.
    pub errors: u32,
    /// Names of the sheets; none for a file of text.
    pub sheets: Vec<String>,
    sheet: u32,
    /// Kept where there is another sheet to choose.
    workbook: Option<Workbook>,
}

/// An archive that holds a locked workbook has a part of this name (UTF-16).
const LOCKED: &str = "EncryptedPackage";

impl Source {
    /// Finds out what the bytes are, and reads them.
    ///
    /// # Errors
    /// As [`Content::guess`] and [`Workbook::open`].
    pub fn open(bytes: Vec<u8>, decode: &Decode) -> Result<Source, FileError> {
        let size = bytes.len() as u64;
        if size > FILE_BYTES_MAX {
            return Err(FileError::TooLarge { bytes: size, max_bytes: FILE_BYTES_MAX });
        }
        match kind_of_file::magic(&bytes) {
            Some("xlsx") => {}
            Some("xls") if is_locked(&bytes) => return Err(FileError::Locked),
            _ => {
                let content = Content::guess(bytes, decode)?;
                return Ok(Source { content, size, errors: 0, sheets: Vec::new(), sheet: 0, workbook: None });
            }
        }
        let mut workbook = Workbook::open(bytes)?;
        let (at, sheet) = workbook.first_with_data()?;
        let sheets = workbook.names().to_vec();
        let workbook = Some(workbook).filter(|_| sheets.len() > 1);
        let Sheet { text, errors } = sheet;
        let sheet = u32::try_from(at).unwrap_or(u32::MAX);
        Ok(Source { content: Content::Utf8(text), size, errors, sheets, sheet, workbook })
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.content.text()
    }

    /// How the bytes were read.
    pub fn encoding(&self) -> Encoding {
        self.content.encoding()
    }

    /// Which sheet.
    pub fn sheet(&self) -> u32 {
        self.sheet
    }

    /// How fields are separated, where that is known for certain.
    pub fn delimiter(&self) -> Option<Delimiter> {
        (!self.sheets.is_empty()).then_some(Delimiter::Comma)
    }

    /// The file as the mapping wants it read, where that is another way.
    ///
    /// # Errors
    /// As [`Content::reread`] and [`Workbook::sheet`]; [`FileError::Empty`] for a sheet in which nothing stands.
    pub fn reread(&mut self, mapping: &Mapping, decode: &Decode) -> Result<Option<Reread>, FileError> {
        if self.sheets.is_empty() {
            let another = mapping.encoding != self.encoding();
            return match another {
                true => Ok(Some(Reread(self.content.reread(mapping.encoding, decode)?, 0, 0))),
                false => Ok(None),
            };
        }
        let Some(workbook) = self.workbook.as_mut().filter(|_| mapping.sheet != self.sheet) else { return Ok(None) };
        let Sheet { text, errors } = workbook.sheet(usize::try_from(mapping.sheet).unwrap_or(usize::MAX))?;
        if text.is_empty() {
            return Err(FileError::Empty);
        }
        Ok(Some(Reread(Content::Utf8(text), mapping.sheet, errors)))
    }

    /// Takes another reading over.
    pub fn adopt(&mut self, Reread(content, sheet, errors): Reread) {
        (self.content, self.sheet, self.errors) = (content, sheet, errors);
    }
}

/// Another reading of a file: its text, sheet and errors.
pub struct Reread(Content, u32, u32);

impl Reread {
    /// The text.
    pub fn text(&self) -> &str {
        self.0.text()
    }
}

fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = LOCKED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}
