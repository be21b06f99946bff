//! Fields of all records of a collection, read a column at a time: as numbers, and as small codes with what each stands for.

use super::super::Context;
use super::derived;
use crate::column::Column;
use crate::ids::Handle;
use crate::ints::{Ints, NO_INT, PIECE_ROWS};
use crate::table::Table;
use crate::texts::Text;
use hashbrown::HashMap;
use model::report::{Path, extra};
use model::rule::Unit;
use model::schema::{collection, customer};
use model::{CollectionId, Currency, Day, Decimal, FieldId, Kind, OptionId, Value};

/// Numbers that are looked up in a table rather than by hashing.
const DENSE_MAX: i64 = 1 << 22;

/// What the numbers of a column stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Bool,
    Number,
    Day,
    Instant,
    Option,
    Reference,
}

/// Codes of all rows, and what each stands for; 0 stands for nothing.
pub(super) struct Coded {
    pub(super) codes: Vec<u32>,
    pub(super) keys: Vec<Value>,
    /// The first days of periods.
    pub(super) periods: bool,
}

/// Amounts of all rows: minor units or millionths, [`NO_INT`] for none.
pub(super) struct Amounts {
    pub(super) cells: Vec<i64>,
    /// For each row the place of its currency; empty where there is only one, or none.
    pub(super) places: Vec<u8>,
    /// Of money.
    pub(super) currencies: Vec<Currency>,
    pub(super) money: bool,
}

impl Coded {
    fn nothing(rows: u32) -> Coded {
        Coded { codes: vec![0; rows as usize], keys: vec![Value::Empty], periods: false }
    }
}

/// All numbers of a column.
pub(super) fn read(column: Option<&Ints>, rows: u32) -> Vec<i64> {
    let rows = rows as usize;
    let mut all = Vec::with_capacity(rows);
    if let Some(column) = column {
        let mut room = Vec::new();
        for piece in 0..column.len().div_ceil(PIECE_ROWS) {
            column.read(piece, &mut room);
            all.extend_from_slice(&room);
        }
    }
    all.resize(rows, NO_INT);
    all
}

/// The collection that a field of a collection refers to.
pub(super) fn target(of: CollectionId, via: FieldId) -> Option<CollectionId> {
    if via == extra::BUYER {
        return Some(customer::ID);
    }
    match collection(of)?.field(via)?.kind {
        Kind::Reference(to) => Some(to),
        _ => None,
    }
}

/// For each row the row of the record that it refers to, whether that one lives or not.
pub(super) fn parents(context: &Context<'_>, table: &Table, via: FieldId) -> Option<(CollectionId, Vec<u32>)> {
    let to = target(table.collection(), via)?;
    let handles = match via {
        extra::BUYER => derived::buyers(context, table),
        via => read(table.column(via).and_then(Column::ints), table.len()),
    };
    Some((to, rows_of(context, to, &handles)))
}

/// The row that no record has.
pub(super) const NOWHERE: u32 = u32::MAX;

/// The rows of records by their handles.
pub(super) fn rows_of(context: &Context<'_>, to: CollectionId, handles: &[i64]) -> Vec<u32> {
    let ids = &context.workspace.ids;
    let Some(table) = context.workspace.table(to) else { return vec![NOWHERE; handles.len()] };
    let each = || (0..table.len()).map(|row| (i64::from(table.handle(row).0), row));
    let (from, end) = each().fold((i64::MAX, 0), |(from, end), (handle, _)| (from.min(handle), end.max(handle + 1)));
    // Of records that came a few at a time, between others, a table of all handles would be mostly empty.
    if (end - from) / 8 > i64::from(table.len()) || end <= from {
        let row = |&handle: &i64| u32::try_from(handle).ok().and_then(|handle| ids.row(Handle(handle), to));
        return handles.iter().map(|handle| row(handle).unwrap_or(NOWHERE)).collect();
    }
    let mut places = vec![NOWHERE; (end - from) as usize];
    each().for_each(|(handle, row)| places[(handle - from) as usize] = row);
    let row = |&handle: &i64| usize::try_from(handle.saturating_sub(from)).ok().and_then(|at| places.get(at));
    handles.iter().map(|handle| row(handle).copied().unwrap_or(NOWHERE)).collect()
}

/// The codes of a path of all rows.
pub(super) fn coded(context: &Context<'_>, table: &Table, path: Path, unit: Unit) -> Coded {
    let Some(via) = path.via else { return own(context, table, path.field, unit) };
    let Some((to, rows)) = parents(context, table, via) else { return Coded::nothing(table.len()) };
    let Some(parent) = context.workspace.table(to) else { return Coded::nothing(table.len()) };
    let theirs = own(context, parent, path.field, unit);
    let code = |row: &u32| theirs.codes.get(*row as usize).copied().unwrap_or(0);
    Coded { codes: rows.iter().map(code).collect(), ..theirs }
}

fn own(context: &Context<'_>, table: &Table, field: FieldId, unit: Unit) -> Coded {
    if let Some((cells, form)) = derived::numbers(context, table, field) {
        return of_numbers(context, &cells, form, unit);
    }
    let is_stored = !(FieldId::COMPUTED..FieldId::CUSTOM).contains(&field);
    if is_stored && !table.fields().contains(&field) {
        return Coded::nothing(table.len());
    }
    let form = match table.numbers(field) {
        Some(Column::Text(_)) => return of_texts(table, field),
        Some(Column::Bool(_)) => Form::Bool,
        Some(Column::Number(_)) => Form::Number,
        Some(Column::Day(_)) => Form::Day,
        Some(Column::Instant(_)) => Form::Instant,
        Some(Column::Option(_)) => Form::Option,
        Some(Column::Reference(_)) => Form::Reference,
        // Amounts, computed values, or values of several kinds: one by one.
        Some(Column::Money { .. }) | None => return of_values(context, table, field, unit),
    };
    of_numbers(context, &read(table.column(field).and_then(Column::ints), table.len()), form, unit)
}

fn value(context: &Context<'_>, form: Form, cell: i64) -> Value {
    match form {
        Form::Bool => Value::Bool(cell == 2),
        Form::Number => Value::Number(Decimal(cell)),
        Form::Day => Value::Day(Day(cell as i32)),
        Form::Instant => Value::Instant(cell),
        Form::Option => Value::Option(OptionId(cell as u16)),
        Form::Reference => Value::Reference(context.workspace.ids.id(Handle(cell as u32))),
    }
}

fn of_numbers(context: &Context<'_>, cells: &[i64], form: Form, unit: Unit) -> Coded {
    if matches!(form, Form::Day | Form::Instant) {
        return of_days(cells, unit, if form == Form::Instant { Some(context.offset_minutes) } else { None });
    }
    let mut coder = Coder::new(cells);
    let codes = cells.iter().map(|&cell| if cell == NO_INT { 0 } else { coder.code(cell) }).collect();
    let keys = coder.found.iter().map(|&cell| value(context, form, cell));
    Coded { codes, keys: std::iter::once(Value::Empty).chain(keys).collect(), periods: false }
}

/// Days by the period that holds them; of instants the day where the reader is.
fn of_days(cells: &[i64], unit: Unit, offset_minutes: Option<i32>) -> Coded {
    let mut known: HashMap<i32, u32> = HashMap::new();
    let mut keys = vec![Value::Empty];
    // Records mostly stand by day: the period at hand is looked up only when another one comes.
    let (mut first, mut after, mut code) = (1_i64, 0_i64, 0_u32);
    let codes = cells.iter().map(|&cell| {
        if cell == NO_INT {
            return 0;
        }
        let day = match offset_minutes {
            Some(offset) => i64::from(Day::of_instant(cell, offset).0),
            None => cell,
        };
        if day < first || day >= after {
            let start = unit.start(Day(day as i32));
            (first, after) = (start.0.into(), i64::from(unit.moved(start, 1).0).max(day + 1));
            code = *known.entry(start.0).or_insert_with(|| {
                keys.push(Value::Day(start));
                keys.len() as u32 - 1
            });
        }
        code
    });
    let codes = codes.collect();
    Coded { codes, keys, periods: true }
}

fn of_texts(table: &Table, field: FieldId) -> Coded {
    let Some(texts) = table.texts(field) else { return Coded::nothing(table.len()) };
    let mut places: HashMap<(usize, usize), u32> = HashMap::new();
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut keys = vec![Value::Empty];
    let mut code_of = |text: &str| {
        let text = text.trim();
        if text.is_empty() {
            return 0;
        }
        known.get(text).copied().unwrap_or_else(|| {
            let code = keys.len() as u32;
            keys.push(Value::Text(text.to_owned()));
            known.insert(text.to_owned(), code);
            code
        })
    };
    let codes = (0..table.len() as usize).map(|row| match texts.get(row) {
        // By where they stand: the same place is the same text.
        Text::Kept(text) => *places.entry((text.as_ptr() as usize, text.len())).or_insert_with(|| code_of(text)),
        made => code_of(&made),
    });
    let codes = codes.collect();
    Coded { codes, keys, periods: false }
}

fn of_values(context: &Context<'_>, table: &Table, field: FieldId, unit: Unit) -> Coded {
    let mut known: HashMap<Value, u32> = HashMap::new();
    let mut keys = vec![Value::Empty];
    let mut periods = false;
    let codes = (0..table.len()).map(|row| {
        let value = match derived::value(context, table, row, field) {
            Value::Day(day) => Value::Day(unit.start(day)),
            Value::Instant(at) => Value::Day(unit.start(Day::of_instant(at, context.offset_minutes))),
            Value::Text(text) if text.trim().is_empty() => Value::Empty,
            // Several at once, or what nobody reads, is no group.
            Value::References(_) | Value::Bytes(_) | Value::Opaque(..) | Value::Set(_) => Value::Empty,
            value => value,
        };
        if value.is_empty() {
            return 0;
        }
        periods |= matches!(value, Value::Day(_));
        *known.entry(value).or_insert_with_key(|value| {
            keys.push(value.clone());
            keys.len() as u32 - 1
        })
    });
    let codes = codes.collect();
    Coded { codes, keys, periods }
}

/// Gives numbers their codes, from 1 in the order in which they come.
struct Coder {
    from: i64,
    dense: Vec<u32>,
    known: HashMap<i64, u32>,
    found: Vec<i64>,
    last: (i64, u32),
}

impl Coder {
    fn new(cells: &[i64]) -> Coder {
        let told = cells.iter().filter(|cell| **cell != NO_INT);
        let (least, most) = told.fold((i64::MAX, i64::MIN), |(least, most), &cell| (least.min(cell), most.max(cell)));
        let span = most.saturating_sub(least);
        let dense = if (0..DENSE_MAX).contains(&span) { vec![0; span as usize + 1] } else { Vec::new() };
        Coder { from: least, dense, known: HashMap::new(), found: Vec::new(), last: (NO_INT, 0) }
    }

    #[inline]
    fn code(&mut self, cell: i64) -> u32 {
        if self.last.0 == cell {
            return self.last.1;
        }
        let next = self.found.len() as u32 + 1;
        let code = match self.dense.is_empty() {
            false => &mut self.dense[(cell - self.from) as usize],
            true => self.known.entry(cell).or_insert(0),
        };
        if *code == 0 {
            *code = next;
            self.found.push(cell);
        }
        self.last = (cell, *code);
        self.last.1
    }
}

/// The amounts of a path of all rows; `None` where nothing there can be added up.
pub(super) fn amounts(context: &Context<'_>, table: &Table, path: Path) -> Option<Amounts> {
    let Some(via) = path.via else { return own_amounts(context, table, path.field) };
    let (to, rows) = parents(context, table, via)?;
    let theirs = own_amounts(context, context.workspace.table(to)?, path.field)?;
    let cell = |row: &u32| theirs.cells.get(*row as usize).copied().unwrap_or(NO_INT);
    let place = |row: &u32| theirs.places.get(*row as usize).copied().unwrap_or(0);
    let places = if theirs.places.is_empty() { Vec::new() } else { rows.iter().map(place).collect() };
    Some(Amounts { cells: rows.iter().map(cell).collect(), places, ..theirs })
}

fn own_amounts(context: &Context<'_>, table: &Table, field: FieldId) -> Option<Amounts> {
    if field == extra::OUTSTANDING {
        return derived::outstanding(context, table);
    }
    let rows = table.len();
    match table.numbers(field) {
        Some(Column::Number(cells)) => {
            Some(Amounts { cells: read(Some(cells), rows), places: Vec::new(), currencies: Vec::new(), money: false })
        }
        Some(Column::Money { minor, index, currencies }) => {
            let places = match currencies.len() {
                0 | 1 => Vec::new(),
                _ => read(Some(index), rows).into_iter().map(|at| u8::try_from(at).unwrap_or(0)).collect(),
            };
            Some(Amounts { cells: read(Some(minor), rows), places, currencies: currencies.clone(), money: true })
        }
        Some(_) => None,
        None => amounts_one_by_one(context, table, field),
    }
}

/// Amounts that are computed, or stand between values of other kinds.
fn amounts_one_by_one(context: &Context<'_>, table: &Table, field: FieldId) -> Option<Amounts> {
    let mut all = Amounts { cells: Vec::new(), places: Vec::new(), currencies: Vec::new(), money: false };
    let declared = collection(table.collection()).and_then(|of| of.field(field)).map(|field| field.kind);
    all.money = declared == Some(Kind::Money);
    for row in 0..table.len() {
        let (cell, place) = match derived::value(context, table, row, field) {
            Value::Number(number) if !all.money => (number.0, 0),
            Value::Money(money) if all.money || all.currencies.is_empty() => {
                all.money = true;
                let known = all.currencies.iter().position(|currency| *currency == money.currency);
                let at = known.unwrap_or_else(|| {
                    all.currencies.push(money.currency);
                    all.currencies.len() - 1
                });
                u8::try_from(at).map_or((NO_INT, 0), |at| (money.minor, at))
            }
            Value::Money(money) => {
                let at = all.currencies.iter().position(|currency| *currency == money.currency);
                at.and_then(|at| u8::try_from(at).ok()).map_or((NO_INT, 0), |at| (money.minor, at))
            }
            _ => (NO_INT, 0),
        };
        all.cells.push(cell);
        all.places.push(place);
    }
    Some(all)
}
