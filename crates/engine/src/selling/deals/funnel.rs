//! How far opportunities come: the funnel, from the log of stages.

use super::reading::Deals;
use crate::column::Column;
use hashbrown::HashMap;
use insight::funnel;
use insight::survival::{Spell, Survival};
use model::schema::{opportunity, stage_change};
use model::{Currency, Day, Money, OptionId, RecordId};
use protocol::DealScope;
use protocol::deals::{DealOutcome, FunnelAnswer, FunnelStep};

const DAY_MILLIS: f64 = 86_400_000.0;

/// The way of one opportunity.
struct Way {
    row: u32,
    outcome: DealOutcome,
    /// How many stages of the way it came to: 1 for the first.
    reached: usize,
    /// Stage and how long it stood there, in days; the last is where it stands.
    stood: Vec<(RecordId, f64, bool)>,
    /// From its opening to its closing.
    days: Option<f64>,
}

/// When it came to which stage, by row of opportunities.
fn logs(deals: &Deals<'_>) -> HashMap<u32, Vec<(i64, RecordId)>> {
    let mut logs: HashMap<u32, Vec<(i64, RecordId)>> = HashMap::new();
    let Some(log) = deals.workspace.table(stage_change::ID) else { return logs };
    let column = |field| log.column(field);
    let (whose, to) = (column(stage_change::OPPORTUNITY.id), column(stage_change::TO.id));
    let at = column(stage_change::AT.id).and_then(Column::ints);
    let (Some(whose), Some(to), Some(at)) = (whose, to, at) else { return logs };
    let ids = &deals.workspace.ids;
    for row in log.alive_rows() {
        let deal = whose.reference(row).and_then(|deal| ids.row(deal, opportunity::ID));
        if let (Some(deal), Some(to), Some(at)) = (deal, to.reference(row), at.find(row)) {
            logs.entry(deal).or_default().push((at, ids.id(to)));
        }
    }
    logs.values_mut().for_each(|log| log.sort_unstable());
    logs
}

/// Stages on the way to winning, without those where it ends.
fn open_stages(deals: &Deals<'_>, scope: &DealScope) -> Vec<RecordId> {
    let stages = deals.shown(scope).map_or(&[][..], |at| deals.pipelines[at].stages.as_slice());
    stages.iter().filter(|stage| stage.outcome == DealOutcome::Open).map(|stage| stage.id).collect()
}

/// The ways of the opportunities of a scope that were opened since a day.
fn ways(deals: &Deals<'_>, scope: &DealScope, since: Option<Day>, now: i64) -> Vec<Way> {
    let stages = open_stages(deals, scope);
    let logs = logs(deals);
    let nothing = Vec::new();
    let way = |row: u32| {
        let log = logs.get(&row).unwrap_or(&nothing);
        let noted = log.first().map(|(at, _)| deals.local(*at));
        let opened = deals.day(row, opportunity::OPENED_AT).or(noted);
        if since.is_some_and(|since| opened.is_none_or(|day| day < since)) {
            return None;
        }
        let outcome = deals.outcome(row);
        let place = |stage: &RecordId| stages.iter().position(|known| known == stage).map(|at| at + 1);
        let here = deals.stage(row).map(|stage| stage.id);
        let furthest = log.iter().map(|(_, to)| to).chain(here.iter()).filter_map(place).max();
        let reached = match outcome {
            DealOutcome::Won => stages.len() + 1,
            // Whatever ended came in somewhere.
            _ => furthest.unwrap_or(1),
        };
        let stood = log.iter().enumerate().map(|(at, (from, stage))| {
            let left = log.get(at + 1).map(|(at, _)| *at);
            let millis = left.unwrap_or(now).saturating_sub(*from).max(0);
            (*stage, millis as f64 / DAY_MILLIS, left.is_some())
        });
        let closed = deals.day(row, opportunity::CLOSED_AT);
        let days = opened.zip(closed).map(|(from, to)| f64::from((to.0 - from.0).max(0)));
        Some(Way { row, outcome, reached, stood: stood.collect(), days })
    };
    deals.scoped(scope).into_iter().filter_map(way).collect()
}

fn now(deals: &Deals<'_>) -> i64 {
    (i64::from(deals.today.0) + 1) * DAY_MILLIS as i64
}

/// The answer.
pub(super) fn answer(deals: &Deals<'_>, scope: &DealScope, since: Option<Day>) -> FunnelAnswer {
    let ways = ways(deals, scope, since, now(deals));
    let count = |outcome: DealOutcome| ways.iter().filter(|way| way.outcome == outcome).count() as u32;
    let (open, won, lost) = (count(DealOutcome::Open), count(DealOutcome::Won), count(DealOutcome::Lost));
    let stages = deals.shown(scope).map_or(&[][..], |at| deals.pipelines[at].stages.as_slice());
    let on_the_way: Vec<_> = stages.iter().filter(|stage| stage.outcome == DealOutcome::Open).collect();
    let end = stages.iter().find(|stage| stage.outcome == DealOutcome::Won);
    let reached = |step: usize| ways.iter().filter(|way| way.reached > step).count() as u64;
    let counts: Vec<u64> = (0..on_the_way.len() + usize::from(end.is_some())).map(reached).collect();
    let steps = on_the_way.iter().copied().chain(end).zip(funnel::conversion(&counts)).enumerate();
    let step = |(at, (stage, step)): (usize, (&protocol::deals::DealStage, funnel::Step))| {
        let decided = |outcome| ways.iter().filter(|way| way.reached > at && way.outcome == outcome).count() as u64;
        FunnelStep {
            stage: stage.id,
            name: stage.name.clone(),
            colour: stage.colour,
            reached: step.reached as u32,
            step: step.step,
            between: step.ci.filter(|_| at > 0),
            cumulative: step.cumulative,
            median_days: median(&ways, stage.id).filter(|_| stage.outcome == DealOutcome::Open),
            history: funnel::stage_probability(decided(DealOutcome::Won), decided(DealOutcome::Lost)),
            typed: stage.probability,
        }
    };
    let steps = steps.map(step).collect();
    let rate = funnel::win_rate(won.into(), lost.into());
    let cycle = mean(ways.iter().filter(|way| way.outcome == DealOutcome::Won).filter_map(|way| way.days));
    FunnelAnswer {
        opened: ways.len() as u32,
        open,
        won,
        lost,
        steps,
        win_rate: rate.map(|rate| (rate.rate, rate.ci.0, rate.ci.1)),
        cycle_days: cycle,
        velocity: velocity(deals, &ways, rate.map(|rate| rate.rate), cycle),
        reasons: reasons(deals, &ways),
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    (n > 0.0).then_some(sum / n)
}

/// Days in which half had left the stage (Kaplan–Meier).
fn median(ways: &[Way], stage: RecordId) -> Option<f64> {
    let stood = ways.iter().flat_map(|way| &way.stood).filter(|(at, ..)| *at == stage);
    let spells: Vec<Spell> = stood.map(|&(_, time, ended)| Spell { time, ended }).collect();
    Survival::of(&spells).quantile(0.5)
}

/// What the open ones bring a day, by currency.
fn velocity(deals: &Deals<'_>, ways: &[Way], rate: Option<f64>, cycle: Option<f64>) -> Vec<Money> {
    let (Some(rate), Some(cycle)) = (rate, cycle) else { return Vec::new() };
    let mut sums: Vec<(Currency, f64, u64)> = Vec::new();
    for way in ways.iter().filter(|way| way.outcome == DealOutcome::Open) {
        let Some(amount) = deals.amount(way.row) else { continue };
        match sums.iter_mut().find(|(currency, ..)| *currency == amount.currency) {
            Some(known) => {
                known.1 += amount.minor as f64;
                known.2 += 1;
            }
            None => sums.push((amount.currency, amount.minor as f64, 1)),
        }
    }
    let one = |(currency, sum, n): (Currency, f64, u64)| {
        let a_day = funnel::velocity(n, sum / n as f64, rate, cycle)?;
        Some(Money { minor: a_day.round() as i64, currency })
    };
    sums.into_iter().filter_map(one).collect()
}

/// Why they were lost, the most frequent first.
fn reasons(deals: &Deals<'_>, ways: &[Way]) -> Vec<(Option<OptionId>, u32)> {
    let mut reasons: Vec<(Option<OptionId>, u32)> = Vec::new();
    for way in ways.iter().filter(|way| way.outcome == DealOutcome::Lost) {
        let reason = deals.option(way.row, opportunity::LOST_REASON);
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some(known) => known.1 += 1,
            None => reasons.push((reason, 1)),
        }
    }
    reasons.sort_by_key(|(reason, n)| (std::cmp::Reverse(*n), *reason));
    reasons
}

/// Rows of those that came to a stage or beyond.
pub(super) fn reached(deals: &Deals<'_>, scope: &DealScope, since: Option<Day>, stage: RecordId) -> Vec<u32> {
    let stages = open_stages(deals, scope);
    let step = stages.iter().position(|known| *known == stage).unwrap_or(stages.len());
    let ways = ways(deals, scope, since, now(deals)).into_iter();
    ways.filter(|way| way.reached > step).map(|way| way.row).collect()
}

/// Rows of those that ended so.
pub(super) fn ended(deals: &Deals<'_>, scope: &DealScope, since: Option<Day>, how: &[DealOutcome]) -> Vec<u32> {
    let ways = ways(deals, scope, since, now(deals)).into_iter();
    ways.filter(|way| how.contains(&way.outcome)).map(|way| way.row).collect()
}

/// Rows of those that were lost for a reason, or without one.
pub(super) fn lost_for(deals: &Deals<'_>, scope: &DealScope, since: Option<Day>, reason: Option<OptionId>) -> Vec<u32> {
    let mut rows = ended(deals, scope, since, &[DealOutcome::Lost]);
    rows.retain(|&row| deals.option(row, opportunity::LOST_REASON) == reason);
    rows
}
