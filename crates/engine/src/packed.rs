//! One field of some records as it stands on disk and on its way there: a piece of a column as memory has it, so that opening a book is copying;
//! references through a dictionary of ids.

use crate::column::{Column, NO_INT, day_cell, option_cell};
use crate::ints::{Ints, Piece};
use crate::texts::{self, Texts};
use model::{Currency, Day, Money, OptionId, RecordId};
use serde::{Deserialize, Serialize};

/// A column of the rows of one segment, an entry a row; numbers mean what they mean in a [`Column`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Packed {
    Bool(Piece),
    Number(Piece),
    Text(texts::Piece),
    Money {
        minor: Piece,
        index: Piece,
        currencies: Vec<Currency>,
    },
    Day(Piece),
    Instant(Piece),
    Option(Piece),
    /// Which of the targets, 16 bytes each.
    Reference {
        #[serde(with = "serde_bytes")]
        targets: Vec<u8>,
        index: Piece,
    },
}

fn numbers(cells: impl Iterator<Item = Option<i64>>) -> Piece {
    Piece::of(&cells.map(|cell| cell.unwrap_or(NO_INT)).collect::<Vec<_>>())
}

impl Packed {
    /// Rows in the column.
    pub fn len(&self) -> usize {
        match self {
            Packed::Bool(piece) | Packed::Number(piece) | Packed::Day(piece) | Packed::Instant(piece) => piece.len(),
            Packed::Option(piece) | Packed::Reference { index: piece, .. } | Packed::Money { minor: piece, .. } => {
                piece.len()
            }
            Packed::Text(texts) => texts.len(),
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
            Packed::Text(_) => Column::Text(Texts::default()),
            Packed::Money { .. } => {
                Column::Money { minor: Ints::default(), index: Ints::default(), currencies: Vec::new() }
            }
            Packed::Day(_) => Column::Day(Ints::default()),
            Packed::Instant(_) => Column::Instant(Ints::default()),
            Packed::Option(_) => Column::Option(Ints::default()),
            Packed::Reference { .. } => Column::Reference(Ints::default()),
        }
    }

    /// Whether stored bytes hold together.
    pub fn is_sound(&self) -> bool {
        match self {
            Packed::Bool(piece) | Packed::Number(piece) | Packed::Day(piece) | Packed::Instant(piece) => {
                piece.is_sound()
            }
            Packed::Option(piece) | Packed::Reference { index: piece, .. } => piece.is_sound(),
            Packed::Text(texts) => texts.is_sound(),
            Packed::Money { minor, index, .. } => minor.is_sound() && index.is_sound() && minor.len() == index.len(),
        }
    }

    /// Yes and no, `None` as empty.
    pub fn bools(cells: impl Iterator<Item = Option<bool>>) -> Packed {
        Packed::Bool(numbers(cells.map(|cell| cell.map(|yes| 1 + i64::from(yes)))))
    }

    /// Options, `None` as empty.
    pub fn options(cells: impl Iterator<Item = Option<OptionId>>) -> Packed {
        Packed::Option(numbers(cells.map(|cell| cell.map(|option| option_cell(option.0)))))
    }

    /// Days, `None` as empty.
    pub fn days(cells: impl Iterator<Item = Option<Day>>) -> Packed {
        Packed::Day(numbers(cells.map(|cell| cell.map(|day| day_cell(day.0)))))
    }

    /// Instants in milliseconds, `None` as empty.
    pub fn instants(cells: impl Iterator<Item = Option<i64>>) -> Packed {
        Packed::Instant(numbers(cells))
    }

    /// Numbers in millionths, `None` as empty.
    pub fn numbers(cells: impl Iterator<Item = Option<i64>>) -> Packed {
        Packed::Number(numbers(cells))
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
            index.push(at.into());
        }
        Packed::Money { minor: Piece::of(&minor), index: Piece::of(&index), currencies }
    }

    /// Texts, "" as empty.
    pub fn texts<T: AsRef<str>>(cells: impl Iterator<Item = T>) -> Packed {
        let cells: Vec<T> = cells.collect();
        Packed::Text(texts::Piece::of(&cells.iter().map(AsRef::as_ref).collect::<Vec<_>>()))
    }

    /// References, `None` as empty.
    pub fn references(cells: impl Iterator<Item = Option<RecordId>>) -> Packed {
        let mut at = hashbrown::HashMap::new();
        let (mut targets, mut index) = (Vec::new(), Vec::new());
        for cell in cells {
            index.push(cell.map_or(NO_INT, |id| {
                let next = at.len() as i64;
                *at.entry(id).or_insert_with(|| {
                    targets.extend_from_slice(&id.0.to_le_bytes());
                    next
                })
            }));
        }
        Packed::Reference { targets, index: Piece::of(&index) }
    }
}
