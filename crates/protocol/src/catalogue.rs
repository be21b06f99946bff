//! What the workspace has made of the schema, orders with what belongs to them, and drafts.

use model::options::OptionValue;
use model::{CollectionId, Day, Decimal, FieldId, Money, OptionId, RecordId, Value, position};
use serde::{Deserialize, Serialize};

/// The workspace's own fields and what it has made of the option lists.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SchemaAnswer {
    /// Own fields, deleted ones included, in their order.
    pub fields: Vec<OwnField>,
    /// Values of option lists that were changed or added, in the order of their ids.
    pub options: Vec<OwnOption>,
}

/// A field of the workspace's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnField {
    /// The record that declares it.
    pub record: RecordId,
    /// Whose field.
    pub of: CollectionId,
    /// Its number.
    pub field: FieldId,
    /// What people read.
    pub name: String,
    /// What it holds, as the book knows it (`model::custom`).
    pub kind: String,
    /// Its place among the others.
    pub position: String,
    /// It was deleted: nobody is asked for it, its values are kept.
    pub deleted: bool,
    /// Another field, made earlier on another device, has its number: the values are under that one.
    pub shadowed: bool,
}

/// What the workspace has made of one value of an option list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnOption {
    /// The record that says so.
    pub record: RecordId,
    /// The list's stable name.
    pub list: String,
    /// The value's number in the list.
    pub value: OptionId,
    /// Its word; empty for the built-in one.
    pub name: String,
    /// Its colour; `None` for none.
    pub colour: Option<OptionId>,
    /// Its place; empty for the built-in one.
    pub position: String,
    /// Not offered any more.
    pub retired: bool,
    /// The record was deleted: an own value is not offered any more, a built-in one is as it was.
    pub deleted: bool,
}

impl OwnOption {
    /// What the workspace has made of a value: of two that have one number the first made counts, a living one before a deleted one. A
    /// built-in value whose record was deleted is as it was before.
    pub fn find<'a>(
        options: &'a [OwnOption],
        list: &str,
        built_in: &[OptionValue],
        value: OptionId,
    ) -> Option<&'a OwnOption> {
        let same = options.iter().filter(|own| own.list == list && own.value == value);
        let own = same.min_by_key(|own| (own.deleted, own.record))?;
        let stands = !own.deleted || built_in.iter().all(|known| known.id != value);
        stands.then_some(own)
    }

    /// The place of a value among the others of its list.
    pub fn place(own: Option<&OwnOption>, built_in: &[OptionValue], value: OptionId) -> String {
        let place = own.map(|own| own.position.as_str()).filter(|place| !place.is_empty());
        let at = || built_in.iter().position(|known| known.id == value);
        place.map_or_else(|| position::nth(at().unwrap_or(usize::from(value.0))), str::to_owned)
    }
}

/// A change to one value of an option list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OptionChange {
    /// Which value; `None` for a new one.
    pub value: Option<OptionId>,
    /// Fields of `model::schema::option` that change.
    pub fields: Vec<(FieldId, Value)>,
}

/// A field to be added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewField {
    /// Whose field.
    pub of: CollectionId,
    /// What people read.
    pub name: String,
    /// What it holds, as the book knows it; "option:" alone for a list of its own with the `values`.
    pub kind: String,
    /// The words of its own list, in their order.
    pub values: Vec<String>,
}

/// A record that is found by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Which.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// What tells it from others of that name: texts, days, amounts; may be empty.
    pub about: Vec<Value>,
}

/// What belongs to an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderAnswer {
    /// Which.
    pub id: RecordId,
    /// Its lines, in the order in which they came.
    pub lines: Vec<OrderLine>,
    /// Its payments, earliest first.
    pub payments: Vec<OrderPayment>,
    /// What it comes to, tax included.
    pub total: Option<Money>,
    /// Money received for it and kept, in its currency; planned and overdue payments are none.
    pub paid: Option<Money>,
    /// What is still to come: what is owed less paid. Below zero where money is to go back. Drafts, cancelled and returned orders are not owed.
    pub outstanding: Option<Money>,
    /// Its lines without tax, where all are of one currency.
    pub subtotal: Option<Money>,
    /// The tax of its lines.
    pub tax: Option<Money>,
    /// What may be paid without asking: what is outstanding; of a draft, what it would come to.
    pub payable: Option<Money>,
    /// Where it stands.
    pub status: Option<OptionId>,
    /// Where its payments stand; nothing where nobody keeps account of them.
    pub payment_status: Option<OptionId>,
    /// Its instalments, the first one due first.
    pub plan: Vec<OrderInstalment>,
    /// Whose it is, and their name.
    pub customer: Option<(RecordId, String)>,
    /// When it was made.
    pub day: Option<Day>,
}

/// An instalment of an order, and how far it is paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderInstalment {
    /// Which.
    pub id: RecordId,
    /// When it is due.
    pub due: Option<Day>,
    /// What was agreed.
    pub amount: Option<Money>,
    /// What of it is paid, minor units of the order's currency.
    pub paid: i64,
    /// What is still to come of it, minor units.
    pub remaining: i64,
    /// Days before it is due on which somebody is to be reminded.
    pub remind_days: Option<u32>,
    /// Where it stands; nothing where the order is not owed.
    pub status: Option<OptionId>,
}

/// One line of an order, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderLine {
    /// Which.
    pub id: RecordId,
    /// What was sold, and its name.
    pub product: Option<(RecordId, String)>,
    /// How many.
    pub quantity: Option<Decimal>,
    /// What one costs.
    pub unit_price: Option<Money>,
    /// What is taken off the line.
    pub discount: Option<Money>,
    /// What the line comes to without tax.
    pub amount: Option<Money>,
    /// The tax on it.
    pub tax: Option<Money>,
    /// What is counted.
    pub unit: String,
}

/// A payment for an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderPayment {
    /// Which.
    pub id: RecordId,
    /// Its number.
    pub number: String,
    /// When.
    pub day: Option<Day>,
    /// How much.
    pub amount: Option<Money>,
    /// Where it stands.
    pub status: Option<OptionId>,
    /// By which way it came.
    pub method: Option<OptionId>,
}

/// A change to an order's lines; the line's amount and the order's total follow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LineChange {
    /// Another line.
    Add(Vec<(FieldId, Value)>),
    /// Other values of a line.
    Edit(RecordId, Vec<(FieldId, Value)>),
    /// One line less.
    Remove(RecordId),
}

/// What was typed into a form and not saved. It stays on this device and is not part of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// When it was typed last, milliseconds since 1970 UTC.
    pub at: i64,
    /// The form's own account of it.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}
