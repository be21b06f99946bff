//! The targets that were set for a measure.

use super::super::super::Context;
use super::{Teams, is_money};
use model::rule::Unit;
use model::schema::{FromValue, Key, target};
use model::{Currency, Day, Decimal, Money, OptionId, RecordId};
use protocol::Who;
use std::collections::BTreeMap;

/// Whose, how long, from when.
type Place = (Who, Length, Day);

/// How long a target runs, in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Length {
    Month,
    Quarter,
    Year,
}

fn length(unit: Unit) -> Length {
    match unit {
        Unit::Year => Length::Year,
        Unit::Quarter => Length::Quarter,
        _ => Length::Month,
    }
}

/// One that was set.
struct Goal {
    record: RecordId,
    amount: i64,
    currency: Option<Currency>,
}

/// All of a measure. Of two for the same place the one that was made first counts, on every device.
pub(super) struct Goals(BTreeMap<Place, Vec<Goal>>);

impl Goals {
    pub(super) fn of(context: &Context<'_>, measure: OptionId) -> Goals {
        let mut goals: BTreeMap<Place, Vec<Goal>> = BTreeMap::new();
        let Some(table) = context.workspace.table(target::ID) else { return Goals(goals) };
        for row in table.alive_rows() {
            fn get<T: FromValue>(
                context: &Context<'_>,
                table: &crate::table::Table,
                row: u32,
                key: Key<T>,
            ) -> Option<T> {
                T::from_value(table.value(row, key.id, &context.workspace.ids))
            }
            if get(context, table, row, target::MEASURE) != Some(measure) {
                continue;
            }
            let who = match (get(context, table, row, target::OWNER), get(context, table, row, target::TEAM)) {
                (Some(person), _) => Who::Person(person),
                (None, Some(team)) => Who::Team(team),
                (None, None) => Who::Company,
            };
            let unit = super::unit(get(context, table, row, target::PERIOD).unwrap_or(OptionId(1)));
            let Some(start) = get(context, table, row, target::START) else { continue };
            let goal: Option<(i64, Option<Currency>)> = match is_money(measure) {
                true => {
                    get(context, table, row, target::AMOUNT).map(|money: Money| (money.minor, Some(money.currency)))
                }
                false => get(context, table, row, target::COUNT).map(|count: Decimal| (count.0 / Decimal::ONE, None)),
            };
            let Some((amount, currency)) = goal else { continue };
            let goal = Goal { record: context.workspace.ids.id(table.handle(row)), amount, currency };
            goals.entry((who, length(unit), unit.start(start))).or_default().push(goal);
        }
        goals.values_mut().for_each(|goals| goals.sort_by_key(|goal| goal.record));
        Goals(goals)
    }

    /// The records that set a target.
    pub(super) fn records(&self, who: Who, unit: Unit, start: Day) -> Vec<RecordId> {
        let goals = self.0.get(&(who, length(unit), start));
        goals.into_iter().flatten().map(|goal| goal.record).collect()
    }

    /// The currency that most targets of a year are in; of equals the first by its code.
    pub(super) fn currency(&self, year: i32) -> Option<Currency> {
        let mut counts: BTreeMap<Currency, usize> = BTreeMap::new();
        for ((_, _, start), goals) in &self.0 {
            if start.ymd().0 == year
                && let Some(currency) = goals.first().and_then(|goal| goal.currency)
            {
                *counts.entry(currency).or_default() += 1;
            }
        }
        counts.into_iter().min_by_key(|(currency, n)| (std::cmp::Reverse(*n), *currency)).map(|(currency, _)| currency)
    }

    /// What was set for exactly this.
    pub(super) fn own(&self, currency: Option<Currency>, who: Who, unit: Unit, start: Day) -> Option<i64> {
        let goal = self.0.get(&(who, length(unit), start))?.first()?;
        (goal.currency == currency).then_some(goal.amount)
    }

    /// What was set for this, or for the shorter periods in it.
    fn set(&self, currency: Option<Currency>, who: Who, unit: Unit, start: Day) -> Option<(i64, bool)> {
        if let Some(own) = self.own(currency, who, unit, start) {
            return Some((own, false));
        }
        let (shorter, n) = match unit {
            Unit::Year => (Unit::Quarter, 4),
            Unit::Quarter => (Unit::Month, 3),
            _ => return None,
        };
        let parts = (0..n).filter_map(|nth| self.set(currency, who, shorter, shorter.moved(start, nth)));
        summed(parts.map(|(amount, _)| amount))
    }

    /// A target, and whether it only follows from others: from those of shorter periods, or from those of the people in it.
    pub(super) fn target(
        &self,
        teams: &Teams,
        currency: Option<Currency>,
        who: Who,
        unit: Unit,
        start: Day,
    ) -> Option<(i64, bool)> {
        let own = self.set(currency, who, unit, start);
        if own.is_some() {
            return own;
        }
        let of = |who| self.target(teams, currency, who, unit, start).map(|(amount, _)| amount);
        match who {
            Who::Team(team) => summed(teams.members(team).filter_map(|person| of(Who::Person(person)))),
            Who::Company => {
                let teams_own = teams.teams.iter().filter_map(|&team| of(Who::Team(team)));
                let alone = teams.people.iter().filter(|person| teams.team(**person).is_none());
                summed(teams_own.chain(alone.filter_map(|&person| of(Who::Person(person)))))
            }
            Who::Person(_) | Who::Nobody => None,
        }
    }
}

/// The sum of targets, if there is any; what is summed up only follows from others.
pub(super) fn summed(parts: impl Iterator<Item = i64>) -> Option<(i64, bool)> {
    parts.fold(None, |sum: Option<i64>, part| Some(sum.unwrap_or(0).saturating_add(part))).map(|sum| (sum, true))
}
