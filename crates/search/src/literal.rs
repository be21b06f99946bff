//! Words and numbers as they stand in the texts.

use crate::corpus::{Block, Corpus, field_at};
use crate::find::{Few, INSIDE, INSIDE_NAME, START, START_NAME, WHOLE, WHOLE_NAME, WORD, WORD_NAME, some};
use crate::kept::Places;
use crate::scan::Needle;
use crate::shared::ByNumber;
use crate::slots::As;

/// A whole word is a little better than its beginning.
const WHOLE_WORD: u8 = 3;
/// What all words together, in their order, are worth on top: the whole name, its beginning, a part of it.
const TOGETHER: [u16; 3] = [40, 30, 10];
/// Letters and digits below which only beginnings of words are looked at.
pub(crate) const SHORT_BELOW: usize = 3;

/// Whether a word is looked for only where words begin: what it answers is then less than what its beginning does not.
pub(crate) fn is_short(word: &str) -> bool {
    word.is_ascii() && word.len() < SHORT_BELOW
}

/// A word that is looked for as it was typed.
pub(crate) struct Word<'a> {
    word: &'a str,
    needle: Needle<'a>,
    corpus: &'a Corpus,
    in_shared: InShared<'a>,
}

impl<'a> Word<'a> {
    /// `None` for an empty word.
    pub(crate) fn new(word: &'a str, corpus: &'a Corpus) -> Option<Word<'a>> {
        let needle = Needle::new(word, &corpus.common)?;
        let in_shared = InShared::of(corpus, |text, _| level_of(text, 0, &needle, is_short(word)));
        Some(Word { word, needle, corpus, in_shared })
    }

    /// How well each entry answers; where the word stands, if that is asked of all places.
    pub(crate) fn everywhere(&self, levels: &mut [u8]) -> Option<Places> {
        self.in_shared.all(levels);
        if is_short(self.word) {
            // Where a name or a word begins: anywhere would be everywhere.
            for block in self.corpus.blocks() {
                let few = match self.word.as_bytes() {
                    &[first, second] => block.may_begin(first, second),
                    _ => None,
                };
                let mut place = self.place_of(block);
                match few {
                    Some(few) => few.for_each(|entry| self.one(entry, levels)),
                    None => self.needle.each_begun(block.text.as_bytes(), |at| place(at, levels)),
                }
            }
            return None;
        }
        let mut places = Places::of(self.word);
        for block in self.corpus.blocks() {
            let mut place = self.place_of(block);
            self.needle.each::<false>(block.text.as_bytes(), |at| {
                places.push(block.before + at);
                place(at, levels)
            });
        }
        Some(places)
    }

    /// The same where the places of its beginning are known: see [`Places::within`].
    pub(crate) fn among(&self, (len, rest, at): (usize, &[u8], &[u32]), levels: &mut [u8]) -> Places {
        self.in_shared.all(levels);
        let mut places = Places::of(self.word);
        let mut left = at;
        for block in self.corpus.blocks() {
            let end = block.before + block.text.len();
            let (these, others) = left.split_at(left.partition_point(|&at| (at as usize) < end));
            left = others;
            let mut place = self.place_of(block);
            for at in these.iter().map(|&at| at as usize - block.before) {
                if block.text.as_bytes()[at + len..].starts_with(rest) {
                    places.push(block.before + at);
                    place(at, levels);
                }
            }
        }
        places
    }

    /// How well these entries answer.
    pub(crate) fn few(&self, few: &Few, levels: &mut [u8]) {
        few.iter().for_each(|entry| self.one(entry, levels));
        self.in_shared.few(self.corpus, few, levels);
    }

    fn one(&self, entry: usize, levels: &mut [u8]) {
        let (run, name_end) = self.corpus.run(entry);
        levels[entry] = levels[entry].max(level_of(run, name_end, &self.needle, is_short(self.word)));
    }

    /// Takes the places of a block, first to last, into its entries' levels; true.
    fn place_of(&self, block: &'a Block) -> impl FnMut(usize, &mut [u8]) -> bool {
        let (mut at_entry, mut name_end, mut end) = (0, 0, 0);
        let (len, text) = (self.needle.len(), block.text.as_bytes());
        move |at, levels| {
            if at >= end {
                (at_entry, end) = block.entry_at(at, at_entry);
                name_end = block.entry(at_entry).name_end();
            }
            let level = &mut levels[block.first + at_entry];
            // Mostly there is only the middle of a word to be found where something was found before.
            let inside = text[at - 1].is_ascii_alphanumeric() && text[at].is_ascii();
            if *level < if inside { INSIDE_NAME } else { WHOLE_NAME } {
                *level = (*level).max(level_at(text, name_end, at, len));
            }
            true
        }
    }
}

/// How well a run answers whose name ends there; a `short` word only where words begin.
pub(crate) fn level_of(run: &[u8], name_end: usize, needle: &Needle, short: bool) -> u8 {
    let mut level = 0;
    let found = |at: usize| {
        level = level.max(level_at(run, name_end, at, needle.len()));
        level < WHOLE_NAME
    };
    match short {
        true => needle.each_begun(run, found),
        false => needle.each::<false>(run, found),
    }
    level
}

/// How well a text of `len` bytes answers that stands at this place of a text in which the name ends at `name_end`.
fn level_at(hay: &[u8], name_end: usize, at: usize, len: usize) -> u8 {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
    let (before, after) = (hay[at - 1], hay.get(at + len).copied().unwrap_or(0));
    let name = at <= name_end;
    // A Latin word after a Chinese character begins there.
    let begins_word = if hay[at].is_ascii() { !before.is_ascii_alphanumeric() } else { !is_letter(before) };
    let whole = if is_letter(after) { 0 } else { WHOLE_WORD };
    match (before < b' ', after < b' ', name) {
        (true, true, true) => WHOLE_NAME,
        (true, true, false) => WHOLE,
        (true, false, true) => START_NAME + whole,
        (true, false, false) => START,
        _ if begins_word => whole + if name { WORD_NAME } else { WORD },
        (_, _, true) => INSIDE_NAME,
        (_, _, false) => INSIDE,
    }
}

/// How well the texts answer that many records share.
pub(crate) struct InShared<'a>(Vec<Answering<'a>>);

/// A field of which some of those texts answer: of which collection, how well, which text each row has, and which entry each row is.
struct Answering<'a> {
    collection: u8,
    levels: Box<ByNumber>,
    rows: &'a [u8],
    entry_of: &'a [u32],
}

impl<'a> InShared<'a> {
    /// `level` tells it from a text and the numbers of its words.
    pub(crate) fn of(corpus: &'a Corpus, level: impl Fn(&[u8], &[u32]) -> u8) -> InShared<'a> {
        let answering = corpus.shared().filter_map(|(collection, shared, entry_of)| {
            let levels = Box::new(shared.worth(&level)?);
            Some(Answering { collection, levels, rows: shared.rows(), entry_of })
        });
        InShared(answering.collect())
    }

    /// Takes it into the levels of all entries.
    pub(crate) fn all(&self, levels: &mut [u8]) {
        for Answering { levels: of, rows, entry_of, .. } in &self.0 {
            for (&number, &entry) in rows.iter().zip(*entry_of) {
                let level = of[usize::from(number)];
                if level > 0 {
                    levels[entry as usize] = levels[entry as usize].max(level);
                }
            }
        }
    }

    /// Takes it into the levels of these.
    pub(crate) fn few(&self, corpus: &Corpus, few: &Few, levels: &mut [u8]) {
        for Answering { levels: of, rows, collection, .. } in &self.0 {
            for at in few.iter() {
                let entry = corpus.entry(at);
                let number = rows.get(entry.row as usize).filter(|_| entry.collection == *collection);
                levels[at] = levels[at].max(number.map_or(0, |&number| of[usize::from(number)]));
            }
        }
    }
}

/// A telephone number, in fields that hold one, as a whole or, at the beginning of the field, without the code of its country. All of
/// `phones` end alike, so the shortest finds them all.
pub(crate) fn digits(corpus: &Corpus, phones: &[String], levels: &mut [u8]) {
    let Some(needle) = phones.last().and_then(|shortest| Needle::new(shortest, &corpus.common)) else { return };
    for block in corpus.blocks() {
        let (mut at_entry, text) = (0, block.text.as_bytes());
        needle.each::<false>(text, |at| {
            let end = at + needle.len();
            let stands = |phone: &&String| text[..end].ends_with(phone.as_bytes());
            let Some((nth, phone)) = phones.iter().enumerate().find(|(_, phone)| stands(phone)) else { return true };
            // Most are told off by the byte before them.
            let before = &text[..end - phone.len()];
            let begins = match before {
                [.., mark, b'0'] => *mark < b' ',
                [.., mark] => *mark < b' ',
                [] => true,
            };
            if nth > 0 && !begins {
                return true;
            }
            at_entry = block.entry_at(at, at_entry).0;
            let level = &mut levels[block.first + at_entry];
            let (slot, start) = field_at(text, at);
            if *level > 0 || corpus.compared(block.entry(at_entry).collection, slot) != Some(As::Phone) {
                return true;
            }
            let whole = start == before.len() && text.get(end).is_none_or(|&after| after < b' ');
            *level = if whole { WHOLE } else { START };
            true
        });
    }
}

/// All words as they were typed, in a name that has all of them already.
pub(crate) fn together(corpus: &Corpus, whole: &str, all: &mut [u16]) {
    let Some(needle) = Needle::new(whole, &corpus.common) else { return };
    for entry in some(all).collect::<Vec<usize>>() {
        let (run, name_end) = corpus.run(entry);
        all[entry] +=
            needle.find::<false>(&run[..name_end]).map_or(0, |at| match (at == 1, at + needle.len() == name_end) {
                (true, true) => TOGETHER[0],
                (true, false) => TOGETHER[1],
                _ => TOGETHER[2],
            });
    }
}
