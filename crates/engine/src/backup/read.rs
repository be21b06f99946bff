//! Reads a backup as it comes, chunk by chunk. Nothing is believed before it was checked, and no length makes room before the bytes are there.

use super::files::{self, InFile};
use super::pack::block_sum;
use super::{BLOCK_BYTES, BLOCK_HEAD_BYTES, Contents, FORMAT, FORMAT_FIRST, HEAD_BYTES, MAGIC, PIECE_BYTES_MAX};
use crate::book::Progress;
use crate::log::Entry;
use crate::rows::Rows;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use protocol::{BackupError, Failure};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// A part of the book out of a backup, found to be sound.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// What is to come.
    Contents(Contents),
    /// A segment, as it is written to disk.
    Segment(Vec<u8>),
    /// A log entry, as it is written to disk.
    Entry(Vec<u8>),
}

/// A backup on its way in.
pub struct Reader {
    /// Bytes of the file that have not been put in yet.
    left: u64,
    /// Bytes of the file that were found to be sound.
    sound: u64,
    packed: Vec<u8>,
    /// Where in `packed` the next block begins.
    at: usize,
    raw: Vec<u8>,
    whole: Xxh3,
    /// 0 until the head was read.
    format: u32,
    ended: bool,
    contents: Option<Contents>,
    segments: usize,
    entries: u64,
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk::<N>().copied()
}

impl Reader {
    /// For a file of that many bytes.
    ///
    /// # Errors
    /// [`BackupError::Empty`]
    pub fn new(bytes: u64) -> Result<Reader, BackupError> {
        if bytes == 0 {
            return Err(BackupError::Empty);
        }
        Ok(Reader {
            left: bytes,
            sound: 0,
            packed: Vec::new(),
            at: 0,
            raw: Vec::new(),
            whole: Xxh3::new(),
            format: 0,
            ended: false,
            contents: None,
            segments: 0,
            entries: 0,
        })
    }

    fn altered(&self) -> BackupError {
        BackupError::Altered { at: self.sound }
    }

    /// Puts in the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.left = self.left.saturating_sub(bytes.len() as u64);
        self.packed.drain(..std::mem::take(&mut self.at));
        self.packed.extend_from_slice(bytes);
    }

    /// The next piece; `None` where more bytes are needed, or at the end.
    ///
    /// # Errors
    /// [`BackupError`] for the first thing that is not as it must be.
    pub fn piece(&mut self) -> Result<Option<Piece>, BackupError> {
        loop {
            if let Some(piece) = self.unwrap_piece()? {
                return Ok(Some(piece));
            }
            if self.ended || !self.unpack()? {
                return Ok(None);
            }
        }
    }

    /// Once the book has ended: the photos and files behind it, in a backup of so many bytes. `None` where more bytes are needed.
    fn files(&mut self, total: u64) -> Result<Option<Vec<InFile>>, BackupError> {
        if !self.ended {
            return Ok(None);
        }
        let found = files::read(&self.packed[self.at..], self.sound, total)?;
        if found.is_some() {
            self.at = self.packed.len();
        }
        Ok(found)
    }

    /// After the last bytes: the file's format and what it holds, if it is whole.
    ///
    /// # Errors
    /// [`BackupError::CutOff`] where it is not, [`BackupError::Altered`] where there is more than it says.
    pub fn finish(self) -> Result<(u32, Contents), BackupError> {
        match self.contents {
            _ if !self.ended => Err(if self.format > 0 { BackupError::CutOff } else { BackupError::NotABackup }),
            Some(contents)
                if self.raw.is_empty()
                    && self.at == self.packed.len()
                    && self.segments == contents.segments.len()
                    && self.entries == contents.entries =>
            {
                Ok((self.format, contents))
            }
            _ => Err(BackupError::Altered { at: self.sound }),
        }
    }

    /// Unpacks one block into the stream; false where it is not there yet.
    fn unpack(&mut self) -> Result<bool, BackupError> {
        if self.format == 0 && !self.begin()? {
            return Ok(false);
        }
        let here = &self.packed[self.at..];
        let Some(lengths) = number::<8>(here, 0) else { return self.wait() };
        let Some(sum) = number::<8>(here, 8).map(u64::from_le_bytes) else { return self.wait() };
        let raw_len = number(&lengths, 0).map_or(0, u32::from_le_bytes) as usize;
        let packed_len = number(&lengths, 4).map_or(0, u32::from_le_bytes) as usize;
        let end = BLOCK_HEAD_BYTES + packed_len;
        if raw_len == 0 {
            if packed_len != 0 || sum != self.whole.digest() {
                return Err(self.altered());
            }
            self.ended = true;
            self.at += end;
            self.sound += end as u64;
            return Ok(true);
        }
        // Deflate makes nothing longer by more than a few bytes in each 32 KB: a longer block was never written.
        if raw_len > BLOCK_BYTES || packed_len > 2 * BLOCK_BYTES {
            return Err(self.altered());
        }
        if here.len() < end {
            // The block must fit into what is still to come.
            return match (end - here.len()) as u64 <= self.left {
                true => Ok(false),
                false => Err(BackupError::CutOff),
            };
        }
        let packed = &here[BLOCK_HEAD_BYTES..end];
        if block_sum(lengths, packed) != sum {
            return Err(self.altered());
        }
        let raw = decompress_to_vec_with_limit(packed, raw_len).map_err(|_| self.altered())?;
        if raw.len() != raw_len {
            return Err(self.altered());
        }
        self.whole.update(&here[..end]);
        self.at += end;
        self.sound += end as u64;
        self.raw.extend_from_slice(&raw);
        Ok(true)
    }

    fn wait(&self) -> Result<bool, BackupError> {
        if self.left > 0 { Ok(false) } else { Err(BackupError::CutOff) }
    }

    /// Reads the head; false where it is not there yet.
    fn begin(&mut self) -> Result<bool, BackupError> {
        let magic = &self.packed[..self.packed.len().min(MAGIC.len())];
        if !MAGIC.starts_with(magic) {
            return Err(BackupError::NotABackup);
        }
        let Some(head) = self.packed.get(..HEAD_BYTES) else { return self.wait() };
        let format = number(head, 8).map_or(0, u32::from_le_bytes);
        let sum = number(head, 12).map_or(0, u64::from_le_bytes);
        if sum != xxh3_64(&head[..12]) {
            return Err(self.altered());
        }
        match format {
            FORMAT_FIRST..=FORMAT => {}
            ..FORMAT_FIRST => return Err(self.altered()),
            found => return Err(BackupError::Newer { found, known: FORMAT }),
        }
        self.whole.update(head);
        (self.format, self.at, self.sound) = (format, HEAD_BYTES, HEAD_BYTES as u64);
        Ok(true)
    }

    /// The next piece of the stream, if all of it is there.
    fn unwrap_piece(&mut self) -> Result<Option<Piece>, BackupError> {
        let Some(len) = number(&self.raw, 0).map(u32::from_le_bytes) else { return Ok(None) };
        if len as usize > PIECE_BYTES_MAX {
            return Err(self.altered());
        }
        let end = 4 + len as usize;
        if self.raw.len() < end {
            return Ok(None);
        }
        let bytes = self.raw[4..end].to_vec();
        self.raw.drain(..end);
        let Some(contents) = &self.contents else {
            let contents: Contents = postcard::from_bytes(&bytes).map_err(|_| self.altered())?;
            if contents.folded > contents.entries {
                return Err(self.altered());
            }
            self.contents = Some(contents.clone());
            return Ok(Some(Piece::Contents(contents)));
        };
        if let Some(&(collection, rows)) = contents.segments.get(self.segments) {
            let sound = Rows::from_bytes(&bytes).is_some_and(|known| {
                known.collection == collection
                    && known.len() == rows as usize
                    && known.len() <= crate::rows::SEGMENT_ROWS_MAX
            });
            self.segments += 1;
            return if sound { Ok(Some(Piece::Segment(bytes))) } else { Err(self.altered()) };
        }
        if self.entries == contents.entries || Entry::from_bytes(&bytes).is_none() {
            return Err(self.altered());
        }
        self.entries += 1;
        Ok(Some(Piece::Entry(bytes)))
    }
}

/// The bytes of a file, chunk by chunk.
#[allow(async_fn_in_trait)]
pub trait Source {
    /// Bytes in all.
    fn bytes(&self) -> u64;
    /// The next chunk; empty at the end.
    async fn next(&mut self) -> Result<Vec<u8>, Failure>;
    /// Hears, after the book was found to be sound and before anything is made of it, which photos and files stand behind it, and takes them.
    async fn files(&mut self, _files: Vec<InFile>) -> Result<(), Failure> {
        Ok(())
    }
}

/// Reads a backup from its beginning to its end and hands every sound piece to `take`, which may stop the work. The outcome is the file's
/// format and what it holds.
///
/// # Errors
/// [`BackupError`] as a failure, what the source says, or what `take` says. What came before it must be thrown away.
pub async fn check(
    mut source: impl Source,
    progress: &Progress<'_>,
    mut take: impl AsyncFnMut(Piece) -> Result<(), Failure>,
) -> Result<(u32, Contents), Failure> {
    let total = source.bytes();
    let mut reader = Reader::new(total)?;
    let mut done = 0;
    loop {
        let chunk = source.next().await?;
        if chunk.is_empty() {
            return Ok(reader.finish()?);
        }
        done += chunk.len() as u64;
        reader.push(&chunk);
        drop(chunk);
        while let Some(piece) = reader.piece()? {
            take(piece).await?;
        }
        if progress(done, total).is_break() {
            return Err(Failure::Cancelled);
        }
        if let Some(files) = reader.files(total)? {
            let found = reader.finish()?;
            if !files.is_empty() {
                source.files(files).await?;
            }
            return Ok(found);
        }
    }
}
