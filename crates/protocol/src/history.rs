//! What happened: the history of the book, of a record, of a field; and writes that lost against others.

use model::{CollectionId, FieldId, Label, RecordId, Stamp, Value};
use serde::{Deserialize, Serialize};

/// Which operations, newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HistoryQuery {
    /// Only what changed this record.
    pub of: Option<(CollectionId, RecordId)>,
    /// Only what changed this field (of `of`).
    pub field: Option<FieldId>,
    /// Only of this kind.
    pub kind: Option<OperationKind>,
    /// Only of this device (`true`) or of others.
    pub own: Option<bool>,
    /// Only from this moment on, milliseconds since 1970 UTC.
    pub from_millis: Option<u64>,
    /// Only before this moment.
    pub to_millis: Option<u64>,
    /// Where the page before ended; `None` for the newest.
    pub after: Option<Cursor>,
    /// How many.
    pub len: u32,
}

/// Where a page of the history ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    /// The next entry to look at.
    pub seq: u64,
    /// Operations further down that were undone, and the entry that undid them.
    pub undone: Vec<(Stamp, u64)>,
}

/// What an operation did, as far as one looks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OperationKind {
    /// A record was added.
    Added,
    /// Fields were changed.
    Edited,
    /// Records were deleted.
    Deleted,
    /// Records were brought back.
    Restored,
    /// A file was imported, or sample data.
    Imported,
    /// Something was undone or redone.
    Undone,
}

impl OperationKind {
    /// All kinds, with their names.
    pub const ALL: [(OperationKind, &'static str); 6] = [
        (OperationKind::Added, "added"),
        (OperationKind::Edited, "edited"),
        (OperationKind::Deleted, "deleted"),
        (OperationKind::Restored, "restored"),
        (OperationKind::Imported, "imported"),
        (OperationKind::Undone, "undone"),
    ];

    /// The kind of an operation with this label.
    pub fn of(label: &Label) -> OperationKind {
        match label {
            Label::Create(_) => OperationKind::Added,
            Label::Delete(..) => OperationKind::Deleted,
            Label::Restore(..) => OperationKind::Restored,
            Label::Import { .. } | Label::Sample { .. } | Label::Records { .. } | Label::Backup { .. } => {
                OperationKind::Imported
            }
            Label::Undo(..) => OperationKind::Undone,
            _ => OperationKind::Edited,
        }
    }
}

/// A page of the history.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HistoryAnswer {
    /// Newest first.
    pub entries: Vec<Happened>,
    /// Names of the records that values refer to.
    pub names: Vec<(RecordId, String)>,
    /// Where the next page begins; `None` at the beginning of the book.
    pub next: Option<Cursor>,
}

/// An operation of the past.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Happened {
    /// Its number in the change log.
    pub seq: u64,
    /// Its stamp (time in milliseconds within).
    pub stamp: Stamp,
    /// What it was.
    pub label: Label,
    /// It was undone since, by the entry with this number.
    pub undone_by: Option<u64>,
    /// Made on this device.
    pub own: bool,
    /// The first of its changes; in the history of a record those of the record.
    pub changes: Vec<Changed>,
    /// How many records it changed.
    pub records: u32,
    /// How many changes it made, without rows that were added in bulk.
    pub total: u32,
}

/// A cell that was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Changed {
    /// Its collection.
    pub collection: CollectionId,
    /// The record.
    pub record: RecordId,
    /// What the record is called now.
    pub name: String,
    /// The field; [`FieldId::ALIVE`] for a record that came or went.
    pub field: FieldId,
    /// What stood there.
    pub from: Value,
    /// What was written.
    pub to: Value,
}

/// One operation with what it changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OperationAnswer {
    /// The first of its changes.
    pub changes: Vec<Changed>,
    /// How many there are.
    pub total: u32,
    /// Records that it added in bulk, by collection.
    pub added: Vec<AddedRows>,
    /// Names of the records that values refer to.
    pub names: Vec<(RecordId, String)>,
}

/// Records of one collection that came in bulk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddedRows {
    /// Their collection.
    pub collection: CollectionId,
    /// How many.
    pub count: u32,
    /// The first of them, with their names.
    pub first: Vec<(RecordId, String)>,
}

/// Cells that an undo left alone because they were changed since.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stayed {
    /// The first of them, with what stands there now in `to`.
    pub cells: Vec<Changed>,
    /// How many there are.
    pub total: u32,
    /// Names of the records that values refer to.
    pub names: Vec<(RecordId, String)>,
}

/// What was written on several devices at the same time, and in a record that was deleted meanwhile.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConflictsAnswer {
    /// Values that lost.
    pub lost: Vec<Lost>,
    /// Fields that were changed after the record was deleted, by somebody who had not seen that.
    pub after_delete: Vec<FieldId>,
    /// Names of the records that values refer to.
    pub names: Vec<(RecordId, String)>,
}

/// A value that lost against one written at the same time elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lost {
    /// The field.
    pub field: FieldId,
    /// What was written.
    pub value: Value,
    /// What won and stands there.
    pub standing: Value,
    /// When and by whom.
    pub stamp: Stamp,
    /// Made on this device.
    pub own: bool,
    /// When the later of the two was written, milliseconds since 1970 UTC: it is shown for a while from then on.
    pub since_millis: u64,
}
