//! Users and teams: questions, answers, deeds.

use crate::Target;
use model::{CollectionId, RecordId};
use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TeamQuery {
    /// Who there is and what they own.
    People,
    /// Whose records can be looked at: who there is, and who is in a user's team.
    Members {
        /// The user.
        of: Option<RecordId>,
    },
}

/// A user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: RecordId,
    /// Their name.
    pub name: String,
    /// Their team.
    pub team: Option<RecordId>,
    /// Whether they still work here.
    pub active: bool,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// How many living records they own, by collection; only those that there are.
    pub owned: Vec<(CollectionId, u32)>,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamLine {
    /// Which.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// Who leads it.
    pub leader: Option<RecordId>,
}

/// Who there is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PeopleAnswer {
    /// The users: those who still work here first, then by name.
    pub people: Vec<Person>,
    /// The teams by name.
    pub teams: Vec<TeamLine>,
    /// Records whose owner was deleted, by collection.
    pub orphans: Vec<(CollectionId, u32)>,
}

/// Whose records can be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Members {
    /// The user who was asked about.
    pub of: Option<RecordId>,
    /// Whether the book has that user: not where they were deleted or their making was undone, nor in another book.
    pub known: bool,
    /// The user and whoever is in the same team, or in a team that the user leads.
    pub team: Vec<RecordId>,
    /// Everybody who still works here, by name.
    pub people: Vec<(RecordId, String)>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TeamAnswer {
    /// To [`TeamQuery::People`].
    People(Box<PeopleAnswer>),
    /// To [`TeamQuery::Members`].
    Members(Box<Members>),
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TeamDeed {
    /// Records get another owner, or none.
    Transfer {
        /// Which.
        records: Target,
        /// To whom.
        to: Option<RecordId>,
    },
    /// What somebody owns goes to somebody else.
    HandOver {
        /// From whom.
        from: RecordId,
        /// To whom; `None` leaves it without an owner.
        to: Option<RecordId>,
        /// Records of which collections.
        of: Vec<CollectionId>,
    },
}
