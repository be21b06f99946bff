//! A set of records that several devices edit: an observed-remove set, in which an addition that the remover had not seen stays.

use model::{RecordId, SetEdit, Stamp};
use serde::{Deserialize, Serialize};

/// What is known of one record's membership. One stamp a device in each list, in rising order of devices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Element {
    /// The newest addition by each device.
    pub added: Vec<Stamp>,
    /// The newest addition of each device that somebody removed: it and all before it count no more.
    pub removed: Vec<Stamp>,
}

impl Element {
    /// Additions that nobody removed.
    pub fn live(&self) -> impl Iterator<Item = Stamp> {
        self.added.iter().copied().filter(|stamp| !self.is_removed(*stamp))
    }

    fn is_removed(&self, stamp: Stamp) -> bool {
        newest(&self.removed, stamp).is_some_and(|removed| removed >= stamp)
    }
}

/// The stamp in the list that is of the same device.
fn newest(list: &[Stamp], of: Stamp) -> Option<Stamp> {
    list.binary_search_by_key(&of.device(), |stamp| stamp.device()).ok().map(|at| list[at])
}

fn raise(list: &mut Vec<Stamp>, stamp: Stamp) {
    match list.binary_search_by_key(&stamp.device(), |known| known.device()) {
        Ok(at) => list[at] = list[at].max(stamp),
        Err(at) => list.insert(at, stamp),
    }
}

/// All that is known of a set beyond a list that was written as a whole. Joining takes the later stamp everywhere, so the order in which
/// edits come does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Members {
    /// By record, in rising order.
    elements: Vec<(RecordId, Element)>,
}

impl Members {
    /// What is known of each record that ever was edited, in rising order of ids.
    pub fn elements(&self) -> &[(RecordId, Element)] {
        &self.elements
    }

    /// What is known of a record.
    pub fn element(&self, record: RecordId) -> Option<&Element> {
        self.elements.binary_search_by_key(&record, |element| element.0).ok().map(|at| &self.elements[at].1)
    }

    fn entry(&mut self, record: RecordId) -> &mut Element {
        let at = match self.elements.binary_search_by_key(&record, |element| element.0) {
            Ok(at) => at,
            Err(at) => {
                self.elements.insert(at, (record, Element::default()));
                at
            }
        };
        &mut self.elements[at].1
    }

    /// Takes note of an edit made at `stamp`.
    pub fn edit(&mut self, edit: &SetEdit, stamp: Stamp) {
        for &record in &edit.add {
            raise(&mut self.entry(record).added, stamp);
        }
        for (record, seen) in &edit.remove {
            // As with writes: only what lies before can have been seen.
            for &seen in seen.iter().filter(|seen| **seen < stamp) {
                raise(&mut self.entry(*record).removed, seen);
            }
        }
        self.tidy();
    }

    /// Takes note of what another replica knows.
    pub fn join(&mut self, other: &Members) {
        for (record, theirs) in &other.elements {
            let ours = self.entry(*record);
            theirs.added.iter().for_each(|&stamp| raise(&mut ours.added, stamp));
            theirs.removed.iter().for_each(|&stamp| raise(&mut ours.removed, stamp));
        }
        self.tidy();
    }

    /// An addition that was removed says nothing that the removal does not say.
    fn tidy(&mut self) {
        for (_, element) in &mut self.elements {
            let removed = std::mem::take(&mut element.removed);
            element.added.retain(|stamp| newest(&removed, *stamp).is_none_or(|removed| removed < *stamp));
            element.removed = removed;
        }
    }

    /// The stamps by which a record is known now; `listed` are those of the lists written as a whole that have it.
    pub fn known_by(&self, record: RecordId, listed: &[Stamp]) -> Vec<Stamp> {
        let Some(element) = self.element(record) else { return listed.to_vec() };
        let mut stamps: Vec<Stamp> = element.live().collect();
        let listed = listed.iter().filter(|listed| !element.is_removed(**listed));
        listed.for_each(|&listed| raise(&mut stamps, listed));
        stamps
    }

    /// The set: what is left of the lists that were written as a whole, in their order; then the rest in the order in which it came.
    pub fn shown(&self, lists: &[(&[RecordId], Stamp)]) -> Vec<RecordId> {
        let mut shown: Vec<RecordId> = Vec::new();
        for &(list, at) in lists {
            for &record in list {
                if !shown.contains(&record) && self.element(record).is_none_or(|element| !element.is_removed(at)) {
                    shown.push(record);
                }
            }
        }
        let mut rest: Vec<(Stamp, RecordId)> = Vec::new();
        for (record, element) in &self.elements {
            if let Some(first) = element.live().min()
                && !shown.contains(record)
            {
                // Put where it belongs at once: a sort of these would be two kilobytes of the first load.
                let one = (first, *record);
                rest.insert(rest.partition_point(|other| *other < one), one);
            }
        }
        shown.extend(rest.into_iter().map(|(_, record)| record));
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::DeviceId;

    fn stamp(at: u64, device: u64) -> Stamp {
        Stamp::new(at, 0, DeviceId(device))
    }

    const TAG: RecordId = RecordId(9);

    #[test]
    fn an_addition_that_the_remover_had_not_seen_stays() {
        let add = (SetEdit::adding([TAG]), stamp(1, 1));
        let remove = (SetEdit { add: vec![], remove: vec![(TAG, vec![stamp(1, 1)])] }, stamp(5, 2));
        let again = (SetEdit::adding([TAG]), stamp(3, 3));
        for order in [[&add, &remove, &again], [&again, &remove, &add], [&remove, &add, &again]] {
            let mut members = Members::default();
            for (edit, stamp) in order {
                members.edit(edit, *stamp);
                members.edit(edit, *stamp);
            }
            assert_eq!(members.shown(&[]), [TAG]);
            assert_eq!(members.known_by(TAG, &[]), [stamp(3, 3)]);
        }
        let mut members = Members::default();
        members.edit(&remove.0, remove.1);
        members.edit(&add.0, add.1);
        assert_eq!(members.shown(&[]), []);
    }

    #[test]
    fn a_list_written_as_a_whole_is_edited_like_additions() {
        let mut members = Members::default();
        let listed = stamp(4, 1);
        let other = RecordId(2);
        assert_eq!(members.known_by(TAG, &[listed]), [listed]);
        members.edit(&SetEdit { add: vec![other], remove: vec![(TAG, vec![listed])] }, stamp(6, 2));
        assert_eq!(members.shown(&[(&[TAG, RecordId(1)], listed)]), [RecordId(1), other]);
        assert_eq!(members.shown(&[(&[TAG], stamp(9, 1))]), [TAG, other], "a later list has it anew");
    }
}
