//! Records in packed form: what a bulk operation adds, and what a segment on disk holds.

use crate::cell::Side;
use crate::ids::Ids;
use crate::packed::Packed;
use model::{CollectionId, FieldId, RecordId, Stamp, Value};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// Most rows of one segment: a few hundred kilobytes, so that folding an edit rewrites little and opening a
/// large book reads few pieces.
pub const SEGMENT_ROWS_MAX: usize = crate::ints::PIECE_ROWS;

/// Records of one collection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    /// Their collection.
    pub collection: CollectionId,
    /// Their ids, 16 bytes each, little endian.
    #[serde(with = "serde_bytes")]
    pub ids: Vec<u8>,
    /// Their fields; a field that is empty in all rows has no column.
    pub columns: Vec<(FieldId, Packed)>,
    /// Values of fields that are kept cell by cell (tags, values of newer versions).
    pub sparse: Vec<(FieldId, Vec<(u32, Value)>)>,
    /// Rows that are deleted.
    pub dead: Vec<u32>,
    /// The stamps in use.
    pub stamps: Vec<Stamp>,
    /// Which of `stamps` each row's cells carry unless they have their own; empty: all the first.
    pub row_stamps: Vec<u32>,
    /// Cells with a stamp of their own: row, field, index into `stamps`.
    pub cell_stamps: Vec<(u32, FieldId, u32)>,
    /// Cells that were written on several devices: row, field, what merging must know of them. On disk it follows the rest, where there is any,
    /// so that rows without it look as they always did.
    #[serde(skip)]
    pub sides: Vec<(u32, FieldId, Side)>,
}

impl Rows {
    /// New records of one operation.
    pub fn new(collection: CollectionId, stamp: Stamp, ids: impl IntoIterator<Item = RecordId>) -> Self {
        Rows {
            collection,
            ids: ids.into_iter().flat_map(|id| id.0.to_le_bytes()).collect(),
            columns: Vec::new(),
            sparse: Vec::new(),
            dead: Vec::new(),
            stamps: vec![stamp],
            row_stamps: Vec::new(),
            cell_stamps: Vec::new(),
            sides: Vec::new(),
        }
    }

    /// With one more column, unless it has no rows.
    pub fn with(mut self, field: FieldId, column: Packed) -> Self {
        if !column.is_empty() {
            self.columns.push((field, column));
        }
        self
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.ids.len() / 16
    }

    /// True for no records.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Their ids.
    pub fn ids(&self) -> impl Iterator<Item = RecordId> {
        ids(&self.ids)
    }

    /// The latest stamp in them: a clock has to be ahead of it.
    pub fn newest(&self) -> Stamp {
        let sides = self.sides.iter().filter_map(|(_, _, side)| side.newest()).max();
        self.stamps.iter().copied().chain(sides).max().unwrap_or(Stamp::ZERO)
    }

    /// About as many bytes as on disk.
    pub(crate) fn weight(&self) -> usize {
        postcard::experimental::serialized_size(self).unwrap_or_default()
    }

    /// Enters the ids of the records and of those that they refer to, in the order in which taking the rows in would do it.
    pub(crate) fn enter(&self, ids: &mut Ids) {
        ids.intern_all(self.ids());
        for (_, column) in &self.columns {
            if let Packed::Reference { targets, .. } = column {
                ids.intern_all(self::ids(targets));
            }
        }
    }

    /// Bytes for the disk: a checksum, then the rows.
    pub fn to_bytes(&self) -> Vec<u8> {
        seal(with_more(crate::disk::write(self, vec![0; SEAL]), &self.sides))
    }

    /// Rows from the disk; `None` if the bytes are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Rows> {
        let (mut rows, rest) = crate::disk::read(unsealed(bytes)?)?;
        rows.sides = more(rest)?;
        let len = rows.len();
        let sound = len <= SEGMENT_ROWS_MAX
            && rows.columns.iter().all(|(_, column)| column.len() == len && column.is_sound())
            && (rows.row_stamps.is_empty() || rows.row_stamps.len() == len)
            && !rows.stamps.is_empty()
            && rows.sparse.iter().flat_map(|(_, cells)| cells).all(|(row, _)| (*row as usize) < len);
        sound.then_some(rows)
    }
}

/// Record ids that stand one after the other, 16 bytes each.
pub(crate) fn ids(bytes: &[u8]) -> impl Iterator<Item = RecordId> {
    bytes.as_chunks().0.iter().map(|&id| RecordId(u128::from_le_bytes(id)))
}

/// A thing in its first form, followed by what a later form adds, if there is any.
pub(crate) fn with_more<M: Serialize>(body: Vec<u8>, more: &[M]) -> Vec<u8> {
    if more.is_empty() { body } else { postcard::to_extend(more, body).unwrap_or_default() }
}

/// What [`with_more`] added; nothing in what an earlier build wrote.
pub(crate) fn more<'a, M: Deserialize<'a>>(rest: &'a [u8]) -> Option<Vec<M>> {
    if rest.is_empty() { Some(Vec::new()) } else { postcard::from_bytes(rest).ok() }
}

/// Bytes of a checksum.
pub(crate) const SEAL: usize = 8;

/// Writes the checksum of what follows into the first [`SEAL`] bytes.
pub(crate) fn seal(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = bytes.get(SEAL..).map(xxh3_64).unwrap_or_default();
    if let Some(place) = bytes.first_chunk_mut() {
        *place = sum.to_le_bytes();
    }
    bytes
}

/// `body` with its checksum before it.
pub fn sealed(body: Vec<u8>) -> Vec<u8> {
    seal([&[0; SEAL], &body[..]].concat())
}

/// The body of sealed bytes, if the checksum is right.
pub fn unsealed(bytes: &[u8]) -> Option<&[u8]> {
    let (sum, body) = bytes.split_first_chunk::<8>()?;
    (xxh3_64(body) == u64::from_le_bytes(*sum)).then_some(body)
}
