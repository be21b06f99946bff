//! Customers to choose visits from: near ones, and those whose turn for a contact is past.

use crate::counted::Pieces;
use crate::ids::Handle;
use crate::ints::NO_INT;
use crate::selling::Context;
use crate::table::Table;
use crate::workspace::Workspace;
use hashbrown::HashMap;
use model::options::{ACTIVITY_KIND, CUSTOMER_LEVEL};
use model::schema::{THE_SETTINGS, activity, customer, setting};
use model::{Day, Decimal, OptionId};
use protocol::{Near, NearCustomer, NearOrder, Position};
use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};

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
    let last = last_talks(workspace, table.len());
    let care = Care::of(workspace);
    let mut regions: HashMap<Cow<'_, str>, u32> = HashMap::new();
    let [ended, level] = [customer::ENDED_AT.id, customer::LEVEL.id].map(|field| table.column(field));
    let mut found: Vec<Found> = Vec::new();
    for row in table.alive_rows().filter(|&row| !ended.is_some_and(|ended| ended.has(row))) {
        near.all += 1;
        let text = table.text(row, customer::POSITION);
        let position = Position::parse(&text);
        near.placed += u32::from(position.is_some());
        near.unreadable += u32::from(position.is_none() && !text.trim().is_empty());
        let place = Cow::from(table.text(row, customer::REGION));
        let elsewhere = region.is_some_and(|region| region != place);
        if !place.is_empty() {
            *regions.entry(place).or_default() += 1;
        }
        if elsewhere {
            continue;
        }
        let level = level.and_then(|column| column.option(row));
        let at = last.get(row as usize).copied().filter(|at| *at != NO_INT);
        let silent = at.map(|at| context.today.0 - Day::of_instant(at, context.offset_minutes).0);
        let overdue = silent.map(|days| (i64::from(days) - care.days(level)) as i32);
        found.push(Found {
            row,
            position,
            metres: from.zip(position).map(|(from, to)| from.metres_to(to)),
            silent,
            overdue,
        });
    }
    near.total = found.len() as u32;
    let far = |one: &Found| (one.metres.is_none(), one.metres, one.position.is_none());
    let id = |row: u32| workspace.ids.id(table.handle(row));
    let limit = limit.min(NEAR_MAX);
    match order {
        NearOrder::Distance => {
            first(&mut found, limit, |a, b| {
                far(a).cmp(&far(b)).then_with(|| name(table, a.row).cmp(&name(table, b.row)))
            });
        }
        NearOrder::Overdue => {
            let key = |one: &Found| (Reverse(one.overdue), far(one));
            first(&mut found, limit, |a, b| key(a).cmp(&key(b)).then_with(|| id(a.row).cmp(&id(b.row))));
        }
    }
    let told = found.into_iter().map(|one| NearCustomer {
        id: id(one.row),
        name: name(table, one.row).into_owned(),
        region: table.text(one.row, customer::REGION).to_owned(),
        position: one.position,
        metres: one.metres,
        silent_days: one.silent.map(|days| days.max(0).unsigned_abs()),
        overdue_days: one.overdue,
        level: level.and_then(|column| column.option(one.row)),
    });
    near.customers = told.collect();
    let regions = regions.into_iter().map(|(region, n)| (region.into_owned(), n));
    let mut regions: Vec<(String, u32)> = regions.collect();
    regions.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    regions.truncate(REGIONS_MAX);
    near.regions = regions;
    near
}

/// A customer before it is put into words.
struct Found {
    row: u32,
    position: Option<Position>,
    metres: Option<u32>,
    silent: Option<i32>,
    overdue: Option<i32>,
}

fn name(table: &Table, row: u32) -> Cow<'_, str> {
    table.text(row, customer::NAME).into()
}

/// Leaves the first few, in their order.
fn first(found: &mut Vec<Found>, n: usize, mut order: impl FnMut(&Found, &Found) -> Ordering) {
    let whole =
        |a: &Found, b: &Found, order: &mut dyn FnMut(&Found, &Found) -> Ordering| order(a, b).then(a.row.cmp(&b.row));
    if n > 0 && n < found.len() {
        found.select_nth_unstable_by(n - 1, |a, b| whole(a, b, &mut order));
    }
    found.truncate(n);
    found.sort_unstable_by(|a, b| whole(a, b, &mut order));
}

/// When each customer was last talked with, by row. A note is no contact, and what is planned was not yet.
fn last_talks(workspace: &Workspace, customers: u32) -> Vec<i64> {
    let mut last = vec![NO_INT; customers as usize];
    let Some(table) = workspace.table(activity::ID) else { return last };
    let note = ACTIVITY_KIND.id("note").map_or(NO_INT, |note| note.0.into());
    Pieces::of(table, [activity::CUSTOMER.id, activity::AT.id, activity::KIND.id]).each(|row, [who, at, kind]| {
        let who = u32::try_from(who).ok().and_then(|who| workspace.ids.row(Handle(who), customer::ID));
        let is_talk = at != NO_INT && (kind == NO_INT || kind != note) && table.is_alive(row);
        if let Some(known) = who.and_then(|who| last.get_mut(who as usize)).filter(|_| is_talk) {
            *known = at.max(*known);
        }
    });
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
