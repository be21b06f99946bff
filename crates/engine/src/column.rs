//! One field of all records of a collection, in memory.

use crate::ids::{Handle, Ids, NOWHERE};
use crate::packed::{Packed, ReferencePacker, TextPacker};
use model::{Currency, Day, Decimal, Money, OptionId, Value};

/// Stands for "empty" in the integer columns.
pub(crate) const NO_INT: i64 = i64::MIN;
pub(crate) const NO_DAY: i32 = i32::MIN;
pub(crate) const NO_OPTION: u16 = u16::MAX;
const NO_TEXT: u32 = u32::MAX;

/// A column in memory; rows past its end are empty.
#[derive(Debug)]
pub enum Column {
    /// 0 empty, 1 no, 2 yes.
    Bool(Vec<u8>),
    /// Millionths.
    Number(Vec<i64>),
    /// Slices of one arena.
    Text {
        /// Where each text begins, or `NO_TEXT`.
        start: Vec<u32>,
        /// How long it is.
        len: Vec<u32>,
        /// All texts.
        bytes: Vec<u8>,
    },
    /// Minor units and an index into the few currencies in use.
    Money {
        /// Minor units.
        minor: Vec<i64>,
        /// Currency index.
        index: Vec<u8>,
        /// The currencies.
        currencies: Vec<Currency>,
    },
    /// Days.
    Day(Vec<i32>),
    /// Milliseconds.
    Instant(Vec<i64>),
    /// Option numbers.
    Option(Vec<u16>),
    /// Handles.
    Reference(Vec<u32>),
}

impl Column {
    /// An empty column for values like this one; `None` for kinds that are kept cell by cell.
    pub fn for_value(value: &Value) -> Option<Column> {
        Some(match value {
            Value::Bool(_) => Column::Bool(Vec::new()),
            Value::Number(_) => Column::Number(Vec::new()),
            Value::Text(_) => Column::Text { start: Vec::new(), len: Vec::new(), bytes: Vec::new() },
            Value::Money(_) => Column::Money { minor: Vec::new(), index: Vec::new(), currencies: Vec::new() },
            Value::Day(_) => Column::Day(Vec::new()),
            Value::Instant(_) => Column::Instant(Vec::new()),
            Value::Option(_) => Column::Option(Vec::new()),
            Value::Reference(_) => Column::Reference(Vec::new()),
            Value::Empty | Value::References(_) | Value::Set(_) | Value::Bytes(_) | Value::Opaque(..) => return None,
        })
    }

    /// The text in a row; empty where there is none.
    pub fn text(&self, row: u32) -> &str {
        let Column::Text { start, len, bytes } = self else { return "" };
        match (start.get(row as usize), len.get(row as usize)) {
            (Some(&at), Some(&len)) if at != NO_TEXT => {
                std::str::from_utf8(&bytes[at as usize..(at + len) as usize]).unwrap_or("")
            }
            _ => "",
        }
    }

    /// Whether there is something in a row.
    pub fn has(&self, row: u32) -> bool {
        let at = row as usize;
        match self {
            Column::Bool(cells) => cells.get(at).is_some_and(|&v| v != 0),
            Column::Number(cells) | Column::Instant(cells) => cells.get(at).is_some_and(|&v| v != NO_INT),
            Column::Text { start, .. } => start.get(at).is_some_and(|&v| v != NO_TEXT),
            Column::Money { minor, .. } => minor.get(at).is_some_and(|&v| v != NO_INT),
            Column::Day(cells) => cells.get(at).is_some_and(|&v| v != NO_DAY),
            Column::Option(cells) => cells.get(at).is_some_and(|&v| v != NO_OPTION),
            Column::Reference(cells) => cells.get(at).is_some_and(|&v| v != NOWHERE.0),
        }
    }

    /// The value in a row.
    pub fn get(&self, row: u32, ids: &Ids) -> Value {
        let at = row as usize;
        match self {
            Column::Bool(cells) => match cells.get(at) {
                Some(1) => Value::Bool(false),
                Some(2) => Value::Bool(true),
                _ => Value::Empty,
            },
            Column::Number(cells) => {
                cells.get(at).filter(|&&v| v != NO_INT).map_or(Value::Empty, |&v| Value::Number(Decimal(v)))
            }
            Column::Text { start, .. } => match start.get(at) {
                Some(&at) if at != NO_TEXT => Value::Text(self.text(row).to_owned()),
                _ => Value::Empty,
            },
            Column::Money { .. } => self.money(row).map_or(Value::Empty, Value::Money),
            Column::Day(_) => self.day(row).map_or(Value::Empty, Value::Day),
            Column::Instant(cells) => {
                cells.get(at).filter(|&&v| v != NO_INT).map_or(Value::Empty, |&v| Value::Instant(v))
            }
            Column::Option(_) => self.option(row).map_or(Value::Empty, Value::Option),
            Column::Reference(_) => self.reference(row).map_or(Value::Empty, |to| Value::Reference(ids.id(to))),
        }
    }

    /// The amount in a row of a money column.
    pub fn money(&self, row: u32) -> Option<Money> {
        let Column::Money { minor, index, currencies } = self else { return None };
        let minor = *minor.get(row as usize).filter(|&&v| v != NO_INT)?;
        Some(Money { minor, currency: *currencies.get(*index.get(row as usize)? as usize)? })
    }

    /// The day in a row of a day column.
    pub fn day(&self, row: u32) -> Option<Day> {
        let Column::Day(cells) = self else { return None };
        cells.get(row as usize).filter(|&&v| v != NO_DAY).map(|&v| Day(v))
    }

    /// The option in a row of an option column.
    pub fn option(&self, row: u32) -> Option<OptionId> {
        let Column::Option(cells) = self else { return None };
        cells.get(row as usize).filter(|&&v| v != NO_OPTION).map(|&v| OptionId(v))
    }

    /// The record a row of a reference column refers to.
    pub fn reference(&self, row: u32) -> Option<Handle> {
        let Column::Reference(cells) = self else { return None };
        cells.get(row as usize).filter(|&&v| v != NOWHERE.0).map(|&v| Handle(v))
    }

    /// Sets a row; false where the value is of another kind than the column.
    pub fn set(&mut self, row: u32, value: &Value, ids: &mut Ids) -> bool {
        fn put<T: Copy>(cells: &mut Vec<T>, row: u32, empty: T, value: T) {
            if cells.len() <= row as usize {
                cells.resize(row as usize + 1, empty);
            }
            cells[row as usize] = value;
        }
        match (self, value) {
            (Column::Bool(cells), Value::Bool(v)) => put(cells, row, 0, 1 + u8::from(*v)),
            (Column::Bool(cells), Value::Empty) => put(cells, row, 0, 0),
            (Column::Number(cells), Value::Number(v)) => put(cells, row, NO_INT, v.0),
            (Column::Instant(cells), Value::Instant(v)) => put(cells, row, NO_INT, *v),
            (Column::Number(cells) | Column::Instant(cells), Value::Empty) => put(cells, row, NO_INT, NO_INT),
            (Column::Text { start, len, bytes }, Value::Text(v)) => {
                put(start, row, NO_TEXT, bytes.len() as u32);
                put(len, row, 0, v.len() as u32);
                bytes.extend_from_slice(v.as_bytes());
            }
            (Column::Text { start, len, .. }, Value::Empty) => {
                put(start, row, NO_TEXT, NO_TEXT);
                put(len, row, 0, 0);
            }
            (Column::Money { minor, index, currencies }, Value::Money(v)) => {
                let Some(at) = currency_index(currencies, v.currency) else { return false };
                put(minor, row, NO_INT, v.minor);
                put(index, row, 0, at);
            }
            (Column::Money { minor, .. }, Value::Empty) => put(minor, row, NO_INT, NO_INT),
            (Column::Day(cells), Value::Day(v)) => put(cells, row, NO_DAY, v.0),
            (Column::Day(cells), Value::Empty) => put(cells, row, NO_DAY, NO_DAY),
            (Column::Option(cells), Value::Option(v)) => put(cells, row, NO_OPTION, v.0),
            (Column::Option(cells), Value::Empty) => put(cells, row, NO_OPTION, NO_OPTION),
            (Column::Reference(cells), Value::Reference(v)) => put(cells, row, NOWHERE.0, ids.intern(*v).0),
            (Column::Reference(cells), Value::Empty) => put(cells, row, NOWHERE.0, NOWHERE.0),
            _ => return false,
        }
        true
    }

    /// Makes room for `room` rows in all, and for their texts if they are like those of the first `rows`. Growing step by step would take up to
    /// twice as much, and what wasm has taken it never gives back.
    pub(crate) fn reserve(&mut self, room: usize, rows: usize) {
        fn upto<T>(cells: &mut Vec<T>, room: usize) {
            cells.reserve_exact(room.saturating_sub(cells.len()));
        }
        match self {
            Column::Bool(cells) => upto(cells, room),
            Column::Number(cells) | Column::Instant(cells) => upto(cells, room),
            Column::Day(cells) => upto(cells, room),
            Column::Option(cells) => upto(cells, room),
            Column::Reference(cells) => upto(cells, room),
            Column::Money { minor, index, .. } => {
                upto(minor, room);
                upto(index, room);
            }
            Column::Text { start, len, bytes } => {
                upto(start, room);
                upto(len, room);
                let (have, done) = (bytes.len(), start.len());
                if done > 0 && done < rows && rows <= room && bytes.capacity() < have + have / done * (rows - done) {
                    bytes.reserve_exact((have as f64 / done as f64 * 1.02 * (room - done) as f64) as usize);
                }
            }
        }
    }

    /// Appends all cells of a packed column after `rows` existing ones; false where the kinds differ (or a damaged
    /// column does not hold together).
    pub fn extend(&mut self, rows: usize, packed: &Packed, ids: &mut Ids) -> bool {
        fn append<T: Copy>(cells: &mut Vec<T>, rows: usize, empty: T, more: &[T]) {
            cells.resize(rows, empty);
            cells.extend_from_slice(more);
        }
        match (self, packed) {
            (Column::Bool(cells), Packed::Bool(more)) => append(cells, rows, 0, more),
            (Column::Number(cells), Packed::Number(more)) | (Column::Instant(cells), Packed::Instant(more)) => {
                append(cells, rows, NO_INT, more);
            }
            (Column::Text { start, len, bytes }, Packed::Text { ends, bytes: more }) => {
                start.resize(rows, NO_TEXT);
                len.resize(rows, 0);
                let (base, mut last) = (bytes.len() as u32, 0);
                for &end in ends {
                    start.push(if end > last { base + last } else { NO_TEXT });
                    len.push(end.saturating_sub(last));
                    last = end;
                }
                bytes.extend_from_slice(more);
            }
            (
                Column::Money { minor, index, currencies },
                Packed::Money { minor: more, index: at, currencies: used },
            ) => {
                let mut map = Vec::with_capacity(used.len());
                for &currency in used {
                    let Some(at) = currency_index(currencies, currency) else { return false };
                    map.push(at);
                }
                append(minor, rows, NO_INT, more);
                index.resize(rows, 0);
                index.extend(at.iter().map(|&at| map.get(at as usize).copied().unwrap_or(0)));
            }
            (Column::Day(cells), Packed::Day(more)) => append(cells, rows, NO_DAY, more),
            (Column::Option(cells), Packed::Option(more)) => append(cells, rows, NO_OPTION, more),
            (Column::Reference(cells), Packed::Reference { targets, index }) => {
                let handles = ids.intern_all(targets.iter().copied());
                cells.resize(rows, NOWHERE.0);
                cells.extend(index.iter().map(|&at| {
                    (at as usize).checked_sub(1).and_then(|at| handles.get(at)).map_or(NOWHERE.0, |handle| handle.0)
                }));
            }
            _ => return false,
        }
        true
    }

    /// The cells `from..to` in disk form; `None` if all of them are empty.
    pub fn pack(&self, from: usize, to: usize, ids: &Ids) -> Option<Packed> {
        fn part<T: Copy + PartialEq>(cells: &[T], from: usize, to: usize, empty: T) -> Option<Vec<T>> {
            let mut part = cells[from.min(cells.len())..to.min(cells.len())].to_vec();
            part.resize(to - from, empty);
            part.iter().any(|&cell| cell != empty).then_some(part)
        }
        Some(match self {
            Column::Bool(cells) => Packed::Bool(part(cells, from, to, 0)?),
            Column::Number(cells) => Packed::Number(part(cells, from, to, NO_INT)?),
            Column::Instant(cells) => Packed::Instant(part(cells, from, to, NO_INT)?),
            Column::Day(cells) => Packed::Day(part(cells, from, to, NO_DAY)?),
            Column::Option(cells) => Packed::Option(part(cells, from, to, NO_OPTION)?),
            Column::Money { minor, index, currencies } => {
                let minor = part(minor, from, to, NO_INT)?;
                let index = part(index, from, to, u8::MAX).unwrap_or_default();
                Packed::Money { minor, index, currencies: currencies.clone() }
            }
            Column::Text { start, .. } => {
                part(start, from, to, NO_TEXT)?;
                let mut packed = TextPacker::default();
                (from..to).for_each(|row| packed.push(self.text(row as u32)));
                packed.finish()
            }
            Column::Reference(cells) => {
                let cells = part(cells, from, to, NOWHERE.0)?;
                let mut packed = ReferencePacker::default();
                for cell in cells {
                    packed.push((cell != NOWHERE.0).then(|| ids.id(Handle(cell))));
                }
                packed.finish()
            }
        })
    }
}

fn currency_index(currencies: &mut Vec<Currency>, currency: Currency) -> Option<u8> {
    let at = currencies.iter().position(|&known| known == currency).unwrap_or_else(|| {
        currencies.push(currency);
        currencies.len() - 1
    });
    u8::try_from(at).ok()
}
