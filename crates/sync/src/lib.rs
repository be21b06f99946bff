//! Clock and merge, shared by the app and the sync server. Pure rules: what a cell is once the writes of several devices are known, in
//! whichever order they came.

mod clock;
mod register;
mod set;

pub use clock::Clock;
pub use register::{Register, Write};
pub use set::{Element, Members};
