//! Tells files that are no text at all by their first bytes.

use crate::limits::SNIFF_BYTES;

/// First bytes and what they announce.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"PAR1", "parquet"),
    (b"ARROW1", "arrow"),
    (b"\x7fELF", "program"),
    (b"\x00asm", "wasm"),
];

/// The kind of a binary file that announces itself.
pub fn magic(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zip(bytes));
    }
    MAGIC.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// A zip archive by the names in it: office files are zip archives too. Names stand at the start and at the end.
fn zip(bytes: &[u8]) -> &'static str {
    let head = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(SNIFF_BYTES)..).unwrap_or(bytes);
    let holds = |name: &[u8]| [head, tail].iter().any(|part| part.windows(name.len()).any(|window| window == name));
    if holds(b"xl/") {
        "xlsx"
    } else if holds(b"word/") {
        "docx"
    } else if holds(b"opendocument.spreadsheet") {
        "ods"
    } else {
        "zip"
    }
}

/// Whether text that decoded well is still no text: more than one character in a hundred is a control character.
pub fn is_mostly_control(text: &str) -> bool {
    let (mut chars, mut control) = (0_usize, 0_usize);
    for c in text.chars().take(SNIFF_BYTES) {
        chars += 1;
        control += usize::from(c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}'));
    }
    control * 100 > chars
}
