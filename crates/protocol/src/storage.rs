//! What the browser says of storage.

use serde::{Deserialize, Serialize};

/// What the browser says of storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorageAnswer {
    /// Bytes used by this site.
    pub used_bytes: u64,
    /// Bytes the browser would give it.
    pub quota_bytes: u64,
    /// The browser promised not to evict.
    pub persisted: bool,
}
