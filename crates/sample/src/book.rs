//! The finished book: plain columns.

use crate::words;
use model::{Currency, Day, OptionId};

/// A made-up customer book; columns of one part have equal length.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleBook {
    /// Currency of every amount, in its minor units.
    pub currency: Currency,
    /// Customers, the longest known first.
    pub customers: Customers,
    /// The catalogue.
    pub products: Vec<Product>,
    /// Orders by day.
    pub orders: Orders,
    /// Lines of orders, in the order of the orders; an order has all its lines or, in a large book, none.
    pub lines: Lines,
    /// Conversations and notes, by customer and then by time.
    pub activities: Activities,
    /// Leads.
    pub leads: Leads,
    /// Opportunities.
    pub deals: Deals,
    /// Instalments, by order and then by day.
    pub plans: Plans,
    /// Payments for them.
    pub payments: Payments,
    /// Visits that were checked in.
    pub check_ins: CheckIns,
    /// What is to be done, and what was.
    pub tasks: Tasks,
}

/// Columns of customers. Small vocabularies are indices into their word lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Customers {
    /// Name in Chinese or English.
    pub name: Vec<String>,
    /// Business or person (`options::CUSTOMER_KIND`).
    pub kind: Vec<OptionId>,
    /// Telephone, or empty.
    pub phone: Vec<String>,
    /// E-mail, or empty.
    pub email: Vec<String>,
    /// Index into [`Customers::regions`].
    pub region: Vec<u8>,
    /// `options::CUSTOMER_LEVEL`.
    pub level: Vec<Option<OptionId>>,
    /// `options::SOURCE`.
    pub source: Vec<OptionId>,
    /// Of a business: index into [`Customers::industries`].
    pub industry: Vec<Option<u8>>,
    /// Of a business: `options::SIZE`.
    pub size: Vec<Option<OptionId>>,
    /// Of a person: index into [`Customers::occupations`].
    pub occupation: Vec<Option<u8>>,
    /// Of a person.
    pub gender: Vec<Option<OptionId>>,
    /// Of a person.
    pub birthday: Vec<Option<Day>>,
    /// Bit `i` is set for tag `i` of [`Customers::tag_names`].
    pub tags: Vec<u8>,
    /// The day on which the relation was ended by word, never before the newest order.
    pub ended_at: Vec<Option<Day>>,
    /// `options::END_REASON`, exactly where `ended_at` is.
    pub end_reason: Vec<Option<OptionId>>,
    /// Where they are, in millionths of a degree (latitude, longitude), if that is known.
    pub position: Vec<Option<(i32, i32)>>,
}

impl Customers {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.name.len()
    }

    /// True for a book without customers.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
    }

    /// The number the shop's former system gave: `C000001` for the first.
    pub fn external_id(&self, customer: usize) -> String {
        format!("C{:06}", customer + 1)
    }

    /// Cities.
    pub fn regions(&self) -> &'static [&'static str] {
        &words::REGIONS
    }

    /// Industries.
    pub fn industries(&self) -> &'static [&'static str] {
        &words::INDUSTRIES
    }

    /// Occupations.
    pub fn occupations(&self) -> &'static [&'static str] {
        &words::OCCUPATIONS
    }

    /// Names of the tags.
    pub fn tag_names(&self) -> &'static [&'static str] {
        &words::TAGS
    }

    /// Indices of a customer's tags, ascending.
    pub fn tags_of(&self, customer: usize) -> impl Iterator<Item = usize> + use<> {
        let bits = self.tags.get(customer).copied().unwrap_or(0);
        (0..words::TAGS.len()).filter(move |tag| bits >> tag & 1 == 1)
    }
}

/// Something the shop sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Both names: `西湖龙井 Longjing green tea`.
    pub name: String,
    /// Code: `TEA-01`.
    pub sku: String,
    /// Both names of the category: `茶叶 Tea`.
    pub category: &'static str,
    /// What it is counted in: `250 g`.
    pub unit: &'static str,
    /// Price of one, minor units.
    pub unit_price: i64,
}

/// Columns of orders.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Orders {
    /// Index of the customer.
    pub customer: Vec<u32>,
    /// Days since 1970-01-01, ascending.
    pub day: Vec<i32>,
    /// Minor units; negative for a refund.
    pub total: Vec<i64>,
    /// `options::ORDER_STATUS`.
    pub status: Vec<OptionId>,
}

impl Orders {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.day.len()
    }

    /// True for a book without orders.
    pub fn is_empty(&self) -> bool {
        self.day.is_empty()
    }

    /// The order's number: `SO-000001` for the oldest.
    pub fn number(&self, order: usize) -> String {
        numbered("SO-", order + 1, 6)
    }
}

/// The number of a document, with so many digits at least. Formatting by the standard library takes longer than all else that is done with an order.
fn numbered(prefix: &str, mut number: usize, digits: usize) -> String {
    let mut bytes = [b'0'; 32];
    let mut from = bytes.len();
    while number > 0 || from > bytes.len() - digits {
        from -= 1;
        bytes[from] = b'0' + (number % 10) as u8;
        number /= 10;
    }
    let digits = std::str::from_utf8(&bytes[from..]).unwrap_or_default();
    [prefix, digits].concat()
}

/// Columns of order lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// Index of the order, ascending.
    pub order: Vec<u32>,
    /// Index of the product.
    pub product: Vec<u8>,
    /// Millionths, as in `model::Decimal`; negative for what came back.
    pub quantity: Vec<i64>,
    /// Quantity times the product's price, minor units.
    pub amount: Vec<i64>,
}

/// Columns of activities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Activities {
    /// Index of the customer, ascending.
    pub customer: Vec<u32>,
    /// `options::ACTIVITY_KIND`.
    pub kind: Vec<OptionId>,
    /// Milliseconds since 1970-01-01 UTC; always on a day before today.
    pub at: Vec<i64>,
    /// What was said, in the customer's language.
    pub text: Vec<String>,
}

/// Columns of leads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leads {
    /// The person's name.
    pub name: Vec<String>,
    /// The business, or empty.
    pub company: Vec<String>,
    /// `options::LEAD_STATUS`.
    pub status: Vec<OptionId>,
    /// `options::RATING`.
    pub rating: Vec<Option<OptionId>>,
    /// Telephone, or empty.
    pub mobile: Vec<String>,
    /// E-mail, or empty.
    pub email: Vec<String>,
    /// `options::SOURCE`.
    pub source: Vec<OptionId>,
    /// Index into [`crate::staff::USERS`]; nobody's in the public pool.
    pub owner: Vec<Option<u8>>,
    /// Milliseconds since 1970-01-01 UTC, as all moments here.
    pub next_contact_at: Vec<Option<i64>>,
    /// When somebody spoke with them.
    pub last_contacted_at: Vec<Option<i64>>,
    /// Their part in the business.
    pub title: Vec<&'static str>,
    /// Index into [`Customers::regions`].
    pub region: Vec<u8>,
    /// Of a business: index into [`Customers::industries`].
    pub industry: Vec<Option<u8>>,
    /// Since when the owner has them.
    pub owned_since: Vec<Option<i64>>,
    /// The customer they became.
    pub customer: Vec<Option<u32>>,
    /// When.
    pub converted_at: Vec<Option<i64>>,
}

impl Leads {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.name.len()
    }

    /// True for none.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
    }
}

/// Columns of opportunities, and of the log of their stages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deals {
    /// Index of the customer.
    pub customer: Vec<u32>,
    /// What it is called, in the customer's language.
    pub name: Vec<String>,
    /// Minor units: what its product comes to.
    pub amount: Vec<i64>,
    /// Index into `model::schema::pipelines::STAGES`.
    pub stage: Vec<u8>,
    /// The day on which it was opened.
    pub opened: Vec<Day>,
    /// The day on which it is expected to close.
    pub expected: Vec<Day>,
    /// The day on which it was won or lost.
    pub closed: Vec<Option<Day>>,
    /// `options::LOST_REASON`, exactly where it is lost.
    pub lost_reason: Vec<Option<OptionId>>,
    /// Who got it instead, or empty.
    pub competitor: Vec<&'static str>,
    /// What is to be done next, while it is open.
    pub next_step: Vec<&'static str>,
    /// `options::SOURCE`.
    pub source: Vec<OptionId>,
    /// Index of the product that it is about.
    pub product: Vec<u8>,
    /// How many.
    pub quantity: Vec<i64>,
    /// Of the log: index of the opportunity.
    pub log_deal: Vec<u32>,
    /// Of the log: the stage before.
    pub log_from: Vec<Option<u8>>,
    /// Of the log: the stage.
    pub log_to: Vec<u8>,
    /// Of the log: milliseconds since 1970-01-01 UTC, never after the sample's day.
    pub log_at: Vec<i64>,
}

/// Columns of instalments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plans {
    /// Index of the order, ascending.
    pub order: Vec<u32>,
    /// Days since 1970-01-01.
    pub due: Vec<i32>,
    /// Minor units; those of an order come to its total.
    pub amount: Vec<i64>,
    /// The how-manieth of its order, from 1.
    pub nth: Vec<u32>,
}

/// Columns of payments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payments {
    /// Index of the instalment.
    pub plan: Vec<u32>,
    /// Index of the order.
    pub order: Vec<u32>,
    /// Days since 1970-01-01, never after the day of the book.
    pub day: Vec<i32>,
    /// Minor units.
    pub amount: Vec<i64>,
    /// `options::PAYMENT_METHOD`.
    pub method: Vec<OptionId>,
}

impl Payments {
    /// The payment's number: `HK-0001` for the first.
    pub fn number(&self, payment: usize) -> String {
        numbered("HK-", payment + 1, 4)
    }
}

/// Columns of check-ins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckIns {
    /// Index of the visit among the activities, ascending.
    pub activity: Vec<u32>,
    /// Where, in millionths of a degree.
    pub position: Vec<(i32, i32)>,
    /// By how much that may be wrong.
    pub accuracy_m: Vec<u32>,
    /// What was noted, or nothing.
    pub note: Vec<&'static str>,
}

/// Columns of tasks, by the time they are due.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tasks {
    /// Subject.
    pub name: Vec<String>,
    /// `options::TASK_KIND`.
    pub kind: Vec<OptionId>,
    /// Milliseconds since 1970-01-01 UTC; of a whole day its noon.
    pub due: Vec<i64>,
    /// When it ends.
    pub ends: Vec<Option<i64>>,
    /// It takes the whole day.
    pub all_day: Vec<bool>,
    /// `options::TASK_STATUS`.
    pub status: Vec<OptionId>,
    /// When it was done, exactly where it is.
    pub done_at: Vec<Option<i64>>,
    /// `options::PRIORITY`.
    pub priority: Vec<OptionId>,
    /// `options::REPEAT`.
    pub repeat: Vec<Option<OptionId>>,
    /// Index of the customer, where it is about one.
    pub customer: Vec<Option<u32>>,
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn numbers_have_their_digits() {
        for n in [1, 42, 999_999, 1_000_000, usize::MAX] {
            assert_eq!(numbered("SO-", n, 6), format!("SO-{n:06}"));
        }
        assert_eq!(numbered("HK-", 0, 4), "HK-0000");
    }
}
