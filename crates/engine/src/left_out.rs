//! Orders that figures leave out, each for one reason.

use crate::column::Column;
use crate::counted::{Living, NOBODY, void_statuses};
use crate::ints::{Ints, NO_INT, PIECE_ROWS};
use crate::scoring::Scores;
use crate::table::Table;
use crate::workspace::Workspace;
use model::schema::{customer, order};
use model::{Currency, FieldId, OptionId, Value};
use std::ops::Range;

/// Why. Its number is that of the option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Without a customer, or with one in the trash.
    Nobody = 1,
    /// Without a day.
    Undated,
    /// Of a day after the one for which figures hold.
    Future,
    /// The amount is in another currency.
    Elsewhere,
}

/// The first reason that holds for an order that is a purchase.
fn why(is_somebodys: bool, day: i64, as_of: i32, is_elsewhere: impl FnOnce() -> bool) -> Option<Why> {
    match () {
        () if !is_somebodys => Some(Why::Nobody),
        () if day == NO_INT => Some(Why::Undated),
        () if day > as_of.into() => Some(Why::Future),
        () => is_elsewhere().then_some(Why::Elsewhere),
    }
}

/// What is read of all orders.
struct Reader<'a> {
    orders: &'a Table,
    living: Option<Living<'a>>,
    /// Customer, day, status, currency.
    columns: [Option<&'a Ints>; 4],
    total: Option<&'a Column>,
    currencies: &'a [Currency],
    void: Vec<i64>,
}

impl<'a> Reader<'a> {
    fn of(workspace: &'a Workspace) -> Option<Reader<'a>> {
        let orders = workspace.table(order::ID)?;
        let column = |field: FieldId| orders.column(field).and_then(Column::ints);
        let total = orders.column(order::TOTAL.id);
        let index = total.and_then(Column::money_ints).map(|[_, index]| index);
        Some(Reader {
            orders,
            living: Living::of(workspace, customer::ID),
            columns: [column(order::CUSTOMER.id), column(order::DAY.id), column(order::STATUS.id), index],
            total,
            currencies: total.map_or(&[][..], Column::currencies),
            void: void_statuses().into_iter().flatten().map(|void| void.0.into()).collect(),
        })
    }
}

/// Calls `each` with the orders that figures leave out, of some pieces of the table; whether there are more pieces.
pub(crate) fn each(
    workspace: &Workspace,
    scores: &Scores,
    pieces: Range<usize>,
    mut each: impl FnMut(u32, Why),
) -> bool {
    let all = workspace.table(order::ID).map_or(0, Table::len) as usize;
    let last = all.div_ceil(PIECE_ROWS);
    let Some(reader) = Reader::of(workspace).filter(|_| pieces.start < last) else { return false };
    let mut room = [const { Vec::new() }; 4];
    for piece in pieces.start..pieces.end.min(last) {
        for (cells, column) in room.iter_mut().zip(reader.columns) {
            crate::counted::read(column, piece, cells);
        }
        let from = piece * PIECE_ROWS;
        for at in 0..PIECE_ROWS.min(all - from) {
            let [whose, day, status, index] =
                std::array::from_fn(|column| room[column].get(at).copied().unwrap_or(NO_INT));
            let row = (from + at) as u32;
            if reader.void.contains(&status) || !reader.orders.is_alive(row) {
                continue;
            }
            let is_somebodys = reader.living.as_ref().is_some_and(|living| living.row(whose) != NOBODY);
            let is_elsewhere = || {
                let currency = usize::try_from(index).ok().and_then(|index| reader.currencies.get(index));
                let has_total = || reader.total.is_some_and(|total| total.has(row));
                currency.is_some_and(|currency| *currency != scores.currency) && has_total()
            };
            if let Some(why) = why(is_somebodys, day, scores.book.as_of, is_elsewhere) {
                each(row, why);
            }
        }
    }
    pieces.end < last
}

/// Their rows, first to last.
pub(crate) fn rows(workspace: &Workspace, scores: &Scores) -> Vec<u32> {
    let mut rows = Vec::new();
    each(workspace, scores, 0..usize::MAX, |row, _| rows.push(row));
    rows
}

/// Why the order in a row is left out, as a field of it.
pub(crate) fn value(workspace: &Workspace, scores: &Scores, orders: &Table, row: u32) -> Value {
    let column = |field| orders.column(field);
    let status = column(order::STATUS.id).and_then(|column| column.option(row));
    if !orders.is_alive(row) || (status.is_some() && void_statuses().contains(&status)) {
        return Value::Empty;
    }
    let whose = column(order::CUSTOMER.id).and_then(|column| column.reference(row));
    let whose = whose.and_then(|whose| workspace.ids.row(whose, customer::ID)).zip(workspace.table(customer::ID));
    let day = column(order::DAY.id).and_then(|column| column.day(row)).map_or(NO_INT, |day| day.0.into());
    let is_elsewhere = || {
        let total = column(order::TOTAL.id).and_then(|column| column.money(row));
        total.is_some_and(|total| total.currency != scores.currency)
    };
    let is_somebodys = whose.is_some_and(|(whose, people)| people.is_alive(whose));
    let why = why(is_somebodys, day, scores.book.as_of, is_elsewhere);
    why.map_or(Value::Empty, |why| Value::Option(OptionId(why as u16)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::options::LEFT_OUT;

    #[test]
    fn reasons_have_the_numbers_of_their_options() {
        for (why, name) in
            [(Why::Nobody, "nobody"), (Why::Undated, "undated"), (Why::Future, "future"), (Why::Elsewhere, "elsewhere")]
        {
            assert_eq!(LEFT_OUT.id(name), Some(OptionId(why as u16)));
        }
    }
}
