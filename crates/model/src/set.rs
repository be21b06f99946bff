//! Edits of a set of records (tags): what joins and what leaves, so that two edits made apart can both hold.

use crate::{RecordId, Stamp};
use serde::{Deserialize, Serialize};

/// Records that join or leave a set in one operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SetEdit {
    /// They join. Each is known by the operation's stamp from then on.
    pub add: Vec<RecordId>,
    /// They leave: for each the stamps by which it was known. It stays where somebody else added it meanwhile. Without stamps, all that
    /// are known when the operation is carried out are meant.
    pub remove: Vec<(RecordId, Vec<Stamp>)>,
}

impl SetEdit {
    /// Adds these records.
    pub fn adding(records: impl IntoIterator<Item = RecordId>) -> SetEdit {
        SetEdit { add: records.into_iter().collect(), remove: Vec::new() }
    }

    /// Removes these records, by whomever they were added.
    pub fn removing(records: impl IntoIterator<Item = RecordId>) -> SetEdit {
        SetEdit { add: Vec::new(), remove: records.into_iter().map(|record| (record, Vec::new())).collect() }
    }

    /// True where nothing joins and nothing leaves.
    pub fn is_empty(&self) -> bool {
        self.add.is_empty() && self.remove.is_empty()
    }

    /// What the set is after this edit, for the history; its order is that in which records joined.
    pub fn applied_to(&self, before: &[RecordId]) -> Vec<RecordId> {
        let stays = |record: &&RecordId| self.remove.iter().all(|(gone, _)| gone != *record);
        let mut after: Vec<RecordId> = before.iter().filter(stays).copied().collect();
        for record in &self.add {
            if !after.contains(record) {
                after.push(*record);
            }
        }
        after
    }
}
