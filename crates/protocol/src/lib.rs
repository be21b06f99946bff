//! The messages between page and worker, and between worker and importer.
//!
//! Everything crosses as postcard bytes in a transferred buffer; a file crosses beside its message as the browser's
//! own `File`. The worker returns codes and parameters, never words: the page words them in the reader's language.

pub mod answer;
pub mod catalogue;
pub mod failure;
pub mod history;
pub mod import;
pub mod insight;
pub mod query;
pub mod request;
pub mod sealed;
pub mod selling;
pub mod stage;
pub mod storage;

pub use answer::*;
pub use catalogue::*;
pub use failure::*;
pub use history::*;
pub use insight::*;
pub use query::*;
pub use request::*;
pub use sealed::Sealed;
pub use selling::*;
pub use stage::{StageReason, StageThresholds};
pub use storage::StorageAnswer;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A message as bytes.
///
/// # Errors
/// Only where a sequence's length is unknown, which no message here has.
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, Failure> {
    postcard::to_allocvec(message).map_err(|error| Failure::Protocol(error.to_string()))
}

/// A message from bytes.
///
/// # Errors
/// [`Failure::Protocol`] when the two sides are of different builds.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    postcard::from_bytes(bytes).map_err(|error| Failure::Protocol(error.to_string()))
}
