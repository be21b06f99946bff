//! The manifest: which segments make up the book.

use crate::rows::{sealed, unsealed};
use model::{CollectionId, DeviceId};
use serde::{Deserialize, Serialize};

/// The highest format number this version reads and the one it writes. 2: cells and log entries say what was written on several devices.
pub const FORMAT: u32 = 2;

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
        Manifest { format: FORMAT, device, folded: 0, segments: Vec::new() }
    }

    /// Bytes for the disk.
    pub fn to_bytes(&self) -> Vec<u8> {
        sealed(postcard::to_allocvec(self).unwrap_or_default())
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
        postcard::from_bytes(body).map_err(|_| ManifestError::Damaged)
    }
}
