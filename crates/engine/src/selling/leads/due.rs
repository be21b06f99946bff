//! Leads whose next contact is due, and for which no task stands already.

use super::is_open;
use super::overview::is_due;
use crate::ids::Handle;
use crate::records::name_at;
use crate::selling::Context;
use crate::selling::agenda::is_over;
use crate::selling::owned::Whose;
use crate::workspace::Workspace;
use model::schema::{FromValue, lead, task};
use protocol::Owners;
use protocol::selling::leads::DueLead;

/// Whether something is still to be done for a lead.
pub(super) fn has_task(workspace: &Workspace, lead: Handle) -> bool {
    let Some(tasks) = workspace.table(task::ID) else { return false };
    let status = tasks.column(task::STATUS.id);
    let is_over = |row: u32| status.and_then(|status| status.option(row)).is_some_and(is_over);
    let rows = workspace.referring(task::ID, task::LEAD, lead).into_iter();
    rows.filter(|&row| tasks.is_alive(row)).any(|row| !is_over(row))
}

/// The first of them, who waits longest first, and how many they are. Of everybody's, those that are nobody's are left to the pool.
pub(super) fn due(context: &Context<'_>, owners: &Owners, limit: u32) -> (Vec<DueLead>, u32) {
    let workspace = context.workspace;
    let Some(table) = workspace.table(lead::ID) else { return (Vec::new(), 0) };
    let (whose, owner) = (Whose::of(workspace, owners), table.column(lead::OWNER.id));
    let concerned = |row: u32| {
        let of = owner.and_then(|owner| owner.reference(row));
        of.is_some() && whose.is(of)
    };
    let rows = table.alive_rows().filter(|&row| is_open(table, row) && concerned(row)).filter_map(|row| {
        let next = table.value(row, lead::NEXT_CONTACT_AT.id, &workspace.ids);
        is_due(context, &next).then(|| i64::from_value(next)).flatten().map(|at| (at, row))
    });
    let mut found: Vec<(i64, u32)> = rows.filter(|&(_, row)| !has_task(workspace, table.handle(row))).collect();
    found.sort_unstable();
    let all = found.len() as u32;
    let one = |(at, row): (i64, u32)| {
        let text = |key| table.text(row, key).to_owned();
        let phones = [text(lead::MOBILE), text(lead::PHONE)];
        DueLead {
            id: workspace.ids.id(table.handle(row)),
            name: name_at(workspace, table, row),
            company: text(lead::COMPANY),
            phone: phones.into_iter().find(|phone| !phone.is_empty()).unwrap_or_default(),
            at,
        }
    };
    (found.into_iter().take(limit as usize).map(one).collect(), all)
}
