//! Values that stay bytes until they are read.
//!
//! The first list needs few of the things that cross between page and worker. What it does not need travels sealed: the code that
//! packs and opens it comes with the part that does so, and not with the first.

use crate::{Failure, decode, encode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

/// A value of type `T` as the bytes of [`encode`]. Equal where the bytes are.
pub struct Sealed<T> {
    bytes: Vec<u8>,
    /// What [`Sealed::get`] made of the bytes; erased, so that nobody who only passes it on needs to know how it is dropped.
    opened: OnceLock<Option<Box<dyn Any + Send + Sync>>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Sealed<T> {
    fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, opened: OnceLock::new(), of: PhantomData }
    }

    /// How many bytes it takes.
    pub fn size_bytes(&self) -> usize {
        self.bytes.len()
    }
}

impl<T: Serialize> Sealed<T> {
    /// Packs a value.
    pub fn new(value: &T) -> Self {
        // No message holds a sequence of unknown length, the only thing that cannot be encoded; no bytes open as nothing.
        Self::of(encode(value).unwrap_or_default())
    }
}

impl<T: DeserializeOwned> Sealed<T> {
    /// Opens it.
    ///
    /// # Errors
    /// [`Failure::Protocol`] when the two sides are of different builds.
    pub fn open(&self) -> Result<T, Failure> {
        decode(&self.bytes)
    }
}

impl<T: DeserializeOwned + Send + Sync + 'static> Sealed<T> {
    /// What is in it, opened at the first look; `None` when the two sides are of different builds.
    pub fn get(&self) -> Option<&T> {
        let open = || self.open().ok().map(|value| Box::new(value) as Box<dyn Any + Send + Sync>);
        self.opened.get_or_init(open).as_deref()?.downcast_ref()
    }
}

impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self::of(self.bytes.clone())
    }
}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.bytes.len())
    }
}

impl<T> Serialize for Sealed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_bytes::serialize(&self.bytes, serializer)
    }
}

impl<'de, T> Deserialize<'de> for Sealed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_bytes::deserialize(deserializer).map(Self::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let sealed = Sealed::new(&vec![1_u32, 2, 300]);
        let sent: Sealed<Vec<u32>> = decode(&encode(&sealed).unwrap()).unwrap();
        assert_eq!(sent, sealed);
        assert_eq!(sent.open().unwrap(), [1, 2, 300]);
        assert_eq!(sent.get(), Some(&vec![1, 2, 300]));
        assert_eq!(sent.get(), sent.clone().get());
    }

    #[test]
    fn another_build_is_an_error_and_not_a_panic() {
        let sealed: Sealed<String> = decode(&encode(&Sealed::new(&[255_u8, 255])).unwrap()).unwrap();
        assert!(matches!(sealed.open(), Err(Failure::Protocol(_))));
        assert_eq!(sealed.get(), None);
    }
}
