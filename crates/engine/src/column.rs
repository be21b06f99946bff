//! One field of all records of a collection, in memory.

use crate::ids::{Handle, Ids};
pub(crate) use crate::ints::NO_INT;
use crate::ints::{Ints, Piece};
use crate::packed::Packed;
use crate::rows;
use crate::texts::{Text, Texts};
use model::{Currency, Day, Decimal, Money, OptionId, Value};

/// Stand for "empty" in the earlier layouts of a segment.
pub(crate) const NO_DAY: i32 = i32::MIN;
pub(crate) const NO_OPTION: u16 = u16::MAX;

/// A column in memory; rows past its end are empty.
#[derive(Debug)]
pub enum Column {
    /// 1 no, 2 yes.
    Bool(Ints),
    /// Millionths.
    Number(Ints),
    /// Texts.
    Text(Texts),
    /// Minor units and an index into the few currencies in use.
    Money {
        /// Minor units.
        minor: Ints,
        /// Currency index.
        index: Ints,
        /// The currencies.
        currencies: Vec<Currency>,
    },
    /// Days.
    Day(Ints),
    /// Milliseconds.
    Instant(Ints),
    /// Option numbers.
    Option(Ints),
    /// Handles.
    Reference(Ints),
}

impl Column {
    /// An empty column for values like this one; `None` for kinds that are kept cell by cell.
    pub fn for_value(value: &Value) -> Option<Column> {
        Some(match value {
            Value::Bool(_) => Column::Bool(Ints::default()),
            Value::Number(_) => Column::Number(Ints::default()),
            Value::Text(_) => Column::Text(Texts::default()),
            Value::Money(_) => Column::Money { minor: Ints::default(), index: Ints::default(), currencies: Vec::new() },
            Value::Day(_) => Column::Day(Ints::default()),
            Value::Instant(_) => Column::Instant(Ints::default()),
            Value::Option(_) => Column::Option(Ints::default()),
            Value::Reference(_) => Column::Reference(Ints::default()),
            Value::Empty | Value::References(_) | Value::Set(_) | Value::Bytes(_) | Value::Opaque(..) => return None,
        })
    }

    /// The text in a row; empty where there is none.
    pub fn text(&self, row: u32) -> Text<'_> {
        match self {
            Column::Text(texts) => texts.get(row as usize),
            _ => Text::Kept(""),
        }
    }

    /// The numbers of a column that is none of texts; of amounts the minor units.
    pub(crate) fn ints(&self) -> Option<&Ints> {
        match self {
            Column::Bool(cells) | Column::Number(cells) | Column::Day(cells) | Column::Instant(cells) => Some(cells),
            Column::Option(cells) | Column::Reference(cells) | Column::Money { minor: cells, .. } => Some(cells),
            Column::Text(_) => None,
        }
    }

    /// The minor units and currency indices of a column of amounts.
    pub(crate) fn money_ints(&self) -> Option<[&Ints; 2]> {
        let Column::Money { minor, index, .. } = self else { return None };
        Some([minor, index])
    }

    /// The currencies of a column of amounts.
    pub(crate) fn currencies(&self) -> &[Currency] {
        if let Column::Money { currencies, .. } = self { currencies } else { &[] }
    }

    /// Bytes held.
    pub fn memory_bytes(&self) -> usize {
        match self {
            Column::Text(texts) => texts.memory_bytes(),
            Column::Money { minor, index, .. } => minor.memory_bytes() + index.memory_bytes(),
            _ => self.ints().map_or(0, Ints::memory_bytes),
        }
    }

    /// Whether there is something in a row.
    pub fn has(&self, row: u32) -> bool {
        match self {
            Column::Text(texts) => texts.has(row as usize),
            _ => self.ints().is_some_and(|cells| cells.find(row).is_some()),
        }
    }

    /// The value in a row.
    pub fn get(&self, row: u32, ids: &Ids) -> Value {
        let value = match self {
            Column::Bool(cells) => cells.find(row).map(|v| Value::Bool(v == 2)),
            Column::Number(cells) => cells.find(row).map(|v| Value::Number(Decimal(v))),
            Column::Text(texts) => texts.has(row as usize).then(|| Value::Text(texts.get(row as usize).to_owned())),
            Column::Money { .. } => self.money(row).map(Value::Money),
            Column::Day(_) => self.day(row).map(Value::Day),
            Column::Instant(cells) => cells.find(row).map(Value::Instant),
            Column::Option(_) => self.option(row).map(Value::Option),
            Column::Reference(_) => self.reference(row).map(|to| Value::Reference(ids.id(to))),
        };
        value.unwrap_or(Value::Empty)
    }

    /// The amount in a row of a money column.
    pub fn money(&self, row: u32) -> Option<Money> {
        let Column::Money { minor, index, currencies } = self else { return None };
        let minor = minor.find(row)?;
        Some(Money { minor, currency: *currencies.get(index.get(row as usize) as usize)? })
    }

    /// The day in a row of a day column.
    pub fn day(&self, row: u32) -> Option<Day> {
        let Column::Day(cells) = self else { return None };
        cells.find(row).map(|v| Day(v as i32))
    }

    /// The option in a row of an option column.
    pub fn option(&self, row: u32) -> Option<OptionId> {
        let Column::Option(cells) = self else { return None };
        cells.find(row).map(|v| OptionId(v as u16))
    }

    /// The record a row of a reference column refers to.
    pub fn reference(&self, row: u32) -> Option<Handle> {
        let Column::Reference(cells) = self else { return None };
        cells.find(row).map(|v| Handle(v as u32))
    }

    /// Sets a row; false where the value is of another kind than the column.
    pub fn set(&mut self, row: u32, value: &Value, ids: &mut Ids) -> bool {
        let row = row as usize;
        match (self, value) {
            (Column::Bool(cells), Value::Bool(v)) => cells.set(row, 1 + i64::from(*v)),
            (Column::Number(cells), Value::Number(v)) => cells.set(row, v.0),
            (Column::Instant(cells), Value::Instant(v)) => cells.set(row, *v),
            (Column::Day(cells), Value::Day(v)) => cells.set(row, day_cell(v.0)),
            (Column::Option(cells), Value::Option(v)) => cells.set(row, option_cell(v.0)),
            (Column::Reference(cells), Value::Reference(v)) => cells.set(row, ids.intern(*v).0.into()),
            (Column::Text(texts), Value::Text(v)) => texts.set(row, v),
            (Column::Text(texts), Value::Empty) => texts.set(row, ""),
            (Column::Money { minor, index, currencies }, Value::Money(v)) => {
                let Some(at) = currency_index(currencies, v.currency) else { return false };
                minor.set(row, v.minor);
                index.set(row, at.into());
            }
            (
                Column::Bool(cells)
                | Column::Number(cells)
                | Column::Instant(cells)
                | Column::Day(cells)
                | Column::Option(cells)
                | Column::Reference(cells)
                | Column::Money { minor: cells, .. },
                Value::Empty,
            ) => cells.set(row, NO_INT),
            _ => return false,
        }
        true
    }

    /// Appends packed cells after `rows` rows; gives back what is of another kind than the column.
    ///
    /// # Errors
    /// The cells, untouched.
    pub fn extend(&mut self, rows: usize, packed: Packed, ids: &mut Ids) -> Result<(), Packed> {
        match (self, packed) {
            (Column::Bool(cells), Packed::Bool(more))
            | (Column::Number(cells), Packed::Number(more))
            | (Column::Instant(cells), Packed::Instant(more))
            | (Column::Day(cells), Packed::Day(more))
            | (Column::Option(cells), Packed::Option(more)) => cells.extend_piece(rows, more),
            (Column::Text(texts), Packed::Text(more)) => texts.extend_piece(rows, more),
            (
                Column::Money { minor, index, currencies },
                Packed::Money { minor: more, index: at, currencies: used },
            ) => {
                let map: Option<Vec<i64>> =
                    used.iter().map(|&currency| currency_index(currencies, currency).map(i64::from)).collect();
                let Some(map) = map else {
                    return Err(Packed::Money { minor: more, index: at, currencies: used });
                };
                minor.extend_piece(rows, more);
                if map.iter().enumerate().all(|(at, &to)| to == at as i64) {
                    index.extend_piece(rows, at);
                } else {
                    let to = |at: i64| usize::try_from(at).ok().and_then(|at| map.get(at)).copied().unwrap_or(0);
                    index.extend(rows, at.iter().map(to).collect::<Vec<_>>().into_iter());
                }
            }
            (Column::Reference(cells), Packed::Reference { targets, index }) => {
                let handles = ids.intern_all(rows::ids(&targets));
                let mut to = Vec::with_capacity(index.len());
                index.read(&mut to);
                for at in &mut to {
                    let handle = usize::try_from(*at).ok().and_then(|at| handles.get(at));
                    *at = handle.map_or(NO_INT, |handle| handle.0.into());
                }
                cells.extend_piece(rows, Piece::of(&to));
            }
            (_, packed) => return Err(packed),
        }
        Ok(())
    }

    /// The cells `from..to` in disk form; `None` if all of them are empty.
    pub fn pack(&self, from: usize, to: usize, ids: &Ids) -> Option<Packed> {
        let rows = || from as u32..to as u32;
        if !rows().any(|row| self.has(row)) {
            return None;
        }
        fn part(cells: &Ints, rows: std::ops::Range<u32>) -> impl Iterator<Item = Option<i64>> {
            rows.map(|row| cells.find(row))
        }
        Some(match self {
            Column::Bool(cells) => Packed::bools(part(cells, rows()).map(|cell| cell.map(|cell| cell == 2))),
            Column::Number(cells) => Packed::numbers(part(cells, rows())),
            Column::Instant(cells) => Packed::instants(part(cells, rows())),
            Column::Day(_) => Packed::days(rows().map(|row| self.day(row))),
            Column::Option(_) => Packed::options(rows().map(|row| self.option(row))),
            Column::Money { .. } => Packed::money(rows().map(|row| self.money(row))),
            Column::Text(texts) => Packed::texts(rows().map(|row| texts.get(row as usize))),
            Column::Reference(_) => Packed::references(rows().map(|row| self.reference(row).map(|to| ids.id(to)))),
        })
    }
}

pub(crate) fn day_cell(day: i32) -> i64 {
    if day == NO_DAY { NO_INT } else { day.into() }
}

pub(crate) fn option_cell(option: u16) -> i64 {
    if option == NO_OPTION { NO_INT } else { option.into() }
}

fn currency_index(currencies: &mut Vec<Currency>, currency: Currency) -> Option<u8> {
    let at = currencies.iter().position(|&known| known == currency).unwrap_or_else(|| {
        currencies.push(currency);
        currencies.len() - 1
    });
    u8::try_from(at).ok()
}
