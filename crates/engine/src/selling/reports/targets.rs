//! Targets and what was reached of them.

mod goals;
mod reached;

use super::super::{Context, NewIds, Plan, new_record};
use super::ready;
use crate::list::sounded;
use crate::records::name;
use goals::Goals;
use hashbrown::HashMap;
use model::rule::Unit;
use model::schema::{target, team, user};
use model::{Cell, Currency, Day, Decimal, Deed, FieldId, Label, Money, OptionId, RecordId, Value, options};
use protocol::{
    BehindAnswer, Failure, Owners, Problem, ProblemCode, Standing, TargetCell, TargetChange, TargetRow, TargetsAnswer,
    TargetsOf, Who,
};
use reached::Reached;

/// The unit of a period of [`options::PERIOD`].
pub(super) fn unit(period: OptionId) -> Unit {
    match options::PERIOD.value(period).map(|value| value.name) {
        Some("quarter") => Unit::Quarter,
        Some("year") => Unit::Year,
        _ => Unit::Month,
    }
}

/// The period of that length.
fn period(unit: Unit) -> OptionId {
    let name = match unit {
        Unit::Quarter => "quarter",
        Unit::Year => "year",
        _ => "month",
    };
    options::PERIOD.id(name).unwrap_or(OptionId(1))
}

/// Whether a measure is of amounts.
pub(super) fn is_money(measure: OptionId) -> bool {
    ["revenue", "payments", "won_deals"].map(ready::measure).contains(&measure)
}

/// The last day of the period that begins there.
fn last(unit: Unit, start: Day) -> Day {
    Day(unit.moved(start, 1).0 - 1)
}

/// The periods of a year.
fn periods(unit: Unit, year: i32) -> Vec<(Day, Day)> {
    let Some(first) = Day::from_ymd(year, 1, 1) else { return Vec::new() };
    let end = Unit::Year.moved(first, 1);
    let starts = std::iter::successors(Some(first), |start| Some(unit.moved(*start, 1)));
    starts.take_while(|start| *start < end).take(12).map(|start| (start, last(unit, start))).collect()
}

/// The people by their team.
struct Teams {
    of: HashMap<RecordId, RecordId>,
    teams: Vec<RecordId>,
    people: Vec<RecordId>,
}

impl Teams {
    fn of(context: &Context<'_>) -> Teams {
        let ids = |of| -> Vec<RecordId> {
            let table = context.workspace.table(of);
            let rows = table.into_iter().flat_map(|table| table.alive_rows().map(|row| table.handle(row)));
            rows.map(|handle| context.workspace.ids.id(handle)).collect()
        };
        let (teams, people) = (ids(team::ID), ids(user::ID));
        let team_of = |id: &RecordId| Some((*id, context.workspace.get(user::ID, *id, user::TEAM)?));
        let of = people.iter().filter_map(team_of).filter(|(_, team)| teams.contains(team)).collect();
        Teams { of, teams, people }
    }

    fn team(&self, person: RecordId) -> Option<RecordId> {
        self.of.get(&person).copied()
    }

    fn members(&self, team: RecordId) -> impl Iterator<Item = RecordId> {
        self.people.iter().copied().filter(move |person| self.team(*person) == Some(team))
    }
}

/// The answer to a question for targets.
pub(super) fn answer(context: &Context<'_>, of: TargetsOf) -> TargetsAnswer {
    let unit = unit(of.period);
    let periods = periods(unit, of.year);
    let goals = Goals::of(context, of.measure);
    let currency = is_money(of.measure).then(|| goals.currency(of.year).unwrap_or(context.currency));
    let span =
        (periods.first().map_or(Day::MIN, |period| period.0), periods.last().map_or(Day::MIN, |period| period.1));
    let reached = Reached::of(context, of.measure, currency, span);
    let teams = Teams::of(context);
    let sums = reached.by_period(&periods);
    let of_person = |person: Option<RecordId>, at: usize| sums.get(&person).map_or(0, |sums| sums[at]);
    let row = |who: Who| {
        let cells = (0..).zip(&periods).map(|(at, (start, _))| {
            let sum = match who {
                Who::Company => sums.values().map(|sums| sums[at]).sum(),
                Who::Team(team) => teams.members(team).map(|person| of_person(Some(person), at)).sum(),
                Who::Person(person) => of_person(Some(person), at),
                Who::Nobody => of_person(None, at),
            };
            let target = goals.target(&teams, currency, who, unit, *start);
            TargetCell {
                target: target.map(|(target, _)| target),
                derived: target.is_some_and(|(_, derived)| derived),
                reached: told(sum),
                before: goals.own(currency, who, unit, Unit::Year.moved(*start, -1)),
            }
        });
        let name = match who {
            Who::Team(id) | Who::Person(id) => name(context.workspace, id),
            Who::Company | Who::Nobody => String::new(),
        };
        TargetRow { who, name, cells: cells.collect() }
    };
    let readings = context.look_at_readings();
    let readings = readings.as_deref().unwrap_or_default();
    let named = |whos: Vec<Who>| {
        let mut rows: Vec<TargetRow> = whos.into_iter().map(row).collect();
        rows.sort_by_cached_key(|row| (sounded(&row.name, readings), row.who));
        rows
    };
    let has_something = |row: &TargetRow| row.cells.iter().any(|cell| cell.target.is_some() || cell.reached != 0);
    let works = |row: &TargetRow| {
        let Who::Person(id) = row.who else { return true };
        let listed = teams.people.contains(&id) && context.workspace.get(user::ID, id, user::ACTIVE) != Some(false);
        listed || has_something(row)
    };
    // Whoever owned something counts, even when they are gone.
    let gone = sums.keys().flatten().copied().filter(|id| !teams.people.contains(id));
    let people: Vec<Who> = teams.people.iter().copied().chain(gone).map(Who::Person).collect();
    let mut rows = vec![row(Who::Company)];
    rows.extend(named(teams.teams.iter().copied().map(Who::Team).collect()));
    rows.extend(named(people).into_iter().filter(works));
    if rows.len() > 1 {
        rows.extend(Some(row(Who::Nobody)).filter(has_something));
    }
    TargetsAnswer { of, periods, rows, currency, elsewhere: reached.elsewhere(), today: context.today }
}

/// A sum as it is told: what does not fit stands at the end of what does.
fn told(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}

/// Whose targets make up those of some people: of a team that is among them as a whole that of the team.
fn parts(teams: &Teams, owners: &Owners, as_team: bool) -> Vec<Who> {
    let is_theirs = |person: &RecordId| owners.0.contains(person);
    match owners.0.as_slice() {
        [] => vec![Who::Company],
        [one] if !as_team => vec![Who::Person(*one)],
        several => {
            let whole = |team: RecordId| {
                let mut members = teams.members(team).peekable();
                members.peek().is_some() && members.all(|member| is_theirs(&member))
            };
            let whole: Vec<RecordId> = teams.teams.iter().copied().filter(|team| whole(*team)).collect();
            let alone = |person: &RecordId| !teams.team(*person).is_some_and(|team| whole.contains(&team));
            let people = several.iter().copied().filter(alone).map(Who::Person);
            whole.iter().copied().map(Who::Team).chain(people).collect()
        }
    }
}

/// The targets of some people, or of the company, that run today: of each measure that of the shortest period that was set itself, or else that of
/// the shortest that follows from others.
pub(super) fn standing(context: &Context<'_>, owners: &Owners, as_team: bool) -> Vec<Standing> {
    let (today, teams) = (context.today, Teams::of(context));
    let parts = parts(&teams, owners, as_team);
    let one = |measure: OptionId| {
        let goals = Goals::of(context, measure);
        let currency = is_money(measure).then(|| goals.currency(today.ymd().0).unwrap_or(context.currency));
        let of_unit = |unit: Unit| {
            let of = |who: &Who| goals.target(&teams, currency, *who, unit, unit.start(today));
            // Of several parts the sum is their target where each of them has one of its own.
            let told: Vec<Option<(i64, bool)>> = parts.iter().map(of).collect();
            let derived = told.iter().any(|of| of.is_none_or(|(_, derived)| derived));
            let (target, _) = goals::summed(told.into_iter().flatten().map(|(amount, _)| amount))?;
            Some((unit, target, derived))
        };
        let running: Vec<_> = [Unit::Month, Unit::Quarter, Unit::Year].into_iter().filter_map(of_unit).collect();
        let (unit, target, derived) = *running.iter().find(|(.., derived)| !derived).or(running.first())?;
        let (from, to) = (unit.start(today), last(unit, unit.start(today)));
        let sums = Reached::of(context, measure, currency, (from, to)).by_period(&[(from, to)]);
        let of_person = |person: RecordId| sums.get(&Some(person)).map_or(0, |sums| sums[0]);
        let reached = match owners.0.as_slice() {
            [] => sums.values().map(|sums| sums[0]).sum(),
            people => people.iter().copied().map(of_person).sum(),
        };
        let (period, reached) = (period(unit), told(reached));
        Some(Standing { measure, period, from, to, target, derived, reached, currency, today })
    };
    options::MEASURE.values.iter().filter_map(|value| one(value.id)).collect()
}

/// The records behind what somebody reached within some days.
pub(super) fn behind(context: &Context<'_>, measure: OptionId, who: Who, days: (Day, Day), limit: u32) -> BehindAnswer {
    let teams = Teams::of(context);
    let is_theirs = |owner: Option<RecordId>| match who {
        Who::Company => true,
        Who::Team(team) => owner.is_some_and(|owner| teams.team(owner) == Some(team)),
        Who::Person(person) => owner == Some(person),
        Who::Nobody => owner.is_none(),
    };
    reached::behind(context, measure, days, &is_theirs, limit)
}

/// Targets of one measure and one length of period become others.
///
/// # Errors
/// Where one is below nothing, or of somebody who is not there.
pub(super) fn set(
    context: &Context<'_>,
    measure: OptionId,
    period: OptionId,
    currency: Currency,
    changes: &[TargetChange],
    ids: NewIds<'_>,
) -> Result<Plan, Failure> {
    let unit = unit(period);
    let goals = Goals::of(context, measure);
    let mut cells = Vec::new();
    for change in changes {
        let there = match change.who {
            Who::Company => true,
            Who::Team(id) => context.workspace.find_alive(team::ID, id).is_some(),
            Who::Person(id) => context.workspace.find_alive(user::ID, id).is_some(),
            Who::Nobody => false,
        };
        if !there {
            return Err(Failure::NotFound);
        }
        if change.target.is_some_and(|target| target < 0) {
            return Err(Failure::Selling(Box::new(Problem::plain(ProblemCode::NegativeTarget))));
        }
        let start = unit.start(change.start);
        let known = goals.records(change.who, unit, start);
        let value = change.target.map(|target| match is_money(measure) {
            true => (target::AMOUNT.id, Value::Money(Money { minor: target, currency })),
            false => (target::COUNT.id, Value::Number(Decimal(target.saturating_mul(Decimal::ONE)))),
        });
        let cell = |record, field, value| Cell { collection: target::ID, record, field, value };
        match (known.split_first(), value) {
            (Some((&first, further)), Some((field, value))) => {
                cells.push(cell(first, field, value));
                cells.extend(further.iter().map(|&record| cell(record, FieldId::ALIVE, Value::Bool(false))));
            }
            (None, Some((field, value))) => {
                let (owner, team) = match change.who {
                    Who::Person(id) => (Value::Reference(id), Value::Empty),
                    Who::Team(id) => (Value::Empty, Value::Reference(id)),
                    Who::Company | Who::Nobody => (Value::Empty, Value::Empty),
                };
                let fields = vec![
                    (target::MEASURE.id, Value::Option(measure)),
                    (target::OWNER.id, owner),
                    (target::TEAM.id, team),
                    (target::PERIOD.id, Value::Option(period)),
                    (target::START.id, Value::Day(start)),
                    (field, value),
                ];
                cells.extend(new_record(target::ID, ids(), fields));
            }
            (_, None) => cells.extend(known.iter().map(|&record| cell(record, FieldId::ALIVE, Value::Bool(false)))),
        }
    }
    let n = u32::try_from(changes.len()).unwrap_or(u32::MAX);
    Ok(Plan { label: Label::Deed(Deed::SetTarget, n), cells, created: None })
}
