//! Targets, reports and the dashboard.

use super::{Context, Plan};
use protocol::{Failure, ReportsAnswer, ReportsDeed, ReportsQuery};

/// The answer to a question.
pub(super) fn answer(_context: &Context<'_>, query: &ReportsQuery) -> ReportsAnswer {
    match *query {}
}

/// What a step changes.
pub(super) fn plan(_context: &Context<'_>, deed: &ReportsDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match *deed {}
}
