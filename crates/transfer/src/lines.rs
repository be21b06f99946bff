//! The text's physical lines and quotation marks, before anything is split: what would cost memory is refused here.

use crate::limits::LINE_BYTES_MAX;
use protocol::import::{Delimiter, FileError};

/// The byte of a delimiter that stands alone.
pub fn delimiter_byte(delimiter: Delimiter) -> u8 {
    match delimiter {
        Delimiter::Comma => b',',
        Delimiter::Semicolon => b';',
        Delimiter::Tab => b'\t',
        Delimiter::Pipe => b'|',
        Delimiter::Spaces => b' ',
    }
}

/// Number of line ends in a piece of text: LF, CRLF or a lone CR (of old Macintosh files).
pub fn line_ends(bytes: &[u8]) -> u32 {
    let feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
    let returns = bytes.iter().filter(|byte| **byte == b'\r').count();
    let ends = match returns {
        0 => feeds,
        _ => feeds + returns - bytes.windows(2).filter(|pair| pair == b"\r\n").count(),
    };
    u32::try_from(ends).unwrap_or(u32::MAX)
}

/// Refuses lines that are too long for a table.
///
/// # Errors
/// [`FileError::LineTooLong`] with the first such line.
pub fn check_lengths(text: &str) -> Result<(), FileError> {
    let bytes = text.as_bytes();
    let mut start = 0;
    // A line that is too long has no line end within any stretch of that length, so looking back from the end of
    // each such stretch is enough and most bytes are never looked at.
    while let Some(window) = bytes.get(start..start + LINE_BYTES_MAX + 1) {
        match window.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(end) => start += end + 1,
            None => {
                let line = line_ends(bytes.get(..start).unwrap_or_default()).saturating_add(1);
                return Err(FileError::LineTooLong { line, max_bytes: LINE_BYTES_MAX as u64 });
            }
        }
    }
    Ok(())
}

/// Refuses a quoted field that never ends, and one that is too long.
///
/// # Errors
/// [`FileError::UnclosedQuote`] or [`FileError::LineTooLong`] with the line where the field begins.
pub fn check_quotes(text: &str, delimiter: Delimiter) -> Result<(), FileError> {
    if delimiter == Delimiter::Spaces {
        // There a quoted field ends with its line at the latest.
        return Ok(());
    }
    let (bytes, mark) = (text.as_bytes(), delimiter_byte(delimiter));
    let next_quote = |from: usize| bytes.get(from..).and_then(|rest| rest.iter().position(|byte| *byte == b'"'));
    let mut at = 0;
    while let Some(distance) = next_quote(at) {
        let open = at + distance;
        let before = open.checked_sub(1).and_then(|before| bytes.get(before));
        at = open + 1;
        if before.is_some_and(|byte| *byte != mark && !matches!(byte, b'\n' | b'\r')) {
            continue;
        }
        let line = || line_ends(bytes.get(..open).unwrap_or_default()).saturating_add(1);
        loop {
            let Some(distance) = next_quote(at) else {
                return Err(FileError::UnclosedQuote { line: line() });
            };
            at += distance + 1;
            if bytes.get(at) != Some(&b'"') {
                break;
            }
            at += 1;
        }
        if at - open > LINE_BYTES_MAX {
            return Err(FileError::LineTooLong { line: line(), max_bytes: LINE_BYTES_MAX as u64 });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        assert_eq!(line_ends(b"a\nb\r\nc\rd"), 3);
    }

    #[test]
    fn quotes_within_a_field_are_plain() {
        assert_eq!(check_quotes("5\" pipe,6\"\n", Delimiter::Comma), Ok(()));
        assert_eq!(check_quotes("a,\"b\"\"c\"\n\"d\"", Delimiter::Comma), Ok(()));
        assert_eq!(check_quotes("a\r\nb,\"c\n\n", Delimiter::Comma), Err(FileError::UnclosedQuote { line: 2 }));
        assert_eq!(check_quotes("a \"b\n", Delimiter::Spaces), Ok(()));
    }
}
