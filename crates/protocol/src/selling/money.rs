//! Orders, instalments, payments: questions, answers, deeds.

use super::{Owners, Quiet};
use crate::Target;
use model::{Currency, Day, FieldId, Money, OptionId, RecordId, Value};
use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MoneyQuery {
    /// What is due, overdue and still to come; answered by [`MoneyAnswer::Due`].
    Due {
        /// Only orders of these users.
        owners: Owners,
        /// Most rows of each list.
        limit: u32,
    },
    /// What a printed order says; answered by [`MoneyAnswer::Sheet`].
    Sheet(RecordId),
    /// What a customer owes, and how the relationship stands; answered by [`MoneyAnswer::Account`].
    Account(RecordId),
    /// How much products are in use; answered by [`MoneyAnswer::Use`].
    Use(Target),
}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MoneyAnswer {
    /// What is due.
    Due(Due),
    /// A printed order; `None` where there is none.
    Sheet(Option<Box<Sheet>>),
    /// A customer's account; `None` where there is no such customer.
    Account(Option<Account>),
    /// How much products or tags are in use.
    Use(ProductUse),
}

/// What is due, overdue and still to come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Due {
    /// The day that this is of.
    pub today: Day,
    /// Sums, one a currency; the one that most is owed in first.
    pub totals: Vec<DueTotals>,
    /// Instalments that are overdue, the oldest first.
    pub overdue: DueList,
    /// Instalments that come due from today on, the next first.
    pub upcoming: DueList,
    /// Of `upcoming`, those that come due from today to the sixth day after.
    pub week: DueList,
    /// Payments of this month, the newest first: money that went back is below zero.
    pub received: DueList,
    /// What is outstanding of orders without an instalment for it, the oldest order first.
    pub undated: DueList,
    /// Who owes, most overdue first.
    pub customers: Vec<Debtor>,
    /// How many owe.
    pub debtors: u32,
    /// Of `upcoming`, the instalments that are due today or whose reminder has come.
    pub reminders: DueList,
    /// Whether the book has any order.
    pub has_orders: bool,
}

/// The first of a list, and how long it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DueList {
    /// The first rows.
    pub rows: Vec<DueRow>,
    /// How many there are.
    pub count: u32,
}

/// Sums of one currency, minor units.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DueTotals {
    /// Which currency.
    pub currency: Currency,
    /// What is outstanding of orders, with a day or without. What others were paid too much takes nothing off it.
    pub outstanding: i64,
    /// What orders were paid more than is owed for them.
    pub credit: i64,
    /// What is overdue.
    pub overdue: i64,
    /// What comes due from today to the sixth day after.
    pub week: i64,
    /// What was received in this month, less what was paid back.
    pub received: i64,
    /// What was to be received in this month.
    pub planned: i64,
    /// What is overdue by age: 1–30 days, 31–60, 61–90, more. Amounts and instalments.
    pub ages: [(i64, u32); 4],
}

/// Something that is owed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DueRow {
    /// Of which order, and what it is called.
    pub order: (RecordId, String),
    /// Who owes it.
    pub customer: Option<(RecordId, String)>,
    /// Which instalment.
    pub plan: Option<RecordId>,
    /// The how-manieth of how many.
    pub instalment: Option<(u32, u32)>,
    /// When it is due; of an order without instalments the day of the order.
    pub day: Option<Day>,
    /// What is still to come of it.
    pub remaining: Money,
    /// What was agreed.
    pub amount: Money,
    /// A telephone number of the customer.
    pub phone: String,
    /// An e-mail address of the customer.
    pub email: String,
    /// Why the customer is better not reached.
    pub quiet: Option<Quiet>,
}

/// Somebody who owes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Debtor {
    /// Who.
    pub customer: (RecordId, String),
    /// What is outstanding, an amount a currency.
    pub outstanding: Vec<Money>,
    /// What is overdue of it.
    pub overdue: Vec<Money>,
    /// What other orders of theirs were paid too much, an amount a currency.
    pub credit: Vec<Money>,
    /// Days since the oldest of it was due.
    pub days_late: u32,
    /// Of how many orders.
    pub orders: u32,
}

/// What a printed order says beside what [`crate::OrderAnswer`] does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Who sells.
    pub seller: String,
    /// Their address.
    pub seller_address: String,
    /// The order's number, or what stands for it.
    pub number: String,
    /// Who buys.
    pub customer: String,
    /// Their address.
    pub address: String,
    /// Where it goes, where that is another place.
    pub shipping_address: String,
    /// Their tax number.
    pub tax_id: String,
    /// Whom to ask for.
    pub contact: String,
    /// What was remarked.
    pub remark: String,
}

/// A customer's account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Who.
    pub customer: RecordId,
    /// What is outstanding, an amount a currency.
    pub outstanding: Vec<Money>,
    /// What is overdue of it.
    pub overdue: Vec<Money>,
    /// What their orders were paid too much, an amount a currency.
    pub credit: Vec<Money>,
    /// Their first order.
    pub first_order: Option<Day>,
    /// When the relationship ended.
    pub ended_at: Option<Day>,
    /// Why.
    pub end_reason: Option<OptionId>,
}

/// What uses some products, or some tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProductUse {
    /// How many of them are in use.
    pub used: u32,
    /// In how many orders.
    pub orders: u32,
    /// In how many opportunities.
    pub deals: u32,
    /// Of tags, on how many records.
    pub records: u32,
}

/// One instalment as it is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanLine {
    /// Which, where it stands already.
    pub id: Option<RecordId>,
    /// When it is due.
    pub due: Day,
    /// How much.
    pub amount: Money,
    /// Days before it is due on which somebody is to be reminded.
    pub remind_days: Option<u32>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MoneyDeed {
    /// Makes an order of an opportunity, with its lines.
    OrderFromDeal {
        /// Which.
        opportunity: RecordId,
        /// The day of the order.
        day: Day,
        /// Its number; may be empty.
        number: String,
    },
    /// The payment plan of an order as it is to be; instalments that are not named go. No lines at all take the plan away.
    Plan {
        /// Which order.
        order: RecordId,
        /// All of it, in order.
        lines: Vec<PlanLine>,
    },
    /// Records a payment with these fields. Above what is due only where that is said.
    Receive {
        /// Fields of `model::schema::payment`.
        fields: Vec<(FieldId, Value)>,
        /// It may be more than is due: the rest is a credit.
        beyond: bool,
    },
    /// Records that money went back.
    Refund {
        /// Of which order.
        order: RecordId,
        /// How much, above nothing.
        amount: Money,
        /// When.
        day: Day,
        /// By which way.
        method: Option<OptionId>,
        /// What there is to say.
        remark: String,
    },
    /// Ends a relationship.
    End {
        /// With whom.
        customer: RecordId,
        /// On which day.
        day: Day,
        /// Why.
        reason: Option<OptionId>,
        /// What to note, in the reader's words; may be empty.
        note: String,
    },
    /// Takes an ended relationship up again.
    WinBack {
        /// With whom.
        customer: RecordId,
        /// What to note, in the reader's words; may be empty.
        note: String,
    },
}
