//! Targets, reports and the dashboard.
//!
//! A report goes through its records a piece at a time: [`chosen`] says which, [`coded`] what groups they are of, [`gathered`] which cells those make, [`measured`]
//! what each cell comes to. Nothing is kept of a record, so that a report of a million takes no memory to speak of.

mod amounts;
mod chosen;
mod coded;
mod dashboard;
mod derived;
mod due;
mod gathered;
mod laid;
mod measured;
mod numbers;
mod ready;
mod run;
mod targets;

use super::{Context, NewIds, Plan};
use protocol::{Failure, ReportsAnswer, ReportsDeed, ReportsQuery};

/// The answer to a question.
pub(super) fn answer(context: &Context<'_>, query: &ReportsQuery) -> ReportsAnswer {
    match query {
        ReportsQuery::Dashboard => {
            let live = |of: &model::CollectionId| context.workspace.table(*of).is_some_and(|table| table.live() > 0);
            ReportsAnswer::Dashboard(dashboard::tiles(context), model::report::REPORTED.iter().any(live))
        }
        ReportsQuery::Run(report) => ReportsAnswer::Run(run::run(context, report)),
        ReportsQuery::Behind(behind) => ReportsAnswer::Behind(run::behind(context, behind)),
        ReportsQuery::Targets(of) => ReportsAnswer::Targets(targets::answer(context, *of)),
        ReportsQuery::Standing { owners, team } => ReportsAnswer::Standing(targets::standing(context, owners, *team)),
        ReportsQuery::Reached { measure, who, from, to, limit } => {
            ReportsAnswer::Behind(targets::behind(context, *measure, *who, (*from, *to), *limit))
        }
    }
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &ReportsDeed, ids: NewIds<'_>) -> Result<Plan, Failure> {
    match deed {
        ReportsDeed::SetTargets { measure, period, currency, changes } => {
            targets::set(context, *measure, *period, *currency, changes, ids)
        }
        ReportsDeed::Keep { id, name, report } => dashboard::keep(context, *id, name, report, ids),
        ReportsDeed::Move { id, before } => dashboard::go_before(context, *id, *before),
        ReportsDeed::Show { id, shown } => dashboard::show(context, *id, *shown),
        ReportsDeed::Widen { id, wide } => dashboard::widen(context, *id, *wide),
        ReportsDeed::Remove { id } => dashboard::remove(context, *id),
    }
}
