//! Which rows of a piece are left of a question: a bit each, so that many of them are taken away at once.

use crate::ints::PIECE_ROWS;

/// Rows whose marks stand in one word.
pub(crate) const WORD_ROWS: usize = 64;

/// Marks on the rows of a piece.
#[derive(Clone)]
pub(crate) struct Marks([u64; PIECE_ROWS / WORD_ROWS]);

impl Marks {
    /// Marks on the first so many rows.
    pub(crate) fn first(rows: usize) -> Marks {
        Marks(std::array::from_fn(|word| low(rows.saturating_sub(word * WORD_ROWS))))
    }

    /// Whether no row has one.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().fold(0, |any, word| any | word) == 0
    }

    /// Takes all of them.
    pub(crate) fn clear(&mut self) {
        self.0.fill(0);
    }

    /// Takes those from a row on.
    pub(crate) fn cut(&mut self, rows: usize) {
        self.0.iter_mut().zip(Marks::first(rows).0).for_each(|(word, first)| *word &= first);
    }

    /// Takes those that others have, too.
    pub(crate) fn take(&mut self, others: &Marks) {
        self.0.iter_mut().zip(others.0).for_each(|(word, other)| *word &= !other);
    }

    /// Calls `with` for every row that has one.
    pub(crate) fn each(&self, mut with: impl FnMut(usize)) {
        for (word, &marks) in self.0.iter().enumerate() {
            bits(marks, |at| with(word * WORD_ROWS + at));
        }
    }

    /// Takes those of rows that it does not hold for.
    pub(crate) fn retain(&mut self, mut holds: impl FnMut(usize) -> bool) {
        self.retain_words(|word, marks| {
            let mut kept = 0;
            bits(marks, |at| kept |= u64::from(holds(word * WORD_ROWS + at)) << at);
            kept
        });
    }

    /// The same many rows at once: `held` is given the number of a word and its marks, and says for which of its rows it holds, at least for those that are
    /// marked.
    pub(crate) fn retain_words(&mut self, mut held: impl FnMut(usize, u64) -> u64) {
        for (word, marks) in self.0.iter_mut().enumerate().filter(|(_, marks)| **marks != 0) {
            *marks &= held(word, *marks);
        }
    }
}

/// The first so many bits.
#[inline]
pub(crate) fn low(bits: usize) -> u64 {
    if bits >= WORD_ROWS { u64::MAX } else { (1 << bits) - 1 }
}

/// Calls `with` for every bit that is set.
#[inline]
pub(crate) fn bits(mut word: u64, mut with: impl FnMut(usize)) {
    while word != 0 {
        with(word.trailing_zeros() as usize);
        word &= word - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(marks: &Marks) -> Vec<usize> {
        let mut rows = Vec::new();
        marks.each(|at| rows.push(at));
        rows
    }

    #[test]
    fn marks_go_from_the_rows_that_it_does_not_hold_for() {
        let mut marks = Marks::first(300);
        assert_eq!(rows(&marks), (0..300).collect::<Vec<_>>());
        marks.retain(|at| at % 7 == 0);
        marks.cut(200);
        let mut others = marks.clone();
        others.retain_words(|word, _| if word == 1 { u64::MAX } else { 1 });
        marks.take(&others);
        let kept = |at: &usize| at.is_multiple_of(7) && at / 64 != 1 && !at.is_multiple_of(64);
        assert_eq!(rows(&marks), (0..200).filter(kept).collect::<Vec<_>>());
        assert!(!marks.is_empty());
        marks.clear();
        assert!(marks.is_empty() && rows(&Marks::first(PIECE_ROWS + 5)).len() == PIECE_ROWS);
    }
}
