//! What is to be done today: the agenda and whom to think of, in one answer.

use super::agenda::{care, done_on, overdue, span};
use super::{Context, Plan};
use model::Day;
use protocol::{AgendaSpan, Failure, TodayAnswer, TodayDeed, TodayQuery};

/// The answer to a question.
pub(super) fn answer(context: &Context<'_>, query: &TodayQuery) -> TodayAnswer {
    let ask = &query.care;
    let agenda = |from: Option<Day>, to: Option<Day>, limit: u32| {
        let (zone, owners) = (ask.zone.clone(), ask.owners.clone());
        span(
            context,
            &AgendaSpan { zone, owners, customer: None, from, to, done: false, coming: false, near: None, limit },
        )
    };
    let (overdue, overdue_all) = overdue(context, ask, query.limit);
    let today = agenda(Some(ask.day), Some(ask.day), query.limit);
    let next = agenda(Some(Day(ask.day.0 + 1)), None, 1).items.pop();
    TodayAnswer {
        overdue,
        overdue_all,
        today: today.items,
        today_all: today.total,
        done: done_on(context, ask),
        next: next.filter(|item| item.when.is_some()).map(Box::new),
        care: care(context, ask),
    }
}

/// What a step changes.
pub(super) fn plan(_context: &Context<'_>, deed: &TodayDeed, _ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match *deed {}
}
