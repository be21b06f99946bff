//! What lies within its own kind. Reading goes one call deeper with each level, so bytes that make no sense must not decide how far.

use serde::de::Error;
use std::cell::Cell;
use std::thread::LocalKey;

/// How many levels of something are being read.
pub(crate) type Depth = LocalKey<Cell<usize>>;

/// Reads something one level deeper, where that is no deeper than `max`.
pub(crate) fn deeper<T, E: Error>(
    depth: &'static Depth,
    max: usize,
    read: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    if depth.get() >= max {
        return Err(E::custom("too deep within others"));
    }
    depth.set(depth.get() + 1);
    let done = read();
    depth.set(depth.get() - 1);
    done
}
