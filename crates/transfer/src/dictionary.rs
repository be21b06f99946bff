//! The dictionaries in which each customer, product and order number stands once.

use crate::facts::Key;
use protocol::import::{RejectReason, Role};
use std::collections::HashMap;

/// Gives equal texts the same number, counted from 0 in the order in which they come.
#[derive(Debug, Default)]
pub struct Dictionary(HashMap<Box<str>, u32>);

impl Dictionary {
    /// The number of a text, and whether it is new.
    ///
    /// # Errors
    /// [`RejectReason::TooLarge`] when there are more texts than numbers, which no file of our size holds.
    pub fn number(&mut self, text: &str) -> Result<(u32, bool), RejectReason> {
        if let Some(number) = self.0.get(text) {
            return Ok((*number, false));
        }
        let number = u32::try_from(self.0.len()).map_err(|_| RejectReason::TooLarge)?;
        self.0.insert(text.into(), number);
        Ok((number, true))
    }
}

/// Customers by what identifies them. An id and a name that read alike are two customers.
#[derive(Debug, Default)]
pub struct Customers {
    kinds: [Dictionary; 4],
    numbers: Vec<Vec<u32>>,
    count: u32,
}

impl Customers {
    /// The customer's number, and whether they are new.
    ///
    /// # Errors
    /// [`RejectReason::TooLarge`], see [`Dictionary::number`].
    pub fn number(&mut self, key: &Key<'_>) -> Result<(u32, bool), RejectReason> {
        let kind = match key.kind {
            Role::CustomerId => 0,
            Role::Email => 1,
            Role::Phone => 2,
            _ => 3,
        };
        self.numbers.resize(4, Vec::new());
        let (Some(dictionary), Some(numbers)) = (self.kinds.get_mut(kind), self.numbers.get_mut(kind)) else {
            return Err(RejectReason::TooLarge);
        };
        let (within, new) = dictionary.number(&key.text)?;
        if new {
            numbers.push(self.count);
            self.count = self.count.checked_add(1).ok_or(RejectReason::TooLarge)?;
        }
        let number = usize::try_from(within).ok().and_then(|within| numbers.get(within)).copied();
        number.map(|number| (number, new)).ok_or(RejectReason::TooLarge)
    }
}
