//! What the worker and the importer say to each other.

use super::{FileError, ImportField, Mapping, Preview, Purchases, ReadSummary, RecordRows, Reject, Template};
use crate::Zone;
use model::Currency;
use serde::{Deserialize, Serialize};

/// Worker → importer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToImporter {
    /// Read the file that comes beside this message.
    Open {
        /// Today: dates far from it are unlikely readings.
        today: model::Day,
        /// Currency of amounts that name none.
        currency: Currency,
        /// The zone of times that name none.
        zone: Zone,
        /// Fields that columns can mean.
        fields: Vec<ImportField>,
    },
    /// Look again with another mapping.
    Preview(Mapping),
    /// Read everything and hand over the rows.
    Read(Mapping),
    /// The rejected rows of the last reading as CSV, and those that were rejected later, in the order of the file.
    Rejects(Vec<Reject>),
    /// Wait before the next rows, or (`false`) go on. Heard at once, also while reading.
    Hold(bool),
    /// Make a table to fill in.
    Template(Template),
    /// Make sample data.
    Sample {
        /// How many customers.
        customers: u32,
        /// Seed of the generator.
        seed: u64,
        /// The day on which the sample ends.
        today: model::Day,
        /// Currency of its amounts.
        currency: Currency,
        /// Keeps the ids of this sample apart from those of another.
        nonce: u128,
    },
}

/// Importer → worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromImporter {
    /// Messages are heard from now on.
    Ready,
    /// Answer to `Open` and `Preview`.
    Preview(Preview),
    /// Some rows; more follow.
    Rows {
        /// The rows.
        rows: Purchases,
        /// Bytes read so far and in all.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// Some rows of records; more follow.
    RecordRows {
        /// The rows.
        rows: RecordRows,
        /// Bytes read so far.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// All rows were handed over.
    Finished(ReadSummary),
    /// Answer to `Rejects`.
    Rejects(#[serde(with = "serde_bytes")] Vec<u8>),
    /// Answer to `Template`: a workbook.
    Workbook(#[serde(with = "serde_bytes")] Vec<u8>),
    /// Some records of a sample, as the engine's packed rows; more follow.
    Records {
        /// The rows.
        #[serde(with = "serde_bytes")]
        rows: Vec<u8>,
        /// Pieces handed over so far.
        done: u32,
        /// Pieces in all.
        total: u32,
    },
    /// The file cannot be read.
    Failed(FileError),
}
