//! Columns of integers as plain bytes, little endian: a million of them are copied, not read one by one.

use serde::{Deserializer, Serializer};

/// An integer of fixed size.
pub trait Plain: Copy {
    /// Appends its bytes.
    fn write(self, into: &mut Vec<u8>);
    /// All integers of these bytes; what is left over at the end is not one.
    fn read(bytes: &[u8]) -> Vec<Self>;
}

macro_rules! plain {
    ($($number:ty),*) => {$(
        impl Plain for $number {
            fn write(self, into: &mut Vec<u8>) {
                into.extend_from_slice(&self.to_le_bytes());
            }

            fn read(bytes: &[u8]) -> Vec<Self> {
                let (numbers, _) = bytes.as_chunks();
                numbers.iter().map(|bytes| <$number>::from_le_bytes(*bytes)).collect()
            }
        }
    )*};
}

plain!(u16, u32, i32, i64);

pub(super) fn serialize<T: Plain, S: Serializer>(numbers: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(size_of_val(numbers));
    numbers.iter().for_each(|number| number.write(&mut bytes));
    serializer.serialize_bytes(&bytes)
}

pub(super) fn deserialize<'de, T: Plain, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let bytes: serde_bytes::ByteBuf = serde::Deserialize::deserialize(deserializer)?;
    Ok(T::read(&bytes))
}
