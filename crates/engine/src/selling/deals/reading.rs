//! Reads opportunities out of their columns: everything by row, so that twenty thousand take a few milliseconds.

use super::large::Rule;
use super::pipelines;
use crate::column::Column;
use crate::ids::Handle;
use crate::records::name_at;
use crate::selling::Context;
use crate::selling::owned::{Responsible, Whose};
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::schema::{Key, customer, opportunity, stage_change, user};
use model::{CollectionId, Currency, Day, Decimal, FieldId, Money, OptionId, RecordId};
use protocol::deals::{DealCard, DealOutcome, DealStage, Pipeline};
use protocol::{DealScope, Owners, Zone};
use std::cell::OnceCell;

/// Millionths of a per cent in one.
pub(super) const WHOLE: i64 = 100 * Decimal::ONE;
/// Days ahead that are told as near.
const WEEK: i32 = 7;
/// Stands where nobody noted when an opportunity came to its stage.
const NEVER: i64 = i64::MIN;

/// All opportunities, and what it takes to read them.
pub(super) struct Deals<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) table: Option<&'a Table>,
    pub(super) today: Day,
    zone: &'a Zone,
    pub(super) pipelines: Vec<Pipeline>,
    /// Pipeline and place in it of every row, looked up once.
    stands: Vec<Option<(u16, u16)>>,
    rule: Rule,
    /// See [`Deals::since`].
    since: OnceCell<Vec<i64>>,
}

impl<'a> Deals<'a> {
    pub(super) fn new(context: &Context<'a>) -> Self {
        let workspace = context.workspace;
        let mut pipelines = pipelines::read(workspace);
        let mut places = HashMap::new();
        for (at, pipeline) in pipelines.iter().enumerate() {
            for (place, stage) in pipeline.stages.iter().enumerate() {
                places.extend(workspace.ids.find(stage.id).map(|handle| (handle, (at as u16, place as u16))));
            }
        }
        let table = workspace.table(opportunity::ID);
        let column = table.and_then(|table| table.column(opportunity::STAGE.id));
        let stage = |row: u32| places.get(&column?.reference(row)?).copied();
        let stands: Vec<_> = (0..table.map_or(0, Table::len)).map(stage).collect();
        for (row, stands) in (0..).zip(&stands) {
            if let Some((at, place)) = stands.filter(|_| table.is_some_and(|table| table.is_alive(row))) {
                pipelines[usize::from(at)].stages[usize::from(place)].count += 1;
            }
        }
        let rule = Rule::read(context, &pipelines);
        let (today, zone) = (context.today, context.zone);
        Deals { workspace, table, today, zone, pipelines, stands, rule, since: OnceCell::new() }
    }

    /// Rows of living opportunities.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> + use<'a> {
        self.table.into_iter().flat_map(Table::alive_rows)
    }

    fn column(&self, field: FieldId) -> Option<&'a Column> {
        self.table?.column(field)
    }

    pub(super) fn day(&self, row: u32, key: Key<Day>) -> Option<Day> {
        self.column(key.id)?.day(row)
    }

    pub(super) fn reference(&self, row: u32, key: Key<RecordId>) -> Option<Handle> {
        self.column(key.id)?.reference(row)
    }

    pub(super) fn option(&self, row: u32, key: Key<OptionId>) -> Option<OptionId> {
        self.column(key.id)?.option(row)
    }

    pub(super) fn amount(&self, row: u32) -> Option<Money> {
        self.column(opportunity::AMOUNT.id)?.money(row)
    }

    /// Pipeline and place in it.
    pub(super) fn place(&self, row: u32) -> Option<(usize, usize)> {
        let (pipeline, place) = (*self.stands.get(row as usize)?)?;
        Some((pipeline.into(), place.into()))
    }

    pub(super) fn stage(&self, row: u32) -> Option<&DealStage> {
        let (pipeline, stage) = self.place(row)?;
        self.pipelines.get(pipeline)?.stages.get(stage)
    }

    pub(super) fn outcome(&self, row: u32) -> DealOutcome {
        self.stage(row).map_or(DealOutcome::Open, |stage| stage.outcome)
    }

    /// Millionths of a per cent: what somebody wrote, else what the stage says. What is decided is decided.
    pub(super) fn probability(&self, row: u32) -> i64 {
        let stage = self.stage(row);
        match stage.map_or(DealOutcome::Open, |stage| stage.outcome) {
            DealOutcome::Won => WHOLE,
            DealOutcome::Lost => 0,
            DealOutcome::Open => {
                let own = self.column(opportunity::PROBABILITY.id).and_then(Column::ints);
                let own = own.and_then(|cells| cells.find(row));
                own.or_else(|| stage.map(|stage| stage.probability.0)).unwrap_or(0).clamp(0, WHOLE)
            }
        }
    }

    /// Which pipeline a scope means.
    pub(super) fn shown(&self, scope: &DealScope) -> Option<usize> {
        let named = scope.pipeline.and_then(|id| self.pipelines.iter().position(|pipeline| pipeline.id == id));
        named.or((!self.pipelines.is_empty()).then_some(0))
    }

    /// Whose an opportunity is: its owner's, or else its customer's.
    pub(super) fn responsible(&self) -> impl Fn(u32) -> Option<Handle> + use<'a> {
        let responsible = self.table.map(|table| Responsible::of(self.workspace, table));
        move |row| responsible.as_ref()?.whose(row)
    }

    /// Whether an opportunity is one of these owners'.
    fn of_owners(&self, owners: &Owners) -> impl Fn(u32) -> bool + use<'a> {
        let responsible = self.table.map(|table| Responsible::of(self.workspace, table));
        let whose = Whose::of(self.workspace, owners);
        move |row| responsible.as_ref().is_some_and(|responsible| whose.answers_for(responsible, row))
    }

    /// Living opportunities of a scope.
    pub(super) fn scoped(&self, scope: &DealScope) -> Vec<u32> {
        let shown = self.shown(scope);
        let whose = self.of_owners(&scope.owners);
        let month = |day: Day| (day.ymd().0, day.ymd().1);
        let now = month(self.today);
        let meant = |row: &u32| {
            let row = *row;
            let here = match self.place(row) {
                Some((pipeline, _)) => Some(pipeline),
                // One that stands nowhere is shown where its pipeline is, or with the first.
                None => self.pipeline_of(row).or((!self.pipelines.is_empty()).then_some(0)),
            };
            let closes = || !scope.this_month || self.closes(row).is_some_and(|day| month(day) == now);
            here == shown && whose(row) && closes()
        };
        self.rows().filter(meant).collect()
    }

    fn pipeline_of(&self, row: u32) -> Option<usize> {
        let id = self.workspace.ids.id(self.reference(row, opportunity::PIPELINE)?);
        self.pipelines.iter().position(|pipeline| pipeline.id == id)
    }

    /// When it closed, or is to close.
    pub(super) fn closes(&self, row: u32) -> Option<Day> {
        let expected = || self.day(row, opportunity::EXPECTED_CLOSE_DATE);
        match self.outcome(row) {
            DealOutcome::Open => expected(),
            _ => self.day(row, opportunity::CLOSED_AT).or_else(expected),
        }
    }

    /// Those that are expected first come first, and of those that are closed the latest.
    pub(super) fn order(&self, row: u32) -> (bool, i32, RecordId) {
        let open = self.outcome(row) == DealOutcome::Open;
        let day = self.closes(row).map_or(i32::MAX, |day| if open { day.0 } else { -day.0 });
        (!open, day, self.id(row))
    }

    pub(super) fn id(&self, row: u32) -> RecordId {
        self.table.map_or(RecordId(0), |table| self.workspace.ids.id(table.handle(row)))
    }

    /// When each opportunity came to where it stands, by row. One pass over the log, once.
    pub(super) fn since(&self) -> &[i64] {
        self.since.get_or_init(|| self.read_since())
    }

    fn read_since(&self) -> Vec<i64> {
        let mut since = vec![NEVER; self.table.map_or(0, Table::len) as usize];
        let Some(log) = self.workspace.table(stage_change::ID) else { return since };
        let columns =
            (log.column(stage_change::OPPORTUNITY.id), log.column(stage_change::AT.id).and_then(Column::ints));
        let (Some(whose), Some(at)) = columns else { return since };
        for row in log.alive_rows() {
            let deal = whose.reference(row).and_then(|deal| self.workspace.ids.row(deal, opportunity::ID));
            if let (Some(deal), Some(at)) = (deal, at.find(row)) {
                let known = &mut since[deal as usize];
                *known = at.max(*known);
            }
        }
        since
    }

    /// The day of a moment where the reader is.
    pub(super) fn local(&self, millis: i64) -> Day {
        self.zone.local(millis).0
    }

    /// Days since it came to where it stands.
    fn days(&self, row: u32, since: &[i64]) -> Option<u32> {
        let noted = since.get(row as usize).copied().filter(|at| *at != NEVER).map(|at| self.local(at));
        let from = noted.or_else(|| self.day(row, opportunity::OPENED_AT))?;
        Some(self.today.0.saturating_sub(from.0).max(0) as u32)
    }

    fn is_rotting(&self, row: u32, since: &[i64]) -> bool {
        let allowed = self.stage(row).and_then(|stage| stage.rotting_days);
        self.days(row, since).zip(allowed).is_some_and(|(days, allowed)| days > allowed)
    }

    /// Open opportunities that want somebody: overdue, closing within a week, rotting.
    pub(super) fn at_risk(&self, owners: &Owners) -> Vec<u32> {
        let since = self.since();
        let whose = self.of_owners(owners);
        let soon = |row: u32| self.closes(row).is_some_and(|day| day.0 < self.today.0.saturating_add(WEEK));
        let open = |row: &u32| self.outcome(*row) == DealOutcome::Open;
        self.rows().filter(open).filter(|&row| whose(row) && (soon(row) || self.is_rotting(row, since))).collect()
    }

    pub(super) fn is_large(&self, row: u32) -> bool {
        self.rule.is_large(self, row)
    }

    fn named(&self, of: CollectionId, handle: Option<Handle>) -> Option<(RecordId, String)> {
        let handle = handle?;
        let table = self.workspace.table(of)?;
        let row = self.workspace.ids.row(handle, of).filter(|row| table.is_alive(*row))?;
        Some((self.workspace.ids.id(handle), name_at(self.workspace, table, row)))
    }

    /// An opportunity at a glance; `since` is [`Deals::since`].
    pub(super) fn card(&self, row: u32, since: &[i64]) -> DealCard {
        let text = |key| self.table.map_or(String::new(), |table| table.text(row, key).to_owned());
        let stage = self.stage(row);
        let outcome = self.outcome(row);
        let open = outcome == DealOutcome::Open;
        let days = self.days(row, since).filter(|_| open);
        let expected = self.day(row, opportunity::EXPECTED_CLOSE_DATE);
        DealCard {
            id: self.id(row),
            name: text(opportunity::NAME),
            customer: self.named(customer::ID, self.reference(row, opportunity::CUSTOMER)),
            amount: self.amount(row),
            expected,
            closed: self.day(row, opportunity::CLOSED_AT),
            owner: self.named(user::ID, self.reference(row, opportunity::OWNER)),
            next_step: text(opportunity::NEXT_STEP),
            stage: stage.map(|stage| (stage.id, stage.name.clone())),
            outcome,
            probability: Decimal(self.probability(row)),
            days,
            rotting: open && self.is_rotting(row, since),
            overdue: open && expected.is_some_and(|day| day < self.today),
            large: open && self.is_large(row),
        }
    }
}

/// Amounts summed up by currency, each also times its probability.
#[derive(Default)]
pub(super) struct Sums(Vec<(Currency, i128, i128)>);

impl Sums {
    /// One more; `probability` in millionths of a per cent.
    pub(super) fn add(&mut self, amount: Money, probability: i64) {
        let (minor, weighted) = (i128::from(amount.minor), i128::from(amount.minor) * i128::from(probability));
        match self.0.iter_mut().find(|(currency, ..)| *currency == amount.currency) {
            Some(known) => {
                known.1 += minor;
                known.2 += weighted;
            }
            None => self.0.push((amount.currency, minor, weighted)),
        }
    }

    /// The sums, the largest first, and the weighted sums in the same order.
    pub(super) fn told(mut self) -> (Vec<Money>, Vec<Money>) {
        self.0.sort_by_key(|(currency, minor, _)| (std::cmp::Reverse(*minor), *currency));
        let money = |minor: i128, currency: Currency| Money { minor: minor_of(minor), currency };
        let totals = self.0.iter().map(|(currency, minor, _)| money(*minor, *currency)).collect();
        let weighted = self.0.iter().map(|(currency, _, sum)| money(rounded(*sum), *currency)).collect();
        (totals, weighted)
    }
}

/// A sum of amounts times probabilities as an amount, rounded half away from zero.
pub(super) fn rounded(sum: i128) -> i128 {
    let whole = i128::from(WHOLE);
    (sum + whole / 2 * sum.signum()) / whole
}

/// Minor units, at most what an amount holds.
pub(super) fn minor_of(minor: i128) -> i64 {
    minor.clamp(i64::MIN.into(), i64::MAX.into()) as i64
}
