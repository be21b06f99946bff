//! Rows as they stand on disk. In layout 3 a column is a piece of memory's, so that reading is copying.
//!
//! Layout 1 had numbers of varying length, layout 2 arrays of a fixed width. They are read for ever, and a segment that is folded is written anew;
//! docs/decisions/0010 has the figures.

use crate::column::{NO_DAY, NO_INT, NO_OPTION};
use crate::packed::Packed;
use crate::rows::{Rows, SEGMENT_ROWS_MAX, ids};
use model::{CollectionId, Currency, Day, FieldId, Money, OptionId, RecordId, Stamp, Value};
use serde::Deserialize;

/// What a segment begins with. Layout 1 begins with the number of a collection, and no collection is number 0.
const MARK: [u8; 2] = [0, 3];
const MARK_2: [u8; 2] = [0, 2];

/// The bytes of rows, to be appended to what is before them.
pub(crate) fn write(rows: &Rows, mut before: Vec<u8>) -> Vec<u8> {
    before.extend_from_slice(&MARK);
    postcard::to_extend(rows, before).unwrap_or_default()
}

/// Rows of any layout, and the bytes that follow them; `None` where the bytes make no sense.
pub(crate) fn read(bytes: &[u8]) -> Option<(Rows, &[u8])> {
    if let Some(bytes) = bytes.strip_prefix(&MARK) {
        return postcard::take_from_bytes(bytes).ok();
    }
    if let Some(bytes) = bytes.strip_prefix(&MARK_2) {
        let (early, rest): (Early<Fixed<'_>>, _) = postcard::take_from_bytes(bytes).ok()?;
        let len = early.ids.len() / 16;
        return Some((early.rows(|column| column.plain(len))?, rest));
    }
    let (early, rest): (Early<Plain>, _) = postcard::take_from_bytes(bytes).ok()?;
    Some((early.rows(Some)?, rest))
}

/// Values of one field, with their rows.
type Sparse = (FieldId, Vec<(u32, Value)>);

/// Rows of the earlier layouts, whose columns differ.
#[derive(Deserialize)]
struct Early<C> {
    collection: CollectionId,
    #[serde(with = "serde_bytes")]
    ids: Vec<u8>,
    columns: Vec<(FieldId, C)>,
    sparse: Vec<Sparse>,
    dead: Vec<u32>,
    stamps: Vec<Stamp>,
    row_stamps: Vec<u32>,
    cell_stamps: Vec<(u32, FieldId, u32)>,
}

impl<C> Early<C> {
    fn rows(self, plain: impl Fn(C) -> Option<Plain>) -> Option<Rows> {
        if self.ids.len() > SEGMENT_ROWS_MAX * 16 {
            return None;
        }
        let columns = self.columns.into_iter().map(|(field, column)| Some((field, plain(column)?.packed()?)));
        Some(Rows {
            collection: self.collection,
            columns: columns.collect::<Option<_>>()?,
            ids: self.ids,
            sparse: self.sparse,
            dead: self.dead,
            stamps: self.stamps,
            row_stamps: self.row_stamps,
            cell_stamps: self.cell_stamps,
            sides: Vec::new(),
        })
    }
}

/// A column of layout 1.
#[derive(Deserialize)]
enum Plain {
    /// 1 no, 2 yes.
    Bool(Vec<u8>),
    Number(Vec<i64>),
    /// End of each text in `all`; an empty text is an empty cell.
    Text {
        ends: Vec<u32>,
        all: String,
    },
    Money {
        minor: Vec<i64>,
        index: Vec<u8>,
        currencies: Vec<Currency>,
    },
    Day(Vec<i32>),
    Instant(Vec<i64>),
    Option(Vec<u16>),
    /// Index into `targets` plus one; 0 is empty.
    Reference {
        targets: Vec<RecordId>,
        index: Vec<u32>,
    },
}

impl Plain {
    /// `None` where the cells do not hold together.
    fn packed(self) -> Option<Packed> {
        // What stands for "empty" in these arrays does so in a column, too.
        Some(match self {
            Plain::Bool(cells) => {
                Packed::bools(cells.into_iter().map(|cell| matches!(cell, 1 | 2).then_some(cell == 2)))
            }
            Plain::Number(cells) => Packed::numbers(cells.into_iter().map(Some)),
            Plain::Instant(cells) => Packed::instants(cells.into_iter().map(Some)),
            Plain::Day(cells) => Packed::days(cells.into_iter().map(|day| Some(Day(day)))),
            Plain::Option(cells) => Packed::options(cells.into_iter().map(|cell| Some(OptionId(cell)))),
            Plain::Text { ends, all } => {
                let starts = std::iter::once(&0).chain(&ends);
                let texts = ends.iter().zip(starts).map(|(&end, &start)| all.get(start as usize..end as usize));
                Packed::texts(texts.collect::<Option<Vec<_>>>()?.into_iter())
            }
            Plain::Money { minor, index, currencies } => {
                if minor.len() != index.len() {
                    return None;
                }
                Packed::money(minor.into_iter().zip(index).map(|(minor, at)| {
                    let minor = (minor != NO_INT).then_some(minor)?;
                    Some(Money { minor, currency: *currencies.get(usize::from(at))? })
                }))
            }
            Plain::Reference { targets, index } => {
                Packed::references(index.into_iter().map(|at| targets.get((at as usize).checked_sub(1)?).copied()))
            }
        })
    }
}

/// A column of layout 2.
#[derive(Deserialize)]
enum Fixed<'a> {
    #[serde(borrow)]
    Bool(Ints<'a>),
    Number(Ints<'a>),
    Text {
        lengths: Ints<'a>,
        #[serde(with = "serde_bytes")]
        bytes: &'a [u8],
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
        targets: &'a [u8],
        index: Ints<'a>,
    },
}

/// One number a row: the sum of `base` and an unsigned little-endian number of `width` bytes. All bits of that set is an empty cell, if
/// there are any. Where all rows are equal the width is 0.
#[derive(Deserialize)]
struct Ints<'a> {
    base: i64,
    width: u8,
    empty: bool,
    #[serde(borrow, with = "serde_bytes")]
    bytes: &'a [u8],
}

impl Ints<'_> {
    /// The numbers of so many rows; `None` where there are more or fewer.
    fn cells<T: Copy>(&self, rows: usize, none: T, from: fn(i64) -> T) -> Option<Vec<T>> {
        let width = usize::from(self.width);
        if self.bytes.len() != rows.checked_mul(width)? || !matches!(width, 0 | 1 | 2 | 4 | 8) {
            return None;
        }
        if width == 0 {
            return Some(vec![from(self.base); rows]);
        }
        let most = u64::MAX >> (64 - 8 * width);
        let cell = |bytes: &[u8]| {
            let code = bytes.iter().rev().fold(0, |code, &byte| code << 8 | u64::from(byte));
            if self.empty && code == most { none } else { from(self.base.wrapping_add(code as i64)) }
        };
        Some(self.bytes.chunks_exact(width).map(cell).collect())
    }
}

impl Fixed<'_> {
    fn plain(self, rows: usize) -> Option<Plain> {
        Some(match self {
            Fixed::Bool(cells) => Plain::Bool(cells.cells(rows, 0, |cell| cell as u8)?),
            Fixed::Number(cells) => Plain::Number(cells.cells(rows, NO_INT, |cell| cell)?),
            Fixed::Instant(cells) => Plain::Instant(cells.cells(rows, NO_INT, |cell| cell)?),
            Fixed::Day(cells) => Plain::Day(cells.cells(rows, NO_DAY, |cell| cell as i32)?),
            Fixed::Option(cells) => Plain::Option(cells.cells(rows, NO_OPTION, |cell| cell as u16)?),
            Fixed::Text { lengths, bytes } => {
                let mut ends = lengths.cells(rows, 0, |cell| cell as u32)?;
                let mut last = 0u32;
                for end in &mut ends {
                    last = last.checked_add(*end)?;
                    *end = last;
                }
                Plain::Text { ends, all: String::from_utf8(bytes.to_vec()).ok()? }
            }
            Fixed::Money { minor, index, currencies } => Plain::Money {
                minor: minor.cells(rows, NO_INT, |cell| cell)?,
                index: index.cells(rows, 0, |cell| cell as u8)?,
                currencies,
            },
            Fixed::Reference { targets, index } => {
                Plain::Reference { targets: ids(targets).collect(), index: index.cells(rows, 0, |cell| cell as u32)? }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`three`] as builds of those times wrote them.
    const LAYOUT_1: &str = "\
        04300100000000000000000000000000000002000000000000000000000000000000030000000000000000000000000000000801020301\
        01040461e78e8b0204030effffffff0f0d030701090301000104010301ffffffffffffffffff0180808080804005060303ffff03bc0506\
        000301000207050380a0abfef962ffffffffffffffffff010a080303ffffffffffffffffff0109e0c5080300000102434e595553440000\
        01000000";
    const LAYOUT_2: &str = "\
        00020430010000000000000000000000000000000200000000000000000000000000000003000000000000000000000000000000080102\
        000100030100030461e78e8b02040d0101030eff0003071009000000000000000000000000000000000100030100010401010801180000\
        000000000000ffffffffffffffff01000000000100000506060201060000ffffb90206000001000301000207050a080118fb67e5cf8b01\
        0000ffffffffffffffff000000000000000008030904010cffffffff00000000751101000001000300000102434e595553440000010000\
        00";

    /// Three rows with a column of each kind.
    fn three() -> Rows {
        let money = |minor, currency| Some(Money { minor, currency });
        Rows::new(CollectionId(4), Stamp::ZERO, (1..=3).map(RecordId))
            .with(FieldId(1), Packed::texts(["a", "", "王"].into_iter()))
            .with(FieldId(2), Packed::days([Some(Day(7)), None, Some(Day(-7))].into_iter()))
            .with(FieldId(3), Packed::references([Some(RecordId(9)), None, Some(RecordId(9))].into_iter()))
            .with(FieldId(4), Packed::numbers([Some(-1), None, Some(1 << 40)].into_iter()))
            .with(FieldId(5), Packed::options([Some(OptionId(3)), None, Some(OptionId(700))].into_iter()))
            .with(FieldId(6), Packed::bools([Some(false), None, Some(true)].into_iter()))
            .with(FieldId(7), Packed::instants([Some(1_700_000_000_000), None, Some(5)].into_iter()))
            .with(FieldId(8), Packed::money([None, money(-5, Currency::CNY), money(70_000, Currency::USD)].into_iter()))
    }

    fn bytes_of(hex: &str) -> Vec<u8> {
        let digits = |at: usize| hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
        (0..hex.len()).step_by(2).map_while(digits).collect()
    }

    #[test]
    fn rows_of_all_layouts_are_read_beside_each_other() {
        let new = write(&three(), Vec::new());
        for bytes in [bytes_of(LAYOUT_1), bytes_of(LAYOUT_2), new] {
            assert_eq!(read(&bytes), Some((three(), &[][..])));
            (0..bytes.len()).for_each(|end| assert_eq!(read(&bytes[..end]), None, "cut at {end}"));
        }
    }

    #[test]
    fn altered_bytes_give_rows_or_none_and_never_a_panic() {
        let rows = Rows::new(CollectionId(4), Stamp::ZERO, (1..=40).map(RecordId))
            .with(FieldId(1), Packed::texts((0..40).map(|n| "王".repeat(n % 5))))
            .with(FieldId(2), Packed::numbers((0..40).map(|n| (n % 7 > 0).then_some(n * 1_000_000_007))))
            .with(FieldId(3), Packed::references((0..40).map(|n| Some(RecordId(n % 9)))));
        for bytes in [write(&rows, Vec::new()), write(&three(), Vec::new()), bytes_of(LAYOUT_1), bytes_of(LAYOUT_2)] {
            for at in 0..bytes.len() {
                for mask in [1, 0x80, 0xFF] {
                    let mut altered = bytes.clone();
                    altered[at] ^= mask;
                    if let Some(rows) = Rows::from_bytes(&crate::rows::sealed(altered)) {
                        let mut workspace = crate::Workspace::default();
                        let len = rows.len() as u32;
                        workspace.extend(rows, Some(1), false);
                        let cells = |table: &crate::table::Table| {
                            (0..len).for_each(|row| drop(table.cells(row, &workspace.ids)))
                        };
                        workspace.tables().for_each(cells);
                    }
                }
            }
        }
    }
}
