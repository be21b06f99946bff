//! The whole book in one file, history and all.
//!
//! | part | bytes |
//! |---|---|
//! | head | magic (8), format (4), checksum of both (8) |
//! | blocks | length unpacked (4), length packed (4), checksum of both and of what follows (8), deflate |
//! | end | a block of length 0 and 0 whose checksum is that of the whole file before it |
//! | photos and files, if any | [`files`] |
//!
//! All numbers are little endian, all checksums XXH3 (64 bits). The blocks unpack to one stream, cut every [`BLOCK_BYTES`]; the stream is a row of
//! pieces, each with its length before it (4): first [`Contents`], then the segments, then the log entries, each as it is on disk with a checksum of
//! its own. Nothing in the file depends on when or where it was made, so a book that is restored and backed up again gives the same bytes.

pub mod files;
mod pack;
mod read;
mod write;

pub use pack::Packer;
pub use read::{Piece, Reader, Source, check};

use model::{CollectionId, Stamp};
use serde::{Deserialize, Serialize};

/// How a backup begins. The first byte is no text in any encoding, so that no text file is taken for one.
pub const MAGIC: [u8; 8] = *b"\x8ERAPPORT";
/// The format that this version writes, and the highest it reads: that of the book in it.
pub use crate::manifest::FORMAT;
/// The format of the first backups.
pub(crate) const FORMAT_FIRST: u32 = 2;
/// Unpacked bytes of a block: enough to pack well, little enough to be quick.
pub const BLOCK_BYTES: usize = 1 << 20;
/// Most bytes of one piece. A segment of 4,096 records has some hundred kilobytes; this much would be 128 KB in each of them.
pub const PIECE_BYTES_MAX: usize = 1 << 29;
/// Bytes of the head.
pub(crate) const HEAD_BYTES: usize = 20;
/// Bytes before each block.
pub(crate) const BLOCK_HEAD_BYTES: usize = 16;

/// What a backup holds. It comes first, so that the rest can be counted against it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contents {
    /// The segments, in their order: whose records, and how many.
    pub segments: Vec<(CollectionId, u32)>,
    /// How many log entries.
    pub entries: u64,
    /// Log entries up to this number, counted from 1, are in the segments.
    pub folded: u64,
    /// Living records of each collection that has any.
    pub live: Vec<(CollectionId, u32)>,
    /// The newest operation, if there is any.
    pub newest: Option<Stamp>,
}

impl Contents {
    /// Living records of a collection.
    pub fn live(&self, collection: CollectionId) -> u32 {
        self.live.iter().find(|(id, _)| *id == collection).map_or(0, |(_, live)| *live)
    }

    /// Units of work that reading or writing takes: records and log entries.
    pub fn units(&self) -> u64 {
        self.segments.iter().map(|(_, rows)| u64::from(*rows)).sum::<u64>() + self.entries
    }
}
