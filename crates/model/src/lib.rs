//! What a customer, an order, an activity *is*: schema, values, money, days, operations.
//!
//! No I/O, no clock, no randomness: time and ids are parameters. Everything that stores, lists, imports or
//! merges records reads the declarations in [`schema`].

pub mod custom;
pub mod day;
pub mod days;
mod deep;
pub mod dues;
pub mod formula;
pub mod id;
pub mod input;
pub mod lanes;
pub mod many;
pub mod mention;
pub mod moments;
pub mod money;
pub mod names;
pub mod operation;
pub mod options;
pub mod order;
pub mod position;
pub mod related;
pub mod report;
pub mod rule;
pub mod schema;
pub mod set;
pub mod talks;
pub mod value;
pub mod view;

pub use day::Day;
pub use id::{DeviceId, RecordId, Stamp};
pub use many::{Many, Runs};
pub use money::{Currency, Money};
pub use operation::{Cell, Deed, Label, Operation, Part, Seen};
pub use report::Report;
pub use rule::Rule;
pub use schema::{CollectionId, Field, FieldId, Kind, Merge, collection};
pub use set::SetEdit;
pub use value::{Decimal, OptionId, Value};
pub use view::View;
