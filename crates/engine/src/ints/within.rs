//! Tests of numbers, asked of packed codes without unpacking them.

use super::held::{ROOM, within};
use super::{Ints, NO_INT, Piece};
use crate::marks::{Marks, WORD_ROWS, bits, low};

/// Marks of a word up to which its rows are asked one by one.
const FEW: u32 = 6;

/// A test of a number: from the least to the most, or everything else; and whether it holds where there is none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Within {
    pub(crate) least: i64,
    pub(crate) most: i64,
    pub(crate) outside: bool,
    pub(crate) empty: bool,
}

impl Within {
    /// Whether there is one.
    pub(crate) const FILLED: Within = Within { least: 1, most: 0, outside: true, empty: false };

    /// Whether it is any number but this one, or none.
    pub(crate) fn except(number: i64) -> Within {
        Within { outside: true, empty: true, ..Within::only(number) }
    }

    /// Whether it is this number.
    pub(crate) fn only(number: i64) -> Within {
        Within { least: number, most: number, outside: false, empty: false }
    }

    #[inline]
    pub(crate) fn holds(&self, number: i64) -> bool {
        if number == NO_INT { self.empty } else { (self.least <= number && number <= self.most) != self.outside }
    }

    /// For which of 64 rows it holds, if these have a number inside, and these none at all.
    #[inline]
    fn held(&self, inside: u64, none: u64) -> u64 {
        let held = if self.outside { !inside } else { inside };
        if self.empty { held | none } else { held & !none }
    }
}

impl Ints {
    /// Takes the marks from rows of a piece that a test does not hold for.
    pub(crate) fn keep(&self, piece: usize, test: &Within, marks: &mut Marks) {
        match self.pieces.get(piece) {
            Some(piece) => piece.keep(test, marks),
            None if test.empty => {}
            None => marks.clear(),
        }
    }
}

impl Piece {
    fn keep(&self, test: &Within, marks: &mut Marks) {
        let rows = self.len();
        if !test.empty {
            marks.cut(rows);
        }
        let Some((least, most)) = self.span() else {
            if !test.empty {
                marks.clear();
            }
            return;
        };
        // All of its numbers on one side of the test: there is nothing to look at.
        let all = (test.least <= least && most <= test.most, test.most < least || most < test.least);
        if !self.empty && (all.0 || all.1) {
            if all.0 == test.outside {
                marks.retain(|at| at >= rows && test.empty);
            }
            return;
        }
        if self.step != 0 || !(1..=4).contains(&self.width) {
            return marks.retain(|at| test.holds(if at < rows { self.get(at) } else { NO_INT }));
        }
        // As codes: of those that lie from `from` to `to` a number is inside. The last code may be that of an empty row.
        let from = if test.least <= self.base { 0 } else { test.least.wrapping_sub(self.base) as u64 };
        let to = if test.most < self.base { None } else { Some(test.most.wrapping_sub(self.base) as u64) };
        let to = to.map(|to| to.min(self.most() - u64::from(self.empty))).filter(|&to| from <= to);
        let inside = to.map(|to| (from as u32, (to - from) as u32));
        self.keep_codes(test, inside, marks);
    }

    /// Rows past the end of the piece, which have no number, of a word.
    #[inline]
    fn past(&self, word: usize) -> u64 {
        !low(self.len().saturating_sub(word * WORD_ROWS))
    }

    /// The codes of a word, and what follows them; of the last in `room`.
    #[inline]
    fn codes_of<'a>(&'a self, word: usize, room: &'a mut [u8; ROOM]) -> &'a [u8; ROOM] {
        let codes = self.bytes.get(word * WORD_ROWS * usize::from(self.width)..).unwrap_or_default();
        codes.first_chunk().unwrap_or_else(|| {
            let len = codes.len().min(ROOM);
            room[..len].copy_from_slice(&codes[..len]);
            room
        })
    }

    fn keep_codes(&self, test: &Within, inside: Option<(u32, u32)>, marks: &mut Marks) {
        // The code of an empty row is not inside: it need not be told from others that are not where the test says the same of both.
        let empty = (self.empty && test.outside != test.empty).then_some(self.most() as u32);
        let mut room = [0; ROOM];
        marks.retain_words(|word, marked| {
            if marked.count_ones() <= FEW {
                let (first, mut held) = (word * WORD_ROWS, 0);
                let number = |at: usize| if first + at < self.len() { self.get(first + at) } else { NO_INT };
                bits(marked, |at| held |= u64::from(test.holds(number(at))) << at);
                return held;
            }
            let codes = self.codes_of(word, &mut room);
            let inside = inside.map_or(0, |(from, span)| within(self.width, codes, from, span));
            let none = empty.map_or(0, |code| within(self.width, codes, code, 0));
            test.held(inside, none | self.past(word))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ints::PIECE_ROWS;

    #[test]
    fn packed_codes_say_what_their_numbers_do() {
        let mut dice = 7_u64;
        let mut next = |below: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % below
        };
        let widths = [1, 2, 250, 256, 60_000, 70_000, 1 << 24, 1 << 31, 1 << 33];
        for round in 0..400 {
            let (width, rows) = (widths[round % widths.len()], 1 + next(PIECE_ROWS as u64) as usize);
            let base = [0, -5, 1, 20_000, NO_INT + 1, i64::MAX - (1 << 34)][next(6) as usize];
            let holes = next(2) == 0;
            let cell = |(at, code): (usize, u64)| match holes && code % 5 == 0 {
                true => NO_INT,
                false if round % 11 == 0 => base + at as i64,
                false => base + (code % width) as i64,
            };
            let cells: Vec<i64> = (0..rows).map(|_| next(1 << 33)).enumerate().map(cell).collect();
            let mut ints = Ints::default();
            ints.extend(0, cells.iter().copied());
            let some = |n: u64| [cells[n as usize % rows].max(NO_INT + 1), base, base + 3, 0, i64::MAX][n as usize % 5];
            let (a, b) = (some(next(1 << 20)), some(next(1 << 20)));
            let ranges = [(a, a), (a.min(b), a.max(b)), (NO_INT + 1, a), (a, i64::MAX), (1, 0)];
            for (least, most) in ranges {
                for (outside, empty) in [(false, false), (false, true), (true, false), (true, true)] {
                    let test = Within { least, most, outside, empty };
                    let mut marks = Marks::first(PIECE_ROWS);
                    let thin = 1 + next(40) as usize;
                    marks.retain(|at| at % thin == 0);
                    ints.keep(0, &test, &mut marks);
                    let mut kept = Vec::new();
                    marks.each(|at| kept.push(at));
                    let holds =
                        |at: &usize| at.is_multiple_of(thin) && test.holds(cells.get(*at).copied().unwrap_or(NO_INT));
                    assert_eq!(kept, (0..PIECE_ROWS).filter(holds).collect::<Vec<_>>(), "{test:?} {width} {base}");
                }
            }
        }
    }
}
