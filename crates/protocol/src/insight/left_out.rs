//! The orders that figures leave out.

use model::{Currency, Day};
use serde::{Deserialize, Serialize};

/// Orders that do not count, or not wholly: each is told once, by the first of these that fits. Drafts and what was cancelled or returned are no
/// purchases and are not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The day that figures are as of.
    pub as_of: Day,
    /// The currency of amounts.
    pub currency: Currency,
    /// Of no customer in the book.
    pub nobody: u32,
    /// Without a date.
    pub undated: u32,
    /// After the day.
    pub future: u32,
    /// In other currencies: they are purchases, but add to no amount.
    pub elsewhere: u32,
}

impl LeftOut {
    /// How many count for nothing at all.
    pub fn whole(&self) -> u32 {
        self.nobody + self.undated + self.future
    }
}
