//! The folded texts of customers, contacts, products and tags in blocks, so that one scan sees them all.
//!
//! A record is a run of fields; a field is a byte that says which (1 for the name, up to 31) and its text, in which no such byte occurs. Texts that
//! many records share stand apart, once ([`shared`](crate::shared)). A changed record is appended and its old run left behind until all is built
//! anew. A block holds so many records and is never moved: growing one vector for everything takes room for two of it, and what wasm has taken it
//! never gives back.

use crate::fold::fold_into;
use crate::pinyin::{Pinyin, Signature};
use crate::scan::{Commonness, NAME};
use crate::shared::Shared;
use crate::slots::{As, FOLDED, Slot, TEXT_MAX, is_spoken, slots, text};
use crate::words::{Dictionary, words_of};
use engine::Workspace;

/// Fields of one collection that can be told apart; a workspace with more text fields of its own has the rest left out.
const SLOTS_MAX: usize = 31;
/// The row of a run that was left behind.
pub(crate) const LEFT: u32 = u32::MAX;
/// Records of a block.
const BLOCK_ENTRIES: usize = 4_096;
const NO_ENTRY: u32 = u32::MAX;
/// Entries of a block are few, if there are so many times as many in it.
const FEW_OF: usize = 4;

/// One record's run.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// Where in its block it begins.
    start: u32,
    /// Where its words begin.
    words: u32,
    /// The record's row, or [`LEFT`].
    pub(crate) row: u32,
    /// Length of its name: [`TEXT_MAX`] and a character at most.
    name_len: u16,
    /// Index into [`FOLDED`].
    pub(crate) collection: u8,
}

impl Entry {
    /// Where in its block its name ends.
    pub(crate) fn name_end(&self) -> usize {
        self.start as usize + 1 + usize::from(self.name_len)
    }
}

/// The byte before a field's text: of the first, which is the name, [`NAME`].
fn mark(slot: usize) -> u8 {
    slot as u8 + NAME
}

/// The bit of a word's first two bytes; others may share it.
fn begins(first: u8, second: u8) -> u64 {
    1 << (u32::from(first).wrapping_mul(31).wrapping_add(u32::from(second).wrapping_mul(7)) & 63)
}

/// A Chinese name: whose, what it may be found by, and itself, folded.
#[derive(Clone, Copy)]
pub(crate) struct Spoken<'a> {
    pub(crate) entry: usize,
    pub(crate) signature: Signature,
    pub(crate) name: &'a str,
}

/// Some records.
#[derive(Default)]
pub(crate) struct Block {
    /// The number of its first entry.
    pub(crate) first: usize,
    /// How much text is in the blocks before it.
    pub(crate) before: usize,
    pub(crate) text: String,
    entries: Vec<Entry>,
    /// Chinese names: whose each is, where it ends in `names`, and its signature; see [`Pinyin::signature`].
    chinese: Vec<(u16, u32)>,
    signatures: Vec<Signature>,
    /// The Chinese names once more: close together, since most questions look at many of them.
    names: String,
    /// With which two bytes the words of each entry begin; see [`begins`].
    begins: Vec<u64>,
    /// Numbers of each entry's words.
    words: Vec<u32>,
}

impl Block {
    /// One of its Chinese names.
    #[inline]
    fn spoken(&self, nth: usize) -> Spoken<'_> {
        let (at, end) = self.chinese[nth];
        let from = nth.checked_sub(1).map_or(0, |before| self.chinese[before].1 as usize);
        let name = &self.names[from..end as usize];
        Spoken { entry: self.first + usize::from(at), signature: self.signatures[nth], name }
    }

    /// Where the run of one of its entries begins and ends.
    fn run(&self, at: usize) -> (usize, usize) {
        let end = self.entries.get(at + 1).map_or(self.text.len(), |next| next.start as usize);
        (self.entries[at].start as usize, end)
    }

    /// The last of its entries from `from` on that begin at or before `place`, and where it ends; quick where it is near.
    #[inline]
    pub(crate) fn entry_at(&self, place: usize, from: usize) -> (usize, usize) {
        let at = self.last_that(from, |entry| entry.start as usize <= place);
        (at, self.run(at).1)
    }

    /// The last of the entries from `from` on, of which the first do so and the others do not.
    #[inline]
    fn last_that(&self, from: usize, does: impl Fn(&Entry) -> bool) -> usize {
        let mut low = from;
        let mut step = 1;
        while self.entries.get(low + step).is_some_and(&does) {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.entries.len());
        low + self.entries[low..high].partition_point(does).saturating_sub(1)
    }

    /// One of its entries.
    #[inline]
    pub(crate) fn entry(&self, at: usize) -> &Entry {
        &self.entries[at]
    }

    /// Entries of which a word may begin with these two bytes, shared texts left out: all that have one, and a few others. `None` where these are so
    /// many that it is quicker to look at the whole text.
    pub(crate) fn may_begin(&self, first: u8, second: u8) -> Option<impl Iterator<Item = usize>> {
        let bit = begins(first, second);
        let may = move |bits: &&u64| **bits & bit != 0;
        let few = self.begins.iter().filter(may).count() * FEW_OF <= self.begins.len();
        let some = self.begins.iter().enumerate().filter(move |(_, bits)| may(bits));
        few.then(|| some.map(|(at, _)| self.first + at))
    }

    /// The numbers of the words of one of its entries.
    fn words(&self, at: usize) -> &[u32] {
        let to = self.entries.get(at + 1).map_or(self.words.len(), |next| next.words as usize);
        &self.words[self.entries[at].words as usize..to]
    }

    /// Calls `found` with its entries and those of their words that are meant, first to last.
    pub(crate) fn each_word(&self, is_meant: impl Fn(u32) -> bool, mut found: impl FnMut(usize, u32)) {
        let mut entry = 0;
        for (at, &number) in self.words.iter().enumerate().filter(|(_, number)| is_meant(**number)) {
            entry = self.last_that(entry, |entry| entry.words as usize <= at);
            found(self.first + entry, number);
        }
    }

    /// Gives back room that nothing more comes into.
    fn settle(&mut self) {
        self.text.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.chinese.shrink_to_fit();
        self.signatures.shrink_to_fit();
        self.names.shrink_to_fit();
        self.begins.shrink_to_fit();
        self.words.shrink_to_fit();
    }

    fn memory_bytes(&self) -> usize {
        self.text.capacity()
            + self.entries.capacity() * size_of::<Entry>()
            + self.chinese.capacity() * size_of::<(u16, u32)>()
            + self.names.capacity()
            + self.signatures.capacity() * 16
            + self.begins.capacity() * 8
            + self.words.capacity() * 4
    }
}

/// All of it.
#[derive(Default)]
pub(crate) struct Corpus {
    blocks: Vec<Block>,
    len: usize,
    pub(crate) dictionary: Dictionary,
    pub(crate) common: Commonness,
    /// The entry of each row, by collection.
    entry_of: [Vec<u32>; FOLDED.len()],
    /// The fields of each collection, and the texts that its records share. They only grow at the end.
    slots: [Vec<(Slot, Shared)>; FOLDED.len()],
    /// The version of the workspace at which each was last asked for its fields.
    slots_at: [Option<u64>; FOLDED.len()],
    /// Entries left behind.
    left: usize,
}

impl Corpus {
    /// How many entries.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// All entries, some at a time.
    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Rows of a collection that are in, from the first.
    pub(crate) fn rows(&self, collection: usize) -> u32 {
        self.entry_of[collection].len() as u32
    }

    /// Another one after every record that is taken in.
    pub(crate) fn state(&self) -> (usize, usize) {
        (self.len, self.left)
    }

    /// Whether so much was left behind that it should be built anew.
    pub(crate) fn is_worn(&self) -> bool {
        self.left > 1_000 + self.len / 4
    }

    /// Takes a record in, or in anew.
    pub(crate) fn put(&mut self, workspace: &Workspace, pinyin: &Pinyin, collection: usize, row: u32) {
        let Some(table) = workspace.table(FOLDED[collection]) else { return };
        if self.slots_at[collection].replace(workspace.version()) != Some(workspace.version()) {
            for slot in slots(workspace, table).into_iter().filter(|slot| slot.compared != As::Held) {
                let known = &mut self.slots[collection];
                if known.len() < SLOTS_MAX && !known.iter().any(|(known, _)| *known == slot) {
                    known.push((slot, Shared::default()));
                }
            }
        }
        let rows = &mut self.entry_of[collection];
        if rows.len() <= row as usize {
            rows.reserve_exact((table.len() as usize).saturating_sub(rows.len()));
            rows.resize(row as usize + 1, NO_ENTRY);
        }
        let old = std::mem::replace(&mut rows[row as usize], self.len as u32) as usize;
        if let Some(block) = self.blocks.get_mut(old / BLOCK_ENTRIES) {
            block.entries[old % BLOCK_ENTRIES].row = LEFT;
            self.left += 1;
        }
        if self.len.is_multiple_of(BLOCK_ENTRIES) {
            let before = self.blocks.last_mut().map_or(0, |last| {
                last.settle();
                last.before + last.text.len()
            });
            self.blocks.push(Block { first: self.len, before, ..Block::default() });
        }
        let Some(block) = self.blocks.last_mut() else { return };
        self.len += 1;
        let start = block.text.len();
        let mut name_len = 0;
        let words = block.words.len() as u32;
        for (at, (slot, shared)) in self.slots[collection].iter_mut().enumerate() {
            let shown = text(workspace, table, row, *slot);
            let spoken = is_spoken(FOLDED[collection], slot.field);
            if !spoken && matches!(slot.compared, As::Words | As::Tags) {
                let number = shared.number(slot.compared, &shown, &mut self.dictionary);
                shared.set(row, number);
                if number > 0 {
                    continue;
                }
            }
            // The name always stands, even where it is empty: a run is never empty.
            if shown.is_empty() && at > 0 {
                continue;
            }
            block.text.push(char::from(mark(at)));
            let from = block.text.len();
            fold_into(&shown, TEXT_MAX, &mut block.text);
            if slot.compared == As::Phone {
                let digits: String = block.text[from..].chars().filter(char::is_ascii_digit).collect();
                block.text.truncate(from);
                block.text.push_str(&digits);
            }
            let folded = &block.text[from..];
            if at == 0 {
                name_len = folded.len() as u16;
            }
            let signature = if spoken { pinyin.signature(folded) } else { 0 };
            if signature != 0 {
                block.names.push_str(folded);
                block.chinese.push((block.entries.len() as u16, block.names.len() as u32));
                block.signatures.push(signature);
            }
            if slot.compared == As::Words {
                let dictionary = &mut self.dictionary;
                block.words.extend(words_of(folded).map(|(_, word)| dictionary.intern(word)));
            }
        }
        let begun = block.text.as_bytes()[start..].windows(3).filter(|three| matches!(three[0], NAME | b' '));
        block.begins.push(begun.fold(0, |bits, three| bits | begins(three[1], three[2])));
        self.common.count(&block.text.as_bytes()[start..]);
        block.entries.push(Entry { start: start as u32, words, row, name_len, collection: collection as u8 });
    }

    /// The entry of a row, if it is in.
    pub(crate) fn entry_of(&self, collection: usize, row: u32) -> Option<usize> {
        let entry = self.entry_of[collection].get(row as usize).filter(|&&entry| entry != NO_ENTRY)?;
        Some(*entry as usize)
    }

    /// An entry.
    #[inline]
    pub(crate) fn entry(&self, entry: usize) -> &Entry {
        &self.blocks[entry / BLOCK_ENTRIES].entries[entry % BLOCK_ENTRIES]
    }

    /// All Chinese names, by their entries first to last.
    pub(crate) fn chinese(&self) -> impl Iterator<Item = Spoken<'_>> {
        self.blocks.iter().flat_map(|block| (0..block.chinese.len()).map(|nth| block.spoken(nth)))
    }

    /// The Chinese names of an entry.
    pub(crate) fn chinese_of(&self, entry: usize) -> impl Iterator<Item = Spoken<'_>> {
        let block = &self.blocks[entry / BLOCK_ENTRIES];
        let own = (entry % BLOCK_ENTRIES) as u16;
        let from = block.chinese.partition_point(|(at, _)| *at < own);
        let some = block.chinese[from..].iter().take_while(move |(at, _)| *at == own).count();
        (from..from + some).map(|nth| block.spoken(nth))
    }

    /// The run of an entry, and where in it the name ends.
    pub(crate) fn run(&self, entry: usize) -> (&[u8], usize) {
        let block = &self.blocks[entry / BLOCK_ENTRIES];
        let (from, to) = block.run(entry % BLOCK_ENTRIES);
        (&block.text.as_bytes()[from..to], 1 + usize::from(block.entries[entry % BLOCK_ENTRIES].name_len))
    }

    /// How a field is compared.
    pub(crate) fn compared(&self, collection: u8, slot: usize) -> Option<As> {
        self.slots[usize::from(collection)].get(slot).map(|(slot, _)| slot.compared)
    }

    /// The texts that records share: of which collection, and with the entry of each row.
    pub(crate) fn shared(&self) -> impl Iterator<Item = (u8, &Shared, &[u32])> {
        let all = self.slots.iter().zip(&self.entry_of).zip(0_u8..);
        all.flat_map(|((slots, entry_of), collection)| {
            slots.iter().map(move |(_, shared)| (collection, shared, entry_of.as_slice()))
        })
    }

    /// The numbers of an entry's words, shared texts left out.
    pub(crate) fn words(&self, entry: usize) -> &[u32] {
        self.blocks[entry / BLOCK_ENTRIES].words(entry % BLOCK_ENTRIES)
    }

    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.blocks.iter().map(Block::memory_bytes).sum::<usize>()
            + self.entry_of.iter().map(|rows| rows.capacity() * 4).sum::<usize>()
            + self.slots.iter().flatten().map(|(_, shared)| shared.memory_bytes()).sum::<usize>()
            + self.dictionary.memory_bytes()
    }
}

/// The field that a place is in of the text of a run, or of several: which slot's, and where it begins.
pub(crate) fn field_at(text: &[u8], place: usize) -> (usize, usize) {
    let mark = text[..place].iter().rposition(|&byte| byte < b' ').unwrap_or(0);
    (usize::from(text.get(mark).copied().unwrap_or(1)).saturating_sub(1), mark + 1)
}
