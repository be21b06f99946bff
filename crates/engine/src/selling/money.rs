//! Orders, instalments, payments.

use super::{Context, Plan};
use protocol::{Failure, MoneyAnswer, MoneyDeed, MoneyQuery};

/// The answer to a question.
pub(super) fn answer(_context: &Context<'_>, query: &MoneyQuery) -> MoneyAnswer {
    match *query {}
}

/// What a step changes.
pub(super) fn plan(_context: &Context<'_>, deed: &MoneyDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match *deed {}
}
