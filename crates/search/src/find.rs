//! Which records of the corpus answer what was typed, and how well.

use crate::corpus::{Corpus, LEFT};
use crate::fold::is_han;
use crate::pinyin::{Pinyin, Signature};
use crate::query::Typed;
use crate::scan::Needle;
use crate::slots::As;
use crate::words::wrong_max;
use std::borrow::Cow;

/// How well a word answers: the whole of a field, its beginning, a word's beginning, any part; pinyin; a typing error. In a name more than elsewhere.
pub(crate) const WHOLE_NAME: u8 = 100;
pub(crate) const WHOLE: u8 = 92;
pub(crate) const START_NAME: u8 = 84;
pub(crate) const WORD_NAME: u8 = 76;
pub(crate) const START: u8 = 70;
pub(crate) const WORD: u8 = 64;
pub(crate) const INSIDE_NAME: u8 = 58;
pub(crate) const INSIDE: u8 = 52;
const PINYIN_WHOLE: u8 = 48;
const PINYIN_START: u8 = 45;
const PINYIN_INSIDE: u8 = 42;
const ONE_WRONG: u8 = 32;
const TWO_WRONG: u8 = 22;
/// A whole word is a little better than its beginning.
const WHOLE_WORD: u8 = 3;
/// What all words together, in their order, are worth on top: the whole name, its beginning, a part of it.
const TOGETHER: [u16; 3] = [40, 30, 10];
/// Letters and digits below which only beginnings of words are looked at.
const SHORT_BELOW: usize = 3;
/// Records below which typing errors are looked for, too.
const FEW_BELOW: usize = 20;
/// Words whose answers are kept from one keystroke to the next: a byte a record each.
const KEPT_MAX: usize = 8;

/// How well each entry answers; 0 for not at all. The sum over the words.
pub(crate) fn levels(corpus: &Corpus, pinyin: &Pinyin, typed: &Typed, kept: &mut Kept) -> Vec<u16> {
    let all = answering(corpus, pinyin, typed, kept, false);
    // Words that are right by themselves and never stand together: one of them may be meant for another.
    match typed.words.len() > 1 && !all.iter().any(|&level| level > 0) {
        true => answering(corpus, pinyin, typed, kept, true),
        false => all,
    }
}

fn answering(corpus: &Corpus, pinyin: &Pinyin, typed: &Typed, kept: &mut Kept, anyway: bool) -> Vec<u16> {
    let mut all = vec![0_u16; corpus.entries.len()];
    let words = typed.words.len() as u16;
    // A number without gaps is looked for as a word anyway.
    if typed.phones.len() > 1 || typed.phones.first() != typed.words.first() {
        let mut levels = vec![0_u8; corpus.entries.len()];
        digits(corpus, &typed.phones, &mut levels);
        all.iter_mut().zip(&levels).for_each(|(sum, &level)| *sum = u16::from(level) * words);
        // Groups of digits that make a number together are no words.
        if words > 1 && levels.iter().any(|&level| level > 0) {
            return all;
        }
    }
    let phones = (words == 1).then(|| all.clone());
    for (nth, word) in typed.words.iter().enumerate() {
        // What does not answer the words before need not be looked at.
        let few = (nth > 0).then(|| Few::of(&all)).flatten();
        let levels = kept.levels(corpus, pinyin, word, anyway, few.as_ref());
        for (sum, &level) in all.iter_mut().zip(levels.iter()) {
            *sum = if level > 0 && (nth == 0 || *sum > 0) { *sum * u16::from(nth > 0) + u16::from(level) } else { 0 };
        }
    }
    if let Some(phones) = phones {
        all.iter_mut().zip(phones).for_each(|(sum, phone)| *sum = (*sum).max(phone));
    }
    if words > 1 {
        together(corpus, &typed.whole, &mut all);
    }
    all
}

/// How well each record answers a word, for the words of the last query: of the next one, only the word that is being typed is new.
#[derive(Default)]
pub(crate) struct Kept {
    words: Vec<(String, bool, Vec<u8>)>,
    /// What they hold for.
    state: (usize, usize),
}

impl Kept {
    /// Forgets what does not hold any more, and all words but the newest few.
    pub(crate) fn begin(&mut self, state: (usize, usize)) {
        if self.state != state {
            self.words.clear();
            self.state = state;
        }
        let many = self.words.len().saturating_sub(KEPT_MAX);
        self.words.drain(..many);
    }

    /// How well each entry answers a word; of those that are not among the `few` nothing has to be known.
    fn levels(
        &mut self,
        corpus: &Corpus,
        pinyin: &Pinyin,
        word: &str,
        anyway: bool,
        few: Option<&Few>,
    ) -> Cow<'_, [u8]> {
        if let Some(at) = self.words.iter().position(|(known, how, _)| known == word && *how == anyway) {
            return Cow::Borrowed(&self.words[at].2);
        }
        let right = self.words.iter().find(|(known, how, _)| known == word && !how);
        let mut levels = right.map_or_else(Vec::new, |(_, _, levels)| levels.clone());
        if levels.is_empty() {
            levels = vec![0_u8; corpus.entries.len()];
            let shorter = self.words.iter().rfind(|(known, ..)| word.starts_with(known) && known.len() > 1);
            let narrow = shorter.filter(|(known, ..)| !is_short(known)).and_then(|(.., levels)| Few::of(levels));
            match few.or(narrow.as_ref()) {
                Some(few) => few.literal(corpus, word, &mut levels),
                None => literal(corpus, word, &mut levels),
            }
            match few.or(narrow.as_ref()) {
                Some(Few(few)) => {
                    let chinese = few.iter().filter_map(|&entry| Some((entry as usize, corpus.signature(entry)?)));
                    spelled(corpus, pinyin, word, chinese, &mut levels);
                }
                None => {
                    let may = |(entry, _): &(usize, _)| shorter.is_none_or(|(.., levels)| levels[*entry] > 0);
                    spelled(corpus, pinyin, word, corpus.chinese().filter(may), &mut levels);
                }
            }
        }
        if anyway || levels.iter().filter(|&&level| level > 0).take(FEW_BELOW).count() < FEW_BELOW {
            mistyped(corpus, word, few, &mut levels);
        }
        if few.is_some() {
            return Cow::Owned(levels);
        }
        self.words.push((word.to_owned(), anyway, levels));
        self.words.last().map_or(Cow::Borrowed(&[]), |(.., levels)| Cow::Borrowed(levels))
    }
}

/// Whether a word is looked for only where words begin: what it answers is then less than what its beginning does not.
fn is_short(word: &str) -> bool {
    word.is_ascii() && word.len() < SHORT_BELOW
}

/// Entries that are so few that it is quicker to look at each than at the whole text.
struct Few(Vec<u32>);

impl Few {
    /// Those with a level, if they are few.
    fn of<T: PartialOrd + Default>(levels: &[T]) -> Option<Few> {
        let most = levels.len() / 16;
        let some = levels.iter().enumerate().filter(|(_, level)| **level > T::default());
        let few: Vec<u32> = some.map(|(entry, _)| entry as u32).take(most + 1).collect();
        (few.len() <= most).then_some(Few(few))
    }

    /// [`literal`] for these.
    fn literal(&self, corpus: &Corpus, word: &str, levels: &mut [u8]) {
        let Some(needle) = Needle::new(word, &corpus.common) else { return };
        let short = is_short(word);
        self.0.iter().for_each(|&entry| literal_of(corpus, entry as usize, &needle, short, levels));
    }
}

/// The text as it stands.
fn literal(corpus: &Corpus, word: &str, levels: &mut [u8]) {
    let Some(needle) = Needle::new(word, &corpus.common) else { return };
    if let (true, &[first, second]) = (is_short(word), word.as_bytes()) {
        corpus.may_begin(first, second).for_each(|entry| literal_of(corpus, entry, &needle, true, levels));
        return;
    }
    let (mut entry, mut end) = (0, 0);
    let found = |at: usize| {
        if at >= end {
            entry = corpus.entry_at(at, entry);
            end = corpus.run(entry).1;
        }
        // Mostly there is only the middle of a word to be found where something was found before.
        let inside = corpus.text[at - 1].is_ascii_alphanumeric() && corpus.text[at].is_ascii();
        if levels[entry] < if inside { INSIDE_NAME } else { WHOLE_NAME } {
            levels[entry] = levels[entry].max(level_at(corpus, entry, at, needle.len()));
        }
        true
    };
    if is_short(word) {
        // Where a field or a word begins: anywhere would be everywhere.
        needle.each_begun(&corpus.text, found);
    } else {
        needle.each::<false>(&corpus.text, found);
    }
}

/// The text of one entry as it stands; of a `short` word only where words begin.
fn literal_of(corpus: &Corpus, entry: usize, needle: &Needle, short: bool, levels: &mut [u8]) {
    let (from, to) = corpus.run(entry);
    let found = |at: usize| {
        levels[entry] = levels[entry].max(level_at(corpus, entry, from + at, needle.len()));
        levels[entry] < WHOLE_NAME
    };
    match short {
        true => needle.each_begun(&corpus.text[from..to], found),
        false => needle.each::<false>(&corpus.text[from..to], found),
    }
}

/// How well a text of `len` bytes answers that stands at this place of an entry.
fn level_at(corpus: &Corpus, entry: usize, at: usize, len: usize) -> u8 {
    let hay = &corpus.text;
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80;
    let (before, after) = (hay[at - 1], hay.get(at + len).copied().unwrap_or(0));
    let name = at <= corpus.name_end(entry);
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

/// A telephone number, in fields that hold one, as a whole or, at the beginning of the field, without the code of its country. All of
/// `phones` end alike, so the shortest finds them all.
fn digits(corpus: &Corpus, phones: &[String], levels: &mut [u8]) {
    let Some(needle) = phones.last().and_then(|shortest| Needle::new(shortest, &corpus.common)) else { return };
    let mut entry = 0;
    needle.each::<false>(&corpus.text, |at| {
        entry = corpus.entry_at(at, entry);
        let place = corpus.place(at);
        if levels[entry] > 0 || corpus.slot(entry, place.slot).is_none_or(|slot| slot.compared != As::Phone) {
            return true;
        }
        let end = at + needle.len();
        let stands = |phone: &&String| corpus.text[place.start..end].ends_with(phone.as_bytes());
        let Some((nth, phone)) = phones.iter().enumerate().find(|(_, phone)| stands(phone)) else { return true };
        let before = &corpus.text[place.start..end - phone.len()];
        if nth == 0 || before.is_empty() || before == b"0" {
            let whole = before.is_empty() && corpus.text.get(end).is_none_or(|&after| after < b' ');
            levels[entry] = levels[entry].max(if whole { WHOLE } else { START });
        }
        true
    });
}

/// Chinese names by their readings, of these entries: what does not answer the beginning of a word does not answer the word.
fn spelled(
    corpus: &Corpus,
    pinyin: &Pinyin,
    word: &str,
    entries: impl Iterator<Item = (usize, Signature)>,
    levels: &mut [u8],
) {
    let level = |entry: usize, (from, to): (usize, usize)| match (from, to == corpus.name(entry).len()) {
        (0, true) => PINYIN_WHOLE,
        (0, false) => PINYIN_START,
        _ => PINYIN_INSIDE,
    };
    let spelled = pinyin.spell(word);
    let mixed = mixed(word);
    if spelled.is_none() && mixed.is_none() {
        return;
    }
    for (entry, signature) in entries {
        let found = match (&spelled, mixed) {
            // What is right as it stands is no better by its reading.
            (Some(spelled), _) if levels[entry] < PINYIN_INSIDE && spelled.may_match(signature) => {
                match word.len() {
                    // One letter stands for the first character only.
                    1 => pinyin.begins(word.as_bytes()[0], corpus.name(entry)).map(|to| (0, to)),
                    _ => pinyin.find(spelled.letters(), corpus.name(entry)),
                }
            }
            (None, Some((chinese, letters))) => pinyin.find_after(chinese, letters, corpus.name(entry)),
            _ => None,
        };
        if let Some(found) = found {
            levels[entry] = levels[entry].max(level(entry, found));
        }
    }
}

/// `王xm`: characters, then letters.
pub(crate) fn mixed(word: &str) -> Option<(&str, &[u8])> {
    let (chinese, letters) = word.split_at(word.find(|c: char| !is_han(c))?);
    let letters = letters.as_bytes();
    (!chinese.is_empty() && letters.iter().all(u8::is_ascii_lowercase)).then_some((chinese, letters))
}

/// Words with wrong letters.
fn mistyped(corpus: &Corpus, word: &str, few: Option<&Few>, levels: &mut [u8]) {
    let max = wrong_max(word);
    if max == 0 {
        return;
    }
    let near = corpus.dictionary.near(word, max);
    if near.is_empty() {
        return;
    }
    let mut of_word = vec![0_u8; corpus.dictionary.len()];
    for (number, wrong) in near {
        of_word[number as usize] = if wrong == 1 { ONE_WRONG } else { TWO_WRONG };
    }
    let of = |number: u32| of_word[number as usize];
    // What is right is better than anything that is wrong.
    if let Some(Few(few)) = few {
        for entry in few.iter().map(|&entry| entry as usize) {
            let best = corpus.words(entry).iter().map(|&number| of(number)).max();
            levels[entry] = levels[entry].max(best.unwrap_or(0));
        }
        return;
    }
    // Hardly any word is near: those that are not cost one look each.
    let mut entry = 0;
    for (at, &number) in corpus.all_words().iter().enumerate().filter(|(_, number)| of(**number) > 0) {
        entry = corpus.entry_of_word(at, entry);
        levels[entry] = levels[entry].max(of(number));
    }
}

/// All words as they were typed, in a name that has all of them already.
fn together(corpus: &Corpus, whole: &str, all: &mut [u16]) {
    let Some(needle) = Needle::new(whole, &corpus.common) else { return };
    let worth = |at: usize| {
        let place = corpus.place(at);
        let ends = corpus.text.get(at + needle.len()).is_none_or(|&after| after < b' ');
        (place.slot == 0).then(|| match (at == place.start, ends) {
            (true, true) => TOGETHER[0],
            (true, false) => TOGETHER[1],
            _ => TOGETHER[2],
        })
    };
    if let Some(Few(few)) = Few::of(all) {
        for entry in few.into_iter().map(|entry| entry as usize) {
            let (from, to) = corpus.run(entry);
            let first = needle.find::<false>(&corpus.text[from..to]);
            all[entry] += first.and_then(|at| worth(from + at)).unwrap_or(0);
        }
        return;
    }
    let mut entry = 0;
    let mut done = LEFT as usize;
    needle.each::<false>(&corpus.text, |at| {
        entry = corpus.entry_at(at, entry);
        if all[entry] > 0
            && done != entry
            && let Some(worth) = worth(at)
        {
            done = entry;
            all[entry] += worth;
        }
        true
    });
}
