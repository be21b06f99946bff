//! Answers: what is on screen and nothing more.

use crate::{
    ConflictsAnswer, Failure, Found, InsightAnswer, MarginOf, OrderAnswer, SchemaAnswer, Sealed, Segment,
    SellingAnswer, Stage, StageReason, StageThresholds, StorageAnswer, TalkMore,
};
use model::{CollectionId, Currency, Day, FieldId, Label, Money, OptionId, RecordId, Stamp, Value};
use serde::{Deserialize, Serialize};

/// The answer to a [`crate::Query`], of the variant that goes with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// To `Query::Customer`; `None` if there is no such customer (any more).
    Customer(Sealed<Option<CustomerAnswer>>),
    /// To `Query::Records`.
    Records(RecordsAnswer),
    /// To `Query::Record`; `None` if there never was such a record.
    Record(Sealed<Option<RecordAnswer>>),
    /// To `Query::Conflicts`.
    Conflicts(Sealed<ConflictsAnswer>),
    /// To `Query::Schema`.
    Schema(Box<SchemaAnswer>),
    /// To `Query::FieldUse`.
    FieldUse(u32),
    /// To `Query::Meant`.
    Meant(u32),
    /// To `Query::Find` and `Query::Named`: who was found.
    Find(Sealed<FindAnswer>),
    /// To `Query::Order`; `None` where there is no such order.
    Order(Sealed<Option<OrderAnswer>>),
    /// To `Query::Segments`.
    Segments(Sealed<SegmentsAnswer>),
    /// To `Query::Book`.
    Book(Box<BookAnswer>),
    /// To `Query::Search`.
    Search(Sealed<SearchAnswer>),
    /// To [`crate::Query::Insight`].
    Insight(Sealed<InsightAnswer>),
    /// To [`crate::Query::Selling`].
    Selling(Sealed<SellingAnswer>),
}

/// Records found by their name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FindAnswer {
    /// The text that this answers; empty where none was asked.
    pub text: String,
    /// Who was found, best first.
    pub found: Vec<Found>,
}

/// Records that words were found in, best first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchAnswer {
    /// The text that this answers.
    pub text: String,
    /// Whether everything was looked at; until then more may be found.
    pub ready: bool,
    /// The best hits.
    pub hits: Vec<Hit>,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Its collection.
    pub collection: CollectionId,
    /// Which.
    pub id: RecordId,
    /// Its name, number or text.
    pub name: Marked,
    /// The field beside the name that words were found in.
    pub field: Option<(FieldId, Marked)>,
    /// What tells it from others of the same name.
    pub about: Vec<(FieldId, Value)>,
    /// Names of the records that `about` refers to.
    pub names: Vec<(RecordId, String)>,
}

/// A text and the parts of it that answer what was typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marked {
    /// The text, or the part of a long one around the first mark.
    pub text: String,
    /// Byte ranges of `text`, in order, apart from each other.
    pub marks: Vec<(u32, u32)>,
}

/// A window of a collection's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordsAnswer {
    /// Whose list.
    pub collection: CollectionId,
    /// Deleted records instead of living ones.
    pub deleted: bool,
    /// Records in the list before any search.
    pub all: u32,
    /// Records that the query selects.
    pub total: u32,
    /// Lines of the whole list: its records, and one for each group.
    pub lines: u32,
    /// Index of the first line below.
    pub offset: u32,
    /// The window.
    pub rows: Vec<ListRow>,
    /// Names of the records that the cells refer to, and of those in the window whose first field does not name them.
    pub names: Vec<(RecordId, String)>,
    /// What the columns that can be added up come to, over all that the query selects.
    pub sums: Vec<Sum>,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ListRow {
    /// A record.
    Record(RecordRow),
    /// The head of a group.
    Group(GroupRow),
}

/// Records of a list that have the same value somewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupRow {
    /// That value; of days and moments, the first day of their month.
    pub value: Value,
    /// How many records.
    pub count: u32,
    /// What the columns that can be added up come to.
    pub sums: Vec<Sum>,
}

/// A column added up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sum {
    /// The column.
    pub field: FieldId,
    /// A number, or an amount for each currency.
    pub totals: Vec<Value>,
}

/// One row of a collection's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordRow {
    /// Which record.
    pub id: RecordId,
    /// Its values, in the order of the query's columns.
    pub cells: Vec<Value>,
}

/// One record of any collection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordAnswer {
    /// Which.
    pub id: RecordId,
    /// Its collection.
    pub collection: CollectionId,
    /// It is in the trash.
    pub deleted: bool,
    /// What it is called; empty where there is nothing to tell it by.
    pub name: String,
    /// All cells that are not empty, declared or not.
    pub facts: Vec<(FieldId, Value)>,
    /// Names of the records that `facts` refers to.
    pub names: Vec<(RecordId, String)>,
}

/// One customer, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerAnswer {
    /// Who.
    pub id: RecordId,
    /// All cells that are not empty, declared or not, in the order of the schema.
    pub facts: Vec<(FieldId, Value)>,
    /// Names of the records that `facts` refers to (tags, parent, referrer).
    pub names: Vec<(RecordId, String)>,
    /// Labels of custom fields among `facts`.
    pub custom: Vec<(FieldId, String)>,
    /// Contacts of the customer.
    pub contacts: Vec<(RecordId, String)>,
    /// The scores; `None` while the first scoring run is under way.
    pub score: Option<Box<ScoreAnswer>>,
    /// Orders and activities, newest first.
    pub timeline: Vec<TimelineEntry>,
    /// Length of the whole timeline.
    pub timeline_total: u32,
}

/// An order or an activity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TimelineEntry {
    /// An order.
    Order {
        /// Which.
        id: RecordId,
        /// When.
        day: Day,
        /// Its number, or empty.
        number: String,
        /// How much.
        total: Option<Money>,
        /// Where it stands.
        status: Option<OptionId>,
        /// What, as product name and quantity.
        lines: Vec<LineAnswer>,
    },
    /// An activity.
    Activity {
        /// Which.
        id: RecordId,
        /// When, milliseconds since 1970 UTC.
        at: i64,
        /// What kind.
        kind: Option<OptionId>,
        /// What was said.
        text: String,
        /// What else is known of it.
        more: TalkMore,
    },
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineAnswer {
    /// Product name, or empty.
    pub product: String,
    /// How many.
    pub quantity: Option<model::Decimal>,
    /// How much.
    pub amount: Option<Money>,
}

/// Everything computed about one customer, with reasons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreAnswer {
    /// All of it holds on this day.
    pub as_of: Day,
    /// Horizon of `active`, in days.
    pub horizon_days: u32,
    /// Customers with at least one order: the sample behind every score.
    pub buyers: u32,
    /// RFM segment and why.
    pub segment: Segment,
    /// Scores and what was counted; `None` before the first order.
    pub rfm: Option<RfmAnswer>,
    /// Stage; `None` where the book is too small to tell.
    pub stage: Option<Stage>,
    /// Why this stage.
    pub stage_reason: StageReason,
    /// From where on a customer is in danger, or gone.
    pub thresholds: StageThresholds,
    /// Loyalty with its contributions.
    pub loyalty: Option<LoyaltyAnswer>,
    /// Probability that the relation still lives; nil, as is the next, where it was ended.
    pub p_alive: Option<f64>,
    /// Probability of an order within the horizon.
    pub p_active: Option<f64>,
    /// Its 95 % interval, as far as the model's parameters are uncertain.
    pub p_active_range: Option<[f64; 2]>,
    /// Share of the customer's own rhythm that the present silence exceeds, 0–1.
    pub overdue: Option<f64>,
    /// Days since the last order.
    pub silent_days: Option<u32>,
    /// Expected number of order days within the horizon.
    pub expected_orders: Option<f64>,
    /// Least and most of them for nine in ten such customers.
    pub expected_range: Option<[u32; 2]>,
    /// Given that the relation lives: the day by which the next order comes with 10, 50 and 90 %.
    pub next_order: Option<[Day; 3]>,
    /// Without another order the stage becomes this one on this day.
    pub stage_if_silent: Option<(Day, Stage)>,
    /// The stage after an order on the as-of day.
    pub stage_if_orders: Option<Stage>,
    /// Part of the purchase model that comes from the published prior, 0–1 (small books).
    pub prior_share: f64,
    /// What the customer will bring; `None` without a spend model.
    pub worth: Option<WorthAnswer>,
}

/// What a customer will bring within the horizon.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorthAnswer {
    /// Life-time value: discounted expected orders times the expected amount times the margin.
    pub value: Money,
    /// What nine in ten such customers bring: least and most.
    pub range: [Money; 2],
    /// Expected amount of an order.
    pub amount: Money,
    /// Discounted expected orders.
    pub orders: f64,
    /// What is lost in expectation by customers like this one who are gone without a word: risk times what an active one brings, before margin.
    pub at_risk: Option<Money>,
    /// Its 95 % interval, as far as the models' parameters are uncertain; `None` where the log leaves one open.
    pub at_risk_range: Option<[Money; 2]>,
    /// Share of an amount that is earned, 0–1.
    pub margin: f64,
    /// Where that comes from.
    pub margin_of: MarginOf,
    /// Discount a year, 0–1.
    pub discount: f64,
}

/// RFM of one customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RfmAnswer {
    /// Recency, frequency and monetary score, 1–5.
    pub scores: [u8; 3],
    /// Days since the last order.
    pub recency_days: u32,
    /// Distinct order days.
    pub frequency: u32,
    /// Net amount.
    pub monetary: Money,
    /// The cuts between the scores of R (days), F (order days) and M (minor units).
    pub cuts: [[f64; 4]; 3],
}

/// Loyalty of one customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoyaltyAnswer {
    /// 0–100.
    pub score: f64,
    /// Its 95 % interval.
    pub range: Option<[f64; 2]>,
    /// What an average customer scores.
    pub baseline: f64,
    /// Each factor's value (0–1) and its points above or below the baseline.
    pub factors: Vec<(LoyaltyFactor, f64, f64)>,
}

/// A factor of behavioural loyalty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoyaltyFactor {
    /// Probability that the relation lives.
    Alive,
    /// How often they buy.
    Rate,
    /// How much they spent.
    Spend,
    /// How long they have been customers.
    Tenure,
}

/// The groups of the book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegmentsAnswer {
    /// Scoring is under way; figures are of the run before, or absent at first.
    pub working: bool,
    /// All of it holds on this day.
    pub as_of: Day,
    /// Customers with at least one order.
    pub buyers: u32,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Net revenue of all, minor units.
    pub revenue: i64,
    /// RFM grid: `grid[recency − 1][frequency − 1]`.
    pub grid: [[Group; 5]; 5],
    /// By segment.
    pub segments: Vec<(Segment, Group)>,
    /// By stage; empty where the book is too small to tell.
    pub stages: Vec<(Stage, Group)>,
    /// Customers whose stage cannot be told.
    pub stage_unknown: u32,
    /// The 80/20 curve; `None` without revenue.
    pub pareto: Option<ParetoAnswer>,
    /// The purchase model behind the stages; `None` where there are too few buyers.
    pub model: Option<ModelAnswer>,
    /// Days with orders that net to nothing or less: they count in time, but not in mean spend.
    pub unpaid_days: u32,
}

/// A number of customers and what they brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Customers.
    pub customers: u32,
    /// Net revenue, minor units.
    pub revenue: i64,
}

/// Concentration of revenue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParetoAnswer {
    /// Share of revenue that the best fifth of buyers brings.
    pub top20: f64,
    /// Gini coefficient.
    pub gini: f64,
    /// Smallest x such that the best x of buyers bring at least 1 − x.
    pub balance: f64,
    /// Share of revenue of the best 0 %, 1 %, … 100 % of buyers.
    pub curve: Vec<f64>,
    /// Buyers in the classes A, B and C: with those before them less than 80 % of revenue, less than 95 %, the rest.
    pub abc: [u32; 3],
    /// The smallest total in A and in B, minor units; `None` for a class without buyers.
    pub least: [Option<i64>; 2],
    /// Customers with a negative total, counted as zero.
    pub clipped: u32,
}

/// Which purchase model was fitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelAnswer {
    /// True for MBG/NBD, false for BG/NBD.
    pub modified: bool,
    /// r, alpha, a, b (time in weeks).
    pub parameters: [f64; 4],
    /// Their log-likelihood.
    pub log_likelihood: f64,
    /// Part that comes from the published prior, 0–1.
    pub prior_share: f64,
    /// The log leaves a parameter open: there is no standard error, and no interval rests on it.
    pub is_open: bool,
    /// The search for the parameters came to an end.
    pub converged: bool,
}

/// The state of the book.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookAnswer {
    /// Customers, orders, products, activities in the book.
    pub counts: Counts,
    /// The day scores hold for, and where it comes from.
    pub as_of: AsOf,
    /// Horizon of scores, in days.
    pub horizon_days: u32,
    /// Currency of amounts that name none.
    pub currency: Currency,
    /// Scoring is under way.
    pub scoring: bool,
    /// Newest first, a few dozen.
    pub history: Vec<HistoryEntry>,
    /// What ⌘Z would undo.
    pub undo: Option<(u64, Label)>,
    /// What the browser says of storage.
    pub storage: StorageAnswer,
    /// Something the user should know about the book on disk.
    pub trouble: Option<Failure>,
}

/// How much is in the book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Customers.
    pub customers: u32,
    /// Orders.
    pub orders: u32,
    /// Records of every kind, but for settings and pipelines, which a book has before anybody wrote into it.
    pub records: u32,
}

/// The day scores hold for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AsOf {
    /// Today.
    Today(Day),
    /// The newest order is more than 60 days old: its day.
    NewestOrder(Day),
    /// Chosen by the user.
    Chosen(Day),
}

impl AsOf {
    /// The day itself.
    pub fn day(self) -> Day {
        match self {
            AsOf::Today(day) | AsOf::NewestOrder(day) | AsOf::Chosen(day) => day,
        }
    }
}

/// One operation of the past.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Its number in the change log.
    pub seq: u64,
    /// Its stamp (time in milliseconds within).
    pub stamp: Stamp,
    /// What it was.
    pub label: Label,
    /// It was undone since.
    pub undone: bool,
}
