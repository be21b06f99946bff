//! Record ids as small numbers: 16 bytes are kept once, everything else refers to them by a 4-byte handle.

use model::{CollectionId, RecordId};

/// A record id's number within this workspace in memory. Never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub u32);

/// Where no record is.
pub const NOWHERE: Handle = Handle(u32::MAX);

/// Ids looked up at once: the processor then waits for many places of memory at the same time instead of one after the other.
const AT_ONCE: usize = 128;
/// Slots of the smallest table.
const SLOTS_MIN: usize = 64;

/// All ids ever seen, those that are only referred to included.
///
/// Handles are found in an open table of slots, probed in a line. A slot has the handle plus one in as many low bits as any handle needs, and bits of
/// the hash in the rest: so a slot of another id is nearly always told apart without a look at that id, which lies elsewhere in memory. Zero is
/// an empty slot.
#[derive(Default)]
pub struct Ids {
    ids: Vec<RecordId>,
    slots: Vec<u32>,
    /// Where each has its row: the collection (0 for nowhere) and the row, apart because together they would take eight bytes.
    collections: Vec<CollectionId>,
    rows: Vec<u32>,
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
        if self.slots.is_empty() { None } else { self.probe(id, hash(id)).ok() }
    }

    /// The handle of an id, or the empty slot where it would be.
    fn probe(&self, id: RecordId, hash: u64) -> Result<Handle, usize> {
        let mask = self.slots.len() - 1;
        let tag = self.tag(hash);
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return Err(at);
            }
            if slot & !(mask as u32) == tag {
                let handle = (slot & mask as u32) - 1;
                if self.ids[handle as usize] == id {
                    return Ok(Handle(handle));
                }
            }
            at = (at + 1) & mask;
        }
    }

    fn tag(&self, hash: u64) -> u32 {
        (hash >> 32) as u32 & !(self.slots.len() as u32 - 1)
    }

    /// The handle of an id, made if need be.
    pub fn intern(&mut self, id: RecordId) -> Handle {
        self.make_slots(1);
        self.intern_hashed(id, hash(id))
    }

    fn intern_hashed(&mut self, id: RecordId, hash: u64) -> Handle {
        self.probe(id, hash).unwrap_or_else(|slot| {
            let handle = self.ids.len() as u32;
            self.slots[slot] = self.tag(hash) | (handle + 1);
            self.ids.push(id);
            self.collections.push(CollectionId(0));
            self.rows.push(0);
            Handle(handle)
        })
    }

    /// The handles of many ids, made if need be.
    pub fn intern_all(&mut self, ids: impl Iterator<Item = RecordId>) -> Vec<Handle> {
        let mut handles = Vec::with_capacity(ids.size_hint().0);
        let mut ids = ids.fuse();
        let mut batch = [(RecordId(0), 0, 0); AT_ONCE];
        loop {
            let mut len = 0;
            self.make_slots(AT_ONCE);
            let mask = self.slots.len() - 1;
            for (place, id) in batch.iter_mut().zip(&mut ids) {
                let hash = hash(id);
                // Read only so that the slot is in the cache when it is looked at.
                *place = (id, hash, self.slots[hash as usize & mask]);
                len += 1;
            }
            let seen = batch[..len].iter().filter(|(id, hash, slot)| {
                let handle = (slot & mask as u32).wrapping_sub(1);
                slot & !(mask as u32) == self.tag(*hash) && self.ids.get(handle as usize) == Some(id)
            });
            // All known, as references nearly always are: then the ids are in the cache as well.
            let known = seen.count() == len;
            for &(id, hash, slot) in &batch[..len] {
                let handle = Handle((slot & mask as u32).wrapping_sub(1));
                handles.push(if known { handle } else { self.intern_hashed(id, hash) });
            }
            if len < AT_ONCE {
                return handles;
            }
        }
    }

    /// Sees to it that so many more ids find a slot.
    fn make_slots(&mut self, more: usize) {
        let wanted = self.ids.len() + more;
        // Two thirds full at most: then a search looks at two slots on average.
        if wanted * 3 > self.slots.len() * 2 {
            let slots = (wanted * 3).div_ceil(2).next_power_of_two().max(SLOTS_MIN);
            self.slots.clear();
            self.slots.resize(slots, 0);
            for at in 0..self.ids.len() {
                let hash = hash(self.ids[at]);
                // No id is there twice, so an empty slot is all that is looked for.
                let mut slot = hash as usize & (slots - 1);
                while self.slots[slot] != 0 {
                    slot = (slot + 1) & (slots - 1);
                }
                self.slots[slot] = self.tag(hash) | (at as u32 + 1);
            }
        }
    }

    /// Makes room for that many more ids.
    pub fn reserve(&mut self, more: usize) {
        self.make_slots(more + AT_ONCE);
        self.ids.reserve_exact(more);
        self.collections.reserve_exact(more);
        self.rows.reserve_exact(more);
    }

    /// The id behind a handle.
    pub fn id(&self, handle: Handle) -> RecordId {
        self.ids.get(handle.0 as usize).copied().unwrap_or(RecordId(0))
    }

    /// The row of that record in its collection's table, if it has one there.
    pub fn row(&self, handle: Handle, collection: CollectionId) -> Option<u32> {
        self.place(handle).filter(|place| place.0 == collection).map(|place| place.1)
    }

    /// The collection and row of a record, if it has a row anywhere.
    pub fn place(&self, handle: Handle) -> Option<(CollectionId, u32)> {
        let at = handle.0 as usize;
        let collection = *self.collections.get(at)?;
        if collection == CollectionId(0) { None } else { Some((collection, *self.rows.get(at)?)) }
    }

    /// Notes where a record's row is.
    pub fn set_place(&mut self, handle: Handle, collection: CollectionId, row: u32) {
        let at = handle.0 as usize;
        if let (Some(of), Some(at)) = (self.collections.get_mut(at), self.rows.get_mut(at)) {
            (*of, *at) = (collection, row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_has_one_handle_however_it_is_asked_for() {
        let mut ids = Ids::default();
        assert_eq!(ids.find(RecordId(1)), None);
        // Random ones, small numbers, and pairs that fold to the same hash.
        let random = |n: u128| RecordId(n.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835));
        let all: Vec<RecordId> = (1..3000).map(random).chain((1..500).map(RecordId)).collect();
        let same = |n: u128| [RecordId(n), RecordId(n << 96)];
        let all: Vec<RecordId> = all.into_iter().chain((1000..1300).flat_map(same)).collect();
        let handles = ids.intern_all(all.iter().copied());
        assert_eq!(handles, (0..all.len() as u32).map(Handle).collect::<Vec<_>>());
        assert_eq!(ids.intern_all(all.iter().rev().copied()), handles.iter().rev().copied().collect::<Vec<_>>());
        for (id, handle) in all.iter().zip(&handles) {
            assert_eq!((ids.find(*id), ids.intern(*id), ids.id(*handle)), (Some(*handle), *handle, *id));
        }
        assert_eq!(ids.find(RecordId(7777)), None);
        let twice = [RecordId(7777), RecordId(7777), all[5]];
        assert_eq!(ids.intern_all(twice.into_iter()), [Handle(all.len() as u32), Handle(all.len() as u32), handles[5]]);
    }
}
