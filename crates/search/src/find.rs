//! Which records of the corpus answer what was typed, and how well.

use crate::corpus::{Corpus, Spoken};
use crate::fold::is_han;
use crate::kept::Kept;
use crate::literal::{InShared, digits, together};
use crate::own::Own;
use crate::pinyin::Pinyin;
use crate::query::Typed;
use crate::words::wrong_max;

/// How well a word answers: the whole of a field, its beginning, a word's beginning, any part; pinyin; a typing error. In a name more than elsewhere.
pub(crate) const WHOLE_NAME: u8 = 100;
pub(crate) const WHOLE: u8 = 92;
pub(crate) const START_NAME: u8 = 84;
pub(crate) const WORD_NAME: u8 = 76;
pub(crate) const START: u8 = 70;
pub(crate) const WORD: u8 = 64;
pub(crate) const INSIDE_NAME: u8 = 58;
pub(crate) const INSIDE: u8 = 52;
pub(crate) const PINYIN_WHOLE: u8 = 48;
const PINYIN_START: u8 = 45;
pub(crate) const PINYIN_INSIDE: u8 = 42;
pub(crate) const ONE_WRONG: u8 = 32;
pub(crate) const TWO_WRONG: u8 = 22;

/// How well each entry answers; 0 for not at all. The sum over the words.
pub(crate) fn levels(corpus: &Corpus, pinyin: &Pinyin, own: &Own, typed: &Typed, kept: &mut Kept) -> Vec<u16> {
    let all = answering(corpus, pinyin, own, typed, kept, false);
    // Words that are right by themselves and never stand together: one of them may be meant for another.
    match typed.words.len() > 1 && some(&all).next().is_none() {
        true => answering(corpus, pinyin, own, typed, kept, true),
        false => all,
    }
}

fn answering(corpus: &Corpus, pinyin: &Pinyin, own: &Own, typed: &Typed, kept: &mut Kept, anyway: bool) -> Vec<u16> {
    let mut all = Vec::new();
    let words = typed.words.len() as u16;
    let mut phones = None;
    // A number without gaps is looked for as a word anyway.
    let numbers = &typed.phones;
    if !numbers.is_empty() && (numbers.len() > 1 || numbers.first() != typed.words.first()) {
        let mut levels = vec![0_u8; corpus.len()];
        digits(corpus, numbers, &mut levels);
        // Groups of digits that make a number together are no words.
        if words > 1 && some(&levels).next().is_some() {
            return levels.iter().map(|&level| u16::from(level) * words).collect();
        }
        phones = Some(levels);
    }
    for (nth, word) in typed.words.iter().enumerate() {
        // What does not answer the words before need not be looked at.
        let few = (nth > 0).then(|| Few::of(&all)).flatten();
        let levels = kept.levels(corpus, pinyin, own, word, anyway, few.as_ref());
        if nth == 0 {
            all = levels.iter().map(|&level| u16::from(level)).collect();
            continue;
        }
        for (sum, &level) in all.iter_mut().zip(levels.iter()) {
            *sum = if level > 0 && *sum > 0 { *sum + u16::from(level) } else { 0 };
        }
    }
    if words > 1 {
        together(corpus, &typed.whole, &mut all);
    } else if let Some(phones) = phones {
        all.iter_mut().zip(phones).for_each(|(sum, phone)| *sum = (*sum).max(phone.into()));
    }
    all
}

/// The entries that have a level; where hardly any has one, quickly.
pub(crate) fn some<T: Copy + Default + PartialOrd>(levels: &[T]) -> impl Iterator<Item = usize> {
    const AT_ONCE: usize = 64;
    let none = T::default();
    let is_any = move |chunk: &&[T]| chunk.iter().fold(false, |any, level| any | (*level > none));
    let chunks = levels.chunks(AT_ONCE).enumerate().filter(move |(_, chunk)| is_any(chunk));
    chunks.flat_map(move |(nth, chunk)| {
        let some = chunk.iter().enumerate().filter(move |(_, level)| **level > none);
        some.map(move |(at, _)| nth * AT_ONCE + at)
    })
}

/// Entries that are so few that it is quicker to look at each than at the whole text.
pub(crate) struct Few(Vec<u32>);

impl Few {
    /// Those with a level, if they are few.
    pub(crate) fn of<T: Copy + Default + PartialOrd>(levels: &[T]) -> Option<Few> {
        let most = levels.len() / 16;
        let few: Vec<u32> = some(levels).map(|entry| entry as u32).take(most + 1).collect();
        (few.len() <= most).then_some(Few(few))
    }

    /// Each of them, first to last.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|&entry| entry as usize)
    }
}

/// These Chinese names by their readings: what does not answer the beginning of a word does not answer the word.
pub(crate) fn spelled<'a>(pinyin: &Pinyin, word: &str, names: impl Iterator<Item = Spoken<'a>>, levels: &mut [u8]) {
    let mut spelled = pinyin.spell(word);
    let mixed = mixed(word);
    if spelled.is_none() && mixed.is_none() {
        return;
    }
    for Spoken { entry, signature, name } in names {
        // What is right as it stands is no better by its reading.
        if levels[entry] >= PINYIN_INSIDE && spelled.is_some() {
            continue;
        }
        let found = match (&mut spelled, mixed) {
            (Some(spelled), _) if spelled.may_match(signature) => match word.len() {
                // One letter stands for the first character only.
                1 => pinyin.begins(word.as_bytes()[0], name).map(|to| (0, to)),
                _ => spelled.find(name),
            },
            (None, Some((chinese, letters))) => pinyin.find_after(chinese, letters, name),
            _ => None,
        };
        if let Some((from, to)) = found {
            levels[entry] = levels[entry].max(match (from, to == name.len()) {
                (0, true) => PINYIN_WHOLE,
                (0, false) => PINYIN_START,
                _ => PINYIN_INSIDE,
            });
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
pub(crate) fn mistyped(corpus: &Corpus, word: &str, few: Option<&Few>, levels: &mut [u8]) {
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
    let best = |words: &[u32]| words.iter().map(|&number| of(number)).max().unwrap_or(0);
    let in_shared = InShared::of(corpus, |_, words| best(words));
    // What is right is better than anything that is wrong.
    if let Some(few) = few {
        few.iter().for_each(|entry| levels[entry] = levels[entry].max(best(corpus.words(entry))));
        return in_shared.few(corpus, few, levels);
    }
    // Hardly any word is near: those that are not cost one look each.
    for block in corpus.blocks() {
        block.each_word(|number| of(number) > 0, |entry, number| levels[entry] = levels[entry].max(of(number)));
    }
    in_shared.all(levels);
}
