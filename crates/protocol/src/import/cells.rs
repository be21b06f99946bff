//! The rows of a file of records as columns of typed cells.

use super::{FieldKind, NONE, plain};
use model::{CollectionId, Currency, FieldId};
use serde::{Deserialize, Serialize};

/// Stands in an option column where there is nothing.
pub const NO_OPTION: u16 = u16::MAX;
/// Stands in day columns where there is nothing.
pub const NO_DAY: i32 = i32::MIN;
/// Stands in columns of integers where there is nothing.
pub const NO_INT: i64 = i64::MIN;

/// One column of typed cells, one entry a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cells {
    /// End of each text in `bytes`; an empty text is an empty cell.
    Text {
        /// The ends.
        #[serde(with = "plain")]
        ends: Vec<u32>,
        /// The texts, UTF-8.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// 0 empty, 1 no, 2 yes.
    Bool(#[serde(with = "serde_bytes")] Vec<u8>),
    /// Millionths.
    Number(#[serde(with = "plain")] Vec<i64>),
    /// Minor units and an index into the mapping's currencies.
    Money {
        /// Minor units.
        #[serde(with = "plain")]
        minor: Vec<i64>,
        /// Index into `currencies`.
        #[serde(with = "serde_bytes")]
        index: Vec<u8>,
        /// The currencies so far, all of them in every chunk.
        currencies: Vec<Currency>,
    },
    /// Days.
    Day(#[serde(with = "plain")] Vec<i32>),
    /// Milliseconds since 1970.
    Instant(#[serde(with = "plain")] Vec<i64>),
    /// Numbers of options.
    Option(#[serde(with = "plain")] Vec<u16>),
    /// Index of a word that names a record; [`NONE`] where there is none.
    Word {
        /// Indices into all words so far.
        #[serde(with = "plain")]
        index: Vec<u32>,
        /// Words first seen in this chunk.
        new: Vec<String>,
    },
    /// Indices of several words.
    Words {
        /// End of each row's in `index`.
        #[serde(with = "plain")]
        ends: Vec<u32>,
        /// Indices into all words so far.
        #[serde(with = "plain")]
        index: Vec<u32>,
        /// Words first seen in this chunk.
        new: Vec<String>,
    },
}

impl Cells {
    /// No rows, of the kind that a field of `kind` has.
    pub fn of(kind: FieldKind) -> Cells {
        match kind {
            FieldKind::Text | FieldKind::LongText | FieldKind::Email | FieldKind::Phone => {
                Cells::Text { ends: Vec::new(), bytes: Vec::new() }
            }
            FieldKind::Bool => Cells::Bool(Vec::new()),
            FieldKind::Number => Cells::Number(Vec::new()),
            FieldKind::Money => Cells::Money { minor: Vec::new(), index: Vec::new(), currencies: Vec::new() },
            FieldKind::Day => Cells::Day(Vec::new()),
            FieldKind::Instant => Cells::Instant(Vec::new()),
            FieldKind::Option => Cells::Option(Vec::new()),
            FieldKind::Reference(_) => Cells::Word { index: Vec::new(), new: Vec::new() },
            FieldKind::References(_) => Cells::Words { ends: Vec::new(), index: Vec::new(), new: Vec::new() },
        }
    }

    /// Adds an empty cell.
    pub fn push_empty(&mut self) {
        match self {
            Cells::Text { ends, bytes } => ends.push(bytes.len() as u32),
            Cells::Bool(cells) => cells.push(0),
            Cells::Number(cells) | Cells::Instant(cells) => cells.push(NO_INT),
            Cells::Money { minor, index, .. } => {
                minor.push(NO_INT);
                index.push(0);
            }
            Cells::Day(cells) => cells.push(NO_DAY),
            Cells::Option(cells) => cells.push(NO_OPTION),
            Cells::Word { index, .. } => index.push(NONE),
            Cells::Words { ends, index, .. } => ends.push(index.len() as u32),
        }
    }

    /// Appends a later chunk of the same column. Chunks of different kinds cannot come from one reader; nothing is added then.
    pub fn append(&mut self, chunk: Cells) {
        match (self, chunk) {
            (Cells::Text { ends, bytes }, Cells::Text { ends: more, bytes: text }) => {
                let from = bytes.len() as u32;
                ends.extend(more.into_iter().map(|end| from + end));
                bytes.extend(text);
            }
            (Cells::Bool(cells), Cells::Bool(more)) => cells.extend(more),
            (Cells::Number(cells), Cells::Number(more)) | (Cells::Instant(cells), Cells::Instant(more)) => {
                cells.extend(more);
            }
            (Cells::Money { minor, index, currencies }, Cells::Money { minor: more, index: at, currencies: all }) => {
                minor.extend(more);
                index.extend(at);
                *currencies = all;
            }
            (Cells::Day(cells), Cells::Day(more)) => cells.extend(more),
            (Cells::Option(cells), Cells::Option(more)) => cells.extend(more),
            (Cells::Word { index, new }, Cells::Word { index: more, new: words }) => {
                index.extend(more);
                new.extend(words);
            }
            (Cells::Words { ends, index, new }, Cells::Words { ends: more, index: at, new: words }) => {
                let from = index.len() as u32;
                ends.extend(more.into_iter().map(|end| from + end));
                index.extend(at);
                new.extend(words);
            }
            _ => {}
        }
    }

    /// The text in a row of a text column.
    pub fn text(&self, row: usize) -> &str {
        let Cells::Text { ends, bytes } = self else { return "" };
        let from = row.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0) as usize;
        let to = ends.get(row).copied().unwrap_or(0) as usize;
        bytes.get(from..to).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    /// Indices of the words in a row.
    pub fn words(&self, row: usize) -> &[u32] {
        match self {
            Cells::Word { index, .. } => index.get(row..=row).filter(|at| at != &[NONE]).unwrap_or(&[]),
            Cells::Words { ends, index, .. } => {
                let from = row.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0) as usize;
                let to = ends.get(row).copied().unwrap_or(0) as usize;
                index.get(from..to).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    /// Whether nothing stands in a row.
    pub fn is_empty(&self, row: usize) -> bool {
        match self {
            Cells::Text { .. } => self.text(row).is_empty(),
            Cells::Bool(cells) => cells.get(row).is_none_or(|cell| *cell == 0),
            Cells::Number(cells) | Cells::Instant(cells) => cells.get(row).is_none_or(|cell| *cell == NO_INT),
            Cells::Money { minor, .. } => minor.get(row).is_none_or(|cell| *cell == NO_INT),
            Cells::Day(cells) => cells.get(row).is_none_or(|cell| *cell == NO_DAY),
            Cells::Option(cells) => cells.get(row).is_none_or(|cell| *cell == NO_OPTION),
            Cells::Word { .. } | Cells::Words { .. } => self.words(row).is_empty(),
        }
    }
}

/// A column with the field that it fills.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordColumn {
    /// The field's collection.
    pub of: CollectionId,
    /// The field.
    pub field: FieldId,
    /// What it holds.
    pub kind: FieldKind,
    /// The column of the file, from 0, for what is said about its rows.
    pub column: u32,
    /// The cells.
    pub cells: Cells,
}

/// Rows of a file of records as columns; every chunk has the same columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordRows {
    /// Line in the file of each row, from 1.
    #[serde(with = "plain")]
    pub lines: Vec<u32>,
    /// The columns.
    pub columns: Vec<RecordColumn>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_travel_as_they_are() {
        let column =
            |cells| RecordColumn { of: CollectionId(1), field: FieldId(2), kind: FieldKind::Text, column: 3, cells };
        let all = [
            Cells::Text { ends: vec![1, 3], bytes: b"abc".to_vec() },
            Cells::Bool(vec![0, 2]),
            Cells::Number(vec![i64::MIN, 5]),
            Cells::Money {
                minor: vec![-7, i64::MAX],
                index: vec![0, 1],
                currencies: vec![Currency::USD, Currency::CNY],
            },
            Cells::Day(vec![NO_DAY, 20_000]),
            Cells::Instant(vec![0, -1]),
            Cells::Option(vec![NO_OPTION, 3]),
            Cells::Word { index: vec![NONE, 0], new: vec!["王".into()] },
            Cells::Words { ends: vec![0, 2], index: vec![0, 1], new: vec!["a".into(), "b".into()] },
        ];
        let rows = RecordRows { lines: vec![2, 3], columns: all.into_iter().map(column).collect() };
        let bytes = crate::encode(&rows).expect("encodes");
        assert_eq!(crate::decode::<RecordRows>(&bytes), Ok(rows));
    }

    #[test]
    fn chunks_make_one_column() {
        let mut cells = Cells::Words { ends: vec![1], index: vec![0], new: vec!["a".into()] };
        cells.append(Cells::Words { ends: vec![0, 2], index: vec![1, 0], new: vec!["b".into()] });
        assert_eq!((cells.words(0), cells.words(1), cells.words(2)), (&[0][..], &[][..], &[1, 0][..]));
        let mut cells = Cells::Text { ends: vec![1], bytes: b"a".to_vec() };
        cells.append(Cells::Text { ends: vec![0, 2], bytes: b"bc".to_vec() });
        assert_eq!((cells.text(0), cells.text(1), cells.text(2)), ("a", "", "bc"));
    }
}
