//! Large deals: by amount, by share of the owner's target, from a stage on; by the stage alone where nothing else is set.

use super::reading::{Deals, WHOLE};
use crate::selling::{Context, Plan};
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::schema::{FromValue, THE_SETTINGS, setting, target, team, user};
use model::{Cell, Day, Decimal, FieldId, Label, Money, OptionId, RecordId, Value, options};
use protocol::deals::{DealOutcome, Pipeline};
use protocol::{Failure, Problem, ProblemCode};

/// The rule, ready to be applied.
#[derive(Default)]
pub(super) struct Rule {
    amount: Option<Money>,
    /// Millionths of a per cent.
    share: Option<i64>,
    /// Pipeline, place in it, and probability for stages of other pipelines.
    from: Option<(usize, usize, i64)>,
    /// What owners and teams are to reach now: the smallest of their targets.
    targets: HashMap<RecordId, Money>,
}

/// Whether there is a rule at all.
pub(super) fn is_ruled(workspace: &Workspace) -> bool {
    let is_set = |field| !workspace.value(setting::ID, THE_SETTINGS, field).is_empty();
    [setting::LARGE_DEAL.id, setting::LARGE_DEAL_SHARE.id, setting::LARGE_DEAL_STAGE.id].into_iter().any(is_set)
}

impl Rule {
    pub(super) fn read(context: &Context<'_>, pipelines: &[Pipeline]) -> Rule {
        let workspace = context.workspace;
        let set = |key| workspace.value(setting::ID, THE_SETTINGS, key);
        let amount = Money::from_value(set(setting::LARGE_DEAL.id));
        let share =
            Decimal::from_value(set(setting::LARGE_DEAL_SHARE.id)).map(|share| share.0).filter(|share| *share > 0);
        let stage = RecordId::from_value(set(setting::LARGE_DEAL_STAGE.id));
        let from = stage.and_then(|id| {
            let place = |(at, pipeline): (usize, &Pipeline)| {
                let place = pipeline.stages.iter().position(|stage| stage.id == id)?;
                Some((at, place, pipeline.stages[place].probability.0))
            };
            pipelines.iter().enumerate().find_map(place)
        });
        let targets = share.map_or_else(HashMap::new, |_| targets(workspace, context.today));
        Rule { amount, share, from, targets }
    }

    pub(super) fn is_large(&self, deals: &Deals<'_>, row: u32) -> bool {
        let by_stage_alone = self.amount.is_none() && self.share.is_none();
        if (by_stage_alone && self.from.is_none())
            || deals.outcome(row) != DealOutcome::Open
            || !self.is_far_enough(deals, row)
        {
            return false;
        }
        if by_stage_alone {
            return true;
        }
        let Some(amount) = deals.amount(row) else { return false };
        let by_amount =
            self.amount.is_some_and(|least| least.currency == amount.currency && amount.minor >= least.minor);
        by_amount || self.is_share(deals, row, amount)
    }

    fn is_far_enough(&self, deals: &Deals<'_>, row: u32) -> bool {
        let Some((pipeline, place, probability)) = self.from else { return true };
        match deals.place(row) {
            Some((here, at)) if here == pipeline => at >= place,
            _ => deals.probability(row) >= probability,
        }
    }

    fn is_share(&self, deals: &Deals<'_>, row: u32, amount: Money) -> bool {
        let target = || {
            let workspace = deals.workspace;
            let owner = workspace.ids.id(deals.responsible()(row)?);
            let own = self.targets.get(&owner).copied();
            own.or_else(|| self.targets.get(&workspace.get(user::ID, owner, user::TEAM)?).copied())
        };
        let (Some(share), Some(target)) = (self.share, target()) else { return false };
        target.currency == amount.currency
            && i128::from(amount.minor) * i128::from(WHOLE) >= i128::from(target.minor) * i128::from(share)
    }
}

/// What each owner and each team is to sell in the periods that run now: the smallest of their targets.
fn targets(workspace: &Workspace, today: Day) -> HashMap<RecordId, Money> {
    let mut targets: HashMap<RecordId, Money> = HashMap::new();
    let Some(table) = workspace.table(target::ID) else { return targets };
    let sells = ["revenue", "won_deals"].map(|name| options::MEASURE.id(name));
    for row in table.alive_rows() {
        let value = |field: FieldId| table.value(row, field, &workspace.ids);
        let (measure, period) =
            (OptionId::from_value(value(target::MEASURE.id)), OptionId::from_value(value(target::PERIOD.id)));
        let start = Day::from_value(value(target::START.id));
        let amount = Money::from_value(value(target::AMOUNT.id)).filter(|amount| amount.minor > 0);
        let whose =
            [target::OWNER.id, target::TEAM.id].into_iter().find_map(|field| RecordId::from_value(value(field)));
        let (Some(start), Some(amount), Some(whose)) = (start, amount, whose) else { continue };
        if sells.contains(&measure) && start <= today && today < end(start, period) {
            let known = targets.entry(whose).or_insert(amount);
            if amount.minor < known.minor {
                *known = amount;
            }
        }
    }
    targets
}

/// The day after a period that begins on this day.
fn end(start: Day, period: Option<OptionId>) -> Day {
    let months = match period.and_then(|id| options::PERIOD.value(id)).map(|value| value.name) {
        Some("quarter") => 3,
        Some("year") => 12,
        _ => 1,
    };
    let (year, month, day) = start.ymd();
    let after = month as i32 - 1 + months;
    let (year, month) = (year + after / 12, (after % 12 + 1) as u32);
    let days = (1..=day).rev().find_map(|day| Day::from_ymd(year, month, day));
    days.unwrap_or(Day(start.0 + 31 * months))
}

/// Rows of open opportunities that are large; those that concern somebody, where one is named.
pub(super) fn rows(deals: &Deals<'_>, concerns: Option<RecordId>) -> Vec<u32> {
    let workspace = deals.workspace;
    let responsible = deals.responsible();
    let concerned = |row: u32| {
        let Some(me) = concerns else { return true };
        let owner = responsible(row).map(|owner| workspace.ids.id(owner));
        let leads = |owner: RecordId| {
            let team = workspace.get(user::ID, owner, user::TEAM)?;
            workspace.get(team::ID, team, team::LEADER)
        };
        owner == Some(me) || owner.and_then(leads) == Some(me)
    };
    deals.rows().filter(|&row| deals.is_large(row) && concerned(row)).collect()
}

/// The step that sets the rule.
///
/// # Errors
/// [`ProblemCode::NegativeRule`].
pub(super) fn rule(
    context: &Context<'_>,
    amount: Option<Money>,
    share: Option<Decimal>,
    stage: Option<RecordId>,
) -> Result<Plan, Failure> {
    if amount.is_some_and(|amount| amount.minor < 0) || share.is_some_and(|share| share.0 < 0) {
        return Err(Problem::plain(ProblemCode::NegativeRule).into());
    }
    let cell = |field: FieldId, value: Value| Cell { collection: setting::ID, record: THE_SETTINGS, field, value };
    let here = context.workspace.find_alive(setting::ID, THE_SETTINGS).is_some();
    let mut cells: Vec<Cell> = (!here).then(|| cell(FieldId::ALIVE, Value::Bool(true))).into_iter().collect();
    cells.push(cell(setting::LARGE_DEAL.id, amount.map_or(Value::Empty, Value::Money)));
    cells.push(cell(setting::LARGE_DEAL_SHARE.id, share.map_or(Value::Empty, Value::Number)));
    cells.push(cell(setting::LARGE_DEAL_STAGE.id, stage.map_or(Value::Empty, Value::Reference)));
    Ok(Plan { label: Label::Edit(setting::ID, setting::LARGE_DEAL.id), cells, created: None })
}
