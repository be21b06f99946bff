//! Record ids as small numbers: 16 bytes are kept once, everything else refers to them by a 4-byte handle.

use hashbrown::HashTable;
use model::{CollectionId, RecordId};

/// A record id's number within this workspace in memory. Never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub u32);

/// Where no record is.
pub const NOWHERE: Handle = Handle(u32::MAX);

/// All ids ever seen, those that are only referred to included.
#[derive(Default)]
pub struct Ids {
    ids: Vec<RecordId>,
    table: HashTable<u32>,
    place: Vec<(CollectionId, u32)>,
}

/// Ids are random in most of their bits already, so folding and one multiplication spread them; a real hash took half of a large book's
/// opening.
fn hash(id: RecordId) -> u64 {
    let folded = id.0 as u64 ^ ((id.0 >> 64) as u64).rotate_left(32);
    let mixed = folded.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 32
}

impl Ids {
    /// The handle of an id, if it was ever seen.
    pub fn find(&self, id: RecordId) -> Option<Handle> {
        self.table.find(hash(id), |&at| self.ids[at as usize] == id).map(|&at| Handle(at))
    }

    /// The handle of an id, made if need be.
    pub fn intern(&mut self, id: RecordId) -> Handle {
        let (ids, place) = (&mut self.ids, &mut self.place);
        let at = *self
            .table
            .entry(hash(id), |&at| ids[at as usize] == id, |&at| hash(ids[at as usize]))
            .or_insert(ids.len() as u32)
            .get();
        if at as usize == ids.len() {
            ids.push(id);
            place.push((CollectionId(0), 0));
        }
        Handle(at)
    }

    /// Makes room for that many more ids.
    pub fn reserve(&mut self, more: usize) {
        let ids = &self.ids;
        self.table.reserve(more, |&at| hash(ids[at as usize]));
        self.ids.reserve_exact(more);
        self.place.reserve_exact(more);
    }

    /// The id behind a handle.
    pub fn id(&self, handle: Handle) -> RecordId {
        self.ids.get(handle.0 as usize).copied().unwrap_or(RecordId(0))
    }

    /// The row of that record in its collection's table, if it has one there.
    pub fn row(&self, handle: Handle, collection: CollectionId) -> Option<u32> {
        self.place.get(handle.0 as usize).filter(|place| place.0 == collection).map(|place| place.1)
    }

    /// The collection and row of a record, if it has a row anywhere.
    pub fn place(&self, handle: Handle) -> Option<(CollectionId, u32)> {
        self.place.get(handle.0 as usize).copied().filter(|place| place.0 != CollectionId(0))
    }

    /// Notes where a record's row is.
    pub fn set_place(&mut self, handle: Handle, collection: CollectionId, row: u32) {
        if let Some(place) = self.place.get_mut(handle.0 as usize) {
            *place = (collection, row);
        }
    }
}
