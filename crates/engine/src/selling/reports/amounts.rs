//! Amounts of records: what measures add up or compare.

use super::super::Context;
use super::derived;
use super::due::Owing;
use super::numbers::{Cells, Parents, pieces};
use crate::column::Column;
use crate::ints::NO_INT;
use crate::table::Table;
use model::report::{Path, extra};
use model::schema::collection;
use model::{Currency, FieldId, Kind, Value};

/// Amounts in minor units or millionths.
pub(super) struct Amounts<'a> {
    from: From<'a>,
    /// Of money.
    pub(super) currencies: Vec<Currency>,
    pub(super) money: bool,
}

/// Where they come from.
enum From<'a> {
    /// A column, and one that says the currency where there are several.
    Column(Cells<'a>, Option<(Cells<'a>, Vec<i64>)>),
    Owing(Owing<'a>),
    /// By row, with the places of their currencies.
    Made(Vec<i64>, Vec<u8>),
    /// Of the records referred to, by their rows.
    Theirs(Parents<'a>, Vec<i64>, Vec<u8>),
}

impl<'a> Amounts<'a> {
    /// The amounts of a path; `None` where nothing there can be added up.
    pub(super) fn of(context: &'a Context<'a>, table: &'a Table, path: Path) -> Option<Amounts<'a>> {
        let Some(via) = path.via else { return Amounts::own(context, table, path.field) };
        let (parent, parents) = Parents::of(context, table, via)?;
        let mut own = Amounts::own(context, parent, path.field)?;
        let (mut cells, mut places) = (Vec::new(), Vec::new());
        let (mut some, mut of_some) = (Vec::new(), Vec::new());
        pieces(parent, |rows| {
            own.read(rows, &mut some, &mut of_some);
            cells.append(&mut some);
            places.append(&mut of_some);
        });
        Some(Amounts { from: From::Theirs(parents, cells, places), ..own })
    }

    fn own(context: &'a Context<'a>, table: &'a Table, field: FieldId) -> Option<Amounts<'a>> {
        if field == extra::OUTSTANDING {
            let owing = Owing::of(context, table)?;
            let currencies = owing.currencies().to_vec();
            return Some(Amounts { from: From::Owing(owing), currencies, money: true });
        }
        match table.numbers(field) {
            Some(Column::Number(cells)) => {
                let from = From::Column(Cells::new(Some(cells)), None);
                Some(Amounts { from, currencies: Vec::new(), money: false })
            }
            Some(Column::Money { minor, index, currencies }) => {
                let index = (currencies.len() > 1).then(|| (Cells::new(Some(index)), Vec::new()));
                let from = From::Column(Cells::new(Some(minor)), index);
                Some(Amounts { from, currencies: currencies.clone(), money: true })
            }
            Some(_) => None,
            None => Some(one_by_one(context, table, field)),
        }
    }

    /// The amounts of some rows of one piece, and the places of their currencies: none where there is only one, or no money.
    pub(super) fn read(&mut self, rows: &[u32], cells: &mut Vec<i64>, places: &mut Vec<u8>) {
        cells.clear();
        places.clear();
        let place = |at: &i64| u8::try_from(*at).unwrap_or(0);
        match &mut self.from {
            From::Column(minor, index) => {
                minor.read(rows, cells);
                if let Some((index, room)) = index {
                    index.read(rows, room);
                    places.extend(room.iter().map(place));
                }
            }
            From::Owing(owing) => rows.iter().for_each(|&row| {
                let (cell, place) = owing.outstanding(row);
                cells.push(cell);
                places.push(place);
            }),
            From::Made(all, of_all) => rows.iter().for_each(|&row| {
                cells.push(all.get(row as usize).copied().unwrap_or(NO_INT));
                places.extend(of_all.get(row as usize));
            }),
            From::Theirs(parents, all, of_all) => parents.each(rows, |row| {
                cells.push(all.get(row as usize).copied().unwrap_or(NO_INT));
                if !of_all.is_empty() {
                    places.push(of_all.get(row as usize).copied().unwrap_or(0));
                }
            }),
        }
    }

    /// What orders are owed, where that is what these are amounts of.
    pub(super) fn owing(&mut self) -> Option<&mut Owing<'a>> {
        match &mut self.from {
            From::Owing(owing) => Some(owing),
            _ => None,
        }
    }

    /// The currency at a place.
    pub(super) fn currency(&self, place: u8) -> Option<Currency> {
        self.currencies.get(usize::from(place)).copied()
    }
}

/// Amounts that are computed, or stand between values of other kinds.
fn one_by_one<'a>(context: &Context<'_>, table: &Table, field: FieldId) -> Amounts<'a> {
    let declared = collection(table.collection()).and_then(|of| of.field(field)).map(|field| field.kind);
    let (mut money, mut currencies) = (declared == Some(Kind::Money), Vec::<Currency>::new());
    let (mut cells, mut places) = (Vec::new(), Vec::new());
    for row in 0..table.len() {
        let (cell, place) = match derived::value(context, table, row, field) {
            Value::Number(number) if !money => (number.0, 0),
            Value::Money(amount) => {
                let known = currencies.iter().position(|currency| *currency == amount.currency);
                let at = known.or_else(|| {
                    (money || currencies.is_empty()).then(|| {
                        money = true;
                        currencies.push(amount.currency);
                        currencies.len() - 1
                    })
                });
                at.and_then(|at| u8::try_from(at).ok()).map_or((NO_INT, 0), |at| (amount.minor, at))
            }
            _ => (NO_INT, 0),
        };
        cells.push(cell);
        places.push(place);
    }
    Amounts { from: From::Made(cells, places), currencies, money }
}
