//! Which records of a list are picked, for what is done with several at once.

use model::RecordId;
use protocol::{Query, RecordsQuery, Target};
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

    /// How many are, of a list of `total`, where all that were let go of are still in it.
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

    /// Asks how many are, where some were let go of: these may have left the list since.
    pub fn asked(&self, query: &RecordsQuery) -> Option<Query> {
        let query = || RecordsQuery { sort: None, ..query.clone() };
        (self.all && !self.records.is_empty()).then(|| Query::Meant(self.target(&query(), 0).uncounted()))
    }

    /// What a change of the picked records is for, of a list that shows `total`.
    pub fn target(&self, query: &RecordsQuery, total: u32) -> Target {
        let records = self.records.iter().copied().collect();
        match self.all {
            true => {
                let query = RecordsQuery { columns: Vec::new(), ..query.clone() };
                Target::List(Box::new(query), records, Some(total))
            }
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
        let query = RecordsQuery::of(model::schema::customer::ID);
        assert!(matches!(picked.target(&query, 10), Target::List(_, but, Some(10)) if but == [RecordId(1)]));
        let asked = picked.asked(&query);
        assert!(matches!(asked, Some(Query::Meant(Target::List(_, but, None))) if but == [RecordId(1)]));
        assert_eq!((Picked::everything().asked(&query), Picked::default().asked(&query)), (None, None));
    }
}
