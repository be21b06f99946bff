//! A field as a whole, for whoever looks through all rows without a copy of it.

use super::Table;
use crate::column::Column;
use crate::ints::PIECE_ROWS;
use crate::texts::Texts;
use model::{FieldId, Value};

impl Table {
    /// The texts of a field that no row has anything else in.
    pub(crate) fn texts(&self, field: FieldId) -> Option<&Texts> {
        match self.column(field) {
            Some(Column::Text(texts)) if !self.sparse.contains(&field) => Some(texts),
            _ => None,
        }
    }

    /// The column of a field that no row has anything else in.
    pub(crate) fn numbers(&self, field: FieldId) -> Option<&Column> {
        self.column(field).filter(|_| !self.sparse.contains(&field))
    }

    /// Calls `found` with the rows whose number in a field, as its column keeps it, lies within one of the ranges, until it says no. The ranges are
    /// ascending and apart from each other, both ends within.
    pub fn rows_within(&self, field: FieldId, ranges: &[(i64, i64)], mut found: impl FnMut(u32, i64) -> bool) {
        let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return };
        let Some(ints) = self.column(field).and_then(|column| column.ints()) else { return };
        let mut cells = Vec::new();
        for piece in (0..ints.pieces()).rev() {
            if ints.span(piece).is_none_or(|(least, most)| most < first.0 || least > last.1) {
                continue;
            }
            ints.read(piece, &mut cells);
            for (at, &cell) in cells.iter().enumerate().rev() {
                let range = ranges.partition_point(|range| range.1 < cell);
                let is_within = ranges.get(range).is_some_and(|range| range.0 <= cell);
                if is_within && !found((piece * PIECE_ROWS + at) as u32, cell) {
                    return;
                }
            }
        }
    }

    /// The same for values that are kept cell by cell, like lists of records: each of them is judged once.
    pub fn rows_of<T>(
        &self,
        field: FieldId,
        is_wanted: impl Fn(&Value) -> Option<T>,
        found: impl FnMut(u32, &T) -> bool,
    ) {
        if let Some(cells) = self.sparse.get(&field) {
            cells.rows_of(is_wanted, found);
        }
    }
}
