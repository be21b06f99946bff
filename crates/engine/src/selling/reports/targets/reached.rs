//! What was reached of a measure: the records that count, whose they are, and when.

use super::super::super::Context;
use super::super::chosen::Chosen;
use super::super::measured::Measured;
use super::super::{ready, run};
use crate::ints::NO_INT;
use hashbrown::HashMap;
use model::report::{Calc, Group, Measure, Path, extra};
use model::rule::{Op, Rule, Test, Unit};
use model::schema::{activity, customer, opportunity, order, payment, pipeline_stage};
use model::{Currency, Day, FieldId, Money, OptionId, RecordId, Report, Value, options};
use protocol::BehindAnswer;
use std::collections::BTreeMap;

/// What counts within some days.
pub(super) struct Reached<'a> {
    chosen: Option<Chosen<'a>>,
    measured: Measured,
    /// The place of each record that counts among the chosen, its owner and its day.
    counting: Vec<(usize, Option<RecordId>, Day)>,
    currency: Option<Currency>,
}

/// The report whose groups are owners and days: of an amount, or of records that are counted.
fn report(context: &Context<'_>, measure: OptionId) -> Option<(Report, Option<Path>)> {
    let report = |of, day: FieldId| Report {
        groups: [extra::RESPONSIBLE, day].map(|field| Group { by: Path::own(field), unit: Unit::Day }).to_vec(),
        ..Report::new(of)
    };
    Some(match options::MEASURE.value(measure)?.name {
        "revenue" => (report(order::ID, order::DAY.id), Some(Path::own(order::TOTAL.id))),
        "payments" => (report(payment::ID, payment::DAY.id), Some(Path::own(payment::AMOUNT.id))),
        "won_deals" => {
            let won = Rule::Test(Test { field: opportunity::STAGE.id, op: Op::AnyOf, values: won_stages(context)? });
            let of = Report { rule: won, ..report(opportunity::ID, opportunity::CLOSED_AT.id) };
            (of, Some(Path::own(opportunity::AMOUNT.id)))
        }
        "new_customers" => {
            let mut of = report(customer::ID, extra::FIRST_ORDER);
            of.groups[0].by = Path::own(customer::OWNER.id);
            (of, None)
        }
        "activities" => (Report { rule: ready::held(), ..report(activity::ID, activity::AT.id) }, None),
        _ => return None,
    })
}

/// The stages that mean an opportunity is won; `None` where there is no such stage.
fn won_stages(context: &Context<'_>) -> Option<Vec<Value>> {
    let table = context.workspace.table(pipeline_stage::ID)?;
    let won = options::DEAL_OUTCOME.id("won");
    let outcome = table.column(pipeline_stage::OUTCOME.id)?;
    let rows = (0..table.len()).filter(|&row| outcome.option(row).is_some() && outcome.option(row) == won);
    let stages: Vec<Value> = rows.map(|row| Value::Reference(context.workspace.ids.id(table.handle(row)))).collect();
    (!stages.is_empty()).then_some(stages)
}

impl<'a> Reached<'a> {
    pub(super) fn of(
        context: &Context<'a>,
        measure: OptionId,
        currency: Option<Currency>,
        (first, last): (Day, Day),
    ) -> Reached<'a> {
        let nothing = Reached { chosen: None, measured: Measured::Count, counting: Vec::new(), currency };
        let Some((report, amount)) = report(context, measure) else { return nothing };
        let Some(chosen) = Chosen::of(context, &report) else { return nothing };
        let measured =
            amount.map_or(Measured::Count, |of| Measured::of(context, &chosen, Measure { calc: Calc::Sum, of }));
        let [owners, days] = chosen.groups.as_slice() else { return nothing };
        let mut counting = Vec::new();
        for (at, (owner, day)) in owners.codes.iter().zip(&days.codes).enumerate() {
            let Some(Value::Day(day)) = days.keys.get(*day as usize) else { continue };
            if (first..=last).contains(day) {
                let owner = match owners.keys.get(*owner as usize) {
                    Some(Value::Reference(owner)) => Some(*owner),
                    _ => None,
                };
                counting.push((at, owner, *day));
            }
        }
        Reached { chosen: Some(chosen), measured, counting, currency }
    }

    /// What a record adds to the sums: its amount, if it is in their currency, or one.
    fn adds(&self, at: usize) -> i128 {
        match &self.measured {
            Measured::Weighed(_, amounts, _) => match amounts.cells.get(at) {
                Some(&minor) if minor != NO_INT && self.measured.currency(at) == self.currency => minor.into(),
                _ => 0,
            },
            Measured::Nothing => 0,
            _ => 1,
        }
    }

    /// The sums of each owner in each of the periods, which follow each other.
    pub(super) fn by_period(&self, periods: &[(Day, Day)]) -> HashMap<Option<RecordId>, Vec<i128>> {
        let mut sums: HashMap<Option<RecordId>, Vec<i128>> = HashMap::new();
        for (at, owner, day) in &self.counting {
            let period = periods.partition_point(|(_, last)| last < day);
            if periods.get(period).is_some_and(|(first, _)| first <= day) {
                sums.entry(*owner).or_insert_with(|| vec![0; periods.len()])[period] += self.adds(*at);
            }
        }
        sums
    }

    /// What there is in other currencies.
    pub(super) fn elsewhere(&self) -> Vec<Money> {
        let mut sums: BTreeMap<Currency, i128> = BTreeMap::new();
        if let Measured::Weighed(_, amounts, _) = &self.measured {
            for (at, ..) in &self.counting {
                if let Some(currency) = self.measured.currency(*at).filter(|currency| Some(*currency) != self.currency)
                    && let Some(&minor) = amounts.cells.get(*at).filter(|minor| **minor != NO_INT)
                {
                    *sums.entry(currency).or_default() += i128::from(minor);
                }
            }
        }
        sums.into_iter().map(|(currency, sum)| Money { minor: super::told(sum), currency }).collect()
    }

    /// The records of some owners.
    pub(super) fn behind(
        &self,
        context: &Context<'_>,
        is_theirs: &dyn Fn(Option<RecordId>) -> bool,
        limit: u32,
    ) -> BehindAnswer {
        let Some(chosen) = &self.chosen else { return BehindAnswer::default() };
        let at = self.counting.iter().filter(|(_, owner, _)| is_theirs(*owner)).map(|(at, ..)| *at).collect();
        run::told(context, chosen, Some(&self.measured), at, limit, chosen.table.collection().0)
    }
}
