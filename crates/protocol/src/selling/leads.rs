//! Leads and the public pool: questions, answers, deeds.

use super::Owners;
use crate::Target;
use model::{CollectionId, Day, FieldId, Money, OptionId, RecordId};
use serde::{Deserialize, Serialize};

/// Whose leads are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whose {
    /// Those of the user at this device.
    Mine,
    /// Those of everybody in the user's team.
    Team,
    /// All.
    All,
    /// Nobody's: the public pool.
    Pool,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LeadsQuery {
    /// How many leads stand where, and what is due to go back to the pool.
    Overview {
        /// The user at the device.
        me: Option<RecordId>,
        /// Whose leads the figures are of.
        whose: Whose,
    },
    /// What is recognised in a line that somebody types, and who may be the same.
    Typed {
        /// The line.
        text: String,
    },
    /// Who may be the same as somebody of whom so much is known.
    Duplicates(Box<Probe>),
    /// Whose next contact is due, and for whom no task stands already.
    Due {
        /// Whose leads; everybody's are those that are somebody's.
        owners: Owners,
        /// How many of them.
        limit: u32,
    },
    /// How many leads are to go back to the pool now.
    Idle,
    /// What stands beside the facts of a lead.
    Lead {
        /// Which.
        id: RecordId,
    },
}

/// A lead that is to be contacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueLead {
    /// Which.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// The business.
    pub company: String,
    /// A number to call; empty where none is known.
    pub phone: String,
    /// When: milliseconds since 1970.
    pub at: i64,
}

/// What is known of somebody who may be in the book already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// What a person is called.
    pub name: String,
    /// What their business is called.
    pub company: String,
    /// Telephone numbers, as typed.
    pub phones: Vec<String>,
    /// E-mail address.
    pub email: String,
    /// WeChat name.
    pub wechat: String,
    /// The lead that this is of.
    pub except: Option<RecordId>,
}

/// What was recognised in a typed line. What is empty was not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    /// A person's name.
    pub name: String,
    /// The name of a business.
    pub company: String,
    /// A telephone number.
    pub mobile: String,
    /// A second telephone number.
    pub phone: String,
    /// An e-mail address.
    pub email: String,
    /// A WeChat name.
    pub wechat: String,
    /// What is left.
    pub remark: String,
}

/// Why a record may be of the same somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Likeness {
    /// The same telephone number, however it is written.
    Phone,
    /// The same e-mail address.
    Email,
    /// The same WeChat name.
    WeChat,
    /// The same name.
    Name,
    /// The same business.
    Company,
    /// A name that differs in little.
    NearName,
}

/// A record that may be of the same somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Duplicate {
    /// A lead, a customer or a contact.
    pub collection: CollectionId,
    /// Which.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// What it has in common, as it stands there.
    pub shared: String,
    /// Why.
    pub likeness: Likeness,
    /// The customer that it is, or belongs to.
    pub customer: Option<(RecordId, String)>,
    /// Whose it is.
    pub owner: String,
}

/// Leads of one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFigure {
    /// The source; `None` where none is told.
    pub source: Option<OptionId>,
    /// How many leads.
    pub leads: u32,
    /// How many of them became customers.
    pub converted: u32,
}

/// A lead that nobody has spoken with for long.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Idle {
    /// Which.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub owner: String,
    /// Days since somebody spoke with it, or took it.
    pub days: u32,
}

/// How many leads stand where.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LeadsOverview {
    /// All leads of the book.
    pub total: u32,
    /// Open leads of the user at the device.
    pub mine: u32,
    /// Open leads of the user's team.
    pub team: u32,
    /// Open leads.
    pub open: u32,
    /// Open leads without an owner.
    pub pool: u32,
    /// Who is in the user's team, the user included.
    pub members: Vec<RecordId>,
    /// Leads by status, of those that are looked at; without a status they count as new.
    pub statuses: Vec<(OptionId, u32)>,
    /// Leads by source, of those that are looked at; the most first.
    pub sources: Vec<SourceFigure>,
    /// Open ones of the user whose next contact is due today or was before.
    pub due: u32,
    /// Days after which an idle lead goes back to the pool; `None` for never.
    pub pool_days: Option<u32>,
    /// Leads that are idle for so long.
    pub idle: Vec<Idle>,
    /// Leads that will be within three days.
    pub soon: u32,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeadTask {
    /// The task.
    pub id: RecordId,
    /// What.
    pub name: String,
    /// By when.
    pub due: Option<i64>,
    /// It takes the whole day.
    pub all_day: bool,
    /// Done or dropped.
    pub closed: bool,
}

/// What stands beside the facts of a lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeadAnswer {
    /// Which.
    pub id: RecordId,
    /// Its name is a person's, not that of the business or a way to reach it.
    pub person: bool,
    /// How many conversations go along with it.
    pub talks: u32,
    /// Tasks, open ones first.
    pub tasks: Vec<LeadTask>,
    /// Who may be the same.
    pub duplicates: Vec<Duplicate>,
    /// Days since somebody spoke with it, or took it; `None` where that does not count.
    pub idle_days: Option<u32>,
    /// Days until it goes back to the pool.
    pub returns_in: Option<u32>,
    /// The customer it became.
    pub customer: Option<(RecordId, String)>,
    /// The opportunity it became.
    pub opportunity: Option<(RecordId, String)>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LeadsAnswer {
    /// To [`LeadsQuery::Overview`].
    Overview(Box<LeadsOverview>),
    /// To [`LeadsQuery::Typed`].
    Typed {
        /// The line that was typed.
        text: String,
        /// What was recognised.
        read: Box<Recognised>,
        /// Who may be the same.
        duplicates: Vec<Duplicate>,
    },
    /// To [`LeadsQuery::Duplicates`].
    Duplicates(Vec<Duplicate>),
    /// To [`LeadsQuery::Due`]: the first, and how many they are.
    Due(Vec<DueLead>, u32),
    /// To [`LeadsQuery::Idle`].
    Idle(u32),
    /// To [`LeadsQuery::Lead`]; `None` where there is no such lead.
    Lead(Option<Box<LeadAnswer>>),
}

/// The opportunity that a lead becomes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewDeal {
    /// What it is called.
    pub name: String,
    /// What it may bring.
    pub amount: Option<Money>,
    /// When it may be won.
    pub close: Option<Day>,
    /// The pipeline in which it begins; `None` for the first.
    pub pipeline: Option<RecordId>,
}

/// A field of a lead in the words of whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InWords {
    /// Which field.
    pub field: FieldId,
    /// What it is called, with what stands between that and what it says.
    pub label: String,
    /// What the lead says in it, where that is no text and names no records.
    pub text: String,
}

/// What is made of a lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conversion {
    /// Which lead.
    pub lead: RecordId,
    /// The customer that it is already; `None` makes one.
    pub into: Option<RecordId>,
    /// The new customer is a person, not a business.
    pub person: bool,
    /// What the new customer is called; empty for what the lead says.
    pub name: String,
    /// Whether the lead's person becomes a contact.
    pub contact: bool,
    /// The opportunity, if there is one.
    pub deal: Option<NewDeal>,
    /// What the task is called that the lead's next contact becomes where none stands for it; empty for none.
    pub follow_up: String,
    /// Fields that say less where nobody says which they are: so they stand in the remark, if they find no place of their own.
    pub labels: Vec<InWords>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LeadsDeed {
    /// A line that somebody typed becomes a lead.
    Capture {
        /// The line.
        text: String,
        /// Whose it is; `None` puts it into the pool.
        owner: Option<RecordId>,
    },
    /// Leads are taken out of the pool.
    Claim {
        /// Which.
        leads: Target,
        /// By whom.
        owner: RecordId,
    },
    /// Leads go back into the pool.
    Return {
        /// Which.
        leads: Target,
    },
    /// Leads that are idle for too long go back into the pool.
    ReturnIdle,
    /// A lead becomes a customer.
    Convert(Box<Conversion>),
}
