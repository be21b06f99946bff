//! How many leads stand where.

use super::pool::{idle_for, pool_days};
use super::{is_converted, is_open, status_of};
use crate::selling::Context;
use crate::selling::team::members;
use model::options::LEAD_STATUS;
use model::schema::lead;
use model::{OptionId, RecordId, Value};
use protocol::selling::leads::{LeadsOverview, SourceFigure, Whose};
use std::cmp::Reverse;

/// Days ahead of which is told who goes back to the pool.
const SOON_DAYS: u32 = 3;

pub(super) fn overview(context: &Context<'_>, me: Option<RecordId>, whose: Whose) -> LeadsOverview {
    let workspace = context.workspace;
    let mut all = LeadsOverview {
        members: me.map_or_else(Vec::new, |me| members(workspace, me)),
        pool_days: pool_days(context),
        ..LeadsOverview::default()
    };
    let Some(table) = workspace.table(lead::ID) else { return all };
    let find = |user: &RecordId| workspace.ids.find(*user);
    let own = me.as_ref().and_then(find);
    let team: Vec<_> = all.members.iter().filter_map(find).collect();
    let owners = table.column(lead::OWNER.id);
    let sources = table.column(lead::SOURCE.id);
    let mut statuses: Vec<(OptionId, u32)> = LEAD_STATUS.values.iter().map(|value| (value.id, 0)).collect();
    for row in table.alive_rows() {
        let owner = owners.and_then(|owners| owners.reference(row));
        let (open, standing) = (is_open(table, row), status_of(table, row));
        let mine = owner.is_some() && owner == own;
        let ours = owner.is_some_and(|owner| team.contains(&owner));
        all.total += 1;
        all.open += u32::from(open);
        all.mine += u32::from(open && mine);
        all.team += u32::from(open && ours);
        all.pool += u32::from(open && owner.is_none());
        if open && mine && is_due(context, &table.value(row, lead::NEXT_CONTACT_AT.id, &workspace.ids)) {
            all.due += 1;
        }
        let looked_at = match whose {
            Whose::Mine => mine,
            Whose::Team => ours,
            Whose::All => true,
            Whose::Pool => owner.is_none(),
        };
        if !looked_at {
            continue;
        }
        match statuses.iter_mut().find(|(status, _)| *status == standing) {
            Some((_, count)) => *count += 1,
            // One of the workspace's own.
            None => statuses.push((standing, 1)),
        }
        let source = sources.and_then(|sources| sources.option(row));
        let converted = u32::from(is_converted(table, row));
        match all.sources.iter_mut().find(|figure| figure.source == source) {
            Some(figure) => (figure.leads, figure.converted) = (figure.leads + 1, figure.converted + converted),
            None => all.sources.push(SourceFigure { source, leads: 1, converted }),
        }
    }
    all.statuses = statuses;
    all.sources.sort_by_key(|figure| (Reverse(figure.leads), figure.source.map(|source| source.0)));
    if let Some(days) = all.pool_days {
        let near = idle_for(context, days.saturating_sub(SOON_DAYS));
        (all.idle, all.soon) = {
            let (now, soon): (Vec<_>, Vec<_>) = near.into_iter().partition(|idle| idle.days >= days);
            (now, soon.len() as u32)
        };
    }
    all
}

pub(super) fn is_due(context: &Context<'_>, next: &Value) -> bool {
    matches!(next, Value::Instant(at) if context.day(*at) <= context.today)
}
