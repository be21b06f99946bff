//! Photos and files in a backup. They stand behind the book: a table of them, then their bytes one after the other, unpacked, since photos do not pack. So
//! whoever puts a backup together or takes it apart need not hold any of them in memory.
//!
//! | part | bytes |
//! |---|---|
//! | magic | 8 |
//! | how many | 4 |
//! | each file | its SHA-256 (32), its length (8) |
//! | checksum of all before | 8 |
//!
//! A backup without files ends where the book does.

use super::MAGIC;
use protocol::BackupError;
use xxhash_rust::xxh3::xxh3_64;

/// How the table begins.
const FILES_MAGIC: [u8; 8] = *b"\x8EFILES\r\n";
const HASH_BYTES: usize = 32;
const ENTRY_BYTES: usize = HASH_BYTES + 8;
const HEAD_BYTES: usize = MAGIC.len() + 4;

/// A file that stands in a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InFile {
    /// SHA-256 of its bytes, as lower-case hexadecimal digits.
    pub hash: String,
    /// Where in the backup it begins.
    pub from: u64,
    /// Its length.
    pub bytes: u64,
}

/// What goes before files of these hashes and lengths; nothing where there are none. A hash that is none is left out by whoever calls.
pub fn table(files: &[(String, u64)]) -> Vec<u8> {
    if files.is_empty() {
        return Vec::new();
    }
    let mut bytes = FILES_MAGIC.to_vec();
    bytes.extend_from_slice(&(files.len() as u32).to_le_bytes());
    for (hash, length) in files {
        bytes.extend_from_slice(&bytes_of(hash).unwrap_or_default());
        bytes.extend_from_slice(&length.to_le_bytes());
    }
    let sum = xxh3_64(&bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}

/// The 32 bytes that 64 hexadecimal digits stand for.
pub fn bytes_of(hash: &str) -> Option<[u8; HASH_BYTES]> {
    let digits = hash.as_bytes();
    let mut bytes = [0; HASH_BYTES];
    if digits.len() != 2 * HASH_BYTES {
        return None;
    }
    for (byte, two) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok()?;
    }
    Some(bytes)
}

/// The files of a backup of `total` bytes, whose book ends at `end`: `tail` are the bytes from there on that are at hand. `None` where more are needed.
///
/// # Errors
/// [`BackupError::Altered`], [`BackupError::CutOff`].
pub(super) fn read(tail: &[u8], end: u64, total: u64) -> Result<Option<Vec<InFile>>, BackupError> {
    let altered = || BackupError::Altered { at: end };
    if end == total {
        return Ok(Some(Vec::new()));
    }
    let magic = &tail[..tail.len().min(FILES_MAGIC.len())];
    if !FILES_MAGIC.starts_with(magic) {
        return Err(altered());
    }
    let wait = |needed: u64| if needed <= total - end { Ok(None) } else { Err(BackupError::CutOff) };
    let Some(count) = tail.get(FILES_MAGIC.len()..).and_then(|rest| rest.first_chunk::<4>()) else {
        return wait(HEAD_BYTES as u64);
    };
    let count = u32::from_le_bytes(*count) as usize;
    let sum_at = HEAD_BYTES as u64 + count as u64 * ENTRY_BYTES as u64;
    let Some((table, rest)) = usize::try_from(sum_at).ok().and_then(|at| tail.split_at_checked(at)) else {
        return wait(sum_at + 8);
    };
    let Some(sum) = rest.first_chunk::<8>() else { return wait(sum_at + 8) };
    if u64::from_le_bytes(*sum) != xxh3_64(table) || count == 0 {
        return Err(altered());
    }
    let mut from = end + sum_at + 8;
    let mut files = Vec::new();
    for entry in table[HEAD_BYTES..].chunks_exact(ENTRY_BYTES) {
        let (hash, length) = entry.split_at(HASH_BYTES);
        let hash = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let bytes = length.first_chunk::<8>().map_or(0, |length| u64::from_le_bytes(*length));
        files.push(InFile { hash, from, bytes });
        from = from.checked_add(bytes).ok_or_else(altered)?;
    }
    match from.cmp(&total) {
        std::cmp::Ordering::Equal => Ok(Some(files)),
        std::cmp::Ordering::Greater => Err(BackupError::CutOff),
        std::cmp::Ordering::Less => Err(altered()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_as_it_was_written_and_every_other_one_refused() {
        let hash = |digit: &str| digit.repeat(64);
        let files = [(hash("a"), 5), (hash("0"), 1 << 33)];
        let bytes = table(&files);
        let total = 100 + bytes.len() as u64 + 5 + (1 << 33);
        let first = 100 + bytes.len() as u64;
        let wanted = vec![
            InFile { hash: hash("a"), from: first, bytes: 5 },
            InFile { hash: hash("0"), from: first + 5, bytes: 1 << 33 },
        ];
        assert_eq!(read(&bytes, 100, total), Ok(Some(wanted)));
        assert_eq!(read(&bytes, 100, total - 1), Err(BackupError::CutOff));
        assert_eq!(read(&bytes, 100, total + 1), Err(BackupError::Altered { at: 100 }));
        for cut in 0..bytes.len() {
            assert_eq!(read(&bytes[..cut], 100, total), Ok(None), "{cut}");
            assert_eq!(read(&bytes[..cut], 100, 100 + cut as u64).is_ok(), cut == 0, "{cut}");
        }
        for at in 0..bytes.len() {
            let mut altered = bytes.clone();
            altered[at] ^= 1;
            assert!(!matches!(read(&altered, 100, total), Ok(Some(_))), "{at}");
        }
        assert_eq!(read(&[], 100, 100), Ok(Some(Vec::new())));
        assert_eq!(table(&[]), Vec::<u8>::new());
        assert_eq!(bytes_of("0g"), None);
    }
}
