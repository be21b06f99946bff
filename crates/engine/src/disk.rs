//! Rows as they stand on disk in layout 2: numbers as arrays of a fixed width, so that reading is copying.
//!
//! Layout 1 is [`Rows`] as postcard writes it: a number takes as many bytes as it needs, which costs a branch for every byte of a book that
//! is opened. Both are read for ever; docs/decisions/0010 has the figures.

use crate::column::{NO_DAY, NO_INT, NO_OPTION};
use crate::packed::Packed;
use crate::rows::Rows;
use model::{CollectionId, Currency, FieldId, RecordId, Stamp, Value};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a segment of this layout begins with. Layout 1 begins with the number of a collection, and no collection is number 0.
const MARK: [u8; 2] = [0, 2];

/// Values of one field, with their rows.
type Sparse = (FieldId, Vec<(u32, Value)>);

#[derive(Serialize, Deserialize)]
struct Disk<'a> {
    collection: CollectionId,
    #[serde(borrow, with = "serde_bytes")]
    ids: Cow<'a, [u8]>,
    #[serde(borrow)]
    columns: Vec<(FieldId, Column<'a>)>,
    sparse: Cow<'a, [Sparse]>,
    dead: Cow<'a, [u32]>,
    stamps: Cow<'a, [Stamp]>,
    row_stamps: Cow<'a, [u32]>,
    cell_stamps: Cow<'a, [(u32, FieldId, u32)]>,
}

#[derive(Serialize, Deserialize)]
enum Column<'a> {
    #[serde(borrow)]
    Bool(Ints<'a>),
    Number(Ints<'a>),
    Text {
        lengths: Ints<'a>,
        #[serde(with = "serde_bytes")]
        bytes: Cow<'a, [u8]>,
    },
    Money {
        minor: Ints<'a>,
        index: Ints<'a>,
        currencies: Vec<Currency>,
    },
    Day(Ints<'a>),
    Instant(Ints<'a>),
    Option(Ints<'a>),
    Reference {
        #[serde(with = "serde_bytes")]
        targets: Cow<'a, [u8]>,
        index: Ints<'a>,
    },
}

/// One number a row: the sum of `base` and an unsigned little-endian number of `width` bytes. All bits of that set is an empty cell, if
/// there are any. Where all rows are equal the width is 0.
#[derive(Serialize, Deserialize)]
struct Ints<'a> {
    base: i64,
    width: u8,
    empty: bool,
    #[serde(borrow, with = "serde_bytes")]
    bytes: Cow<'a, [u8]>,
}

impl Ints<'_> {
    fn of(cells: impl Iterator<Item = i64> + Clone, none: Option<i64>) -> Ints<'static> {
        let (mut least, mut most, mut empty) = (i64::MAX, i64::MIN, false);
        for cell in cells.clone() {
            if Some(cell) == none {
                empty = true;
            } else {
                (least, most) = (least.min(cell), most.max(cell));
            }
        }
        // Of no cells at all the least is greater than the most.
        let (base, span) = if least > most { (0, 0) } else { (least, most.wrapping_sub(least) as u64) };
        let codes = span + u64::from(empty);
        let width = match codes {
            0 => 0,
            1..=0xFF => 1,
            0x100..=0xFFFF => 2,
            0x1_0000..=0xFFFF_FFFF => 4,
            _ => 8,
        };
        let mut bytes = Vec::with_capacity(cells.size_hint().0 * width);
        for cell in cells {
            let code = if Some(cell) == none { u64::MAX } else { cell.wrapping_sub(base) as u64 };
            bytes.extend_from_slice(&code.to_le_bytes()[..width]);
        }
        Ints { base, width: width as u8, empty, bytes: bytes.into() }
    }

    /// The numbers of so many rows; `None` where there are more or fewer.
    fn cells<T: Copy>(&self, rows: usize, none: T, from: fn(i64) -> T) -> Option<Vec<T>> {
        if self.bytes.len() != rows.checked_mul(self.width.into())? {
            return None;
        }
        let (base, empty) = (self.base, self.empty);
        let cell =
            |code: u64, most: u64| if empty && code == most { none } else { from(base.wrapping_add(code as i64)) };
        let bytes = &*self.bytes;
        Some(match self.width {
            0 => vec![from(base); rows],
            1 => bytes.iter().map(|&code| cell(code.into(), u8::MAX.into())).collect(),
            2 => {
                bytes.as_chunks().0.iter().map(|&code| cell(u16::from_le_bytes(code).into(), u16::MAX.into())).collect()
            }
            4 => {
                bytes.as_chunks().0.iter().map(|&code| cell(u32::from_le_bytes(code).into(), u32::MAX.into())).collect()
            }
            8 => bytes.as_chunks().0.iter().map(|&code| cell(u64::from_le_bytes(code), u64::MAX)).collect(),
            _ => return None,
        })
    }
}

impl Column<'_> {
    fn of(packed: &Packed) -> Column<'_> {
        let i64s = |cells: &[i64]| Ints::of(cells.iter().copied(), Some(NO_INT));
        match packed {
            Packed::Bool(cells) => Column::Bool(Ints::of(cells.iter().map(|&cell| cell.into()), None)),
            Packed::Number(cells) => Column::Number(i64s(cells)),
            Packed::Instant(cells) => Column::Instant(i64s(cells)),
            Packed::Day(cells) => Column::Day(Ints::of(cells.iter().map(|&cell| cell.into()), Some(NO_DAY.into()))),
            Packed::Option(cells) => {
                Column::Option(Ints::of(cells.iter().map(|&cell| cell.into()), Some(NO_OPTION.into())))
            }
            Packed::Text { ends, all } => {
                let starts = std::iter::once(0).chain(ends.iter().copied());
                let lengths = ends.iter().zip(starts).map(|(&end, start)| i64::from(end) - i64::from(start));
                Column::Text { lengths: Ints::of(lengths, None), bytes: all.as_bytes().into() }
            }
            Packed::Money { minor, index, currencies } => Column::Money {
                minor: i64s(minor),
                index: Ints::of(index.iter().map(|&cell| cell.into()), None),
                currencies: currencies.clone(),
            },
            Packed::Reference { targets, index } => {
                let targets: Vec<u8> = targets.iter().flat_map(|id| id.0.to_le_bytes()).collect();
                let index = Ints::of(index.iter().map(|&cell| cell.into()), None);
                Column::Reference { targets: targets.into(), index }
            }
        }
    }

    fn packed(self, rows: usize) -> Option<Packed> {
        Some(match self {
            Column::Bool(cells) => Packed::Bool(cells.cells(rows, 0, |cell| cell as u8)?),
            Column::Number(cells) => Packed::Number(cells.cells(rows, NO_INT, |cell| cell)?),
            Column::Instant(cells) => Packed::Instant(cells.cells(rows, NO_INT, |cell| cell)?),
            Column::Day(cells) => Packed::Day(cells.cells(rows, NO_DAY, |cell| cell as i32)?),
            Column::Option(cells) => Packed::Option(cells.cells(rows, NO_OPTION, |cell| cell as u16)?),
            Column::Text { lengths, bytes } => {
                let mut ends = lengths.cells(rows, 0, |cell| cell as u32)?;
                let mut last = 0u32;
                for end in &mut ends {
                    last = last.checked_add(*end)?;
                    *end = last;
                }
                Packed::Text { ends, all: String::from_utf8(bytes.into_owned()).ok()? }
            }
            Column::Money { minor, index, currencies } => Packed::Money {
                minor: minor.cells(rows, NO_INT, |cell| cell)?,
                index: index.cells(rows, 0, |cell| cell as u8)?,
                currencies,
            },
            Column::Reference { targets, index } => Packed::Reference {
                targets: targets.as_chunks().0.iter().map(|&id| RecordId(u128::from_le_bytes(id))).collect(),
                index: index.cells(rows, 0, |cell| cell as u32)?,
            },
        })
    }
}

/// The bytes of rows, to be appended to what is before them.
pub(crate) fn write(rows: &Rows, mut before: Vec<u8>) -> Vec<u8> {
    before.extend_from_slice(&MARK);
    let disk = Disk {
        collection: rows.collection,
        ids: (&rows.ids).into(),
        columns: rows.columns.iter().map(|(field, packed)| (*field, Column::of(packed))).collect(),
        sparse: (&rows.sparse).into(),
        dead: (&rows.dead).into(),
        stamps: (&rows.stamps).into(),
        row_stamps: (&rows.row_stamps).into(),
        cell_stamps: (&rows.cell_stamps).into(),
    };
    postcard::to_extend(&disk, before).unwrap_or_default()
}

/// Rows of either layout, and the bytes that follow them; `None` where the bytes make no sense.
pub(crate) fn read(bytes: &[u8]) -> Option<(Rows, &[u8])> {
    let Some(bytes) = bytes.strip_prefix(&MARK) else { return postcard::take_from_bytes(bytes).ok() };
    let (disk, rest): (Disk<'_>, _) = postcard::take_from_bytes(bytes).ok()?;
    let rows = disk.ids.len() / 16;
    let columns = disk.columns.into_iter().map(|(field, column)| Some((field, column.packed(rows)?)));
    let rows = Rows {
        collection: disk.collection,
        columns: columns.collect::<Option<_>>()?,
        ids: disk.ids.into_owned(),
        sparse: disk.sparse.into_owned(),
        dead: disk.dead.into_owned(),
        stamps: disk.stamps.into_owned(),
        row_stamps: disk.row_stamps.into_owned(),
        cell_stamps: disk.cell_stamps.into_owned(),
        sides: Vec::new(),
    };
    Some((rows, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Day;

    fn kept(cells: &[i64]) -> u8 {
        let ints = Ints::of(cells.iter().copied(), Some(NO_INT));
        assert_eq!(ints.cells(cells.len(), NO_INT, |cell| cell).as_deref(), Some(cells));
        assert_eq!(ints.cells(cells.len() + 1, NO_INT, |cell| cell).is_some(), ints.width == 0);
        ints.width
    }

    #[test]
    fn numbers_take_the_bytes_that_their_range_needs_and_come_back_equal() {
        assert_eq!(kept(&[]), 0);
        assert_eq!(kept(&[-7, -7]), 0);
        assert_eq!(kept(&[0, 255]), 1);
        assert_eq!(kept(&[0, 254, NO_INT]), 1);
        assert_eq!(kept(&[0, 255, NO_INT]), 2, "one code is for the empty cell");
        assert_eq!(kept(&[NO_INT, NO_INT]), 1);
        assert_eq!(kept(&[1_000_000, 1_065_535]), 2);
        assert_eq!(kept(&[-1, i64::from(u32::MAX) - 1]), 4);
        assert_eq!(kept(&[NO_INT, i64::MIN + 1, i64::MAX]), 8);
    }

    #[test]
    fn rows_of_layout_1_are_read_beside_those_of_layout_2() {
        let rows = Rows::new(CollectionId(4), Stamp::ZERO, (1..=3).map(RecordId))
            .with(FieldId(1), Packed::texts(["a", "", "王"].into_iter()))
            .with(FieldId(2), Packed::days([Some(Day(7)), None, Some(Day(-7))].into_iter()))
            .with(FieldId(3), Packed::references([Some(RecordId(9)), None, Some(RecordId(9))].into_iter()));
        assert_eq!(read(&postcard::to_allocvec(&rows).expect("encodes")), Some((rows.clone(), &[][..])));
        let bytes = write(&rows, Vec::new());
        assert_eq!(read(&bytes), Some((rows, &[][..])));
        (0..bytes.len()).for_each(|end| assert_eq!(read(&bytes[..end]), None, "cut at {end}"));
    }

    #[test]
    fn altered_bytes_give_rows_or_none_and_never_a_panic() {
        let rows = Rows::new(CollectionId(4), Stamp::ZERO, (1..=40).map(RecordId))
            .with(FieldId(1), Packed::texts((0..40).map(|n| "王".repeat(n % 5))))
            .with(FieldId(2), Packed::numbers((0..40).map(|n| (n % 7 > 0).then_some(n * 1_000_000_007))))
            .with(FieldId(3), Packed::references((0..40).map(|n| Some(RecordId(n % 9)))));
        let bytes = write(&rows, Vec::new());
        for at in 0..bytes.len() {
            for mask in [1, 0x80, 0xFF] {
                let mut altered = bytes.clone();
                altered[at] ^= mask;
                if let Some(rows) = Rows::from_bytes(&crate::rows::sealed(altered)) {
                    let mut workspace = crate::Workspace::default();
                    workspace.extend(&rows, Some(1));
                    workspace.tables().for_each(|table| drop(table.cells(0, &workspace.ids)));
                }
            }
        }
    }
}
