//! What an answer looked at: it holds for as long as nothing of that changes.
//!
//! Nobody declares what an answer depends on, and so nobody can forget to: every way to the records of a collection leads through
//! [`Workspace::table`](crate::Workspace::table), which notes it here.

use model::CollectionId;
use std::cell::Cell;

/// Collections that are told apart; any beyond share the last place, which makes their answers anew too often and never too seldom.
const PLACES: usize = 61;

/// Collections, the readings of Chinese characters, the clock and the scores, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Looked(u64);

impl Looked {
    /// How Chinese characters are read.
    pub(crate) const READINGS: Looked = Looked(1 << 61);
    /// What time it is.
    pub(crate) const CLOCK: Looked = Looked(1 << 62);
    /// The scores of the customers.
    pub(crate) const SCORES: Looked = Looked(1 << 63);
    /// All collections.
    pub(crate) const ALL: Looked = Looked((1 << PLACES) - 1);

    /// A collection.
    #[inline]
    pub(crate) fn at(collection: CollectionId) -> Looked {
        Looked(1 << place(collection))
    }

    /// Whether this is part of it.
    pub(crate) fn holds(self, part: Looked) -> bool {
        self.0 & part.0 != 0
    }
}

#[inline]
fn place(collection: CollectionId) -> usize {
    usize::from(collection.0).min(PLACES - 1)
}

/// What was looked at lately, and when what changed.
pub(crate) struct Notes {
    looked: Cell<Looked>,
    changed: [u64; PLACES],
}

impl Default for Notes {
    fn default() -> Self {
        Notes { looked: Cell::default(), changed: [0; PLACES] }
    }
}

impl Notes {
    /// Notes a look.
    #[inline]
    pub(crate) fn note(&self, at: Looked) {
        self.looked.set(Looked(self.looked.get().0 | at.0));
    }

    /// What was looked at since this was asked last.
    pub(crate) fn take(&self) -> Looked {
        self.looked.take()
    }

    /// A collection changes with the change of this version.
    pub(crate) fn change(&mut self, collection: CollectionId, version: u64) {
        self.changed[place(collection)] = version;
    }

    /// Everything does.
    pub(crate) fn change_all(&mut self, version: u64) {
        self.changed = [version; PLACES];
    }

    /// The version of the newest change of something that was looked at.
    pub(crate) fn newest(&self, looked: Looked) -> u64 {
        let of = |(place, version): (usize, &u64)| if looked.0 >> place & 1 == 1 { *version } else { 0 };
        self.changed.iter().enumerate().map(of).max().unwrap_or(0)
    }
}
