//! What stands beside the facts of a lead.

use super::alike::{duplicates, probe_of};
use super::pool::{Spoken, pool_days};
use super::{is_free, is_open};
use crate::records::name;
use crate::selling::Context;
use crate::selling::agenda::is_over;
use crate::selling::same::plain;
use crate::table::Table;
use model::schema::{activity, customer, lead, opportunity, task};
use model::{CollectionId, RecordId};
use protocol::selling::leads::{LeadAnswer, LeadTask};

/// Whether the name of a lead is that of a person: where a line told nothing more, the business or a way to reach it stands for one.
pub(super) fn is_person(table: &Table, row: u32) -> bool {
    let named = table.text(row, lead::NAME);
    let same = |key| table.text(row, key).trim().eq_ignore_ascii_case(named.trim());
    let company = table.text(row, lead::COMPANY);
    let is_firm = !company.is_empty() && plain(&company) == plain(&named);
    let ways = [lead::MOBILE, lead::PHONE, lead::EMAIL, lead::WECHAT];
    !named.trim().is_empty() && !is_firm && !ways.into_iter().any(same)
}

pub(super) fn one(context: &Context<'_>, id: RecordId) -> Option<LeadAnswer> {
    let workspace = context.workspace;
    let (table, row) = workspace.find_alive(lead::ID, id)?;
    let handle = table.handle(row);
    let open = is_open(table, row);
    let idle = (open && !is_free(table, row)).then(|| Spoken::of(context).idle_days(context, table, row));
    let became = |of: CollectionId, key| {
        let id = workspace.get(lead::ID, id, key)?;
        workspace.find_alive(of, id).map(|_| (id, name(workspace, id)))
    };
    let mut tasks: Vec<LeadTask> = Vec::new();
    if let Some(table) = workspace.table(task::ID) {
        for row in workspace.referring(task::ID, task::LEAD, handle) {
            let id = workspace.ids.id(table.handle(row));
            let status = table.column(task::STATUS.id).and_then(|column| column.option(row));
            tasks.push(LeadTask {
                id,
                name: name(workspace, id),
                due: workspace.get(task::ID, id, task::DUE),
                all_day: workspace.get(task::ID, id, task::ALL_DAY).unwrap_or(false),
                closed: status.is_some_and(is_over),
            });
        }
    }
    tasks.sort_by_key(|task| (task.closed, task.due.unwrap_or(i64::MAX), task.id));
    Some(LeadAnswer {
        id,
        person: is_person(table, row),
        talks: workspace.referring(activity::ID, activity::LEAD, handle).len() as u32,
        tasks,
        // Who became a customer is that customer: nothing to be found out any more.
        duplicates: if open { duplicates(context, &probe_of(table, row, id)) } else { Vec::new() },
        idle_days: idle,
        returns_in: idle.zip(pool_days(context)).map(|(idle, days)| days.saturating_sub(idle)),
        customer: became(customer::ID, lead::CUSTOMER),
        opportunity: became(opportunity::ID, lead::OPPORTUNITY),
    })
}
