//! Revenue by month and an option: what orders came to, and how many they were.

mod codes;

use crate::column::Column;
use crate::counted::{Living, NOBODY};
use crate::ints::{Ints, NO_INT, PIECE_ROWS};
use crate::workspace::Workspace;
use codes::Adder;
use model::schema::{customer, order};
use model::{Currency, Day, FieldId, OptionId};
use std::collections::BTreeMap;

/// The option field that orders are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// One of the order, such as its status.
    Order(FieldId),
    /// One of the order's customer, such as the source.
    Customer(FieldId),
}

/// The orders of a month with the same option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Months since January 1970.
    pub month: i32,
    /// The option; `None` where there is none, or no customer.
    pub option: Option<OptionId>,
    /// How many orders.
    pub orders: u32,
    /// The sum of their totals in the currency asked for, minor units, saturating; other currencies count as nothing.
    pub minor: i64,
}

/// Orders and their sum, per option: that without one first, then by number.
type Sums = Vec<(u32, i64)>;

/// Revenue of all living orders with a day, whatever their status, by month and then by option. Groups without an order are left out.
#[must_use]
pub fn by_month(workspace: &Workspace, by: By, currency: Currency) -> Vec<Cell> {
    let Some(orders) = workspace.table(order::ID) else { return Vec::new() };
    let column = |field: FieldId| orders.column(field).and_then(Column::ints);
    let total = orders.column(order::TOTAL.id);
    let wanted = total.and_then(|total| total.currencies().iter().position(|known| *known == currency));
    let wanted = wanted.map_or(NO_INT, |at| at as i64);
    let [minor, index] = total.and_then(Column::money_ints).map_or([None; 2], |two| two.map(Some));
    let Some(days) = column(order::DAY.id) else { return Vec::new() };
    let options = match by {
        By::Order(field) => Options::Own(column(field)),
        By::Customer(field) => Options::Theirs(column(order::CUSTOMER.id), Theirs::of(workspace, field)),
    };
    let all_alive = orders.live() == orders.len();

    let mut adder = match &options {
        Options::Own(option) if all_alive => Some(Adder::new(days, *option, [minor, index], wanted)),
        _ => None,
    };
    let mut months: BTreeMap<i32, Sums> = BTreeMap::new();
    // Orders mostly stand by day: the month at hand is looked up only when another one comes.
    let (mut first, mut last, mut month, mut sums) = (1, 0, 0, Sums::new());
    let (mut of_day, mut of_option, mut of_minor, mut of_index) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for piece in 0..days.len().div_ceil(PIECE_ROWS) {
        if adder.as_mut().is_some_and(|adder| adder.added(&mut months, piece)) {
            continue;
        }
        days.read(piece, &mut of_day);
        let rows = of_day.len();
        options.read(piece, rows, &mut of_option);
        read(minor, piece, rows, &mut of_minor);
        if index.is_some_and(|index| index.constant(piece) != Some(wanted)) {
            read(index, piece, rows, &mut of_index);
            let other = of_minor.iter_mut().zip(&of_index).filter(|(_, index)| **index != wanted);
            other.for_each(|(minor, _)| *minor = NO_INT);
        }
        for (at, ((&day, &option), &minor)) in of_day.iter().zip(&of_option).zip(&of_minor).enumerate() {
            if day == NO_INT || (!all_alive && !orders.is_alive((piece * PIECE_ROWS + at) as u32)) {
                continue;
            }
            if day < first || day > last {
                if first <= last {
                    months.insert(month, std::mem::take(&mut sums));
                }
                (month, first, last) = month_of(day);
                sums = months.remove(&month).unwrap_or_default();
            }
            add(&mut sums, option, 1, minor);
        }
        // Pieces that are added up from their codes find all months in their place.
        if first <= last {
            months.insert(month, std::mem::take(&mut sums));
        }
        (first, last) = (1, 0);
    }
    let cells = months.into_iter().flat_map(|(month, sums)| {
        sums.into_iter().enumerate().map(move |(slot, (orders, minor))| {
            let option = slot.checked_sub(1).map(|number| OptionId(number as u16));
            Cell { month, option, orders, minor }
        })
    });
    cells.filter(|cell| cell.orders > 0).collect()
}

/// Adds orders to the sums; an empty amount counts as nothing.
#[inline]
fn add(sums: &mut Sums, option: i64, orders: u32, minor: i64) {
    let slot = (option + 1) as usize;
    if slot >= sums.len() {
        sums.resize(slot + 1, (0, 0));
    }
    if let Some(sum) = sums.get_mut(slot) {
        *sum = (sum.0 + orders, sum.1.saturating_add(if minor == NO_INT { 0 } else { minor }));
    }
}

/// The month that a day is in, and its first and last day.
fn month_of(day: i64) -> (i32, i64, i64) {
    let (year, month, of_month) = Day(day as i32).ymd();
    let first = day - i64::from(of_month) + 1;
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let last = Day::from_ymd(next_year, next, 1).map_or(day, |next| i64::from(next.0) - 1);
    ((year - 1970) * 12 + month as i32 - 1, first, last)
}

/// The numbers of a piece; what is missing is empty.
fn read(column: Option<&Ints>, piece: usize, rows: usize, cells: &mut Vec<i64>) {
    match column {
        Some(column) => column.read(piece, cells),
        None => cells.clear(),
    }
    cells.resize(rows, NO_INT);
}

/// Where the option of an order stands.
enum Options<'a> {
    Own(Option<&'a Ints>),
    Theirs(Option<&'a Ints>, Option<Theirs<'a>>),
}

impl Options<'_> {
    /// The options of a piece of orders; −1 for none.
    fn read(&self, piece: usize, rows: usize, cells: &mut Vec<i64>) {
        match self {
            Options::Own(column) => {
                read(*column, piece, rows, cells);
                cells.iter_mut().for_each(|cell| *cell = (*cell).max(-1));
            }
            Options::Theirs(customers, theirs) => {
                read(*customers, piece, rows, cells);
                let of = |buyer: i64| theirs.as_ref().map_or(-1, |theirs| theirs.option(buyer));
                cells.iter_mut().for_each(|cell| *cell = of(*cell));
            }
        }
    }
}

/// An option field of the customers.
struct Theirs<'a> {
    people: Living<'a>,
    options: Vec<i64>,
}

impl<'a> Theirs<'a> {
    fn of(workspace: &'a Workspace, field: FieldId) -> Option<Theirs<'a>> {
        let column = workspace.table(customer::ID)?.column(field)?.ints()?;
        let options = (0..column.len()).map(|row| column.get(row).max(-1)).collect();
        Some(Theirs { people: Living::of(workspace, customer::ID)?, options })
    }

    fn option(&self, buyer: i64) -> i64 {
        match self.people.row(buyer) {
            NOBODY => -1,
            row => self.options.get(row as usize).copied().unwrap_or(-1),
        }
    }
}
