//! Tasks, events and reminders.

use super::{Context, Plan};
use protocol::{AgendaAnswer, AgendaDeed, AgendaQuery, Failure};

/// The answer to a question.
pub(super) fn answer(_context: &Context<'_>, query: &AgendaQuery) -> AgendaAnswer {
    match *query {}
}

/// What a step changes.
pub(super) fn plan(_context: &Context<'_>, deed: &AgendaDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match *deed {}
}
