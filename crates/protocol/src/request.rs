//! Page → worker and back: commands, watches, progress, cancellation.

use crate::import::{ImportField, Mapping, Preview, Report, Template};
use crate::{
    Answer, Draft, Failure, FilesReply, FilesRequest, HistoryAnswer, HistoryQuery, InsightAnswer, InsightQuery,
    LineChange, NewField, OperationAnswer, OptionChange, Query, RecordsQuery, Sealed, SellingDeed, Stayed, TagListed,
};
use model::{CollectionId, FieldId, Label, OptionId, RecordId, Value};
use serde::{Deserialize, Serialize};

/// Page → worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToWorker {
    /// Sent once, after the worker said [`FromWorker::Hello`].
    Start(Start),
    /// Do something and reply under this number.
    Request {
        /// Chosen by the page; unique among its open requests.
        id: u32,
        /// What to do.
        request: Sealed<Request>,
    },
    /// Stop working on a request; it replies with `Failure::Cancelled`, or with success where it was already done.
    Cancel {
        /// The request's number.
        id: u32,
    },
    /// Stop working on a request for a while, or (`false`) go on.
    Hold {
        /// The request's number.
        id: u32,
        /// Whether it waits.
        on: bool,
    },
    /// Answer this query now and whenever its answer changes. The same number again replaces the query.
    Watch {
        /// Chosen by the page.
        watch: u32,
        /// The query.
        query: Query,
    },
    /// Stop answering.
    Unwatch {
        /// The watch's number.
        watch: u32,
    },
}

/// What the worker needs to know of its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// URL of the importer's script.
    pub importer_url: String,
    /// Minutes east of Greenwich of the reader's time zone now.
    pub offset_minutes: i32,
    /// Currency of a new book (from the reader's locale).
    pub currency: model::Currency,
}

/// A command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Set one field of one record; `Value::Empty` empties it. Replies [`Reply::Done`].
    Edit {
        /// The record's collection.
        collection: CollectionId,
        /// The record.
        record: RecordId,
        /// The field.
        field: FieldId,
        /// Its new value.
        value: Value,
    },
    /// Set several fields of one record, as one operation. Replies [`Reply::Done`].
    EditFields {
        /// The record's collection.
        collection: CollectionId,
        /// The record.
        record: RecordId,
        /// The fields and their new values.
        fields: Vec<(FieldId, Value)>,
    },
    /// Add a record with these fields. Replies [`Reply::Created`].
    Create {
        /// Its collection.
        collection: CollectionId,
        /// Its fields.
        fields: Vec<(FieldId, Value)>,
    },
    /// Add a record with others that refer to it, as an order with its lines. Replies [`Reply::Created`].
    CreateWith {
        /// Its collection.
        collection: CollectionId,
        /// Its fields.
        fields: Vec<(FieldId, Value)>,
        /// The lines: fields of `model::schema::order_line` each, without the order.
        lines: Vec<Vec<(FieldId, Value)>>,
    },
    /// Add a copy of a record, an order or an opportunity with its lines. Replies [`Reply::Created`].
    Duplicate {
        /// Its collection.
        collection: CollectionId,
        /// Which.
        record: RecordId,
        /// Put behind the copy's name.
        suffix: String,
    },
    /// Change the lines of an order. Replies [`Reply::Done`].
    Line {
        /// Which order.
        order: RecordId,
        /// What changes.
        change: LineChange,
    },
    /// Change values of an option list, or add some. Replies [`Reply::Done`].
    Options {
        /// The list's stable name.
        list: String,
        /// What changes.
        changes: Vec<OptionChange>,
    },
    /// Add a field of the workspace's own. Replies [`Reply::Created`].
    AddField(Sealed<NewField>),
    /// Keep what was typed into a form; not a change of the book. Replies [`Reply::Nothing`].
    KeepDraft {
        /// The form.
        form: String,
        /// Its own account; empty for nothing.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// What was typed into a form and not saved. Replies [`Reply::Draft`].
    Draft {
        /// The form.
        form: String,
    },
    /// Delete records (a customer's orders, contacts and activities go along). Replies [`Reply::Along`].
    Delete(Target),
    /// Bring deleted records back, with what was deleted along and what they hang on. Replies [`Reply::Along`].
    Restore(Target),
    /// Change one field of many records, as one operation. Replies [`Reply::Done`].
    EditMany {
        /// Which records.
        target: Target,
        /// The field.
        field: FieldId,
        /// What becomes of it.
        change: Change,
    },
    /// A list as a CSV file. Replies [`Reply::Bytes`].
    Export {
        /// The list, its columns in their order.
        query: Box<RecordsQuery>,
        /// The words in it.
        headings: Sealed<Headings>,
    },
    /// Which records stand on the lines of a list's window, however many; not a change of the book. Replies [`Reply::Lines`].
    Lines(Box<RecordsQuery>),
    /// A page of the history. Replies [`Reply::History`].
    History(Sealed<HistoryQuery>),
    /// What the operation with this number in the change log changed. Replies [`Reply::Operation`].
    Operation {
        /// Its number.
        seq: u64,
    },
    /// Undo an operation: the one with this number in the change log, or the newest of this tab. Replies [`Reply::Undone`].
    Undo {
        /// Its number; `None` for the newest that is not undone yet.
        seq: Option<u64>,
    },
    /// Bring back what was undone last, unless something was done since. Replies [`Reply::Undone`].
    Redo,
    /// Add sample data. Replies [`Reply::Done`]; reports progress.
    Sample {
        /// How many customers: 200, 5,000 or 100,000.
        customers: u32,
        /// Seed of the generator.
        seed: u64,
    },
    /// Read the file that comes beside this message. Replies [`Reply::Preview`].
    ImportOpen {
        /// The declared fields with their labels; the workspace's own are added to them.
        fields: Sealed<Vec<ImportField>>,
    },
    /// Look at the open file with another mapping. Replies [`Reply::Preview`].
    ImportPreview(Sealed<Mapping>),
    /// Dry run. Replies [`Reply::Report`]; reports progress.
    ImportCheck(Sealed<Mapping>),
    /// Import. Replies [`Reply::Imported`]; reports progress.
    ImportCommit(Sealed<Mapping>),
    /// The rejected rows of the last reading as CSV. Replies [`Reply::Bytes`].
    ImportRejects,
    /// A table to fill in, as a workbook. Replies [`Reply::Bytes`].
    ImportTemplate(Sealed<Template>),
    /// Let go of the open file. Replies [`Reply::Nothing`].
    ImportClose,
    /// Make a file of the whole book. Replies [`Reply::Backup`], the file beside it; reports progress.
    Backup,
    /// Read the backup that comes beside this message. Replies [`Reply::BackupPreview`]; reports progress.
    BackupPreview,
    /// Put the book of the backup that comes beside this message in the place of the present one. Replies [`Reply::Done`]; reports progress.
    BackupRestore,
    /// Give all customers whom an answer lists a tag, as one operation. Replies [`Reply::Done`].
    TagListed(Sealed<TagListed>),
    /// A step of selling, as one operation. Replies [`Reply::Done`], or [`Reply::Created`] where it made a record to be shown.
    Sell(Sealed<SellingDeed>),
    /// Keep or hand over the bytes of a file. Replies [`Reply::Files`].
    Files(Sealed<FilesRequest>),
    /// A question of a page of insight that is asked once. Replies [`Reply::Insight`].
    Insight(Sealed<InsightQuery>),
}

impl Request {
    /// Whether it only looks: nothing is written, and nothing changes that anybody watches.
    pub fn looks(&self) -> bool {
        matches!(self, Request::History(_) | Request::Operation { .. } | Request::Insight(_) | Request::Lines(_))
    }
}

/// Which records a change is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Target {
    /// These.
    Records(CollectionId, Vec<RecordId>),
    /// All that a list selects, but for some; and how many it showed, those included, where somebody chose them by that.
    List(Box<RecordsQuery>, Vec<RecordId>, Option<u32>),
}

impl Target {
    /// However many they are by now: for what is only asked about them.
    pub fn uncounted(self) -> Target {
        match self {
            Target::List(query, except, _) => Target::List(query, except, None),
            these => these,
        }
    }
}

/// What becomes of a field of many records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// It gets this value; `Value::Empty` empties it.
    Set(Value),
    /// These are added to what it holds.
    Add(Vec<RecordId>),
    /// These are taken out of what it holds.
    Remove(Vec<RecordId>),
    /// The tag of this name is added to customers; it is made where there is none yet.
    Tag(String),
}

/// The words of an exported list, in the reader's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Headings {
    /// The names of its columns.
    pub columns: Vec<String>,
    /// The words of the options of each option column.
    pub options: Vec<(FieldId, Vec<(OptionId, String)>)>,
    /// Yes.
    pub yes: String,
    /// No.
    pub no: String,
    /// Whether the file has the lines of the orders or opportunities that the list selects, under the columns of these lines, rather than the records themselves.
    pub lines: bool,
}

/// What a request came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// Done and durable; can be undone by its number.
    Done {
        /// Number in the change log.
        seq: u64,
        /// What it was.
        label: Label,
    },
    /// Undone and durable.
    Undone {
        /// Number of the undo in the change log.
        seq: u64,
        /// What it was.
        label: Label,
        /// How many values stay because they were changed since.
        kept: u32,
        /// Which.
        stayed: Sealed<Stayed>,
    },
    /// To `Request::Lines`: the records, first to last.
    Lines(Vec<RecordId>),
    /// To `Request::History`.
    History(Sealed<HistoryAnswer>),
    /// To `Request::Operation`; `None` where there is no such operation.
    Operation(Sealed<Option<OperationAnswer>>),
    /// A record was added and is durable.
    Created {
        /// Number in the change log.
        seq: u64,
        /// What it was.
        label: Label,
        /// The new record.
        id: RecordId,
    },
    /// Records were deleted or restored; can be undone by the number.
    Along {
        /// Number in the change log.
        seq: u64,
        /// What it was.
        label: Label,
        /// What went or came along, by collection.
        along: Vec<(CollectionId, u32)>,
    },
    /// What was typed before, if anything.
    Draft(Option<Draft>),
    /// What the importer made of the file.
    Preview(Sealed<Preview>),
    /// What an import would do.
    Report(Sealed<Report>),
    /// What an import did; `seq` is `None` where it added nothing.
    Imported {
        /// The outcome.
        report: Sealed<Report>,
        /// Number in the change log.
        seq: Option<u64>,
    },
    /// A file to save.
    Bytes(#[serde(with = "serde_bytes")] Vec<u8>),
    /// Nothing to say.
    Nothing,
    /// A backup was made; the browser's own file stands beside this message.
    Backup {
        /// Its size.
        bytes: u64,
    },
    /// What a backup holds.
    BackupPreview(Sealed<BackupPreview>),
    /// What came of keeping or handing over a file.
    Files(Sealed<FilesReply>),
    /// To `Request::Insight`.
    Insight(Sealed<InsightAnswer>),
}

/// What a backup holds, beside what the book holds now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BackupPreview {
    /// Format number of the file.
    pub format: u32,
    /// Its size.
    pub bytes: u64,
    /// Living records of each collection: in the backup, in the book now.
    pub counts: Vec<(CollectionId, u32, u32)>,
    /// Photos and files: in the backup, on this device now.
    pub files: (u32, u32),
    /// Operations in its history, and in that of the book now.
    pub changes: (u64, u64),
    /// Its newest change and that of the book now, milliseconds since 1970-01-01 UTC; 0 for none.
    pub newest_millis: (u64, u64),
}

/// What a request is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// Reading the file.
    Reading,
    /// Making records.
    Building,
    /// Writing to disk.
    Writing,
}

/// Worker → page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The worker hears; send [`ToWorker::Start`].
    Hello,
    /// The book is open: queries and requests are answered from now on.
    Ready,
    /// The book cannot be opened.
    Failed(Failure),
    /// The outcome of a request.
    Reply {
        /// The request's number.
        id: u32,
        /// Its outcome.
        result: Result<Reply, Failure>,
    },
    /// How far a request is.
    Progress {
        /// The request's number.
        id: u32,
        /// What it is busy with.
        phase: Phase,
        /// Units done.
        done: u64,
        /// Units in all; 0 if unknown.
        total: u64,
    },
    /// The answer to a watched query, first and whenever it changed.
    Answer {
        /// The watch's number.
        watch: u32,
        /// The answer.
        answer: Box<Answer>,
    },
    /// The book was removed by the browser or by another tab since it was opened.
    Lost(Failure),
}
