//! Customers to choose visits from: near ones, and those whose turn for a contact is past.

use crate::records::has_ended;
use crate::selling::Context;
use crate::selling::silence::Silence;
use crate::table::Table;
use hashbrown::HashMap;
use model::schema::customer;
use protocol::{Near, NearCustomer, NearOrder, Position};
use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};

/// Most customers of one answer.
const NEAR_MAX: usize = 200;
/// Most regions to choose from.
const REGIONS_MAX: usize = 40;

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
    let silence = Silence::of(context, table);
    let mut regions: HashMap<Cow<'_, str>, u32> = HashMap::new();
    let [ended, level] = [customer::ENDED_AT.id, customer::LEVEL.id].map(|field| table.column(field));
    let mut found: Vec<Found> = Vec::new();
    let goes_on = |row: &u32| !has_ended(ended.and_then(|ended| ended.day(*row)), context.today);
    for row in table.alive_rows().filter(goes_on) {
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
        let days = |at: i64| context.today.0 - context.day(at).0;
        let silent = silence.last(row).map(days);
        let waits = i64::from(days(silence.since(table, row)));
        let overdue = silence.days(level).map(|days| (waits - days).clamp(i32::MIN.into(), i32::MAX.into()) as i32);
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
