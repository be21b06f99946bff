//! Numbers of a field, read for some rows at a time: a report goes through its records piece by piece and keeps none of them.
//!
//! All rows that are asked for at once lie in one piece of their table, first to last.

use super::super::Context;
use super::due::Owing;
use crate::column::Column;
use crate::ids::Handle;
use crate::ints::{Ints, NO_INT, PIECE_ROWS};
use crate::table::Table;
use model::schema::collection;
use model::{CollectionId, FieldId, Kind};

/// Of fewer rows than a piece divided by this, each is looked up by itself.
const FEW: usize = 8;
/// Records of which so many times fewer look up their parents than there are: then no table of all parents is made.
const SELDOM: u32 = 8;
/// The row that no record has.
pub(super) const NOWHERE: u32 = u32::MAX;

/// A column of numbers.
pub(super) struct Cells<'a> {
    column: Option<&'a Ints>,
    room: Vec<i64>,
}

/// Where rows stand in their piece, if they are all of it from its beginning on.
fn from_first(rows: &[u32]) -> bool {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return false };
    (*first as usize).is_multiple_of(PIECE_ROWS) && (last - first) as usize + 1 == rows.len()
}

impl<'a> Cells<'a> {
    pub(super) fn new(column: Option<&'a Ints>) -> Cells<'a> {
        Cells { column, room: Vec::new() }
    }

    pub(super) fn of(table: &'a Table, field: FieldId) -> Cells<'a> {
        Cells::new(table.column(field).and_then(Column::ints))
    }

    /// The number of any row.
    pub(super) fn get(&self, row: u32) -> i64 {
        self.column.map_or(NO_INT, |column| column.get(row as usize))
    }

    /// The numbers of some rows, in place of those in `out`.
    pub(super) fn read(&mut self, rows: &[u32], out: &mut Vec<i64>) {
        out.clear();
        let (Some(column), Some(&first)) = (self.column, rows.first()) else {
            return out.resize(rows.len(), NO_INT);
        };
        if rows.len() < PIECE_ROWS / FEW {
            return out.extend(rows.iter().map(|&row| column.get(row as usize)));
        }
        let piece = first as usize / PIECE_ROWS;
        if from_first(rows) {
            column.read(piece, out);
            return out.resize(rows.len(), NO_INT);
        }
        column.read(piece, &mut self.room);
        let cell = |row: &u32| self.room.get(*row as usize - piece * PIECE_ROWS).copied().unwrap_or(NO_INT);
        out.extend(rows.iter().map(cell));
    }

    /// Calls `each` with the place of every row and what stands there as a byte above a base, where the piece holds no more than that; whether it does.
    pub(super) fn bytes(&self, rows: &[u32], mut begin: impl FnMut(i64), mut each: impl FnMut(u8)) -> bool {
        let (Some(column), Some(&first)) = (self.column, rows.first()) else { return false };
        let piece = first as usize / PIECE_ROWS;
        let Some(codes) = column.codes(piece) else { return false };
        let (Some(bytes), Some(last)) = (codes.bytes(), rows.last()) else { return false };
        let from = piece * PIECE_ROWS;
        if *last as usize - from >= codes.len {
            return false;
        }
        begin(codes.base);
        match from_first(rows) {
            _ if bytes.is_empty() => rows.iter().for_each(|_| each(0)),
            true => bytes.iter().take(rows.len()).for_each(|&byte| each(byte)),
            false => rows.iter().for_each(|&row| each(bytes.get(row as usize - from).copied().unwrap_or(0))),
        }
        true
    }

    /// The least and the greatest number that can be in a piece; `None` where that is not known.
    pub(super) fn span(&self, piece: usize) -> Option<(i64, i64)> {
        self.column?.span(piece)
    }

    /// The same of all of them.
    pub(super) fn spans(&self) -> Option<(i64, i64)> {
        let spans = self.column?.spans().flatten();
        spans.reduce(|(least, most), (from, to)| (least.min(from), most.max(to)))
    }
}

/// The rows of records by their handles, whether they live or not.
pub(super) struct Places<'a> {
    to: CollectionId,
    from: i64,
    rows: Vec<u32>,
    context: &'a Context<'a>,
}

impl<'a> Places<'a> {
    /// `asked` says for how many records this is looked up.
    pub(super) fn of(context: &'a Context<'a>, to: CollectionId, asked: u32) -> Places<'a> {
        let mut places = Places { to, from: 0, rows: Vec::new(), context };
        let Some(table) = context.workspace.table(to) else { return places };
        let handles = Cells::new(Some(table.handles()));
        let Some((least, most)) = handles.spans() else { return places };
        let span = most.saturating_sub(least).saturating_add(1);
        // Of records that came a few at a time, between others, a table of all handles would be mostly empty.
        if asked < table.len() / SELDOM || span / 8 > i64::from(table.len()) {
            return places;
        }
        (places.from, places.rows) = (least, vec![NOWHERE; span as usize]);
        let mut room = Vec::new();
        for piece in 0..(table.len() as usize).div_ceil(PIECE_ROWS) {
            table.handles().read(piece, &mut room);
            for (row, handle) in (piece * PIECE_ROWS..).zip(&room) {
                if let Some(place) = places.rows.get_mut((handle - least) as usize) {
                    *place = row as u32;
                }
            }
        }
        places
    }

    /// The row of a record, or [`NOWHERE`].
    pub(super) fn row(&self, handle: i64) -> u32 {
        if self.rows.is_empty() {
            let handle = u32::try_from(handle).ok();
            let row = handle.and_then(|handle| self.context.workspace.ids.row(Handle(handle), self.to));
            return row.unwrap_or(NOWHERE);
        }
        let at = usize::try_from(handle.saturating_sub(self.from)).ok();
        at.and_then(|at| self.rows.get(at)).copied().unwrap_or(NOWHERE)
    }
}

/// The numbers of a field, stored or not.
pub(super) enum Numbers<'a> {
    /// Those of a column.
    Column(Cells<'a>),
    /// By row.
    Made(Vec<i64>),
    /// When each record was added.
    Added(&'a Table),
    /// Whose each is.
    Owners(Box<Owners<'a>>),
    /// Who bought, by the order that a record is of.
    Buyers(Box<(Cells<'a>, Places<'a>, Cells<'a>)>),
    /// For how long something of an order has been due.
    DueFor(Owing<'a>),
}

impl Numbers<'_> {
    /// The numbers of some rows, in place of those in `out`.
    pub(super) fn read(&mut self, rows: &[u32], out: &mut Vec<i64>) {
        match self {
            Numbers::Column(cells) => cells.read(rows, out),
            Numbers::Owners(owners) => owners.read(rows, out),
            Numbers::Buyers(through) => {
                let (orders, places, buyers) = &mut **through;
                orders.read(rows, out);
                out.iter_mut().for_each(|cell| *cell = buyers.get(places.row(*cell)));
            }
            Numbers::Made(all) => fill(rows, out, |row| all.get(row as usize).copied().unwrap_or(NO_INT)),
            Numbers::Added(table) => {
                fill(rows, out, |row| i64::try_from(table.row_stamp(row).millis()).unwrap_or(NO_INT));
            }
            Numbers::DueFor(owing) => fill(rows, out, |row| owing.step(row)),
        }
    }
}

fn fill(rows: &[u32], out: &mut Vec<i64>, cell: impl FnMut(u32) -> i64) {
    out.clear();
    out.extend(rows.iter().copied().map(cell));
}

/// Whose records are: their owner's, or else their customer's owner's. What belongs to an order is whose the order is.
pub(super) struct Owners<'a> {
    /// The order of a record, where it belongs to one.
    pub(super) orders: Option<(Cells<'a>, Places<'a>)>,
    pub(super) owner: Cells<'a>,
    /// The customer of each record or order, and whose they are.
    pub(super) theirs: Option<(Cells<'a>, Places<'a>, Cells<'a>)>,
    pub(super) room: Vec<i64>,
}

impl Owners<'_> {
    fn read(&mut self, rows: &[u32], out: &mut Vec<i64>) {
        if let Some((orders, places)) = &mut self.orders {
            orders.read(rows, out);
            for cell in out {
                let order = places.row(*cell);
                *cell = match (self.owner.get(order), &self.theirs) {
                    (NO_INT, Some((buyer, people, owner))) => owner.get(people.row(buyer.get(order))),
                    (own, _) => own,
                };
            }
            return;
        }
        self.owner.read(rows, out);
        if let Some((buyer, people, owner)) = &mut self.theirs {
            buyer.read(rows, &mut self.room);
            let without = out.iter_mut().zip(&self.room).filter(|(own, _)| **own == NO_INT);
            without.for_each(|(own, buyer)| *own = owner.get(people.row(*buyer)));
        }
    }
}

/// The collection that a field of a collection refers to.
pub(super) fn target(of: CollectionId, via: FieldId) -> Option<CollectionId> {
    if via == model::report::extra::BUYER {
        return Some(model::schema::customer::ID);
    }
    match collection(of)?.field(via)?.kind {
        Kind::Reference(to) => Some(to),
        _ => None,
    }
}

/// What leads from records to those that they refer to.
pub(super) struct Parents<'a> {
    handles: Numbers<'a>,
    places: Places<'a>,
    room: Vec<i64>,
}

impl<'a> Parents<'a> {
    pub(super) fn of(context: &'a Context<'a>, table: &'a Table, via: FieldId) -> Option<(&'a Table, Parents<'a>)> {
        let to = target(table.collection(), via)?;
        let parent = context.workspace.table(to)?;
        let handles = match via {
            model::report::extra::BUYER => super::derived::buyers(context, table),
            via => Numbers::Column(Cells::of(table, via)),
        };
        Some((parent, Parents { handles, places: Places::of(context, to, table.len()), room: Vec::new() }))
    }

    /// Calls `each` with the row of the parent of every row, or [`NOWHERE`].
    pub(super) fn each(&mut self, rows: &[u32], mut each: impl FnMut(u32)) {
        self.handles.read(rows, &mut self.room);
        self.room.iter().for_each(|&handle| each(self.places.row(handle)));
    }
}

/// All rows of a table, a piece at a time.
pub(super) fn pieces(table: &Table, mut each: impl FnMut(&[u32])) {
    let (len, mut rows) = (table.len(), Vec::new());
    for from in (0..len).step_by(PIECE_ROWS) {
        rows.clear();
        rows.extend(from..len.min(from + PIECE_ROWS as u32));
        each(&rows);
    }
}
