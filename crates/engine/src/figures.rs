//! What lists show of scores, kept from one visit to the next: computing them anew takes all orders, which come after the first list.
//!
//! They are set aside ([`crate::Storage::set_aside`]) with what they hold for, shown while that is so, and replaced by scores as soon as there are any.

use crate::column::Column;
use crate::list::computed;
use crate::packed::Packed;
use crate::rows::{SEGMENT_ROWS_MAX, sealed, unsealed};
use crate::scoring::Scores;
use crate::state::State;
use crate::workspace::Workspace;
use model::schema::{customer, score};
use model::{Day, FieldId, Value};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

/// The name under which they are set aside.
pub const FIGURES: &str = "figures";
/// Counts the forms that they were ever kept in.
const FORM: u32 = 1;

/// What the figures of a list are read from.
#[derive(Clone, Copy)]
pub enum Figures<'a> {
    /// Scores of the book as it is, or was a moment ago.
    Scored(&'a Scores),
    /// Those of the last visit.
    Kept(&'a Kept),
}

impl<'a> Figures<'a> {
    /// The scores, or until there are any what is known of those of the last visit: whatever a list shows and whatever is done with it go by the same.
    pub fn of(scores: &'a Option<Scores>, kept: &'a Option<Kept>) -> Option<Figures<'a>> {
        scores.as_ref().map(Figures::Scored).or(kept.as_ref().map(Figures::Kept))
    }

    /// A computed field of a customer's row.
    pub(crate) fn value(&self, row: u32, field: FieldId, workspace: &Workspace) -> Value {
        match self {
            Figures::Scored(scores) => computed(scores, row, field),
            Figures::Kept(kept) => kept.value(row, field, workspace),
        }
    }
}

/// What figures hold for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Of {
    form: u32,
    /// Which book it is, and its newest operation.
    generation: u64,
    head: u64,
    /// "Today" is what scores are as of, mostly.
    today: i32,
    /// How many rows, and a number for whose they are.
    rows: u32,
    customers: u64,
}

/// Figures of one segment's worth of rows.
pub type Piece = Vec<(FieldId, Packed)>;

/// Figures that were set aside.
pub struct Kept {
    columns: Vec<(FieldId, Column)>,
}

/// A number for the first `rows` customers, in their order.
fn customers(workspace: &Workspace, rows: u32) -> u64 {
    let mut hash = Xxh3::new();
    if let Some(table) = workspace.table(customer::ID) {
        (0..rows).for_each(|row| hash.update(&workspace.ids.id(table.handle(row)).0.to_le_bytes()));
    }
    hash.digest()
}

/// What the scores of a book that is whole in memory hold for.
pub fn of(state: &State, today: Day) -> Of {
    let rows = state.workspace.table(customer::ID).map_or(0, |table| table.len());
    let customers = customers(&state.workspace, rows);
    Of { form: FORM, generation: state.generation(), head: state.head(), today: today.0, rows, customers }
}

impl Of {
    /// How many pieces there are to make.
    pub fn pieces(&self) -> usize {
        (self.rows as usize).div_ceil(SEGMENT_ROWS_MAX)
    }
}

/// The figures of a piece of rows.
pub fn piece(of: &Of, scores: &Scores, nth: usize) -> Piece {
    let rows = (nth * SEGMENT_ROWS_MAX) as u32..((nth + 1) * SEGMENT_ROWS_MAX).min(of.rows as usize) as u32;
    let len = rows.len();
    let mut ids = crate::ids::Ids::default();
    // What only few ask for is computed for them.
    use score::{ALIVE, LIFETIME_VALUE, OUTSTANDING, OVERDUE, VALUE_AT_RISK};
    let asked = [LIFETIME_VALUE, OUTSTANDING, ALIVE, OVERDUE, VALUE_AT_RISK];
    let shown = |field: &&model::schema::Field| !asked.contains(&field.id);
    let columns = score::FIELDS.iter().filter(shown).filter_map(|field| {
        let mut column: Option<Column> = None;
        for (at, row) in rows.clone().enumerate() {
            let value = computed(scores, row, field.id);
            if column.is_none() {
                column = Column::for_value(&value);
            }
            if let Some(column) = column.as_mut().filter(|_| !value.is_empty()) {
                column.set(at as u32, &value, &mut ids);
            }
        }
        Some((field.id, column?.pack(0, len, &ids)?))
    });
    columns.collect()
}

/// The bytes to set aside.
pub fn to_bytes(of: &Of, pieces: &[Piece]) -> Vec<u8> {
    sealed(postcard::to_allocvec(&(of, pieces)).unwrap_or_default())
}

impl Kept {
    /// Figures in such bytes, if they hold for the book as it is on disk.
    pub fn from_bytes(bytes: &[u8], state: &State, today: Day) -> Option<Kept> {
        let (of, rest): (Of, _) = postcard::take_from_bytes(unsealed(bytes)?).ok()?;
        let first = state.first?;
        // Nothing happened since that concerns scores, as far back as it was looked at.
        let holds = of.head >= first.scored && of.head <= first.newest && of.head + 1 >= first.oldest;
        let same = of.form == FORM && of.generation == state.generation() && of.today == today.0;
        if !holds || !same || of.customers != customers(&state.workspace, of.rows) {
            return None;
        }
        let pieces: Vec<Piece> = postcard::from_bytes(rest).ok()?;
        let mut columns: Vec<(FieldId, Column)> = Vec::new();
        let mut ids = crate::ids::Ids::default();
        for (nth, piece) in pieces.into_iter().enumerate() {
            for (field, packed) in piece.into_iter().filter(|(_, packed)| packed.is_sound()) {
                let at = columns.iter().position(|(known, _)| *known == field).unwrap_or_else(|| {
                    columns.push((field, packed.column()));
                    columns.len() - 1
                });
                columns[at].1.extend(nth * SEGMENT_ROWS_MAX, packed, &mut ids).ok()?;
            }
        }
        Some(Kept { columns })
    }

    fn value(&self, row: u32, field: FieldId, workspace: &Workspace) -> Value {
        let column = self.columns.iter().find(|(known, _)| *known == field);
        column.map_or(Value::Empty, |(_, column)| column.get(row, &workspace.ids))
    }
}
