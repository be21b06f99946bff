//! Bytes to text: byte-order marks, UTF-8 and UTF-16 here, GB18030 and Windows-1252 by the decoder that is handed in.

use crate::kind_of_file;
use crate::limits::{FILE_BYTES_MAX, SNIFF_BYTES};
use protocol::import::{Encoding, FileError};

/// Decodes [`Encoding::Gb18030`] or [`Encoding::Windows1252`] strictly: `None` if a byte does not belong. In a browser
/// this is `TextDecoder` with `fatal`.
pub type Decode = dyn Fn(Encoding, &[u8]) -> Option<String>;

/// A file as text, together with its bytes as long as another reading of them may be wanted.
#[derive(Debug)]
pub enum Content {
    /// The bytes are the text.
    Utf8(String),
    /// The bytes had to be decoded.
    Decoded {
        /// As they came.
        bytes: Vec<u8>,
        /// What they say.
        text: String,
        /// How they were read.
        encoding: Encoding,
    },
}

impl Content {
    /// The text without byte-order mark.
    pub fn text(&self) -> &str {
        match self {
            Content::Utf8(text) | Content::Decoded { text, .. } => text.trim_start_matches('\u{feff}'),
        }
    }

    /// How the bytes were read.
    pub fn encoding(&self) -> Encoding {
        match self {
            Content::Utf8(_) => Encoding::Utf8,
            Content::Decoded { encoding, .. } => *encoding,
        }
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Content::Utf8(text) => text.as_bytes(),
            Content::Decoded { bytes, .. } => bytes,
        }
    }

    /// Finds out how the bytes are to be read, and reads them.
    ///
    /// # Errors
    /// [`FileError::Empty`], [`FileError::TooLarge`], [`FileError::Binary`] or [`FileError::UnknownEncoding`].
    pub fn guess(bytes: Vec<u8>, decode: &Decode) -> Result<Content, FileError> {
        let size = bytes.len() as u64;
        if size > FILE_BYTES_MAX {
            return Err(FileError::TooLarge { bytes: size, max_bytes: FILE_BYTES_MAX });
        }
        if let Some(kind) = kind_of_file::magic(&bytes) {
            return Err(FileError::Binary(Some(kind.to_owned())));
        }
        let content = match utf16_kind(&bytes)? {
            Some(encoding) => decoded(bytes, encoding, decode)?,
            None => eight_bit(bytes, decode)?,
        };
        if content.text().trim().is_empty() {
            return Err(FileError::Empty);
        }
        if kind_of_file::is_mostly_control(content.text()) {
            return Err(FileError::Binary(None));
        }
        Ok(content)
    }

    /// Reads the bytes anew in the encoding that the user chose.
    ///
    /// # Errors
    /// [`FileError::UnknownEncoding`] if they are no text in it.
    pub fn reread(&self, encoding: Encoding, decode: &Decode) -> Result<Content, FileError> {
        let content = decoded(self.bytes().to_vec(), encoding, decode)?;
        if content.text().trim().is_empty() { Err(FileError::Empty) } else { Ok(content) }
    }
}

fn decoded(bytes: Vec<u8>, encoding: Encoding, decode: &Decode) -> Result<Content, FileError> {
    let text = match encoding {
        Encoding::Utf8 => return String::from_utf8(bytes).map(Content::Utf8).map_err(|_| FileError::UnknownEncoding),
        Encoding::Utf16Le => utf16(&bytes, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(&bytes, u16::from_be_bytes),
        Encoding::Gb18030 | Encoding::Windows1252 => decode(encoding, &bytes),
    };
    match text {
        Some(text) => Ok(Content::Decoded { bytes, text, encoding }),
        None => Err(FileError::UnknownEncoding),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>().ok()
}

/// UTF-16 by its mark, or by where the zero bytes of its ASCII characters stand. Other zero bytes are no text.
fn utf16_kind(bytes: &[u8]) -> Result<Option<Encoding>, FileError> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(FileError::UnknownEncoding);
    }
    if bytes.starts_with(&[0xff, 0xfe]) {
        return Ok(Some(Encoding::Utf16Le));
    }
    if bytes.starts_with(&[0xfe, 0xff]) {
        return Ok(Some(Encoding::Utf16Be));
    }
    let head = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    let (pairs, _) = head.as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    // One character in ten is a digit, a delimiter or a line break, in any language; the other half has no zeros.
    let many = |zeros: usize| zeros * 10 >= pairs.len();
    let few = |zeros: usize| zeros * 100 <= pairs.len();
    match (first, second) {
        (0, 0) => Ok(None),
        (few_zeros, zeros) if many(zeros) && few(few_zeros) => Ok(Some(Encoding::Utf16Le)),
        (zeros, few_zeros) if many(zeros) && few(few_zeros) => Ok(Some(Encoding::Utf16Be)),
        _ => Err(FileError::Binary(None)),
    }
}

/// UTF-8 if the bytes are that; else GB18030 if they look Chinese; else Windows-1252 if they look Western.
fn eight_bit(bytes: Vec<u8>, decode: &Decode) -> Result<Content, FileError> {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Content::Utf8(text)),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let cut_off = error.utf8_error().error_len().is_none();
            let mut bytes = error.into_bytes();
            let (head, _) = bytes.split_at(good);
            if cut_off && !head.is_ascii() {
                // The file ends within a character: take what is whole; the row it stands in will be seen to be short.
                bytes.truncate(good);
                return decoded(bytes, Encoding::Utf8, decode);
            }
            bytes
        }
    };
    if looks_chinese(&bytes) {
        // A file that was cut off may end within a character of two or four bytes.
        for lost in 0..4 {
            let whole = bytes.get(..bytes.len().saturating_sub(lost)).unwrap_or_default();
            if let Some(text) = decode(Encoding::Gb18030, whole) {
                return Ok(Content::Decoded { bytes, text, encoding: Encoding::Gb18030 });
            }
        }
    }
    if looks_western(&bytes) {
        return decoded(bytes, Encoding::Windows1252, decode);
    }
    Err(FileError::UnknownEncoding)
}

/// Read as GB18030, most characters beyond ASCII are from the old core of the standard (GB2312: both bytes high),
/// which has all that is common. In Western text a letter with an accent mostly stands between plain letters, so
/// that a pair would have one low byte.
fn looks_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut rare) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let Some((&lead, tail)) = rest.split_first() {
        let trail = tail.first().copied().unwrap_or(0);
        let width = match (lead, trail) {
            (0..=0x7f, _) => 1,
            (0xa1..=0xf7, 0xa1..=0xfe) => {
                common += 1;
                2
            }
            (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe) => {
                rare += 1;
                2
            }
            (0x81..=0xfe, b'0'..=b'9') => {
                rare += 1;
                4
            }
            _ => {
                rare += 1;
                1
            }
        };
        rest = rest.get(width..).unwrap_or_default();
    }
    common > 0 && common >= rare * 2
}

/// Few bytes beyond ASCII, nearly all of them letters or typographic marks of Windows-1252.
fn looks_western(bytes: &[u8]) -> bool {
    let (mut high, mut letters) = (0_usize, 0_usize);
    for &byte in bytes {
        match byte {
            0..=0x7f => {}
            0x81 | 0x8d | 0x8f | 0x90 | 0x9d => return false,
            0xc0..=0xff | 0x80 | 0x8a | 0x8c | 0x8e | 0x91..=0x97 | 0x9a | 0x9c | 0x9e | 0x9f | 0xa0 | 0xa3 | 0xb0 => {
                high += 1;
                letters += 1;
            }
            _ => high += 1,
        }
    }
    high * 4 <= bytes.len() && letters * 10 >= high * 8
}
