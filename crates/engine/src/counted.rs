//! The orders that count for scores, read where they stand.

use crate::column::Column;
use crate::ids::{Handle, Ids};
use crate::ints::{Ints, NO_INT, PIECE_ROWS, Within};
use crate::marks::Marks;
use crate::table::Table;
use crate::workspace::Workspace;
use insight::history::Block;
use model::schema::{customer, order};
use model::{CollectionId, Currency, Day, FieldId, OptionId, options};

/// Option numbers of orders that do not count: drafts, cancelled, returned.
pub(crate) fn void_statuses() -> [Option<OptionId>; 3] {
    ["draft", "cancelled", "returned"].map(|name| options::ORDER_STATUS.id(name))
}

/// Number columns of a table, gone through piece by piece: several times as quick as row by row.
pub(crate) struct Pieces<'a, const N: usize>([Option<&'a Ints>; N]);

impl<'a, const N: usize> Pieces<'a, N> {
    pub(crate) fn new(columns: [Option<&'a Ints>; N]) -> Self {
        Pieces(columns)
    }

    pub(crate) fn of(table: &'a Table, fields: [FieldId; N]) -> Self {
        Pieces(fields.map(|field| table.column(field)?.ints()))
    }

    /// The handles of a table's rows.
    pub(crate) fn handles(table: &'a Table) -> Pieces<'a, 1> {
        Pieces([Some(table.handles())])
    }

    /// Calls `each` with every row that has one of the numbers, and others between them.
    pub(crate) fn each(&self, each: impl FnMut(u32, [i64; N])) {
        self.some(0..usize::MAX, each);
    }

    /// The same for some pieces; whether there are more of them.
    pub(crate) fn some(&self, mut pieces: std::ops::Range<usize>, mut each: impl FnMut(u32, [i64; N])) -> bool {
        let mut room: [Vec<i64>; N] = std::array::from_fn(|_| Vec::new());
        pieces.all(|piece| self.piece(piece, &mut room, &mut each))
    }

    /// The same for the rows of one piece; false past the end. `room` is overwritten.
    pub(crate) fn piece(&self, piece: usize, room: &mut [Vec<i64>; N], each: &mut impl FnMut(u32, [i64; N])) -> bool {
        for (cells, column) in room.iter_mut().zip(&self.0) {
            if let Some(column) = column {
                column.read(piece, cells);
            }
        }
        // A column ends with the last row that holds something.
        let rows = room.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..rows {
            let numbers = std::array::from_fn(|column| room[column].get(at).copied().unwrap_or(NO_INT));
            each((piece * PIECE_ROWS + at) as u32, numbers);
        }
        rows > 0
    }
}

/// Records for which a table of all of them is not worth while: so many times as many as are looked up.
const MANY: u32 = 8;
/// Stands for "does not count": no row has this number.
pub(crate) const NOBODY: u32 = u32::MAX;

/// The rows of the living records of a collection by their handles: one look instead of two into the places of all records.
pub(crate) struct Living<'a> {
    from: i64,
    /// So many handles from there on have a place in `rows`, or are in the order of the rows where it is empty.
    len: u64,
    rows: Vec<u32>,
    table: &'a Table,
    ids: &'a Ids,
}

impl<'a> Living<'a> {
    /// The same where only so many are looked up: for a few, a table of all of them is not worth while.
    pub(crate) fn for_looks(workspace: &'a Workspace, collection: CollectionId, looks: u32) -> Option<Living<'a>> {
        let few = workspace.table(collection).is_some_and(|table| looks <= table.len() / MANY);
        if few { Living::one_by_one(workspace, collection) } else { Living::of(workspace, collection) }
    }

    fn one_by_one(workspace: &'a Workspace, collection: CollectionId) -> Option<Living<'a>> {
        let table = workspace.table(collection)?;
        Some(Living { from: 0, len: 0, rows: Vec::new(), table, ids: &workspace.ids })
    }

    pub(crate) fn of(workspace: &'a Workspace, collection: CollectionId) -> Option<Living<'a>> {
        let mut living = Living::one_by_one(workspace, collection)?;
        let table = living.table;
        // Records that came together, as in nearly every book of some size.
        if let Some(first) = table.handles().counts_from().filter(|_| table.live() == table.len()) {
            (living.from, living.len) = (first, table.len().into());
            return Some(living);
        }
        let all = || (0..table.len()).filter(|&row| table.is_alive(row)).map(|row| (row, table.handle(row).0));
        let (from, to) = all().fold((u32::MAX, 0), |(from, to), (_, handle)| (from.min(handle), to.max(handle)));
        // Of records that came a few at a time, between others, a table of all handles would be mostly empty.
        if from <= to && (to - from) / 4 <= table.len() {
            (living.from, living.len) = (from.into(), u64::from(to - from) + 1);
            living.rows = vec![NOBODY; living.len as usize];
            for (row, handle) in all() {
                if let Some(place) = living.rows.get_mut((handle - from) as usize) {
                    *place = row;
                }
            }
        }
        Some(living)
    }

    /// The row of a record, or [`NOBODY`].
    #[inline]
    pub(crate) fn row(&self, handle: i64) -> u32 {
        let at = handle.wrapping_sub(self.from) as u64;
        if at < self.len {
            return self.rows.get(at as usize).copied().unwrap_or(at as u32);
        }
        if self.len > 0 { NOBODY } else { self.look_up(handle) }
    }

    fn look_up(&self, handle: i64) -> u32 {
        let row = u32::try_from(handle).ok().and_then(|handle| self.ids.row(Handle(handle), self.table.collection()));
        row.filter(|&row| self.table.is_alive(row)).unwrap_or(NOBODY)
    }
}

/// The orders that count. They are read where they stand: a copy of a million of them would be the most that is ever in memory.
#[derive(Default)]
pub(crate) struct Counted<'a> {
    orders: Option<&'a Table>,
    /// The row of each order's customer, or [`NOBODY`].
    buyers: Vec<u32>,
    currencies: &'a [Currency],
}

impl<'a> Counted<'a> {
    pub(crate) fn of(workspace: &'a Workspace) -> Self {
        let (Some(orders), Some(people)) = (workspace.table(order::ID), Living::of(workspace, customer::ID)) else {
            return Counted::default();
        };
        let column = |field: FieldId| orders.column(field).and_then(Column::ints);
        let [whose, days, statuses] = [order::CUSTOMER.id, order::DAY.id, order::STATUS.id].map(column);
        let void = void_statuses().into_iter().flatten().map(|status| Within::except(status.0.into()));
        let (mut buyers, mut cells) = (Vec::with_capacity(orders.len() as usize), Vec::new());
        for piece in 0..whose.map_or(0, Ints::pieces) {
            read(whose, piece, &mut cells);
            let from = buyers.len();
            buyers.extend(cells.iter().map(|&handle| people.row(handle)));
            let mut there = Marks::first(cells.len());
            orders.alive().keep(piece, &Within::only(1), &mut there);
            match days {
                Some(days) => days.keep(piece, &Within::FILLED, &mut there),
                None => there.clear(),
            }
            if let Some(statuses) = statuses {
                void.clone().for_each(|test| statuses.keep(piece, &test, &mut there));
            }
            let mut missing = Marks::first(cells.len());
            missing.take(&there);
            missing.each(|at| buyers[from + at] = NOBODY);
        }
        let currencies = orders.column(order::TOTAL.id).map_or(&[][..], |column| column.currencies());
        Counted { orders: Some(orders), buyers, currencies }
    }

    fn buyer(&self, row: u32) -> Option<u32> {
        self.buyers.get(row as usize).copied().filter(|&buyer| buyer != NOBODY)
    }

    /// The currency that most orders are in; of equals the first by code, so that every replica chooses the same.
    pub(crate) fn currency(&self) -> Option<Currency> {
        let mut counts = vec![0; self.currencies.len()];
        let total = self.orders?.column(order::TOTAL.id)?;
        match total.money_ints() {
            // One currency, as in nearly every book: it is the one that is used, if any is.
            _ if counts.len() <= 1 => {
                let used = (0..).zip(&self.buyers).any(|(row, buyer)| *buyer != NOBODY && total.has(row));
                counts.iter_mut().for_each(|count| *count = u32::from(used));
            }
            Some(columns) => Pieces(columns.map(Some)).each(|row, [minor, index]| {
                if minor != NO_INT
                    && self.buyer(row).is_some()
                    && let Some(count) = counts.get_mut(index as usize)
                {
                    *count += 1;
                }
            }),
            None => {}
        }
        let used = self.currencies.iter().zip(&counts).filter(|(_, count)| **count > 0);
        used.min_by_key(|&(currency, count)| (std::cmp::Reverse(*count), *currency)).map(|(currency, _)| *currency)
    }

    /// Calls `each` with customers, days and amounts of all orders, a piece at a time; who does not count is [`NOBODY`], amounts of other currencies are zero.
    /// Where not all is wanted, amounts are left out, and days if none is after `as_of`.
    pub(crate) fn each(&self, currency: Currency, whole: bool, as_of: i32, each: &mut Block<'_>) {
        let Some(orders) = self.orders else { return };
        let day = orders.column(order::DAY.id).and_then(|column| column.ints());
        let [minor, index] = orders
            .column(order::TOTAL.id)
            .and_then(|column| column.money_ints())
            .map_or([None; 2], |two| two.map(Some));
        let late = |day: &Ints| day.spans().flatten().any(|(_, most)| most > as_of.into());
        if !whole && day.is_some_and(|day| !late(day)) {
            return each(&self.buyers, &[], &[]);
        }
        let wanted = self.currencies.iter().position(|known| *known == currency).map_or(NO_INT, |at| at as i64);
        let (mut cells, mut indices, mut days, mut amounts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (piece, buyers) in self.buyers.chunks(PIECE_ROWS).enumerate() {
            read(day, piece, &mut cells);
            days.clear();
            days.extend(cells.iter().map(|&day| day as i32));
            days.resize(buyers.len(), 0);
            read(minor, piece, &mut cells);
            amounts.clear();
            amounts.extend(cells.iter().map(|&minor| if minor == NO_INT { 0 } else { minor }));
            amounts.resize(buyers.len(), 0);
            if index.is_some_and(|index| index.constant(piece) != Some(wanted)) {
                read(index, piece, &mut indices);
                indices.resize(buyers.len(), NO_INT);
                let other = amounts.iter_mut().zip(&indices).filter(|(_, index)| **index != wanted);
                other.for_each(|(amount, _)| *amount = 0);
            }
            each(buyers, &days, &amounts);
        }
    }
}

/// The numbers of a piece; none where there is no column.
pub(crate) fn read(column: Option<&Ints>, piece: usize, cells: &mut Vec<i64>) {
    match column {
        Some(column) => column.read(piece, cells),
        None => cells.clear(),
    }
}

/// The day of an order that counts, whoever ordered; as [`Counted`] goes through all of them.
pub(crate) fn counts(orders: &Table, row: u32) -> Option<Day> {
    let status = orders.column(order::STATUS.id).and_then(|column| column.option(row));
    let day = orders.column(order::DAY.id)?.day(row)?;
    (orders.is_alive(row) && (status.is_none() || !void_statuses().contains(&status))).then_some(day)
}
