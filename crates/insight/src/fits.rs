//! All fits of a book together, as they are kept.

use crate::book::FitState;
use crate::btyd::Fit;
use crate::spend::SpendState;

/// The fits of a book: of when customers order, and of how much they spend. Each knows of which numbers it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Fits {
    /// The purchase models.
    pub purchases: FitState,
    /// The spend model.
    pub spend: SpendState,
    /// A number for the amounts that were fitted, as [`FitState::Fitted`] has one.
    pub(crate) spend_of: u64,
}

impl Fits {
    /// As bytes, to be known after a restart; nothing where no purchase model was fitted.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = self.purchases.to_bytes()?;
        bytes.extend_from_slice(&self.spend_of.to_le_bytes());
        self.spend.write(&mut bytes);
        Some(bytes)
    }

    /// The fits in such bytes; `None` where they are something else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (purchases, spend) = bytes.split_at_checked(8 + 2 * Fit::BYTES)?;
        let (of, spend) = spend.split_first_chunk()?;
        let spend = if spend.is_empty() { SpendState::not_enough(0) } else { SpendState::read(spend)? };
        Some(Self { purchases: FitState::from_bytes(purchases)?, spend, spend_of: u64::from_le_bytes(*of) })
    }

    /// The spend model, if it is of the amounts with that number.
    pub(crate) fn spend_if_of(&self, number: u64) -> Option<SpendState> {
        (self.spend.fit().is_some() && self.spend_of == number).then(|| self.spend.clone())
    }
}
