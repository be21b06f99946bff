//! Orders, instalments, payments.

mod account;
mod convert;
mod due;
mod ending;
mod payments;
mod plan;
mod uses;

use super::{Context, NewIds, Plan};
use crate::records::name;
use model::schema::{Key, THE_SETTINGS};
use model::schema::{contact, customer, order, setting};
use model::{CollectionId, Money, RecordId};
use protocol::money::Sheet;
use protocol::{Failure, MoneyAnswer, MoneyDeed, MoneyQuery, Problem, ProblemCode};

/// The answer to a question.
pub(super) fn answer(context: &Context<'_>, query: &MoneyQuery) -> MoneyAnswer {
    match query {
        MoneyQuery::Due { owners, limit } => MoneyAnswer::Due(due::due(context, owners, *limit)),
        MoneyQuery::Sheet(order) => MoneyAnswer::Sheet(sheet(context, *order).map(Box::new)),
        MoneyQuery::Account(customer) => MoneyAnswer::Account(account::account(context, *customer)),
        MoneyQuery::Use(products) => MoneyAnswer::Use(uses::in_use(context, products)),
    }
}

/// What a step changes.
pub(super) fn plan(context: &Context<'_>, deed: &MoneyDeed, ids: NewIds<'_>) -> Result<Plan, Failure> {
    match deed {
        MoneyDeed::OrderFromDeal { opportunity, day, number } => {
            convert::order_from_deal(context, *opportunity, *day, number, ids)
        }
        MoneyDeed::Plan { order, lines } => plan::plan(context, *order, lines, ids),
        MoneyDeed::Receive { fields, beyond } => payments::receive(context, fields, *beyond, ids),
        MoneyDeed::Refund { order, amount, day, method, remark } => {
            payments::refund(context, *order, *amount, *day, (*method, remark), ids)
        }
        MoneyDeed::End { customer, day, reason, note } => ending::end(context, *customer, *day, (*reason, note), ids),
        MoneyDeed::WinBack { customer, note } => ending::win_back(context, *customer, note, ids),
    }
}

/// A problem that tells an amount.
fn problem(code: ProblemCode, amount: Option<Money>) -> Failure {
    Problem { amount, ..Problem::plain(code) }.into()
}

fn sheet(context: &Context<'_>, id: RecordId) -> Option<Sheet> {
    let workspace = context.workspace;
    workspace.find(order::ID, id)?;
    let text = |of: CollectionId, record: Option<RecordId>, key: Key<String>| {
        record.and_then(|record| workspace.get(of, record, key)).unwrap_or_default()
    };
    let who = workspace.get(order::ID, id, order::CUSTOMER);
    let of_customer = |key| text(customer::ID, who, key);
    let whom = workspace.get(order::ID, id, order::CONTACT);
    Some(Sheet {
        seller: text(setting::ID, Some(THE_SETTINGS), setting::SELLER),
        seller_address: text(setting::ID, Some(THE_SETTINGS), setting::SELLER_ADDRESS),
        number: name(workspace, id),
        customer: of_customer(customer::NAME),
        address: of_customer(customer::ADDRESS),
        shipping_address: of_customer(customer::SHIPPING_ADDRESS),
        tax_id: of_customer(customer::TAX_ID),
        contact: text(contact::ID, whom, contact::NAME),
        remark: text(order::ID, Some(id), order::REMARK),
    })
}
