//! What was reached of a measure: the records that count, whose they are, and when.

use super::super::super::Context;
use super::super::coded::Coded;
use super::super::derived::stages_of;
use super::super::run::{Codes, Run};
use hashbrown::HashMap;
use model::report::{Calc, Group, Measure, Path, extra};
use model::rule::{Op, Rule, Test, Unit};
use model::schema::{activity, customer, opportunity, order, payment, pipelines};
use model::{Currency, Day, FieldId, Money, OptionId, RecordId, Report, Value, options};
use protocol::BehindAnswer;
use std::collections::BTreeMap;

/// What counts within some days.
pub(super) struct Reached {
    /// What each owner came to on each day, in each currency.
    sums: Vec<(Option<RecordId>, Day, Option<Currency>, i128)>,
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
        "activities" => {
            (Report { rule: Rule::All(model::talks::held().into()), ..report(activity::ID, activity::AT.id) }, None)
        }
        _ => return None,
    })
}

/// The stages that mean an opportunity is won; `None` where there is no such stage.
fn won_stages(context: &Context<'_>) -> Option<Vec<Value>> {
    let stages = stages_of(context, &[pipelines::WON]);
    let stages: Vec<Value> = stages.into_iter().map(|of| Value::Reference(context.workspace.ids.id(of))).collect();
    (!stages.is_empty()).then_some(stages)
}

impl Reached {
    pub(super) fn of(
        context: &Context<'_>,
        measure: OptionId,
        currency: Option<Currency>,
        days: (Day, Day),
    ) -> Reached {
        let mut reached = Reached { sums: Vec::new(), currency };
        let Some(mut run) = run(context, measure, days) else { return reached };
        let gathered = run.gathered();
        for (cell, (codes, &count)) in gathered.codes.iter().zip(&gathered.counts).enumerate() {
            let (owner, Some(day)) = (owner(&run, codes), day(&run, codes)) else { continue };
            let sums = run.measures.first().map_or_else(Vec::new, |measure| measure.sums(cell, count));
            reached.sums.extend(sums.into_iter().map(|(currency, sum)| (owner, day, currency, sum)));
        }
        reached
    }

    /// The sums of each owner in each of the periods, which follow each other.
    pub(super) fn by_period(&self, periods: &[(Day, Day)]) -> HashMap<Option<RecordId>, Vec<i128>> {
        let mut sums: HashMap<Option<RecordId>, Vec<i128>> = HashMap::new();
        for (owner, day, currency, sum) in &self.sums {
            let period = periods.partition_point(|(_, last)| last < day);
            if periods.get(period).is_some_and(|(first, _)| first <= day) {
                let of_owner = sums.entry(*owner).or_insert_with(|| vec![0; periods.len()]);
                of_owner[period] += if *currency == self.currency { *sum } else { 0 };
            }
        }
        sums
    }

    /// What there is in other currencies.
    pub(super) fn elsewhere(&self) -> Vec<Money> {
        let mut sums: BTreeMap<Currency, i128> = BTreeMap::new();
        for (.., currency, sum) in &self.sums {
            if let Some(currency) = currency.filter(|currency| Some(*currency) != self.currency) {
                *sums.entry(currency).or_default() += sum;
            }
        }
        sums.into_iter().map(|(currency, sum)| Money { minor: super::told(sum), currency }).collect()
    }
}

/// The records of some owners that count within some days.
pub(super) fn behind(
    context: &Context<'_>,
    measure: OptionId,
    days: (Day, Day),
    is_theirs: &dyn Fn(Option<RecordId>) -> bool,
    limit: u32,
) -> BehindAnswer {
    let Some(mut run) = run(context, measure, days) else { return BehindAnswer::default() };
    // Owners have their codes once all records were looked at.
    let gathered = run.gathered();
    let mut theirs = vec![false; run.groups.first().map_or(0, |owners| owners.keys.len())];
    gathered.codes.iter().for_each(|codes| theirs[codes[0] as usize] = is_theirs(owner(&run, codes)));
    run.told(&|codes| theirs.get(codes[0] as usize) == Some(&true), limit)
}

fn run<'a>(context: &'a Context<'a>, measure: OptionId, (first, last): (Day, Day)) -> Option<Run<'a>> {
    let (mut report, amount) = report(context, measure)?;
    report.measures = vec![amount.map_or(Measure::COUNT, |of| Measure { calc: Calc::Sum, of })];
    let mut run = Run::of(context, &report)?;
    let days = Coded::of(context, run.chosen.table, report.groups.get(1)?.by, Unit::Day);
    run.chosen = run.chosen.of_days(days, first, last);
    Some(run)
}

fn owner(run: &Run<'_>, codes: &Codes) -> Option<RecordId> {
    match run.groups.first()?.keys.get(codes[0] as usize) {
        Some(Value::Reference(owner)) => Some(*owner),
        _ => None,
    }
}

fn day(run: &Run<'_>, codes: &Codes) -> Option<Day> {
    match run.groups.get(1)?.keys.get(codes[1] as usize) {
        Some(Value::Day(day)) => Some(*day),
        _ => None,
    }
}
