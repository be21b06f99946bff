//! What belongs to the records of a list, measured for all of them at once: one pass through the related records, nothing kept.

use super::filter::{Filter, Ready};
use super::numbers::{self, Numbers};
use super::source::Source;
use crate::column::Column;
use crate::counted::{Living, NOBODY, read};
use crate::ints::{Ints, NO_INT, PIECE_ROWS};
use crate::table::Table;
use crate::workspace::Workspace;
use model::related::{self, Link, Measure};
use model::{CollectionId, Currency, Day, Decimal, FieldId, Kind, Money, Value, collection};
use std::cell::OnceCell;

/// A condition on related records made ready.
pub(crate) struct Related {
    link: Link,
    filter: Filter,
    measure: Measure,
    test: Ready,
    /// Made with the first record that is asked about.
    measured: OnceCell<Measured>,
}

/// A number for each record of the list, and what it stands for.
struct Measured {
    numbers: Vec<i64>,
    unit: Unit,
}

#[derive(Clone, Copy)]
enum Unit {
    Number,
    Money(Currency),
    Day,
    Instant,
}

impl Related {
    pub(crate) fn new(related: &related::Related, today: Day) -> Related {
        Related {
            link: related.link.clone(),
            filter: Filter::new(&related.rule, today),
            measure: related.measure,
            test: Ready::new(&related.test, today),
            measured: OnceCell::new(),
        }
    }

    /// Whether it holds for a record.
    pub(super) fn holds(&self, source: &Source, table: &Table, row: u32) -> bool {
        let measured = self.measured.get_or_init(|| self.measured(source, table));
        self.test.holds_of(measured.value(row, self.nothing()), source)
    }

    /// What there is where nothing is related: no records come to no amount, but none of them is the last.
    fn nothing(&self) -> i64 {
        if matches!(self.measure, Measure::Count | Measure::Sum) { 0 } else { NO_INT }
    }

    /// The same made ready for many records; `None` where it has to be asked of each.
    pub(super) fn asked<'a>(&'a self, source: &Source, table: &Table) -> Option<Numbers<'a>> {
        let measured = self.measured.get_or_init(|| self.measured(source, table));
        let (kind, number): (numbers::Kind, numbers::Number) = match measured.unit {
            Unit::Number => (numbers::Kind::Ordered, &numbers::decimal),
            Unit::Money(currency) => (numbers::Kind::Ordered, &move |value| numbers::minor(value, currency)),
            Unit::Day => (numbers::Kind::Day, &numbers::day),
            // A moment is compared with days in ways of its own.
            Unit::Instant => return None,
        };
        let values = self.test.values.iter().map(number).collect::<Option<Vec<i64>>>()?;
        Numbers::measured(&measured.numbers, &self.test, kind, &values)
    }

    fn measured(&self, source: &Source, table: &Table) -> Measured {
        let theirs = source.workspace.table(self.link.of);
        let column = theirs.and_then(|theirs| theirs.column(self.test.field));
        let unit = self.unit(column);
        let mut tally = Tally::new(self.measure, self.nothing(), table.len());
        let way = theirs.and_then(|theirs| Some((theirs, Way::of(source.workspace, &self.link, table.collection())?)));
        if let Some((theirs, way)) = way {
            // Where all amounts are in the currency that is asked for, none need be looked at for it.
            let others = column.filter(|column| match unit {
                Unit::Money(currency) => column.currencies().iter().any(|other| *other != currency),
                _ => false,
            });
            let in_unit = |row: usize| match (others, unit) {
                (Some(column), Unit::Money(currency)) => {
                    column.money(row as u32).is_some_and(|money| money.currency == currency)
                }
                _ => true,
            };
            let counted = self.measure == Measure::Count;
            let first = theirs.column(way.first).and_then(Column::ints);
            let amounts = column.filter(|_| !counted).and_then(Column::ints);
            let (mut leads, mut numbers) = (Vec::new(), Vec::new());
            self.filter.pieces(source, theirs, |piece, marks| {
                // Pieces of which nothing counts, as of orders of another year, are not looked at.
                if marks.is_empty() {
                    return;
                }
                read(first, piece, &mut leads);
                read(amounts, piece, &mut numbers);
                marks.each(|at| {
                    let number = if counted { 1 } else { numbers.get(at).copied().unwrap_or(NO_INT) };
                    let to = leads.get(at).copied().unwrap_or(NO_INT);
                    if to != NO_INT && number != NO_INT && (counted || in_unit(piece * PIECE_ROWS + at)) {
                        tally.add(way.end(to), number);
                    }
                });
            });
        }
        Measured { numbers: tally.done(), unit }
    }

    /// Amounts are measured in the currency that they are compared with.
    fn unit(&self, column: Option<&Column>) -> Unit {
        let asked = self.test.values.iter().find_map(|value| match value {
            Value::Money(money) => Some(money.currency),
            _ => None,
        });
        match column.filter(|_| self.measure != Measure::Count) {
            Some(Column::Day(_)) => Unit::Day,
            Some(Column::Instant(_)) => Unit::Instant,
            Some(Column::Money { currencies, .. }) => {
                asked.or(currencies.first().copied()).map_or(Unit::Number, Unit::Money)
            }
            Some(_) => Unit::Number,
            None => asked.map_or(Unit::Number, Unit::Money),
        }
    }
}

impl Measured {
    fn value(&self, row: u32, nothing: i64) -> Value {
        let number = self.numbers.get(row as usize).copied().unwrap_or(nothing);
        match self.unit {
            _ if number == NO_INT => Value::Empty,
            Unit::Number => Value::Number(Decimal(number)),
            Unit::Money(currency) => Value::Money(Money { minor: number, currency }),
            Unit::Day => Value::Day(Day(number as i32)),
            Unit::Instant => Value::Instant(number),
        }
    }
}

/// The way from a related record to the record of the list.
struct Way<'a> {
    /// The field that the related record has.
    first: FieldId,
    /// The living records of each place on it, and the field by which it goes on.
    places: Vec<(Living<'a>, Option<&'a Ints>)>,
}

impl<'a> Way<'a> {
    fn of(workspace: &'a Workspace, link: &Link, end: CollectionId) -> Option<Way<'a>> {
        let (mut at, mut places) = (link.of, Vec::new());
        for (nth, field) in link.path.iter().enumerate() {
            let Kind::Reference(to) = collection(at)?.field(*field)?.kind else { return None };
            let on = match link.path.get(nth + 1) {
                Some(next) => Some(workspace.table(to)?.column(*next)?.ints()?),
                None => None,
            };
            places.push((Living::of(workspace, to)?, on));
            at = to;
        }
        (at == end).then_some(Way { first: *link.path.first()?, places })
    }

    /// The row where it ends, or [`NOBODY`].
    fn end(&self, handle: i64) -> u32 {
        let mut handle = handle;
        for (living, on) in &self.places {
            let row = living.row(handle);
            match on {
                Some(column) if row != NOBODY => handle = column.get(row as usize),
                _ => return row,
            }
        }
        NOBODY
    }
}

/// The measure of each record as far as the related records were gone through.
struct Tally {
    measure: Measure,
    numbers: Vec<i64>,
    /// How many went into a mean.
    parts: Vec<u32>,
}

impl Tally {
    fn new(measure: Measure, nothing: i64, rows: u32) -> Tally {
        let parts = if measure == Measure::Mean { vec![0; rows as usize] } else { Vec::new() };
        Tally { measure, numbers: vec![nothing; rows as usize], parts }
    }

    fn add(&mut self, row: u32, number: i64) {
        let Some(known) = self.numbers.get_mut(row as usize) else { return };
        let first = *known == NO_INT;
        *known = match self.measure {
            _ if first => number,
            Measure::Count => known.saturating_add(Decimal::ONE),
            Measure::Sum | Measure::Mean => known.saturating_add(number),
            Measure::Least => number.min(*known),
            Measure::Most => number.max(*known),
        };
        if let Some(parts) = self.parts.get_mut(row as usize) {
            *parts += 1;
        }
    }

    fn done(mut self) -> Vec<i64> {
        for (number, &parts) in self.numbers.iter_mut().zip(&self.parts).filter(|(_, parts)| **parts > 0) {
            // Half a unit goes away from zero, as people round.
            let (sum, parts) = (i128::from(*number), i128::from(parts));
            *number = ((2 * sum + sum.signum() * parts) / (2 * parts)) as i64;
        }
        self.numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_rounded_as_people_do_and_nothing_overflows() {
        let mean = |numbers: &[i64]| {
            let mut tally = Tally::new(Measure::Mean, NO_INT, 2);
            numbers.iter().for_each(|&number| tally.add(1, number));
            tally.add(NOBODY, 5);
            tally.done()
        };
        assert_eq!(mean(&[1, 2]), [NO_INT, 2]);
        assert_eq!(mean(&[-1, -2]), [NO_INT, -2]);
        assert_eq!(mean(&[1, 1, 2]), [NO_INT, 1]);
        assert_eq!(mean(&[i64::MAX, i64::MAX]), [NO_INT, i64::MAX / 2 + 1]);
        assert_eq!(mean(&[]), [NO_INT; 2]);
    }
}
