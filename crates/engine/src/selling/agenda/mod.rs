//! Tasks, events and reminders, and whom to think of.

mod calendar;
mod care;
mod deeds;
mod holidays;
mod item;
mod reminders;
mod repeat;
mod series;
mod span;

pub(super) use item::{MORNING, is_over};
pub(crate) use series::complete;

use super::{Context, Plan};
use protocol::{AgendaAnswer, AgendaDeed, AgendaItem, AgendaItems, AgendaQuery, AgendaSpan, Care, CareAnswer, Failure};

/// The answer to a question.
pub(super) fn answer(context: &Context<'_>, query: &AgendaQuery) -> AgendaAnswer {
    match query {
        AgendaQuery::Span(query) => AgendaAnswer::Items(span(context, query)),
        AgendaQuery::Care(query) => AgendaAnswer::Care(care(context, query)),
        AgendaQuery::Reminders { zone, owners, after, day } => {
            AgendaAnswer::Reminders(reminders::answer(context, zone, owners, *after, *day))
        }
        AgendaQuery::Calendar { zone, task, owners, birthday, anniversary } => {
            let asked = calendar::Asked { only: *task, owners, birthday, anniversary };
            AgendaAnswer::Calendar(calendar::file(context, zone, &asked))
        }
    }
}

/// What stands in a span of days.
pub(super) fn span(context: &Context<'_>, query: &AgendaSpan) -> AgendaItems {
    span::answer(context, query)
}

/// Whom to think of.
pub(super) fn care(context: &Context<'_>, query: &Care) -> CareAnswer {
    care::answer(context, query)
}

/// What should have been done before a day, and how much it is.
pub(super) fn overdue(context: &Context<'_>, query: &Care, limit: u32) -> (Vec<AgendaItem>, u32) {
    span::overdue(context, query, limit)
}

/// How much was done on a day.
pub(super) fn done_on(context: &Context<'_>, query: &Care) -> u32 {
    span::done_on(context, query)
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &AgendaDeed, ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    deeds::plan(context, deed, ids)
}
