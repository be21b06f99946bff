//! Customers to choose visits from: near ones, and those whose turn for a contact is past.

use crate::ids::Handle;
use crate::selling::Context;
use crate::selling::talks::read::{instant, reference};
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::options::{ACTIVITY_KIND, CUSTOMER_LEVEL};
use model::schema::{THE_SETTINGS, activity, customer, setting};
use model::{Day, Decimal, OptionId};
use protocol::{Near, NearCustomer, NearOrder, Position};
use std::cmp::Reverse;

/// Most customers of one answer.
const NEAR_MAX: usize = 200;
/// Most regions to choose from.
const REGIONS_MAX: usize = 40;
/// Days within which a customer is to be contacted, by level, where the workspace says nothing.
const CARE_DAYS: (i64, i64, i64) = (30, 60, 90);

pub(super) fn near(
    context: &Context<'_>,
    from: Option<Position>,
    order: NearOrder,
    region: Option<&str>,
    limit: usize,
) -> Near {
    let mut near = Near::default();
    let workspace = context.workspace;
    let Some(table) = workspace.table(customer::ID) else { return near };
    let last = last_talks(workspace);
    let care = Care::of(workspace);
    let mut regions: HashMap<String, u32> = HashMap::new();
    let ended = table.column(customer::ENDED_AT.id);
    for row in table.alive_rows().filter(|&row| !ended.is_some_and(|ended| ended.has(row))) {
        near.all += 1;
        let text = table.text(row, customer::POSITION);
        let position = Position::parse(&text);
        near.placed += u32::from(position.is_some());
        near.unreadable += u32::from(position.is_none() && !text.trim().is_empty());
        let place = table.text(row, customer::REGION).to_owned();
        if !place.is_empty() {
            *regions.entry(place.clone()).or_default() += 1;
        }
        if region.is_some_and(|region| region != place) {
            continue;
        }
        let handle = table.handle(row);
        let level = table.column(customer::LEVEL.id).and_then(|column| column.option(row));
        let silent = last.get(&handle).map(|&at| context.today.0 - Day::of_instant(at, context.offset_minutes).0);
        near.customers.push(NearCustomer {
            id: workspace.ids.id(handle),
            name: table.text(row, customer::NAME).to_owned(),
            region: place,
            position,
            metres: from.zip(position).map(|(from, to)| from.metres_to(to)),
            silent_days: silent.map(|days| days.max(0).unsigned_abs()),
            overdue_days: silent.map(|days| (i64::from(days) - care.days(level)) as i32),
            level,
        });
    }
    near.total = near.customers.len() as u32;
    let far = |one: &NearCustomer| (one.metres.is_none(), one.metres, one.position.is_none());
    match order {
        NearOrder::Distance => near.customers.sort_by(|a, b| far(a).cmp(&far(b)).then_with(|| a.name.cmp(&b.name))),
        NearOrder::Overdue => near.customers.sort_by_key(|one| (Reverse(one.overdue_days), far(one), one.id)),
    }
    near.customers.truncate(limit.min(NEAR_MAX));
    let mut regions: Vec<(String, u32)> = regions.into_iter().collect();
    regions.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    regions.truncate(REGIONS_MAX);
    near.regions = regions;
    near
}

/// When each customer was last talked with. A note is no contact, and what is planned was not yet.
fn last_talks(workspace: &Workspace) -> HashMap<Handle, i64> {
    let mut last: HashMap<Handle, i64> = HashMap::new();
    let Some(table) = workspace.table(activity::ID) else { return last };
    let kinds = table.column(activity::KIND.id);
    let note = ACTIVITY_KIND.id("note");
    for row in table.alive_rows() {
        if kinds.and_then(|kinds| kinds.option(row)) == note {
            continue;
        }
        if let (Some(with), Some(at)) =
            (reference(table, row, activity::CUSTOMER), instant(workspace, table, row, activity::AT.id))
        {
            let known = last.entry(with).or_insert(at);
            *known = at.max(*known);
        }
    }
    last
}

/// How often customers of each level are to be contacted.
struct Care {
    key: i64,
    normal: i64,
    low: i64,
}

impl Care {
    fn of(workspace: &Workspace) -> Self {
        let days = |key| workspace.get(setting::ID, THE_SETTINGS, key).map(|days: Decimal| days.0 / Decimal::ONE);
        let chosen = |key, usual| days(key).filter(|days| *days > 0).unwrap_or(usual);
        Care {
            key: chosen(setting::CARE_DAYS_A, CARE_DAYS.0),
            normal: chosen(setting::CARE_DAYS_B, CARE_DAYS.1),
            low: chosen(setting::CARE_DAYS_C, CARE_DAYS.2),
        }
    }

    fn days(&self, level: Option<OptionId>) -> i64 {
        match level.and_then(|level| CUSTOMER_LEVEL.value(level)).map(|level| level.name) {
            Some("key_a") => self.key,
            Some("low_c") => self.low,
            _ => self.normal,
        }
    }
}
