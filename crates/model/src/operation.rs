//! Everything that happens is an operation: a set of changes with one stamp, applied and undone as a whole.

use crate::deep::deeper;
use crate::{CollectionId, FieldId, Many, RecordId, Stamp, Value};
use serde::{Deserialize, Deserializer, Serialize};
use std::cell::Cell as Count;

/// A new value for one field of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The record's collection.
    pub collection: CollectionId,
    /// The record.
    pub record: RecordId,
    /// The field.
    pub field: FieldId,
    /// What it becomes.
    pub value: Value,
}

/// A part of an operation. Edits travel as cells, bulk work in forms that stay small at a million records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Part<R> {
    /// Single cells.
    Cells(Vec<Cell>),
    /// New records, as packed columns (the engine's form).
    Rows(R),
    /// Records deleted or restored together.
    Alive {
        /// Their collection.
        collection: CollectionId,
        /// Which records.
        records: Vec<RecordId>,
        /// Restored (`true`) or deleted.
        alive: bool,
    },
    /// One field of many records.
    Many(Many),
}

impl<R> Part<R> {
    /// One field of many records, if it is that.
    pub fn many(&self) -> Option<&Many> {
        if let Part::Many(many) = self { Some(many) } else { None }
    }

    /// The same part, whose new records are told in another way.
    pub fn with_rows<Q>(&self, rows: impl FnOnce(&R) -> Q) -> Part<Q> {
        match self {
            Part::Cells(cells) => Part::Cells(cells.clone()),
            Part::Rows(known) => Part::Rows(rows(known)),
            Part::Alive { collection, records, alive } => {
                Part::Alive { collection: *collection, records: records.clone(), alive: *alive }
            }
            Part::Many(many) => Part::Many(many.clone()),
        }
    }
}

/// A change to the book: the unit of atomicity, history and undo, be it one field or a million imported orders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operation<R> {
    /// When and where; also its name.
    pub stamp: Stamp,
    /// What it was, for the history and the undo button.
    pub label: Label,
    /// What it changes.
    pub parts: Vec<Part<R>>,
}

/// What the writer of an operation saw in the cells that it writes: for each that had been written on other devices, the newest of their
/// writes, by the cell's place among those of `Part::Cells` and `Part::Alive`. It tells a later write from one made at the same time
/// elsewhere. A device knows its own writes, so they are not listed, and a book on one device lists nothing. `Part::Many` says it itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seen(pub Vec<(u32, Vec<Stamp>)>);

impl Seen {
    /// The writes seen in the cell at this place; the list is in rising order of places.
    pub fn at(&self, place: u32) -> &[Stamp] {
        self.0.binary_search_by_key(&place, |seen| seen.0).map_or(&[], |at| &self.0[at].1)
    }
}

/// What an operation was, as a code with parameters; the page words it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Label {
    /// A record was added.
    Create(CollectionId),
    /// A field was changed.
    Edit(CollectionId, FieldId),
    /// Records were deleted: how many.
    Delete(CollectionId, u32),
    /// A purchase log was imported: customers and orders added.
    Import {
        /// Customers created.
        customers: u32,
        /// Orders created.
        orders: u32,
    },
    /// Sample data was added.
    Sample {
        /// Customers created.
        customers: u32,
        /// Orders created.
        orders: u32,
    },
    /// Another operation was undone.
    Undo(Stamp, #[serde(deserialize_with = "shallow")] Box<Label>),
    /// Records were brought back from the trash: how many.
    Restore(CollectionId, u32),
    /// One field of several records was changed: how many.
    EditMany(CollectionId, FieldId, u32),
    /// Records of one collection were imported.
    Records {
        /// Their collection.
        collection: CollectionId,
        /// Created.
        added: u32,
        /// Known ones that were changed.
        changed: u32,
    },
    /// The whole book was replaced by one from a backup: customers and orders in it.
    Backup {
        /// Customers.
        customers: u32,
        /// Orders.
        orders: u32,
    },
    /// One step of selling that changes several records: which, and how many it was done to.
    Deed(Deed, u32),
}

/// A step of selling. The list only grows at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Deed {
    /// A lead became a customer, a contact and an opportunity.
    ConvertLead,
    /// Leads were taken out of the public pool.
    Claim,
    /// Leads went back into the public pool.
    ReturnToPool,
    /// Records got another owner.
    Transfer,
    /// An opportunity went to another stage.
    MoveDeal,
    /// An opportunity was won.
    WinDeal,
    /// An opportunity was lost.
    LoseDeal,
    /// A pipeline was made or its stages were changed.
    Pipeline,
    /// An opportunity became an order.
    OrderFromDeal,
    /// Instalments of an order were planned.
    PlanPayments,
    /// Money was received.
    ReceivePayment,
    /// Money was paid back.
    Refund,
    /// A relationship was ended.
    EndRelationship,
    /// An ended relationship was taken up again.
    WinBack,
    /// A conversation was logged.
    LogTalk,
    /// Somebody was at a customer's.
    CheckIn,
    /// Visits were planned.
    PlanVisits,
    /// Tasks were done.
    CompleteTask,
    /// Tasks were put off.
    SnoozeTask,
    /// Tasks were made.
    PlanTask,
    /// Targets were set.
    SetTarget,
    /// Reports were arranged.
    Arrange,
}

impl Deed {
    /// Its key among the labels.
    pub fn name(self) -> &'static str {
        match self {
            Deed::ConvertLead => "convert_lead",
            Deed::Claim => "claim",
            Deed::ReturnToPool => "return_to_pool",
            Deed::Transfer => "transfer",
            Deed::MoveDeal => "move_deal",
            Deed::WinDeal => "win_deal",
            Deed::LoseDeal => "lose_deal",
            Deed::Pipeline => "pipeline",
            Deed::OrderFromDeal => "order_from_deal",
            Deed::PlanPayments => "plan_payments",
            Deed::ReceivePayment => "receive_payment",
            Deed::Refund => "refund",
            Deed::EndRelationship => "end_relationship",
            Deed::WinBack => "win_back",
            Deed::LogTalk => "log_talk",
            Deed::CheckIn => "check_in",
            Deed::PlanVisits => "plan_visits",
            Deed::CompleteTask => "complete_task",
            Deed::SnoozeTask => "snooze_task",
            Deed::PlanTask => "plan_task",
            Deed::SetTarget => "set_target",
            Deed::Arrange => "arrange",
        }
    }
}

/// How deep a label may lie within others.
const LABEL_DEPTH_MAX: usize = 64;

/// Reads a label that stands within another one.
fn shallow<'de, D: Deserializer<'de>>(from: D) -> Result<Box<Label>, D::Error> {
    thread_local! { static DEPTH: Count<usize> = const { Count::new(0) } }
    deeper(&DEPTH, LABEL_DEPTH_MAX, || Label::deserialize(from)).map(Box::new)
}

impl Label {
    /// The label of the operation that undoes the one with this stamp and label. Undoing a redo is undoing: so labels stay shallow however
    /// often somebody changes their mind.
    pub fn undo(of: Stamp, what: Label) -> Label {
        match what {
            Label::Undo(_, redone) if matches!(&*redone, Label::Undo(..)) => match *redone {
                Label::Undo(_, done) => Label::Undo(of, done),
                other => Label::Undo(of, Box::new(other)),
            },
            what => Label::Undo(of, Box::new(what)),
        }
    }

    /// Whether the operation put another book in the place of the one that was there.
    pub fn replaces_book(&self) -> bool {
        match self {
            Label::Backup { .. } => true,
            Label::Undo(_, what) => what.replaces_book(),
            _ => false,
        }
    }
}
