//! Tests of what stands as numbers in columns: options, days, amounts, references, scores.

use super::filter::Ready;
use super::later::is_computed;
use super::quick::Asked;
use super::source::{Source, figure};
use crate::column::Column;
use crate::figures::Figures;
use crate::ints::{Ints, NO_INT, PIECE_ROWS, Within};
use crate::marks::Marks;
use crate::scoring::Scores;
use crate::table::Table;
use model::rule::Op;
use model::schema::{is_yes_unsaid, score};
use model::{Currency, FieldId, Value};
use std::rc::Rc;

/// How a column holds what is ticked and what is not.
const YES: i64 = 2;
const NO: i64 = 1;

/// Figures of which a column is kept for rules: as many as a rule of some size asks about, of four bytes a customer at most.
const KEPT_MAX: usize = 6;

/// A test of numbers.
pub(super) struct Numbers<'a> {
    stand: Stand<'a>,
    test: Within,
}

/// Where the numbers stand.
#[derive(Clone)]
enum Stand<'a> {
    Column(&'a Ints),
    Figures(Rc<Ints>),
    Measured(&'a [i64]),
}

/// What the numbers of a field mean.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Numbers and options.
    Ordered,
    Day,
    /// Yes or no, and references: these have no order.
    Bool,
    Reference,
}

/// The number that stands for a value, if it is of the right kind.
pub(super) type Number<'a> = &'a dyn Fn(&Value) -> Option<i64>;

/// The test made ready for the column that it is about; `None` where it has to be asked of each record.
pub(super) fn asked<'a>(test: &Ready, source: &'a Source, table: &'a Table) -> Option<Asked<'a>> {
    let (stand, kind, values) = stand(test, source, table)?;
    let one = |test: Within| Asked::Numbers(Numbers { stand: stand.clone(), test });
    match test.op {
        Op::AnyOf | Op::NoneOf if kind == Kind::Bool || values.is_empty() => None,
        Op::AnyOf | Op::NoneOf => {
            let any = Asked::Any(values.into_iter().map(|number| one(Within::only(number))).collect());
            Some(if test.op == Op::AnyOf { any } else { Asked::Not(Box::new(any)) })
        }
        _ => within(test, kind, &values).map(|ready| one(unsaid(ready, kind, table, test.field))),
    }
}

/// What nobody said of a box that stands for a yes then is answered as a yes.
fn unsaid(test: Within, kind: Kind, table: &Table, field: FieldId) -> Within {
    let yes = kind == Kind::Bool && is_yes_unsaid(table.collection(), field);
    if yes { Within { empty: test.holds(YES), ..test } } else { test }
}

fn within(test: &Ready, kind: Kind, values: &[i64]) -> Option<Within> {
    let (first, second) = (values.first().copied(), values.get(1).copied());
    // What was never ticked is not ticked.
    let unticked = kind == Kind::Bool && first == Some(NO);
    let of_days = kind == Kind::Day && values.is_empty();
    let days = (i64::from(test.days.0.0), i64::from(test.days.1.0));
    let (least, most, outside, empty) = match test.op {
        Op::Is => (first?, first?, false, unticked),
        Op::IsNot => (first?, first?, true, !unticked),
        Op::Empty => (1, 0, false, true),
        Op::Filled => (1, 0, true, false),
        Op::Within(_) if of_days => (days.0, days.1, false, false),
        Op::NotWithin(_) if of_days => (days.0, days.1, true, true),
        Op::LongerAgo(..) if of_days => (days.0, days.1, false, true),
        _ if matches!(kind, Kind::Bool | Kind::Reference) => return None,
        Op::Below => (NO_INT + 1, first?.checked_sub(1)?, false, false),
        Op::AtMost => (NO_INT + 1, first?, false, false),
        Op::Above => (first?.checked_add(1)?, i64::MAX, false, false),
        Op::AtLeast => (first?, i64::MAX, false, false),
        Op::Between => (first?, second?, false, false),
        _ => return None,
    };
    Some(Within { least, most, outside, empty })
}

/// Where the numbers of a test's field stand, and its values as such numbers, if they are of the same kind.
fn stand<'a>(test: &Ready, source: &'a Source, table: &'a Table) -> Option<(Stand<'a>, Kind, Vec<i64>)> {
    match source.scores {
        _ if !(FieldId::COMPUTED..FieldId::CUSTOM).contains(&test.field) => {
            let (kind, values) = of_column(table.numbers(test.field)?, test, source)?;
            Some((Stand::Column(table.numbers(test.field)?.ints()?), kind, values))
        }
        _ if is_computed(table.collection(), test.field) => None,
        Some(Figures::Scored(scores)) => {
            // Who came after the scoring has figures, but no place in its columns.
            if scores.book.customers() < table.len() as usize {
                return None;
            }
            let (kind, number): (Kind, Number) = match test.field {
                score::STAGE | score::SEGMENT => (Kind::Ordered, &option),
                score::LAST_ORDER => (Kind::Day, &day),
                score::VALUE | score::LIFETIME_VALUE | score::VALUE_AT_RISK => {
                    (Kind::Ordered, &|value| minor(value, scores.currency))
                }
                _ => (Kind::Ordered, &decimal),
            };
            let values = test.values.iter().map(number).collect::<Option<_>>()?;
            Some((Stand::Figures(figures(scores, test.field)), kind, values))
        }
        _ => None,
    }
}

/// A figure of all customers as a column: made when a rule asks about it first, and kept as long as the scores stay as they are.
fn figures(scores: &Scores, field: FieldId) -> Rc<Ints> {
    let mut kept = scores.columns.borrow_mut();
    if let Some((_, column)) = kept.iter().find(|(of, _)| *of == field) {
        return column.clone();
    }
    let mut column = Ints::default();
    column.extend(0, (0..scores.book.customers() as u32).map(|row| figure(scores, row, field).unwrap_or(NO_INT)));
    if kept.len() == KEPT_MAX {
        kept.remove(0);
    }
    let column = Rc::new(column);
    kept.push((field, column.clone()));
    column
}

fn option(value: &Value) -> Option<i64> {
    if let Value::Option(option) = value { Some(option.0.into()) } else { None }
}

pub(super) fn day(value: &Value) -> Option<i64> {
    if let Value::Day(day) = value { Some(day.0.into()) } else { None }
}

pub(super) fn decimal(value: &Value) -> Option<i64> {
    if let Value::Number(number) = value { Some(number.0) } else { None }
}

pub(super) fn minor(value: &Value, of: Currency) -> Option<i64> {
    if let Value::Money(money) = value { Some(money.minor).filter(|_| money.currency == of) } else { None }
}

fn of_column(column: &Column, test: &Ready, source: &Source) -> Option<(Kind, Vec<i64>)> {
    let all = |number: Number| test.values.iter().map(number).collect::<Option<Vec<i64>>>();
    Some(match column {
        Column::Bool(_) => {
            (Kind::Bool, all(&|value| if let Value::Bool(yes) = value { Some(1 + i64::from(*yes)) } else { None })?)
        }
        Column::Number(_) => (Kind::Ordered, all(&decimal)?),
        Column::Option(_) => (Kind::Ordered, all(&option)?),
        Column::Day(_) => (Kind::Day, all(&day)?),
        // No row has the number of a record that nobody has heard of.
        Column::Reference(_) => {
            let handle = |id| source.workspace.ids.find(id).map_or(NO_INT, |handle| handle.0.into());
            (Kind::Reference, all(&|value| if let Value::Reference(id) = value { Some(handle(*id)) } else { None })?)
        }
        Column::Money { currencies, .. } => {
            let [one] = currencies.as_slice() else { return None };
            (Kind::Ordered, all(&|value| minor(value, *one))?)
        }
        // A moment is compared with days in ways of its own.
        Column::Instant(_) | Column::Text(_) => return None,
    })
}

impl<'a> Numbers<'a> {
    /// A test of numbers that were made for each row; `None` where it has to be asked of each record.
    pub(super) fn measured(numbers: &'a [i64], test: &Ready, kind: Kind, values: &[i64]) -> Option<Numbers<'a>> {
        Some(Numbers { stand: Stand::Measured(numbers), test: within(test, kind, values)? })
    }

    /// What a row costs, roughly: what it takes.
    pub(super) fn cost(&self) -> u32 {
        let width = match &self.stand {
            Stand::Column(column) => column.width(),
            Stand::Figures(column) => column.width(),
            Stand::Measured(_) => i64::BITS as u8 / 8,
        };
        width.max(1).into()
    }

    /// Takes the marks from rows of a piece that it does not hold for.
    pub(super) fn keep(&self, piece: usize, marks: &mut Marks) {
        match &self.stand {
            Stand::Column(column) => column.keep(piece, &self.test, marks),
            Stand::Figures(column) => column.keep(piece, &self.test, marks),
            Stand::Measured(numbers) => {
                let numbers = numbers.get(piece * PIECE_ROWS..).unwrap_or_default();
                marks.retain(|at| self.test.holds(numbers.get(at).copied().unwrap_or(NO_INT)));
            }
        }
    }
}
