//! Leads and the public pool.

use super::{Context, Plan};
use protocol::{Failure, LeadsAnswer, LeadsDeed, LeadsQuery};

/// The answer to a question.
pub(super) fn answer(_context: &Context<'_>, query: &LeadsQuery) -> LeadsAnswer {
    match *query {}
}

/// What a step changes.
pub(super) fn plan(_context: &Context<'_>, deed: &LeadsDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match *deed {}
}
