//! One cell with all that merging must know of it, and what of that is kept beside the columns.
//!
//! Most cells were written by one device only: then value and stamp say everything. The rest is kept in a [`Side`].

use crate::column::{NO_DAY, NO_INT, NO_OPTION};
use model::{Day, Merge, RecordId, Stamp, Value};
use serde::{Deserialize, Serialize};
use sync::{Members, Register, Write};

/// What is known of a cell besides the value that it shows and that value's stamp.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Side {
    /// Newest writes of other devices than the one whose value stands.
    pub others: Vec<Write>,
    /// For a set: the list that was last written as a whole, and the edits.
    pub set: Option<(Value, Members)>,
}

impl Side {
    /// The latest stamp in it.
    pub fn newest(&self) -> Option<Stamp> {
        let elements = self.set.iter().flat_map(|(_, members)| members.elements());
        let edits = elements.flat_map(|(_, element)| element.added.iter().chain(&element.removed).copied());
        self.others.iter().map(|write| write.stamp).chain(edits).max()
    }
}

/// A cell, whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct State {
    /// Values written as a whole.
    pub register: Register,
    /// Edits of a set, where there were any.
    pub members: Option<Members>,
}

/// A cell as the table keeps it.
pub(crate) struct Kept {
    /// What it shows.
    pub value: Value,
    /// The stamp of the value that was written as a whole and stands.
    pub stamp: Stamp,
    /// The rest.
    pub side: Option<Side>,
}

impl State {
    /// From what the table keeps.
    pub(crate) fn of(shown: Value, stamp: Stamp, side: Option<&Side>) -> State {
        let (others, set) = side.map_or((&[][..], None), |side| (&side.others[..], side.set.as_ref()));
        let value = set.map_or(shown, |(list, _)| list.clone());
        let own = (stamp != Stamp::ZERO).then_some(Write { stamp, value: Some(value) });
        State {
            register: Register::of(others.iter().cloned().chain(own)),
            members: set.map(|(_, members)| members.clone()).filter(|members| !members.elements().is_empty()),
        }
    }

    /// Takes note of a write; the writer had seen these writes of other devices.
    pub(crate) fn write(&mut self, value: &Value, stamp: Stamp, seen: &[Stamp]) {
        match value {
            Value::Set(edit) => self.members.get_or_insert_default().edit(edit, stamp),
            value => self.register.write(stamp, plain(value.clone()), seen),
        }
    }

    /// Takes note of what another replica knows of the cell.
    pub(crate) fn join(&mut self, other: State) {
        other.register.writes().iter().cloned().for_each(|write| self.register.join(write));
        if let Some(members) = other.members {
            self.members.get_or_insert_default().join(&members);
        }
    }

    /// What the table has to keep.
    pub(crate) fn kept(self, rule: Merge) -> Kept {
        let (winner, others) = self.register.split(rule);
        let (value, stamp) =
            winner.map_or((Value::Empty, Stamp::ZERO), |write| (write.value.unwrap_or_default(), write.stamp));
        let lists = lists(stamp, &value, &others);
        // Lists that were written as a whole at the same time add up, as edits do.
        let is_set =
            self.members.is_some() || (rule == Merge::Set && lists.as_ref().is_some_and(|lists| lists.len() > 1));
        let (shown, set) = match lists.filter(|_| is_set) {
            Some(lists) => {
                let members = self.members.unwrap_or_default();
                (plain(Value::References(members.shown(&lists))), Some((value, members)))
            }
            // A value that is no list hides the edits, which are kept.
            None => (value.clone(), self.members.map(|members| (value, members))),
        };
        let side = (!others.is_empty() || set.is_some()).then_some(Side { others, set });
        Kept { value: shown, stamp, side }
    }

    /// Writes that lost against one made at the same time elsewhere, and whose value is another: the newest first.
    pub fn losers(&self, rule: Merge) -> Vec<Write> {
        let winner = self.register.winner(rule);
        let won = winner.and_then(|at| self.register.writes()[at].value.as_ref());
        let mut losers: Vec<Write> = self
            .register
            .writes()
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != winner)
            .map(|(_, write)| write.clone())
            .collect();
        losers.retain(|write| write.value.is_some() && write.value.as_ref() != won);
        losers.sort_by_key(|write| std::cmp::Reverse(write.stamp));
        losers
    }

    /// The stamps by which a set knows a record now.
    pub fn known_by(&self, record: RecordId, rule: Merge) -> Vec<Stamp> {
        let standing = self.register.writes().iter().filter(|write| match &write.value {
            Some(Value::References(list)) => list.contains(&record),
            _ => false,
        });
        let winner = self.register.winner(rule).map(|at| self.register.writes()[at].stamp);
        let counts = |write: &&Write| rule == Merge::Set || self.members.is_some() || Some(write.stamp) == winner;
        let listed: Vec<Stamp> = standing.filter(counts).map(|write| write.stamp).collect();
        match &self.members {
            Some(members) => members.known_by(record, &listed),
            None => listed,
        }
    }
}

/// The lists that stand, that of the winner first; `None` where the winner is something else.
fn lists<'a>(stamp: Stamp, value: &'a Value, others: &'a [Write]) -> Option<Vec<(&'a [RecordId], Stamp)>> {
    let first = match value {
        Value::References(list) => list.as_slice(),
        Value::Empty => &[],
        _ => return None,
    };
    let rest = others.iter().filter_map(|write| match &write.value {
        Some(Value::References(list)) => Some((list.as_slice(), write.stamp)),
        _ => None,
    });
    Some(std::iter::once((first, stamp)).chain(rest).collect())
}

/// Whether the value reads as "empty" from a column: then it is empty everywhere, whichever way it came.
pub(crate) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Empty => true,
        Value::Text(text) => text.is_empty(),
        Value::References(list) => list.is_empty(),
        Value::Bytes(bytes) => bytes.is_empty(),
        Value::Number(number) => number.0 == NO_INT,
        Value::Instant(millis) => *millis == NO_INT,
        Value::Money(money) => money.minor == NO_INT,
        Value::Day(Day(day)) => *day == NO_DAY,
        Value::Option(option) => option.0 == NO_OPTION,
        _ => false,
    }
}

fn plain(value: Value) -> Value {
    if is_nothing(&value) { Value::Empty } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rows;
    use model::schema::customer;
    use model::{DeviceId, FieldId, SetEdit};

    #[test]
    fn a_clock_that_reads_rows_is_ahead_of_what_lost_and_of_what_joined_a_set() {
        let stamp = |at, device| Stamp::new(at, 0, DeviceId(device));
        let mut rows = Rows::new(customer::ID, stamp(5, 1), [RecordId(1)]);
        assert_eq!(rows.newest(), stamp(5, 1));
        // A refusal stands before a consent that was written later.
        let others = vec![Write { stamp: stamp(9, 2), value: Some(Value::Empty) }];
        rows.sides.push((0, customer::CONSENT.id, Side { others, set: None }));
        assert_eq!(rows.newest(), stamp(9, 2));
        let mut members = Members::default();
        members.edit(&SetEdit::adding([RecordId(7)]), stamp(12, 3));
        let side = Side { others: Vec::new(), set: Some((Value::Empty, members)) };
        rows.sides.push((0, FieldId(17), side));
        assert_eq!(rows.newest(), stamp(12, 3));
        assert_eq!(Rows::from_bytes(&rows.to_bytes()).as_ref(), Some(&rows));
    }
}
