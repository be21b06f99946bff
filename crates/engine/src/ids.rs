//! Record ids as small numbers: 16 bytes are kept once, everything else refers to them by a 4-byte handle.

use crate::ints::Ints;
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

/// Ids of a block: they stand in blocks so that a book that grows is never copied as a whole.
const BLOCK: usize = 4096;

/// All ids ever seen, those that are only referred to included.
///
/// Handles are found in an open table of slots, probed in a line. A slot has the handle plus one in as many low bits as any handle needs, and bits of
/// the hash in the rest: so a slot of another id is nearly always told apart without a look at that id, which lies elsewhere in memory. Zero is
/// an empty slot.
#[derive(Default)]
pub struct Ids {
    blocks: Vec<Vec<RecordId>>,
    len: usize,
    slots: Vec<u32>,
    /// Where each has its row: the collection, and the row.
    collections: Ints,
    rows: Ints,
}

/// Ids are random in most of their bits already, so folding and one multiplication spread them; a real hash took half of a large book's
/// opening.
#[inline]
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

    /// Where the search for a hash begins.
    #[inline]
    fn place_of(&self, hash: u64) -> usize {
        (((hash & 0xFFFF_FFFF) * self.slots.len() as u64) >> 32) as usize
    }

    /// The bits of a slot that hold the handle.
    #[inline]
    fn mask(&self) -> u32 {
        self.slots.len().next_power_of_two() as u32 - 1
    }

    /// The handle of an id, or the empty slot where it would be.
    fn probe(&self, id: RecordId, hash: u64) -> Result<Handle, usize> {
        let (mask, tag) = (self.mask(), self.tag(hash));
        let mut at = self.place_of(hash);
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return Err(at);
            }
            if slot & !mask == tag {
                let handle = Handle((slot & mask) - 1);
                if self.id(handle) == id {
                    return Ok(handle);
                }
            }
            at += 1;
            if at == self.slots.len() {
                at = 0;
            }
        }
    }

    #[inline]
    fn tag(&self, hash: u64) -> u32 {
        (hash >> 32) as u32 & !self.mask()
    }

    /// The handle of an id, made if need be.
    pub fn intern(&mut self, id: RecordId) -> Handle {
        self.make_slots(1);
        self.intern_hashed(id, hash(id))
    }

    fn intern_hashed(&mut self, id: RecordId, hash: u64) -> Handle {
        self.probe(id, hash).unwrap_or_else(|slot| {
            let handle = self.len as u32;
            self.slots[slot] = self.tag(hash) | (handle + 1);
            if self.len.is_multiple_of(BLOCK) {
                self.blocks.push(Vec::with_capacity(BLOCK));
            }
            self.blocks[self.len / BLOCK].push(id);
            self.len += 1;
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
            let mask = self.mask();
            for (place, id) in batch.iter_mut().zip(&mut ids) {
                let hash = hash(id);
                // Read only so that the slot is in the cache when it is looked at.
                *place = (id, hash, self.slots[self.place_of(hash)]);
                len += 1;
            }
            let seen = batch[..len].iter().filter(|(id, hash, slot)| {
                // No handle of the empty slot has an id.
                slot & !mask == self.tag(*hash) && self.get(Handle((slot & mask).wrapping_sub(1))) == Some(*id)
            });
            // All known, as references nearly always are: then the ids are in the cache as well.
            let known = seen.count() == len;
            for &(id, hash, slot) in &batch[..len] {
                let handle = Handle((slot & mask).wrapping_sub(1));
                handles.push(if known { handle } else { self.intern_hashed(id, hash) });
            }
            if len < AT_ONCE {
                return handles;
            }
        }
    }

    /// Sees to it that so many more ids find a slot.
    fn make_slots(&mut self, more: usize) {
        let wanted = self.len + more;
        // Four fifths full at most: the slots that a search looks at then lie in one or two lines of the cache.
        if wanted * 5 > self.slots.len() * 4 {
            let slots = (wanted * 5).div_ceil(4).max(self.slots.len() * 5 / 4).max(SLOTS_MIN);
            self.slots = Vec::new();
            self.slots.resize(slots, 0);
            for at in 0..self.len {
                let hash = hash(self.id(Handle(at as u32)));
                // No id is there twice, so an empty slot is all that is looked for.
                let mut slot = self.place_of(hash);
                while self.slots[slot] != 0 {
                    slot = if slot + 1 == slots { 0 } else { slot + 1 };
                }
                self.slots[slot] = self.tag(hash) | (at as u32 + 1);
            }
        }
    }

    /// Makes room for that many more ids.
    pub fn reserve(&mut self, more: usize) {
        self.make_slots(more + AT_ONCE);
    }

    #[inline]
    fn get(&self, handle: Handle) -> Option<RecordId> {
        self.blocks.get(handle.0 as usize / BLOCK)?.get(handle.0 as usize % BLOCK).copied()
    }

    /// The id behind a handle.
    pub fn id(&self, handle: Handle) -> RecordId {
        self.get(handle).unwrap_or(RecordId(0))
    }

    /// The row of that record in its collection's table, if it has one there.
    pub fn row(&self, handle: Handle, collection: CollectionId) -> Option<u32> {
        let of = self.collections.find(handle.0)?;
        if of == i64::from(collection.0) { self.rows.find(handle.0).map(|row| row as u32) } else { None }
    }

    /// The collection and row of a record, if it has a row anywhere.
    pub fn place(&self, handle: Handle) -> Option<(CollectionId, u32)> {
        Some((CollectionId(self.collections.find(handle.0)? as u8), self.rows.find(handle.0)? as u32))
    }

    /// Notes where a record's row is.
    pub fn set_place(&mut self, handle: Handle, collection: CollectionId, row: u32) {
        self.set_places(&[handle], collection, row);
    }

    /// Notes where the rows of records are that follow one another.
    pub fn set_places(&mut self, handles: &[Handle], collection: CollectionId, from: u32) {
        let known = self.rows.len();
        let follows = |(at, handle): (usize, &Handle)| handle.0 as usize == known + at;
        if handles.iter().enumerate().all(follows) {
            self.collections.extend_run(known, collection.0.into(), 0, handles.len());
            return self.rows.extend_run(known, from.into(), 1, handles.len());
        }
        for (row, handle) in (from..).zip(handles) {
            self.collections.set(handle.0 as usize, collection.0.into());
            self.rows.set(handle.0 as usize, row.into());
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
