//! The workspace: one way to write ([`Workspace::apply`]), storage behind a trait, queries over memory.
//!
//! Reading order: [`rows`] and [`table`] hold records, [`workspace`] applies operations to them, [`log`] and
//! [`storage`] keep them, [`book`] ties memory and storage together, [`backup`] and [`restore`] carry it elsewhere; [`scoring`], [`list`], [`customer`] and
//! [`segments`] answer what people ask; [`import`] and [`samples`] turn logs and samples into operations.

mod apart;
pub mod backup;
pub mod book;
pub mod bulk;
pub mod catalogue;
pub mod cell;
pub mod changes;
mod checks;
pub mod column;
mod completed;
mod converted;
pub mod copies;
mod costs;
mod counted;
pub mod customer;
mod disk;
pub mod dues;
pub mod explain;
#[cfg(feature = "suite")]
pub mod faults;
pub mod few;
pub mod figures;
pub mod find;
mod held;
pub mod history;
pub mod ids;
pub mod import;
pub mod insights;
mod ints;
mod left_out;
pub mod list;
mod live;
pub mod log;
mod looked;
pub mod manifest;
mod marks;
pub mod orders;
mod owed;
pub mod packed;
pub mod prepare;
pub mod records;
pub mod restore;
pub mod revenue;
pub mod rows;
pub mod samples;
pub mod scoring;
pub mod segments;
pub mod selling;
mod sparse;
pub mod stages;
pub mod state;
mod stays;
pub mod storage;
#[cfg(feature = "suite")]
pub mod suite;
pub mod surveys;
pub mod table;
mod texts;
mod totals;
mod uncertainty;
mod undo;
pub mod workspace;
pub mod worth;
mod writing;

pub use book::Book;
pub use ints::{Ints, PIECE_ROWS};
pub use rows::Rows;
pub use storage::{Storage, StorageError};
pub use texts::{Piece, Text, Texts};
pub use workspace::Workspace;
