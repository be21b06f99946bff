//! A cell that holds one value: who wrote what, and which of it still counts.

use model::{DeviceId, Merge, Stamp, Value};
use serde::{Deserialize, Serialize};

/// The newest write of one device to a cell, as far as known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Write {
    /// When and by whom.
    pub stamp: Stamp,
    /// What was written; `None` once somebody who had seen it wrote something else.
    pub value: Option<Value>,
}

/// All that is known of a cell: for each device its newest write. A device's own writes follow each other, so one of each is enough; and a write names
/// those of other devices that its writer had seen. Joining is commutative, associative and idempotent, so replicas agree whatever the order.
/// Source: dotted version vector sets, Preguiça, Baquero et al., "Brief Announcement: Efficient Causality Tracking in Distributed
/// Storage Systems With Dotted Version Vectors", 2012.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Register {
    /// In rising order of devices.
    writes: Vec<Write>,
}

impl Register {
    /// What was kept of a register: [`Register::into_writes`].
    pub fn of(writes: impl IntoIterator<Item = Write>) -> Register {
        let mut register = Register::default();
        writes.into_iter().for_each(|write| register.join(write));
        register
    }

    /// For each device its newest write, in rising order of devices.
    pub fn writes(&self) -> &[Write] {
        &self.writes
    }

    fn at(&self, device: DeviceId) -> Result<usize, usize> {
        self.writes.binary_search_by_key(&device, |write| write.stamp.device())
    }

    /// Takes note of a write whose writer had seen these.
    pub fn write(&mut self, stamp: Stamp, value: Value, seen: &[Stamp]) {
        // A writer's clock is ahead of all it has seen; anything else is a lie that must not hide other writes.
        for &earlier in seen.iter().filter(|earlier| **earlier < stamp) {
            self.join(Write { stamp: earlier, value: None });
        }
        self.join(Write { stamp, value: Some(value) });
    }

    /// Takes note of what another replica knows.
    pub fn join(&mut self, write: Write) {
        match self.at(write.stamp.device()) {
            Err(at) => self.writes.insert(at, write),
            Ok(at) => {
                let known = &mut self.writes[at];
                if write.stamp > known.stamp {
                    *known = write;
                } else if write.stamp == known.stamp && write.value.is_none() {
                    known.value = None;
                }
            }
        }
    }

    /// Which write the cell shows: the latest of those that nobody replaced, but a refusal before all others where the rule is [`Merge::OptOut`].
    pub fn winner(&self, rule: Merge) -> Option<usize> {
        let standing =
            self.writes.iter().enumerate().filter_map(|(at, write)| Some((at, write.stamp, write.value.as_ref()?)));
        standing.max_by_key(|(_, stamp, value)| (rule.refuses(value), *stamp)).map(|(at, ..)| at)
    }

    /// Takes the winner out; the rest is what has to be remembered beside it.
    pub fn split(mut self, rule: Merge) -> (Option<Write>, Vec<Write>) {
        let winner = self.winner(rule).map(|at| self.writes.remove(at));
        (winner, self.writes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::OptionId;

    fn stamp(at: u64, device: u64) -> Stamp {
        Stamp::new(at, 0, DeviceId(device))
    }

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    fn shown(register: &Register, rule: Merge) -> Option<Value> {
        register.winner(rule).and_then(|at| register.writes()[at].value.clone())
    }

    #[test]
    fn the_later_of_two_concurrent_writes_wins_and_the_other_is_kept() {
        let mut register = Register::default();
        register.write(stamp(5, 1), text("a"), &[]);
        register.write(stamp(7, 2), text("b"), &[]);
        assert_eq!(shown(&register, Merge::LastWriter), Some(text("b")));
        assert_eq!(register.clone().split(Merge::LastWriter).1, [Write { stamp: stamp(5, 1), value: Some(text("a")) }]);
        // Whoever saw both and decided leaves nothing to keep.
        register.write(stamp(9, 1), text("c"), &[stamp(7, 2)]);
        assert_eq!(shown(&register, Merge::LastWriter), Some(text("c")));
        assert_eq!(register.writes()[1].value, None);
    }

    #[test]
    fn a_refusal_counts_until_somebody_who_saw_it_decides() {
        let withdrawn = Value::Option(OptionId(7));
        let mut register = Register::default();
        register.write(stamp(5, 1), withdrawn.clone(), &[]);
        register.write(stamp(9, 2), Value::Option(OptionId(1)), &[]);
        assert_eq!(shown(&register, Merge::OptOut), Some(withdrawn));
        assert_eq!(shown(&register, Merge::LastWriter), Some(Value::Option(OptionId(1))));
        register.write(stamp(11, 2), Value::Option(OptionId(1)), &[stamp(5, 1)]);
        assert_eq!(shown(&register, Merge::OptOut), Some(Value::Option(OptionId(1))));
    }

    #[test]
    fn what_claims_to_have_seen_the_future_hides_nothing() {
        let mut register = Register::default();
        register.write(stamp(8, 2), text("honest"), &[]);
        register.write(stamp(5, 1), text("lie"), &[stamp(8, 2)]);
        assert_eq!(shown(&register, Merge::LastWriter), Some(text("honest")));
    }
}
