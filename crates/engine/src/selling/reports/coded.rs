//! Fields as small codes, with what each stands for: what records are put into groups by.

use super::super::Context;
use super::derived::{self, Form};
use super::due::Owing;
use super::numbers::{Cells, Numbers, Parents, pieces};
use crate::catalogue;
use crate::column::Column;
use crate::ids::Handle;
use crate::ints::NO_INT;
use crate::table::Table;
use crate::texts::{Text, Texts};
use hashbrown::HashMap;
use model::report::Path;
use model::rule::Unit;
use model::schema::is_yes_unsaid;
use model::{Day, Decimal, FieldId, Kind, OptionId, Value};
use protocol::Zone;

/// Numbers that are looked up in a table rather than by hashing.
const DENSE_MAX: i64 = 1 << 20;
/// Stands in a table of codes for one that is not known yet.
const UNKNOWN: u32 = u32::MAX;
/// Numbers that a byte can be.
const BYTES: usize = 256;

/// Codes of a field, in the order in which values come, and what each stands for; 0 stands for nothing.
pub(super) struct Coded<'a> {
    context: &'a Context<'a>,
    from: From<'a>,
    /// What codes stand for, those that came so far.
    pub(super) keys: Vec<Value>,
    /// The first days of periods.
    pub(super) periods: bool,
    /// Where a list's values stand, as the workspace has ordered them.
    pub(super) places: HashMap<OptionId, u64>,
}

/// Where codes come from.
enum From<'a> {
    Nothing,
    Numbers(Numbers<'a>, Coder<'a>, Vec<i64>),
    Texts(&'a Texts, HashMap<(usize, usize), u32>, HashMap<String, u32>),
    /// Values of several kinds, amounts, or computed ones: one by one.
    Values(&'a Table, FieldId, Unit, HashMap<Value, u32>),
    /// Of the records referred to, by their rows.
    Theirs(Parents<'a>, Vec<u32>),
}

impl<'a> Coded<'a> {
    /// The codes of a path.
    pub(super) fn of(context: &'a Context<'a>, table: &'a Table, path: Path, unit: Unit) -> Coded<'a> {
        let places = |table: &Table| catalogue::places(context.workspace, table.collection(), path.field);
        let Some(via) = path.via else {
            return Coded { places: places(table), ..Coded::own(context, table, path.field, unit) };
        };
        let Some((parent, parents)) = Parents::of(context, table, via) else { return Coded::nothing(context) };
        let mut own = Coded::own(context, parent, path.field, unit);
        let (mut all, mut some) = (Vec::with_capacity(parent.len() as usize), Vec::new());
        pieces(parent, |rows| {
            own.read(rows, &mut some);
            all.append(&mut some);
        });
        Coded { from: From::Theirs(parents, all), places: places(parent), ..own }
    }

    fn nothing(context: &'a Context<'a>) -> Coded<'a> {
        Coded { context, from: From::Nothing, keys: vec![Value::Empty], periods: false, places: HashMap::new() }
    }

    fn own(context: &'a Context<'a>, table: &'a Table, field: FieldId, unit: Unit) -> Coded<'a> {
        let nothing = Coded::nothing(context);
        let numbers = |numbers, form| {
            let days = matches!(form, Form::Day | Form::Instant);
            // What was never ticked is not ticked.
            let unsaid =
                if form == Form::Bool { 1 + i64::from(is_yes_unsaid(table.collection(), field)) } else { NO_INT };
            let from = From::Numbers(numbers, Coder { unsaid, ..Coder::new(context, form, unit) }, Vec::new());
            Coded { from, periods: days, ..Coded::nothing(context) }
        };
        if let Some((cells, form)) = derived::numbers(context, table, field) {
            return numbers(cells, form);
        }
        let is_stored = !(FieldId::COMPUTED..FieldId::CUSTOM).contains(&field);
        if is_stored && !table.fields().contains(&field) {
            return match catalogue::kind(context.workspace, table.collection(), field) {
                Some(Kind::Bool) => numbers(Numbers::Column(Cells::new(None)), Form::Bool),
                _ => nothing,
            };
        }
        let form = match table.numbers(field) {
            Some(Column::Text(texts)) => {
                return Coded { from: From::Texts(texts, HashMap::new(), HashMap::new()), ..nothing };
            }
            Some(Column::Bool(_)) => Form::Bool,
            Some(Column::Number(_)) => Form::Number,
            Some(Column::Day(_)) => Form::Day,
            Some(Column::Instant(_)) => Form::Instant,
            Some(Column::Option(_)) => Form::Option,
            Some(Column::Reference(_)) => Form::Reference,
            Some(Column::Money { .. }) | None => {
                return Coded { from: From::Values(table, field, unit, HashMap::new()), ..nothing };
            }
        };
        let cells = Cells::of(table, field);
        let span = cells.spans();
        let mut coded = numbers(Numbers::Column(cells), form);
        if let From::Numbers(_, coder, _) = &mut coded.from {
            coder.expect(span);
        }
        coded
    }

    /// The codes of some rows of one piece, in place of those in `out`.
    pub(super) fn read(&mut self, rows: &[u32], out: &mut Vec<u32>) {
        out.clear();
        let (context, keys) = (self.context, &mut self.keys);
        match &mut self.from {
            From::Nothing => out.resize(rows.len(), 0),
            From::Numbers(numbers, coder, room) => {
                if let Numbers::Column(cells) = numbers
                    && from_bytes((context, cells), coder, keys, rows, out)
                {
                    return;
                }
                numbers.read(rows, room);
                out.extend(room.iter().map(|&cell| coder.code(context, keys, cell)));
            }
            From::Texts(texts, places, known) => {
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
                out.extend(rows.iter().map(|&row| match texts.get(row as usize) {
                    // By where they stand: the same place is the same text.
                    Text::Kept(text) => {
                        *places.entry((text.as_ptr() as usize, text.len())).or_insert_with(|| code_of(text))
                    }
                    made => code_of(&made),
                }));
            }
            From::Values(table, field, unit, known) => {
                let periods = &mut self.periods;
                out.extend(rows.iter().map(|&row| {
                    let value = grouped(context, derived::value(context, table, row, *field), *unit);
                    if value.is_empty() {
                        return 0;
                    }
                    *periods |= matches!(value, Value::Day(_));
                    *known.entry(value).or_insert_with_key(|value| {
                        keys.push(value.clone());
                        keys.len() as u32 - 1
                    })
                }));
            }
            From::Theirs(parents, codes) => {
                parents.each(rows, |row| out.push(codes.get(row as usize).copied().unwrap_or(0)));
            }
        }
    }

    /// For how long orders have been due, where that is what these are codes of.
    pub(super) fn owing(&mut self) -> Option<&mut Owing<'a>> {
        match &mut self.from {
            From::Numbers(Numbers::DueFor(owing), ..) => Some(owing),
            _ => None,
        }
    }

    /// Whether a piece may hold one of these days.
    pub(super) fn may_hold(&self, piece: usize, first: Day, last: Day) -> bool {
        let From::Numbers(Numbers::Column(cells), coder, _) = &self.from else { return true };
        let Some((least, most)) = cells.span(piece).filter(|_| self.periods) else { return true };
        coder.day(least) <= last && coder.day(most) >= first
    }
}

/// Codes where what stands in a piece takes a byte at most: each is looked up once.
fn from_bytes(
    (context, cells): (&Context<'_>, &Cells<'_>),
    coder: &mut Coder<'_>,
    keys: &mut Vec<Value>,
    rows: &[u32],
    out: &mut Vec<u32>,
) -> bool {
    let (base, mut codes) = (std::cell::Cell::new(0), [UNKNOWN; BYTES]);
    cells.bytes(
        rows,
        |least| base.set(least),
        |byte| {
            let known = &mut codes[usize::from(byte)];
            if *known == UNKNOWN {
                let cell = if base.get() == NO_INT { NO_INT } else { base.get() + i64::from(byte) };
                *known = coder.code(context, keys, cell);
            }
            out.push(*known);
        },
    )
}

/// What a value is grouped as: days by the first of their period. Several at once, or what nobody reads, is no group.
fn grouped(context: &Context<'_>, value: Value, unit: Unit) -> Value {
    match value {
        Value::Day(day) => Value::Day(unit.start(day)),
        Value::Instant(at) => Value::Day(unit.start(context.day(at))),
        Value::Text(text) if text.trim().is_empty() => Value::Empty,
        Value::References(_) | Value::Bytes(_) | Value::Opaque(..) | Value::Set(_) => Value::Empty,
        value => value,
    }
}

/// Gives numbers their codes, from 1 in the order in which they come; days and moments that of their period, moments by the day where the
/// reader is.
struct Coder<'a> {
    form: Form,
    /// The number that is meant where there is none.
    unsaid: i64,
    unit: Unit,
    zone: &'a Zone,
    /// The stretch of time at hand in which clocks stay as they are, and how they are: it is looked up only when another one comes.
    stretch: (i64, i64, i32),
    from: i64,
    dense: Vec<u32>,
    known: HashMap<i64, u32>,
    last: (i64, u32),
    /// Records mostly stand by day: the period at hand, its end, and its code are looked up only when another one comes.
    period: (i64, i64, u32),
}

impl<'a> Coder<'a> {
    fn new(context: &Context<'a>, form: Form, unit: Unit) -> Coder<'a> {
        Coder {
            form,
            unsaid: NO_INT,
            unit,
            zone: context.zone,
            stretch: (1, 0, 0),
            from: 0,
            dense: Vec::new(),
            known: HashMap::new(),
            last: (NO_INT, 0),
            period: (1, 0, 0),
        }
    }

    /// Makes room for numbers of a span.
    fn expect(&mut self, span: Option<(i64, i64)>) {
        let Some((least, most)) = span else { return };
        let len = most.saturating_sub(least);
        if (0..DENSE_MAX).contains(&len) && !self.is_of_days() {
            (self.from, self.dense) = (least, vec![0; len as usize + 1]);
        }
    }

    fn is_of_days(&self) -> bool {
        matches!(self.form, Form::Day | Form::Instant)
    }

    /// The day that a number stands for.
    fn day(&self, cell: i64) -> Day {
        match self.form {
            Form::Instant => self.zone.local(cell).0,
            _ => Day(cell as i32),
        }
    }

    /// The same for one number after the other.
    #[inline]
    fn next_day(&mut self, cell: i64) -> Day {
        if self.form != Form::Instant {
            return Day(cell as i32);
        }
        if cell < self.stretch.0 || cell >= self.stretch.1 {
            self.stretch = self.zone.stretch(cell);
        }
        Day::of_instant(cell, self.stretch.2)
    }

    fn value(&self, context: &Context<'_>, cell: i64) -> Value {
        match self.form {
            Form::Bool => Value::Bool(cell == 2),
            Form::Number => Value::Number(Decimal(cell)),
            Form::Day | Form::Instant => Value::Day(Day(cell as i32)),
            Form::Option => Value::Option(OptionId(cell as u16)),
            Form::Reference => Value::Reference(context.workspace.ids.id(Handle(cell as u32))),
        }
    }

    #[inline]
    fn code(&mut self, context: &Context<'_>, keys: &mut Vec<Value>, cell: i64) -> u32 {
        let cell = if cell == NO_INT { self.unsaid } else { cell };
        if cell == NO_INT {
            return 0;
        }
        if self.is_of_days() {
            let day = self.next_day(cell);
            if i64::from(day.0) < self.period.0 || i64::from(day.0) >= self.period.1 {
                let start = self.unit.start(day);
                let end = i64::from(self.unit.moved(start, 1).0).max(i64::from(day.0) + 1);
                self.period = (start.0.into(), end, self.number(context, keys, start.0.into()));
            }
            return self.period.2;
        }
        if self.last.0 != cell {
            self.last = (cell, self.number(context, keys, cell));
        }
        self.last.1
    }

    fn number(&mut self, context: &Context<'_>, keys: &mut Vec<Value>, cell: i64) -> u32 {
        let at = usize::try_from(cell.saturating_sub(self.from)).ok();
        let code = match at.and_then(|at| self.dense.get_mut(at)) {
            Some(code) => code,
            None => self.known.entry(cell).or_insert(0),
        };
        let found = *code;
        if found != 0 {
            return found;
        }
        *code = keys.len() as u32;
        keys.push(self.value(context, cell));
        keys.len() as u32 - 1
    }
}
