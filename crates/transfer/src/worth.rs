//! What a row is worth: its amount as it stands there or, where no column is the amount, unit price × quantity.

use crate::amounts::{self, Amount};
use crate::facts::Places;
use crate::records::Row;
use crate::text::is_missing;
use model::Currency;
use protocol::import::{DecimalMark, NO_QUANTITY, RejectReason, Role};

/// The columns that say how much and how many.
#[derive(Clone, Copy, Debug)]
pub struct Worth {
    /// The column of the amount or of the unit price.
    pub money: usize,
    quantity: Option<usize>,
    /// Whether the amount is price × quantity.
    pub priced: bool,
}

impl Worth {
    /// By the role of each column; `None` where they do not say how much.
    pub fn find(places: &Places) -> Option<Worth> {
        let quantity = places.column(Role::Quantity);
        if let Some(money) = places.column(Role::Amount) {
            return Some(Worth { money, quantity, priced: false });
        }
        quantity?;
        places.column(Role::UnitPrice).map(|money| Worth { money, quantity, priced: true })
    }

    /// Amount and quantity of a row ([`NO_QUANTITY`] where it has none), or the column at fault and why.
    ///
    /// # Errors
    /// [`RejectReason::MissingAmount`], [`RejectReason::NotANumber`] or [`RejectReason::TooLarge`].
    pub fn read(&self, row: &Row, mark: DecimalMark, base: Currency) -> Result<(Amount, i64), (usize, RejectReason)> {
        let at_money = |reason| (self.money, reason);
        let text = row.field(self.money);
        if is_missing(text) {
            return Err(at_money(RejectReason::MissingAmount));
        }
        if !self.priced {
            let amount = amounts::parse(text, mark, base).map_err(at_money)?;
            return Ok((amount, self.quantity(row, mark)?.map_or(NO_QUANTITY, |(quantity, _)| quantity)));
        }
        let (price, currency) = amounts::valued(text, mark, base).map_err(at_money)?;
        let missing = (self.quantity.unwrap_or(self.money), RejectReason::MissingAmount);
        let (quantity, rounded) = self.quantity(row, mark)?.ok_or(missing)?;
        let product = price.times(quantity).and_then(|product| Amount::new(product, currency));
        let mut amount = product.map_err(at_money)?;
        amount.rounded |= rounded;
        Ok((amount, quantity))
    }

    fn quantity(&self, row: &Row, mark: DecimalMark) -> Result<Option<(i64, bool)>, (usize, RejectReason)> {
        let Some(column) = self.quantity else { return Ok(None) };
        let text = row.field(column);
        if is_missing(text) {
            return Ok(None);
        }
        amounts::measured(text, mark).map(Some).map_err(|reason| (column, reason))
    }
}
