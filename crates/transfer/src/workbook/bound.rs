//! What a workbook unpacks to, found out before anything of it is kept.
//!
//! The archive's directory says how long each part is, and may lie. So every part that will be read is unpacked once into
//! nothing: that costs some time and no memory.

use crate::limits::{INFLATED_BYTES_MAX, LINE_BYTES_MAX, PARTS_MAX, STRINGS_BYTES_MAX};
use protocol::import::FileError;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes unpacked at a time.
const PIECE_BYTES: usize = 64 << 10;
/// Bytes of a part within which its encoding is named.
const HEAD_BYTES: usize = 200;
/// By this attribute the table of strings says how many it holds; memory is set aside for as many.
const COUNT: &[u8] = b"uniqueCount";

/// Refuses an archive whose parts are too large, or larger than they say, or hold what would cost memory out of proportion.
///
/// # Errors
/// [`FileError::Inflates`] or [`FileError::Workbook`].
pub fn check(bytes: &[u8]) -> Result<(), FileError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| FileError::Workbook(error.to_string()))?;
    if archive.len() > PARTS_MAX {
        return Err(FileError::Workbook(format!("{} parts", archive.len())));
    }
    let too_much = || FileError::Inflates { max_bytes: INFLATED_BYTES_MAX };
    // What the directory says comes first: an honest bomb is refused without unpacking anything.
    let mut parts = Vec::new();
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| FileError::Workbook(error.to_string()))?;
        let name = part.name().map_err(|error| FileError::Workbook(error.to_string()))?.to_ascii_lowercase();
        // Pictures and the like are never unpacked.
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let strings = name.ends_with("sharedstrings.xml");
        let most = if strings { STRINGS_BYTES_MAX } else { INFLATED_BYTES_MAX };
        total = total.saturating_add(part.size());
        if part.size() > most || total > INFLATED_BYTES_MAX {
            return Err(too_much());
        }
        parts.push((index, name, strings));
    }
    for (index, name, strings) in parts {
        let part = archive.by_index(index).map_err(|error| FileError::Workbook(error.to_string()))?;
        let declared = part.size();
        if scan(part.take(declared + 1), &name, strings)? > declared {
            return Err(too_much());
        }
    }
    Ok(())
}

/// Unpacks a part into nothing; says how long it is.
fn scan(mut part: impl Read, name: &str, strings: bool) -> Result<u64, FileError> {
    let damaged = |what: &str| FileError::Workbook(format!("{name}: {what}"));
    let mut piece = vec![0; PIECE_BYTES];
    let (mut total, mut plain, mut tail) = (0_u64, 0_usize, Vec::new());
    loop {
        let read = part.read(&mut piece).map_err(|error| damaged(&error.to_string()))?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else { return Ok(total) };
        if total == 0 && !is_utf8(bytes) {
            return Err(damaged("not UTF-8"));
        }
        total += read as u64;
        // A text without end would be kept whole before it is seen how long it is.
        let mark = |byte: &u8| *byte == b'<';
        let (first, last) = (bytes.iter().position(mark), bytes.iter().rposition(mark));
        if plain + first.unwrap_or(bytes.len()) > LINE_BYTES_MAX {
            return Err(damaged("a cell without end"));
        }
        plain = last.map_or(plain + bytes.len(), |last| bytes.len() - last);
        if strings {
            tail.extend_from_slice(bytes);
            if counts(&tail).any(|count| count > STRINGS_BYTES_MAX / 5) {
                return Err(FileError::Inflates { max_bytes: STRINGS_BYTES_MAX });
            }
            tail.drain(..tail.len().saturating_sub(COUNT.len() + 30));
        }
    }
}

/// The numbers that stand behind [`COUNT`].
fn counts(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let starts = bytes.windows(COUNT.len()).enumerate().filter(|(_, window)| *window == COUNT).map(|(at, _)| at);
    starts.filter_map(|at| {
        let rest = bytes.get(at + COUNT.len()..)?.iter().skip_while(|byte| !byte.is_ascii_digit()).take(20);
        let digits = rest.take_while(|byte| byte.is_ascii_digit());
        Some(digits.fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))))
    })
}

/// Whether a part is in UTF-8, as all programs write: other encodings would hide from the looks taken here.
fn is_utf8(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD_BYTES.min(bytes.len())).unwrap_or_default();
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let named = text.split_once("encoding=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']).starts_with("utf-8"));
    !head.starts_with(&[0xff, 0xfe]) && !head.starts_with(&[0xfe, 0xff]) && !head.contains(&0) && named != Some(false)
}
