//! How often each customer was in touch lately.

use super::super::talks;
use crate::workspace::Workspace;
use protocol::Zone;

/// Days that are looked back.
pub(super) const DAYS: i32 = 365;
/// Pieces of the table looked at in one slice.
const PIECES: usize = 4;

/// Conversations per customer's row in the last [`DAYS`] days that took place.
#[derive(Default)]
pub(super) struct Contacts {
    piece: usize,
    counts: Vec<u32>,
}

impl Contacts {
    /// Works for a few milliseconds; false at the end.
    pub(super) fn step(&mut self, workspace: &Workspace, zone: &Zone, as_of: i32) -> bool {
        let days = as_of.saturating_sub(DAYS).saturating_add(1)..=as_of;
        let counts = &mut self.counts;
        let more = talks::some(workspace, zone, self.piece..self.piece + PIECES, |who, day, _| {
            let Some(person) = who.filter(|_| days.contains(&day.0)) else { return };
            let person = person as usize;
            if counts.len() <= person {
                counts.resize(person + 1, 0);
            }
            if let Some(count) = counts.get_mut(person) {
                *count += 1;
            }
        });
        self.piece += PIECES;
        more
    }

    pub(super) fn of(&self, row: usize) -> u32 {
        self.counts.get(row).copied().unwrap_or(0)
    }
}
