//! What is known from the keystroke before: one word is typed at a time, mostly at its end.

use crate::corpus::{Corpus, Spoken};
use crate::find::{Few, mistyped, some, spelled};
use crate::literal::{Word, is_short};
use crate::own::Own;
use crate::pinyin::Pinyin;
use std::borrow::Cow;

/// Records below which typing errors are looked for, too.
const FEW_BELOW: usize = 20;
/// Words whose answers are kept from one keystroke to the next: a byte a record each.
const WORDS_MAX: usize = 8;
/// Places of a word that are kept, four bytes each.
const PLACES_MAX: usize = 1 << 16;

/// Every place where a word stands, so that a longer one need only be looked for there.
#[derive(Default)]
pub(crate) struct Places {
    word: String,
    /// In all text, first to last.
    at: Vec<u32>,
    /// Whether these are too many to be kept.
    full: bool,
}

impl Places {
    /// None yet.
    pub(crate) fn of(word: &str) -> Places {
        Places { word: word.to_owned(), ..Places::default() }
    }

    /// Notes one more.
    #[inline]
    pub(crate) fn push(&mut self, at: usize) {
        if self.at.len() < PLACES_MAX {
            self.at.push(at as u32);
        } else {
            self.full = true;
        }
    }

    /// The places, for a word that begins with this one: what else must follow there, and where. Empty at the beginning.
    pub(crate) fn within<'a>(&self, word: &'a str) -> Option<(usize, &'a [u8], &[u32])> {
        let rest = word.strip_prefix(&*self.word).filter(|_| !self.full && !self.word.is_empty())?;
        Some((self.word.len(), rest.as_bytes(), &self.at))
    }
}

/// How well each record answers a word, for the words of the last query: of the next one, only the word that is being typed is new.
#[derive(Default)]
pub(crate) struct Kept {
    words: Vec<(String, bool, Vec<u8>)>,
    /// Of the last word that was looked for everywhere.
    places: Places,
    /// What they hold for.
    state: State,
}

/// How much was taken in, and the version of the book where that matters too.
type State = ((usize, usize), Option<u64>);

impl Kept {
    /// Forgets what does not hold any more, and all words but the newest few.
    pub(crate) fn begin(&mut self, state: State) {
        if self.state != state {
            *self = Kept { state, ..Kept::default() };
        }
        let many = self.words.len().saturating_sub(WORDS_MAX);
        self.words.drain(..many);
    }

    /// How well each entry answers a word, also if letters are wrong where `anyway` is set or few answer; of those that are not among the `few` nothing
    /// has to be known.
    pub(crate) fn levels(
        &mut self,
        corpus: &Corpus,
        pinyin: &Pinyin,
        own: &Own,
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
            levels = self.right(corpus, pinyin, word, few);
            own.levels(word, false, &mut levels);
        }
        if anyway || some(&levels).take(FEW_BELOW).count() < FEW_BELOW {
            mistyped(corpus, word, few, &mut levels);
            own.levels(word, true, &mut levels);
        }
        if few.is_some() {
            return Cow::Owned(levels);
        }
        self.words.push((word.to_owned(), anyway, levels));
        self.words.last().map_or(Cow::Borrowed(&[]), |(.., levels)| Cow::Borrowed(levels))
    }

    /// The same for the word as it was typed.
    fn right(&mut self, corpus: &Corpus, pinyin: &Pinyin, word: &str, few: Option<&Few>) -> Vec<u8> {
        let mut levels = vec![0_u8; corpus.len()];
        let shorter = self.words.iter().rfind(|(known, ..)| word.starts_with(known) && known.len() > 1);
        let narrow = shorter.filter(|(known, ..)| !is_short(known)).and_then(|(.., levels)| Few::of(levels));
        let known = self.places.within(word).filter(|_| few.is_none());
        let few = few.or(narrow.as_ref());
        if let Some(typed) = Word::new(word, corpus) {
            match (known, few) {
                (Some(known), _) => self.places = typed.among(known, &mut levels),
                (None, Some(few)) => typed.few(few, &mut levels),
                (None, None) => {
                    if let Some(places) = typed.everywhere(&mut levels) {
                        self.places = places;
                    }
                }
            }
        }
        match few {
            Some(few) => {
                let chinese = few.iter().flat_map(|entry| corpus.chinese_of(entry));
                spelled(pinyin, word, chinese, &mut levels);
            }
            None => {
                let may = |name: &Spoken| shorter.is_none_or(|(.., levels)| levels[name.entry] > 0);
                spelled(pinyin, word, corpus.chinese().filter(may), &mut levels);
            }
        }
        levels
    }
}
