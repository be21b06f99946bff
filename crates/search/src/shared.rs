//! Texts of a field that many records share, like their city: each stands once, and a record has its number.

use crate::fold::fold_into;
use crate::scan::NAME;
use crate::slots::{As, TEXT_MAX};
use crate::words::{Dictionary, words_of};
use hashbrown::HashMap;

/// Texts of one field that can stand once: a number is a byte, and 0 says that the text stands with its record.
const TEXTS_MAX: usize = 255;
/// Longest such text, in bytes: long ones are hardly ever alike.
const BYTES_MAX: usize = 64;

/// What each of the texts is worth, by its number.
pub(crate) type ByNumber = [u8; TEXTS_MAX + 1];

/// One field's shared texts, and which of them each record has.
#[derive(Default)]
pub(crate) struct Shared {
    numbers: HashMap<Box<str>, u8>,
    /// All texts, folded, each after [`NAME`].
    text: String,
    /// Where each ends, and the numbers of its words.
    ends: Vec<(usize, Box<[u32]>)>,
    /// The number of each row's text.
    rows: Vec<u8>,
}

impl Shared {
    /// The number of a text of this field; 0 where it has to stand with its record.
    pub(crate) fn number(&mut self, compared: As, text: &str, dictionary: &mut Dictionary) -> u8 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        if text.is_empty() || text.len() > BYTES_MAX || self.ends.len() == TEXTS_MAX {
            return 0;
        }
        self.text.push(char::from(NAME));
        let from = self.text.len();
        fold_into(text, TEXT_MAX, &mut self.text);
        let folded = &self.text[from..];
        let has_words = compared == As::Words;
        let words = words_of(folded).filter(|_| has_words).map(|(_, word)| dictionary.intern(word)).collect();
        self.ends.push((self.text.len(), words));
        let number = self.ends.len() as u8;
        self.numbers.insert(text.into(), number);
        number
    }

    /// Notes the number of a row's text.
    pub(crate) fn set(&mut self, row: u32, number: u8) {
        let row = row as usize;
        if number > 0 && row >= self.rows.len() {
            self.rows.resize(row + 1, 0);
        }
        if let Some(old) = self.rows.get_mut(row) {
            *old = number;
        }
    }

    /// What each text is worth, if any is worth something: `of` tells it from the text and the numbers of its words.
    pub(crate) fn worth(&self, of: impl Fn(&[u8], &[u32]) -> u8) -> Option<ByNumber> {
        let mut worth = [0; TEXTS_MAX + 1];
        let mut from = 0;
        for (number, (end, words)) in self.ends.iter().enumerate() {
            worth[number + 1] = of(&self.text.as_bytes()[from..*end], words);
            from = *end;
        }
        worth.iter().any(|&worth| worth > 0).then_some(worth)
    }

    /// The number of each row's text; rows past the end have none.
    pub(crate) fn rows(&self) -> &[u8] {
        &self.rows
    }

    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        let words = self.ends.iter().map(|(_, words)| 16 + words.len() * 4).sum::<usize>();
        self.rows.capacity() + self.text.capacity() * 3 + words
    }
}
