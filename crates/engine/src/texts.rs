//! Texts of a column: pieces of rows, each with a block of bytes of its own, or as numbers where all of them are one prefix and a number.

mod counted;

use crate::ints::{NO_INT, PIECE_ROWS, Piece as Ints};
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Deref;

pub use counted::Counted;
use counted::{DIGITS_MAX, MADE_MAX, PREFIX_MAX};

/// Texts at the beginning of a piece that tell whether they repeat.
const LOOKED_AT: usize = 64;
/// Bytes a row up to which it is likely that rows share their texts.
const SHARED_BYTES_MAX: usize = 4;
/// Bytes left behind by edits that a piece may hold.
const LEFT_MAX: usize = 4096;

/// A text of a row.
pub enum Text<'a> {
    /// As it stands.
    Kept(&'a str),
    /// Made of a prefix and a number.
    Made([u8; MADE_MAX], usize),
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Kept(text) => text,
            Text::Made(bytes, len) => std::str::from_utf8(&bytes[..*len]).unwrap_or(""),
        }
    }
}

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        self
    }
}

impl<'a> From<Text<'a>> for Cow<'a, str> {
    fn from(text: Text<'a>) -> Self {
        match text {
            Text::Kept(text) => Cow::Borrowed(text),
            made => Cow::Owned(made.to_owned()),
        }
    }
}

/// Some rows' texts. Segments on disk hold it as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Piece {
    /// Slices of one block.
    Plain {
        /// Where each begins, or [`NO_INT`]. Equal texts may begin at the same place.
        starts: Ints,
        /// How long it is.
        lens: Ints,
        /// All texts, and what edits left behind.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
        /// How much that is; on disk nothing.
        #[serde(skip)]
        left: usize,
    },
    /// Numbers.
    Counted(Counted),
}

impl Piece {
    /// At most [`PIECE_ROWS`] texts.
    pub(crate) fn of(texts: &[&str]) -> Piece {
        Counted::of(texts).map_or_else(|| Piece::plain(texts), Piece::Counted)
    }

    fn plain(texts: &[&str]) -> Piece {
        let first = || texts.iter().filter(|text| !text.is_empty()).take(LOOKED_AT);
        let mut seen: HashMap<&str, i64> = first().map(|text| (*text, 0)).collect();
        // A few words over and over stand once each. To find the few that repeat among many would take longer than it saves.
        let repeats = seen.len() * 2 < first().count();
        seen.clear();
        let (mut starts, mut lens) = (Vec::with_capacity(texts.len()), Vec::with_capacity(texts.len()));
        let mut bytes = Vec::with_capacity(if repeats { 0 } else { texts.iter().map(|text| text.len()).sum() });
        for &text in texts {
            let end = bytes.len() as i64;
            let start = if repeats { *seen.entry(text).or_insert(end) } else { end };
            if start == end {
                bytes.extend_from_slice(text.as_bytes());
            }
            starts.push(if text.is_empty() { NO_INT } else { start });
            lens.push(text.len() as i64);
        }
        bytes.shrink_to_fit();
        Piece::Plain { starts: Ints::of(&starts), lens: Ints::of(&lens), bytes, left: 0 }
    }

    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        match self {
            Piece::Plain { starts, .. } => starts.len(),
            Piece::Counted(counted) => counted.numbers.len(),
        }
    }

    /// Whether stored bytes hold together. A slice that is none, or no text, reads as empty.
    pub(crate) fn is_sound(&self) -> bool {
        match self {
            Piece::Plain { starts, lens, .. } => starts.is_sound() && lens.is_sound() && starts.len() == lens.len(),
            Piece::Counted(counted) => {
                let fits = counted.prefix.len() <= PREFIX_MAX && usize::from(counted.digits) <= DIGITS_MAX;
                fits && counted.numbers.is_sound()
            }
        }
    }

    /// Where the text of each row begins, if the piece holds so few texts that rows share them.
    pub(crate) fn repeated(&self) -> Option<Repeated<'_>> {
        match self {
            Piece::Plain { starts, bytes, .. } if bytes.len() <= starts.len() * SHARED_BYTES_MAX => {
                Some(Repeated { starts, bytes: bytes.len() })
            }
            _ => None,
        }
    }

    fn has(&self, at: usize) -> bool {
        match self {
            Piece::Plain { starts, .. } => starts.get(at) != NO_INT,
            Piece::Counted(counted) => counted.numbers.get(at) != NO_INT,
        }
    }

    /// The text in a row of this piece.
    pub fn get(&self, at: usize) -> Text<'_> {
        match self {
            Piece::Plain { starts, lens, bytes, .. } => {
                let (start, len) = (starts.get(at), lens.get(at) as usize);
                let slice = usize::try_from(start).ok().and_then(|start| bytes.get(start..start.checked_add(len)?));
                Text::Kept(slice.and_then(|slice| std::str::from_utf8(slice).ok()).unwrap_or(""))
            }
            Piece::Counted(counted) => counted.get(at),
        }
    }

    /// The rows in whose texts one (in ASCII lower case) may stand, first to last, and hardly any more. `places` says where it stands, in either case, in
    /// a block of texts, first to last.
    pub fn rows_that_may_hold(&self, part: &str, places: impl FnOnce(&[u8]) -> Vec<i64>) -> Vec<usize> {
        let (starts, lens, at) = match self {
            Piece::Counted(counted) => return counted.rows_that_may_hold(part),
            Piece::Plain { starts, lens, bytes, .. } => (starts, lens, places(bytes)),
        };
        // Places between two texts, and in texts that were replaced, have no row; equal texts that stand once have several.
        let holds = |&row: &usize| {
            let start = starts.get(row);
            let begin = at.get(at.partition_point(|&place| place < start));
            start != NO_INT && begin.is_some_and(|&begin| begin - start + part.len() as i64 <= lens.get(row))
        };
        if at.is_empty() { Vec::new() } else { (0..self.len()).filter(holds).collect() }
    }

    fn all(&self) -> Vec<Text<'_>> {
        (0..self.len()).map(|at| self.get(at)).collect()
    }

    /// Sets a row, or adds the one after the last.
    fn set(&mut self, at: usize, text: &str) {
        match self {
            Piece::Counted(counted) => {
                let number = if text.is_empty() { Some(NO_INT) } else { counted.number(text) };
                if let Some(number) = number {
                    return counted.numbers.set(at, number);
                }
            }
            Piece::Plain { starts, lens, bytes, left } => {
                if at < lens.len() {
                    *left += lens.get(at) as usize;
                }
                if *left <= LEFT_MAX.max(bytes.len() / 2) {
                    starts.set(at, if text.is_empty() { NO_INT } else { bytes.len() as i64 });
                    lens.set(at, text.len() as i64);
                    return bytes.extend_from_slice(text.as_bytes());
                }
            }
        }
        let anew = {
            let all = self.all();
            let mut texts = strs(&all);
            texts.resize(texts.len().max(at + 1), "");
            texts[at] = text;
            Piece::of(&texts)
        };
        *self = anew;
    }
}

/// A piece of few texts that stand for many rows.
pub(crate) struct Repeated<'a> {
    starts: &'a Ints,
    bytes: usize,
}

impl Repeated<'_> {
    /// Bytes of all its texts.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Where the text of a row begins: rows with the same beginning have the same text. `None` where there is none.
    #[inline]
    pub(crate) fn start(&self, at: usize) -> Option<usize> {
        if at < self.starts.len() { usize::try_from(self.starts.get(at)).ok() } else { None }
    }
}

fn strs<'a>(texts: &'a [Text<'a>]) -> Vec<&'a str> {
    texts.iter().map(|text| &**text).collect()
}

/// One text a row; rows past the end are empty.
#[derive(Debug, Default)]
pub struct Texts {
    pieces: Vec<Piece>,
    len: usize,
}

impl Texts {
    /// The text in a row.
    pub(crate) fn get(&self, row: usize) -> Text<'_> {
        match self.pieces.get(row / PIECE_ROWS) {
            Some(piece) if row < self.len => piece.get(row % PIECE_ROWS),
            _ => Text::Kept(""),
        }
    }

    /// Whether a row has one.
    pub(crate) fn has(&self, row: usize) -> bool {
        row < self.len && self.pieces.get(row / PIECE_ROWS).is_some_and(|piece| piece.has(row % PIECE_ROWS))
    }

    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        let held = |piece: &Piece| match piece {
            Piece::Plain { starts, lens, bytes, .. } => starts.memory_bytes() + lens.memory_bytes() + bytes.capacity(),
            Piece::Counted(counted) => counted.prefix.len() + counted.numbers.memory_bytes(),
        };
        self.pieces.iter().map(held).sum()
    }

    /// All pieces, [`PIECE_ROWS`] rows each.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Sets a row; those between the last and it are empty.
    pub(crate) fn set(&mut self, row: usize, text: &str) {
        self.pad(row);
        match self.pieces.get_mut(row / PIECE_ROWS) {
            Some(piece) => piece.set(row % PIECE_ROWS, text),
            None => self.pieces.push(Piece::of(&[text])),
        }
        self.len = self.len.max(row + 1);
    }

    /// Appends texts after `rows` rows, of which those past the end are empty.
    #[cfg(test)]
    pub(crate) fn extend(&mut self, rows: usize, more: &[&str]) {
        for (at, piece) in more.chunks(PIECE_ROWS).enumerate() {
            self.extend_piece(rows + at * PIECE_ROWS, Piece::of(piece));
        }
    }

    /// Appends a piece after `rows` rows, of which those past the end are empty.
    pub(crate) fn extend_piece(&mut self, rows: usize, piece: Piece) {
        self.pad(rows);
        // An empty piece has no place between others.
        if self.len.is_multiple_of(PIECE_ROWS) && piece.len() > 0 {
            self.len += piece.len();
            return self.pieces.push(piece);
        }
        self.append(&strs(&piece.all()));
    }

    fn pad(&mut self, rows: usize) {
        while rows > self.len {
            self.append(&[""; PIECE_ROWS][..(rows - self.len).min(PIECE_ROWS)]);
        }
    }

    fn append(&mut self, mut more: &[&str]) {
        self.len += more.len();
        // The last piece is made anew together with what joins it.
        if let Some(last) = self.pieces.pop_if(|last| last.len() < PIECE_ROWS) {
            let kept = last.all();
            let (joining, rest) = more.split_at(more.len().min(PIECE_ROWS - kept.len()));
            let mut texts = strs(&kept);
            texts.extend_from_slice(joining);
            self.pieces.push(Piece::of(&texts));
            more = rest;
        }
        self.pieces.extend(more.chunks(PIECE_ROWS).map(Piece::of));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts_of(texts: &Texts) -> Vec<String> {
        (0..texts.len).map(|row| texts.get(row).to_owned()).collect()
    }

    #[test]
    fn numbers_behind_a_prefix_come_back_to_the_letter() {
        let kept = |list: &[&str], digits: Option<u8>| {
            let counted = Counted::of(list);
            assert_eq!(counted.as_ref().map(|counted| counted.digits), digits, "{list:?}");
            let piece = Piece::of(list);
            assert_eq!(strs(&piece.all()), list);
        };
        kept(&["SO-000001", "", "SO-000003", "SO-999999"], Some(6));
        kept(&["7", "12", "0", "123456789012345678"], Some(0));
        kept(&["7", "07"], None);
        kept(&["A-1", "B-2"], None);
        kept(&["A-1", "A-"], None);
        kept(&["A-+1", "A--1"], None);
        kept(&["A-１"], None);
        kept(&["", ""], None);
        kept(&["1234567890123456789012345"], Some(18));
        kept(&["a prefix that is far too long 1", "a prefix that is far too long 2"], None);
        kept(&["订单-0009", "订单-0010"], Some(4));
    }

    #[test]
    fn a_piece_of_numbers_knows_which_of_its_texts_hold_a_part() {
        for gap in [1, 7] {
            let list: Vec<String> = (0..2_220).map(|n| format!("So-7{:07}", 95_120 + n * gap + n % gap)).collect();
            let list: Vec<&str> = list.iter().map(String::as_str).collect();
            let counted = Counted::of(&list).expect("counted");
            assert_eq!((&*counted.prefix, counted.digits), ("So-", 8));
            assert_eq!(counted.numbers.counts_from().is_some(), gap == 1);
            let number = |n: u32, len: usize| format!("{:0len$}", n % 10_u32.pow(len as u32));
            let more =
                ["so-7", "o-70", "so", "so-70095", "-7009513", "so-8", "x", "-7", "70097339", "700973390", "o-7009x"];
            let all = (1..=6).flat_map(|len| (0..999_999).step_by(1_487).map(move |n| number(n, len)));
            for part in all.chain(more.map(str::to_owned)) {
                let holds = |at: &usize| list[*at].to_ascii_lowercase().contains(&part);
                let rows: Vec<usize> = (0..list.len()).filter(holds).collect();
                assert_eq!(counted.rows_that_may_hold(&part), rows, "{part}");
            }
        }
    }

    #[test]
    fn places_lead_to_rows_even_where_texts_were_edited_repeat_or_are_empty() {
        let mut texts = Texts::default();
        let mut list = vec!["", "abcde", "xxcdx", "", "cd", "cd cd"];
        texts.extend(0, &list);
        texts.set(1, "no");
        texts.set(4, "a cd");
        (list[1], list[4]) = ("no", "a cd");
        list.extend([["cd", "b"]; 100].concat());
        let repeated = ["cd", "b"].repeat(100);
        texts.extend(6, &repeated);
        let places =
            |block: &[u8]| (0..block.len() as i64).filter(|&at| block[at as usize..].starts_with(b"cd")).collect();
        let plain: Vec<_> = (0..list.len()).filter(|&row| list[row].contains("cd")).collect();
        assert_eq!(texts.pieces()[0].rows_that_may_hold("cd", places), plain);
        let mut numbers = Texts::default();
        numbers.extend(0, &["SO-0009", "SO-0010", "", "SO-0109"]);
        assert_eq!(numbers.pieces()[0].rows_that_may_hold("o-010", |_| Vec::new()), [3]);
    }

    #[test]
    fn texts_are_what_was_set_whatever_was_there_before() {
        let mut dice = 7_u64;
        let mut next = |below: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % below
        };
        for kind in 0..4 {
            let (mut texts, mut plain) = (Texts::default(), Vec::<String>::new());
            let text = |n: u64| match kind {
                0 => format!("SO-{n:06}"),
                1 => ["上海", "北京", "", "Köln"][n as usize % 4].to_owned(),
                2 => "x".repeat(n as usize % 90),
                _ => {
                    if n.is_multiple_of(50) {
                        "odd one".into()
                    } else {
                        format!("{}", n % 4_000)
                    }
                }
            };
            for round in 0..300 {
                let (rows, n) = (plain.len() as u64, next(1 << 20));
                if round % 20 == 0 {
                    let more: Vec<String> = (0..next(6_000)).map(|at| text(n + at)).collect();
                    let from = rows + next(40);
                    texts.extend(from as usize, &more.iter().map(String::as_str).collect::<Vec<_>>());
                    plain.resize(from as usize, String::new());
                    plain.extend(more);
                } else {
                    let row = next(rows + 3) as usize;
                    plain.resize(plain.len().max(row + 1), String::new());
                    plain[row] = text(n);
                    texts.set(row, &plain[row]);
                }
            }
            assert_eq!(texts_of(&texts), plain);
            assert!((0..plain.len() + 5000).all(|row| plain.get(row).map_or("", String::as_str) == &*texts.get(row)));
            assert!(
                (0..plain.len() + 5000)
                    .all(|row| texts.has(row) == plain.get(row).is_some_and(|text| !text.is_empty()))
            );
        }
    }

    #[test]
    fn a_text_that_is_written_over_and_over_leaves_little_behind() {
        let mut texts = Texts::default();
        texts.extend(0, &["a", "b"]);
        (0..1_000).for_each(|n| texts.set(1, &"word ".repeat(100 + n % 7)));
        let Some(Piece::Plain { bytes, .. }) = texts.pieces.first() else { panic!("plain") };
        assert!(bytes.len() < 3 * LEFT_MAX, "{}", bytes.len());
        assert_eq!(&*texts.get(0), "a");
    }
}
