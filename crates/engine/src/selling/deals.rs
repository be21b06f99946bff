//! Opportunities.

use super::{Context, Plan};
use protocol::{DealsAnswer, DealsDeed, DealsQuery, Failure};

/// The answer to a question.
pub(super) fn answer(_context: &Context<'_>, query: &DealsQuery) -> DealsAnswer {
    match *query {}
}

/// What a step changes.
pub(super) fn plan(_context: &Context<'_>, deed: &DealsDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match *deed {}
}
