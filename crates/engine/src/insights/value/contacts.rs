//! How often each customer was in touch lately.

use crate::ids::Handle;
use crate::ints::NO_INT;
use crate::scoring::Pieces;
use crate::workspace::Workspace;
use model::schema::{activity, customer};
use model::{Day, options};

/// Days that are looked back.
pub(super) const DAYS: i32 = 365;
/// Pieces of the table looked at in one slice.
const PIECES: usize = 4;

/// Activities per customer's row in the last [`DAYS`] days; those that are only planned are none.
#[derive(Default)]
pub(super) struct Contacts {
    piece: usize,
    counts: Vec<u32>,
}

impl Contacts {
    /// Works for a few milliseconds; false at the end.
    pub(super) fn step(&mut self, workspace: &Workspace, as_of: i32) -> bool {
        let Some(table) = workspace.table(activity::ID) else { return false };
        let planned = options::ACTIVITY_STATUS.id("planned").map_or(NO_INT, |status| status.0.into());
        let columns = Pieces::of(table, [activity::AT.id, activity::CUSTOMER.id, activity::STATUS.id]);
        let mut each = |row: u32, [at, with, status]: [i64; 3]| {
            if at == NO_INT || with == NO_INT || (status != NO_INT && status == planned) || !table.is_alive(row) {
                return;
            }
            let day = Day::of_instant(at, 0).0;
            if day > as_of || day <= as_of.saturating_sub(DAYS) {
                return;
            }
            let Some(person) = workspace.ids.row(Handle(with as u32), customer::ID) else { return };
            let person = person as usize;
            if self.counts.len() <= person {
                self.counts.resize(person + 1, 0);
            }
            if let Some(count) = self.counts.get_mut(person) {
                *count += 1;
            }
        };
        let mut room: [Vec<i64>; 3] = Default::default();
        let more = (self.piece..self.piece + PIECES).all(|piece| columns.piece(piece, &mut room, &mut each));
        self.piece += PIECES;
        more
    }

    pub(super) fn of(&self, row: usize) -> u32 {
        self.counts.get(row).copied().unwrap_or(0)
    }
}
