//! One field of all records of a collection, in memory.

use crate::ids::{Handle, Ids};
use crate::ints::Ints;
pub(crate) use crate::ints::NO_INT;
use crate::packed::{Packed, ReferencePacker, TextPacker};
use crate::texts::{Text, Texts};
use model::{Currency, Day, Decimal, Money, OptionId, Value};
use std::ops::Range;

/// Stand for "empty" in packed columns.
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

    /// Appends all cells of a packed column after `rows` existing ones; false where the kinds differ (or a damaged
    /// column does not hold together).
    pub fn extend(&mut self, rows: usize, packed: &Packed, ids: &mut Ids) -> bool {
        match (self, packed) {
            (Column::Bool(cells), Packed::Bool(more)) => {
                cells.extend(rows, more.iter().map(|&v| if matches!(v, 1 | 2) { v.into() } else { NO_INT }));
            }
            (Column::Number(cells), Packed::Number(more)) | (Column::Instant(cells), Packed::Instant(more)) => {
                cells.extend(rows, more.iter().copied());
            }
            (Column::Text(texts), Packed::Text { ends, all }) => {
                let starts = std::iter::once(&0).chain(ends);
                let more = ends.iter().zip(starts).map(|(&end, &start)| all.get(start as usize..end as usize));
                texts.extend(rows, &more.map(Option::unwrap_or_default).collect::<Vec<_>>());
            }
            (
                Column::Money { minor, index, currencies },
                Packed::Money { minor: more, index: at, currencies: used },
            ) => {
                let mut map = Vec::with_capacity(used.len());
                for &currency in used {
                    let Some(at) = currency_index(currencies, currency) else { return false };
                    map.push(i64::from(at));
                }
                minor.extend(rows, more.iter().copied());
                index.extend(rows, at.iter().map(|&at| map.get(at as usize).copied().unwrap_or(0)));
            }
            (Column::Day(cells), Packed::Day(more)) => cells.extend(rows, more.iter().map(|&v| day_cell(v))),
            (Column::Option(cells), Packed::Option(more)) => cells.extend(rows, more.iter().map(|&v| option_cell(v))),
            (Column::Reference(cells), Packed::Reference { targets, index }) => {
                let handles = ids.intern_all(targets.iter().copied());
                let handle = |at: u32| (at as usize).checked_sub(1).and_then(|at| handles.get(at));
                cells.extend(rows, index.iter().map(|&at| handle(at).map_or(NO_INT, |handle| handle.0.into())));
            }
            _ => return false,
        }
        true
    }

    /// The cells `from..to` in disk form; `None` if all of them are empty.
    pub fn pack(&self, from: usize, to: usize, ids: &Ids) -> Option<Packed> {
        fn part<T: Copy>(cells: &Ints, rows: Range<usize>, none: T, of: fn(i64) -> T) -> Vec<T> {
            rows.map(|row| cells.find(row as u32).map_or(none, of)).collect()
        }
        let rows = || from..to;
        if !rows().any(|row| self.has(row as u32)) {
            return None;
        }
        Some(match self {
            Column::Bool(cells) => Packed::Bool(part(cells, rows(), 0, |v| v as u8)),
            Column::Number(cells) => Packed::Number(part(cells, rows(), NO_INT, |v| v)),
            Column::Instant(cells) => Packed::Instant(part(cells, rows(), NO_INT, |v| v)),
            Column::Day(cells) => Packed::Day(part(cells, rows(), NO_DAY, |v| v as i32)),
            Column::Option(cells) => Packed::Option(part(cells, rows(), NO_OPTION, |v| v as u16)),
            Column::Money { minor, index, currencies } => Packed::Money {
                minor: part(minor, rows(), NO_INT, |v| v),
                index: part(index, rows(), 0, |v| v as u8),
                currencies: currencies.clone(),
            },
            Column::Text(texts) => {
                let mut packed = TextPacker::default();
                rows().for_each(|row| packed.push(&texts.get(row)));
                packed.finish()
            }
            Column::Reference(_) => {
                let mut packed = ReferencePacker::default();
                rows().for_each(|row| packed.push(self.reference(row as u32).map(|to| ids.id(to))));
                packed.finish()
            }
        })
    }
}

fn day_cell(day: i32) -> i64 {
    if day == NO_DAY { NO_INT } else { day.into() }
}

fn option_cell(option: u16) -> i64 {
    if option == NO_OPTION { NO_INT } else { option.into() }
}

fn currency_index(currencies: &mut Vec<Currency>, currency: Currency) -> Option<u8> {
    let at = currencies.iter().position(|&known| known == currency).unwrap_or_else(|| {
        currencies.push(currency);
        currencies.len() - 1
    });
    u8::try_from(at).ok()
}
