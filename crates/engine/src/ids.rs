//! Record ids as small numbers: 16 bytes are kept once, everything else refers to them by a 4-byte handle.

mod slots;

use crate::ints::{Ints, NO_INT};
use model::schema::{order, order_line, payment};
use model::{CollectionId, RecordId};
use slots::{Slots, hash};
use std::cell::RefCell;
use std::ops::Range;

/// A record id's number within this workspace in memory. Never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(pub u32);

/// Where no record is.
pub const NOWHERE: Handle = Handle(u32::MAX);

/// Ids looked up at once: the processor then waits for many places of memory at the same time instead of one after the other.
const AT_ONCE: usize = 128;

/// Ids of a block: they stand in blocks so that a book that grows is never copied as a whole.
const BLOCK: usize = 4096;

/// Collections that may have a million records of which hardly any is looked for by its id.
pub(crate) fn is_apart(collection: CollectionId) -> bool {
    [order::ID, order_line::ID, payment::ID].contains(&collection)
}

/// The ids by their handles.
#[derive(Default)]
struct Stand {
    blocks: Vec<Vec<RecordId>>,
    len: usize,
}

impl Stand {
    #[inline]
    fn get(&self, handle: Handle) -> Option<RecordId> {
        self.blocks.get(handle.0 as usize / BLOCK)?.get(handle.0 as usize % BLOCK).copied()
    }

    #[inline]
    fn id(&self, handle: Handle) -> RecordId {
        self.get(handle).unwrap_or(RecordId(0))
    }

    /// Adds ids one after the other, 16 bytes each.
    fn extend(&mut self, mut ids: &[[u8; 16]]) {
        while !ids.is_empty() {
            if self.len.is_multiple_of(BLOCK) {
                self.blocks.push(Vec::with_capacity(BLOCK));
            }
            let (these, rest) = ids.split_at(ids.len().min(BLOCK - self.len % BLOCK));
            self.blocks[self.len / BLOCK].extend(these.iter().map(|id| RecordId(u128::from_le_bytes(*id))));
            self.len += these.len();
            ids = rest;
        }
    }
}

/// All ids ever seen, those that are only referred to included.
///
/// Handles are found in a table of slots. Orders and the like are hardly ever looked for by their ids ([`is_apart`]): where a segment is known to have no record
/// of another one, its ids are kept without being entered, and all of them are when somebody looks for one that is not in the table.
#[derive(Default)]
pub struct Ids {
    stand: Stand,
    slots: Slots,
    /// Handles that are not in `slots`.
    unlisted: Vec<Range<u32>>,
    /// Where those before the handle are found that somebody had to look for.
    late: RefCell<(Slots, u32)>,
    /// Where each has its row: the collection, and the row.
    collections: Ints,
    rows: Ints,
    /// How many have a row.
    placed: usize,
}

impl Ids {
    /// The handle of an id, if it was ever seen.
    pub fn find(&self, id: RecordId) -> Option<Handle> {
        let hash = hash(id);
        self.slots.probe(id, hash, &self.stand).ok().or_else(|| self.find_late(id, hash))
    }

    /// The row of a record in a collection, if it has one there.
    pub fn find_row(&self, id: RecordId, collection: CollectionId) -> Option<u32> {
        let hash = hash(id);
        let listed = self.slots.probe(id, hash, &self.stand).ok();
        let handle = listed.or_else(|| is_apart(collection).then(|| self.find_late(id, hash))?)?;
        self.row(handle, collection)
    }

    /// The handle of an id that came without being entered: all of those are, for whoever looks first.
    fn find_late(&self, id: RecordId, hash: u64) -> Option<Handle> {
        let end = self.unlisted.last()?.end;
        let (slots, to) = &mut *self.late.borrow_mut();
        slots.probe(id, hash, &self.stand).ok().or_else(|| {
            if *to < end {
                let since = |from: u32| self.unlisted.iter().map(move |range| range.start.max(from)..range.end);
                let more: usize = since(*to).map(|range| range.len()).sum();
                if !slots.has_room(more, self.stand.len) {
                    let room = slots.used() + more.max(slots.used() / 4);
                    // The old one goes first.
                    drop(std::mem::take(slots));
                    *slots = Slots::with_room(room, self.stand.len);
                    *to = 0;
                }
                since(*to).for_each(|range| slots.enter_all(range, &self.stand));
                *to = end;
            }
            slots.probe(id, hash, &self.stand).ok()
        })
    }

    /// The handle of an id, made if need be.
    pub fn intern(&mut self, id: RecordId) -> Handle {
        self.make_slots(1);
        self.intern_hashed(id, hash(id))
    }

    fn intern_hashed(&mut self, id: RecordId, hash: u64) -> Handle {
        self.slots.probe(id, hash, &self.stand).unwrap_or_else(|slot| {
            self.find_late(id, hash).unwrap_or_else(|| {
                let handle = Handle(self.stand.len as u32);
                self.slots.enter(slot, hash, handle);
                self.stand.extend(&[id.0.to_le_bytes()]);
                handle
            })
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
            for (place, id) in batch.iter_mut().zip(&mut ids) {
                let hash = hash(id);
                // Read only so that the slot is in the cache when it is looked at.
                *place = (id, hash, self.slots.first(hash));
                len += 1;
            }
            for (id, hash, slot) in &mut batch[..len] {
                // Nearly always there, and in its first slot: then nothing waits for the id before it, which lies elsewhere.
                let handle = self.slots.candidate(*slot, *hash).filter(|handle| self.stand.get(*handle) == Some(*id));
                *slot = handle.map_or(0, |handle| handle.0 + 1);
            }
            for &(id, hash, known) in &batch[..len] {
                handles.push(known.checked_sub(1).map_or_else(|| self.intern_hashed(id, hash), Handle));
            }
            if len < AT_ONCE {
                return handles;
            }
        }
    }

    /// The handles of ids that no record in memory has, 16 bytes each: they follow one another. Those of some collections are not entered until somebody looks
    /// for one. `None` where one of them is referred to already.
    pub(crate) fn append_apart(&mut self, ids: &[[u8; 16]], of: CollectionId) -> Option<Vec<Handle>> {
        let is_seen = |id: &[u8; 16]| {
            let id = RecordId(u128::from_le_bytes(*id));
            self.slots.probe(id, hash(id), &self.stand).is_ok()
        };
        // Whoever has a row is none of them.
        if self.placed < self.stand.len && ids.iter().any(is_seen) {
            return None;
        }
        let from = self.stand.len as u32;
        let to = from + ids.len() as u32;
        if is_apart(of) {
            self.stand.extend(ids);
            match self.unlisted.last_mut() {
                Some(last) if last.end == from => last.end = to,
                _ => self.unlisted.push(from..to),
            }
        } else {
            self.make_slots(ids.len());
            self.stand.extend(ids);
            self.slots.enter_all(from..to, &self.stand);
        }
        Some((from..to).map(Handle).collect())
    }

    /// Sees to it that so many more ids find a slot.
    fn make_slots(&mut self, more: usize) {
        if !self.slots.has_room(more, self.stand.len + more) {
            self.make_room(more.max(self.slots.used() / 4), 0);
        }
    }

    fn make_room(&mut self, listed: usize, unlisted: usize) {
        let (used, len) = (self.slots.used(), self.stand.len);
        // The old one goes first.
        drop(std::mem::take(&mut self.slots));
        self.slots = Slots::with_room(used + listed, len + listed + unlisted);
        let ends = self.unlisted.iter().map(|range| range.start).chain([len as u32]);
        let begins = [0].into_iter().chain(self.unlisted.iter().map(|range| range.end));
        begins.zip(ends).for_each(|(begin, end)| self.slots.enter_all(begin..end, &self.stand));
    }

    /// Makes room for that many more ids, and for so many that will not be entered.
    pub fn reserve(&mut self, listed: usize, unlisted: usize) {
        let listed = listed + AT_ONCE;
        if !self.slots.has_room(listed, self.stand.len + listed + unlisted) {
            self.make_room(listed, unlisted);
        }
    }

    /// The id behind a handle.
    #[inline]
    pub fn id(&self, handle: Handle) -> RecordId {
        self.stand.id(handle)
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
            self.placed += handles.len();
            self.collections.extend_run(known, collection.0.into(), 0, handles.len());
            return self.rows.extend_run(known, from.into(), 1, handles.len());
        }
        for (row, handle) in (from..).zip(handles) {
            self.placed += usize::from(self.rows.get(handle.0 as usize) == NO_INT);
            self.collections.set(handle.0 as usize, collection.0.into());
            self.rows.set(handle.0 as usize, row.into());
        }
    }
}

/// Whether a record stands there twice, which no segment of ours has. Those that came together have numbers that follow each other.
pub(crate) fn any_twice(handles: &[Handle]) -> bool {
    if handles.windows(2).all(|two| two[0] < two[1]) {
        return false;
    }
    let (least, most) = handles.iter().fold((u32::MAX, 0), |(least, most), it| (least.min(it.0), most.max(it.0)));
    let mut there = vec![false; (most - least) as usize + 1];
    handles.iter().any(|handle| std::mem::replace(&mut there[(handle.0 - least) as usize], true))
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

    #[test]
    fn ids_that_were_not_entered_are_found_when_somebody_looks() {
        let random = |n: u128| RecordId(n.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835));
        let (people, orders) = (CollectionId(1), order::ID);
        let mut ids = Ids::default();
        ids.reserve(100, 20_000);
        let own = |range: std::ops::Range<u128>| range.map(|n| random(n).0.to_le_bytes()).collect::<Vec<_>>();
        let apart = |ids: &mut Ids, range: std::ops::Range<u128>| {
            let of = if range.start < 100 { people } else { orders };
            let handles = ids.append_apart(&own(range), of).expect("nobody refers to them");
            let from = handles[0].0;
            ids.set_places(&handles, of, from);
        };
        let of_people = ids.intern_all((0..50).map(random));
        ids.set_places(&of_people, people, 0);
        [50..100, 100..5_000, 5_000..9_000].into_iter().for_each(|range| apart(&mut ids, range));
        assert_eq!((ids.find_row(random(7), people), ids.find_row(random(7), orders)), (Some(7), None));
        assert!(ids.find_row(random(20_000), people).is_none() && ids.late.borrow().0.used() == 0);
        assert_eq!((ids.find_row(random(8_999), orders), ids.late.borrow().0.used()), (Some(8_999), 8_900));
        // A new one comes between, and more of them after it; then one that is only referred to, which is one of the next.
        assert_eq!((ids.intern(random(9_000)), ids.intern(random(150))), (Handle(9_000), Handle(150)));
        ids.set_place(Handle(9_000), people, 100);
        apart(&mut ids, 9_001..9_100);
        assert_eq!(ids.intern(random(12_000)), Handle(9_100));
        assert!(ids.append_apart(&own(11_990..12_010), orders).is_none());
        apart(&mut ids, 12_001..16_000);
        for n in (0..9_100).chain(12_001..16_000) {
            let handle = Handle(if n < 12_001 { n } else { n - 12_000 + 9_100 } as u32);
            assert_eq!((ids.find(random(n)), ids.intern(random(n)), ids.id(handle)), (Some(handle), handle, random(n)));
        }
        assert!((9_100..12_000).all(|n| ids.find(random(n)).is_none()));
    }
}
