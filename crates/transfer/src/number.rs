//! A number as written, without loss, and its way to whole units.

use protocol::import::RejectReason;

/// A number as written: `±mantissa × 10^-scale`, and whether digits too small to hold were left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Below zero.
    pub(crate) negative: bool,
    /// All its digits.
    pub(crate) mantissa: u128,
    /// How many of them are decimals.
    pub(crate) scale: i32,
    /// Whether there were more.
    pub(crate) left_out: bool,
}

impl Number {
    /// Whether it is a fraction as written.
    pub fn has_decimals(&self) -> bool {
        self.scale > 0
    }

    /// The whole part's size, as far as it matters to tell small numbers from large ones.
    pub fn magnitude(&self) -> u64 {
        match self.units(0) {
            Ok((whole, _)) => whole.unsigned_abs(),
            Err(_) => u64::MAX,
        }
    }

    /// In units of 10^-`digits`, rounded half to even; and whether it had to be rounded.
    ///
    /// # Errors
    /// [`RejectReason::TooLarge`] beyond 64 bits.
    pub fn units(&self, digits: u32) -> Result<(i64, bool), RejectReason> {
        let shift = i32::try_from(digits).unwrap_or(0) - self.scale;
        let power = 10_u128.checked_pow(shift.unsigned_abs());
        let (units, rounded) = match (shift >= 0, power) {
            _ if self.mantissa == 0 => (0, self.left_out),
            (true, Some(power)) => (self.mantissa.checked_mul(power).ok_or(RejectReason::TooLarge)?, self.left_out),
            (true, None) => return Err(RejectReason::TooLarge),
            (false, None) => (0, true),
            (false, Some(power)) => {
                let (whole, rest) = (self.mantissa / power, self.mantissa % power);
                // Powers of ten from 10 on are even, so half of one is exact.
                let up = rest > power / 2 || (rest == power / 2 && (self.left_out || whole % 2 == 1));
                (whole + u128::from(up), rest != 0 || self.left_out)
            }
        };
        let units = i64::try_from(units).map_err(|_| RejectReason::TooLarge)?;
        Ok((if self.negative { -units } else { units }, rounded))
    }

    /// The number times a quantity in millionths, exactly.
    ///
    /// # Errors
    /// [`RejectReason::TooLarge`] when the product has more digits than can be held.
    pub fn times(&self, millionths: i64) -> Result<Number, RejectReason> {
        let (mut quantity, mut decimals) = (u128::from(millionths.unsigned_abs()), 6);
        while decimals > 0 && quantity % 10 == 0 {
            (quantity, decimals) = (quantity / 10, decimals - 1);
        }
        Ok(Number {
            negative: self.negative != (millionths < 0),
            mantissa: self.mantissa.checked_mul(quantity).ok_or(RejectReason::TooLarge)?,
            scale: self.scale.saturating_add(decimals),
            left_out: self.left_out && millionths != 0,
        })
    }
}
