//! One field of many records as it stands on disk and on its way there: plain arrays, references through a dictionary of ids.

use crate::column::{Column, NO_DAY, NO_INT, NO_OPTION};
use crate::ints::Ints;
use crate::texts::Texts;
use model::{Currency, Day, Money, OptionId, RecordId};
use serde::{Deserialize, Serialize};

/// A column on disk and on its way there, one entry a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Packed {
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

impl Packed {
    /// Rows in the column.
    pub fn len(&self) -> usize {
        match self {
            Packed::Bool(cells) => cells.len(),
            Packed::Number(cells) | Packed::Instant(cells) => cells.len(),
            Packed::Text { ends, .. } => ends.len(),
            Packed::Money { minor, .. } => minor.len(),
            Packed::Day(cells) => cells.len(),
            Packed::Option(cells) => cells.len(),
            Packed::Reference { index, .. } => index.len(),
        }
    }

    /// True for a column of no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An empty memory column of the same kind.
    pub fn column(&self) -> Column {
        match self {
            Packed::Bool(_) => Column::Bool(Ints::default()),
            Packed::Number(_) => Column::Number(Ints::default()),
            Packed::Text { .. } => Column::Text(Texts::default()),
            Packed::Money { .. } => {
                Column::Money { minor: Ints::default(), index: Ints::default(), currencies: Vec::new() }
            }
            Packed::Day(_) => Column::Day(Ints::default()),
            Packed::Instant(_) => Column::Instant(Ints::default()),
            Packed::Option(_) => Column::Option(Ints::default()),
            Packed::Reference { .. } => Column::Reference(Ints::default()),
        }
    }

    /// Whether stored bytes hold together: ends rise and lie within the texts.
    pub fn is_sound(&self) -> bool {
        match self {
            Packed::Text { ends, all } => {
                ends.is_sorted() && ends.iter().all(|&end| all.is_char_boundary(end as usize))
            }
            Packed::Money { minor, index, .. } => minor.len() == index.len(),
            _ => true,
        }
    }

    /// Options, `None` as empty.
    pub fn options(cells: impl Iterator<Item = Option<OptionId>>) -> Packed {
        Packed::Option(cells.map(|cell| cell.map_or(NO_OPTION, |option| option.0)).collect())
    }

    /// Days, `None` as empty.
    pub fn days(cells: impl Iterator<Item = Option<Day>>) -> Packed {
        Packed::Day(cells.map(|cell| cell.map_or(NO_DAY, |day| day.0)).collect())
    }

    /// Numbers, `None` as empty.
    pub fn numbers(cells: impl Iterator<Item = Option<i64>>) -> Packed {
        Packed::Number(cells.map(|cell| cell.unwrap_or(NO_INT)).collect())
    }

    /// Amounts, `None` as empty. Beyond 255 currencies, of which the world has fewer, they are empty, too.
    pub fn money(cells: impl Iterator<Item = Option<Money>>) -> Packed {
        let (mut minor, mut index, mut currencies) = (Vec::new(), Vec::new(), Vec::<Currency>::new());
        for cell in cells {
            let at = cell.and_then(|money| {
                let known = currencies.iter().position(|known| *known == money.currency);
                let at = u8::try_from(known.unwrap_or(currencies.len())).ok()?;
                if known.is_none() {
                    currencies.push(money.currency);
                }
                Some((money.minor, at))
            });
            let (amount, at) = at.unwrap_or((NO_INT, 0));
            minor.push(amount);
            index.push(at);
        }
        Packed::Money { minor, index, currencies }
    }

    /// Texts, "" as empty.
    pub fn texts<T: AsRef<str>>(cells: impl Iterator<Item = T>) -> Packed {
        let mut packer = TextPacker::default();
        cells.for_each(|cell| packer.push(cell.as_ref()));
        packer.finish()
    }

    /// References, `None` as empty.
    pub fn references(cells: impl Iterator<Item = Option<RecordId>>) -> Packed {
        let mut packer = ReferencePacker::default();
        cells.for_each(|cell| packer.push(cell));
        packer.finish()
    }
}

/// Builds a text column.
#[derive(Default)]
pub(crate) struct TextPacker {
    ends: Vec<u32>,
    all: String,
}

impl TextPacker {
    pub(crate) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len() as u32);
    }

    pub(crate) fn finish(self) -> Packed {
        Packed::Text { ends: self.ends, all: self.all }
    }
}

/// Builds a reference column with its dictionary.
#[derive(Default)]
pub(crate) struct ReferencePacker {
    at: hashbrown::HashMap<RecordId, u32>,
    targets: Vec<RecordId>,
    index: Vec<u32>,
}

impl ReferencePacker {
    pub(crate) fn push(&mut self, id: Option<RecordId>) {
        let Some(id) = id else { return self.index.push(0) };
        let targets = &mut self.targets;
        let at = *self.at.entry(id).or_insert_with(|| {
            targets.push(id);
            targets.len() as u32
        });
        self.index.push(at);
    }

    pub(crate) fn finish(self) -> Packed {
        Packed::Reference { targets: self.targets, index: self.index }
    }
}
