//! Conversations and files: questions, answers, deeds.

use model::{CollectionId, Decimal, OptionId, RecordId};
use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TalksQuery {
    /// Whom a conversation may be with; where nothing is typed, those who were talked with last.
    Who {
        /// What was typed.
        text: String,
        /// Most of them.
        limit: u32,
    },
    /// One record and how to reach whom it is about.
    About(CollectionId, RecordId),
    /// Everybody with this telephone number, however it is written.
    Number(String),
    /// Conversations and files of a record.
    Section {
        /// Its collection.
        of: CollectionId,
        /// Which.
        id: RecordId,
        /// Most conversations.
        max: u32,
    },
}

/// Its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TalksAnswer {
    /// To [`TalksQuery::Who`].
    Who {
        /// What was typed.
        text: String,
        /// Whom that may mean.
        known: Vec<Whom>,
    },
    /// To [`TalksQuery::About`]; `None` where there is no such record.
    About(Option<Box<About>>),
    /// To [`TalksQuery::Number`].
    Number(Vec<About>),
    /// To [`TalksQuery::Section`]; `None` where there is no such record.
    Section(Option<Box<Section>>),
}

/// Somebody, or a deal with somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whom {
    /// The collection of the record.
    pub of: CollectionId,
    /// Which.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// What tells it from others of its name.
    pub about: String,
}

/// Why somebody is better not called or written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quiet {
    /// They do not want to be called.
    DoNotCall,
    /// They withdrew their consent.
    Withdrawn,
}

/// A record and how to reach whom it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The record.
    pub whom: Whom,
    /// The customer it belongs to, if it is none itself.
    pub customer: Option<(RecordId, String)>,
    /// Telephone numbers, the mobile one first.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// WeChat ids.
    pub wechats: Vec<String>,
    /// Why not.
    pub quiet: Option<Quiet>,
    /// When they were last talked with, and what was said.
    pub last: Option<(i64, String)>,
    /// Of a customer: where they are, as it stands in the field.
    pub place: String,
}

/// Whether a check-in is as it was when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proof {
    /// It has none.
    Missing,
    /// Nothing was changed since.
    Unchanged,
    /// Place, time, customer or photo were changed since.
    Changed,
}

/// Conversations and files of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The record.
    pub about: About,
    /// Conversations, newest first.
    pub talks: Vec<TalkAnswer>,
    /// How many there are.
    pub total: u32,
    /// Its own files.
    pub files: Vec<FileAnswer>,
    /// Of a check-in.
    pub proof: Option<Proof>,
    /// Of a conversation: what was said, where it speaks of records.
    pub said: Option<String>,
}

/// A conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkAnswer {
    /// Which.
    pub id: RecordId,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// What kind.
    pub kind: Option<OptionId>,
    /// What was said.
    pub text: String,
    /// What else is known of it.
    pub more: TalkMore,
}

/// What is known of a conversation beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkMore {
    /// Who called whom.
    pub direction: Option<OptionId>,
    /// What came of it.
    pub outcome: String,
    /// How long it took.
    pub minutes: Option<Decimal>,
    /// With whom, or about what, where that is not the record it is shown with.
    pub with: Vec<Whom>,
    /// Its files.
    pub files: Vec<FileAnswer>,
}

/// A file of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileAnswer {
    /// The attachment.
    pub id: RecordId,
    /// The file itself.
    pub file: NewFile,
}

/// A file whose bytes are kept already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewFile {
    /// Its name.
    pub name: String,
    /// What it is, as the browser says ("image/jpeg"), or empty.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its bytes, in hex: under this they are kept.
    pub hash: String,
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// What.
    pub name: String,
    /// When.
    pub due: i64,
    /// On that day, at whatever time.
    pub all_day: bool,
}

/// A conversation that is to be logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTalk {
    /// With whom, or about which lead or opportunity.
    pub with: (CollectionId, RecordId),
    /// What kind.
    pub kind: OptionId,
    /// Who called whom.
    pub direction: Option<OptionId>,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// How long it took.
    pub minutes: Option<Decimal>,
    /// What was said.
    pub text: String,
    /// What came of it.
    pub outcome: String,
    /// What is to be done next.
    pub next: Option<NextStep>,
    /// Photos and files.
    pub files: Vec<NewFile>,
    /// Who sits at this device.
    pub owner: Option<RecordId>,
}

/// A conversation while it is written down: what stands in the composer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkDraft {
    /// With whom.
    pub whom: Option<Whom>,
    /// What kind.
    pub kind: OptionId,
    /// Whether they called.
    pub inbound: bool,
    /// When; `None` for the moment in which it is saved.
    pub at: Option<i64>,
    /// Minutes as typed.
    pub minutes: String,
    /// What was said.
    pub text: String,
    /// Records that the text speaks of by name.
    pub mentions: Vec<Whom>,
    /// What came of it.
    pub outcome: String,
    /// What is to be done next.
    pub next: String,
    /// On which day, as typed.
    pub next_day: String,
    /// At what time ("14:30"), or at any.
    pub next_time: String,
    /// Photos and files, kept already.
    pub files: Vec<NewFile>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TalksDeed {
    /// Log a conversation, with its files and the next step.
    Log(Box<NewTalk>),
    /// Add files to a record.
    Attach {
        /// Its collection.
        to: CollectionId,
        /// Which.
        id: RecordId,
        /// What.
        files: Vec<NewFile>,
    },
}

/// What is asked of the place where the bytes of files are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilesRequest {
    /// Keep the file that comes beside this message.
    Keep,
    /// Hand over the bytes with this hash.
    Read(String),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilesReply {
    /// The bytes are kept under this hash.
    Kept {
        /// SHA-256 in hex.
        hash: String,
        /// How many.
        bytes: u64,
    },
    /// The bytes come beside this reply.
    Here,
    /// This device does not have them.
    Gone,
}
