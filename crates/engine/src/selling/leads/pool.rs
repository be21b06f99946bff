//! How long nobody has spoken with a lead, and which go back to the public pool for it.

use super::{is_free, is_open};
use crate::ids::Handle;
use crate::records::name_at;
use crate::selling::Context;
use crate::table::Table;
use hashbrown::HashMap;
use model::schema::{Key, THE_SETTINGS, activity, lead, setting};
use model::talks::Held;
use model::{Decimal, OptionId, Value};
use protocol::selling::leads::Idle;

/// Days after which an idle lead goes back; `None` for never.
pub(super) fn pool_days(context: &Context<'_>) -> Option<u32> {
    let days: Decimal = context.workspace.get(setting::ID, THE_SETTINGS, setting::POOL_DAYS)?;
    u32::try_from(days.0 / Decimal::ONE).ok().filter(|days| *days > 0)
}

/// When somebody spoke last with each lead.
pub(super) struct Spoken(HashMap<Handle, i64>);

impl Spoken {
    /// Looks at all conversations once: those that took place, up to now.
    pub(super) fn of(context: &Context<'_>) -> Spoken {
        let mut newest = HashMap::new();
        if let Some(table) = context.workspace.table(activity::ID)
            && let Some(leads) = table.column(activity::LEAD.id)
        {
            let held = Held::default();
            let option = |row: u32, key: Key<OptionId>| {
                table.column(key.id).and_then(|column| column.option(row)).map_or(-1, |option| option.0.into())
            };
            for row in table.alive_rows() {
                let Some(lead) = leads.reference(row) else { continue };
                if !held.is(option(row, activity::KIND), option(row, activity::STATUS)) {
                    continue;
                }
                if let Some(at) = instant(context, table, row, activity::AT.id) {
                    // What lies ahead counts once it was: the answer holds until then.
                    if at > context.now_millis {
                        context.look_at_clock();
                        continue;
                    }
                    let known = newest.entry(lead).or_insert(i64::MIN);
                    *known = at.max(*known);
                }
            }
        }
        Spoken(newest)
    }

    /// Days since somebody spoke with a lead or took it. By what stamp its owner was written tells where nothing else does: so nobody loses on
    /// the day of an import what they brought, nor at once again what they brought back by undoing.
    pub(super) fn idle_days(&self, context: &Context<'_>, table: &Table, row: u32) -> u32 {
        let told = [lead::OWNED_SINCE.id, lead::LAST_CONTACTED_AT.id].map(|field| instant(context, table, row, field));
        let spoken = self.0.get(&table.handle(row)).copied();
        let written = i64::try_from(table.stamp(row, lead::OWNER.id).millis()).ok();
        let last = told.into_iter().chain([spoken, written]).flatten().max().unwrap_or_else(|| context.look_at_clock());
        let day = context.day(last);
        u32::try_from(i64::from(context.today.0) - i64::from(day.0)).unwrap_or(0)
    }
}

fn instant(context: &Context<'_>, table: &Table, row: u32, field: model::FieldId) -> Option<i64> {
    match table.value(row, field, &context.workspace.ids) {
        Value::Instant(at) => Some(at),
        _ => None,
    }
}

/// Leads that somebody owns and nobody has spoken with for so many days.
pub(super) fn idle_for(context: &Context<'_>, days: u32) -> Vec<Idle> {
    let workspace = context.workspace;
    let Some(table) = workspace.table(lead::ID) else { return Vec::new() };
    let spoken = Spoken::of(context);
    let mut idle = Vec::new();
    for row in table.alive_rows().filter(|&row| is_open(table, row) && !is_free(table, row)) {
        let so_many = spoken.idle_days(context, table, row);
        if so_many >= days {
            let owner = match table.value(row, lead::OWNER.id, &workspace.ids) {
                Value::Reference(owner) => crate::records::name(workspace, owner),
                _ => String::new(),
            };
            let id = workspace.ids.id(table.handle(row));
            idle.push(Idle { id, name: name_at(workspace, table, row), owner, days: so_many });
        }
    }
    idle.sort_by(|a, b| (b.days, a.id).cmp(&(a.days, b.id)));
    idle
}

/// Leads that are to go back now.
pub(super) fn idle(context: &Context<'_>) -> Vec<Idle> {
    pool_days(context).map_or_else(Vec::new, |days| idle_for(context, days))
}
