//! Files in and out: reads purchase logs and files of records of unknown shape, writes reports.
//!
//! [`Log::open`] takes the bytes of a file, finds encoding, delimiter, header and the meaning of the columns, and asks
//! what the file alone does not tell ([`Log::preview`]). The user's corrections go through [`Log::with`]; the rows
//! come out of [`Log::read`] or, a chunk at a time, of [`Log::reader`]. Nothing here knows a browser: the two decoders
//! that Rust's standard library lacks (GB18030, Windows-1252) are a parameter.

pub mod amounts;
pub mod currency;
pub mod day_scan;
pub mod days;
pub mod dialect;
pub mod dictionary;
pub mod encoding;
pub mod facts;
pub mod fields;
pub mod guess;
pub mod header;
pub mod kind_of_file;
pub mod limits;
pub mod lines;
pub mod log;
pub mod number;
pub mod number_scan;
pub mod preview;
pub mod profile;
pub mod read;
pub mod records;
pub mod rejects;
pub mod source;
pub mod template;
pub mod text;
pub mod times;
pub mod workbook;
pub mod worth;

pub use encoding::Decode;
pub use fields::read::RecordReader;
pub use log::{Log, Opening};
pub use read::{Outcome, Reader};
pub use rejects::Rejects;
