//! Visits and check-ins.

use super::{Context, Plan};
use protocol::{Failure, FieldAnswer, FieldDeed, FieldQuery};

/// The answer to a question.
pub(super) fn answer(_context: &Context<'_>, query: &FieldQuery) -> FieldAnswer {
    match *query {}
}

/// What a step changes.
pub(super) fn plan(_context: &Context<'_>, deed: &FieldDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match *deed {}
}
