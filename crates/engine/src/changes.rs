//! Which records changed lately, for what is kept up to date record by record.

use model::{CollectionId, FieldId};
use std::collections::VecDeque;

/// Changes remembered: a bulk edit of some thousand records is followed one by one, a larger one by starting over.
const CHANGES_MAX: usize = 16_384;

/// A cell of a record that was there before was written. New records are not noted: they stand at the end of their table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The workspace's version with this change.
    pub version: u64,
    /// Its collection.
    pub collection: CollectionId,
    /// Its row there.
    pub row: u32,
    /// The field.
    pub field: FieldId,
}

/// The newest changes.
#[derive(Default)]
pub(crate) struct Changes {
    /// All changes with a later version are in the list.
    complete_since: u64,
    list: VecDeque<Change>,
}

impl Changes {
    /// Notes a change.
    pub(crate) fn push(&mut self, change: Change) {
        if self.list.len() >= CHANGES_MAX
            && let Some(lost) = self.list.pop_front()
        {
            self.complete_since = lost.version;
        }
        self.list.push_back(change);
    }

    /// Notes that something changed that cannot be told.
    pub(crate) fn lose(&mut self, version: u64) {
        self.complete_since = version;
        self.list.clear();
    }

    /// The changes after a version; `None` if not all of them are known.
    pub(crate) fn since(&self, version: u64) -> Option<impl Iterator<Item = Change>> {
        let from = self.list.partition_point(|change| change.version <= version);
        (version >= self.complete_since).then(|| self.list.range(from..).copied())
    }
}
