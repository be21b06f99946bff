//! Integers of a column in as few bytes as they need: pieces of rows, each with a width of its own.
//!
//! A book's numbers are mostly near their neighbours' (days, records that came together, options of a short list), so a piece keeps what a row's
//! number is above the least one. A number that does not fit makes its piece wider, and nothing else.

mod codes;
mod held;
mod within;

use serde::{Deserialize, Serialize};

pub(crate) use codes::Codes;
pub(crate) use held::bytes_within;
pub(crate) use within::Within;

/// Stands for "empty".
pub(crate) const NO_INT: i64 = i64::MIN;
/// Rows of a piece, and so of a segment at most, whose columns are pieces.
pub const PIECE_ROWS: usize = 4096;
/// Numbers are read and written eight bytes at once, so a piece ends in some that nothing means.
const SLACK: usize = 8;
/// Numbers that join a piece are few, if there are so many times as many in it.
const FEW_OF: usize = 16;

/// One number a row: `base`, plus the row times `step`, plus a little-endian code of `width` bytes. Of all bits set a code is an empty row, where
/// `empty` says so. Segments on disk hold it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    base: i64,
    len: u16,
    width: u8,
    /// 1 where numbers count up: then the code is mostly zero, and takes no bytes at all if it always is.
    step: u8,
    empty: bool,
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
}

impl Piece {
    /// At most [`PIECE_ROWS`] numbers.
    pub(crate) fn of(cells: &[i64]) -> Piece {
        let len = cells.len() as u16;
        let (least, most, empty) = span(cells.iter().copied());
        if least > most {
            return Piece::run(NO_INT, 0, cells.len());
        }
        let mut piece = Piece { base: least, len, width: width(least, most, empty), step: 0, empty, bytes: Vec::new() };
        // Numbers that count up end about as far from where they began as there are rows.
        let (first, last) = (cells.first().copied().unwrap_or(0), cells.last().copied().unwrap_or(0));
        let counts = last.wrapping_sub(first).wrapping_add(1) as u64;
        if piece.width > 0 && (u64::from(len) / 2..=u64::from(len) * 2).contains(&counts) {
            let off = |(at, &cell): (usize, &i64)| if cell == NO_INT { NO_INT } else { cell.saturating_sub(at as i64) };
            let (least, most, _) = span(cells.iter().enumerate().map(off));
            let width = width(least, most, empty);
            // Next to the least number there is, taking the row off would lead beyond it.
            if width < piece.width && least > NO_INT + PIECE_ROWS as i64 {
                (piece.base, piece.width, piece.step) = (least, width, 1);
            }
        }
        piece.fill(cells);
        piece
    }

    /// Numbers that are all equal, or with a `step` of 1 each one more than the one before.
    pub(crate) fn run(first: i64, step: u8, len: usize) -> Piece {
        Piece { base: first, len: len as u16, width: 0, step, empty: false, bytes: Vec::new() }
    }

    fn fill(&mut self, cells: &[i64]) {
        let width = usize::from(self.width);
        if width == 0 {
            return;
        }
        let mut bytes = Vec::with_capacity(cells.len() * width + SLACK);
        let codes = cells.iter().enumerate().map(|(at, &cell)| self.code_of(at, cell));
        match width {
            1 => bytes.extend(codes.map(|code| code as u8)),
            2 => codes.for_each(|code| bytes.extend_from_slice(&(code as u16).to_le_bytes())),
            4 => codes.for_each(|code| bytes.extend_from_slice(&(code as u32).to_le_bytes())),
            _ => {
                // Eight bytes are written, and those that are too many written over by the next.
                bytes.resize(cells.len() * width + SLACK, 0);
                for (at, code) in codes.enumerate() {
                    if let Some(place) = bytes.get_mut(at * width..).and_then(|rest| rest.first_chunk_mut()) {
                        *place = code.to_le_bytes();
                    }
                }
            }
        }
        bytes.resize(cells.len() * width + SLACK, 0);
        self.bytes = bytes;
    }

    /// Whether stored bytes hold together.
    pub(crate) fn is_sound(&self) -> bool {
        let bytes = if self.width == 0 { 0 } else { self.len() * usize::from(self.width) + SLACK };
        self.len() <= PIECE_ROWS && self.width <= 8 && self.step <= 1 && self.bytes.len() == bytes
    }

    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        self.len.into()
    }

    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        size_of::<Piece>() + self.bytes.capacity()
    }

    /// The number in a row of this piece.
    #[inline]
    pub(crate) fn get(&self, at: usize) -> i64 {
        let from = at * usize::from(self.width);
        let code =
            self.bytes.get(from..).and_then(|rest| rest.first_chunk()).map_or(0, |&code| u64::from_le_bytes(code));
        let code = code & self.most();
        if self.empty && code == self.most() {
            return NO_INT;
        }
        self.base.wrapping_add(at as i64 * i64::from(self.step)).wrapping_add(code as i64)
    }

    /// The first number where each is one more than the one before.
    pub(crate) fn counts_from(&self) -> Option<i64> {
        (self.width == 0 && self.step == 1 && self.base != NO_INT).then_some(self.base)
    }

    /// All numbers, in place of those in `cells`: several times as quick as one by one.
    pub(crate) fn read(&self, cells: &mut Vec<i64>) {
        cells.clear();
        let (empty, most, base) = (self.empty, self.most(), self.base);
        let number = |at: usize, code: u64| {
            let number = base.wrapping_add(at as i64 * i64::from(self.step)).wrapping_add(code as i64);
            if empty && code == most { NO_INT } else { number }
        };
        let bytes = self.bytes.get(..self.len() * usize::from(self.width)).unwrap_or_default();
        match self.width {
            0 => cells.extend((0..self.len()).map(|at| number(at, 0))),
            1 => cells.extend(bytes.iter().enumerate().map(|(at, &code)| number(at, code.into()))),
            2 => {
                let codes = bytes.as_chunks().0.iter().enumerate();
                cells.extend(codes.map(|(at, &code)| number(at, u16::from_le_bytes(code).into())));
            }
            3 => {
                let codes = bytes.as_chunks().0.iter().enumerate();
                cells.extend(codes.map(|(at, &[a, b, c])| number(at, u32::from_le_bytes([a, b, c, 0]).into())));
            }
            4 => {
                let codes = bytes.as_chunks().0.iter().enumerate();
                cells.extend(codes.map(|(at, &code)| number(at, u32::from_le_bytes(code).into())));
            }
            _ => cells.extend(self.iter()),
        }
    }

    /// All numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = i64> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The least and the greatest number that can be in it, if any is.
    pub(crate) fn span(&self) -> Option<(i64, i64)> {
        let most = self.most().saturating_add(self.len.saturating_sub(1) as u64 * u64::from(self.step));
        if self.width == 8 {
            // A number below the base that was set later has a code as well.
            return Some((NO_INT + 1, i64::MAX));
        }
        (self.base != NO_INT).then(|| (self.base, self.base.saturating_add_unsigned(most)))
    }

    /// Sets a row, or adds the one after the last.
    pub(crate) fn set(&mut self, at: usize, cell: i64) {
        let code = self.code_of(at, cell);
        let fits = if cell == NO_INT {
            self.empty || self.base == NO_INT
        } else {
            // The code of all bits is that of an empty row.
            self.base != NO_INT && (code < self.most() || (code == self.most() && !self.empty))
        };
        if fits && at < self.len() {
            return self.write(at, code);
        }
        if fits {
            self.len += 1;
            if self.width > 0 {
                self.bytes.resize(self.len() * usize::from(self.width) + SLACK, 0);
                self.write(at, code);
            }
            return;
        }
        let mut cells: Vec<i64> = self.iter().collect();
        cells.resize(cells.len().max(at + 1), NO_INT);
        cells[at] = cell;
        *self = Piece::of(&cells);
    }

    #[inline]
    fn most(&self) -> u64 {
        if self.width == 8 { u64::MAX } else { (1 << (self.width * 8)) - 1 }
    }

    #[inline]
    fn code_of(&self, at: usize, cell: i64) -> u64 {
        if cell == NO_INT {
            return self.most();
        }
        cell.wrapping_sub(self.base).wrapping_sub(at as i64 * i64::from(self.step)) as u64
    }

    #[inline]
    fn write(&mut self, at: usize, code: u64) {
        let (from, most) = (at * usize::from(self.width), self.most());
        if let Some(place) = self.bytes.get_mut(from..).and_then(|rest| rest.first_chunk_mut()) {
            *place = (u64::from_le_bytes(*place) & !most | code & most).to_le_bytes();
        }
    }
}

/// The least and the greatest of the numbers, and whether any is empty. Of none at all the least is greater than the most.
#[inline]
fn span(cells: impl Iterator<Item = i64>) -> (i64, i64, bool) {
    let (mut least, mut most, mut empty) = (i64::MAX, i64::MIN, false);
    for cell in cells {
        empty |= cell == NO_INT;
        least = least.min(if cell == NO_INT { i64::MAX } else { cell });
        // What stands for "empty" is less than any number.
        most = most.max(cell);
    }
    if most == NO_INT { (i64::MAX, NO_INT, empty) } else { (least, most, empty) }
}

/// Bytes that codes from `least` to `most` take, with one more code for the empty row.
fn width(least: i64, most: i64, empty: bool) -> u8 {
    let span = most.wrapping_sub(least) as u64;
    let codes = if empty { span.saturating_add(1) } else { span };
    (u64::BITS - codes.leading_zeros()).div_ceil(8) as u8
}

/// One number a row; rows past the end are empty.
#[derive(Clone, Debug, Default)]
pub struct Ints {
    pieces: Vec<Piece>,
    len: usize,
}

impl Ints {
    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Bytes that a row takes where it takes most.
    pub(crate) fn width(&self) -> u8 {
        self.pieces.iter().map(|piece| piece.width).max().unwrap_or(0)
    }

    /// How many pieces.
    pub(crate) fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// The first number where each is one more than the one before.
    pub(crate) fn counts_from(&self) -> Option<i64> {
        let first = self.pieces.first()?.counts_from()?;
        let numbers = (first..).step_by(PIECE_ROWS);
        self.pieces.iter().zip(numbers).all(|(piece, from)| piece.counts_from() == Some(from)).then_some(first)
    }

    /// The number in a row, or [`NO_INT`].
    #[inline]
    pub(crate) fn get(&self, row: usize) -> i64 {
        match self.pieces.get(row / PIECE_ROWS) {
            Some(piece) if row < self.len => piece.get(row % PIECE_ROWS),
            _ => NO_INT,
        }
    }

    /// The number in a row, if there is one.
    #[inline]
    pub(crate) fn find(&self, row: u32) -> Option<i64> {
        Some(self.get(row as usize)).filter(|&cell| cell != NO_INT)
    }

    /// The numbers of the rows from `piece` times [`PIECE_ROWS`] on, as many as a piece holds: to go through all rows quickly.
    pub(crate) fn read(&self, piece: usize, cells: &mut Vec<i64>) {
        match self.pieces.get(piece) {
            Some(piece) => piece.read(cells),
            None => cells.clear(),
        }
    }

    /// Calls `found` with every row that holds one of the numbers, which are ascending; pieces that cannot hold any are passed over.
    pub(crate) fn search(&self, numbers: &[i64], mut found: impl FnMut(u32, i64)) {
        let mut cells = Vec::new();
        for (at, piece) in self.pieces.iter().enumerate() {
            let Some((least, most)) = piece.span() else { continue };
            let from = numbers.partition_point(|&number| number < least);
            if numbers.get(from).is_none_or(|&number| number > most) {
                continue;
            }
            piece.read(&mut cells);
            for (row, cell) in (at * PIECE_ROWS..).zip(&cells) {
                if numbers.binary_search(cell).is_ok() {
                    found(row as u32, *cell);
                }
            }
        }
    }

    /// The number that all rows of a piece have, where that is known without looking at them.
    pub(crate) fn constant(&self, piece: usize) -> Option<i64> {
        self.pieces.get(piece).filter(|piece| piece.width == 0 && piece.step == 0).map(|piece| piece.base)
    }

    /// The least and the greatest number that can be in a piece, if any is.
    pub(crate) fn span(&self, piece: usize) -> Option<(i64, i64)> {
        self.pieces.get(piece).and_then(Piece::span)
    }

    /// For each piece the least and the greatest number that can be in it.
    pub(crate) fn spans(&self) -> impl DoubleEndedIterator<Item = Option<(i64, i64)>> + ExactSizeIterator {
        self.pieces.iter().map(Piece::span)
    }

    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.pieces.iter().map(Piece::memory_bytes).sum()
    }

    /// Sets a row; those between the last and it are empty.
    pub(crate) fn set(&mut self, row: usize, cell: i64) {
        self.pad(row);
        match self.pieces.get_mut(row / PIECE_ROWS) {
            Some(piece) => piece.set(row % PIECE_ROWS, cell),
            None => self.pieces.push(Piece::of(&[cell])),
        }
        self.len = self.len.max(row + 1);
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, cell: i64) {
        self.set(self.len, cell);
    }

    /// Appends numbers after `rows` rows, of which those past the end are empty.
    pub(crate) fn extend(&mut self, rows: usize, more: impl ExactSizeIterator<Item = i64>) {
        self.pad(rows);
        self.append(more);
    }

    /// Appends a piece after `rows` rows, of which those past the end are empty.
    pub(crate) fn extend_piece(&mut self, rows: usize, piece: Piece) {
        self.pad(rows);
        // An empty piece has no place between others.
        if self.len.is_multiple_of(PIECE_ROWS) && piece.len() > 0 {
            self.len += piece.len();
            return self.pieces.push(piece);
        }
        let mut cells = Vec::with_capacity(piece.len());
        piece.read(&mut cells);
        self.append(cells.into_iter());
    }

    /// Appends `len` numbers after `rows` rows: all equal, or with a `step` of 1 each one more than the one before.
    pub(crate) fn extend_run(&mut self, rows: usize, first: i64, step: u8, len: usize) {
        self.pad(rows);
        let number = |at: usize| first + at as i64 * i64::from(step);
        let mut done = 0;
        while done < len {
            let room = PIECE_ROWS - self.len % PIECE_ROWS;
            let count = room.min(len - done);
            if room == PIECE_ROWS {
                self.pieces.push(Piece::run(number(done), step, count));
                self.len += count;
            } else {
                self.append((done..done + count).map(number));
            }
            done += count;
        }
    }

    fn pad(&mut self, rows: usize) {
        if rows > self.len {
            self.extend_run(self.len, NO_INT, 0, rows - self.len);
        }
    }

    fn append(&mut self, mut more: impl ExactSizeIterator<Item = i64>) {
        // A few that join many, as new records do one by one, have their places written.
        if more.len() < self.len % PIECE_ROWS / FEW_OF {
            return more.for_each(|cell| self.push(cell));
        }
        let mut cells: Vec<i64> = Vec::with_capacity(PIECE_ROWS.min(self.len % PIECE_ROWS + more.len()));
        self.len += more.len();
        // The last piece is made anew together with what joins it.
        if let Some(last) = self.pieces.pop_if(|last| last.len() < PIECE_ROWS) {
            cells.extend(last.iter());
        }
        loop {
            cells.extend(more.by_ref().take(PIECE_ROWS - cells.len()));
            if cells.is_empty() {
                return;
            }
            self.pieces.push(Piece::of(&cells));
            cells.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(cells: &[i64]) -> (u8, u8) {
        let piece = Piece::of(cells);
        assert_eq!(piece.iter().collect::<Vec<_>>(), cells);
        let mut read = vec![1];
        piece.read(&mut read);
        assert_eq!(read, cells);
        (piece.width, piece.step)
    }

    #[test]
    fn what_is_set_below_the_base_is_within_the_span() {
        let mut piece = Piece::of(&[5, i64::MAX]);
        piece.set(2, -100);
        assert_eq!(piece.iter().collect::<Vec<_>>(), [5, i64::MAX, -100]);
        assert!(piece.span().is_some_and(|(least, most)| least <= -100 && most == i64::MAX));
    }

    #[test]
    fn a_piece_takes_the_bytes_that_its_numbers_need() {
        assert_eq!(kept(&[]), (0, 0));
        assert_eq!(kept(&[NO_INT, NO_INT]), (0, 0));
        assert_eq!(kept(&[7, 7, 7]), (0, 0));
        assert_eq!(kept(&[7, 8, 9, 10]), (0, 1));
        assert_eq!(kept(&[7, NO_INT, 9, 10]), (1, 0), "the empty row has a code of its own");
        assert_eq!(kept(&[0, 255]), (1, 0));
        assert_eq!(kept(&[255, 0, NO_INT]), (2, 0), "one code is the empty row's");
        assert_eq!(kept(&[-1, 1 << 23]), (3, 0));
        assert_eq!(kept(&[1_000_000_000_000, 1_095_000_000_000]), (5, 0));
        assert_eq!(kept(&[i64::MIN + 1, i64::MAX]), (8, 0));
        assert_eq!(kept(&[i64::MIN + 1, i64::MAX, NO_INT]), (8, 0));
        assert_eq!(kept(&[i64::MIN + 1, i64::MIN + 1, i64::MIN + 2]), (1, 0));
    }

    #[test]
    fn numbers_are_what_was_set_whatever_was_there_before() {
        let mut dice = 7_u64;
        let mut next = |below: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % below
        };
        for round in 0..60 {
            let (mut ints, mut plain) = (Ints::default(), Vec::<i64>::new());
            for _ in 0..40 {
                let mut number = || match next(6) {
                    0 => NO_INT,
                    1 => next(200) as i64,
                    2 => 1_000 - next(70_000) as i64,
                    3 => (next(1 << 31) << 30) as i64,
                    4 => [i64::MAX, NO_INT + 1, -1, 0][next(4) as usize],
                    _ => 5_000,
                };
                let one = number();
                let many: Vec<i64> = (0..30).map(|_| number()).collect();
                let (at, count) = (next(plain.len() as u64 + 9) as usize, next(5_000 / (1 + round)) as usize);
                if next(3) > 0 {
                    ints.set(at, one);
                    plain.resize(plain.len().max(at + 1), NO_INT);
                    plain[at] = one;
                } else {
                    let rows = at.max(plain.len());
                    let counted = |at: usize| if round % 2 == 0 { at as i64 } else { many[at % many.len()] };
                    ints.extend(rows, (0..count).map(counted));
                    plain.resize(rows, NO_INT);
                    plain.extend((0..count).map(counted));
                }
                assert_eq!(ints.len(), plain.len());
            }
            assert_eq!((0..plain.len() + 2).map(|row| ints.get(row)).collect::<Vec<_>>()[..plain.len()], plain);
            assert_eq!(ints.get(plain.len()), NO_INT);
        }
    }

    #[test]
    fn a_million_numbers_that_count_up_take_next_to_nothing() {
        let mut ints = Ints::default();
        ints.extend(0, (0..1_000_000_i32).map(|row| i64::from(row) + 7));
        assert!(ints.pieces.iter().all(|piece| piece.bytes.is_empty()));
        (1_000_007..1_000_100).for_each(|number| ints.push(number));
        assert_eq!((ints.get(1_000_092), ints.len()), (1_000_099, 1_000_093));
    }
}
