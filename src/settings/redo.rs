//! Which entry of the history brings an undone operation back.

use model::Label;
use protocol::HistoryEntry;

/// The undo that took `entry` back and still stands; undoing it brings the entry's changes back.
pub(super) fn undoer<'a>(history: &'a [HistoryEntry], entry: &HistoryEntry) -> Option<&'a HistoryEntry> {
    let of_entry = |label: &Label| matches!(label, Label::Undo(stamp, _) if *stamp == entry.stamp);
    history.iter().find(|other| !other.undone && of_entry(&other.label))
}

/// `entry` is the undo of another entry in the list.
pub(super) fn undoes_one_of(history: &[HistoryEntry], entry: &HistoryEntry) -> bool {
    let Label::Undo(stamp, _) = &entry.label else { return false };
    history.iter().any(|other| other.stamp == *stamp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{DeviceId, Stamp};

    fn entry(seq: u64, label: Label, undone: bool) -> HistoryEntry {
        HistoryEntry { seq, stamp: Stamp::new(seq, 0, DeviceId(1)), label, undone }
    }

    #[test]
    fn an_undone_operation_comes_back_by_undoing_its_standing_undo() {
        let import = entry(1, Label::Import { customers: 2, orders: 3 }, true);
        let undo = |seq, undone| entry(seq, Label::Undo(import.stamp, Box::new(import.label.clone())), undone);
        let history = [undo(4, false), undo(2, true), import.clone()];
        assert_eq!(undoer(&history, &import).map(|entry| entry.seq), Some(4));
        assert_eq!(undoer(&history[1..], &import), None);
        assert!(undoes_one_of(&history, &history[0]));
        assert!(!undoes_one_of(&history[..2], &history[0]));
        assert!(!undoes_one_of(&history, &import));
    }
}
