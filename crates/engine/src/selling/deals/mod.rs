//! Opportunities.

mod board;
mod deal;
mod forecast;
mod funnel;
mod large;
mod moves;
mod pipelines;
mod reading;

use super::{Context, Plan};
use protocol::{DealsAnswer, DealsDeed, DealsQuery, Failure};
use reading::Deals;

/// Opportunities listed at once behind a number.
const BEHIND_MAX: usize = 1_000;
/// Of a customer, or large: as many as a page shows.
const LISTED_MAX: usize = 100;

/// The answer to a question.
pub(super) fn answer(context: &Context<'_>, query: &DealsQuery) -> DealsAnswer {
    // Asked on every page: where there is no rule nothing is read.
    if matches!(query, DealsQuery::Large { .. }) && !large::is_ruled(context.workspace) {
        return DealsAnswer::Cards(Vec::new(), 0);
    }
    let deals = Deals::new(context);
    match query {
        DealsQuery::Pipelines => DealsAnswer::Pipelines(deals.pipelines),
        DealsQuery::Board { scope, top, more } => DealsAnswer::Board(board::answer(&deals, scope, *top, more)),
        DealsQuery::Deal { id } => DealsAnswer::Deal(deal::answer(context, &deals, *id).map(Box::new)),
        DealsQuery::Forecast(scope) => DealsAnswer::Forecast(forecast::answer(&deals, scope)),
        DealsQuery::Funnel { scope, since } => DealsAnswer::Funnel(funnel::answer(&deals, scope, *since)),
        DealsQuery::Behind { scope, since, which, limit } => {
            listed(&deals, behind(&deals, scope, *since, *which), *limit as usize)
        }
        DealsQuery::Large { concerns } => listed(&deals, large::rows(&deals, *concerns), LISTED_MAX),
        DealsQuery::AtRisk { owners, limit } => listed(&deals, deals.at_risk(owners), *limit as usize),
        DealsQuery::OfCustomer { customer } => listed(&deals, deal::of_customer(&deals, *customer), LISTED_MAX),
    }
}

fn behind(
    deals: &Deals<'_>,
    scope: &protocol::DealScope,
    since: Option<model::Day>,
    which: protocol::deals::DealsBehind,
) -> Vec<u32> {
    use protocol::deals::DealOutcome;
    use protocol::deals::DealsBehind::{Ended, Expected, Lost, LostFor, Open, Reached, Won, WonIn};
    match which {
        Expected(when, currency, category) => forecast::rows(deals, scope, when, currency, category),
        Reached(stage) => funnel::reached(deals, scope, since, stage),
        Won => funnel::ended(deals, scope, since, &[DealOutcome::Won]),
        Lost => funnel::ended(deals, scope, since, &[DealOutcome::Lost]),
        LostFor(reason) => funnel::lost_for(deals, scope, since, reason),
        Ended => funnel::ended(deals, scope, since, &[DealOutcome::Won, DealOutcome::Lost]),
        Open => funnel::ended(deals, scope, since, &[DealOutcome::Open]),
        WonIn(when, currency) => forecast::won(deals, scope, when, currency),
    }
}

/// The first of some opportunities, and how many there are.
fn listed(deals: &Deals<'_>, mut rows: Vec<u32>, max: usize) -> DealsAnswer {
    let count = rows.len() as u32;
    rows.sort_by_cached_key(|&row| deals.order(row));
    rows.truncate(max.min(BEHIND_MAX));
    let since = deals.since();
    DealsAnswer::Cards(rows.into_iter().map(|row| deals.card(row, since)).collect(), count)
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &DealsDeed, ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    match deed {
        DealsDeed::Begin { chinese } => pipelines::begin(context, *chinese),
        DealsDeed::Move { deals, stage, reason, competitor, closed } => {
            moves::go(context, deals, *stage, &moves::Ending { reason: *reason, competitor, closed: *closed })
        }
        DealsDeed::SavePipeline { id, name, stages, moved } => {
            pipelines::save(context, *id, &pipelines::Edited { name, stages, moved }, ids)
        }
        DealsDeed::DeletePipeline { id, to } => pipelines::delete(context, *id, *to),
        DealsDeed::Line { deal, change } => moves::line(context, *deal, change, ids),
        DealsDeed::LargeRule { amount, share, stage } => large::rule(context, *amount, *share, *stage),
    }
}
