//! Whose records a question is about.

use model::RecordId;
use serde::{Deserialize, Serialize};

/// The users whose records are meant; everybody's where none is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owners(pub Vec<RecordId>);

impl Owners {
    /// Everybody's.
    pub const ALL: Owners = Owners(Vec::new());
}

impl From<Option<RecordId>> for Owners {
    /// One user's, or everybody's.
    fn from(user: Option<RecordId>) -> Owners {
        Owners(user.into_iter().collect())
    }
}
