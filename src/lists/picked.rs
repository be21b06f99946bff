//! Which records of a list are picked, for what is done with several at once.

use model::RecordId;
use protocol::{RecordsQuery, Target};
use std::collections::BTreeSet;

/// What is picked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picked {
    /// All that the list selects, but for those of `records`; otherwise just those.
    pub all: bool,
    records: BTreeSet<RecordId>,
}

impl Picked {
    /// Whether this record is picked.
    pub fn has(&self, id: RecordId) -> bool {
        self.records.contains(&id) != self.all
    }

    /// How many are, of a list of `total`.
    pub fn count(&self, total: u32) -> u32 {
        let records = self.records.len() as u32;
        if self.all { total.saturating_sub(records) } else { records }
    }

    /// Picks these records, or lets go of them.
    pub fn put(&mut self, ids: &[RecordId], pick: bool) {
        for &id in ids {
            if pick == self.all {
                self.records.remove(&id);
            } else {
                self.records.insert(id);
            }
        }
    }

    /// Everything that the list selects.
    pub fn everything() -> Picked {
        Picked { all: true, records: BTreeSet::new() }
    }

    /// What a change of the picked records is for.
    pub fn target(&self, query: &RecordsQuery) -> Target {
        let records = self.records.iter().copied().collect();
        match self.all {
            true => Target::List(Box::new(RecordsQuery { columns: Vec::new(), ..query.clone() }), records),
            false => Target::Records(query.collection, records),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picking_all_and_letting_go_of_some_counts_right() {
        let mut picked = Picked::default();
        picked.put(&[RecordId(1), RecordId(2)], true);
        picked.put(&[RecordId(2)], false);
        assert_eq!((picked.count(10), picked.has(RecordId(1)), picked.has(RecordId(2))), (1, true, false));
        let mut picked = Picked::everything();
        picked.put(&[RecordId(1), RecordId(2)], false);
        picked.put(&[RecordId(2)], true);
        assert_eq!((picked.count(10), picked.has(RecordId(1)), picked.has(RecordId(2))), (9, false, true));
    }
}
