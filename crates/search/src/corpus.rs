//! The folded texts of customers, contacts, products and tags in one block, so that one scan sees them all.
//!
//! A record is a run of fields; a field is a byte that says which (1 for the name, up to 31) and its text, in which no such byte occurs. A
//! changed record is appended and its old run left behind until the block is built anew.

use crate::fold::fold_into;
use crate::pinyin::{Pinyin, Signature};
use crate::scan::Commonness;
use crate::slots::{As, FOLDED, Slot, TEXT_MAX, slots, text};
use crate::words::{Dictionary, words_of};
use engine::Workspace;
use model::CollectionId;

/// Fields of one collection that can be told apart; a workspace with more text fields of its own has the rest left out.
const SLOTS_MAX: usize = 31;
/// The row of a run that was left behind.
pub(crate) const LEFT: u32 = u32::MAX;
/// Room made at once, in bytes: more than the longest record.
const ROOM_MIN: usize = 256 << 10;
/// Records from which on the others are taken to be like them.
const RECORDS_TO_JUDGE_BY: usize = 1_000;
const NO_ENTRY: u32 = u32::MAX;

/// One record's run.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// Where it begins.
    pub(crate) start: u32,
    /// Where its words begin.
    words: u32,
    /// The record's row, or [`LEFT`].
    pub(crate) row: u32,
    /// Length of its name: [`TEXT_MAX`] and a character at most.
    name_len: u16,
    /// Index into [`FOLDED`].
    pub(crate) collection: u8,
}

/// Where a found place stands.
pub(crate) struct Place {
    /// Which slot's text, from 0.
    pub(crate) slot: usize,
    /// Where that text begins.
    pub(crate) start: usize,
}

/// Grows to what `wanted` records will take if they are like the `records` that are in, or by an eighth, where a vector by itself would double: growing
/// a large block takes room for two of it, and what wasm has taken it never gives back.
fn make_room<T>(vec: &mut Vec<T>, least: usize, records: usize, wanted: impl Fn() -> usize) {
    if vec.capacity() - vec.len() < least / 2 {
        let rest = wanted().saturating_sub(records) as f64;
        let like = vec.len() as f64 / records.max(1) as f64 * rest * 1.02;
        let known = records >= RECORDS_TO_JUDGE_BY;
        vec.reserve_exact(least + if known { (like as usize).max(vec.len() / 8) } else { 0 });
    }
}

/// The bit of a word's first two bytes; others may share it.
fn begins(first: u8, second: u8) -> u64 {
    1 << (u32::from(first).wrapping_mul(31).wrapping_add(u32::from(second).wrapping_mul(7)) & 63)
}

/// All of it.
#[derive(Default)]
pub(crate) struct Corpus {
    pub(crate) text: Vec<u8>,
    pub(crate) entries: Vec<Entry>,
    /// Entries with a Chinese name, and the signature of each such name; see [`Pinyin::signature`].
    chinese: Vec<u32>,
    signatures: Vec<Signature>,
    /// With which two bytes the words of each entry begin; see [`begins`].
    begins: Vec<u64>,
    /// Numbers of each entry's words.
    words: Vec<u32>,
    pub(crate) dictionary: Dictionary,
    pub(crate) common: Commonness,
    /// The entry of each row, by collection.
    entry_of: [Vec<u32>; FOLDED.len()],
    /// The fields of each collection. They only grow at the end.
    slots: [Vec<Slot>; FOLDED.len()],
    /// The version of the workspace at which each was last asked for its fields.
    slots_at: [Option<u64>; FOLDED.len()],
    /// Entries left behind.
    left: usize,
}

impl Corpus {
    /// Rows of a collection that are in, from the first.
    pub(crate) fn rows(&self, collection: usize) -> u32 {
        self.entry_of[collection].len() as u32
    }

    /// Another one after every record that is taken in.
    pub(crate) fn state(&self) -> (usize, usize) {
        (self.entries.len(), self.left)
    }

    /// Whether so much was left behind that it should be built anew.
    pub(crate) fn is_worn(&self) -> bool {
        self.left > 1_000 + self.entries.len() / 4
    }

    /// Takes a record in, or in anew.
    pub(crate) fn put(&mut self, workspace: &Workspace, pinyin: &Pinyin, collection: usize, row: u32) {
        let Some(table) = workspace.table(FOLDED[collection]) else { return };
        if self.slots_at[collection].replace(workspace.version()) != Some(workspace.version()) {
            for slot in slots(workspace, table) {
                let known = &mut self.slots[collection];
                if known.len() < SLOTS_MAX && !known.contains(&slot) {
                    known.push(slot);
                }
            }
        }
        let entry = self.entries.len() as u32;
        let rows = &mut self.entry_of[collection];
        if rows.len() <= row as usize {
            rows.resize(row as usize + 1, NO_ENTRY);
        }
        if let Some(old) = self.entries.get_mut(rows[row as usize] as usize) {
            old.row = LEFT;
            self.left += 1;
        }
        rows[row as usize] = entry;
        let records = self.entries.len();
        let wanted =
            || FOLDED.iter().filter_map(|id| workspace.table(*id)).map(|table| table.len()).sum::<u32>() as usize;
        make_room(&mut self.text, ROOM_MIN, records, wanted);
        make_room(&mut self.entries, ROOM_MIN / 16, records, wanted);
        make_room(&mut self.chinese, ROOM_MIN / 32, records, wanted);
        make_room(&mut self.signatures, ROOM_MIN / 32, records, wanted);
        make_room(&mut self.begins, ROOM_MIN / 16, records, wanted);
        make_room(&mut self.words, ROOM_MIN / 16, records, wanted);
        let start = self.text.len();
        self.entries.push(Entry {
            start: start as u32,
            words: self.words.len() as u32,
            row,
            name_len: 0,
            collection: collection as u8,
        });
        let mut signature = 0;
        for (at, slot) in self.slots[collection].iter().enumerate() {
            let shown = text(workspace, table, row, *slot);
            // The name always stands, even where it is empty: a run is never empty.
            if shown.is_empty() && at > 0 {
                continue;
            }
            self.text.push(at as u8 + 1);
            let from = self.text.len();
            fold_into(&shown, TEXT_MAX, &mut self.text);
            if slot.compared == As::Phone {
                let mut digits = from;
                for at in from..self.text.len() {
                    if self.text[at].is_ascii_digit() {
                        self.text[digits] = self.text[at];
                        digits += 1;
                    }
                }
                self.text.truncate(digits);
            }
            let folded = std::str::from_utf8(&self.text[from..]).unwrap_or_default();
            if at == 0 {
                signature = pinyin.signature(folded);
                self.entries[entry as usize].name_len = folded.len() as u16;
            }
            if matches!(slot.compared, As::Words | As::Option(_)) {
                let dictionary = &mut self.dictionary;
                self.words.extend(words_of(folded).map(|(_, word)| dictionary.intern(word)));
            }
        }
        if signature != 0 {
            self.chinese.push(entry);
            self.signatures.push(signature);
        }
        let begun = self.text[start..].windows(3).filter(|three| three[0] <= b' ');
        self.begins.push(begun.fold(0, |bits, three| bits | begins(three[1], three[2])));
        self.common.count(&self.text[start..]);
    }

    /// Gives back room that was kept for more records, where that is much.
    pub(crate) fn settle(&mut self) {
        fn shrink<T>(vec: &mut Vec<T>) {
            if vec.capacity() > vec.len() + vec.len() / 8 {
                vec.shrink_to_fit();
            }
        }
        shrink(&mut self.text);
        shrink(&mut self.entries);
        shrink(&mut self.chinese);
        shrink(&mut self.signatures);
        shrink(&mut self.begins);
        shrink(&mut self.words);
    }

    /// Which entry a byte of the text belongs to, if not one before `from`; quick where it is near.
    pub(crate) fn entry_at(&self, at: usize, from: usize) -> usize {
        self.last_that(from, |entry| entry.start as usize <= at)
    }

    /// Which entry a word of all words belongs to; in the same way.
    pub(crate) fn entry_of_word(&self, at: usize, from: usize) -> usize {
        self.last_that(from, |entry| entry.words as usize <= at)
    }

    /// The last of the entries from `from` on, of which the first do so and the others do not.
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

    /// Entries of which a word may begin with these two bytes: all that have one, and a few others.
    pub(crate) fn may_begin(&self, first: u8, second: u8) -> impl Iterator<Item = usize> {
        let bit = begins(first, second);
        self.begins.iter().enumerate().filter(move |(_, bits)| **bits & bit != 0).map(|(entry, _)| entry)
    }

    /// Entries with a Chinese name, first to last, and the signature of each such name.
    pub(crate) fn chinese(&self) -> impl Iterator<Item = (usize, Signature)> {
        self.chinese.iter().zip(&self.signatures).map(|(&entry, &signature)| (entry as usize, signature))
    }

    /// The signature of an entry's name, if that is Chinese.
    pub(crate) fn signature(&self, entry: u32) -> Option<Signature> {
        self.chinese.binary_search(&entry).ok().map(|at| self.signatures[at])
    }

    /// The numbers of all words, entry by entry.
    pub(crate) fn all_words(&self) -> &[u32] {
        &self.words
    }

    /// Where the run of an entry begins and ends.
    pub(crate) fn run(&self, entry: usize) -> (usize, usize) {
        let end = self.entries.get(entry + 1).map_or(self.text.len(), |next| next.start as usize);
        (self.entries[entry].start as usize, end)
    }

    /// Where the name of an entry ends.
    pub(crate) fn name_end(&self, entry: usize) -> usize {
        self.entries[entry].start as usize + 1 + usize::from(self.entries[entry].name_len)
    }

    /// Where in its entry a byte of the text stands.
    pub(crate) fn place(&self, at: usize) -> Place {
        let mark = self.text[..at].iter().rposition(|&byte| byte < b' ').unwrap_or(0);
        Place { slot: usize::from(self.text.get(mark).copied().unwrap_or(1)).saturating_sub(1), start: mark + 1 }
    }

    /// The field of a slot.
    pub(crate) fn slot(&self, entry: usize, slot: usize) -> Option<Slot> {
        self.slots[usize::from(self.entries[entry].collection)].get(slot).copied()
    }

    /// The folded name of an entry.
    pub(crate) fn name(&self, entry: usize) -> &str {
        let start = self.entries[entry].start as usize + 1;
        std::str::from_utf8(&self.text[start..self.name_end(entry)]).unwrap_or_default()
    }

    /// The numbers of an entry's words.
    pub(crate) fn words(&self, entry: usize) -> &[u32] {
        let from = self.entries[entry].words as usize;
        let to = self.entries.get(entry + 1).map_or(self.words.len(), |next| next.words as usize);
        &self.words[from..to]
    }

    /// The collection of an entry.
    pub(crate) fn collection(&self, entry: usize) -> CollectionId {
        FOLDED[usize::from(self.entries[entry].collection)]
    }

    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.text.capacity()
            + self.entries.capacity() * size_of::<Entry>()
            + self.chinese.capacity() * 4
            + self.signatures.capacity() * 16
            + self.begins.capacity() * 8
            + self.words.capacity() * 4
            + self.entry_of.iter().map(|rows| rows.capacity() * 4).sum::<usize>()
            + self.dictionary.memory_bytes()
    }
}
