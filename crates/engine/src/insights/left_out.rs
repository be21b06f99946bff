//! The orders that figures leave out, counted piece by piece.

use super::shown;
use crate::column::Column;
use crate::counted::{Living, NOBODY, void_statuses};
use crate::ints::{NO_INT, PIECE_ROWS};
use crate::scoring::Scores;
use crate::workspace::Workspace;
use model::FieldId;
use model::schema::{customer, order};

/// Pieces looked at in one slice: a few milliseconds.
const PIECES: usize = 16;

/// The work.
pub struct LeftOut {
    piece: usize,
    found: protocol::LeftOut,
}

impl LeftOut {
    pub(super) fn new(scores: &Scores) -> LeftOut {
        let (as_of, currency) = (shown(scores.book.as_of), scores.currency);
        let found = protocol::LeftOut { as_of, currency, nobody: 0, undated: 0, future: 0, elsewhere: 0 };
        LeftOut { piece: 0, found }
    }

    pub(super) fn step(&mut self, workspace: &Workspace, scores: &Scores) -> Option<protocol::LeftOut> {
        let orders = workspace.table(order::ID).filter(|orders| self.piece * PIECE_ROWS < orders.len() as usize);
        let Some(orders) = orders else { return Some(self.found) };
        let living = Living::of(workspace, customer::ID);
        let column = |field: FieldId| orders.column(field).and_then(Column::ints);
        let total = orders.column(order::TOTAL.id);
        let currencies = total.map_or(&[][..], Column::currencies);
        let index = total.and_then(Column::money_ints).map(|[_, index]| index);
        let columns = [column(order::CUSTOMER.id), column(order::DAY.id), column(order::STATUS.id), index];
        let void: Vec<i64> = void_statuses().into_iter().flatten().map(|void| void.0.into()).collect();
        let mut room = [const { Vec::new() }; 4];
        for piece in self.piece..self.piece + PIECES {
            for (cells, column) in room.iter_mut().zip(columns) {
                match column {
                    Some(column) => column.read(piece, cells),
                    None => cells.clear(),
                }
            }
            let from = piece * PIECE_ROWS;
            for at in 0..PIECE_ROWS.min((orders.len() as usize).saturating_sub(from)) {
                let [whose, day, status, index] =
                    std::array::from_fn(|column| room[column].get(at).copied().unwrap_or(NO_INT));
                let row = (from + at) as u32;
                if void.contains(&status) || !orders.is_alive(row) {
                    continue;
                }
                let is_somebodys = living.as_ref().is_some_and(|living| living.row(whose) != NOBODY);
                let currency = usize::try_from(index).ok().and_then(|index| currencies.get(index));
                let has_total = || total.is_some_and(|total| total.has(row));
                match () {
                    () if !is_somebodys => self.found.nobody += 1,
                    () if day == NO_INT => self.found.undated += 1,
                    () if day > scores.book.as_of.into() => self.found.future += 1,
                    () if currency.is_some_and(|currency| *currency != scores.currency) && has_total() => {
                        self.found.elsewhere += 1;
                    }
                    () => {}
                }
            }
        }
        self.piece += PIECES;
        None
    }
}
