//! Leads and the public pool.

mod alike;
mod convert;
mod due;
mod figures;
mod one;
mod overview;
mod pool;
mod typed;

use super::owned::{giving, meant};
use super::{Context, Plan, new_record};
use crate::table::Table;
use model::options::{LEAD_CONVERTED, LEAD_STATUS};
use model::schema::lead;
use model::{Deed, Label, OptionId, RecordId, Value};
use protocol::selling::leads::Recognised;
use protocol::{Failure, LeadsAnswer, LeadsDeed, LeadsQuery, Problem, ProblemCode};

/// The answer to a question.
pub(super) fn answer(context: &Context<'_>, query: &LeadsQuery) -> LeadsAnswer {
    match query {
        LeadsQuery::Overview { me, whose } => LeadsAnswer::Overview(Box::new(overview::overview(context, *me, *whose))),
        LeadsQuery::Typed { text } => {
            let read = typed::read(text);
            let duplicates = alike::duplicates(context, &typed::probe(&read));
            LeadsAnswer::Typed { text: text.clone(), read: Box::new(read), duplicates }
        }
        LeadsQuery::Duplicates(probe) => LeadsAnswer::Duplicates(alike::duplicates(context, probe)),
        LeadsQuery::Due { owners, limit } => {
            let (leads, all) = due::due(context, owners, *limit);
            LeadsAnswer::Due(leads, all)
        }
        LeadsQuery::Idle => LeadsAnswer::Idle(pool::idle(context).len() as u32),
        LeadsQuery::Lead { id } => LeadsAnswer::Lead(one::one(context, *id).map(Box::new)),
    }
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &LeadsDeed, ids: super::NewIds<'_>) -> Result<Plan, Failure> {
    let workspace = context.workspace;
    match deed {
        LeadsDeed::Capture { text, owner } => capture(context, &typed::read(text), *owner, ids),
        LeadsDeed::Claim { leads, owner } => {
            let (of, records) = meant(context, leads)?;
            let free = |lead: &RecordId| {
                let found = workspace.find_alive(of, *lead);
                found.is_some_and(|(table, row)| is_open(table, row) && is_free(table, row))
            };
            let records = records.into_iter().filter(|lead| of == lead::ID && free(lead));
            giving(context, records.map(|lead| (of, lead)), Some(*owner), Deed::Claim, ProblemCode::NotInPool)
        }
        LeadsDeed::Return { leads } => {
            let (of, records) = meant(context, leads)?;
            let open =
                |lead: &RecordId| workspace.find_alive(of, *lead).is_some_and(|(table, row)| is_open(table, row));
            let records = records.into_iter().filter(|lead| of == lead::ID && open(lead));
            giving(context, records.map(|lead| (of, lead)), None, Deed::ReturnToPool, ProblemCode::InPool)
        }
        LeadsDeed::ReturnIdle => {
            let idle = pool::idle(context).into_iter().map(|idle| (lead::ID, idle.id));
            giving(context, idle, None, Deed::ReturnToPool, ProblemCode::InPool)
        }
        LeadsDeed::Convert(conversion) => convert::plan(context, conversion, ids),
    }
}

/// The number of a status.
fn status(name: &str) -> OptionId {
    LEAD_STATUS.id(name).unwrap_or(OptionId(0))
}

/// Where a lead stands: a new one, where nothing is said.
fn status_of(table: &Table, row: u32) -> OptionId {
    let said = table.column(lead::STATUS.id).and_then(|column| column.option(row));
    said.unwrap_or_else(|| status("new"))
}

/// Whether a lead became a customer: the one rule for figures and steps.
fn is_converted(table: &Table, row: u32) -> bool {
    table.column(lead::CONVERTED_AT.id).is_some_and(|column| column.has(row))
}

/// Whether a lead may still become a customer.
fn is_open(table: &Table, row: u32) -> bool {
    !is_converted(table, row) && ![LEAD_CONVERTED, status("unqualified")].contains(&status_of(table, row))
}

/// Whether a lead is nobody's.
fn is_free(table: &Table, row: u32) -> bool {
    table.column(lead::OWNER.id).and_then(|column| column.reference(row)).is_none()
}

/// A new lead. What is all that is known of it is its name, too.
fn capture(
    context: &Context<'_>,
    read: &Recognised,
    owner: Option<RecordId>,
    ids: super::NewIds<'_>,
) -> Result<Plan, Failure> {
    let called = [&read.name, &read.company, &read.mobile, &read.email, &read.wechat];
    let Some(name) = called.into_iter().find(|text| !text.is_empty()) else {
        return Err(Problem::plain(ProblemCode::NeedsName).into());
    };
    let text = |text: &String| if text.is_empty() { Value::Empty } else { Value::Text(text.clone()) };
    let fields = vec![
        (lead::NAME.id, text(name)),
        (lead::COMPANY.id, text(&read.company)),
        (lead::STATUS.id, Value::Option(status("new"))),
        (lead::MOBILE.id, text(&read.mobile)),
        (lead::PHONE.id, text(&read.phone)),
        (lead::EMAIL.id, text(&read.email)),
        (lead::WECHAT.id, text(&read.wechat)),
        (lead::REMARK.id, text(&read.remark)),
        (lead::OWNER.id, owner.map_or(Value::Empty, Value::Reference)),
        (lead::OWNED_SINCE.id, owner.map_or(Value::Empty, |_| Value::Instant(context.now_millis))),
    ];
    let id = ids();
    Ok(Plan { label: Label::Create(lead::ID), cells: new_record(lead::ID, id, fields), created: Some(id) })
}
