//! The manifest: which segments make up the book, and where the book came from if it came in whole.

use crate::rows::{sealed, unsealed, with_more};
use model::{CollectionId, DeviceId, Label, Stamp};
use serde::{Deserialize, Serialize};

/// The highest format number this version reads and the one it writes. 2: cells and log entries say what was written on several devices,
/// and the manifest whether the book took the place of another one. 3: log entries have changes of many records.
pub const FORMAT: u32 = 3;

/// The root of everything on disk. It is only ever replaced whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format number; always the first field, so that every version can read it.
    pub format: u32,
    /// This installation.
    pub device: DeviceId,
    /// Every log entry up to this number is in the segments.
    pub folded: u64,
    /// The segments.
    pub segments: Vec<Segment>,
    /// How the book came in, if it replaced another one. On disk it follows the rest, where there is any.
    #[serde(skip)]
    pub origin: Option<Origin>,
    /// No two of the first so many segments have a record in common. On disk it follows the origin, where it is known; earlier builds of this format do not read
    /// so far, and leave it out of what they write.
    #[serde(skip)]
    pub apart: u32,
}

/// A book that replaced another one as a whole: out of a backup, or by taking that back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Number of the log entry that says so. The log of this book begins after it.
    pub base: u64,
    /// How many entries of the log came with the book; all later ones were made since.
    pub brought: u64,
    /// Stamp of that entry.
    pub stamp: Stamp,
    /// What it was.
    pub label: Label,
    /// The book that was here before, while it is kept.
    pub previous: Option<Previous>,
}

impl Origin {
    /// Whether its numbers can be those of a log of which the segments hold so much.
    fn is_sound(&self, folded: u64) -> bool {
        let earlier = |previous: &Previous| {
            previous.base <= previous.folded && previous.folded <= previous.head && previous.head < self.base
        };
        self.base <= folded
            && self.base.checked_add(self.brought).is_some()
            && self.previous.as_ref().is_none_or(earlier)
    }
}

/// A book that was replaced and is kept for a while: its segments, and which part of the log is its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Previous {
    /// Its log begins after this number.
    pub base: u64,
    /// Its newest log entry.
    pub head: u64,
    /// Its log entries up to this number are in its segments.
    pub folded: u64,
    /// Its segments.
    pub segments: Vec<Segment>,
    /// When it was replaced, milliseconds since 1970-01-01 UTC.
    pub replaced_at: u64,
}

/// One segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its key on disk.
    pub id: u64,
    /// Whose records.
    pub collection: CollectionId,
    /// How many.
    pub rows: u32,
}

/// Why a manifest cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManifestError {
    /// The bytes are damaged.
    Damaged,
    /// Written by a newer version, in this format.
    Newer(u32),
}

impl Manifest {
    /// The manifest of a new book.
    pub fn new(device: DeviceId) -> Self {
        Manifest { format: FORMAT, device, folded: 0, segments: Vec::new(), origin: None, apart: 0 }
    }

    /// The book's log begins after this number.
    pub fn base(&self) -> u64 {
        self.origin.as_ref().map_or(0, |origin| origin.base)
    }

    /// The book that was here before, while it is kept.
    pub fn previous(&self) -> Option<&Previous> {
        self.origin.as_ref()?.previous.as_ref()
    }

    /// Whether a segment belongs to this book or to the one kept from before.
    pub fn names(&self, id: u64) -> bool {
        let previous = self.previous().into_iter().flat_map(|previous| &previous.segments);
        self.segments.iter().chain(previous).any(|segment| segment.id == id)
    }

    /// Whether a segment is known to have no record that another such segment has.
    pub(crate) fn is_apart(&self, id: u64) -> bool {
        self.segments.iter().take(self.apart as usize).any(|segment| segment.id == id)
    }

    /// Bytes for the disk.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (body, origin) = (postcard::to_allocvec(self).unwrap_or_default(), self.origin.as_slice());
        sealed(match self.apart {
            0 => with_more(body, origin),
            apart => postcard::to_extend(&(origin, apart), body).unwrap_or_default(),
        })
    }

    /// A manifest from the disk.
    ///
    /// # Errors
    /// [`ManifestError`] when the bytes are damaged or of a newer format.
    pub fn from_bytes(bytes: &[u8]) -> Result<Manifest, ManifestError> {
        let body = unsealed(bytes).ok_or(ManifestError::Damaged)?;
        let (format, _) = postcard::take_from_bytes::<u32>(body).map_err(|_| ManifestError::Damaged)?;
        if format > FORMAT {
            return Err(ManifestError::Newer(format));
        }
        let (mut manifest, rest): (Manifest, _) =
            postcard::take_from_bytes(body).map_err(|_| ManifestError::Damaged)?;
        if !rest.is_empty() {
            let (origin, rest): (Vec<Origin>, _) =
                postcard::take_from_bytes(rest).map_err(|_| ManifestError::Damaged)?;
            manifest.origin = origin.into_iter().next();
            manifest.apart = if rest.is_empty() { 0 } else { postcard::from_bytes(rest).unwrap_or(0) };
        }
        if manifest.origin.as_ref().is_some_and(|origin| !origin.is_sound(manifest.folded)) {
            return Err(ManifestError::Damaged);
        }
        Ok(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_segments_follows_what_earlier_builds_read() {
        let segment = |id| Segment { id, collection: CollectionId(4), rows: 7 };
        let mut manifest = Manifest { segments: vec![segment(8), segment(9)], apart: 1, ..Manifest::new(DeviceId(3)) };
        let stamp = Stamp::new(5, 0, DeviceId(3));
        let origin = Origin {
            base: 3,
            brought: 1,
            stamp,
            label: Label::Undo(stamp, Box::new(Label::Create(CollectionId(4)))),
            previous: None,
        };
        for origin in [None, Some(origin)] {
            manifest.origin = origin;
            manifest.folded = 3;
            let bytes = manifest.to_bytes();
            assert_eq!(Manifest::from_bytes(&bytes).as_ref(), Ok(&manifest));
            assert_eq!((manifest.is_apart(8), manifest.is_apart(9)), (true, false));
            // As a build reads it that knows of an origin alone.
            let (_, rest): (Manifest, _) = postcard::take_from_bytes(unsealed(&bytes).expect("sound")).expect("reads");
            let known: Vec<Origin> = crate::rows::more(rest).expect("reads");
            assert_eq!(known.first(), manifest.origin.as_ref());
        }
    }
}
