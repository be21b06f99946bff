//! One field of very many records: what a bulk change is made of, as small in memory as on disk.

use crate::{Cell, CollectionId, FieldId, RecordId, Stamp, Value};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::marker::PhantomData;
use std::rc::Rc;

/// Bytes that copies share: an operation and its entry in the log are in memory at the same time.
#[derive(Clone, Debug, Default, PartialEq)]
struct Shared(Rc<Vec<u8>>);

impl Shared {
    fn of(mut bytes: Vec<u8>) -> Shared {
        bytes.shrink_to_fit();
        Shared(Rc::new(bytes))
    }
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Shared {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_bytes::deserialize::<Vec<u8>, D>(deserializer).map(Shared::of)
    }
}

/// Things in a row, equal neighbours once: nearly nothing where all are equal, and what they take on disk where none are.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Runs<T> {
    /// How often (4 bytes, little endian) before each thing.
    bytes: Shared,
    #[serde(skip)]
    of: PhantomData<T>,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Runs { bytes: Shared::default(), of: PhantomData }
    }
}

impl<T> Runs<T> {
    /// Bytes that they take.
    pub fn bytes(&self) -> usize {
        self.bytes.0.len()
    }
}

impl<T> std::fmt::Debug for Runs<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.bytes.fmt(f)
    }
}

impl<T: Serialize + PartialEq> FromIterator<T> for Runs<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let (mut bytes, mut last, mut begin) = (Vec::new(), None, 0);
        for thing in things {
            if last.as_ref() != Some(&thing) {
                begin = bytes.len();
                bytes = postcard::to_extend(&(0_u8, 0_u8, 0_u8, 0_u8, &thing), bytes).unwrap_or_default();
                last = Some(thing);
            }
            if let Some(count) = bytes.get_mut(begin..).and_then(|rest| rest.first_chunk_mut()) {
                *count = u32::from_le_bytes(*count).saturating_add(1).to_le_bytes();
            }
        }
        Runs { bytes: Shared::of(bytes), of: PhantomData }
    }
}

impl<T: DeserializeOwned> Runs<T> {
    /// The things with how often each stands there; it ends where the bytes make no sense.
    fn runs(&self) -> impl Iterator<Item = (usize, T)> {
        let mut rest = self.bytes.0.as_slice();
        std::iter::from_fn(move || {
            let (count, thing) = rest.split_first_chunk()?;
            let (thing, after) = postcard::take_from_bytes(thing).ok()?;
            rest = after;
            Some((u32::from_le_bytes(*count) as usize, thing))
        })
    }

    /// What stands at a place.
    pub fn get(&self, mut at: usize) -> Option<T> {
        for (count, thing) in self.runs() {
            match at.checked_sub(count) {
                Some(left) => at = left,
                None => return Some(thing),
            }
        }
        None
    }
}

impl<T: DeserializeOwned + Clone> Runs<T> {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        self.runs().flat_map(|(count, thing)| std::iter::repeat_n(thing, count))
    }
}

/// New values for one field of many records of a collection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Many {
    /// The records' collection.
    pub collection: CollectionId,
    /// The field.
    pub field: FieldId,
    /// Which records, 16 bytes each, little endian.
    records: Shared,
    /// What the field becomes, record by record.
    pub values: Runs<Value>,
    /// Writes of other devices that the writer saw in each cell.
    pub seen: Runs<Vec<Stamp>>,
}

impl Many {
    /// Of records with what the field of each becomes.
    pub fn of(collection: CollectionId, field: FieldId, cells: impl IntoIterator<Item = (RecordId, Value)>) -> Many {
        let mut records = Vec::new();
        let value = |(record, value): (RecordId, Value)| {
            records.extend_from_slice(&record.0.to_le_bytes());
            value
        };
        let values = cells.into_iter().map(value).collect();
        Many { collection, field, records: Shared::of(records), values, seen: Runs::default() }
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.records.0.len() / 16
    }

    /// True for no records.
    pub fn is_empty(&self) -> bool {
        self.records.0.is_empty()
    }

    /// Bytes that they take.
    pub fn bytes(&self) -> usize {
        self.records.0.len() + self.values.bytes() + self.seen.bytes()
    }

    /// The records.
    pub fn records(&self) -> impl Iterator<Item = RecordId> {
        self.records.0.as_chunks().0.iter().map(|&id| RecordId(u128::from_le_bytes(id)))
    }

    /// The place of a record among them.
    pub fn find(&self, record: RecordId) -> Option<usize> {
        self.records().position(|one| one == record)
    }

    /// The cells, one after the other.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        let (collection, field) = (self.collection, self.field);
        self.records().zip(self.values.iter()).map(move |(record, value)| Cell { collection, record, field, value })
    }

    /// The writes that were seen in each cell.
    pub fn all_seen(&self) -> impl Iterator<Item = Vec<Stamp>> {
        self.seen.iter().chain(std::iter::repeat(Vec::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_neighbours_stand_once_and_all_come_back() {
        let text = |n: usize| Value::Text("王".repeat(n % 3));
        let things: Vec<Value> = (0..1000).map(|n| if n < 900 { Value::Bool(true) } else { text(n / 2) }).collect();
        let runs: Runs<Value> = things.iter().cloned().collect();
        assert!(runs.bytes() < 1_000, "{}", runs.bytes());
        assert!(runs.iter().eq(things.iter().cloned()));
        assert!((0..1000).all(|at| runs.get(at).as_ref() == things.get(at)) && runs.get(1000).is_none());
        let read: Runs<Value> = postcard::from_bytes(&postcard::to_allocvec(&runs).expect("encodes")).expect("decodes");
        assert_eq!(read, runs);
        assert_eq!(Runs::<Value>::default().iter().count(), 0);
    }

    #[test]
    fn bytes_that_make_no_sense_end_the_row() {
        let runs: Runs<Value> = [Value::Text("王小明".into()), Value::Empty].into_iter().collect();
        let of = |bytes| Runs::<Value> { bytes: Shared::of(bytes), of: PhantomData };
        for at in 0..runs.bytes() {
            for mask in [1, 0x80, 0xFF] {
                let mut bytes = runs.bytes.0.to_vec();
                bytes[at] ^= mask;
                assert!(of(bytes).runs().count() <= runs.bytes());
            }
        }
        assert_eq!(of(runs.bytes.0[..7].to_vec()).iter().count(), 0);
    }

    #[test]
    fn cells_are_what_was_said_of_each_record() {
        let cells = (1..=300).map(|n| (RecordId(n), Value::Bool(n % 100 == 0)));
        let many = Many::of(CollectionId(4), FieldId(9), cells.clone());
        assert_eq!((many.len(), many.find(RecordId(200)), many.find(RecordId(301))), (300, Some(199), None));
        assert!(many.cells().map(|cell| (cell.record, cell.value)).eq(cells));
        assert!(many.all_seen().take(300).all(|seen| seen.is_empty()));
    }
}
