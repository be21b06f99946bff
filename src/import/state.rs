//! Where the import page can be.

/// The step that is on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// No file yet.
    Choose,
    /// The file is being looked at.
    Opening,
    /// Columns and their meaning.
    Preview,
    /// The dry run is under way.
    Checking,
    /// The dry run's report.
    Checked,
    /// The import is under way.
    Importing,
    /// Sample data is being made.
    Sampling,
    /// Something is being taken back.
    Undoing,
    /// It is done.
    Done(Done),
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// A file was imported; `None` where it added nothing.
    Imported(Option<u64>),
    /// Sample data was added.
    Sampled {
        /// Number in the change log.
        seq: u64,
        /// Customers added.
        customers: u32,
        /// Orders added.
        orders: u32,
    },
    /// The import was taken back.
    Undone,
    /// The sample data was taken back.
    SampleRemoved,
    /// Either, but for what was changed since.
    PartlyUndone,
}

impl Step {
    /// Which of the three steps that people see this belongs to, from 0; `None` beside them.
    pub(super) fn number(self) -> Option<usize> {
        match self {
            Step::Choose | Step::Opening => Some(0),
            Step::Preview => Some(1),
            Step::Checking | Step::Checked | Step::Importing | Step::Done(Done::Imported(_)) => Some(2),
            Step::Sampling | Step::Undoing | Step::Done(_) => None,
        }
    }

    /// A dropped file can be taken: nothing is under way that it would disturb.
    pub(super) fn takes_file(self) -> bool {
        matches!(self, Step::Choose | Step::Preview | Step::Checked | Step::Done(_))
    }
}
