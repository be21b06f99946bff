//! What is still to come of orders, by how long it has been due: put together once for all that a report asks of it.

use crate::column::Column;
use crate::dues::{standing_of, tracked};
use crate::workspace::Workspace;
use model::schema::order;
use model::{Currency, Day};

/// The last day of each step of `extra::DUE_FOR` but the last two.
const STEPS: [i32; 4] = [0, 30, 60, 90];
/// The step of what has no day on which it is due.
const UNDATED: u8 = STEPS.len() as u8 + 1;
/// How many steps there are.
pub(crate) const AGES: u8 = UNDATED + 1;

/// What is still to come of an order in one step.
pub(crate) struct Open {
    pub(crate) row: u32,
    pub(crate) age: u8,
    pub(crate) minor: i64,
    /// The place of its currency.
    pub(crate) currency: u8,
}

/// What is still to come of all orders on a day: an order in instalments may stand in several steps.
#[derive(Default)]
pub struct Owed {
    /// By row and step, each pair once.
    pub(crate) open: Vec<Open>,
    /// For each order a bit: whether something of it is due.
    some: Vec<u64>,
}

impl Owed {
    /// Puts it together; nothing where orders have no totals.
    pub(crate) fn of(workspace: &Workspace, today: Day) -> Owed {
        let Some(orders) = workspace.table(order::ID) else { return Owed::default() };
        let Some(Column::Money { currencies, .. }) = orders.column(order::TOTAL.id) else { return Owed::default() };
        let ledger = workspace.ledger();
        let (mut open, mut some) = (Vec::new(), vec![0_u64; (orders.len() as usize).div_ceil(64)]);
        for row in tracked(orders, &ledger) {
            let standing = standing_of(workspace, &ledger, orders, row, today);
            let Some(whole) = standing.due() else { continue };
            some[row as usize / 64] |= 1 << (row % 64);
            let at = currencies.iter().position(|known: &Currency| *known == whole.currency);
            let Some(currency) = at.and_then(|at| u8::try_from(at).ok()) else { continue };
            let (mut ages, mut unplanned) = ([0_i64; AGES as usize], whole.minor);
            for part in standing.plan.iter().filter(|part| part.remaining() > 0) {
                ages[usize::from(age(part.due, today))] += part.remaining();
                unplanned -= part.remaining();
            }
            ages[usize::from(UNDATED)] += unplanned;
            let here = (0..).zip(ages).filter(|(_, minor)| *minor > 0);
            open.extend(here.map(|(age, minor)| Open { row, age, minor, currency }));
        }
        Owed { open, some }
    }

    /// Whether something of an order is due.
    pub(crate) fn has(&self, row: u32) -> bool {
        self.some.get(row as usize / 64).is_some_and(|bits| bits >> (row % 64) & 1 == 1)
    }
}

/// The step of what is due on a day.
fn age(due: Option<Day>, today: Day) -> u8 {
    let Some(due) = due else { return UNDATED };
    let late = today.0.saturating_sub(due.0);
    STEPS.iter().filter(|step| late > **step).count() as u8
}
