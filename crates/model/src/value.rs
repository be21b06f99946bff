//! The value of one cell, and its form on disk, which an older version carries even when it cannot read it.

use crate::{Day, Money, RecordId, SetEdit};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One of an option list's values, by number; the list itself is data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OptionId(pub u16);

/// A number in millionths: quantities and rates, exact and comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Decimal(pub i64);

impl Decimal {
    /// How many units of `Decimal` make one.
    pub const ONE: i64 = 1_000_000;

    /// A whole number, if it fits.
    pub fn whole(number: i64) -> Option<Decimal> {
        number.checked_mul(Decimal::ONE).map(Decimal)
    }

    /// Shortest decimal form: `2`, `0.5`, `-1.25`.
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        let part = format!("{part:06}");
        let part = part.trim_end_matches('0');
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing; also what an absent cell reads as.
    #[default]
    Empty,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(Decimal),
    /// Text in any language; untrusted.
    Text(String),
    /// An amount with its currency, moving together.
    Money(Money),
    /// A day.
    Day(Day),
    /// Milliseconds since 1970-01-01 UTC.
    Instant(i64),
    /// An entry of the field's option list.
    Option(OptionId),
    /// Another record.
    Reference(RecordId),
    /// Several records (tags).
    References(Vec<RecordId>),
    /// Records that join or leave a set: only in operations, never what stands in a cell.
    Set(SetEdit),
    /// What a part of the program keeps in a form of its own.
    Bytes(Vec<u8>),
    /// A kind of value that this version does not know: kept and handed on.
    Opaque(u8, Vec<u8>),
}

impl Value {
    /// True for [`Value::Empty`].
    pub fn is_empty(&self) -> bool {
        matches!(self, Value::Empty)
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn encode(&self) -> postcard::Result<(u8, Vec<u8>)> {
        use postcard::to_allocvec as bytes;
        Ok(match self {
            Value::Empty => (0, Vec::new()),
            Value::Bool(value) => (1, bytes(value)?),
            Value::Number(value) => (2, bytes(value)?),
            Value::Text(value) => (3, value.as_bytes().to_vec()),
            Value::Money(value) => (4, bytes(value)?),
            Value::Day(value) => (5, bytes(value)?),
            Value::Instant(value) => (6, bytes(value)?),
            Value::Option(value) => (7, bytes(value)?),
            Value::Reference(value) => (8, bytes(value)?),
            Value::References(value) => (9, bytes(value)?),
            Value::Set(value) => (10, bytes(value)?),
            Value::Bytes(value) => (11, value.clone()),
            Value::Opaque(kind, bytes) => (*kind, bytes.clone()),
        })
    }

    fn decode(kind: u8, bytes: Vec<u8>) -> Option<Value> {
        use postcard::from_bytes as read;
        Some(match kind {
            0 => Value::Empty,
            1 => Value::Bool(read(&bytes).ok()?),
            2 => Value::Number(read(&bytes).ok()?),
            3 => Value::Text(String::from_utf8(bytes).ok()?),
            4 => Value::Money(read(&bytes).ok()?),
            5 => Value::Day(read(&bytes).ok()?),
            6 => Value::Instant(read(&bytes).ok()?),
            7 => Value::Option(read(&bytes).ok()?),
            8 => Value::Reference(read(&bytes).ok()?),
            9 => Value::References(read(&bytes).ok()?),
            10 => Value::Set(read(&bytes).ok()?),
            11 => Value::Bytes(bytes),
            kind => Value::Opaque(kind, bytes),
        })
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let encoded = self.encode().map_err(serde::ser::Error::custom)?;
        (encoded.0, serde_bytes::Bytes::new(&encoded.1)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (kind, bytes) = <(u8, serde_bytes::ByteBuf)>::deserialize(deserializer)?;
        Value::decode(kind, bytes.into_vec()).ok_or_else(|| D::Error::custom("a value's bytes do not fit its kind"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    #[test]
    fn every_kind_survives_the_disk() {
        let values = [
            Value::Empty,
            Value::Bool(true),
            Value::Number(Decimal(-1)),
            Value::Text("王小明 <b>=1+1</b>".into()),
            Value::Money(Money { minor: i64::MIN, currency: Currency::CNY }),
            Value::Day(Day::MIN),
            Value::Instant(i64::MAX),
            Value::Option(OptionId(7)),
            Value::Reference(RecordId(u128::MAX)),
            Value::References(vec![RecordId(1), RecordId(2)]),
            Value::Set(SetEdit { add: vec![RecordId(3)], remove: vec![(RecordId(4), vec![crate::Stamp(5)])] }),
            Value::Bytes(vec![0, 255]),
            Value::Opaque(200, vec![1, 2, 3]),
        ];
        for value in values {
            let bytes = postcard::to_allocvec(&value).expect("encodes");
            assert_eq!(postcard::from_bytes::<Value>(&bytes).expect("decodes"), value);
        }
    }

    #[test]
    fn bytes_that_do_not_fit_their_kind_are_an_error() {
        let bytes = postcard::to_allocvec(&(3_u8, serde_bytes::Bytes::new(&[0xFF, 0xFE]))).expect("encodes");
        assert!(postcard::from_bytes::<Value>(&bytes).is_err());
    }

    #[test]
    fn decimals_print_short() {
        assert_eq!(Decimal(2_000_000).plain(), "2");
        assert_eq!(Decimal(-1_250_000).plain(), "-1.25");
        assert_eq!(Decimal(500_000).plain(), "0.5");
    }
}
