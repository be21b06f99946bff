//! Where ids are found: an open table of slots, probed in a line.
//!
//! A slot has the handle plus one in as many low bits as any handle needs, and bits of the hash in the rest: so a slot of another id is nearly always told
//! apart without a look at that id, which lies elsewhere in memory. Zero is an empty slot.

use super::{Handle, Stand};
use model::RecordId;
use std::ops::Range;

/// Slots of the smallest table.
const SLOTS_MIN: usize = 64;

/// A table of some handles.
#[derive(Default)]
pub(super) struct Slots {
    cells: Vec<u32>,
    used: usize,
    /// The bits of a slot that hold the handle.
    mask: u32,
}

/// Ids are random in most of their bits already, so folding and one multiplication spread them; a real hash took half of a large book's
/// opening.
#[inline]
pub(super) fn hash(id: RecordId) -> u64 {
    let folded = id.0 as u64 ^ ((id.0 >> 64) as u64).rotate_left(32);
    let mixed = folded.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 32
}

impl Slots {
    /// An empty table for so many handles, of so many that there are or will be in all.
    pub(super) fn with_room(wanted: usize, all: usize) -> Slots {
        // Four fifths full at most: the slots that a search looks at then lie in one or two lines of the cache.
        let cells = vec![0; (wanted * 5).div_ceil(4).max(SLOTS_MIN)];
        // The last handle, plus one, has to find room.
        let mask = (all + 1).max(SLOTS_MIN).next_power_of_two() as u32 - 1;
        Slots { cells, used: 0, mask }
    }

    /// Enters handles that are not there yet.
    pub(super) fn enter_all(&mut self, handles: Range<u32>, ids: &Stand) {
        for handle in handles.map(Handle) {
            let hash = hash(ids.id(handle));
            // No id is there twice, so an empty slot is all that is looked for.
            let mut at = self.place_of(hash);
            while self.cells[at] != 0 {
                at = self.after(at);
            }
            self.enter(at, hash, handle);
        }
    }

    /// Whether so many more handles, of so many in all, find a slot.
    pub(super) fn has_room(&self, more: usize, all: usize) -> bool {
        (self.used + more) * 5 <= self.cells.len() * 4 && all <= self.mask as usize
    }

    /// How many handles there are.
    pub(super) fn used(&self) -> usize {
        self.used
    }

    /// Where the search for a hash begins.
    #[inline]
    fn place_of(&self, hash: u64) -> usize {
        (((hash & 0xFFFF_FFFF) * self.cells.len() as u64) >> 32) as usize
    }

    #[inline]
    fn after(&self, at: usize) -> usize {
        if at + 1 == self.cells.len() { 0 } else { at + 1 }
    }

    #[inline]
    fn tag(&self, hash: u64) -> u32 {
        (hash >> 32) as u32 & !self.mask
    }

    /// What stands where the search for a hash begins.
    #[inline]
    pub(super) fn first(&self, hash: u64) -> u32 {
        self.cells[self.place_of(hash)]
    }

    /// The handle of a slot that may be of the id with that hash.
    #[inline]
    pub(super) fn candidate(&self, slot: u32, hash: u64) -> Option<Handle> {
        // Of the empty slot there is none.
        (slot & !self.mask == self.tag(hash)).then_some(())?;
        (slot & self.mask).checked_sub(1).map(Handle)
    }

    /// The handle of an id, or the empty slot where it would be.
    pub(super) fn probe(&self, id: RecordId, hash: u64, ids: &Stand) -> Result<Handle, usize> {
        if self.cells.is_empty() {
            return Err(0);
        }
        let mut at = self.place_of(hash);
        loop {
            let slot = self.cells[at];
            if slot == 0 {
                return Err(at);
            }
            match self.candidate(slot, hash) {
                Some(handle) if ids.id(handle) == id => return Ok(handle),
                _ => at = self.after(at),
            }
        }
    }

    /// Puts a handle into an empty slot.
    #[inline]
    pub(super) fn enter(&mut self, at: usize, hash: u64, handle: Handle) {
        self.cells[at] = self.tag(hash) | (handle.0 + 1);
        self.used += 1;
    }
}
