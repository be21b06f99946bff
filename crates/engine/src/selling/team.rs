//! Users and teams.

use super::{Context, Plan};
use protocol::{Failure, TeamAnswer, TeamDeed, TeamQuery};

/// The answer to a question.
pub(super) fn answer(_context: &Context<'_>, query: &TeamQuery) -> TeamAnswer {
    match *query {}
}

/// What a step changes.
pub(super) fn plan(_context: &Context<'_>, deed: &TeamDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match *deed {}
}
