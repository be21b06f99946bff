//! The orders that figures leave out, counted piece by piece.

use super::shown;
use crate::left_out::{Why, each};
use crate::scoring::Scores;
use crate::workspace::Workspace;

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
        let found = &mut self.found;
        let more = each(workspace, scores, self.piece..self.piece + PIECES, |_, why| match why {
            Why::Nobody => found.nobody += 1,
            Why::Undated => found.undated += 1,
            Why::Future => found.future += 1,
            Why::Elsewhere => found.elsewhere += 1,
        });
        self.piece += PIECES;
        (!more).then_some(self.found)
    }
}
