//! What a customer owes.

use crate::dues::{Sums, standing_of};
use crate::selling::Context;
use crate::workspace::Workspace;
use model::dues::payment_status;
use model::schema::{customer, order};
use model::{Day, Money, RecordId};
use protocol::money::Account;

/// The day of a customer's first order.
pub(super) fn first_order(workspace: &Workspace, who: RecordId) -> Option<Day> {
    let (table, handle) = (workspace.table(order::ID)?, workspace.ids.find(who)?);
    let days = table.column(order::DAY.id)?;
    let rows = workspace.referring(order::ID, order::CUSTOMER, handle);
    rows.into_iter().filter_map(|row| days.day(row)).min()
}

pub(super) fn account(context: &Context<'_>, who: RecordId) -> Option<Account> {
    let workspace = context.workspace;
    let (_, _) = workspace.find(customer::ID, who)?;
    let handle = workspace.ids.find(who)?;
    let [mut outstanding, mut overdue, mut credit] = <[Sums; 3]>::default();
    if let Some(table) = workspace.table(order::ID) {
        let ledger = workspace.ledger();
        for row in workspace.referring(order::ID, order::CUSTOMER, handle) {
            let standing = standing_of(workspace, &ledger, table, row, context.today);
            standing.credit().into_iter().for_each(|over| credit.add(over));
            let Some(open) = standing.due() else { continue };
            outstanding.add(open);
            let late = standing.plan.iter().filter(|part| part.status == Some(payment_status("overdue")));
            late.for_each(|part| overdue.add(Money { minor: part.remaining(), ..open }));
        }
    }
    Some(Account {
        customer: who,
        outstanding: outstanding.amounts(),
        overdue: overdue.amounts(),
        credit: credit.amounts(),
        first_order: first_order(workspace, who),
        ended_at: workspace.get(customer::ID, who, customer::ENDED_AT),
        end_reason: workspace.get(customer::ID, who, customer::END_REASON),
    })
}
