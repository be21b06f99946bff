//! What can go wrong, as codes with parameters.

use crate::Problem;
use crate::import::FileError;
use model::input::InputError;
use serde::{Deserialize, Serialize};

/// Why a request was not carried out. Nothing was changed, unless the variant says otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Failure {
    /// Page and worker do not understand each other: different builds.
    Protocol(String),
    /// A part of the program did not load.
    NotLoaded,
    /// The browser offers no storage here (private window, blocked by a setting).
    StorageUnavailable(String),
    /// The browser's storage refused: what it said.
    Storage(String),
    /// Not enough room: bytes needed and bytes free.
    Quota {
        /// Estimated size of what was to be written.
        needed_bytes: u64,
        /// What the browser says is left.
        free_bytes: u64,
    },
    /// Another tab holds the book open in an older format.
    Blocked,
    /// The book was written by a newer version of Rapport.
    NewerFormat {
        /// Format number on disk.
        found: u32,
        /// Highest number this version reads.
        known: u32,
    },
    /// Stored bytes are damaged: which piece.
    Damaged(String),
    /// The record is not in the book (any more).
    NotFound,
    /// A typed value does not fit its field.
    Input(InputError),
    /// A file cannot be read as a purchase log.
    File(FileError),
    /// There is nothing to undo.
    NothingToUndo,
    /// There is nothing to bring back.
    NothingToRedo,
    /// More records than one operation takes: how many, and how many it takes.
    TooMany {
        /// Selected.
        found: u32,
        /// Taken.
        max: u32,
    },
    /// The user cancelled.
    Cancelled,
    /// The kind of a field cannot change while records have values in it: how many.
    FieldInUse(u32),
    /// There are as many own fields, or values of one list, as there can be.
    Full,
    /// A file is not a backup that can be restored.
    Backup(BackupError),
    /// The browser, or somebody, removed the book while it was open.
    Removed,
    /// A step of selling cannot be done.
    Selling(Box<Problem>),
    /// A list selects another number of records than was shown when all of them were chosen.
    OtherNumber {
        /// As they were shown.
        shown: u32,
        /// Now.
        found: u32,
    },
    /// All of the records say already what was to be said of them.
    Unchanged,
}

/// Why a file cannot be restored. The present book is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BackupError {
    /// The file is empty.
    Empty,
    /// The file is something else.
    NotABackup,
    /// Written by a newer version of Rapport.
    Newer {
        /// Format number in the file.
        found: u32,
        /// Highest number this version reads.
        known: u32,
    },
    /// The file ends too early.
    CutOff,
    /// The file is not as it was written; after how many sound bytes.
    Altered {
        /// Bytes before the first piece that is not sound.
        at: u64,
    },
    /// The browser cannot read the file: what it said.
    Unreadable(String),
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        Failure::Backup(error)
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Failure::Input(error)
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Failure::File(error)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Failure::Selling(Box::new(problem))
    }
}
