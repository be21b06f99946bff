//! What the import page wants to know of the book.

use model::Label;
use protocol::{BookAnswer, HistoryEntry};

/// Sample data, and nothing but sample data, stands in the book: the operations that added it, newest first.
pub(super) fn only_sample(book: &BookAnswer) -> Vec<u64> {
    let standing = || book.history.iter().filter(|entry| !entry.undone);
    if book.counts.customers == 0 || standing().any(|entry| brings_own_data(&entry.label)) {
        return Vec::new();
    }
    standing().filter(|entry| is_sample(entry)).map(|entry| entry.seq).collect()
}

/// Whether the book holds sample data and nothing else.
pub(crate) fn only_sample_in(book: &BookAnswer) -> bool {
    !only_sample(book).is_empty()
}

fn is_sample(entry: &HistoryEntry) -> bool {
    matches!(entry.label, Label::Sample { .. })
}

/// An undone undo of an import brings the import's own entry back, so undos need no look of their own.
fn brings_own_data(label: &Label) -> bool {
    matches!(label, Label::Import { .. } | Label::Records { .. } | Label::Create(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Currency, Day, DeviceId, Stamp};
    use protocol::{AsOf, Counts, StorageAnswer};

    fn book(history: &[(Label, bool)]) -> BookAnswer {
        let entry = |(index, (label, undone)): (usize, &(Label, bool))| HistoryEntry {
            seq: index as u64,
            stamp: Stamp::new(index as u64, 0, DeviceId(1)),
            label: label.clone(),
            undone: *undone,
        };
        BookAnswer {
            counts: Counts { customers: 200, records: 200, ..Counts::default() },
            as_of: AsOf::Today(Day(0)),
            horizon_days: 365,
            currency: Currency::USD,
            scoring: false,
            history: history.iter().enumerate().map(entry).collect(),
            undo: None,
            storage: StorageAnswer::default(),
            trouble: None,
        }
    }

    #[test]
    fn sample_data_is_offered_for_removal_only_while_it_is_alone() {
        let sample = Label::Sample { customers: 200, orders: 900 };
        let import = Label::Import { customers: 1, orders: 1 };
        assert_eq!(only_sample(&book(&[(sample.clone(), false)])), [0]);
        assert_eq!(only_sample(&book(&[(import.clone(), true), (sample.clone(), false)])), [1]);
        assert!(only_sample(&book(&[(import, false), (sample.clone(), false)])).is_empty());
        assert!(only_sample(&book(&[(sample, true)])).is_empty());
    }
}
