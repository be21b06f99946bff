//! The board: a column for each stage, with sums of all and cards of some.

use super::reading::{Deals, Sums};
use model::RecordId;
use protocol::DealScope;
use protocol::deals::{Board, BoardColumn, DealStage};

/// Cards of one stage at most: what somebody would ever look through by hand.
const CARDS_MAX: usize = 2_000;

#[derive(Default)]
struct Filling {
    rows: Vec<u32>,
    sums: Sums,
}

/// The answer.
pub(super) fn answer(deals: &Deals<'_>, scope: &DealScope, top: u32, more: &[(RecordId, u32)]) -> Board {
    let shown = deals.shown(scope);
    let stages = shown.map_or(&[][..], |at| deals.pipelines[at].stages.as_slice());
    let mut filling: Vec<Filling> = stages.iter().map(|_| Filling::default()).collect();
    let mut nowhere = Filling::default();
    for row in deals.scoped(scope) {
        let column = match deals.place(row) {
            Some((_, place)) => filling.get_mut(place),
            None => Some(&mut nowhere),
        };
        if let Some(column) = column {
            column.rows.push(row);
            if let Some(amount) = deals.amount(row) {
                column.sums.add(amount, deals.probability(row));
            }
        }
    }
    let since = deals.since();
    let top_of = |stage: Option<&DealStage>| {
        let more = more.iter().find(|(id, _)| stage.is_some_and(|stage| stage.id == *id));
        (more.map_or(top, |(_, n)| *n) as usize).min(CARDS_MAX)
    };
    let column = |stage: Option<&DealStage>, filled: Filling| {
        let count = filled.rows.len() as u32;
        let (totals, weighted) = filled.sums.told();
        let rows = first(deals, filled.rows, top_of(stage));
        let cards = rows.into_iter().map(|row| deals.card(row, since)).collect();
        BoardColumn { stage: stage.cloned(), count, totals, weighted, cards }
    };
    let nowhere = (!nowhere.rows.is_empty()).then(|| column(None, nowhere));
    let columns = stages.iter().zip(filling).map(|(stage, filled)| column(Some(stage), filled));
    Board {
        columns: nowhere.into_iter().chain(columns).collect(),
        pipelines: deals.pipelines.iter().map(|pipeline| (pipeline.id, pipeline.name.clone())).collect(),
        pipeline: shown.map(|at| deals.pipelines[at].id),
        everywhere: deals.table.map_or(0, crate::table::Table::live),
        large: super::large::rows(deals, None).len() as u32,
    }
}

/// The first few of these rows, in their order.
fn first(deals: &Deals<'_>, rows: Vec<u32>, n: usize) -> Vec<u32> {
    let mut keyed: Vec<_> = rows.into_iter().map(|row| (deals.order(row), row)).collect();
    if n < keyed.len() {
        if n > 0 {
            keyed.select_nth_unstable(n - 1);
        }
        keyed.truncate(n);
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, row)| row).collect()
}
