//! Tests of what stands as numbers in columns: options, days, amounts, references, scores.

use super::filter::Ready;
use super::later::is_computed;
use super::quick::Asked;
use super::source::{Source, figure};
use crate::column::Column;
use crate::figures::Figures;
use crate::ints::{Ints, NO_INT, PIECE_ROWS, Within};
use crate::marks::{Marks, WORD_ROWS};
use crate::scoring::Scores;
use crate::table::Table;
use insight::{Segment, Stage};
use model::rule::Op;
use model::schema::score;
use model::{FieldId, Value};

/// A test of numbers.
pub(super) struct Numbers<'a> {
    stand: Stand<'a>,
    test: Within,
}

/// Where the numbers stand.
#[derive(Clone, Copy)]
enum Stand<'a> {
    Column(&'a Ints),
    Stages(&'a [Option<Stage>]),
    Segments(&'a [Segment]),
    Totals(&'a Scores, &'a [i64]),
    Figures(&'a Scores, FieldId),
}

/// What the numbers of a field mean.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Numbers and options.
    Ordered,
    Day,
    /// Yes or no, and references: these have no order.
    Bool,
    Reference,
}

/// The number that stands for a value, if it is of the right kind.
type Number<'a> = &'a dyn Fn(&Value) -> Option<i64>;

/// The test made ready for the column that it is about; `None` where it has to be asked of each record.
pub(super) fn asked<'a>(test: &Ready, source: &'a Source, table: &'a Table) -> Option<Asked<'a>> {
    let (stand, kind, values) = stand(test, source, table)?;
    let one = |test: Within| Asked::Numbers(Numbers { stand, test });
    match test.op {
        Op::AnyOf | Op::NoneOf if kind == Kind::Bool || values.is_empty() => None,
        Op::AnyOf | Op::NoneOf => {
            let any = Asked::Any(values.into_iter().map(|number| one(Within::only(number))).collect());
            Some(if test.op == Op::AnyOf { any } else { Asked::Not(Box::new(any)) })
        }
        _ => within(test, kind, &values).map(one),
    }
}

fn within(test: &Ready, kind: Kind, values: &[i64]) -> Option<Within> {
    let (first, second) = (values.first().copied(), values.get(1).copied());
    // What was never ticked is not ticked.
    let unticked = kind == Kind::Bool && first == Some(1);
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
            let stand = match test.field {
                score::STAGE => Stand::Stages(&scores.book.stage),
                score::SEGMENT => Stand::Segments(&scores.book.rfm.segment),
                field => match scores.book.history.totals().filter(|_| field == score::VALUE) {
                    Some(totals) => Stand::Totals(scores, totals),
                    None => Stand::Figures(scores, field),
                },
            };
            let (kind, number): (Kind, Number) = match test.field {
                score::STAGE | score::SEGMENT => (Kind::Ordered, &option),
                score::LAST_ORDER => (Kind::Day, &day),
                score::VALUE | score::LIFETIME_VALUE | score::VALUE_AT_RISK => (Kind::Ordered, &|value| match value {
                    Value::Money(money) if money.currency == scores.currency => Some(money.minor),
                    _ => None,
                }),
                _ => (Kind::Ordered, &decimal),
            };
            Some((stand, kind, test.values.iter().map(number).collect::<Option<_>>()?))
        }
        _ => None,
    }
}

fn option(value: &Value) -> Option<i64> {
    if let Value::Option(option) = value { Some(option.0.into()) } else { None }
}

fn day(value: &Value) -> Option<i64> {
    if let Value::Day(day) = value { Some(day.0.into()) } else { None }
}

fn decimal(value: &Value) -> Option<i64> {
    if let Value::Number(number) = value { Some(number.0) } else { None }
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
            let minor = |value: &Value| match value {
                Value::Money(money) if money.currency == *one => Some(money.minor),
                _ => None,
            };
            (Kind::Ordered, all(&minor)?)
        }
        // A moment is compared with days in ways of its own.
        Column::Instant(_) | Column::Text(_) => return None,
    })
}

impl Numbers<'_> {
    /// What a row costs, roughly.
    pub(super) fn cost(&self) -> u32 {
        match self.stand {
            Stand::Stages(_) | Stand::Segments(_) => 1,
            Stand::Column(_) => 3,
            Stand::Totals(..) => 5,
            Stand::Figures(..) => 10,
        }
    }

    /// Takes the marks from rows of a piece that it does not hold for.
    pub(super) fn keep(&self, piece: usize, marks: &mut Marks) {
        let from = piece * PIECE_ROWS;
        match self.stand {
            Stand::Column(column) => column.keep(piece, &self.test, marks),
            Stand::Stages(stages) => {
                let none = Stage::ALL.len() as u8;
                let byte = |stage: &Option<Stage>| stage.map_or(none, |stage| stage as u8);
                self.keep_bytes(stages.get(from..).unwrap_or_default(), byte, none, marks);
            }
            Stand::Segments(segments) => {
                let none = Segment::ALL.len() as u8;
                self.keep_bytes(segments.get(from..).unwrap_or_default(), |&segment| segment as u8, none, marks);
            }
            Stand::Totals(scores, totals) => marks.retain(|at| match totals.get(from + at) {
                // Who has ordered nothing has brought nothing, too.
                Some(&total) if total != 0 => self.test.holds(total),
                _ => self.test.holds(figure(scores, (from + at) as u32, score::VALUE).unwrap_or(NO_INT)),
            }),
            Stand::Figures(scores, field) => {
                marks.retain(|at| self.test.holds(figure(scores, (from + at) as u32, field).unwrap_or(NO_INT)))
            }
        }
    }

    /// The same of what stands for a byte each: an option is one more than its byte.
    fn keep_bytes<T>(&self, all: &[T], byte: impl Fn(&T) -> u8, none: u8, marks: &mut Marks) {
        let (whole, rest) = all.as_chunks::<WORD_ROWS>();
        marks.retain_words(|word, _| {
            let bytes = match whole.get(word) {
                Some(all) => std::array::from_fn(|at| byte(&all[at])),
                None => std::array::from_fn(|at| rest.get(at).map_or(none, &byte)),
            };
            self.test.held_of(&bytes, none)
        });
    }
}
