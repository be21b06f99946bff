//! From what a file holds to an operation: purchase logs and records.

pub mod fields;
mod purchases;
pub mod records;

pub use purchases::{Log, plan};

use crate::rows::Rows;
use crate::workspace::{MemoryPart, Workspace};
use model::{CollectionId, Label, Operation, RecordId, Stamp};
use protocol::import::{Reject, Report};
use xxhash_rust::xxh3::xxh3_128;

/// What an import will do.
pub struct Plan {
    /// The numbers.
    pub report: Report,
    /// Rows that were read well and cannot be taken all the same, in the order of the file.
    pub later: Vec<Reject>,
    parts: Vec<MemoryPart>,
}

impl Plan {
    /// Nothing is new.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The operation.
    pub fn operation(self, stamp: Stamp) -> Operation<Vec<Rows>> {
        let Report { records, customers_new, orders_new, .. } = &self.report;
        let label = match records.collection {
            None => Label::Import { customers: *customers_new, orders: *orders_new },
            Some(collection) => Label::Records { collection, added: records.created, changed: records.updated },
        };
        Operation { stamp, label, parts: self.parts }
    }
}

/// What the parts of a derived id usually take.
const DERIVED_BYTES: usize = 96;

/// An id that is a function of its parts.
#[inline]
pub(crate) fn derived(kind: &str, parts: &[&[u8]]) -> RecordId {
    // Hashed at once: a hasher that is fed piece by piece costs more to set up than these few bytes to hash.
    let len = kind.len() + parts.iter().map(|part| size_of::<u64>() + part.len()).sum::<usize>();
    let (mut room, mut more) = ([0; DERIVED_BYTES], Vec::new());
    let bytes = match room.get_mut(..len) {
        Some(bytes) => bytes,
        None => {
            more.resize(len, 0);
            more.as_mut_slice()
        }
    };
    let mut rest = &mut *bytes;
    let mut put = |part: &[u8]| {
        let (place, after) = std::mem::take(&mut rest).split_at_mut(part.len());
        place.copy_from_slice(part);
        rest = after;
    };
    put(kind.as_bytes());
    for part in parts {
        put(&(part.len() as u64).to_le_bytes());
        put(part);
    }
    // Marked as a UUID of version 8 (own scheme), so that it can never equal one drawn by time.
    let id = xxh3_128(bytes);
    RecordId(id & !(0xF << 76 | 0x3 << 62) | 0x8 << 76 | 0x2 << 62)
}

/// Whether an id may have been made by [`derived`]: those drawn by time were not.
pub(crate) fn is_derived(id: RecordId) -> bool {
    id.0 >> 76 & 0xF == 0x8
}

/// How a record of the log stands to the book.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    New,
    Alive,
    /// Deleted, by an undone import for example: comes back.
    Dead,
}

fn known(workspace: &Workspace, collection: CollectionId, id: RecordId) -> Known {
    match workspace.find(collection, id) {
        None => Known::New,
        Some((table, row)) if table.is_alive(row) => Known::Alive,
        Some(_) => Known::Dead,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_of_all_its_parts_however_long() {
        for len in [0, 1, DERIVED_BYTES, 10 * DERIVED_BYTES] {
            let long = vec![b'x'; len];
            let all = ["tag".as_bytes(), &(len as u64).to_le_bytes(), &long, &1_u64.to_le_bytes(), b"y"].concat();
            let variant = 0xF << 76 | 0x3 << 62;
            assert_eq!(derived("tag", &[&long, b"y"]).0 & !variant, xxh3_128(&all) & !variant);
            assert!(is_derived(derived("tag", &[&long, b"y"])));
        }
    }
}
