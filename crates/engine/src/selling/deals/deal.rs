//! One opportunity with what belongs to it.

use super::moves;
use super::reading::Deals;
use crate::records::{name, name_at};
use crate::selling::Context;
use crate::workspace::Workspace;
use model::order::{get, total};
use model::schema::{
    FromValue, Key, contact, customer, opportunity, opportunity_line, order, pipeline_stage, stage_change,
};
use model::{Money, OptionId, RecordId, Value};
use protocol::OrderLine;
use protocol::deals::{Deal, DealContact, StageVisit};

/// The answer; `None` where there never was such an opportunity.
pub(super) fn answer(context: &Context<'_>, deals: &Deals<'_>, id: RecordId) -> Option<Deal> {
    let workspace = context.workspace;
    let (table, row) = workspace.find(opportunity::ID, id)?;
    let lines = lines(workspace, id);
    let amounts: Vec<Money> = lines.iter().filter_map(|line| line.amount).collect();
    Some(Deal {
        card: deals.card(row, deals.since()),
        deleted: !table.is_alive(row),
        pipeline: deals.place(row).map(|(at, _)| deals.pipelines[at].clone()),
        visits: visits(context, deals, id),
        lines_total: total(&amounts),
        lines,
        contacts: contacts(workspace, id),
        orders: orders(workspace, id),
    })
}

/// Where it stood. A closed one stands where it ended, but time is no matter there.
fn visits(context: &Context<'_>, deals: &Deals<'_>, id: RecordId) -> Vec<StageVisit> {
    let workspace = context.workspace;
    let (Some(log), Some(handle)) = (workspace.table(stage_change::ID), workspace.ids.find(id)) else {
        return Vec::new();
    };
    let rows = workspace.referring(stage_change::ID, stage_change::OPPORTUNITY, handle).into_iter();
    let read = |row: u32| {
        let at = i64::from_value(log.value(row, stage_change::AT.id, &workspace.ids))?;
        let to = RecordId::from_value(log.value(row, stage_change::TO.id, &workspace.ids))?;
        Some((at, workspace.ids.id(log.handle(row)), to))
    };
    let mut steps: Vec<_> = rows.filter_map(read).collect();
    steps.sort_unstable();
    let visit = |(place, &(at, _, stage)): (usize, &(i64, RecordId, RecordId))| {
        let left = steps.get(place + 1).map(|(at, ..)| *at);
        let (from, to) = (deals.local(at), left.map_or(context.today, |at| deals.local(at)));
        let name = match workspace.find(pipeline_stage::ID, stage) {
            Some((table, row)) => table.text(row, pipeline_stage::NAME).to_owned(),
            None => String::new(),
        };
        StageVisit { stage, name, at, days: to.0.saturating_sub(from.0).max(0) as u32, now: left.is_none() }
    };
    steps.iter().enumerate().map(visit).collect()
}

fn lines(workspace: &Workspace, id: RecordId) -> Vec<OrderLine> {
    let one = |(id, line): (RecordId, model::order::Fields)| OrderLine {
        id,
        product: get(&line, opportunity_line::PRODUCT).map(|product| (product, name(workspace, product))),
        quantity: get(&line, opportunity_line::QUANTITY),
        unit_price: get(&line, opportunity_line::UNIT_PRICE),
        discount: get(&line, opportunity_line::DISCOUNT),
        amount: get(&line, opportunity_line::AMOUNT),
        tax: None,
        unit: String::new(),
    };
    moves::lines(workspace, id).into_iter().map(one).collect()
}

fn contacts(workspace: &Workspace, id: RecordId) -> Vec<DealContact> {
    let Value::References(ids) = workspace.value(opportunity::ID, id, opportunity::CONTACTS.id) else {
        return Vec::new();
    };
    let one = |id: RecordId| {
        let (table, row) = workspace.find_alive(contact::ID, id)?;
        Some(DealContact {
            id,
            name: name_at(workspace, table, row),
            title: table.text(row, contact::TITLE).to_owned(),
            role: OptionId::from_value(table.value(row, contact::ROLE.id, &workspace.ids)),
        })
    };
    ids.into_iter().filter_map(one).collect()
}

/// Rows of a collection that name the opportunity.
fn naming(workspace: &Workspace, of: model::CollectionId, key: Key<RecordId>, id: RecordId) -> Vec<u32> {
    workspace.ids.find(id).map_or(Vec::new(), |handle| workspace.referring(of, key, handle))
}

fn orders(workspace: &Workspace, id: RecordId) -> Vec<(RecordId, String, Option<Money>)> {
    let Some(table) = workspace.table(order::ID) else { return Vec::new() };
    let one = |row: u32| {
        let total = Money::from_value(table.value(row, order::TOTAL.id, &workspace.ids));
        (workspace.ids.id(table.handle(row)), name_at(workspace, table, row), total)
    };
    naming(workspace, order::ID, order::OPPORTUNITY, id).into_iter().map(one).collect()
}

/// Rows of a customer's opportunities.
pub(super) fn of_customer(deals: &Deals<'_>, id: RecordId) -> Vec<u32> {
    match deals.workspace.find(customer::ID, id) {
        Some(_) => naming(deals.workspace, opportunity::ID, opportunity::CUSTOMER, id),
        None => Vec::new(),
    }
}
