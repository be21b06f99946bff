//! Conversations and files.

use super::{Context, Plan};
use protocol::{Failure, TalksAnswer, TalksDeed, TalksQuery};

/// The answer to a question.
pub(super) fn answer(_context: &Context<'_>, query: &TalksQuery) -> TalksAnswer {
    match *query {}
}

/// What a step changes.
pub(super) fn plan(_context: &Context<'_>, deed: &TalksDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match *deed {}
}
