//! What is to be done today.

use super::{Context, Plan};
use protocol::{Failure, TodayAnswer, TodayDeed, TodayQuery};

/// The answer to a question.
pub(super) fn answer(_context: &Context<'_>, query: &TodayQuery) -> TodayAnswer {
    match *query {}
}

/// What a step changes.
pub(super) fn plan(_context: &Context<'_>, deed: &TodayDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match *deed {}
}
