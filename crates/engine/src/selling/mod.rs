//! Selling: answers and plans of its pages. An answer is made at once from the columns; a plan is the cells of one operation.

pub(crate) mod agenda;
mod deals;
pub mod field;
mod leads;
mod money;
mod owned;
mod person;
mod remembered;
mod reports;
mod same;
pub mod sha256;
mod silence;
pub(crate) mod talks;
mod team;
mod today;

pub(crate) use crate::records::new_record;
pub(crate) use owned::Whose;
pub use remembered::Remembered;

use crate::list::Sounds;
use crate::looked::Looked;
use crate::scoring::Scores;
use crate::workspace::Workspace;
use model::moments::REMIND_MINUTES;
use model::options::{OptionList, PRIORITY, TASK_KIND, TASK_STATUS};
use model::schema::task;
use model::{Cell, Currency, Day, Decimal, FieldId, Label, RecordId, Value};
use protocol::{Failure, SellingAnswer, SellingDeed, SellingQuery, Zone};
use std::rc::Rc;

/// What an answer or a plan may look at.
pub struct Context<'a> {
    /// The book.
    pub workspace: &'a Workspace,
    /// Scores of the customers, once there are some.
    pub scores: Option<&'a Scores>,
    /// The day where the reader is.
    pub today: Day,
    /// Now, milliseconds since 1970-01-01 UTC.
    pub now_millis: i64,
    /// Where the reader is: days are cut there, at any moment by the clocks of that time.
    pub zone: &'a Zone,
    /// The currency of the book.
    pub currency: Currency,
    /// Whose names a word above a list may be the sound of, as the list itself hears it.
    pub sounds: Option<&'a dyn Sounds>,
}

impl<'a> Context<'a> {
    /// The scores, for an answer: it holds only until they change.
    pub(crate) fn look_at_scores(&self) -> Option<&'a Scores> {
        self.workspace.notes.note(Looked::SCORES);
        self.scores
    }

    /// The day of a moment where the reader is.
    pub(crate) fn day(&self, at: i64) -> Day {
        self.zone.local(at).0
    }

    /// The order of Chinese characters by their readings, once it is known, for an answer: until then it holds only until it is.
    pub(crate) fn look_at_readings(&self) -> Option<Rc<[u16]>> {
        self.workspace.notes.note(Looked::READINGS);
        self.sounds?.readings()
    }

    /// The time, for an answer: it holds only for a while.
    pub(crate) fn look_at_clock(&self) -> i64 {
        self.workspace.notes.note(Looked::CLOCK);
        self.now_millis
    }
}

/// Where a plan takes the ids of new records from.
pub type NewIds<'a> = &'a mut dyn FnMut() -> RecordId;

/// Cells of one plan: they are in memory all at once.
pub(crate) const CELLS_MAX: u32 = 250_000;

/// What a step changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What it was.
    pub label: Label,
    /// The cells it writes.
    pub cells: Vec<Cell>,
    /// The record that it made, if one is to be shown.
    pub created: Option<RecordId>,
}

/// The answer to a question.
pub fn answer(context: &Context<'_>, query: &SellingQuery) -> SellingAnswer {
    match query {
        SellingQuery::Today(query) => SellingAnswer::Today(today::answer(context, query)),
        SellingQuery::Leads(query) => SellingAnswer::Leads(leads::answer(context, query)),
        SellingQuery::Deals(query) => SellingAnswer::Deals(deals::answer(context, query)),
        SellingQuery::Money(query) => SellingAnswer::Money(money::answer(context, query)),
        SellingQuery::Talks(query) => SellingAnswer::Talks(talks::answer(context, query)),
        SellingQuery::Agenda(query) => SellingAnswer::Agenda(agenda::answer(context, query)),
        SellingQuery::Field(query) => SellingAnswer::Field(field::answer(context, query)),
        SellingQuery::Reports(query) => SellingAnswer::Reports(reports::answer(context, query)),
        SellingQuery::Team(query) => SellingAnswer::Team(team::answer(context, query)),
    }
}

/// What a step changes, as one operation.
///
/// # Errors
/// Where it cannot be done; nothing is changed then.
pub fn plan(context: &Context<'_>, deed: &SellingDeed, ids: NewIds<'_>) -> Result<Plan, Failure> {
    match deed {
        SellingDeed::Today(deed) => today::plan(context, deed, ids),
        SellingDeed::Leads(deed) => leads::plan(context, deed, ids),
        SellingDeed::Deals(deed) => deals::plan(context, deed, ids),
        SellingDeed::Money(deed) => money::plan(context, deed, ids),
        SellingDeed::Talks(deed) => talks::plan(context, deed, ids),
        SellingDeed::Agenda(deed) => agenda::plan(context, deed, ids),
        SellingDeed::Field(deed) => field::plan(context, deed, ids),
        SellingDeed::Reports(deed) => reports::plan(context, deed, ids),
        SellingDeed::Team(deed) => team::plan(context, deed, ids),
    }
}

/// The record of a task of a kind that nobody has begun; `more` is what it has beside that.
fn new_task(id: RecordId, kind: &str, name: Value, due: Value, more: Vec<(FieldId, Value)>) -> Vec<Cell> {
    let option = |list: &OptionList, name| list.id(name).map_or(Value::Empty, Value::Option);
    let mut fields = vec![
        (task::NAME.id, name),
        (task::KIND.id, option(&TASK_KIND, kind)),
        (task::DUE.id, due),
        (task::STATUS.id, option(&TASK_STATUS, "not_started")),
        (task::PRIORITY.id, option(&PRIORITY, "normal")),
    ];
    fields.extend(more);
    new_record(task::ID, id, fields)
}

/// When a task with a time reminds, where nobody says otherwise.
fn reminds() -> Value {
    Decimal::whole(REMIND_MINUTES).map_or(Value::Empty, Value::Number)
}
